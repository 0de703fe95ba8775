"""Reads CSV in the encodings and separators that offices use."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from dtz_network.errors import InputError

_SEPARATORS = (";", ",", "\t", "|")
_MAX_CELL = 1_000_000
DITTO = "idem"
"""Says that a cell is as the one above it."""


def decode(data: bytes, file: str) -> str:
    """Return the text of a file: by byte order mark, else UTF-8, else UTF-16 by its NULs, else Mac Roman by its ends of lines, else cp1252.

    Raises:
        InputError: not text at all.
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _strict(data, encoding, file)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _legacy(data, file)
    if "\x00" in text:
        text = _strict(data, "utf-16-le" if data[1::2].count(0) > data[::2].count(0) else "utf-16-be", file)
    return text


def _strict(data: bytes, encoding: str, file: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError("encoding", file=file, encoding=encoding, byte=error.start) from error


def _legacy(data: bytes, file: str) -> str:
    if data.count(0) > len(data) // 4:
        return _strict(data, "utf-16-le" if data[1::2].count(0) > data[::2].count(0) else "utf-16-be", file)
    if b"\x00" in data:
        raise InputError("not-text", file=file)
    if b"\r" in data and b"\n" not in data:
        return data.decode("mac_roman")  # lines end so on a Mac of old, and in what Excel saves for it
    return data.decode("cp1252", errors="replace")


def rows(text: str, file: str) -> tuple[list[list[str]], int]:
    """Return the rows of a CSV and the number of its first row (2 after a ``sep=`` line).

    Raises:
        InputError: a quote that is never closed, or a cell larger than a million characters.
    """
    first = 1
    head, _, rest = text.partition("\n")
    separator = ""
    if head.strip().lower().startswith("sep="):
        separator, text, first = head.strip()[4:5] or "\t", rest, 2
    csv.field_size_limit(_MAX_CELL)
    separator = separator or sniff(text)
    try:
        return _read(text, separator, first, file), first
    except InputError:
        repeated = _without_ditto(text, separator)
        if repeated == text:
            raise
        return _read(repeated, separator, first, file), first


def _without_ditto(text: str, separator: str) -> str:
    """Return a text in which a cell that is one quotation mark, for "the same as above", says so and opens no quotation."""
    mark = re.escape(separator)
    return re.sub(rf"(?m)(^|{mark})[ ]?\"[ ]?(?={mark}|\r?$)", rf"\g<1>{DITTO}", text)


def _read(text: str, separator: str, first: int, file: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    found: list[list[str]] = []
    line = 0
    try:
        for row in reader:
            # a cell may hold line ends: keep rows at the line where they begin
            found.extend([] for _ in range(line - len(found)))
            found.append(row)
            line = reader.line_num
    except csv.Error as error:
        raise InputError("csv", file=file, line=reader.line_num + first - 1) from error
    return found


def sniff(text: str) -> str:
    """Return the separator whose count is the most alike over the first lines.

    >>> sniff("naam;plaats\\nJan, Piet;Emmen\\n"), sniff("a,b\\n1,2\\n")
    (';', ',')
    """
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    best, score = ",", 0.0
    for separator in _SEPARATORS:
        counts = Counter(line.count(separator) for line in lines)
        count, times = max(counts.items(), key=lambda item: (item[0] > 0, item[1], item[0]), default=(0, 0))
        alike = times / len(lines) * count if lines else 0
        first = lines[0].count(separator) if lines else 0
        if count and alike + first > score:
            best, score = separator, alike + first
    return best
