"""A document is traced: unchanged data say so, changed data are told number by number, changes by hand are seen."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import docx
import pytest

from dtz_network.cli.main import run
from dtz_network.errors import InputError
from dtz_network.store.base import Store
from dtz_network.workflows import by_hand, demonstration, documents, entity_named, reports, stores, verifying

FORMS = ("html", "docx", "pdf", "md")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store of the plan and its board report in every format."""
    folder = tmp_path_factory.mktemp("verified")
    store = stores.open_store(folder / "network.db", create=True)
    demonstration.load_shipped(store, "dutch-techzone")
    report = reports.make(store, "board", "Program Board", language="nl")
    reports.write(report, [folder / f"board.{form}" for form in FORMS])
    store.close()
    return folder


@pytest.fixture
def folder(written: Path, tmp_path: Path) -> Path:
    """A copy of that folder to change."""
    return shutil.copytree(written, tmp_path / "copy")


def opened(folder: Path) -> Store:
    return stores.open_store(folder / "network.db")


@pytest.mark.parametrize("name", [*(f"board.{form}" for form in FORMS), "board.facts.json"])
def test_a_document_on_unchanged_data_is_the_same(
    written: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--lang", "nl", "--store", str(written / "network.db"), "report", "verify", str(written / name)]
    assert run(words) == 0
    said = capsys.readouterr().out
    n = len(json.loads((written / "board.facts.json").read_text(encoding="utf-8"))["facts"])
    assert n > 50
    assert f"{name}: alle {n} getallen en alle teksten zijn nog hetzelfde." in said


@pytest.mark.parametrize("form", FORMS)
def test_a_changed_number_is_told_with_what_it_was_and_is(
    folder: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--lang", "nl", "--store", str(folder / "network.db")]
    store = opened(folder)
    body = entity_named.meant(store.load(), "Program Board").id
    seat = {"name": ["Zetel 17"], "body": [body], "side": ["business"]}
    by_hand.add(store, "Seat", seat, by_hand.Act("tester", confirmed=True))
    store.close()
    assert run([*words, "report", "verify", str(folder / f"board.{form}")]) == 1
    said = capsys.readouterr().out
    assert "was 16, is nu 17" in said
    assert "kenmerk toen" in said
    assert said.count("Bijdragen") == 0


def test_a_number_changed_by_hand_in_word_is_seen(folder: Path) -> None:
    path = folder / "board.docx"
    document = docx.Document(io.BytesIO(path.read_bytes()))
    paragraph = next(p for p in document.paragraphs if p.text.startswith("Program Board telt 16"))
    next(one for one in paragraph.runs if one.text == "16").text = "18"
    document.add_paragraph("Een eigen zin van het bureau.")
    document.save(str(path))
    store = opened(folder)
    found = verifying.verify(store, path).differences
    store.close()
    assert [(one.kind, one.before, one.now) for one in found] == [("hand", "16", "18")]


def test_a_number_changed_by_hand_in_a_page_or_a_pdf_is_seen(folder: Path) -> None:
    page = folder / "board.html"
    page.write_text(page.read_text(encoding="utf-8").replace(">16</data>", ">18</data>", 1), encoding="utf-8")
    (folder / "board.pdf").write_bytes((folder / "board.pdf").read_bytes() + b"\n")
    store = opened(folder)
    by_page, by_pdf = (
        verifying.verify(store, folder / f"board.{form}").differences for form in ("html", "pdf")
    )
    store.close()
    assert [one.kind for one in by_page] == ["hand"]
    assert [one.kind for one in by_pdf] == ["file"]


def test_the_facts_beside_a_document_carry_question_value_and_fingerprint(written: Path) -> None:
    told = json.loads((written / "board.facts.json").read_text(encoding="utf-8"))
    assert set(told["documents"]) == {f"board.{form}" for form in FORMS}
    assert len(told["fingerprint"]) == 64
    assert {"question", "value", "statements", "entities"} <= set(told["facts"][0])
    assert all(fact["question"] and fact["value"] for fact in told["facts"])


@pytest.mark.parametrize("name", ["nothing.pdf", "network.db", "other.html", "other.docx"])
def test_a_file_that_was_not_written_here_is_a_clear_error(folder: Path, name: str) -> None:
    if name.startswith("other"):
        (folder / name).write_text("<p>hallo</p>", encoding="utf-8")
    store = opened(folder)
    with pytest.raises(InputError) as told:
        verifying.verify(store, folder / name)
    store.close()
    assert name in told.value.message("nl")
    assert told.value.hint("en")


@pytest.mark.parametrize(
    "asked",
    [
        {"adopted_by": "Program Board", "adopted_on": "2022-06-01"},
        {"note": True},
        {"section": ("seats",)},
        {"since": "2021"},
    ],
)
def test_what_else_was_asked_for_is_asked_again(
    written: Path, tmp_path: Path, asked: dict[str, object]
) -> None:
    store = opened(written)
    wanted = documents.asked(asked.get)
    assert documents.from_pairs(documents.pairs(wanted)) == wanted
    report = reports.make(store, "board", "Program Board", language="nl", asked=wanted)
    reports.write(report, [tmp_path / "a.html"])
    assert verifying.verify(store, tmp_path / "a.html").differences == ()
    store.close()
