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
from dtz_network.analysis.potential.label_shuffles import orders, strata
from dtz_network.analysis.potential.themed import Matrix, Themed, together
from dtz_network.model.progress import Progress

Place = tuple[int, int]
Word = Literal["none", "thin", "as_expected", "many", "unknown"]
FEW = 3
"""Carriers that a theme needs; meetings that must be expected before their absence says anything (Poisson: e^-3 = .05)."""
THIN = 0.5
"""Share of the expected meetings up to which a pair is thin: one with more never is a gap."""
LEVEL = 0.05
"""False-discovery rate at which a pair is told."""
RUNS, MOST_RUNS = 999, 9999


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


def find(themed: Themed, seed: int, runs: int, progress: Progress | None = None) -> dict[Place, Meeting]:
    """Return how often every two themes with three carriers or more meet, by their places.

    Chances are corrected for the number of pairs (Benjamini & Hochberg 1995), of those of which three meetings or
    more are expected; that is known before any is counted.
    """
    n = together(themed)
    shuffled = _shuffled(themed, runs, seed, progress)
    pairs = [p for p in combinations(range(len(themed.themes)), 2) if min(themed.sizes[list(p)]) >= FEW]
    return _meetings(themed, pairs, n, shuffled)


def enough(themed: Themed) -> int:
    """Return enough shuffles that one pair among all could stand out at the level."""
    pairs = math.comb(int((themed.sizes >= FEW).sum()), 2)
    return int(min(MOST_RUNS, max(RUNS, math.ceil(2 * pairs / LEVEL))))


def _shuffled(themed: Themed, runs: int, seed: int, progress: Progress | None) -> NDArray[np.int32]:
    """Return the meetings in each shuffle, shape (runs, themes, themes)."""
    groups = strata(themed.types, themed.degrees.tolist())
    made = np.empty((runs, len(themed.themes), len(themed.themes)), dtype=np.int32)
    for run, order in enumerate(orders(groups, len(themed.carriers), runs, seed)):
        made[run] = together(themed, order)
        if progress:
            progress("crossovers", run + 1, runs)
    return made


def _meetings(
    themed: Themed, pairs: Sequence[Place], n: Matrix, shuffled: NDArray[np.int32]
) -> dict[Place, Meeting]:
    drawn = {pair: shuffled[:, pair[0], pair[1]] for pair in pairs}
    few = {pair: _chance(drawn[pair] <= n[pair]) for pair in pairs}
    many = {pair: _chance(drawn[pair] >= n[pair]) for pair in pairs}
    telling = [pair for pair in pairs if drawn[pair].mean() >= FEW]
    q_few = dict(zip(telling, q_values([few[pair] for pair in telling]), strict=True))
    q_many = dict(zip(pairs, q_values([many[pair] for pair in pairs]), strict=True))
    made = {}
    for pair in pairs:
        expected = float(drawn[pair].mean())
        low, high = (int(x) for x in np.quantile(drawn[pair], [0.025, 0.975], method="nearest"))
        q = q_few.get(pair, 1.0)
        found = word(int(n[pair]), expected, q, q_many[pair])
        made[pair] = Meeting(
            themed.themes[pair[0]], themed.themes[pair[1]], int(n[pair]), round(expected, 2), low, high,
            round(few[pair], 5), round(q, 5), round(many[pair], 5), round(q_many[pair], 5), found,
        )  # fmt: skip
    return made


def _chance(hits: NDArray[np.bool_]) -> float:
    return float((hits.sum() + 1) / (len(hits) + 1))


def word(n: int, expected: float, few: float, many: float) -> Word:
    """Return how often two meet in a word, given the false-discovery rates of so few and of so many."""
    if many <= LEVEL:
        return "many"
    if expected < FEW:
        return "unknown" if n == 0 else "as_expected"
    if few <= LEVEL and n <= THIN * expected:
        return "thin" if n else "none"
    return "as_expected"
