"""Tables in plain text: columns set apart by tabs or by blanks, below a line of headings or with a label before each row."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from itertools import groupby

from dtz_network.intake.readers import table_headings

_PART = re.compile(r"\S+(?: \S+)*")
_GAP = 3
"""So many blanks set a label apart."""
_FAR = re.compile(r"\.{4,}")
"""Dots that lead to the number of a page."""
_SLACK = 2
"""A cell may begin so many signs before its heading."""


def rows(lines: Sequence[str]) -> dict[int, tuple[str, ...]]:
    """Return the cells of the lines that are rows of a table of people, by number of the line; the heading is one of them."""
    found: dict[int, tuple[str, ...]] = {}
    number = 0
    while number < len(lines):
        head = _parts(lines[number])
        texts = [text for _, text in head]
        number += 1
        if not table_headings.is_heading(texts):
            continue
        below: dict[int, tuple[str, ...]] = {}
        while number < len(lines) and (parts := _parts(lines[number])):
            if len(parts) > 1:
                below[number] = _in_columns(parts, head, lines[number])
            number += 1
        if below:
            found |= {min(below) - 1: tuple(texts), **below}
    return _tabbed(lines) | _labelled(lines, found) | found


def _tabbed(lines: Sequence[str]) -> dict[int, tuple[str, ...]]:
    """Return the cells of lines below each other that have as many tabs, two or more."""
    found: dict[int, tuple[str, ...]] = {}
    for tabs, run in groupby(enumerate(lines), lambda numbered: numbered[1].rstrip().count("\t")):
        block = {number: tuple(cell.strip() for cell in line.split("\t")) for number, line in run}
        if tabs > 1 and len(block) > 1:
            found |= block
    return found


def _labelled(lines: Sequence[str], taken: Container[int]) -> dict[int, tuple[str, ...]]:
    """Return the cells of lines that are set in two columns, a label and what it is of; a label may be of more lines."""
    found: dict[int, tuple[str, ...]] = {}
    block: dict[int, tuple[str, ...]] = {}
    column = 0
    for number, line in enumerate([*lines, ""]):
        parts = _parts(line) if number not in taken and not _FAR.search(line.strip()) else []
        begin = parts[-1][0] if parts else 0
        under = block and abs(begin - column) <= 1
        apart = "\t" in line or (len(parts) > 1 and begin - len(parts[0][1]) >= _GAP)
        if len(parts) == 2 and apart and (not block or under):
            column = begin if not block else column
            block[number] = (parts[0][1], parts[1][1])
        elif len(parts) == 1 and under:
            block[number] = ("", parts[0][1])
        else:
            found |= block if sum(bool(label) for label, *_ in block.values()) > 1 else {}
            block = {}
    return found


def _parts(line: str) -> list[tuple[int, str]]:
    """Return the cells of a line with where they begin; of tabs with the number of the column."""
    if "\t" in line:
        return [(place, cell.strip()) for place, cell in enumerate(line.split("\t"))] if line.strip() else []
    return [(found.start(), found[0]) for found in _PART.finditer(line)]


def _in_columns(
    parts: Sequence[tuple[int, str]], head: Sequence[tuple[int, str]], line: str
) -> tuple[str, ...]:
    """Return the cells of a row under the headings below which they begin."""
    slack = 0 if "\t" in line else _SLACK
    cells = [""] * len(head)
    for begin, text in parts:
        place = max((n for n, (start, _) in enumerate(head) if start <= begin + slack), default=0)
        cells[place] = f"{cells[place]} {text}".strip()
    return tuple(cells)
