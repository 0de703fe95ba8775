"""A report as a Word document that people go on with: real styles, contents, captions, table headings.

The facts go along in a part of their own, and each number is a bookmark, so that ``dtz report verify`` sees what was
changed by hand.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from lxml import etree

from dtz_network.language import Language
from dtz_network.report import traced
from dtz_network.report.render import columns, front, word_body, word_fields, word_pictures, word_template
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
_LANGUAGES: dict[Language, str] = {"nl": "nl-NL", "en": "en-GB"}
_BOOKMARK = "_dtz_"
_SMALL = 9
"""Size of the letters of what is said of the report itself at its end, in points."""


def render(
    report: Report, template: Path | None = None, author: str = "", house: House | None = None
) -> bytes:
    """Return the report as a Word document, in the styles of a template if given, else in the house style.

    Raises:
        InputError: the template is no Word document, or cannot be read.
    """
    report = legible(report)
    document = word_template.opened(template, house or House())
    if template is None:
        word_template.foot(document, report.title)
    place = word_template.room(document)
    word_template.have_styles(document)
    _speak(document, report)
    _fill(_Hand(document), report)
    word_template.move(document, place)
    _describe(document, report, author)
    _trace(document, report)
    held = io.BytesIO()
    document.save(held)
    return word_template.settled(held.getvalue())


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
        hand.paragraph((front.unbroken(report.subtitle),), "Subtitle")
    hand.paragraph((front.unbroken(front.stand(report)),))
    sections = [(f"_Toc{number:08}", *found) for number, found in enumerate(front.levels(report), 1)]
    contents = [(anchor, section.title, level) for anchor, section, level in sections if level <= 2]
    if front.has_contents(report):
        word_fields.contents(hand.document, front.words("contents", report), contents)
    for anchor, section, level in sections:
        hand.marked(hand.body.paragraph(f"Heading {min(level, 3)}"), anchor, section.title)
        for place, block in enumerate(section.blocks):
            _block(hand, block, report, leads=front.leads(section, place))
    closing = hand.paragraph((front.words("footer", report, n=len(report.facts)),))
    for run in closing.runs:
        run.font.size = Pt(_SMALL)


def _block(hand: _Hand, block: Block, report: Report, *, leads: bool = False) -> None:
    if isinstance(block, Paragraph):
        hand.paragraph(block.text).paragraph_format.keep_with_next = leads or None
    elif isinstance(block, Bullets):
        for item in block.items:
            hand.paragraph(item, "List Bullet")
    elif isinstance(block, Picture):
        _picture(hand, block, report)
    else:
        _table(hand, block, report, leads=leads)


def _picture(hand: _Hand, block: Picture, report: Report) -> None:
    hand.figures += 1
    held = hand.paragraph(())
    held.paragraph_format.keep_with_next = True
    word_pictures.put(hand.document, held, next(hand.pictures), word_template.line(hand.document))
    caption = _caption(hand, front.words("figure", report), "Figure", hand.figures, block.caption)
    if block.told:
        caption.paragraph_format.keep_with_next = True
        hand.paragraph(block.told)


def _caption(hand: _Hand, label: str, sequence: str, number: int, words: str) -> Any:
    caption = hand.paragraph((label + " ",), "Caption")
    word_fields.sequence(caption, sequence, number)
    caption.add_run(f": {words}")
    return caption


def _table(hand: _Hand, block: Table, report: Report, *, leads: bool) -> None:
    hand.tables += 1
    caption = _caption(hand, front.words("table", report), "Table", hand.tables, block.caption)
    caption.paragraph_format.keep_with_next = True
    table = hand.document.add_table(rows=0, cols=len(block.headings), style="Table Grid")
    word_fields.describe_table(table, block.caption)
    size, shares = columns.fitted(block, word_template.line(hand.document).pt)
    widths = [Pt(share) for share in shares]
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    heads = tuple((heading,) for heading in block.headings)
    together = len(block.rows) <= columns.TOGETHER
    for place, texts in enumerate((heads, *block.rows)):
        look = word_body.in_table(size, head=not place)
        keep = leads if place == len(block.rows) else together
        row = word_body.row(table, widths, block.numeric, head=not place, keep=keep)
        for paragraph, text in zip(row, texts, strict=True):
            hand.into(paragraph, text, look)
    hand.body.gap(keep=leads)


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
