"""Positions for a network: group by group, each by stress, the groups packed as discs beside each other.

Nothing is random: the same names and ties give the same picture, and a picture that grows keeps its places.
Coordinates are whole pixels at zoom 1, y downwards, the middle of the picture at 0, 0.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain, repeat

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

from dtz_network.picture import packing, stress
from dtz_network.picture.neighbourhoods import gather, spread

Points = NDArray[np.float64]
Members = NDArray[np.int64]
CLOSE = 46.0
"""Two drawn things are at least so far apart."""
LARGE = 3000
"""Above so many things in all, also small groups are laid out by pivots."""
DISCS = 400
"""So many parts are packed by their ties; what is left, the smallest, stands in rows below."""
KEPT = 0.6
"""Share of the things that an earlier picture must have had for it to be kept."""
ONE_LEVEL = 400
"""Up to so many things no groups are made when none are given."""


def place(
    ids: Sequence[str],
    ties: Iterable[tuple[str, str]],
    groups: Sequence[Sequence[str]] = (),
    light: Collection[str] = (),
    before: Mapping[str, tuple[int, int]] | None = None,
) -> dict[str, tuple[int, int]]:
    """Return a position for each id.

    Args:
        ids: what is drawn, in an order that does not change between runs.
        ties: pairs of ids; pairs that name anything else are passed over.
        groups: ids that belong together; the rest goes where most of its ties go.
        light: ids that do not pull: they come where there is room among what they are tied to.
        before: positions of an earlier picture. Where it had most of the ids (KEPT), these stay where they
            were and what is new comes among its ties; else everything is laid out afresh.
    """
    number = {ident: n for n, ident in enumerate(ids)}
    matrix = _matrix(number, ties)
    known = np.array([n for n, ident in enumerate(ids) if ident in (before or {})], dtype=np.int64)
    if before and len(known) >= KEPT * len(ids):
        points = np.zeros((len(ids), 2))
        points[known] = [before[ids[n]] for n in known.tolist()]
        points = _joined(points, matrix, known)
    else:
        points = _afresh(matrix, ids, number, groups, light)
    return {ident: (round(float(x)), round(float(y))) for ident, (x, y) in zip(ids, points, strict=True)}


def homes(
    ids: Sequence[str],
    ties: Iterable[tuple[str, str]],
    groups: Sequence[Sequence[str]],
    light: Collection[str] = (),
    at_least: int = ONE_LEVEL,
) -> dict[str, int]:
    """Return for each id the number of the group that it is drawn with; ids outside all are left out.

    Without groups, more than ``at_least`` ids are gathered by their ties.
    """
    number = {ident: n for n, ident in enumerate(ids)}
    floating = set(light)
    fixed = [ident for ident in ids if ident not in floating]
    if not groups and len(fixed) <= at_least:
        return {}
    kept = [number[ident] for ident in fixed]
    rest = _matrix(number, ties)[kept][:, kept]
    place = {ident: n for n, ident in enumerate(fixed)}
    given = [[place[ident] for ident in group if ident in place] for group in groups]
    labels = gather(rest, given) if groups else spread(rest)
    return {ident: int(labels[n]) for n, ident in enumerate(fixed) if labels[n] >= 0}


def _afresh(
    matrix: sparse.csr_matrix,
    ids: Sequence[str],
    number: Mapping[str, int],
    groups: Sequence[Sequence[str]],
    light: Collection[str],
) -> Points:
    points = np.zeros((len(ids), 2))
    floating = np.array(sorted(number[ident] for ident in light if ident in number), dtype=np.int64)
    given = [[number[ident] for ident in group if ident in number] for group in groups]
    fixed = np.setdiff1d(np.arange(len(ids)), floating)
    rest = matrix[fixed][:, fixed]
    place = {int(old): new for new, old in enumerate(fixed)}
    labels = gather(rest, [[place[n] for n in group if n in place] for group in given])
    if not given and len(fixed) > ONE_LEVEL:
        labels = spread(rest)
    points[fixed] = _by_group(rest, labels)
    points = _joined(points, matrix, fixed)
    if len(points):
        points -= (points.max(axis=0) + points.min(axis=0)) / 2
    return points


def _matrix(number: Mapping[str, int], ties: Iterable[tuple[str, str]]) -> sparse.csr_matrix:
    """Return which things have a tie, symmetric, each pair once."""
    n = len(number)
    ends = np.fromiter(map(number.get, chain.from_iterable(ties), repeat(-1)), dtype=np.int64)
    one, other = ends.reshape(-1, 2).T
    apart = (one != other) & (one >= 0) & (other >= 0)
    both = np.sort(np.concatenate([one[apart] * n + other[apart], other[apart] * n + one[apart]]))
    rows, columns = np.divmod(both[np.diff(both, prepend=-1) > 0], max(n, 1))
    return sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(n, n))


def _by_group(matrix: sparse.csr_matrix, labels: Members) -> Points:
    """Return positions: each connected part of each group on a disc of its own, the discs packed."""
    points = np.zeros((len(labels), 2))
    lonely = np.flatnonzero((np.diff(matrix.indptr) == 0) & (labels < 0))
    all_pairs = stress.ALL_PAIRS if len(labels) <= LARGE else 0
    discs = _parts(matrix, labels, lonely)
    for members in discs:
        points[members] = stress.positions(matrix[members][:, members], CLOSE, all_pairs)
    packed, small = discs[:DISCS], discs[DISCS:]
    centres = packing.pack(
        [_radius(points[members]) for members in packed], packing.weights(matrix, packed), gap=CLOSE * 1.6
    )
    for members, centre in zip(packed, centres, strict=True):
        points[members] += centre
    drawn = points[np.concatenate(packed)] if packed else points[:0]
    for members, centre in zip(small, _rows_below(drawn, [_radius(points[m]) for m in small]), strict=True):
        points[members] += centre
    drawn = points[np.concatenate(discs)] if discs else points[:0]
    points[lonely] = _rows_below(drawn, [CLOSE * 1.2] * len(lonely))
    return points


def _parts(matrix: sparse.csr_matrix, labels: Members, lonely: Members) -> list[Members]:
    """Return what is drawn as one disc: groups, and the connected parts outside them; the largest first."""
    discs: list[Members] = []
    for label in np.unique(labels):
        members = np.setdiff1d(np.flatnonzero(labels == label), lonely)
        if label >= 0 and len(members):
            discs.append(members)
        elif len(members):
            _, part = csgraph.connected_components(matrix[members][:, members], directed=False)
            order = np.argsort(part, kind="stable")
            discs += np.split(members[order], np.flatnonzero(np.diff(part[order])) + 1)
    return sorted(discs, key=lambda members: (-len(members), int(members[0])))


def _joined(points: Points, matrix: sparse.csr_matrix, fixed: Members) -> Points:
    """Return positions in which the others come near the middle of what they are tied to, where there is room.

    What is tied to nothing placed stands in rows below.
    """
    found = points.copy()
    placed = np.zeros(len(points), dtype=bool)
    placed[fixed] = True
    free = packing.Free(points[fixed], CLOSE)
    waiting = np.flatnonzero(~placed).tolist()
    while waiting:
        ready = [n for n in waiting if placed[matrix.indices[matrix.indptr[n] : matrix.indptr[n + 1]]].any()]
        for here in ready:
            near = matrix.indices[matrix.indptr[here] : matrix.indptr[here + 1]]
            found[here] = free.near(found[near[placed[near]]].mean(axis=0))
            placed[here] = True
        if not ready:
            break
        waiting = [n for n in waiting if not placed[n]]
    found[waiting] = _rows_below(found[placed], [CLOSE * 1.2] * len(waiting))
    return found


def _radius(points: Points) -> float:
    return float(np.sqrt((points**2).sum(axis=1)).max()) + CLOSE / 2


def _rows_below(points: Points, radii: Sequence[float]) -> Points:
    """Return centres in rows under the picture, for things of some size, each in a cell of the largest."""
    n = len(radii)
    if not n:
        return np.zeros((0, 2))
    wide, high = np.ptp(points, axis=0).tolist() if len(points) else (0.0, 0.0)
    step = 2 * max(radii)

    def largest(columns: int) -> float:
        rows = -(-n // columns)
        return max(max(wide, columns * step) / packing.WIDE, high + rows * step)

    columns = min(range(1, n + 1), key=largest)
    below = (float(points[:, 1].max()) if len(points) else 0.0) + CLOSE * 1.3 + step / 2
    shift = (min(n, columns) - 1) / 2
    middle = float(points[:, 0].max() + points[:, 0].min()) / 2 if len(points) else 0.0
    rows = [(middle + (k % columns - shift) * step, below + k // columns * step) for k in range(n)]
    return np.array(rows, dtype=np.float64).reshape(n, 2)
