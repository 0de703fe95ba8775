"""The words of a report as readers of each format get them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from html.parser import HTMLParser

import docx
import pypdfium2
from docx.table import Table

from dtz_network.report.render import html, markdown, pdf, word
from dtz_network.report.report_model import Report


class _Shown(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        self.hidden += tag in ("style", "script")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("style", "script")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.words.append(data)


def of_html(data: bytes) -> str:
    shown = _Shown()
    shown.feed(data.decode())
    return "".join(shown.words)


def of_markdown(data: bytes) -> str:
    return re.sub(r"\\(.)", r"\1", data.decode())


def of_word(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    found = []
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            found += [cell.text for row in block.rows for cell in row.cells]
        else:
            found.append(block.text)
    return "\n".join(found)


_FOOT = re.compile(r"[^\n]*\d+ / \d+\s*$")
"""What stands at the foot of each page, between the halves of a sentence."""


def of_pdf(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(
            _FOOT.sub("", page.get_textpage().get_text_bounded().replace("\ufffe", "-").replace("\x02", "-"))
            for page in document
        )
    finally:
        document.close()


RENDER: Mapping[str, Callable[[Report], bytes]] = {
    "html": lambda report: html.render(report).encode(),
    "md": lambda report: markdown.render(report).encode(),
    "docx": word.render,
    "pdf": pdf.render,
}
READ: Mapping[str, Callable[[bytes], str]] = {
    "html": of_html,
    "md": of_markdown,
    "docx": of_word,
    "pdf": of_pdf,
}


def squeezed(text: str) -> str:
    """Return a text without spaces and line ends, which formats set as they like."""
    return "".join(text.split())


def unpacked(data: bytes) -> bytes:
    """Return all that is in a document, packed parts unpacked: of a Word file each part, of a PDF its words and bytes."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            return b"\n".join(book.read(name) for name in book.namelist())
    if not data.startswith(b"%PDF"):
        return data
    return data + _streams(data) + of_pdf(data).encode()


def _streams(data: bytes) -> bytes:
    import zlib

    found = re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL)
    parts = []
    for stream in found:
        try:
            parts.append(zlib.decompressobj().decompress(stream[1]))
        except zlib.error:
            parts.append(stream[1])
    return b"\n".join(parts)
