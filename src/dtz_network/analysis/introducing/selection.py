"""Which pairs to propose: the closest first, nobody too often.

Pairs are taken in the order of their scores; a pair of which one is in ``cap`` pairs already is passed over. So
no organisation is ever in more than ``cap`` pairs, and every pair that was passed over has a member that is in
``cap`` pairs which score at least as high (a greedy b-matching; at least half of the best total score,
Avis, D., 1983, Networks 13, 475).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from dtz_network.analysis.introducing.closeness import Allowed, Closeness, Floats, Ints
from dtz_network.model.progress import Progress

Pair = tuple[int, int]
AT_FIRST = 500
"""So many of the best pairs are kept at first; eight times as many where the cap uses them up."""


@dataclass(frozen=True)
class Wanted:
    """How many pairs are wanted.

    Attributes:
        pairs: at most so many.
        cap: of any organisation at most so many pairs.
        free: rows for which the cap does not hold, such as the one that asks.
    """

    pairs: int = 50
    cap: int = 3
    free: frozenset[int] = frozenset()


def select(
    closeness: Closeness,
    wanted: Wanted,
    closed: Iterable[Pair] = (),
    allowed: Allowed | None = None,
    progress: Progress | None = None,
) -> list[Pair]:
    """Return the pairs to propose, closest first; equal scores by name of the first, then the second.

    Args:
        closeness: the scores; a pair without any is never proposed, nor one that works together already.
        wanted: how many, and the cap.
        closed: further pairs that are not to be proposed.
        allowed: tells for arrays of rows which pairs may be proposed.
        progress: called with stage, done, total.
    """
    barred = _keys(closeness, closed)
    keep = AT_FIRST
    while True:
        best = _Best(keep)
        for start, stop in closeness.blocks():
            one, other, scores = closeness.above(start, stop, best.least)
            good = ~among(one * closeness.n + other, barred)
            one, other, scores = one[good], other[good], scores[good]
            if allowed is not None and len(one):
                fine = allowed(one, other)
                one, other, scores = one[fine], other[fine], scores[fine]
            best.add(one, other, scores)
            if progress:
                progress("pairs", stop, closeness.n)
        taken = greedy(best.ordered(), wanted)
        if len(taken) == wanted.pairs or not best.dropped:
            return taken
        keep *= 8


def _keys(closeness: Closeness, closed: Iterable[Pair]) -> Ints:
    tied = sparse.triu(closeness.partners).tocoo()
    extra = [min(pair) * closeness.n + max(pair) for pair in closed]
    made = [tied.row.astype(np.int64) * closeness.n + tied.col, np.fromiter(extra, np.int64, len(extra))]
    return np.sort(np.concatenate(made))


def among(keys: Ints, ordered: Ints) -> NDArray[np.bool_]:
    """Return which keys stand in an ordered list."""
    if not len(ordered):
        return np.zeros(keys.shape, bool)
    place = np.minimum(np.searchsorted(ordered, keys), len(ordered) - 1)
    return np.asarray(ordered[place] == keys)


class _Best:
    """The best pairs so far, by score, then by row: a total order, so none that is dropped comes back."""

    def __init__(self, keep: int) -> None:
        self.keep, self.least, self.dropped = keep, 0.0, False
        self._parts: list[tuple[Ints, Ints, Floats]] = []
        self._held = 0

    def add(self, one: Ints, other: Ints, scores: Floats) -> None:
        self._parts.append((one, other, scores))
        self._held += len(one)
        if self._held > 4 * self.keep:
            self._cut()

    def _cut(self) -> None:
        """Keep the best; ``least`` is what the last of them scores: who comes later with as much may stand before it."""
        one, other, scores = self._joined()
        edge = np.partition(scores, len(scores) - self.keep)[len(scores) - self.keep]
        near = scores >= edge
        one, other, scores = _in_order(one[near], other[near], scores[near])
        self._parts = [(one[: self.keep], other[: self.keep], scores[: self.keep])]
        self.least, self._held, self.dropped = float(edge), self.keep, True

    def _joined(self) -> tuple[Ints, Ints, Floats]:
        one, other, scores = (np.concatenate(part) for part in zip(*self._parts, strict=True))
        return one, other, scores

    def ordered(self) -> list[Pair]:
        if not self._held:
            return []
        if self.dropped:
            self._cut()
        one, other, _ = _in_order(*self._joined())
        return list(zip(one.tolist(), other.tolist(), strict=True))


def _in_order(one: Ints, other: Ints, scores: Floats) -> tuple[Ints, Ints, Floats]:
    order = np.lexsort((other, one, -scores))
    return one[order], other[order], scores[order]


def greedy(pairs: Iterable[Pair], wanted: Wanted) -> list[Pair]:
    """Return the first pairs in the given order so that nobody is in more than the cap allows."""
    used: Counter[int] = Counter()
    taken: list[Pair] = []
    for pair in pairs:
        if len(taken) == wanted.pairs:
            break
        if all(used[end] < wanted.cap or end in wanted.free for end in pair):
            taken.append(pair)
            used.update(pair)
    return taken


def most(pairs: Collection[Pair], free: Collection[int] = ()) -> int:
    """Return in how many pairs the one that is in most of them is, those left out that may be in any number."""
    used = Counter(end for pair in pairs for end in pair if end not in free)
    return max(used.values(), default=0)
