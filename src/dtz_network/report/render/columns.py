"""How much stands in each column of a table, by which formats that need widths share the page."""

from __future__ import annotations

from dtz_network.report.render.front import unbroken
from dtz_network.report.report_model import Table, plain

TOGETHER = 8
"""Tables of up to so many rows stay on one page."""


def lengths(table: Table) -> list[tuple[int, int]]:
    """Return of each column the length of its longest word (a date is one) and of its longest text, in characters."""
    return [
        _longest([heading, *(unbroken(plain(row[place])) for row in table.rows)])
        for place, heading in enumerate(table.headings)
    ]


def _longest(texts: list[str]) -> tuple[int, int]:
    words = [len(word) for text in texts for word in text.split(" ")]
    return max(words, default=1), max([1, *map(len, texts)])


_LETTER, _BOLD, _EDGES, _WIDEST = 0.61, 0.7, 7.5, 60
"""Widths of a letter, plain and bold, at one point (of a wide font: where Arial lacks, another takes its place); of the
edges of a cell in points; of the longest text that counts, in letters."""
_SIZE, _SMALLEST = 9.0, 7.0
_Needs = list[tuple[float, float]]


def fitted(table: Table, whole: float) -> tuple[float, list[float]]:
    """Return the size of the letters and the width of each column, both in points; the columns are together ``whole``.

    Each column has room for its longest word, in letters of 9 points or, in a wide table, smaller ones (of 7 at
    least; then a word may be broken). What is left is shared by how long the texts are.
    """
    needs = _needs(table)
    size = _SIZE
    while size > _SMALLEST and sum(_points(word, size) for word, _text in needs) > whole:
        size -= 0.5
    return size, _shared(needs, size, whole)


def _needs(table: Table) -> _Needs:
    """Return of each column how wide its longest word and its longest text are at one point."""
    bodies = [_longest([unbroken(plain(row[n])) for row in table.rows]) for n in range(len(table.headings))]
    heads = [_longest([heading]) for heading in table.headings]
    return [
        (max(_BOLD * head[0], _LETTER * body[0]), max(_BOLD * head[1], _LETTER * min(body[1], _WIDEST)))
        for head, body in zip(heads, bodies, strict=True)
    ]


def _points(width: float, size: float) -> float:
    return _EDGES + width * size


def _shared(needs: _Needs, size: float, whole: float) -> list[float]:
    least, wish = ([_points(need[n], size) for need in needs] for n in (0, 1))
    if sum(wish) <= whole or sum(least) >= whole:
        shares = wish if sum(wish) <= whole else least
        return [whole * share / sum(shares) for share in shares]
    part = (whole - sum(least)) / (sum(wish) - sum(least))
    return [low + part * (high - low) for low, high in zip(least, wish, strict=True)]
