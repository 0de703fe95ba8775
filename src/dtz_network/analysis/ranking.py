"""Ranks that admit doubt: what repetitions leave of an order, and which places cannot be told apart.

A score that was computed once puts things in an order that the data may not bear. Here the order of the
scores is set beside that of repetitions (with part of the ties left out, with other seeds): a rank gets the
range in which it fell, and neighbours that repetitions do not keep apart share one rank.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dtz_network.analysis.claims import LIKELY, Certainty, certainty
from dtz_network.analysis.distributions import lowest_ranks

Scores = NDArray[np.float64]
EQUAL = 1e-9
"""Relative difference below which two scores are one (sums of floats differ by their order)."""
BAND = 0.95
"""Share of the repetitions that lies between ``low`` and ``high``."""
WIDE_FROM = 3
"""Things up to which a range of half the places says nothing: it may be one place."""


@dataclass(frozen=True)
class Rank:
    """The place of one thing in an order.

    Attributes:
        item: place in the scores that were given.
        rank: 1 for the highest; things that cannot be told apart share the best of their ranks.
        shared: how many share it, itself included.
        low, high: ranks between which 95 % of the repetitions put it (competition ranks, best first).
        certainty: that the first of its rank stands above the first of the next rank; for the last rank that
            it stands below the one before it. Too little without repetitions, where there is one rank only,
            and for a thing that the middle 70 % of the repetitions spread over half of all places or more.
    """

    item: int
    rank: int
    shared: int
    low: int
    high: int
    certainty: Certainty


def seeds(seed: int, runs: int) -> list[int]:
    """Return the seeds of repetitions: those of one seed have nothing in common with those of another.

    >>> len({*seeds(1, 100), *seeds(2, 100)})
    200
    """
    return [int(one) for one in np.random.SeedSequence(seed).generate_state(runs, np.uint64)]


def ranks(scores: Sequence[float] | Scores, repeated: Sequence[Sequence[float]] | Scores) -> list[Rank]:
    """Return the ranks of ``scores``, highest first; equal scores keep the order in which they came.

    Args:
        scores: shape (n,); higher is better.
        repeated: shape (runs, n), the same scores in the repetitions; no runs: equal scores share a
            rank and nothing is sure.

    A thing joins the rank of the one before it unless it lies below the first of that rank in 70 % of
    the repetitions (half of the ties count): then a next rank starts, likely lower, and surely so from 90 % on.

    >>> [(r.item, r.rank, r.low, r.high) for r in ranks([5, 9, 4.9], [[5, 8, 5.1], [5.2, 9, 4.8]])]
    [(1, 1, 1, 1), (0, 2, 2, 3), (2, 2, 2, 3)]
    """
    found = np.asarray(scores, dtype=float)
    runs = np.asarray(repeated, dtype=float).reshape(len(repeated), len(found))
    order = sorted(range(len(found)), key=lambda i: -found[i])
    groups = _groups(found, runs, order)
    low, high = _ranges(found, runs, BAND)
    inner_low, inner_high = _ranges(found, runs, LIKELY)
    wide = [_wide(*span, len(found)) for span in zip(inner_low, inner_high, strict=True)]
    made: list[Rank] = []
    for place, group in enumerate(groups):
        other = groups[place + 1] if place + 1 < len(groups) else groups[place - 1] if place else None
        sure = certainty(_apart(runs, group[0], other[0])) if other and len(runs) else "too_little"
        best = len(made) + 1
        spans = [(i, int(low[i]), int(high[i])) for i in group]
        made += [
            Rank(i, best, len(group), first, last, "too_little" if wide[i] else sure)
            for i, first, last in spans
        ]
    return made


def _wide(low: int, high: int, n: int) -> bool:
    """Return whether a range covers half of ``n`` places or more; of two or three things none does."""
    return n > WIDE_FROM and 2 * (high - low + 1) >= n


def _groups(found: Scores, runs: Scores, order: Sequence[int]) -> list[list[int]]:
    """Return the ranks: from each first of a rank on, the things that cannot be told apart from it, looked up few at a time."""
    groups: list[list[int]] = []
    start = 0
    while start < len(order):
        stop, size = start + 1, 8
        while stop < len(order):
            here = np.asarray(order[stop : stop + size])
            same = _equal(found[order[start]], found[here])
            if len(runs):
                same |= _above(runs, order[start], here) < LIKELY
            stop += int(same.argmin()) if not same.all() else len(here)
            if not same.all():
                break
            size *= 2
        groups.append(list(order[start:stop]))
        start = stop
    return groups


def _equal(one: Scores, other: Scores) -> NDArray[np.bool_]:
    return np.isclose(one, other, rtol=EQUAL, atol=EQUAL)


def _above(runs: Scores, one: int, others: NDArray[np.int64]) -> Scores:
    """Return the share of repetitions in which ``one`` scores higher than each of the others; ties count half."""
    gap = runs[:, [one]] - runs[:, others]
    tied = np.isclose(gap, 0.0, atol=EQUAL)
    return np.asarray(np.mean(np.where(tied, 0.5, gap > 0), axis=0))


def _apart(runs: Scores, one: int, other: int) -> float:
    share = float(_above(runs, one, np.array([other]))[0])
    return max(share, 1 - share)


def _ranges(found: Scores, runs: Scores, band: float) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the lowest and highest rank of each thing in the middle ``band`` of the repetitions."""
    every = runs if len(runs) else found[np.newaxis]
    rounded = np.round(every, 9)
    places = lowest_ranks(-rounded)
    edge = (1 - band) / 2
    low = np.quantile(places, edge, axis=0, method="lower")
    high = np.quantile(places, 1 - edge, axis=0, method="higher")
    return low.astype(np.int64), high.astype(np.int64)


__all__ = ["Rank", "ranks", "seeds"]
