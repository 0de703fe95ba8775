"""Positions for a network: group by group, each by stress, the groups packed as discs beside each other.

Nothing is random: the same names and ties give the same picture. Distances follow the shortest paths
(stress majorisation: Gansner, Koren and North 2004), longer around hubs so that their neighbours fit on
a ring. Coordinates are whole pixels at zoom 1, y downwards, the middle of the picture at 0, 0.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

from dtz_network.picture import packing
from dtz_network.picture.neighbourhoods import gather, spread

Points = NDArray[np.float64]
Members = NDArray[np.int64]
CLOSE = 46.0
"""Two drawn things are at least so far apart."""
ALL_AT_ONCE = 600
"""More things than this are not laid out by stress but on a sunflower, hubs in the middle."""
_STILL = 0.4
ONE_LEVEL = 400
"""Up to so many things no groups are made when none are given."""


def place(
    ids: Sequence[str],
    ties: Iterable[tuple[str, str]],
    groups: Sequence[Sequence[str]] = (),
    light: Collection[str] = (),
) -> dict[str, tuple[int, int]]:
    """Return a position for each id.

    Args:
        ids: what is drawn, in an order that does not change between runs.
        ties: pairs of ids; pairs that name anything else are passed over.
        groups: ids that belong together; the rest goes where most of its ties go.
        light: ids that do not pull: they come where there is room among what they are tied to.
    """
    number = {ident: n for n, ident in enumerate(ids)}
    pairs = {(number[a], number[b]) for a, b in ties if a in number and b in number and a != b}
    matrix = _matrix(len(ids), pairs)
    floating = np.array(sorted(number[ident] for ident in light if ident in number), dtype=np.int64)
    given = [[number[ident] for ident in group if ident in number] for group in groups]
    points = np.zeros((len(ids), 2))
    fixed = np.setdiff1d(np.arange(len(ids)), floating)
    rest = matrix[fixed][:, fixed]
    place = {int(old): new for new, old in enumerate(fixed)}
    labels = gather(rest, [[place[n] for n in group if n in place] for group in given])
    if not given and len(fixed) > ONE_LEVEL:
        labels = spread(rest)
    points[fixed] = _by_group(rest, labels)
    points[floating] = _among(points, matrix, fixed, floating)
    if len(points):
        points -= (points.max(axis=0) + points.min(axis=0)) / 2
    return {ident: (round(float(x)), round(float(y))) for ident, (x, y) in zip(ids, points, strict=True)}


def _matrix(n: int, pairs: set[tuple[int, int]]) -> sparse.csr_matrix:
    both = sorted(pairs | {(b, a) for a, b in pairs})
    rows = [a for a, _ in both]
    columns = [b for _, b in both]
    return sparse.csr_matrix((np.ones(len(both)), (rows, columns)), shape=(n, n))


def _by_group(matrix: sparse.csr_matrix, labels: NDArray[np.int64]) -> Points:
    """Return positions: each connected part of each group on a disc of its own, the discs packed."""
    points = np.zeros((len(labels), 2))
    lonely = np.flatnonzero((np.diff(matrix.indptr) == 0) & (labels < 0))
    discs: list[NDArray[np.int64]] = []
    for label in np.unique(labels):
        members = np.setdiff1d(np.flatnonzero(labels == label), lonely)
        if not len(members):
            continue
        _, part = csgraph.connected_components(matrix[members][:, members], directed=False)
        parts = [members] if label >= 0 else [members[part == p] for p in np.unique(part)]
        for found in parts:
            points[found] = _positions(matrix[found][:, found])
            discs.append(found)
    discs.sort(key=lambda members: (-len(members), int(members[0])))
    centres = packing.pack(
        [_radius(points[members]) for members in discs], packing.weights(matrix, discs), gap=CLOSE * 1.6
    )
    for members, centre in zip(discs, centres, strict=True):
        points[members] += centre
    points[lonely] = _row_below(points[np.concatenate(discs)] if discs else points[:0], len(lonely))
    return points


def _among(points: Points, matrix: sparse.csr_matrix, fixed: Members, floating: Members) -> Points:
    """Return free places as near as can be to the middle of what each floating thing is tied to."""
    taken = [points[fixed]]
    found = np.zeros((len(floating), 2))
    for n, here in enumerate(floating.tolist()):
        near = np.intersect1d(matrix.indices[matrix.indptr[here] : matrix.indptr[here + 1]], fixed)
        middle = points[near].mean(axis=0) if len(near) else np.zeros(2)
        others = np.concatenate(taken)
        found[n], _ = packing.free(others, np.full(len(others), CLOSE), middle, CLOSE / 2)
        taken.append(found[n : n + 1])
    return found


def _radius(points: Points) -> float:
    return float(np.sqrt((points**2).sum(axis=1)).max()) + CLOSE / 2


def _row_below(points: Points, n: int) -> Points:
    """Return places in rows under the picture, for what has no tie at all."""
    wide, high = np.ptp(points, axis=0).tolist() if len(points) else (0.0, 0.0)
    step = CLOSE * 2.4

    def largest(columns: int) -> float:
        rows = -(-n // columns)
        return max(max(wide, columns * step) / packing.WIDE, high + rows * step)

    columns = min(range(1, max(n, 1) + 1), key=largest)
    below = (float(points[:, 1].max()) if len(points) else 0.0) + CLOSE * 2.5
    shift = (min(n, columns) - 1) / 2
    middle = float(points[:, 0].max() + points[:, 0].min()) / 2 if len(points) else 0.0
    rows = [(middle + (k % columns - shift) * step, below + k // columns * step) for k in range(n)]
    return np.array(rows, dtype=np.float64).reshape(n, 2)


def _positions(matrix: sparse.csr_matrix) -> Points:
    """Return positions of one group round 0, 0."""
    n = matrix.shape[0]
    if n == 1:
        return np.zeros((1, 2))
    if n > ALL_AT_ONCE:
        return _sunflower(matrix)
    wanted = _distances(matrix)
    points = _apart(_stress(wanted, _start(wanted)), CLOSE)
    middle = (points.max(axis=0) + points.min(axis=0)) / 2
    return np.asarray(points - middle)


def _distances(matrix: sparse.csr_matrix) -> Points:
    """Return the wanted distance of every pair: shortest paths, longer steps round hubs."""
    degrees = np.diff(matrix.indptr).astype(np.float64)
    coo = matrix.tocoo()
    busiest = np.maximum(degrees[coo.row], degrees[coo.col])
    lengths = sparse.csr_matrix((58 + 26 * np.sqrt(busiest), (coo.row, coo.col)), shape=matrix.shape)
    found = csgraph.shortest_path(lengths, directed=False)
    reached = found[np.isfinite(found)]
    return np.asarray(np.where(np.isfinite(found), found, reached.max() * 0.6 + 60))


def _start(wanted: Points) -> Points:
    """Return the positions of classical scaling (Torgerson 1952), a hair apart where they coincide."""
    squared = wanted**2
    centred = -(squared - squared.mean(0) - squared.mean(1)[:, None] + squared.mean()) / 2
    values, vectors = np.linalg.eigh(centred)
    vectors = vectors[:, -2:] * np.where(
        vectors[np.abs(vectors).argmax(0), range(vectors.shape[1])][-2:] < 0, -1, 1
    )
    points = vectors * np.sqrt(np.maximum(values[-2:], 1e-9))
    turn = np.arange(len(wanted)) * 2.399963
    return np.asarray(points[:, ::-1] + 9 * np.column_stack([np.cos(turn), np.sin(turn)]))


def _stress(wanted: Points, points: Points, rounds: int = 140) -> Points:
    """Return the positions of least stress, weights 1/distance²."""
    n = len(wanted)
    weight = np.where(wanted > 0, 1 / np.maximum(wanted, 1e-9) ** 2, 0.0)
    laplacian = np.diag(weight.sum(axis=1)) - weight
    inverse = np.linalg.inv(laplacian + weight.max() / n)
    for _ in range(rounds):
        found = np.sqrt(((points[:, None, :] - points[None, :, :]) ** 2).sum(axis=2))
        pull = weight * wanted / np.maximum(found, 1e-6)
        np.fill_diagonal(pull, 0.0)
        before, points = points, inverse @ ((np.diag(pull.sum(axis=1)) - pull) @ points)
        if np.abs(points - before).max() < _STILL:
            break
    return points


def _apart(points: Points, close: float, rounds: int = 60) -> Points:
    """Return the positions pushed apart until no two are closer than ``close``."""
    for _ in range(rounds):
        delta = points[:, None, :] - points[None, :, :]
        found = np.sqrt((delta**2).sum(axis=2))
        np.fill_diagonal(found, np.inf)
        lack = np.maximum(close - found, 0.0)
        if lack.max() < 0.5:
            break
        push = delta / np.maximum(found, 1e-6)[:, :, None] * (lack * 0.45)[:, :, None]
        points = points + push.sum(axis=1)
    return points


def _sunflower(matrix: sparse.csr_matrix) -> Points:
    """Return positions on a sunflower, the most connected in the middle."""
    order = np.argsort(-np.diff(matrix.indptr), kind="stable")
    turn = np.arange(len(order)) * 2.399963
    radius = CLOSE * 0.62 * np.sqrt(np.arange(len(order)) + 0.5)
    points = np.zeros((len(order), 2))
    points[order] = np.column_stack([radius * np.cos(turn), radius * np.sin(turn)])
    return points
