r"""Key players: who together hold the network, and through whom together most of it is reached (Borgatti 2006).

On a symmetric matrix of ties of which weights do not count (Borgatti, S. P., 2006, Comput. Math. Organ.
Theory 12, 21-34). With a set left out, :math:`n` that remain:

fragmentation
    :math:`F = 1 - \sum_k s_k (s_k - 1) / (n (n - 1))` over parts of :math:`s_k` nodes: the share of pairs that
    no way joins, 0 (one part) to 1 (all apart).
distance fragmentation
    :math:`{}^D F = 1 - 2 \sum_{i < j} d_{ij}^{-1} / (n (n - 1))`: also counts how far apart they are; 0 where
    everybody is tied to everybody.
reach
    :math:`{}^D R = \sum_j d_{Kj}^{-1} / n` with :math:`d_{Kj}` the distance of the nearest of the set, its own
    members counted in full: 0 to 1.

A distance that does not exist counts as infinite. All sets of up to three are tried where these are few
enough; else one is added at a time and then exchanged while that helps (greedy), and the answer says so.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

Floats = NDArray[np.float64]
Worth = Callable[[tuple[int, ...]], Floats]
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


def fragmentation(ties: sparse.csr_matrix, without: Iterable[int] = ()) -> float:
    """Return the share of pairs that no way joins; 0 for fewer than two nodes."""
    left = _left(ties, without)
    n = int(left.shape[0])
    if n < 2:
        return 0.0
    _, part = csgraph.connected_components(left, directed=False)
    sizes = np.bincount(part).astype(float)
    return 1 - float(np.sum(sizes * (sizes - 1))) / (n * (n - 1))


def distance_fragmentation(ties: sparse.csr_matrix, without: Iterable[int] = ()) -> float:
    """Return fragmentation that counts distance; 0 for fewer than two nodes."""
    left = _left(ties, without)
    n = int(left.shape[0])
    return 1 - float(nearness(left).sum() - n) / (n * (n - 1)) if n > 1 else 0.0


def reach(ties: sparse.csr_matrix, members: Iterable[int]) -> float:
    """Return the share of nodes that a set reaches, nearer ones counting more; 0 for an empty set."""
    chosen = list(members)
    return float(nearness(ties)[chosen].max(axis=0).mean()) if chosen else 0.0


def breaking(ties: sparse.csr_matrix, size: int) -> KeyPlayers:
    """Return the set that leaves most pairs apart when it goes (KPP-Neg by F)."""
    n, contacts = ties.shape[0], np.split(ties.indices, ties.indptr[1:-1])

    def worth(chosen: tuple[int, ...]) -> Floats:
        found = np.full(n, -1.0)
        others = max(n - len(chosen) - 1, 0)
        for node, together in pairs_without([c.tolist() for c in contacts], set(chosen)).items():
            found[node] = 1 - together / (others * (others - 1)) if others > 1 else 0.0
        return found

    return _best(n, size, worth)


def pairs_without(contacts: Sequence[Sequence[int]], gone: Collection[int]) -> dict[int, int]:
    """Return for each node left the ordered pairs of others that still meet when it goes too.

    One walk through the graph for all of them (cut points, Tarjan 1972).
    """
    found: dict[int, int] = {}
    whole, part_of = 0, []
    seen = set(gone)
    for root in range(len(contacts)):
        if root not in seen:
            part = _walked(contacts, root, seen)
            size = len(part)
            whole += size * (size - 1)
            part_of.append((size, part))
    for size, part in part_of:
        for node, cut in part.items():
            rest = size - 1 - sum(cut)
            now = rest * (rest - 1) + sum(n * (n - 1) for n in cut)
            found[node] = whole - size * (size - 1) + now
    return found


def _walked(contacts: Sequence[Sequence[int]], root: int, seen: set[int]) -> dict[int, list[int]]:
    """Return the nodes of a part, each with the sizes of what only it holds; they are added to ``seen``."""
    found: dict[int, list[int]] = {root: []}
    place, low, size = {root: 0}, {root: 0}, {root: 1}
    seen.add(root)
    path = [(root, -1, iter(contacts[root]))]
    while path:
        node, before, ahead = path[-1]
        fresh = next((other for other in ahead if _unseen(other, node, before, seen, place, low)), None)
        if fresh is not None:
            seen.add(fresh)
            place[fresh] = low[fresh] = len(place)
            found[fresh], size[fresh] = [], 1
            path.append((fresh, node, iter(contacts[fresh])))
            continue
        path.pop()
        if before >= 0:
            low[before] = min(low[before], low[node])
            size[before] += size[node]
            if low[node] >= place[before]:
                found[before].append(size[node])
    return found


def _unseen(
    other: int, node: int, before: int, seen: set[int], place: dict[int, int], low: dict[int, int]
) -> bool:
    """Return whether the walk goes on to ``other``; a way back is noted."""
    if other not in seen:
        return True
    if other != before and other in place:
        low[node] = min(low[node], place[other])
    return False


def reaching(ties: sparse.csr_matrix, size: int) -> KeyPlayers:
    """Return the set that reaches most (KPP-Pos by distance-weighted reach)."""
    near = nearness(ties)
    n = len(near)

    def worth(chosen: tuple[int, ...]) -> Floats:
        found: Floats = np.maximum(near, near[list(chosen)].max(axis=0, initial=0)).mean(axis=1)
        found[list(chosen)] = -1
        return found

    return _best(n, size, worth)


def nearness(ties: sparse.csr_matrix) -> Floats:
    """Return 1 / distance for all pairs; 1 on the diagonal, 0 where no way leads."""
    distance = csgraph.shortest_path(ties, directed=False, unweighted=True)
    np.fill_diagonal(distance, 1)
    return np.asarray(1 / distance)


def _left(ties: sparse.csr_matrix, without: Iterable[int]) -> sparse.csr_matrix:
    kept = np.ones(ties.shape[0], dtype=bool)
    kept[list(without)] = False
    return sparse.csr_matrix(ties[kept][:, kept])


def _best(n: int, size: int, worth: Worth) -> KeyPlayers:
    """Return the best set; ``worth`` gives for a set what it attains with each other node, -1 for its own."""
    size = min(size, n)
    if size < 1:
        return KeyPlayers((), 0.0, exact=True)
    exact = size <= EXHAUSTIVE and comb(n, size) <= TRIED
    starts = combinations(range(n), size - 1) if exact else [_grown(size - 1, worth)]
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
