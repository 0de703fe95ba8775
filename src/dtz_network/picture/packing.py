"""Discs beside each other: the largest in the middle, others near the discs they have most ties with."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

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
        centres[number], turn = free(centres[:number], apart, target, gap, start)
        if not drawn:
            turns[round(radius)] = turn
    return centres


def free(
    centres: NDArray[np.float64],
    apart: NDArray[np.float64],
    target: NDArray[np.float64],
    gap: float,
    turn: int = 0,
) -> tuple[NDArray[np.float64], int]:
    """Return the free place nearest to the target along a wide spiral, and how far along it lies."""
    while True:
        turns = np.arange(turn, turn + _AT_ONCE)
        reach = gap * 0.6 * np.sqrt(turns)
        spiral = np.column_stack([WIDE * reach * np.cos(turns * _GOLDEN), reach * np.sin(turns * _GOLDEN)])
        places = target + spiral
        far = np.hypot(*(places[:, None, :] - centres[None, :, :]).transpose(2, 0, 1)) >= apart
        free = np.flatnonzero(far.all(axis=1))
        if len(free):
            return places[free[0]], turn + int(free[0])
        turn += _AT_ONCE
