"""Pictures in documents: every number in them is a fact of the same section, and no name is in them that is withheld."""

from __future__ import annotations

import io
import json
import os
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from lxml import etree

from dtz_network.language import LANGUAGES, Language
from dtz_network.picture.drawn.drawings import (
    BalanceDrawing,
    MapDrawing,
    MatrixDrawing,
    NetworkDrawing,
    TermsDrawing,
)
from dtz_network.report.render import front, pdf, word
from dtz_network.report.report_model import Picture, Report, Section, plain
from dtz_network.store.base import Store
from dtz_network.workflows import by_hand, reference, reports, stores

from .report_formats import RENDER, unpacked

BODY = "Stuurgroep Voorbeeldzone"
BORDERS = Path(os.environ.get("DTZ_TEST_DATA") or ".") / "nl-reference" / "gemeenten.geojson"


def pictures(report: Report) -> Iterator[tuple[Section, Picture]]:
    for section in report.sections:
        for block in section.blocks:
            if isinstance(block, Picture):
                yield section, block


def numbers(picture: Picture, report: Report) -> set[str]:
    """Return the numbers that are written in a picture as such; dates, places in a list and names are none."""
    drawing = picture.drawing
    if isinstance(drawing, BalanceDrawing):
        return {bar.shown for bar in drawing.bars} | {bar.beside.split()[-1] for bar in drawing.bars}
    if isinstance(drawing, MatrixDrawing):
        return {cell.shown for row in drawing.rows for cell in row if cell and cell.shown[:1].isdigit()}
    if isinstance(drawing, MapDrawing):
        return {town.shown for town in drawing.towns if town.shown}
    return set()


@pytest.fixture(scope="module")
def made(example_store: Store) -> dict[tuple[str, Language], Report]:
    """The reports with pictures, in both languages."""
    asked = (("group", "Cluster Waterstofdal"), ("network", ""), ("board", BODY))
    return {
        (kind, lang): reports.make(example_store, kind, subject, language=lang, as_of="2026-06-01")
        for kind, subject in asked
        for lang in LANGUAGES
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_report_has_the_pictures_that_belong_in_it(
    made: dict[tuple[str, Language], Report], lang: Language
) -> None:
    kinds = {
        kind: [type(p.drawing) for _, p in pictures(made[kind, lang])]
        for kind in ("group", "network", "board")
    }
    assert kinds["group"] == [NetworkDrawing, BalanceDrawing]
    assert kinds["board"] == [TermsDrawing]
    assert {NetworkDrawing, MatrixDrawing} <= set(kinds["network"])


def test_every_number_in_a_picture_is_a_fact_of_its_section(made: dict[tuple[str, Language], Report]) -> None:
    seen = 0
    for report in made.values():
        for section, picture in pictures(report):
            facts = {
                fact.shown for fact in Report(**{**vars(report), "sections": (section,)}).facts
            }  # fmt: skip
            found = numbers(picture, report)
            assert found <= facts
            seen += len(found)
    assert seen > 20


def test_a_picture_has_a_title_and_an_alternative_in_every_format(
    made: dict[tuple[str, Language], Report],
) -> None:
    report = made["group", "nl"]
    found = [picture for _, picture in pictures(report)]
    page = RENDER["html"](report).decode()
    parts = unpacked(word.render(report)).decode(errors="replace")
    data = pdf.render(report)
    text = RENDER["md"](report).decode()
    assert page.count("<svg ") == page.count("</figcaption>") == len(found)
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    for place, picture in enumerate(found, 1):
        told = front.alternative(picture, report)
        assert f">{told}</desc>" in page
        assert f'descr="{picture.caption}. {told}"' in parts
        assert f"drawing{place}.svg" in parts
        if picture.told:
            assert picture.caption in text
    assert data.count(b"/Alt") + unpacked(data).count(b"/Alt") >= len(found)


def test_a_word_document_holds_each_picture_twice_and_newer_programs_take_the_vectors(
    made: dict[tuple[str, Language], Report],
) -> None:
    data = word.render(made["group", "nl"])
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        names = [name for name in book.namelist() if name.startswith("word/media/")]
        assert [sum(name.endswith(end) for name in names) for end in (".svg", ".png")] == [2, 2]
        for name in names:
            image = book.read(name)
            assert (
                etree.fromstring(image) is not None if name.endswith("svg") else image.startswith(b"\x89PNG")
            )
    again = io.BytesIO()
    document = docx.Document(io.BytesIO(data))
    document.save(again)
    assert len(document.inline_shapes) == 2
    assert b"svgBlip" in unpacked(again.getvalue())


@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
def test_a_name_that_is_withheld_is_in_no_byte_of_a_picture(tmp_path: Path, form: str) -> None:
    store = stores.open_store(tmp_path / "network.db", create=True)
    act = by_hand.Act("tester")
    body, _ = by_hand.add(store, "GovernanceBody", {"name": ["Stuurgroep"]}, act)
    for number, name in enumerate(("Klaas Vaak", "Anna Zand")):
        values = {"body": [body], "side": ["business"], "term_start": ["2022"], "term_end": ["2026-01-01"]}
        seat, _ = by_hand.add(store, "Seat", {"name": [f"Zetel {number}"], **values}, act)
        by_hand.add(store, "Person", {"name": [name]}, act)
        role = "adviser" if name == "Klaas Vaak" else "member"
        by_hand.link(store, "Membership", name, body, act, role=role, details={"seat": [seat]}, since="2022")
    for edition, shown in (("public", False), ("internal", True)):
        report = reports.make(store, "board", body, language="nl", edition=edition, as_of="2024-05-05")
        (told,) = [picture for _, picture in pictures(report)]
        assert ("Klaas Vaak" in json.dumps(told.drawing, default=vars)) is shown
        whole = unpacked(RENDER[form](report))
        assert (b"Vaak" in whole) is shown
        assert b"Anna Zand" in whole
    store.close()


@pytest.mark.skipif(not BORDERS.is_file(), reason="DTZ_TEST_DATA does not name the folder with real lists")
def test_a_report_draws_the_kept_borders_and_tells_who_is_outside_them(
    example_store: Store, place: Path
) -> None:
    assert place.is_dir()
    reference.add(BORDERS, edition="2024")
    report = reports.make(example_store, "group", "G3", language="nl", as_of="2026-06-01")
    [picture] = [p for _, p in pictures(report) if isinstance(p.drawing, MapDrawing)]
    assert isinstance(picture.drawing, MapDrawing)
    towns = {"Borger-Odoorn", "Coevorden", "Emmen", "Hardenberg", "Hoogeveen"}
    assert {town.name for town in picture.drawing.towns if town.n} == towns
    assert (
        plain(picture.told)
        == "Niet op de kaart, want de grens ervan is niet vastgelegd: Grafschaft Bentheim."
    )
    svg = etree.fromstring(front.drawn(picture, report).encode())
    assert float(svg.attrib["viewBox"].split()[3]) < 420
    assert len(list(svg.iter("{*}path"))) == len(picture.drawing.towns)
