"""Answering people about their data: what is told, what goes, and what is left to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dtz_network.cli.main import run

Say = Callable[..., tuple[int, str, str]]
SANNE, HENK = "Sanne de Wit", "Henk Post"


@pytest.fixture
def say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Say:
    """Run ``dtz`` on a store of two people; returns exit code, standard output and standard error."""
    for name, value in {
        "DTZ_STORE": str(tmp_path / "network.db"), "DTZ_CONFIG": str(tmp_path / "dtz.toml"),
        "DTZ_KEYS": str(tmp_path / "keys"), "DTZ_WHO": "tester", "DTZ_LANG": "nl",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(arguments)
        out = capsys.readouterr()
        return code, out.out, out.err

    assert call("init")[0] == 0
    assert call("contact", "add", f"{SANNE}, Maakfabriek BV")[0] == 0
    assert call("contact", "add", f"{HENK}, Bureau X")[0] == 0
    return call


def test_an_erased_person_is_in_no_text_of_our_own(say: Say, tmp_path: Path) -> None:
    say("log", "talk", SANNE, HENK, "--date", "2026-11-02", "--about", f"{SANNE} en {HENK} over lassen")
    say("log", "action", f"{SANNE} terugbellen", "--who", HENK)
    say("log", "action", "Vraag het Sanne", "--who", HENK)
    say("undo", "3")
    code, _, told = say("privacy", "erase", SANNE, "--yes")
    assert code == 0
    assert "naam van actie: “Vraag het Sanne”" in told
    assert "Bestanden die eerder zijn gemaakt" in told
    assert SANNE not in say("log", "list")[1]
    assert SANNE.encode() not in (tmp_path / "network.db").read_bytes()
    code, _, told = say("privacy", "clean", "Sanne", "--yes")
    assert (code, "Uit 1 tekst gehaald." in told) == (0, True)
    assert b"Sanne" not in (tmp_path / "network.db").read_bytes()


def test_an_erasure_names_the_documents_that_were_given_out_with_her_in_them(
    say: Say, tmp_path: Path
) -> None:
    made = str(tmp_path / "bureau.html")
    say("contact", "add", "GovernanceBody", "Kernteam")
    assert say("contact", "link", "Membership", SANNE, "Kernteam")[0] == 0
    arguments = ("board", "Kernteam", "--edition", "internal", "-o", made)
    code, _, err = say("report", *arguments, "--for", "Gemeente Emmen")
    assert code == 0, err
    told = say("privacy", "erase", SANNE, "--yes")[2]
    assert "Uitgegeven met haar of zijn naam erin" in told
    assert "Gemeente Emmen" in told
    assert "Uitgegeven" not in say("privacy", "erase", HENK, "--yes")[2]


@pytest.mark.parametrize("form", ["html", "md", "docx"])
def test_the_data_of_a_person_are_a_document_without_ids(say: Say, tmp_path: Path, form: str) -> None:
    say("log", "action", f"{SANNE} terugbellen", "--who", HENK)
    say("log", "action", "Offerte maken", "--who", SANNE)
    say("contact", "add", "GovernanceBody", "Kernteam")
    say("contact", "link", "Membership", SANNE, "Kernteam")
    out = str(tmp_path / "k.html")
    say("report", "board", "Kernteam", "--edition", "internal", "-o", out, "--for", "Gemeente Emmen")
    made = tmp_path / f"sanne.{form}"
    code, _, err = say("privacy", "access", SANNE, "-o", str(made))
    assert code == 0, err
    if form == "docx":
        assert made.read_bytes().startswith(b"PK")
        return
    text = made.read_text(encoding="utf-8")
    for told in (
        "Maakfabriek BV",
        "niet vastgelegd",
        "terugbellen",
        "Offerte maken",
        "Gemeente Emmen",
        "Kernteam",
    ):
        assert told in text
    assert "e-" not in {word[:2] for word in text.split() if len(word) == 14}


def test_who_is_not_to_be_approached_is_marked_wherever_the_address_goes(say: Say, tmp_path: Path) -> None:
    say("contact", "correct", SANNE, "do_not_approach=ja")
    assert "niet benaderen: ja" in say("contact", "show", SANNE)[1]
    warned = "Sanne de Wit wil niet worden benaderd"
    assert warned in say("log", "talk", SANNE, "--date", "2026-11-02")[2]
    assert warned in say("log", "action", f"{SANNE} bellen", "--who", HENK)[2]
    assert warned not in say("log", "action", "Iets anders", "--who", HENK)[2]
    for form, mark in (("csv", ";ja"), ("vcf", "CATEGORIES:Niet benaderen")):
        out = tmp_path / f"c.{form}"
        assert say("contact", "export", str(out))[0] == 0
        assert out.read_text(encoding="utf-8-sig").count(mark) == 1
    other = ("--store", str(tmp_path / "other.db"))
    assert say(*other, "init")[0] == 0
    assert say(*other, "contact", "import", str(tmp_path / "c.csv"), "--yes")[0] == 0
    assert "niet benaderen: ja" in say(*other, "contact", "show", SANNE)[1]
    assert "niet benaderen" not in say(*other, "contact", "show", HENK)[1]
