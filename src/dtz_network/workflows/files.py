"""Writing finished files: whole or not at all."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dtz_network.errors import StoreError, refused


def write_text(text: str, path: Path) -> None:
    """Write UTF-8, line ends as they are, as :func:`write_bytes` does.

    Raises:
        StoreError: the folder cannot be written.
    """
    write_bytes(text.encode("utf-8"), path)


def write_bytes(data: bytes, path: Path) -> None:
    """Write beside its place and move it there.

    Raises:
        StoreError: the folder cannot be written.
    """
    fresh = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(data)
        fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise StoreError("not-written", path=str(path), reason=refused(error)) from error


@contextmanager
def workbook(path: Path) -> Iterator[Any]:
    """Give a workbook to fill, in which no cell becomes a formula or a link; it is written when all went well.

    Raises:
        StoreError: the file cannot be written.
    """
    data = io.BytesIO()
    book = new_workbook(data)
    yield book
    book.close()
    write_bytes(data.getvalue(), path)


def new_workbook(data: io.BytesIO) -> Any:
    """Return a workbook to fill, in which no cell becomes a formula or a link; closing it fills ``data``."""
    import xlsxwriter

    return xlsxwriter.Workbook(data, {"strings_to_formulas": False, "strings_to_urls": False})
