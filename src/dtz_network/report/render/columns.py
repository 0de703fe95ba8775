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
    return max(words, default=1), max(1, *(len(text) for text in texts))


_LETTER, _EDGES, _WIDEST = 6.0, 13.0, 60


def points(table: Table, whole: float) -> list[float]:
    """Return the width of each column in points at 9 points a letter, together ``whole``.

    Each has room for its longest word, as far as that goes; what is left is shared by how long the texts are.
    """
    found = lengths(table)
    least = [_EDGES + _LETTER * word for word, _text in found]
    wish = [max(least[n], _EDGES + _LETTER * min(text, _WIDEST)) for n, (_word, text) in enumerate(found)]
    if sum(wish) <= whole or sum(least) >= whole:
        shares = wish if sum(wish) <= whole else least
        return [whole * share / sum(shares) for share in shares]
    part = (whole - sum(least)) / (sum(wish) - sum(least))
    return [low + part * (high - low) for low, high in zip(least, wish, strict=True)]
