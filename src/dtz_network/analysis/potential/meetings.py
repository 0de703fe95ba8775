"""How often every two themes meet, against shuffles in which comparable carriers exchange their themes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from dtz_network.analysis.claims import q_values
from dtz_network.analysis.distributions import pearson3, skewness
from dtz_network.analysis.potential.label_shuffles import dealings, strata
from dtz_network.analysis.potential.themed import Matrix, Themed, together
from dtz_network.model.progress import Progress

Place = tuple[int, int]
Counts = NDArray[np.int32]
Word = Literal["none", "thin", "as_expected", "many", "unknown"]
FEW = 3
"""Carriers that a theme needs; meetings that must be expected before their absence says anything (Poisson: e^-3 = .05)."""
THIN = 0.5
"""Share of the expected meetings up to which a pair is thin: one with more never is a gap."""
LEVEL = 0.05
"""False-discovery rate at which a pair is told."""
RUNS, MOST_RUNS = 999, 9999
ALL_DRAWN, SOME = 5_000, 2_999
"""Up to so many ties every chance is read from shuffles alone; beyond, at most so many are drawn."""


@dataclass(frozen=True)
class Meeting:
    """How often two themes meet.

    Attributes:
        n: meetings: initiatives where both are there (organisations where initiatives carry the themes).
        expected: mean of the shuffles; ``low`` and ``high`` bound 95 % of them.
        p, q: chance of so few, and the false-discovery rate; ``p_many``, ``q_many`` of so many.
        word: "many", "as_expected", "thin" (half of the expected or less), "none"; "unknown" where fewer than three
            are expected, so that none says nothing.
    """

    one: str
    other: str
    n: int
    expected: float
    low: int
    high: int
    p: float
    q: float
    p_many: float
    q_many: float
    word: Word


def find(
    themed: Themed, seed: int, runs: int = 0, progress: Progress | None = None
) -> tuple[dict[Place, Meeting], int]:
    """Return how often every two themes with three carriers or more meet, by their places, and the number of shuffles.

    Chances are corrected for the number of pairs (Benjamini & Hochberg 1995), of those of which three meetings or
    more are expected; that is known before any is counted. Without a number of ``runs`` there are :func:`enough`
    shuffles; with more than :data:`ALL_DRAWN` ties at most :data:`SOME`, and a chance that none of these reaches is
    that of a law with their moments, no smaller than enough shuffles would show (:func:`_beyond`).
    """
    pairs = [p for p in combinations(range(len(themed.themes)), 2) if min(themed.sizes[list(p)]) >= FEW]
    rows, columns = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    large = not runs and themed.there.nnz > ALL_DRAWN
    count = runs or min(enough(themed), SOME if large else MOST_RUNS)
    drawn = np.empty((count, len(pairs)), dtype=np.int32)
    groups = strata(themed.types, themed.degrees.tolist())
    done = 0
    for dealt in dealings(groups, count, seed):
        drawn[done : done + len(dealt)] = together(themed, dealt)[:, rows, columns]
        done += len(dealt)
        if progress:
            progress("crossovers", done, count)
    n = together(themed)[rows, columns].astype(np.int32)
    few, many = _chances(drawn <= n), _chances(drawn >= n)
    if large:
        few, many = _beyond(n, drawn, (few, many), 1 / (enough(themed) + 1))
    return _meetings(themed, pairs, n, drawn, few, many), count


def enough(themed: Themed) -> int:
    """Return enough shuffles that one pair among all could stand out at the level."""
    pairs = math.comb(int((themed.sizes >= FEW).sum()), 2)
    return int(min(MOST_RUNS, max(RUNS, math.ceil(2 * pairs / LEVEL))))


def _chances(hits: NDArray[np.bool_]) -> Matrix:
    return np.asarray((hits.sum(axis=0) + 1) / (len(hits) + 1), dtype=float)


def _beyond(n: Counts, drawn: Counts, chances: tuple[Matrix, Matrix], least: float) -> tuple[Matrix, Matrix]:
    """Return the chances of so few and of so many; what no shuffle reaches by the Pearson type III law, from ``least``.

    It has the mean, variance and skewness of the counts drawn; half a meeting is added for their steps (Mielke & Berry
    2007, Permutation Methods).
    """
    spread = np.maximum(drawn.std(axis=0), 1e-9)
    away = (n - drawn.mean(axis=0)) / spread
    none = 1 / (len(drawn) + 1)
    skew = skewness(drawn)
    law = (pearson3(away + 0.5 / spread, skew)[0], pearson3(away - 0.5 / spread, skew)[1])
    few, many = (
        np.where(chance > none, chance, np.clip(tail, least, none))
        for chance, tail in zip(chances, law, strict=True)
    )
    return few, many


def _meetings(
    themed: Themed, pairs: Sequence[Place], n: Counts, drawn: Counts, few: Matrix, many: Matrix
) -> dict[Place, Meeting]:
    expected = drawn.mean(axis=0)
    low, high = np.quantile(drawn, [0.025, 0.975], axis=0, method="nearest") if pairs else np.zeros((2, 0))
    telling = np.flatnonzero(expected >= FEW)
    q_few = np.ones(len(pairs))
    q_few[telling] = q_values(few[telling].tolist())
    q_many = q_values(many.tolist())
    made = {}
    for place, pair in enumerate(pairs):
        q, q_more, mean = float(q_few[place]), q_many[place], float(expected[place])
        made[pair] = Meeting(
            themed.themes[pair[0]], themed.themes[pair[1]], int(n[place]), round(mean, 2),
            int(low[place]), int(high[place]),
            round(float(few[place]), 5), round(q, 5), round(float(many[place]), 5), round(q_more, 5),
            word(int(n[place]), mean, q, q_more),
        )  # fmt: skip
    return made


def word(n: int, expected: float, few: float, many: float) -> Word:
    """Return how often two meet in a word, given the false-discovery rates of so few and of so many."""
    if many <= LEVEL:
        return "many"
    if expected < FEW:
        return "unknown" if n == 0 else "as_expected"
    if few <= LEVEL and n <= THIN * expected:
        return "thin" if n else "none"
    return "as_expected"
