"""What is left of a graph when one node more goes: of every node at once.

A walk in depth (Tarjan, R., 1972, SIAM J. Comput. 1, 146-160) makes a tree of which every other tie joins a node to
one above it. What lies below a node falls off with it where no tie from there leads higher than the node.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class _Walk:
    """A walk in depth: ``place`` is when each node was reached, the rest is in that order.

    Attributes:
        nodes: what was reached; what lies below a node comes right after it.
        above: place of the node from which it was reached, -1 where a part begins.
        reach: the first place to which a tie leads from a node or from what lies below it.
        size: counted nodes below a node, itself included.
    """

    place: Numbers
    nodes: Numbers
    above: Numbers
    reach: Numbers
    size: Numbers

    @property
    def falls(self) -> NDArray[np.bool_]:
        """Which nodes, with what lies below them, fall off when the one above goes."""
        return np.asarray((self.reach >= self.above) & (self.above >= 0))


@dataclass(frozen=True)
class Pieces:
    """What is left of a part when ``node`` goes: how many counted nodes and nodes each piece has, and which nodes."""

    node: int
    counted: tuple[int, ...]
    nodes: tuple[Numbers, ...]


class Removal:
    """A graph made ready for many removals.

    Args:
        ties: symmetric; weights do not count.
        counted: number of nodes that count; the later ones only join others.
    """

    def __init__(self, ties: sparse.csr_matrix, counted: int) -> None:
        self._n, self._counted = ties.shape[0], counted
        self._rows = np.repeat(np.arange(self._n), np.diff(ties.indptr))
        self._columns = ties.indices

    def pairs_left(self, gone: Sequence[int]) -> Numbers:
        """Return for each counted node the ordered pairs of others that still meet when it goes as well as those ``gone``.

        For one that is gone the outcome means nothing.
        """
        walk = self._walked(list(gone))
        begins = walk.above < 0
        parts = walk.size[begins]
        own = parts[np.cumsum(begins) - 1]
        falls = walk.falls
        up, sizes = walk.above[falls], walk.size[falls]
        off, among = (
            np.bincount(up, weights, self._n).astype(np.int64) for weights in (sizes, _pairs(sizes))
        )
        left = _pairs(parts).sum() - _pairs(own) + _pairs(own - 1 - off) + among
        return np.asarray(left[walk.place[: self._counted]])

    def cut_points(self, at_least: int) -> Iterator[Pieces]:
        """Yield the nodes without which ``at_least`` counted nodes hang no more together with most of the others, in order.

        Pieces that come first in the walk come first.
        """
        walk = self._walked([])
        counts = walk.nodes < self._counted
        stop, held = _ends(walk.above), walk.size.tolist()
        begins = np.maximum.accumulate(np.where(walk.above < 0, np.arange(self._n), 0)).tolist()
        falling: dict[int, list[int]] = {}
        for at in np.flatnonzero(walk.falls).tolist():
            falling.setdefault(int(walk.above[at]), []).append(at)
        for up, off in sorted(falling.items()):
            first, sizes = begins[up], [held[at] for at in off]
            if up != first:
                sizes.append(held[first] - int(counts[up]) - sum(sizes))
            if len(sizes) > 1 and sum(sizes) - max(sizes) >= at_least:
                yield Pieces(int(walk.nodes[up]), tuple(sizes), _pieces(walk, stop, up, first, off))

    def _walked(self, gone: list[int]) -> _Walk:
        """Return a walk that begins at a node more, from which a tie leads to every node."""
        n, left, counts = self._n, np.ones(self._n, bool), np.arange(self._n) < self._counted
        left[gone] = counts[gone] = False
        kept = left[self._rows] & left[self._columns]
        rows, columns = self._rows[kept], self._columns[kept]
        ends = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=n)), [len(columns) + n]])
        all_columns = np.concatenate([columns, np.arange(n)])
        whole = sparse.csr_matrix((np.ones(len(all_columns)), all_columns, ends), shape=(n + 1, n + 1))
        order, before = csgraph.depth_first_order(whole, n)
        place = np.empty(n + 1, np.int64)
        place[order] = np.arange(-1, n)
        above, reach = place[before[order[1:]]], np.arange(n)
        tied = np.flatnonzero(np.diff(ends[:-1]))
        if len(tied):
            nearest = np.minimum.reduceat(place[columns], ends[tied])
            reach[place[tied]] = np.minimum(place[tied], nearest)
        return _Walk(
            place[:n], order[1:], above, *_gathered(above, reach, counts[order[1:]].astype(np.int64))
        )


def _gathered(above: Numbers, reach: Numbers, size: Numbers) -> tuple[Numbers, Numbers]:
    """Return what each node reaches and counts with all that lies below it."""
    over, first, held = above.tolist(), reach.tolist(), size.tolist()
    for at in range(len(over) - 1, 0, -1):
        up = over[at]
        if up >= 0:
            held[up] += held[at]
            if first[at] < first[up]:
                first[up] = first[at]
    return np.array(first, np.int64), np.array(held, np.int64)


def _ends(above: Numbers) -> Numbers:
    """Return behind each node the place where what lies below it ends."""
    places = np.arange(len(above))
    return places + _gathered(above, places, np.ones(len(above), np.int64))[1]


def _pieces(walk: _Walk, stop: Numbers, up: int, first: int, falling: Sequence[int]) -> tuple[Numbers, ...]:
    """Return the nodes of what falls off, and of the rest of the part where there is one."""
    found = [walk.nodes[at : stop[at]] for at in falling]
    if up == first:
        return tuple(found)
    left = np.ones(stop[first] - first, bool)
    left[up - first] = False
    for at in falling:
        left[at - first : stop[at] - first] = False
    return (*found, walk.nodes[first : stop[first]][left])


def _pairs(n: Numbers) -> Numbers:
    return n * (n - 1)
