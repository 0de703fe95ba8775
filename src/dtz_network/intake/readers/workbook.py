"""Reads XLSX, XLS and ODS through python-calamine, cells as the text that a person sees."""

from __future__ import annotations

import datetime as dt
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator

from dtz_network.errors import InputError
from dtz_network.intake.written_numbers import NumberCell

_MAX_UNPACKED = 400_000_000
_MAX_RATIO = 200
_UNCOMPUTED = re.compile(rb"<c\b[^>]*>\s*<f\b[^>]*?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")
_TORN = (
    NotImplementedError,
    ValueError,
    OSError,
    EOFError,
    LookupError,
    RuntimeError,
    OverflowError,
    struct.error,
)
"""What the standard library raises on a torn archive, each at its own place."""


def sheets(data: bytes, file: str) -> Iterator[tuple[str, bool, list[list[str]]]]:
    """Yield name, visibility and rows of every sheet.

    Raises:
        InputError: broken, encrypted, or unpacking to far more than its size.
    """
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    refuse_bomb(data, file)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for meta in book.sheets_metadata:
            sheet = book.get_sheet_by_name(meta.name)
            rows = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
            _fill_down(rows, sheet.merged_cell_ranges or ())
            yield meta.name, meta.visible == SheetVisibleEnum.Visible, rows
    except BaseException as error:
        panicked = (
            type(error).__name__ == "PanicException"
        )  # a fault in the library's Rust, which is no Exception
        if isinstance(error, InputError) or not (isinstance(error, Exception) or panicked):
            raise
        key = (
            "workbook-encrypted"
            if "password" in str(error).lower() or data[:4] == b"\xd0\xcf\x11\xe0"
            else "workbook-broken"
        )
        raise InputError(key, file=file) from error


def _fill_down(rows: list[list[str]], merged: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """Write what stands in cells that are merged over several rows in each of these: it holds for all of them."""
    for (top, left), (bottom, _) in merged:
        for place in range(top + 1, min(bottom + 1, len(rows))):
            if left < len(rows[place]) and left < len(rows[top]):
                rows[place][left] = rows[top][left]


def without_outcome(data: bytes) -> int:
    """Return how many formulas of an XLSX file have no outcome stored, so that their cells are read as empty."""
    if data[:2] != b"PK":
        return 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            sheets = [item for item in packed.namelist() if re.fullmatch(r"xl/worksheets/[^/]+\.xml", item)]
            return sum(len(_UNCOMPUTED.findall(packed.read(item))) for item in sheets)
    except (zipfile.BadZipFile, zlib.error, *_TORN):
        return 0


def refuse_other(data: bytes, file: str) -> None:
    """Refuse what Microsoft's old container holds and is no workbook: a locked file, an old Word document.

    Raises:
        InputError: with what it is and what to do.
    """
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        for name, key in (("EncryptedPackage", "document-locked"), ("WordDocument", "document-old")):
            if name.encode("utf-16-le") in data:
                raise InputError(key, file=file)


def refuse_bomb(data: bytes, file: str) -> None:
    """Refuse a packed file that unpacks to far more than its size.

    Raises:
        InputError: it does, or is no packed file although it begins as one.
    """
    if data[:2] != b"PK":
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            size = sum(item.file_size for item in packed.infolist())
    except (zipfile.BadZipFile, *_TORN) as error:
        raise InputError("workbook-broken", file=file) from error
    if size > _MAX_UNPACKED or size > _MAX_RATIO * max(len(data), 100_000):
        raise InputError("workbook-bomb", file=file, megabytes=size // 1_000_000)


def _text(cell: object) -> str:
    """Return a cell as a person sees it: whole numbers without ".0", dates in ISO."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell == int(cell) and abs(cell) < 1e15:
        return NumberCell(int(cell))
    if isinstance(cell, int | float):
        return NumberCell(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ")
    return "" if cell is None else str(cell)
