"""What click and libraries have to say reaches the user in her own language."""

from __future__ import annotations

import errno
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from dtz_network import language
from dtz_network.cli.main import dtz, run
from dtz_network.cli.tree import metavar, speak
from dtz_network.errors import broken, refused
from dtz_network.language import LANGUAGES, Language
from dtz_network.workflows import stores

ENGLISH = re.compile(
    r"\b(the|not|does|missing|invalid|file|error|cannot|detect|usage|options|value|one|expected|while)\b",
    re.IGNORECASE,
)


def commands(group: click.Command, context: click.Context) -> Iterator[tuple[click.Command, click.Context]]:
    yield group, context
    if isinstance(group, click.Group):
        for name in group.list_commands(context):
            found = group.get_command(context, name)
            if found is not None:
                yield from commands(found, click.Context(found, info_name=name, parent=context))


def test_a_fault_of_the_program_is_told_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken_down(*_: object, **__: object) -> None:
        raise RuntimeError("Jan Nap")

    monkeypatch.setattr(stores, "open_store", broken_down)
    assert run(["--lang", "nl", "status"]) == 1
    told = capsys.readouterr().err
    assert "in dtz zelf (RuntimeError)" in told
    assert "--debug" in told
    assert "Jan Nap" not in told
    with pytest.raises(RuntimeError):
        run(["--debug", "status"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_help_of_options_and_arguments_is_one_kind_of_sentence(lang: Language) -> None:
    said = {k: str(v) for k, v in language.catalogue(lang).items() if k.startswith(("cli.opt.", "cli.arg."))}
    assert [key for key, text in said.items() if not text.endswith((".", "?"))] == []
    assert [key for key, text in said.items() if text[0].islower() and key != "cli.arg.shell"] == []


def test_every_name_of_an_argument_has_a_dutch_word() -> None:
    speak(["--lang", "nl"])
    known = language.catalogue("nl")
    absent = {
        word
        for command, context in commands(dtz, click.Context(dtz, info_name="dtz"))
        for param in command.params
        for word in re.findall(r"\b[A-Z]{2,}\b", param.make_metavar(context).replace(" RANGE", ""))
        if f"cli.metavar.{word}" not in known
    }
    assert absent == set()
    assert metavar("PATH [NAME=VALUE]...") == "PAD [NAAM=WAARDE]..."


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("since", "Fout: SINDS ontbreekt: "),
        ("contact import", "Fout: PAD ontbreekt: bestand of map."),
        ("contact import x --kind lijst", "--kind kan niet 'lijst' zijn; kies uit confirmed, own"),
        ("contact import --kind", "Achter --kind hoort een waarde."),
        ("status --json=1", "Achter --json hoort geen waarde."),
        ("figures 2022 over", "Te veel opgegeven: over."),
        ("groups --seed x", "--seed moet een getal zijn, niet 'x'."),
        ("nietbestaand", "Onbekende opdracht"),
    ],
)
def test_a_slip_on_the_command_line_is_told_in_dutch(
    typed: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--lang", "nl", *typed.split()]) == 2
    shown = capsys.readouterr().err
    assert said in shown
    assert not ENGLISH.search(shown.split("kies uit")[0])


def torn(folder: Path) -> Iterator[Path]:
    """Yield files that libraries refuse, each with words of its own."""
    for name, data in {
        "a.xlsx": b"PK\x03\x04torn", "b.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "c.ods": b"PK",
        "d.docx": b"PK\x03\x04", "e.pdf": b"%PDF-1.7 torn", "f.ics": b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:x\n",
        "g.msg": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"1" * 600, "h.eml": b"\x00\x01", "i.csv": b'naam;x\n"open;y\n',
        "j.json": b"{", "k.vcf": b"BEGIN:VCARD", "l.net": b"*Vertices x\n",
    }.items():  # fmt: skip
        path = folder / name
        path.write_bytes(data)
        yield path
    empty = folder / "m.xlsx"
    with zipfile.ZipFile(empty, "w") as packed:
        packed.writestr("x", "")
    yield empty
    yield folder / "absent.csv"


def test_no_library_speaks_english_to_a_dutch_user(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "network.db"
    stores.open_store(place, create=True).close()
    monkeypatch.setenv("DTZ_STORE", str(place))
    for path in torn(tmp_path):
        assert run(["--lang", "nl", "contact", "import", str(path), "--dry-run"]) == 2, path.name
        shown = capsys.readouterr().err.replace(str(path), "").replace(path.name, "")
        assert shown.startswith("Fout: "), path.name
        assert not ENGLISH.search(shown), shown


def test_what_the_system_and_parsers_say_is_put_in_words() -> None:
    assert refused(OSError(errno.ENOSPC, "No space left")).nl == "de schijf is vol"
    assert refused(OSError(errno.EXDEV, "x")).en.startswith("the system refuses")
    assert broken(ValueError("Invalid value (at line 3, column 5)")).nl == "het gaat mis op regel 3"
    assert broken(ValueError("torn")).en == "the content cannot be read"
