"""How much stands in each column of a table, by which formats that need widths share the page."""

from __future__ import annotations

from dtz_network.report.render.front import unbroken
from dtz_network.report.report_model import Table, plain

TOGETHER = 8
"""Tables of up to so many rows stay on one page."""


_NARROW, _BROAD = frozenset("fiIjlrt.,:;'’()-– \N{NO-BREAK SPACE}"), frozenset("mwMW")
_BOLD, _EDGES, _WIDEST, _WORD = 1.13, 8.0, 36.0, 18.0
"""How much wider bold letters are; the edges of a cell in points; the longest text and word that count, at one point."""
_SIZE, _SMALLEST = 9.0, 7.0
_Needs = list[tuple[float, float]]


def fitted(table: Table, whole: float, broad: float = 1.0) -> tuple[float, list[float]]:
    """Return the size of the letters and the width of each column, both in points; the columns are together ``whole``.

    ``broad`` is how broad the letters are beside those of a wide font.

    Each column has room for its longest word, in letters of 9 points or, in a wide table, smaller ones (of 7 at
    least; then a word may be broken). What is left is shared by how long the texts are.
    """
    needs = [(broad * word, broad * text) for word, text in _needs(table)]
    size = _SIZE
    while size > _SMALLEST and sum(_points(word, size) for word, _text in needs) > whole:
        size -= 0.5
    return size, _shared(needs, size, whole)


def _needs(table: Table) -> _Needs:
    """Return of each column how wide its longest word and its longest text are at one point."""
    bodies = [_widest([unbroken(plain(row[n])) for row in table.rows]) for n in range(len(table.headings))]
    heads = [_widest([heading]) for heading in table.headings]
    return [
        (max(_BOLD * head[0], min(body[0], _WORD)), max(_BOLD * head[1], min(body[1], _WIDEST)))
        for head, body in zip(heads, bodies, strict=True)
    ]


def _widest(texts: list[str]) -> tuple[float, float]:
    words = [_width(word) for text in texts for word in text.split(" ")]
    return max(words, default=0.0), max(map(_width, texts), default=0.0)


def _width(words: str) -> float:
    """Return how wide words are at one point in a wide font: where Arial lacks, another takes its place."""
    return sum(_letter(sign) for sign in words)


def _letter(sign: str) -> float:
    if sign in _NARROW:
        return 0.42
    return 1.0 if sign in _BROAD else 0.78 if sign.isupper() else 0.64


def _points(width: float, size: float) -> float:
    return _EDGES + width * size


def _shared(needs: _Needs, size: float, whole: float) -> list[float]:
    least, wish = ([_points(need[n], size) for need in needs] for n in (0, 1))
    if sum(wish) <= whole or sum(least) >= whole:
        shares = wish if sum(wish) <= whole else least
        return [whole * share / sum(shares) for share in shares]
    part = (whole - sum(least)) / (sum(wish) - sum(least))
    return [low + part * (high - low) for low, high in zip(least, wish, strict=True)]
