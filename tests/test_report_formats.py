"""Documents in every format: the same facts and texts, the same bytes each time, names never markup, nothing withheld."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dtz_network.errors import InputError
from dtz_network.language import LANGUAGES, Language
from dtz_network.report import traced
from dtz_network.report.render import html, word
from dtz_network.report.report_model import (
    Block,
    Bullets,
    Paragraph,
    Picture,
    Report,
    Section,
    Table,
    Writer,
    cells,
    legible,
    paragraph,
    plain,
)
from dtz_network.store.base import Store
from dtz_network.workflows import by_hand, reports, stores

from .picture_drawings import drawings
from .report_formats import READ, RENDER, squeezed, unpacked

FORMS = list(RENDER)
ASKED = [("plan", "board", "Program Board"), ("plan", "year", "2021"), ("example", "network", "")]


Made = Callable[[str, str, str, Language], Report]


@pytest.fixture(scope="module")
def made(plan_store: Store, example_store: Store) -> Made:
    """Return a report on the plan or the example, made once."""
    held: dict[tuple[str, str, str, Language], Report] = {}

    def make(network: str, kind: str, subject: str, lang: Language) -> Report:
        asked = (network, kind, subject, lang)
        if asked not in held:
            store = plan_store if network == "plan" else example_store
            held[asked] = reports.make(store, kind, subject, language=lang)
        return held[asked]

    return make


def texts(report: Report) -> list[str]:
    """Return every text that a reader must find, as it stands in the value."""
    found = [report.title]
    for section in report.sections:
        found.append(section.title)
        for block in section.blocks:
            if isinstance(block, Paragraph):
                found.append(plain(block.text))
            elif isinstance(block, Bullets):
                found += map(plain, block.items)
            elif isinstance(block, Picture):
                found += [block.caption, plain(block.told)] if block.told else []
            else:
                found += [
                    block.caption,
                    *block.headings,
                    *(plain(cell) for row in block.rows for cell in row),
                ]
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("network", "kind", "subject"), ASKED)
@pytest.mark.parametrize("form", FORMS)
def test_each_format_tells_every_fact_and_every_text_in_order(
    made: Made, form: str, network: str, kind: str, subject: str, lang: Language
) -> None:
    report = made(network, kind, subject, lang)
    read = squeezed(READ[form](RENDER[form](report)))
    for text in texts(report):
        assert squeezed(text) in read, text


@pytest.mark.parametrize("form", FORMS)
def test_the_same_report_gives_the_same_bytes(plan_store: Store, form: str) -> None:
    one, two = (reports.make(plan_store, "board", "Program Board", language="nl") for _ in range(2))
    assert RENDER[form](one) == RENDER[form](two)


def test_html_and_word_carry_what_they_can_be_traced_by(made: Made) -> None:
    report = made("example", "network", "", "nl")
    told = traced.of(report)
    assert len(told.facts) == len(report.facts) > 50
    page, document = RENDER["html"](report).decode(), RENDER["docx"](report)
    assert page.count("<data ") == len(report.facts)
    assert traced.from_json(html.traced_in(page)) == told
    assert traced.from_json(word.traced_in(document)) == told
    assert word.numbers_in(document) == {fact.id: fact.shown for fact in report.facts}


HOSTILE = (
    '<script>alert(1)</script> *x* _y_ | [a](http://b) #import "x" $1$ @ref `raw` \\textbf &amp; ]]> <!-- "q" \'s\' '
    "= H\n- li\r\n#let a = 1 %20 {{report}} {% if %} w:instrText \u202eevil \ud800 \x00\x01\x08\x1b \ufffe 日本 🎉 \ue000 //c /*d*/"
)


def hostile_report(name: str, pictures: int = 5) -> Report:
    write = Writer("en")
    count = write.count("q", 1)
    table = Table(name, (name, "n"), (cells(name, count), cells(name, write.count("q2", 2))), numeric=(1,))
    drawn = [Picture(name, one, (name, write.count("d", 5))) for one in drawings(name)[:pictures]]
    texts = (paragraph((name, write.count("p", 3))), Bullets(((name, write.count("b", 4)),)))
    blocks: tuple[Block, ...] = (*texts, table)
    sections = (Section("a", name, blocks), Section("b", name, (*blocks, *drawn), level=3))
    return Report("year", name, name, "en", "public", "", "2026-01-01T10:00:00Z", 1, "0" * 64, True, sections)


@pytest.mark.parametrize("form", FORMS)
def test_markup_in_names_is_plain_text_and_the_file_is_whole(form: str) -> None:
    report = hostile_report(HOSTILE)
    data = RENDER[form](report)
    read = squeezed(READ[form](data))
    safe = squeezed(legible(HOSTILE))
    if form == "pdf":
        for unseen in "日本🎉\ue000":
            safe = safe.replace(unseen, "?")
    assert read.count(safe) >= 8 + 2 * len(drawings(""))
    if form == "html":
        assert b"<script>alert" not in data
    if form == "docx":
        document = docx.Document(io.BytesIO(data))
        assert sum(p.style == document.styles["Title"] for p in document.paragraphs) == 1
        assert len(document.tables) == 2


@settings(deadline=None, max_examples=15)
@given(st.text(st.characters(codec=None), min_size=1, max_size=40))
@example("\u0897")
@example("é\u0897 b\u0898")
def test_any_name_at_all_gives_a_whole_document(name: str) -> None:
    for form in FORMS:
        assert READ[form](RENDER[form](hostile_report(f"a{name}", pictures=1)))


@pytest.mark.parametrize(
    ("name", "set_as"), [("Balé\u0897 BV", "Balé? BV"), ("Bal \U0001f44d\U0001f3fd", "Bal ??")]
)
def test_a_mark_that_no_font_has_leaves_the_letter_below_it(name: str, set_as: str) -> None:
    assert set_as in READ["pdf"](RENDER["pdf"](hostile_report(name)))


@pytest.mark.parametrize("form", [*FORMS, "facts"])
def test_what_an_edition_withholds_is_in_no_byte_of_any_format(tmp_path: Path, form: str) -> None:
    store = stores.open_store(tmp_path / "network.db", create=True)
    act = by_hand.Act("tester", source="gesprek met Klaas Vaak")
    body, _ = by_hand.add(store, "GovernanceBody", {"name": ["Werkgroep"]}, act)
    details = {"name": ["Klaas Vaak"], "email": ["klaas@zand.example"], "note": ["Vaak slaapt"]}
    by_hand.add(store, "Person", details, act)
    by_hand.link(store, "Membership", "Klaas Vaak", body, act, role="adviser")
    hidden = (b"Vaak", b"vaak", b"zand", b"slaapt")
    for edition, shown in (("public", False), ("internal", True)):
        report = reports.make(store, "board", body, language="nl", edition=edition)
        data = traced.as_json(traced.of(report)).encode() if form == "facts" else RENDER[form](report)
        whole = unpacked(data)
        if shown and form != "facts":
            assert b"Klaas Vaak" in whole
        for secret in hidden if not shown else hidden[2:]:
            assert secret not in whole
    store.close()


def template(tmp_path: Path, *paragraphs: str) -> Path:
    """Write a bureau's template: letterhead, own style of headings, no style of captions."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Bureau Noord"
    document.styles["Heading 1"].font.name = "Georgia"
    for name in ("Caption", "List Bullet"):
        element = document.styles[name].element
        element.getparent().remove(element)
    document.styles.add_style("Eigen", WD_STYLE_TYPE.PARAGRAPH)
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(tmp_path / "sjabloon.docx"))
    return tmp_path / "sjabloon.docx"


def test_a_template_lends_styles_page_and_letterhead(made: Made, tmp_path: Path) -> None:
    report = made("plan", "year", "2021", "nl")
    place = template(tmp_path, "Voorblad", "{{rapport}}", "Colofon")
    document = docx.Document(io.BytesIO(word.render(report, place)))
    told = [paragraph.text for paragraph in document.paragraphs]
    assert document.sections[0].header.paragraphs[0].text == "Bureau Noord"
    assert document.styles["Heading 1"].font.name == "Georgia"
    assert (told[0], told[1], told[-1]) == ("Voorblad", report.title, "Colofon")
    assert "{{rapport}}" not in told
    body = [element.tag.rpartition("}")[2] for element in document.element.body]
    assert body[-1] == "sectPr"
    assert "tbl" in body


def test_a_template_without_a_place_is_emptied_and_one_of_word_itself_is_taken(
    made: Made, tmp_path: Path
) -> None:
    report = made("plan", "year", "2021", "nl")
    place = template(tmp_path, "Oude inhoud")
    with zipfile.ZipFile(place) as book, zipfile.ZipFile(tmp_path / "sjabloon.dotx", "w") as other:
        for name in book.namelist():
            main = b"wordprocessingml.document.main+xml"
            other.writestr(name, book.read(name).replace(main, main.replace(b"document", b"template")))
    for path in (place, tmp_path / "sjabloon.dotx"):
        told = [p.text for p in docx.Document(io.BytesIO(word.render(report, path))).paragraphs]
        assert "Oude inhoud" not in told
        assert told[0] == report.title


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"<html>", None])
def test_a_broken_template_is_a_clear_error_and_nothing_is_written(
    made: Made, tmp_path: Path, data: bytes | None
) -> None:
    path = tmp_path / "kapot.docx"
    if data is not None:
        path.write_bytes(data)
    report = made("plan", "year", "2021", "nl")
    with pytest.raises(InputError) as told:
        reports.write(report, [tmp_path / "a.html", tmp_path / "a.docx"], path)
    assert "kapot.docx" in told.value.message("nl")
    assert told.value.hint("nl")
    assert not list(tmp_path.glob("a.*"))


def without_section(document: Any) -> None:
    document.element.body.remove(document.element.body.sectPr)


def without_page(document: Any) -> None:
    for name in ("w:pgSz", "w:pgMar"):
        document.element.body.sectPr.remove(document.element.body.sectPr.find(qn(name)))


def without_styles(document: Any) -> None:
    for style in document.styles.element.findall(qn("w:style")):
        document.styles.element.remove(style)


def without_room(document: Any) -> None:
    page = document.sections[0]
    page.page_width, page.left_margin, page.right_margin = Mm(60), Mm(40), Mm(40)


@pytest.mark.parametrize("lessen", [without_section, without_page, without_styles, without_room])
def test_a_template_that_lacks_what_a_report_needs_is_helped(
    made: Made, tmp_path: Path, lessen: Callable[[Any], None]
) -> None:
    document, place = docx.Document(), tmp_path / "karig.docx"
    lessen(document)
    document.save(str(place))
    report = made("plan", "board", "Program Board", "nl")
    written = docx.Document(io.BytesIO(word.render(report, place)))
    assert report.title in [p.text for p in written.paragraphs]
    assert len(written.tables) == len([1 for s in report.sections for b in s.blocks if isinstance(b, Table)])


def test_a_place_for_the_report_within_a_table_is_refused_for_it_would_lose_the_letterhead(
    made: Made, tmp_path: Path
) -> None:
    document, place = docx.Document(), tmp_path / "tabel.docx"
    document.add_table(1, 1).cell(0, 0).text = "{{rapport}}"
    document.save(str(place))
    with pytest.raises(InputError) as told:
        word.render(made("plan", "year", "2021", "nl"), place)
    assert "tabel" in told.value.message("nl")


def test_a_word_document_has_what_word_needs_to_go_on(made: Made) -> None:
    report = made("example", "network", "", "nl")
    document = docx.Document(io.BytesIO(RENDER["docx"](report)))
    headings = [p.text for p in document.paragraphs if p.style and p.style.style_id.startswith("Heading")]
    assert headings == [section.title for section in report.sections]
    assert document.core_properties.title == report.title
    assert document.core_properties.language == "nl-NL"
    parts = unpacked(RENDER["docx"](report)).decode(errors="replace")
    assert parts.count("<w:tblHeader/>") == len(document.tables) > 0
    assert 'TOC \\o "1-2"' in parts
    assert 'w:lang w:val="nl-NL"' in parts
    assert parts.count("SEQ Table") == len(document.tables)


def test_a_report_whose_texts_every_format_can_hold_is_kept_as_it_is(made: Made) -> None:
    report = made("example", "network", "", "nl")
    assert legible(report) is report
    marked = replace(report, subtitle="a\x00b\u202ec")
    assert legible(marked) == replace(report, subtitle="abc")
