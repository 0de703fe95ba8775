"""The Word document in which a report is written: an empty one of our own, or the template of a bureau.

A template lends its styles, page and letterhead; the report takes the place of the paragraph ``{{report}}`` in it, or of
all that stands in it.
"""

from __future__ import annotations

import copy
import io
import zipfile
from pathlib import Path
from typing import Any

import docx
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.exceptions import OpcError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Length, Mm, Pt, RGBColor
from lxml import etree

from dtz_network.errors import InputError, InWords, refused
from dtz_network.report.render import word_fields
from dtz_network.report.render.house import House

_PLACE = ("{{report}}", "{{rapport}}")
_STYLES = (
    "Normal",
    "Title",
    "Subtitle",
    "Heading 1",
    "Heading 2",
    "Heading 3",
    "List Bullet",
    "Caption",
    "Table Grid",
)
_TEMPLATE_TYPE = b"wordprocessingml.template.main+xml"
_DOCUMENT_TYPE = b"wordprocessingml.document.main+xml"
_SIZES = {
    "Normal": 10.5,
    "Title": 24,
    "Subtitle": 12,
    "Heading 1": 15,
    "Heading 2": 12.5,
    "Heading 3": 11,
    "Caption": 9.5,
}
_ABOVE, _FOOT = (16, 11, 9), 8.5
"""Points above headings by level; size of what stands at the foot of a page."""
_FONT = "Arial"
_PAGE: dict[str, Length] = {
    "page_width": Mm(210),
    "page_height": Mm(297),
    "left_margin": Mm(22),
    "right_margin": Mm(22),
    "top_margin": Mm(22),
    "bottom_margin": Mm(22),
}
"""A page of A4."""
_LEAST = Mm(50)
"""What is left of a line on any page."""


def opened(template: Path | None, house: House) -> Any:
    """Return the document to write in.

    Raises:
        InputError: the template is no Word document, or cannot be read.
    """
    if template is None:
        return _own(house.font or _FONT, house.colour)
    try:
        document = docx.Document(io.BytesIO(_as_document(template.read_bytes())))
    except (OSError, OpcError, KeyError, ValueError, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        reason = (
            refused(error)
            if isinstance(error, OSError)
            else InWords("geen .docx of .dotx", "no .docx or .dotx")
        )
        raise InputError("report-template", file=str(template), reason=reason) from error
    if any(_is_place(one.text) for table in document.tables for one in table._cells):
        reason = InWords(
            "{{rapport}} staat er in een tabel, en hoort in een alinea daarbuiten",
            "{{report}} stands in a table there, and belongs in a paragraph outside it",
        )
        raise InputError("report-template", file=str(template), reason=reason)
    _have_a_page(document)
    return document


def _is_place(words: str) -> bool:
    return words.strip() in _PLACE


def _have_a_page(document: Any) -> None:
    """Give a template a page of A4 as far as it says nothing of its page."""
    if document.element.body.find(qn("w:sectPr")) is None:
        document.element.body.append(OxmlElement("w:sectPr"))
    page = document.sections[-1]
    for name, length in _PAGE.items():
        if getattr(page, name) is None:
            setattr(page, name, length)


def line(document: Any) -> Length:
    """Return how long a line is on the page."""
    page = document.sections[-1]
    return Emu(max(_LEAST, page.page_width - page.left_margin - page.right_margin))


def _own(font: str, colour: str) -> Any:
    """Return an empty document in our own look: A4, one font that every office has."""
    document = docx.Document()
    page = document.sections[0]
    for name, length in _PAGE.items():
        setattr(page, name, length)
    for name, size in _SIZES.items():
        style = document.styles[name]
        style.font.size, style.font.name, style.font.italic = Pt(size), font, False
        word_fields.only_font(style, font)
        own = colour.removeprefix("#").upper() if name.startswith("Heading") else "1A1A1A"
        style.font.color.rgb = RGBColor.from_string(own)
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    document.styles["List Bullet"].paragraph_format.space_after = Pt(3)
    for level, room in enumerate(_ABOVE, 1):
        document.styles[f"Heading {level}"].paragraph_format.space_before = Pt(room)
    word_fields.no_wide_letters(document.styles["Subtitle"])
    word_fields.lines_of_tables(document.styles["Table Grid"], colour.removeprefix("#").upper())
    return document


def foot(document: Any, title: str) -> None:
    """Write the title and the number of the page at the foot of each page of our own document."""
    paragraph = document.sections[0].footer.paragraphs[0]
    document.styles["Footer"].paragraph_format.tab_stops.clear_all()
    paragraph.paragraph_format.tab_stops.add_tab_stop(line(document), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{title}\t")
    word_fields.field(paragraph, "PAGE", "1")
    paragraph.add_run(" / ")
    word_fields.field(paragraph, "NUMPAGES", "1")
    for run in paragraph.runs:
        run.font.size = Pt(_FOOT)


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
            packed = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            book.writestr(zipfile.ZipInfo(name), data, packed)
    return held.getvalue()


def settled(data: bytes) -> bytes:
    """Return a document as bytes that depend on what is in it alone."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return _zipped({name: book.read(name) for name in book.namelist()})


def room(document: Any) -> Any:
    """Return the paragraph of the template whose place the report takes; without one the template is emptied."""
    place = next((one for one in document.paragraphs if _is_place(one.text)), None)
    if place is None:
        for element in list(document.element.body):
            if element.tag != qn("w:sectPr"):
                document.element.body.remove(element)
        return None
    return place._p, len(document.element.body)


def move(document: Any, place: Any) -> None:
    """Move what was written at the end to the place in the template that was kept for it."""
    if place is None:
        return
    marker, before = place
    for element in list(document.element.body)[before - 1 : -1]:
        marker.addprevious(element)
    document.element.body.remove(marker)


def have_styles(document: Any) -> None:
    """Lend a template the styles that it lacks."""
    there = {style.name for style in document.styles}
    if set(_STYLES) <= there:
        return
    plain = docx.Document().styles
    for name in _STYLES:
        if name not in there:
            document.styles.element.append(copy.deepcopy(plain[name].element))
