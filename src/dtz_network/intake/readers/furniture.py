"""Leaves out what is printed on every page and is no text: page numbers, running titles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Protocol, TypeVar

_EDGE = 2
"""So many lines at the top and the foot of a page may be furniture."""
_NUMBER = re.compile(
    r"(?:[-–|\s]*(?:pagina|page|blz\.?|p\.)?\s*\d{1,4}(?:\s*(?:van|of|/)\s*\d{1,4})?[-–|\s]*)", re.IGNORECASE
)
_LONG = 90


class _Line(Protocol):
    @property
    def text(self) -> str: ...
    @property
    def bullet(self) -> bool: ...


_L = TypeVar("_L", bound=_Line)


def without(pages: Sequence[Sequence[_L]]) -> list[_L]:
    """Return the lines of all pages without page numbers, and without lines that are at the edge of more than half of the pages.

    A text of one page is left as it is.
    """
    if len(pages) < 2:
        return [line for page in pages for line in page]
    often = Counter(shape for page in pages for shape in set(_edge(page).values()) if shape[1])
    running = {shape for shape, n in often.items() if n > len(pages) / 2}
    found: list[_L] = []
    for page in pages:
        edge = _edge(page)
        out = {n for n, shape in edge.items() if shape in running or _NUMBER.fullmatch(page[n].text)}
        found += [line for n, line in enumerate(page) if n not in out]
    return found


def _edge(page: Sequence[_Line]) -> dict[int, tuple[int, str]]:
    """Return the first and last filled lines of a page by number, each with its place at the edge and its shape."""
    filled = [n for n, line in enumerate(page) if line.text]
    top = {n: (at, _shape(page[n])) for at, n in enumerate(filled[:_EDGE])}
    foot = {n: (-at, _shape(page[n])) for at, n in enumerate(reversed(filled[-_EDGE:]), 1)}
    return {**top, **foot}


def _shape(line: _Line) -> str:
    """Return a line with its numbers hidden: "Jaarplan 2024 | 3" is alike on each page; "" for an entry of a list."""
    return "" if line.bullet or len(line.text) > _LONG else re.sub(r"\d+", "#", line.text.casefold())
