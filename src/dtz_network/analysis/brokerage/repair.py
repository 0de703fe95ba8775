"""The fewest new ties with which parts that fell apart have contact again, and which ties fit best.

Each part has marks (the sides, sectors and places of its organisations); a need is a pair of marks that
must come together. Joining :math:`b` parts takes :math:`b - 1` ties, so the fewest ties are those of the
division of the parts into most blocks in which every need lies inside a block. A part of which all marks
are in another one is never needed beside it: taking the other instead costs no tie more. Of what is left
up to nine parts all divisions are tried; more are joined one by one, where that meets most needs (greedy).
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

Mark = Hashable
Need = tuple[Mark, Mark]
Blocks = tuple[tuple[int, ...], ...]
TRIED = 9
"""Up to so many parts every division is tried (21,147 for nine)."""


@dataclass(frozen=True)
class Joining:
    """Parts to join.

    Attributes:
        blocks: parts by number that are to be one, only blocks of two or more.
        exact: whether no division needs fewer ties.
    """

    blocks: Blocks
    exact: bool

    @property
    def ties(self) -> int:
        """The number of new ties."""
        return sum(len(block) - 1 for block in self.blocks)


def fewest(parts: Sequence[Collection[Mark]], needs: Iterable[Need]) -> Joining:
    """Return which parts to join so that every need is met; needs that no part can meet do not count.

    >>> fewest([{"metal"}, {"ict"}, {"ict", "food"}], [("metal", "ict"), ("metal", "food")]).blocks
    ((0, 2),)
    """
    marks = [set(part) for part in parts]
    everywhere = set().union(*marks)
    open_needs = [
        need
        for need in dict.fromkeys(needs)
        if set(need) <= everywhere and not any(set(need) <= part for part in marks)
    ]
    asked = {mark for need in open_needs for mark in need}
    useful = _undominated([part & asked for part in marks])
    if len(useful) > TRIED:
        return Joining(_grown(marks, useful, open_needs), exact=False)
    return Joining(_tried(marks, useful, open_needs), exact=True)


def _undominated(parts: Sequence[set[Mark]]) -> list[int]:
    """Return the parts whose marks are not all in another one; of equal parts the first."""
    first: dict[frozenset[Mark], int] = {}
    for i, part in enumerate(parts):
        if part:
            first.setdefault(frozenset(part), i)
    return [i for part, i in first.items() if not any(part < other for other in first)]


def _met(marks: Sequence[set[Mark]], block: Iterable[int], needs: Iterable[Need]) -> set[Need]:
    together = set().union(*(marks[i] for i in block))
    return {need for need in needs if set(need) <= together}


def _tried(marks: Sequence[set[Mark]], useful: Sequence[int], needs: Sequence[Need]) -> Blocks:
    """Return the division with most blocks that meets all needs, the first of equals."""
    best: list[list[int]] = [list(useful)] if needs else [[i] for i in useful]

    def deal(place: int, blocks: list[list[int]]) -> None:
        nonlocal best
        if len(blocks) + len(useful) - place <= len(best):
            return
        if place == len(useful):
            met = set().union(*(_met(marks, block, needs) for block in blocks))
            best = [list(block) for block in blocks] if len(met) == len(needs) else best
            return
        for block in blocks:
            block.append(useful[place])
            deal(place + 1, blocks)
            block.pop()
        deal(place + 1, [*blocks, [useful[place]]])

    if needs:
        deal(0, [])
    return _joined(best)


def _grown(marks: Sequence[set[Mark]], useful: Sequence[int], needs: Sequence[Need]) -> Blocks:
    blocks, unmet = [[i] for i in useful], set(needs)
    while unmet:
        one, other = max(
            combinations(range(len(blocks)), 2),
            key=lambda pair: (len(_met(marks, blocks[pair[0]] + blocks[pair[1]], unmet)), -pair[0], -pair[1]),
        )
        unmet -= _met(marks, blocks[one] + blocks[other], unmet)
        blocks[one] += blocks.pop(other)
    return _joined(blocks)


def _joined(blocks: Iterable[Sequence[int]]) -> Blocks:
    return tuple(sorted(tuple(sorted(block)) for block in blocks if len(block) > 1))


class Sets:
    """Things that are joined step by step (disjoint sets)."""

    def __init__(self, n: int) -> None:
        self._parent = list(range(n))

    def find(self, item: int) -> int:
        """Return the one that stands for all that are joined with an item."""
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def join(self, one: int, other: int) -> bool:
        """Join two; False where they were together already."""
        first, second = self.find(one), self.find(other)
        self._parent[max(first, second)] = min(first, second)
        return first != second
