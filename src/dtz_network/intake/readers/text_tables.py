"""Tables in plain text: rows below a line of headings, columns set apart by tabs or by two blanks and more."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dtz_network.intake.readers import table_headings

_PART = re.compile(r"\S+(?: \S+)*")
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
