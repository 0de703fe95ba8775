"""Positions of one connected group by stress: distances on the plane as near as can be to those along ties.

Small groups take every pair (stress majorisation: Gansner, Koren and North 2004) from the positions of
classical scaling (Torgerson 1952). Larger ones take their ties and the distances to some pivots, each of
which stands for the things near it (sparse stress: Ortmann, Klimenta and Brandes 2017), from the positions
of pivot scaling (Brandes and Pich 2006). Steps are longer round hubs, so that their neighbours fit on a ring.
Nothing is random.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from scipy import sparse, spatial
from scipy.sparse import csgraph

Points = NDArray[np.float64]
ALL_PAIRS = 150
"""Groups up to this size take every pair."""
PIVOTS = 2.4
"""Pivots of a group of n: so many times the root of n (24 of 700 leave a tree tangled, 60 do not)."""
AT_ONCE = 250
"""Of groups up to this size all distances are found at once, which is quicker than from pivot to pivot."""
ROUNDS_ALL = 140
ROUNDS_SOME = 50
_STILL = 0.4
_GOLDEN = 2.399963


def positions(matrix: sparse.csr_matrix, close: float, all_pairs: int = ALL_PAIRS) -> Points:
    """Return positions of one group round 0, 0, no two closer than about ``close``.

    Args:
        matrix: ties of the group, symmetric, shape (n, n).
        close: least distance of two things.
        all_pairs: size up to which every pair counts.
    """
    n = matrix.shape[0]
    if n == 1:
        return np.zeros((1, 2))
    lengths = _lengths(matrix)
    points = _by_all(lengths) if n <= all_pairs else _by_some(lengths)
    points = apart(points, close)
    return np.asarray(points - (points.max(axis=0) + points.min(axis=0)) / 2)


def _lengths(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    """Return the wanted length of each tie, longer at hubs."""
    degrees = np.diff(matrix.indptr).astype(np.float64)
    coo = matrix.tocoo()
    busiest = np.maximum(degrees[coo.row], degrees[coo.col])
    return sparse.csr_matrix((58 + 26 * np.sqrt(busiest), (coo.row, coo.col)), shape=matrix.shape)


def _reached(found: Points) -> Points:
    """Return distances with a wide gap where there is no way."""
    if np.isfinite(found).all():
        return found
    return np.asarray(np.where(np.isfinite(found), found, found[np.isfinite(found)].max() * 0.6 + 60))


def _by_all(lengths: sparse.csr_matrix) -> Points:
    wanted = _reached(csgraph.shortest_path(lengths, directed=False))
    return _majorised(wanted, _scaled(wanted))


def _scaled(wanted: Points) -> Points:
    """Return the positions of classical scaling, a hair apart where they coincide."""
    squared = wanted**2
    centred = -(squared - squared.mean(0) - squared.mean(1)[:, None] + squared.mean()) / 2
    values, vectors = np.linalg.eigh(centred)
    points = _upright(vectors[:, -2:]) * np.sqrt(np.maximum(values[-2:], 1e-9))
    return np.asarray(points[:, ::-1] + _hair(len(wanted)))


def _upright(vectors: Points) -> Points:
    """Return vectors with their largest entry positive: the sign of an eigenvector is arbitrary."""
    largest = vectors[np.abs(vectors).argmax(axis=0), range(vectors.shape[1])]
    return np.asarray(vectors * np.where(largest < 0, -1, 1))


def _hair(n: int) -> Points:
    turn = np.arange(n) * _GOLDEN
    return np.asarray(9 * np.column_stack([np.cos(turn), np.sin(turn)]))


def _majorised(wanted: Points, points: Points) -> Points:
    """Return the positions of least stress, weights 1/distance²."""
    n = len(wanted)
    weight = np.where(wanted > 0, 1 / np.maximum(wanted, 1e-9) ** 2, 0.0)
    laplacian = np.diag(weight.sum(axis=1)) - weight
    inverse = np.linalg.inv(laplacian + weight.max() / n)
    for _ in range(ROUNDS_ALL):
        found = np.sqrt(((points[:, None, :] - points[None, :, :]) ** 2).sum(axis=2))
        pull = weight * wanted / np.maximum(found, 1e-6)
        np.fill_diagonal(pull, 0.0)
        before, points = points, inverse @ ((np.diag(pull.sum(axis=1)) - pull) @ points)
        if np.abs(points - before).max() < _STILL:
            break
    return points


def _by_some(lengths: sparse.csr_matrix) -> Points:
    pivots, wanted = _pivots(lengths)
    points = _pivot_scaled(wanted)
    one, other, length, weight = _terms(lengths, pivots, wanted)
    total = np.bincount(one, weight, len(points))
    for _ in range(ROUNDS_SOME):
        gap = points[one] - points[other]
        reach = np.maximum(np.hypot(gap[:, 0], gap[:, 1]), 1e-6)
        aim = points[other] + gap * (length / reach)[:, np.newaxis]
        sums = [np.bincount(one, weight * aim[:, axis], len(points)) for axis in (0, 1)]
        before, points = points, np.column_stack(sums) / total[:, np.newaxis]
        if np.abs(points - before).max() < _STILL:
            break
    return points


def _pivots(lengths: sparse.csr_matrix) -> tuple[NDArray[np.int64], Points]:
    """Return pivots far from each other (the busiest first), and the distances from each, (pivots, n)."""
    n = lengths.shape[0]
    every = csgraph.dijkstra(lengths, directed=False) if n <= AT_ONCE else None
    chosen: list[int] = []
    rows: list[Points] = []
    nearest = np.diff(lengths.indptr).astype(np.float64)
    while not chosen or len(chosen) < min(PIVOTS * math.sqrt(n), n):
        here = int(nearest.argmax())
        row = csgraph.dijkstra(lengths, directed=False, indices=here) if every is None else every[here]
        nearest = np.minimum(nearest, _reached(row)) if chosen else _reached(row)
        chosen.append(here)
        rows.append(row)
    return np.array(chosen), _reached(np.array(rows))


def _pivot_scaled(wanted: Points) -> Points:
    """Return the positions of pivot scaling, a hair apart where they coincide."""
    squared = (wanted**2).T
    centred = -(squared - squared.mean(0) - squared.mean(1)[:, None] + squared.mean()) / 2
    values, vectors = np.linalg.eigh(centred.T @ centred)
    points = centred @ _upright(vectors[:, -2:])
    norms = np.maximum(np.sqrt(np.sqrt(np.maximum(values[-2:], 1e-9))), 1e-9)
    return np.asarray((points / norms)[:, ::-1] + _hair(len(points)))


def _terms(
    lengths: sparse.csr_matrix, pivots: NDArray[np.int64], wanted: Points
) -> tuple[NDArray[np.int64], NDArray[np.int64], Points, Points]:
    """Return what pulls: thing, towards which, wanted distance, weight; of ties and of pivots.

    A pivot weighs as many things as lie in its region within half the distance (Ortmann et al. 2017).
    """
    ties = lengths.tocoo()
    home = wanted.argmin(axis=0)
    one, other, length, weight = [ties.row], [ties.col], [ties.data], [1 / ties.data**2]
    for place, pivot in enumerate(pivots.tolist()):
        things = np.flatnonzero(np.arange(len(home)) != pivot)
        far = wanted[place, things]
        inside = np.sort(wanted[place, home == place])
        size = np.maximum(np.searchsorted(inside, far / 2, side="right"), 1)
        one.append(things)
        other.append(np.full(len(things), pivot))
        length.append(far)
        weight.append(size / np.maximum(far, 1e-9) ** 2)
    return (
        np.concatenate(one).astype(np.int64),
        np.concatenate(other).astype(np.int64),
        np.concatenate(length),
        np.concatenate(weight),
    )


def apart(points: Points, close: float, rounds: int = 60) -> Points:
    """Return the positions pushed apart until no two are closer than ``close``, or rounds are over."""
    for _ in range(rounds):
        pairs = spatial.cKDTree(points).query_pairs(close, output_type="ndarray")
        if not len(pairs):
            break
        pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
        gap = points[pairs[:, 0]] - points[pairs[:, 1]]
        found = np.hypot(gap[:, 0], gap[:, 1])
        lack = close - found
        if lack.max() < 0.5:
            break
        push = gap / np.maximum(found, 1e-6)[:, np.newaxis] * (lack * 0.45)[:, np.newaxis]
        moved = [
            np.bincount(pairs[:, 0], push[:, axis], len(points))
            - np.bincount(pairs[:, 1], push[:, axis], len(points))
            for axis in (0, 1)
        ]
        points = points + np.column_stack(moved)
    return points


__all__ = ["ALL_PAIRS", "Points", "apart", "positions"]
