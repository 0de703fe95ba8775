"""Writing finished files: whole or not at all."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

from dtz_network.errors import StoreError, refused


def make_folder(path: Path) -> None:
    """Make a folder, and those that it lies in, where it is not there yet.

    Raises:
        StoreError: it cannot be made.
    """
    with _told(path):
        path.mkdir(parents=True, exist_ok=True)


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """Give a place beside that of a file to write it in; it moves there when all went well, else nothing is left.

    Raises:
        StoreError: the folder cannot be written.
    """
    make_folder(path.parent)
    fresh = path.with_name(f".{path.name}.new")
    try:
        with _told(path):
            yield fresh
            fresh.replace(path)
    except BaseException:
        with suppress(OSError):
            fresh.unlink()
        raise


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Tell what the system refuses to write, and why."""
    try:
        yield
    except OSError as error:
        raise StoreError("not-written", path=str(path), reason=refused(error)) from error


def write_text(text: str, path: Path) -> None:
    """Write UTF-8, line ends as they are, as :func:`write_bytes` does.

    Raises:
        StoreError: the folder cannot be written.
    """
    write_bytes(text.encode("utf-8"), path)


def write_bytes(data: bytes, path: Path) -> None:
    """Write a file, in a folder that is made where it is absent.

    Raises:
        StoreError: the folder cannot be written.
    """
    with beside(path) as fresh:
        fresh.write_bytes(data)


def write_all(made: Sequence[tuple[Path, bytes]]) -> None:
    """Write files that belong together: all, or none where one cannot be written (it is open in Word, say).

    All are written beside their places first, then each takes its place; what stood there comes back when a later one cannot.

    Raises:
        StoreError: a folder or file cannot be written.
    """
    before: dict[Path, bytes | None] = {}
    try:
        with ExitStack() as stack:
            for path, data in reversed(made):
                fresh = stack.enter_context(beside(path))
                with _told(path):
                    fresh.write_bytes(data)
                    before[path] = path.read_bytes() if path.exists() else None
    except BaseException:
        for path, data_before in before.items():
            with suppress(OSError, StoreError):
                _bring_back(path, data_before)
        raise


def _bring_back(path: Path, before: bytes | None) -> None:
    """Let a file be again as it was, None for absent."""
    if before is None:
        path.unlink(missing_ok=True)
    elif path.read_bytes() != before:
        write_bytes(before, path)


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
