"""Lines of text, Word and PDF documents in reading order, each with its place; tables of a Word file apart.

Odd signs of exported text are mended: bullets (U+F0B7), soft hyphens (U+FFFE), replacement signs (U+FFFD).
Columns of a PDF are found by recursive cuts along empty strips (Nagy & Seth, 1984), so that a list set in two columns
is read column by column.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zipfile import BadZipFile

from dtz_network.errors import InputError
from dtz_network.intake.readers import delimited, garbled, header, workbook
from dtz_network.intake.readers.table import Table, table

_BULLETS = "•‣◦▪■●○–\uf0b7\uf0a7\uf02d*·"
_BULLET = re.compile(rf"^\s*(?:[{_BULLETS}]|-(?=\s)|o(?=\s\s)|\d{{1,2}}[.)](?=\s))\s*")
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
_GUTTER = 12.0
"""Width of an empty strip that parts two columns, in points."""
_MOST_PAGES = 2_000


@dataclass(frozen=True)
class TextLine:
    """One line or paragraph.

    Attributes:
        text: mended, without its bullet.
        place: "regel 449", or page and line of a PDF, or number of the paragraph.
        bullet: whether it stands in a list.
        heading: whether its style is that of a heading.
        raw: what stood there, if it was garbled.
    """

    text: str
    place: str
    bullet: bool = False
    heading: bool = False
    raw: str = ""


@dataclass(frozen=True)
class TextDocument:
    """The lines of a document, and its tables."""

    lines: Sequence[TextLine]
    tables: Sequence[Table] = ()


def of_text(text: str) -> TextDocument:
    """Return the lines of a text."""
    found = [_line(raw, f"regel {number}") for number, raw in enumerate(text.split("\n"), 1)]
    return TextDocument(found)


def is_prose(data: bytes, name: str) -> bool:
    """Return whether a text file is a document and no table: by its ending, and by its first lines."""
    if not name.lower().endswith((".txt", ".md", ".text")):
        return False
    text = delimited.decode(data, name)
    rows, _ = delimited.rows(text.replace('"', ""), name)
    known = max(
        (sum(header.meaning(cell) is not None for cell in row if cell) for row in rows[:10]), default=0
    )
    return known < 2


def _line(raw: str, place: str, *, heading: bool = False, bullet: bool = False) -> TextLine:
    better = garbled.mended(raw)
    text = " ".join(better.translate(_MENDED).split())
    found = _BULLET.match(text)
    shown = _BULLET.sub("", text, count=1).strip() if found else text
    return TextLine(shown, place, bullet or found is not None, heading, raw if better != raw else "")


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
        lines, number = list[TextLine](), 0
        tables: list[Table] = []
        for item in document.iter_inner_content():
            if isinstance(item, Paragraph):
                number += 1
                style = (item.style.name or "").casefold() if item.style is not None else ""
                heading = style.startswith(("heading", "kop", "title", "titel"))
                listed = style.startswith(("list", "lijst")) or bool(item._element.xpath("./w:pPr/w:numPr"))  # noqa: SLF001
                lines += [
                    _line(part, f"alinea {number}", heading=heading, bullet=bool(listed))
                    for part in item.text.split("\n")
                ]
            elif isinstance(item, WordTable):
                rows = [[cell.text.strip() for cell in row.cells] for row in item.rows]
                if rows:
                    tables.append(table(file, f"tabel {len(tables) + 1}", rows, header.find(rows)))
    except (OpcError, LxmlError, BadZipFile, zlib.error, *_BROKEN) as error:
        raise InputError("document-broken", file=file, kind="Word", reason=str(error)[:120]) from error
    return TextDocument(lines, tables)


# --- PDF


@dataclass(frozen=True)
class _Box:
    """A run of text on a page: left, bottom, right, top in points."""

    left: float
    bottom: float
    right: float
    top: float
    text: str


def of_pdf(data: bytes, file: str) -> TextDocument:
    """Return the lines of a PDF in reading order, columns one after the other.

    Raises:
        InputError: broken, locked by a password, or without text (a scan).
    """
    import pypdfium2 as pdfium

    lines: list[TextLine] = []
    try:
        document = pdfium.PdfDocument(data)
        for page_number in range(min(len(document), _MOST_PAGES)):
            page = document[page_number]
            boxes = list(_boxes(page.get_textpage()))
            for number, text in enumerate(_reading_order(boxes), 1):
                lines.append(_line(text, f"pagina {page_number + 1}, regel {number}"))
    except (pdfium.PdfiumError, *_BROKEN) as error:
        key = "document-locked" if "password" in str(error).casefold() else "document-broken"
        raise InputError(key, file=file, kind="PDF", reason=str(error)[:120]) from error
    if not any(line.text for line in lines):
        raise InputError("document-scanned", file=file)
    return TextDocument(lines)


def _boxes(page: object) -> Iterator[_Box]:
    """Yield the runs of text of a page."""
    for index in range(page.count_rects()):  # type: ignore[attr-defined]
        left, bottom, right, top = page.get_rect(index)  # type: ignore[attr-defined]
        text = page.get_text_bounded(left - 0.5, bottom - 0.5, right + 0.5, top + 0.5)  # type: ignore[attr-defined]
        text = " ".join(str(text).replace("\r\n", " ").split())
        if text:
            yield _Box(left, bottom, right, top, text)


def _reading_order(boxes: Sequence[_Box]) -> Iterator[str]:
    """Yield the lines of boxes: runs of lines with an empty strip from top to bottom as columns, others as they stand."""
    lines = _by_line(boxes)
    begin, end, cut = _columns(lines)
    if end == 0:
        for line in lines:
            yield " ".join(box.text for box in line)
        return
    yield from _reading_order([box for line in lines[:begin] for box in line])
    inside = [box for line in lines[begin:end] for box in line]
    yield from _reading_order([box for box in inside if box.right <= cut])
    yield from _reading_order([box for box in inside if box.left >= cut])
    yield from _reading_order([box for line in lines[end:] for box in line])


def _columns(lines: Sequence[Sequence[_Box]]) -> tuple[int, int, float]:
    """Return the longest run of lines that an empty strip parts, as begin, end and place of the strip; end 0 without one."""
    best = (0, 0, 0.0)
    for begin in range(len(lines)):
        if len(lines) - begin <= best[1] - best[0]:
            break
        spans: list[tuple[float, float]] = []
        for end in range(begin + 1, len(lines) + 1):
            spans = sorted([*spans, *((box.left, box.right) for box in lines[end - 1])])
            cut = _strip(spans, _GUTTER)
            run = lines[begin:end]
            if cut is None and len(run) > 1 and len(spans) > len(run):
                break
            if cut is not None and end - begin > best[1] - best[0] and _parted(run, cut):
                best = (begin, end, cut)
    return best


def _parted(run: Sequence[Sequence[_Box]], cut: float) -> bool:
    """Return whether a strip parts a run of lines into columns of more than two lines, and not into cells of a table."""
    left = sum(any(box.right <= cut for box in line) for line in run)
    right = sum(any(box.left >= cut for box in line) for line in run)
    return min(left, right) > 2 and not _is_table(run, cut)


def _strip(spans: Sequence[tuple[float, float]], width: float) -> float | None:
    """Return the middle of the widest gap between spans that is wide enough, None without one."""
    best, place, reach = width, None, spans[0][1]
    for begin, end in spans:
        if begin - reach >= best:
            best, place = begin - reach, (begin + reach) / 2
        reach = max(reach, end)
    return place


def _by_line(boxes: Sequence[_Box]) -> list[list[_Box]]:
    """Return boxes as lines from top to bottom, each from left to right."""
    lines: list[list[_Box]] = []
    for box in sorted(boxes, key=lambda box: (-(box.top + box.bottom) / 2, box.left)):
        middle = (box.top + box.bottom) / 2
        if lines and lines[-1][0].bottom <= middle <= lines[-1][0].top:
            lines[-1].append(box)
        else:
            lines.append([box])
    return [sorted(line, key=lambda box: box.left) for line in lines]


def _is_table(lines: Sequence[Sequence[_Box]], cut: float) -> bool:
    """Return whether nearly every line stands on both sides of a cut with short cells: columns of a table."""
    both = sum(line[0].right <= cut <= line[-1].left for line in lines)
    first = [line[0].text for line in lines if line[0].right <= cut]
    bullets = sum(bool(_BULLET.match(text)) for text in first) > len(first) // 3
    return both >= 0.9 * len(lines) and not bullets and all(len(text) < 25 for text in first)
