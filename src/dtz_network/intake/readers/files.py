"""One entrance for files: a path, a folder of tables or standard input becomes tables."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dtz_network.errors import InputError, refused
from dtz_network.intake.readers import (
    address_lines,
    correspondence,
    delimited,
    garbled,
    ldif,
    matrices,
    networks,
    outlook,
    pajek,
    stacked,
    text_lines,
    vcard,
    workbook,
)
from dtz_network.intake.readers.correspondence import Meeting
from dtz_network.intake.readers.table import Table
from dtz_network.intake.readers.text_lines import TextDocument, TextLine

_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
_OTHERS = (*_WORKBOOKS, ".vcf", ".ics", ".eml", ".msg", ".mbox", ".json", ".ldif", ".pdf", ".docx")
_MAX_BYTES = 200_000_000


@dataclass(frozen=True)
class Document:
    """A file (or a folder of files) as read: its name, digest of its bytes, and tables; or its text if it is JSON, meetings, or lines of text.

    ``passed`` are the files of a folder that are lists too and are not read with it; ``hidden`` are sheets that are not read, ``uncomputed`` is the number of formulas without an outcome;
    ``network`` says that the table has the ties of a network, of which nobody said what they are.
    """

    name: str
    digest: str
    tables: Sequence[Table]
    json: str = ""
    meetings: Sequence[Meeting] = ()
    lines: Sequence[TextLine] = ()
    hidden: Sequence[str] = ()
    uncomputed: int = 0
    network: bool = False
    passed: Sequence[str] = ()

    def garbled(self) -> dict[tuple[str, str], list[str]]:
        """Return the words that were garbled, each with what it was read as, and where it stands."""
        texts = [(t.where(row), cell) for t in self.tables for row in t.rows for cell in row.raw.values()]
        texts += [(line.place, line.raw) for line in self.lines if line.raw]
        found: dict[tuple[str, str], list[str]] = {}
        for place, raw in texts:
            for pair in garbled.words(raw):
                found.setdefault(pair, []).append(place)
        return found


def read(path: Path) -> Document:
    """Return the tables of a CSV, a workbook, or a folder with one CSV a type.

    Raises:
        InputError: absent, unreadable, too large, of an unknown kind, or broken.
    """
    return _folder(path) if path.is_dir() else read_bytes(contents(path), path.name)


def contents(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        InputError: absent, unreadable or too large.
    """
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise InputError("file-large", file=path.name, megabytes=_MAX_BYTES // 1_000_000)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError("file-absent", file=str(path)) from error
    except OSError as error:
        raise InputError("file-unreadable", file=str(path), reason=refused(error)) from error


def read_bytes(data: bytes, name: str) -> Document:
    """Return the tables of a file given as bytes; its name tells the kind, its first bytes decide."""
    digest = hashlib.sha256(data).hexdigest()
    if not data.strip():
        raise InputError("file-empty", file=name)
    if correspondence.is_calendar(data[:400]):
        return Document(name, digest, [], meetings=correspondence.calendar(data, name))
    if (mails := _mails(data, name)) is not None:
        return Document(name, digest, [], meetings=mails)
    workbook.refuse_other(data, name)
    if (listed := _addresses(data, name)) is not None:
        return Document(name, digest, [listed])
    if (read := _prose(data, name)) is not None:
        return Document(name, digest, [], lines=read.lines)
    if _is_cards(data):
        found = vcard.table(delimited.decode(data, name), name)
        return Document(name, digest, [found])
    if _is_json(data):
        text = delimited.decode(data, name)
        network = networks.of_json(text, name)
        return Document(name, digest, [], text) if network is None else _network(network, digest)
    if (network := _ties(data, name)) is not None:
        return _network(network, digest)
    tables, hidden = _tables(data, name)
    if (network := networks.of_sheets(tables, name)) is not None:
        return _network(network, digest)
    tables = [found for found in tables if found.rows]
    if not tables:
        raise InputError("file-no-rows", file=name)
    tied = len(tables) == 1 and networks.is_ties(tables[0])
    return Document(
        name, digest, tables, hidden=hidden, uncomputed=workbook.without_outcome(data), network=tied
    )


def _addresses(data: bytes, name: str) -> Table | None:
    """Return the table of a text that is a directory's export, or no more than addresses; None for another file."""
    if _is_packed(data) or b"@" not in data or _is_cards(data):
        return None
    text = delimited.decode(data, name)
    return ldif.table(text, name) if ldif.is_ldif(text) else address_lines.table(text, name)


def _is_packed(data: bytes) -> bool:
    """Return whether a file is of an office program, or a PDF, and no text."""
    return data[:2] == b"PK" or data[:4] in (b"\xd0\xcf\x11\xe0", b"%PDF")


def _mails(data: bytes, name: str) -> list[Meeting] | None:
    """Return the mails of a file, None for another: one, a box of them, or one of Outlook."""
    if correspondence.is_box(data[:4000]):
        return correspondence.box(data, name)
    if correspondence.is_mail(data[:4000], name):
        return [correspondence.mail(data, name)]
    return [outlook.mail(data, name)] if outlook.is_outlook(data) else None


def _tables(data: bytes, name: str) -> tuple[list[Table], list[str]]:
    """Return the tables of a workbook or a delimited file, and the names of filled sheets that are hidden; of a matrix its ties."""
    packed = data[:2] == b"PK" or data[:4] == b"\xd0\xcf\x11\xe0"
    if packed or name.lower().endswith(_WORKBOOKS):
        return _workbook(data, name)
    rows, first = delimited.rows(delimited.decode(data, name), name)
    matrix = matrices.of_rows(rows, name)
    return [matrix] if matrix else stacked.tables(name, "", rows, first), []


def _ties(data: bytes, name: str) -> Table | None:
    """Return the ties of a file that begins as a network, None for another."""
    if networks.is_network(data[:4000]):
        return networks.table(data, delimited.decode(data, name), name)
    if matrices.is_dl(data[:400]):
        return matrices.of_dl(delimited.decode(data, name), name)
    return pajek.table(delimited.decode(data, name), name) if pajek.is_pajek(data[:4000]) else None


def _says_network(data: bytes) -> bool:
    """Return whether a file begins with the first words of DL or Pajek, whatever its ending."""
    return matrices.is_dl(data[:400]) or pajek.is_pajek(data[:4000])


def _network(found: Table, digest: str) -> Document:
    if not found.rows:
        raise InputError("network-empty", file=found.file)
    return Document(found.file, digest, [found], network=True)


def _is_cards(data: bytes) -> bool:
    start = data[:400].removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"").removeprefix(b"\xff\xfe").lstrip()
    return start.upper().startswith(b"BEGIN:VCARD")


def _is_json(data: bytes) -> bool:
    return data[:400].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")


def _prose(data: bytes, name: str) -> TextDocument | None:
    """Return the lines of a text, Word or PDF document, None for what is no document."""
    start = data[:4000].removeprefix(b"\xef\xbb\xbf").lstrip()
    if data[:2] == b"PK" and b"word/document.xml" in data:
        return text_lines.of_word(data, name)
    if start.startswith(b"%PDF"):
        return text_lines.of_pdf(data, name)
    prose = text_lines.is_prose(data, name) and not _says_network(data)
    return text_lines.of_text(delimited.decode(data, name)) if prose else None


def _workbook(data: bytes, name: str) -> tuple[list[Table], list[str]]:
    """Return the tables of the sheets that are shown, and the names of filled ones that are hidden."""
    found, hidden = list[Table](), list[str]()
    for sheet, visible, rows in workbook.sheets(data, name):
        if visible and rows:
            found += stacked.tables(name, sheet, rows)
        elif rows:
            hidden.append(sheet)
    return found, hidden


def _folder(path: Path) -> Document:
    there = sorted(item for item in path.iterdir() if item.is_file())
    files = [item for item in there if item.suffix.lower() == ".csv"]
    passed = [item.name for item in there if item.suffix.lower() in _OTHERS]
    if not files:
        raise InputError("folder-empty", folder=str(path))
    documents = [read(item) for item in files]
    digest = hashlib.sha256("".join(document.digest for document in documents).encode()).hexdigest()
    return Document(
        path.name, digest, [found for document in documents for found in document.tables], passed=passed
    )
