"""Discs beside each other: the largest in the middle, others near the discs they have most ties with."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, hypot, sin, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

WIDE = 1.45
"""The packed picture is so much wider than high, as screens are."""


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
    centres = np.zeros((len(radii), 2))
    for number, radius in enumerate(radii):
        pull = ties[number, :number]
        target = pull @ centres[:number] / pull.sum() if number and pull.sum() else np.zeros(2)
        taken = [(*centres[k], radii[k] + radius + gap) for k in range(number)]
        centres[number] = _free(taken, float(target[0]), float(target[1]), gap)
    return centres


def _free(
    taken: Sequence[tuple[float, float, float]], x: float, y: float, step: float
) -> tuple[float, float]:
    """Return the free place nearest to x, y along a wide spiral."""
    turn = 0
    while True:
        reach = step * 0.5 * sqrt(turn)
        here = (x + WIDE * reach * cos(turn * 2.399963), y + reach * sin(turn * 2.399963))
        if all(hypot(here[0] - a, here[1] - b) >= apart for a, b, apart in taken):
            return here
        turn += 1
