"""Markdown as lines of a document: headings, rows of tables and plain words out of their marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

_HEADING = re.compile(r"^ {0,3}#{1,6}\s+(?P<text>\S.*?)\s*#*\s*$")
_RULE = re.compile(r"^\s*\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?$")
"""The line between the headings of a table and its rows."""
_EMPHASIS = re.compile(r"(?<![\w*_])(?P<mark>\*\*|__|\*|_)(?=\S)(?P<text>.+?)(?<=\S)(?P=mark)(?![\w*_])")
_LINK = re.compile(r"!?\[(?P<text>[^\]]*)\]\([^)]*\)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|])")
_BOLD = re.compile(r"^\s*(\*\*|__)(?=\S)[^*_]+\1\s*$")
_CELL_END = re.compile(r"(?<!\\)\|")


def is_marked(lines: Sequence[str]) -> bool:
    """Return whether lines are Markdown: they have a table or a heading with its mark."""
    return has_table(lines) or any(_HEADING.match(line) for line in lines)


def has_table(lines: Sequence[str]) -> bool:
    """Return whether lines have a table with a line between its headings and its rows."""
    return any(map(_RULE.match, lines))


def is_heading(line: str) -> bool:
    """Return whether a line is a heading: marked so, or all in bold."""
    return bool(_HEADING.match(line) or _BOLD.match(line))


def plain(line: str) -> str:
    """Return a line without its marks; the bullet of a list stays.

    >>> plain("## Bestuur"), plain("**Projectleider:** [Ruud Assink](https://example.org)"), plain("* A. Bos, *lid*")
    ('Bestuur', 'Projectleider: Ruud Assink', '* A. Bos, lid')
    """
    found = _HEADING.match(line)
    text = _LINK.sub(r"\g<text>", found["text"] if found else line)
    for _ in range(2):  # bold within italics
        text = _EMPHASIS.sub(r"\g<text>", text)
    return _ESCAPED.sub(r"\1", text)


def tables(lines: Sequence[str]) -> dict[int, tuple[str, ...]]:
    """Return the cells of the rows of all tables by number of the line, headings included; the line between has none."""
    found: dict[int, tuple[str, ...]] = {}
    for number in (n for n, line in enumerate(lines) if n and _RULE.match(line)):
        found |= {number - 1: _cells(lines[number - 1]), number: ()}
        below = number + 1
        while below < len(lines) and "|" in lines[below]:
            found[below] = _cells(lines[below])
            below += 1
    return found


def _cells(line: str) -> tuple[str, ...]:
    inner = re.sub(r"(?<!\\)\|\s*$", "", re.sub(r"^\s*\|", "", line))
    return tuple(plain(cell).strip() for cell in _CELL_END.split(inner))
