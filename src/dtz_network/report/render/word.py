"""A report as a Word document that people go on with: real styles, contents, captions, table headings.

A bureau's own template lends its styles, page and letterhead; the report takes the place of the paragraph
``{{report}}`` in it, or of all that stands in it. The facts go along in a part of their own, and each number
is a bookmark, so that ``dtz report verify`` sees what was changed by hand.
"""

from __future__ import annotations

import copy
import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Length, Mm, Pt, RGBColor
from lxml import etree

from dtz_network.errors import InputError, InWords, refused
from dtz_network.language import Language
from dtz_network.report import traced
from dtz_network.report.render import columns, front, word_body, word_fields, word_pictures
from dtz_network.report.render.house import House
from dtz_network.report.report_model import (
    Block,
    Bullets,
    Fact,
    Paragraph,
    Picture,
    Report,
    Table,
    Text,
    legible,
)

_FACTS = "urn:dtz-network:facts"
_PLACE = ("{{report}}", "{{rapport}}")
_STYLES = ("Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "List Bullet", "Caption", "Table Grid")
_LANGUAGES: dict[Language, str] = {"nl": "nl-NL", "en": "en-GB"}
_TEMPLATE_TYPE = b"wordprocessingml.template.main+xml"
_DOCUMENT_TYPE = b"wordprocessingml.document.main+xml"
_BOOKMARK = "_dtz_"
_SIZES = {
    "Normal": 10.5,
    "Title": 24,
    "Subtitle": 12,
    "Heading 1": 15,
    "Heading 2": 12.5,
    "Heading 3": 11,
    "Caption": 9.5,
}
_FONT = "Arial"


def render(
    report: Report, template: Path | None = None, author: str = "", house: House | None = None
) -> bytes:
    """Return the report as a Word document, in the styles of a template if given, else in the house style.

    Raises:
        InputError: the template is no Word document, or cannot be read.
    """
    report = legible(report)
    document = _opened(template, house or House())
    place = _room(document)
    _have_styles(document)
    _speak(document, report)
    _fill(_Hand(document), report)
    _move(document, place)
    _describe(document, report, author)
    _trace(document, report)
    held = io.BytesIO()
    document.save(held)
    return _settled(held.getvalue())


def _opened(template: Path | None, house: House) -> Any:
    if template is None:
        return _own(house.font or _FONT, house.colour)
    try:
        return docx.Document(io.BytesIO(_as_document(template.read_bytes())))
    except (OSError, OpcError, KeyError, ValueError, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        reason = (
            refused(error)
            if isinstance(error, OSError)
            else InWords("geen .docx of .dotx", "no .docx or .dotx")
        )
        raise InputError("report-template", file=str(template), reason=reason) from error


def _own(font: str, colour: str) -> Any:
    """Return an empty document in our own look: A4, one font that every office has."""
    document = docx.Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(22)
    page.top_margin = page.bottom_margin = Mm(22)
    for name, size in _SIZES.items():
        style = document.styles[name]
        style.font.size, style.font.name, style.font.italic = Pt(size), font, False
        word_fields.only_font(style, font)
        own = colour.removeprefix("#").upper() if name.startswith("Heading") else "1A1A1A"
        style.font.color.rgb = RGBColor.from_string(own)
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    document.styles["List Bullet"].paragraph_format.space_after = Pt(3)
    return document


def _as_document(data: bytes) -> bytes:
    """Return a template (.dotx) as the document that it makes; a document as it is."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    kinds = parts["[Content_Types].xml"]
    if _TEMPLATE_TYPE not in kinds:
        return data
    parts["[Content_Types].xml"] = kinds.replace(_TEMPLATE_TYPE, _DOCUMENT_TYPE)
    return _zipped(parts)


def _zipped(parts: dict[str, bytes]) -> bytes:
    """Return a package whose bytes depend on its parts alone, not on the hour."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as book:
        for name, data in parts.items():
            book.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def _settled(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return _zipped({name: book.read(name) for name in book.namelist()})


def _room(document: Any) -> Any:
    """Return the paragraph of the template whose place the report takes; without one the template is emptied."""
    place = next((one for one in document.paragraphs if one.text.strip() in _PLACE), None)
    if place is None:
        for element in list(document.element.body):
            if element.tag != qn("w:sectPr"):
                document.element.body.remove(element)
        return None
    return place._p, len(document.element.body)


def _move(document: Any, place: Any) -> None:
    """Move what was written at the end to the place in the template that was kept for it."""
    if place is None:
        return
    marker, before = place
    for element in list(document.element.body)[before - 1 : -1]:
        marker.addprevious(element)
    document.element.body.remove(marker)


def _have_styles(document: Any) -> None:
    """Lend a template the styles that it lacks."""
    there = {style.name for style in document.styles}
    if set(_STYLES) <= there:
        return
    plain = docx.Document().styles
    for name in _STYLES:
        if name not in there:
            document.styles.element.append(copy.deepcopy(plain[name].element))


def _speak(document: Any, report: Report) -> None:
    """Say in which language the document is, for spelling and for reading aloud."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    if defaults is None:
        defaults = OxmlElement("w:docDefaults")
        document.styles.element.insert(0, defaults)
    properties = defaults
    for name in ("w:rPrDefault", "w:rPr", "w:lang"):
        found = properties.find(qn(name))
        if found is None:
            found = OxmlElement(name)
            properties.append(found)
        properties = found
    properties.set(qn("w:val"), _LANGUAGES[report.language])


class _Hand:
    """Writes at the end of a document, and counts its bookmarks and tables."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.body = word_body.Body(document)
        self.marks = word_fields.last_bookmark(document)
        self.tables = 0
        self.pictures: Iterator[word_pictures.Prepared] = iter(())
        self.figures = 0

    def paragraph(self, text: Text, style: str = "") -> Any:
        paragraph = self.body.paragraph(style)
        self.into(paragraph, text)
        return self.body.handled(paragraph)

    def into(self, paragraph: Any, text: Text, look: word_body.Look = ()) -> None:
        """Add a text to a paragraph, each number between the ends of a bookmark; in a table no date is broken."""
        for part in text:
            if isinstance(part, Fact):
                self.marked(paragraph, f"{_BOOKMARK}{part.id}", front.unbroken(part.shown), look)
            else:
                word_body.letters(paragraph, front.unbroken(part) if look else part, look)

    def marked(self, paragraph: Any, name: str, words: str, look: word_body.Look = ()) -> None:
        self.marks += 1
        word_fields.bookmark(paragraph, self.marks, name, words, look)


def _fill(hand: _Hand, report: Report) -> None:
    hand.pictures = iter(word_pictures.prepare(report))
    if report.invented:
        hand.paragraph((front.invented(report),)).runs[0].bold = True
    hand.paragraph((report.title,), "Title")
    if report.subtitle:
        hand.paragraph((report.subtitle,), "Subtitle")
    hand.paragraph((front.stand(report),))
    sections = [(f"_Toc{number:08}", *found) for number, found in enumerate(front.levels(report), 1)]
    contents = [(anchor, section.title, level) for anchor, section, level in sections if level <= 2]
    if front.has_contents(report):
        word_fields.contents(hand.document, front.words("contents", report), contents)
    for anchor, section, level in sections:
        hand.marked(hand.body.paragraph(f"Heading {min(level, 3)}"), anchor, section.title)
        for place, block in enumerate(section.blocks):
            _block(hand, block, report, leads=front.leads(section, place))
    hand.paragraph((front.words("footer", report, n=len(report.facts)),))


def _block(hand: _Hand, block: Block, report: Report, *, leads: bool = False) -> None:
    if isinstance(block, Paragraph):
        hand.paragraph(block.text).paragraph_format.keep_with_next = leads or None
    elif isinstance(block, Bullets):
        for item in block.items:
            hand.paragraph(item, "List Bullet")
    elif isinstance(block, Picture):
        _picture(hand, block, report)
    else:
        _table(hand, block, report)


def _picture(hand: _Hand, block: Picture, report: Report) -> None:
    hand.figures += 1
    held = hand.paragraph(())
    held.paragraph_format.keep_with_next = True
    word_pictures.put(hand.document, held, next(hand.pictures))
    _caption(hand, front.words("figure", report), "Figure", hand.figures, block.caption)
    if block.told:
        hand.paragraph(block.told)


def _caption(hand: _Hand, label: str, sequence: str, number: int, words: str) -> Any:
    caption = hand.paragraph((label + " ",), "Caption")
    word_fields.sequence(caption, sequence, number)
    caption.add_run(f": {words}")
    return caption


def _table(hand: _Hand, block: Table, report: Report) -> None:
    hand.tables += 1
    caption = _caption(hand, front.words("table", report), "Table", hand.tables, block.caption)
    caption.paragraph_format.keep_with_next = True
    table = hand.document.add_table(rows=0, cols=len(block.headings), style="Table Grid")
    word_fields.describe_table(table, block.caption)
    widths = _widths(hand.document, block)
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    heads = tuple((heading,) for heading in block.headings)
    together = len(block.rows) <= columns.TOGETHER
    for place, texts in enumerate((heads, *block.rows)):
        look = word_body.in_table(head=not place)
        row = word_body.row(
            table, widths, block.numeric, head=not place, keep=together and place < len(block.rows)
        )
        for paragraph, text in zip(row, texts, strict=True):
            hand.into(paragraph, text, look)
    hand.paragraph(())


def _widths(document: Any, block: Table) -> list[Length]:
    """Return the widths of the columns: the page shared among them by what stands in them."""
    page = document.sections[-1]
    shares = columns.points(block, Emu(page.page_width - page.left_margin - page.right_margin).pt)
    return [Pt(share) for share in shares]


def _describe(document: Any, report: Report, author: str) -> None:
    moment = dt.datetime.fromisoformat(report.recorded or "2000-01-01").replace(tzinfo=None)
    known = document.core_properties
    known.title, known.subject, known.language = (
        report.title,
        report.subtitle[:255],
        _LANGUAGES[report.language],
    )
    known.author = known.last_modified_by = author
    known.keywords = f"{report.edition}, {report.fingerprint[:12]}"
    known.comments = front.stand(report)
    known.created = known.modified = moment
    known.revision = 1


def _trace(document: Any, report: Report) -> None:
    """Add what the report is traced by as a part of its own, which Word keeps."""
    root = etree.Element(f"{{{_FACTS}}}facts", nsmap={None: _FACTS})
    root.text = traced.as_json(traced.of(report))
    taken = {str(part.partname) for part in document.part.package.iter_parts()}
    number = next(n for n in range(1, 1000) if f"/customXml/item{n}.xml" not in taken)
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    part = Part(PackURI(f"/customXml/item{number}.xml"), "application/xml", data, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)


def traced_in(data: bytes) -> str:
    """Return what a document is traced by, as JSON, "" where it holds none.

    Raises:
        InputError: it is no Word document.
    """
    for name, part in _parts(data):
        if name.startswith("customXml/item") and _FACTS.encode() in part:
            return etree.fromstring(part, _safe()).text or ""
    return ""


def numbers_in(data: bytes) -> dict[str, str]:
    """Return what now stands at each number of a document, by the id of its fact."""
    body = next((part for name, part in _parts(data) if name == "word/document.xml"), b"<nothing/>")
    found = word_fields.bookmarked(etree.fromstring(body, _safe()), _BOOKMARK)
    return {ident: words.replace("\N{NO-BREAK SPACE}", " ") for ident, words in found.items()}


def _parts(data: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        for name in book.namelist():
            yield name, book.read(name)


def _safe() -> Any:
    return etree.XMLParser(resolve_entities=False, no_network=True)
