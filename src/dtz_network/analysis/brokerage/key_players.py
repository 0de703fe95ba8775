r"""Key players: who together hold the network, and through whom together most of it is reached (Borgatti 2006).

On a symmetric matrix of ties of which weights do not count (Borgatti, S. P., 2006, Comput. Math. Organ.
Theory 12, 21-34). With a set left out, :math:`n` that remain:

fragmentation
    :math:`F = 1 - \sum_k s_k (s_k - 1) / (n (n - 1))` over parts of :math:`s_k` nodes: the share of pairs that
    no way joins, 0 (one part) to 1 (all apart).
reach
    :math:`{}^D R = \sum_j d_{Kj}^{-1} / n` with :math:`d_{Kj}` the distance of the nearest of the set, its own
    members counted in full: 0 to 1.

A distance that does not exist counts as infinite. All sets of up to three are tried where these are few
enough; else one is added at a time and then exchanged while that helps (greedy), and the answer says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

from dtz_network.analysis.brokerage.removal import Removal

Floats = NDArray[np.float64]
Worth = Callable[[tuple[int, ...]], Floats]
Promising = Callable[[float], Iterator[tuple[int, ...]]]
EXHAUSTIVE = 3
"""Up to sets of so many everything may be tried."""
TRIED = 1_000_000
"""As long as there are no more sets than this."""
LARGE = 3_000
"""Beyond so many nodes distances take too much memory: no key players."""


@dataclass(frozen=True)
class KeyPlayers:
    """The best set of a size.

    Attributes:
        members: rows of the matrix, ascending; the first in that order of equal sets.
        value: what the set attains; ``exact`` whether every set was tried.
    """

    members: tuple[int, ...]
    value: float
    exact: bool


def breaking(ties: sparse.csr_matrix, size: int, through: int = 0) -> KeyPlayers:
    """Return the set that leaves most pairs apart when it goes (KPP-Neg by F).

    The last ``through`` nodes only join others (initiatives in a two-mode graph): they do not count and never go.
    """
    n = ties.shape[0] - through
    removal = Removal(ties, n)

    def worth(chosen: tuple[int, ...]) -> Floats:
        others = max(n - len(chosen) - 1, 0)
        together = removal.pairs_left(chosen)
        found: Floats = 1 - together / (others * (others - 1)) if others > 1 else np.zeros(n)
        found[list(chosen)] = -1
        return found

    return _best(n, size, worth)


def reaching(ties: sparse.csr_matrix, size: int) -> KeyPlayers:
    """Return the set that reaches most (KPP-Pos by distance-weighted reach)."""
    near = nearness(ties)
    n = len(near)

    def worth(chosen: tuple[int, ...]) -> Floats:
        found: Floats = np.maximum(near, near[list(chosen)].max(axis=0, initial=0)).mean(axis=1)
        found[list(chosen)] = -1
        return found

    return _best(n, size, worth, lambda least: _promising(near, least))


def _promising(near: Floats, least: float) -> Iterator[tuple[int, ...]]:
    """Yield the pairs with which a third may reach ``least``, in order.

    What a third adds to a pair is no more than what it adds to either alone (reach is submodular: Nemhauser, Wolsey
    & Fisher 1978).
    """
    both = np.stack([np.maximum(near, row).mean(axis=1) for row in near])
    more = (both - np.diag(both)[:, np.newaxis]).max(axis=1)
    one, other = np.triu_indices(len(near), 1)
    most = both[one, other] + np.minimum(more[one], more[other])
    hopeful = most >= least - 1e-9
    yield from zip(one[hopeful].tolist(), other[hopeful].tolist(), strict=True)


def nearness(ties: sparse.csr_matrix) -> Floats:
    """Return 1 / distance for all pairs; 1 on the diagonal, 0 where no way leads."""
    distance = csgraph.shortest_path(ties, directed=False, unweighted=True)
    np.fill_diagonal(distance, 1)
    return np.asarray(1 / distance)


def _best(n: int, size: int, worth: Worth, promising: Promising | None = None) -> KeyPlayers:
    """Return the best set; ``worth`` gives for a set what it attains with each other node, -1 for its own.

    ``promising`` yields the pairs that a third may bring to a value, where that can be told.
    """
    size = min(size, n)
    if size < 1:
        return KeyPlayers((), 0.0, exact=True)
    exact = size <= EXHAUSTIVE and comb(n, size) <= TRIED
    starts: Iterable[tuple[int, ...]] = [_grown(size - 1, worth)]
    if exact:
        starts = combinations(range(n), size - 1)
        if promising and size == EXHAUSTIVE:
            starts = promising(_highest([_grown(size - 1, worth)], worth)[0])
    value, members = _highest(starts, worth)
    if exact:
        return KeyPlayers(members, value, exact=True)
    value, members = _exchanged(value, members, worth)
    return KeyPlayers(members, value, exact=False)


def _highest(starts: Iterable[tuple[int, ...]], worth: Worth) -> tuple[float, tuple[int, ...]]:
    """Return the highest value of a start with one more, and the set: the first of equals."""
    best: tuple[float, tuple[int, ...]] = (-1.0, ())
    for start in starts:
        found = np.round(worth(start), 12)
        last = int(np.argmax(found))
        if found[last] > best[0]:
            best = (float(found[last]), tuple(sorted((*start, last))))
    return best


def _grown(size: int, worth: Worth) -> tuple[int, ...]:
    kept: tuple[int, ...] = ()
    for _ in range(size):
        kept = _highest([kept], worth)[1]
    return kept


def _exchanged(value: float, kept: tuple[int, ...], worth: Worth) -> tuple[float, tuple[int, ...]]:
    """Return the set after exchanging one member for another as long as that helps."""
    while True:
        less_one = [tuple(i for i in kept if i != out) for out in kept]
        better, members = _highest(less_one, worth)
        if better <= value:
            return value, kept
        value, kept = better, members
