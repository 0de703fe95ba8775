"""Random two-mode graphs with the same degrees, one after another, by swapping the ends of ties.

In a sweep the ties are paired at random; a pair exchanges its affiliations where no tie that is there, is
proposed or is given up elsewhere comes to stand twice. With that the way back is as likely as the way
there, so that in the long run every graph with these degrees comes up equally often (switching chain,
Rao, Jana & Bandyopadhyay 1996). Much faster than trading actor by actor, and made for tests that need
hundreds of graphs. Where ties have weights, only equally heavy ones exchange their ends.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int64]
Weights = NDArray[np.float64]
Flags = NDArray[np.bool_]
BURN_IN, APART = 4, 1
"""Swaps a tie before the first graph, and between two graphs, about."""
SWEEPS = 200
"""At most so many sweeps for one swap a tie; dense graphs swap slowly."""
STUCK = 30
"""After so many sweeps without a swap there is taken to be no other graph."""
MARKED = 1 << 27
"""Pairs of a row and a column up to which each has a mark of a byte; beyond, ties are looked up by sorting."""
_THERE, _TWICE, _PROPOSED = np.uint8(1), np.uint8(2), np.uint8(4)


def shuffles(
    rows: Places, columns: Places, runs: int, seed: int, weights: Weights | None = None
) -> Iterator[Places]:
    """Yield ``runs`` times the columns of the ties of a random graph, in the order of ``rows``.

    Args:
        rows, columns: the ends of each tie as numbers from 0; no tie stands twice.
        runs: number of graphs.
        seed: of the random numbers.
        weights: of the ties; each row and column keeps what it has of every weight.

    Where the degrees leave no other graph, the same one is yielded.
    """
    rng = np.random.default_rng(seed)
    width = int(columns.max(initial=0)) + 1
    now = columns.copy()
    board = _Board(rows, now, width)
    if weights is not None and (weights == weights[:1]).all():
        weights = None
    sweeps, swaps = 0, 0
    while swaps < BURN_IN * len(rows) and sweeps < (BURN_IN * SWEEPS if swaps else STUCK):
        swaps += board.sweep(_pairs(len(rows), weights, rng))
        sweeps += 1
    between = max(1, sweeps * APART // BURN_IN) if swaps else 1
    for _ in range(runs):
        for _ in range(between + int(rng.integers(2))):  # not always as many: no graph is shut out by parity
            board.sweep(_pairs(len(rows), weights, rng))
        yield now.copy()


def _pairs(n: int, weights: Weights | None, rng: np.random.Generator) -> tuple[Places, Places]:
    """Return random pairs of ties, equally heavy ones; each tie is in one pair at most."""
    half = n // 2
    order = rng.permutation(n)
    if weights is None:
        return order[:half], order[half : 2 * half]
    order = order[np.argsort(weights[order], kind="stable")][int(rng.integers(2)) :]
    half = len(order) // 2
    one, two = order[: 2 * half : 2], order[1 : 2 * half : 2]
    alike = weights[one] == weights[two]
    return one[alike], two[alike]


class _Board:
    """Which ties there are: a mark for each pair of a row and a column, where there are not too many pairs."""

    def __init__(self, rows: Places, columns: Places, width: int) -> None:
        self._rows, self._columns, self._width = rows, columns, width
        pairs = (int(rows.max(initial=0)) + 1) * width
        self._marks = np.zeros(pairs if pairs <= MARKED else 0, dtype=np.uint8)
        self._mark(slice(None), _THERE)

    def sweep(self, pairs: tuple[Places, Places]) -> int:
        """Swap what can be swapped, in place, and return the number of swaps."""
        one, two = pairs
        rows, columns, width = self._rows, self._columns, self._width
        proposed = np.concatenate([rows[one] * width + columns[two], rows[two] * width + columns[one]])
        alone = self._alone_by_marks if len(self._marks) else _alone
        given_up, taken = alone(rows * width + columns, proposed)
        swap = given_up[one] & given_up[two] & taken[: len(one)] & taken[len(one) :]
        a, b = one[swap], two[swap]
        both = np.concatenate([a, b])
        self._mark(both, np.uint8(0))
        columns[a], columns[b] = columns[b], columns[a].copy()
        self._mark(both, _THERE)
        return len(a)

    def _mark(self, ties: Places | slice, mark: np.uint8) -> None:
        if len(self._marks):
            self._marks[self._rows[ties] * self._width + self._columns[ties]] = mark

    def _alone_by_marks(self, there: Places, proposed: Places) -> tuple[Flags, Flags]:
        """Return the same as :func:`_alone`, looking ties up."""
        marks, ordered = self._marks, np.sort(proposed)
        twice = ordered[1:][ordered[1:] == ordered[:-1]]
        marks[twice] |= _TWICE
        taken = marks[proposed] == 0
        marks[twice] &= ~_TWICE
        marks[proposed] |= _PROPOSED
        given_up = marks[there] & _PROPOSED == 0
        marks[proposed] &= ~_PROPOSED
        return given_up, taken


def _alone(there: Places, proposed: Places) -> tuple[Flags, Flags]:
    """Return which ties no pair proposes too, and which proposals are no tie and made once."""
    _, places, counts = np.unique(np.concatenate([there, proposed]), return_inverse=True, return_counts=True)
    alone = counts[places] == 1
    return alone[: len(there)], alone[len(there) :]
