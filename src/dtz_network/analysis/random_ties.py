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
    rows_at = rows * (int(columns.max(initial=0)) + 1)
    cells = rows_at + columns
    if weights is not None and (weights == weights[:1]).all():
        weights = None
    sweeps, swaps = 0, 0
    while swaps < BURN_IN * len(rows) and sweeps < (BURN_IN * SWEEPS if swaps else STUCK):
        swaps += _sweep(cells, rows_at, _pairs(len(rows), weights, rng))
        sweeps += 1
    between = max(1, sweeps * APART // BURN_IN) if swaps else 1
    for _ in range(runs):
        for _ in range(between + int(rng.integers(2))):  # not always as many: no graph is shut out by parity
            _sweep(cells, rows_at, _pairs(len(rows), weights, rng))
        yield cells - rows_at


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


def _sweep(cells: Places, rows_at: Places, pairs: tuple[Places, Places]) -> int:
    """Swap the columns of the pairs that can be swapped, in place, and return their number.

    ``cells`` are the places of the ties in a table of all rows and columns, ``rows_at`` where their rows begin.
    """
    one, two = pairs
    between = rows_at[one] - rows_at[two]
    left, right = cells[two] + between, cells[one] - between
    alone = _alone(np.concatenate([cells, left, right]))
    given_up, taken = alone[: len(cells)], alone[len(cells) :]
    swap = given_up[one] & given_up[two] & taken[: len(one)] & taken[len(one) :]
    cells[one[swap]], cells[two[swap]] = left[swap], right[swap]
    return int(np.count_nonzero(swap))


def _alone(numbers: Places) -> Flags:
    """Return which numbers occur once; each is sorted with its place behind it, which is faster than to sort places."""
    bits = len(numbers).bit_length()
    ordered = np.sort(numbers << bits | np.arange(len(numbers)))
    places = ordered & ((1 << bits) - 1)
    ordered >>= bits
    same = ordered[1:] == ordered[:-1]
    alone = np.ones(len(numbers), dtype=bool)
    alone[places[1:][same]] = False
    alone[places[:-1][same]] = False
    return alone
