"""Lines of text, Word and PDF documents in reading order, each with its place; rows of tables as cells.

Odd signs of exported text are mended: bullets (U+F0B7), soft hyphens (U+FFFE), replacement signs (U+FFFD). What is printed on every
page (running titles, page numbers) is left out, so that a list goes on over a page break.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from zipfile import BadZipFile

from dtz_network.errors import InputError
from dtz_network.intake.readers import (
    delimited,
    furniture,
    garbled,
    header,
    markdown,
    page_layout,
    text_tables,
    workbook,
)
from dtz_network.intake.readers.page_layout import BULLET

_MENDED = str.maketrans(
    {
        "\ufffe": "-",
        "\ufffd": None,
        "\u00ad": None,
        "\u00a0": " ",
        "\u2011": "-",
        "\uf0b7": "•",
        "\uf0a7": "•",
    }
)
_BROKEN = (
    LookupError,
    ValueError,
    AttributeError,
    TypeError,
    RuntimeError,
    EOFError,
    OSError,
    AssertionError,
    OverflowError,
    struct.error,
)
"""What a library raises on a document that is torn, each at its own place."""
_MOST_PAGES = 2_000
_HEADING = 10
"""A heading in bold has at most so many words."""


@dataclass(frozen=True)
class TextLine:
    """One line or paragraph.

    Attributes:
        text: mended, without its bullet.
        place: "regel 449", or page and line of a PDF, or number of the paragraph.
        bullet: whether it stands in a list.
        heading: whether its style is that of a heading.
        raw: what stood there, if it was garbled.
        cells: of a row of a table.
        numbered: whether it begins with a number, as entries and headings do.
    """

    text: str
    place: str
    bullet: bool = False
    heading: bool = False
    raw: str = ""
    cells: tuple[str, ...] = ()
    numbered: bool = False


@dataclass(frozen=True)
class TextDocument:
    """The lines of a document; rows of its tables among them."""

    lines: Sequence[TextLine]


def of_text(text: str) -> TextDocument:
    """Return the lines of a text; rows of tables of people have their cells."""
    lines = text.replace("\f", "").split("\n")
    marked = markdown.is_marked(lines)
    tables = markdown.tables(lines) if marked else text_tables.rows(lines)
    found = [
        _row(tables[number], f"regel {number + 1}")
        if number in tables
        else _line(
            markdown.plain(raw) if marked else raw,
            f"regel {number + 1}",
            heading=marked and markdown.is_heading(raw),
        )
        for number, raw in enumerate(lines)
    ]
    begins = [number for number, raw in enumerate(text.split("\n")) if "\f" in raw]
    pages = [found[a:b] for a, b in pairwise([0, *begins, len(found)])]
    return TextDocument(furniture.without(pages))


def is_prose(data: bytes, name: str) -> bool:
    """Return whether a text file is a document and no table: by its ending, and by its first lines."""
    if name.lower().endswith(".md"):
        return True
    if not name.lower().endswith((".txt", ".text")):
        return False
    text = delimited.decode(data, name)
    if markdown.has_table(text.splitlines()):
        return True
    rows, _ = delimited.rows(text.replace('"', ""), name)
    known = max(
        (sum(header.meaning(cell) is not None for cell in row if cell) for row in rows[:10]), default=0
    )
    return known < 2


def _line(raw: str, place: str, *, heading: bool = False, bullet: bool = False) -> TextLine:
    better = garbled.mended(raw)
    text = " ".join(better.translate(_MENDED).split())
    found = BULLET.match(text)
    shown = BULLET.sub("", text, count=1).strip() if found else text
    numbered = found is not None and found[0].strip()[:1].isdigit()
    return TextLine(
        shown, place, bullet or found is not None, heading, raw if better != raw else "", (), numbered
    )


def _row(cells: Sequence[str], place: str) -> TextLine:
    """Return a row of a table; one that is merged into a single cell is a heading in it, one of two with no label is not."""
    read = [_line(cell, place) for cell in cells]
    texts = [" ".join(cell.translate(_MENDED).split()) for cell in (garbled.mended(cell) for cell in cells)]
    unlabelled = len(texts) == 2 and not texts[0] and texts[1]
    if len({text for text in texts if text}) <= 1 and not unlabelled:
        return TextLine(next(filter(None, texts), ""), place, heading=True)
    raw = " ".join(line.raw for line in read if line.raw)
    return TextLine(" ".join(filter(None, texts)), place, raw=raw, cells=tuple(texts))


# --- Word


def of_word(data: bytes, file: str) -> TextDocument:
    """Return paragraphs and tables of a Word document, in order.

    Raises:
        InputError: it is broken.
    """
    import docx
    from docx.opc.exceptions import OpcError
    from docx.table import Table as WordTable
    from docx.text.paragraph import Paragraph
    from lxml.etree import LxmlError

    workbook.refuse_bomb(data, file)
    try:
        document = docx.Document(io.BytesIO(data))
        lines, number, tables = list[TextLine](), 0, 0
        for item in document.iter_inner_content():
            if isinstance(item, Paragraph):
                number += 1
                lines += _paragraph(item, f"alinea {number}")
            elif isinstance(item, WordTable):
                tables += 1
                lines += _word_table(item, tables)
    except (OpcError, LxmlError, BadZipFile, zlib.error, *_BROKEN) as error:
        raise InputError("document-broken", file=file, kind="Word") from error
    return TextDocument(lines)


def _paragraph(item: Any, place: str) -> Iterator[TextLine]:
    """Yield the lines of a paragraph; a short one in bold is a heading."""
    style = (item.style.name or "").casefold() if item.style is not None else ""
    shown = [run for run in item.runs if run.text.strip()]
    bold = bool(shown) and all(run.bold for run in shown) and len(item.text.split()) <= _HEADING
    heading = style.startswith(("heading", "kop", "title", "titel")) or bold
    listed = style.startswith(("list", "lijst")) or bool(item._element.xpath("./w:pPr/w:numPr"))  # noqa: SLF001
    for part in item.text.split("\n"):
        yield _line(part, place, heading=heading and not listed, bullet=listed)


def _word_table(item: Any, number: int) -> Iterator[TextLine]:
    """Yield the rows of a table; an empty line before and after it."""
    yield TextLine("", f"tabel {number}")
    for place, row in enumerate(item.rows, 1):
        yield _row([_cell(cell.text) for cell in row.cells], f"tabel {number}, rij {place}")
    yield TextLine("", f"tabel {number}")


def _cell(text: str) -> str:
    """Return a cell in one line; paragraphs that each are a name or the like are kept apart by a semicolon."""
    parts = [part.strip() for part in text.split("\n") if part.strip()]
    several = all(len(part.split()) > 1 and part[:1].isupper() for part in parts)
    return ("; " if several else " ").join(parts)


# --- PDF


def of_pdf(data: bytes, file: str) -> TextDocument:
    """Return the lines of a PDF in reading order, columns one after the other.

    Raises:
        InputError: broken, locked by a password, or without text (a scan).
    """
    import pypdfium2 as pdfium

    pages: list[list[TextLine]] = []
    try:
        document = pdfium.PdfDocument(data)
        for page_number in range(min(len(document), _MOST_PAGES)):
            page = document[page_number]
            laid = page_layout.in_order(list(page_layout.boxes(page.get_textpage())))
            place = f"pagina {page_number + 1}, regel"
            pages.append([_laid(line, f"{place} {number}") for number, line in enumerate(laid, 1)])
    except (pdfium.PdfiumError, *_BROKEN) as error:
        key = "document-locked" if "password" in str(error).casefold() else "document-broken"
        raise InputError(key, file=file, kind="PDF") from error
    if not any(line.text for page in pages for line in page):
        raise InputError("document-scanned", file=file)
    return TextDocument(furniture.without(pages))


def _laid(line: page_layout.Laid, place: str) -> TextLine:
    return _row(line.cells, place) if line.cells else _line(line.text, place)
