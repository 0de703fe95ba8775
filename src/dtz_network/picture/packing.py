"""Discs beside each other: the largest in the middle, others near the discs they have most ties with."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse, spatial

WIDE = 1.45
"""The packed picture is so much wider than high, as screens are."""
_GOLDEN = 2.399963
_AT_ONCE = 256


def weights(matrix: sparse.csr_matrix, discs: Sequence[NDArray[np.int64]]) -> NDArray[np.float64]:
    """Return how many ties run between each two discs."""
    of = np.full(matrix.shape[0], -1, dtype=np.int64)
    for number, members in enumerate(discs):
        of[members] = number
    coo = matrix.tocoo()
    one, other = of[coo.row], of[coo.col]
    inside = (one >= 0) & (other >= 0) & (one != other)
    found = np.zeros((len(discs), len(discs)))
    np.add.at(found, (one[inside], other[inside]), 1.0)
    return found


def pack(radii: Sequence[float], ties: NDArray[np.float64], gap: float) -> NDArray[np.float64]:
    """Return a centre for each disc so that none overlap; discs are taken in the order given.

    >>> pack([10, 10], np.zeros((2, 2)), 5).shape
    (2, 2)
    """
    sizes = np.asarray(radii, dtype=np.float64)
    centres = np.zeros((len(sizes), 2))
    turns: dict[int, int] = {}
    for number, radius in enumerate(sizes.tolist()):
        pull = ties[number, :number]
        drawn = number > 0 and pull.sum() > 0
        target = pull @ centres[:number] / pull.sum() if drawn else np.zeros(2)
        start = 0 if drawn else turns.get(round(radius), 0)
        apart = sizes[:number] + radius + gap
        step = max(gap, radius / 2)
        centres[number], turn = free(centres[:number], apart, target, step, start)
        if not drawn:
            turns[round(radius)] = turn
    return centres


def free(
    centres: NDArray[np.float64],
    apart: NDArray[np.float64],
    target: NDArray[np.float64],
    step: float,
    turn: int = 0,
) -> tuple[NDArray[np.float64], int]:
    """Return the free place nearest to the target along a wide spiral of a step, and how far along it lies."""
    x, y = (centres - target).T.copy()
    away = np.hypot(x, y)
    while True:
        turns = np.arange(turn, turn + _AT_ONCE)
        places = _spiral(step * 0.6, turns)
        near, far = step * 0.6 * np.sqrt(turn), WIDE * step * 0.6 * np.sqrt(turn + _AT_ONCE)
        close = (away + apart >= near) & (away - apart <= far)
        clear = _squares(places[:, 0], x[close]) + _squares(places[:, 1], y[close]) >= apart[close] ** 2
        free = np.flatnonzero(clear.all(axis=1))
        if len(free):
            return target + places[free[0]], turn + int(free[0])
        turn += _AT_ONCE


def _squares(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the square of the distance of each to each along one axis."""
    return np.asarray((one[:, np.newaxis] - other) ** 2)


def _spiral(step: float, turns: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return points of a sunflower spiral, wider than high."""
    reach = step * np.sqrt(turns)
    return np.column_stack([WIDE * reach * np.cos(turns * _GOLDEN), reach * np.sin(turns * _GOLDEN)])


class Free:
    """Free places among points that lie still; a place that was given is taken."""

    def __init__(self, points: NDArray[np.float64], close: float) -> None:
        self._close = close
        self._tree = spatial.cKDTree(points) if len(points) else None
        self._taken = np.zeros((0, 2))

    def near(self, target: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the place nearest to ``target`` that is ``close`` to nothing, along a wide spiral."""
        turn = 0
        while True:
            turns = np.arange(turn, turn + _AT_ONCE)
            reach = self._close * 0.3 * np.sqrt(turns)
            spiral = np.column_stack(
                [WIDE * reach * np.cos(turns * _GOLDEN), reach * np.sin(turns * _GOLDEN)]
            )
            open_ = self._open(target + spiral)
            if open_.any():
                place = (target + spiral)[int(open_.argmax())]
                self._taken = np.vstack([self._taken, place])
                return np.asarray(place)
            turn += _AT_ONCE

    def _open(self, places: NDArray[np.float64]) -> NDArray[np.bool_]:
        still = np.full(len(places), np.inf)
        if self._tree is not None:
            still = self._tree.query(places)[0]
        if len(self._taken):
            still = np.minimum(still, spatial.cKDTree(self._taken).query(places)[0])
        return np.asarray(still >= self._close)
