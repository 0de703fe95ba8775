"""Tables that share a sheet: below each other with headings of their own, or beside each other with an empty column between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from dtz_network.intake.readers import header
from dtz_network.intake.readers.table import Table, table

Rows = Sequence[Sequence[str]]
_ADDRESS = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+")
_PHONE = re.compile(r"\+?\(?\d[\d\s().\-]{7,}\d")
_FEWEST, _MOST = 2, 60
_OF_WHOM = ("organisation", "municipality", "body")


def tables(file: str, sheet: str, rows: Rows, first: int = 1) -> list[Table]:
    """Return the tables of a sheet, each with the row numbers of the sheet; mostly there is one."""
    if _is_turned(rows):
        return [
            replace(one, notes=("turned",))
            for one in tables(file, sheet, [*zip_longest(*rows, fillvalue="")])
        ]
    if _is_bare(rows):
        return [table(file, sheet, rows, -1, first)]
    return [
        table(file, sheet, _without_repeated(part[:end], head), head, first)
        for part in _beside(rows)
        for head, end in _below(part)
    ]


def _is_turned(rows: Rows) -> bool:
    """Return whether the headings stand below each other in the first column, and each person in a column of her own."""
    first = [row[0] for row in rows[:_MOST] if row and row[0].strip()] if len(rows) < _MOST else []
    means = [header.meaning(cell) for cell in first]
    beside = [cell for cell in rows[0][1:] if cell.strip()] if rows else []
    return (
        len(first) > _FEWEST
        and None not in means
        and not header.TELLING.isdisjoint({name for name in means if name})
        and bool(beside)
        and not any(header.meaning(cell) or header.guess(cell) for cell in beside)
    )


def _is_bare(rows: Rows) -> bool:
    """Return whether a sheet has no headings: none is known, and an e-mail address or a telephone number stands where they would."""
    head = header.find(rows)
    heads = [cell for cell in rows[head] if cell.strip()] if rows else []
    return (
        len(heads) > 1
        and not any(header.meaning(cell) or header.guess(cell) for cell in heads)
        and any(_ADDRESS.fullmatch(cell.strip()) or _PHONE.fullmatch(cell.strip()) for cell in heads)
    )


def _without_repeated(rows: Rows, head: int) -> Rows:
    """Return rows of which those are empty that have the headings once more, as printed lists have them on each page."""
    heads = _squeezed(rows[head]) if rows else set[str]()
    return [
        () if place > head and heads == _squeezed(row) and _is_head(row) else row
        for place, row in enumerate(rows)
    ]


def _beside(rows: Rows) -> Iterator[Rows]:
    """Yield the rows of each table of those that stand beside each other."""
    at = header.find(rows)
    heads = rows[at] if rows else ()
    gap = next(
        (
            place
            for place in range(1, len(heads) - 1)
            if not heads[place].strip()
            and all(map(_is_list, (heads[:place], heads[place + 1 :])))
            and not any(place < len(row) and row[place].strip() for row in rows)
        ),
        None,
    )
    if gap is None:
        yield rows
        return
    yield [row[:gap] for row in rows]
    yield from _beside([row[gap + 1 :] for row in rows])


def _is_list(heads: Sequence[str]) -> bool:
    """Return whether headings are of a list of its own: with names, and of whom."""
    means = {header.meaning(cell) for cell in heads if cell.strip()}
    return bool({"name", "last"} & means) and not means.isdisjoint(_OF_WHOM)


def _below(rows: Rows) -> Iterator[tuple[int, int]]:
    """Yield the heading of each table and where it ends; a title above a heading belongs to neither."""
    head = header.find(rows)
    head = next((place for place in range(head - 1) if _is_head(rows[place])), head)
    for place in range(head + 2, len(rows)):
        if place > head + 1 and _is_head(rows[place]) and _squeezed(rows[place]) != _squeezed(rows[head]):
            end = place
            while end > head + 1 and _filled(rows[end - 1]) <= 1:
                end -= 1
            yield head, end
            head = place
    yield head, len(rows)


def _filled(row: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)


def _squeezed(row: Sequence[str]) -> set[str]:
    return {header.squeeze(cell) for cell in row if cell.strip()}


def _is_head(row: Sequence[str]) -> bool:
    """Return whether a row has headings in most of its cells, and one that tells of whom a row is."""
    cells = [cell for cell in row if cell.strip()]
    if sum(map(header.is_word, cells)) <= 1:
        return False
    means = [header.meaning(cell) for cell in cells]
    known = [name for name in means if name]
    return len(known) > 1 and 2 * len(known) >= len(cells) and not header.TELLING.isdisjoint(known)
