"""Random two-mode graphs with the same degrees, one after another, by swapping the ends of ties.

In a sweep the ties are paired at random; a pair exchanges its affiliations where no tie that is there, is
proposed or is given up elsewhere comes to stand twice. With that the way back is as likely as the way
there, so that in the long run every graph with these degrees comes up equally often (switching chain,
Rao, Jana & Bandyopadhyay 1996). Much faster than trading actor by actor, and made for tests that need
hundreds of graphs.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int64]
BURN_IN, APART = 4, 1
"""Swaps a tie before the first graph, and between two graphs, about."""
SWEEPS = 200
"""At most so many sweeps for one swap a tie; dense graphs swap slowly."""
STUCK = 30
"""After so many sweeps without a swap there is taken to be no other graph."""


def shuffles(rows: Places, columns: Places, runs: int, seed: int) -> Iterator[Places]:
    """Yield ``runs`` times the columns of the ties of a random graph, in the order of ``rows``.

    Args:
        rows, columns: the ends of each tie as numbers from 0; no tie stands twice.
        runs: number of graphs.
        seed: of the random numbers.

    Where the degrees leave no other graph, the same one is yielded.
    """
    rng = np.random.default_rng(seed)
    width = int(columns.max(initial=0)) + 1
    now = columns.copy()
    sweeps, swaps = 0, 0
    while swaps < BURN_IN * len(rows) and sweeps < (BURN_IN * SWEEPS if swaps else STUCK):
        swaps += _sweep(rows, now, width, rng)
        sweeps += 1
    between = max(1, sweeps * APART // BURN_IN) if swaps else 1
    for _ in range(runs):
        for _ in range(between + int(rng.integers(2))):  # not always as many: no graph is shut out by parity
            _sweep(rows, now, width, rng)
        yield now.copy()


def _sweep(rows: Places, columns: Places, width: int, rng: np.random.Generator) -> int:
    """Swap what can be swapped, in place, and return the number of swaps."""
    half = len(rows) // 2
    order = rng.permutation(len(rows))
    one, two = order[:half], order[half : 2 * half]
    there = rows * width + columns
    proposed = np.concatenate([rows[one] * width + columns[two], rows[two] * width + columns[one]])
    _, places, counts = np.unique(np.concatenate([there, proposed]), return_inverse=True, return_counts=True)
    alone = counts[places] == 1
    given_up, taken = alone[: len(rows)], alone[len(rows) :]
    swap = given_up[one] & given_up[two] & taken[:half] & taken[half:]
    a, b = one[swap], two[swap]
    columns[a], columns[b] = columns[b], columns[a].copy()
    return int(swap.sum())
