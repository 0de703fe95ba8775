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
Members = NDArray[np.int64]
ALL_PAIRS = 150
"""Groups up to this size take every pair."""
PIVOTS = 2.4
"""Pivots of a group of n: so many times the root of n (24 of 700 leave a tree tangled, 60 do not)."""
AT_ONCE = 250
"""Of groups up to this size all distances are found at once, which is quicker than from pivot to pivot."""
ROUNDS_ALL = 140
ROUNDS_SOME = 50
_STILL = 0.4
_SQUARINGS = 8
_NOTHING = 1e-6
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
        x, y = (axis[:, np.newaxis] - axis for axis in points.T)
        pull = weight * wanted / _reach(x, y)
        np.fill_diagonal(pull, 0.0)
        before, points = points, inverse @ ((np.diag(pull.sum(axis=1)) - pull) @ points)
        if np.abs(points - before).max() < _STILL:
            break
    return points


def _by_some(lengths: sparse.csr_matrix) -> Points:
    """Return the positions of least stress towards ties and pivots.

    A thing goes to the mean of where each other wants it, x_j + (x_i - x_j) d / |x_i - x_j|, weighed by w. With
    g = w d / |x_i - x_j| that is (sum (w - g) x_j + x_i sum g) / sum w.
    """
    pivots, wanted = _pivots(lengths)
    points = _pivot_scaled(wanted)
    weight = _weights(pivots, wanted)
    ties = lengths.tocoo()
    one, other, length = ties.row.astype(np.int64), ties.col.astype(np.int64), ties.data
    pull = weight * wanted
    total = (weight.sum(axis=0) + np.bincount(one, length**-2.0, len(points)))[:, np.newaxis]
    for _ in range(ROUNDS_SOME):
        fixed, moving = _towards_pivots(points, points[pivots], weight, pull)
        tied, turning = _towards_ties(points, one, other, length)
        before, points = points, (fixed + tied + points * (moving + turning)[:, np.newaxis]) / total
        if np.abs(points - before).max() < _STILL:
            break
    return points


def _towards_pivots(points: Points, pivots: Points, weight: Points, pull: Points) -> tuple[Points, Points]:
    """Return for each thing the sums of (w - g) x_j and of g over the pivots."""
    x, y = (here - there[:, np.newaxis] for here, there in zip(points.T.copy(), pivots.T, strict=True))
    strength = pull / _reach(x, y)
    return (weight - strength).T @ pivots, strength.sum(axis=0)


def _towards_ties(points: Points, one: Members, other: Members, length: Points) -> tuple[Points, Points]:
    """Return the same sums over the ties, of which each weighs 1/distance²."""
    x, y = points.T.copy()
    there = x[other], y[other]
    strength = 1 / (length * _reach(x[one] - there[0], y[one] - there[1]))
    rest = length**-2.0 - strength
    sums = [np.bincount(one, rest * axis, len(points)) for axis in there]
    turning = np.bincount(one, strength, len(points))
    return np.array(sums, dtype=np.float64).T, turning.astype(np.float64)


def _reach(x: Points, y: Points) -> Points:
    """Return distances by their two sides, never nothing."""
    return np.asarray(np.maximum(np.sqrt(x * x + y * y), 1e-6))


def _pivots(lengths: sparse.csr_matrix) -> tuple[Members, Points]:
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
    values, vectors = _leading(centred.T @ centred)
    norms = np.maximum(np.sqrt(np.sqrt(np.maximum(values, 1e-9))), 1e-9)
    return np.asarray(centred @ _upright(vectors) / norms + _hair(len(centred)))


def _leading(matrix: Points) -> tuple[Points, Points]:
    """Return the two largest eigenvalues of a positive matrix and their vectors, by powers of it (as Brandes and Pich do).

    A matrix with one only has nothing for the second. On matrices this small the threads of LAPACK wait for each other longer than they work.
    """
    values, vectors = np.zeros(2), np.zeros((len(matrix), 2))
    for place in range(2):
        power = matrix
        for _ in range(_SQUARINGS):
            power = power / max(np.abs(power).max(), 1e-300)
            power = power @ power
        vector = power[:, np.diag(power).argmax()]
        vector = vector - vectors @ (vectors.T @ vector)
        size = np.sqrt(vector @ vector)
        vectors[:, place] = vector / size if size > _NOTHING else 0.0
        values[place] = vectors[:, place] @ matrix @ vectors[:, place]
        matrix = matrix - values[place] * np.outer(vectors[:, place], vectors[:, place])
    return values, vectors


def _weights(pivots: Members, wanted: Points) -> Points:
    """Return how much each pivot weighs for each thing, (pivots, n), nothing for itself.

    A pivot weighs as many things as lie in its region within half the distance (Ortmann et al. 2017).
    """
    home = wanted.argmin(axis=0)
    found = 1 / np.maximum(wanted, 1e-9) ** 2
    for place, far in enumerate(wanted):
        inside = np.sort(far[home == place])
        found[place] *= np.maximum(np.searchsorted(inside, far / 2, side="right"), 1)
    found[np.arange(len(pivots)), pivots] = 0.0
    return np.asarray(found)


def apart(points: Points, close: float, rounds: int = 60) -> Points:
    """Return the positions pushed apart until no two are closer than ``close``, or rounds are over."""
    n = len(points)
    for _ in range(rounds):
        pairs = spatial.cKDTree(points).query_pairs(close, output_type="ndarray")
        if not len(pairs):
            break
        one, other = np.divmod(np.sort(pairs[:, 0] * n + pairs[:, 1]), n)
        gap = [axis[one] - axis[other] for axis in points.T.copy()]
        found = _reach(*gap)
        lack = close - found
        if lack.max() < 0.5:
            break
        push = [axis / found * (lack * 0.45) for axis in gap]
        moved = [np.bincount(one, axis, n) - np.bincount(other, axis, n) for axis in push]
        points = points + np.array(moved).T
    return points


__all__ = ["ALL_PAIRS", "Points", "apart", "positions"]
