"""What the tests of earlier years say of the proposals, with ranges from draws of the tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dtz_network.analysis.claims import Basis, Certainty, certainty
from dtz_network.analysis.distributions import beta_binomial_range
from dtz_network.analysis.introducing.closeness import Floats, Ints
from dtz_network.analysis.introducing.rankings import MEASURES, RANKERS, Measure, Outcome, Ranker

ENOUGH_PAIRS = 50
"""Below so many new pairs of tested organisations nothing is said of how good the proposals are."""
ENOUGH_TESTS = 3
"""Below so many tests there is no range, and nothing is said either."""
DRAWS = 1000


@dataclass(frozen=True)
class Figure:
    """One measure of one ranking over all tests, with its 95 % range."""

    ranker: Ranker
    measure: Measure
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Difference:
    """By how much the introductions are above another ranking, with the 95 % range; ``certainty`` that they are."""

    ranker: Ranker
    measure: Measure
    value: float
    low: float
    high: float
    certainty: Certainty


@dataclass(frozen=True)
class Stated:
    """What would have been said before the last year: of ``of`` proposals ``n`` (``low`` to ``high``) come about.

    ``seen`` did; ``held`` tells whether that is within the range.
    """

    n: float
    low: int
    high: int
    seen: int
    of: int
    held: bool


@dataclass(frozen=True)
class Record:
    """The record of the recommender.

    Attributes:
        enough: whether there are tests and new pairs enough to say anything.
        tests: (part, year, organisations, new pairs) of each test.
        drawn: so many organisations were drawn for each test (the smallest number), 0 where all were tested.
        new_pairs: in all; ``judged`` those of a tested organisation; ``pairs`` that could have been; ``undated``
            participations left out.
        figures, differences: of what was measured; coverage only where all were tested.
        stated: what can be said of 50 proposals of today, None where there is not enough.
        checked: what would have been said before the last year, None with one year.
    """

    enough: bool
    tests: tuple[tuple[str, int, int, int], ...]
    drawn: int
    new_pairs: int
    judged: int
    pairs: int
    undated: int
    figures: tuple[Figure, ...]
    differences: tuple[Difference, ...]
    stated: Figure | None
    checked: Stated | None
    basis: Basis

    def figure(self, ranker: Ranker, measure: Measure) -> Figure | None:
        """Return one figure, None where nothing was tested."""
        return next((f for f in self.figures if (f.ranker, f.measure) == (ranker, measure)), None)


@dataclass(frozen=True)
class Test:
    """One part of the table and one year: organisations, new pairs, pairs that could have been, outcomes by ranking,
    how many of the organisations were tested, and with how many of the new pairs (``judged``).
    """

    part: str
    year: int
    n: int
    new: int
    possible: int
    outcomes: Mapping[Ranker, Outcome]
    tested: int
    judged: int


def record(tests: Sequence[Test], undated: int, about: Basis, seed: int) -> Record:
    """Return the record over all tests."""
    judged = sum(test.judged for test in tests)
    enough = judged >= ENOUGH_PAIRS and len(tests) >= ENOUGH_TESTS
    draws = np.random.default_rng(seed).integers(0, max(len(tests), 1), (DRAWS, len(tests)))
    every = {(r, m): _sums(tests, r, m) for r in RANKERS for m in MEASURES} if tests else {}
    sums = {key: found for key, found in every.items() if found[:, 1].any()}
    figures = tuple(_figure(r, m, sums[r, m], draws) for r, m in sums)
    differences = tuple(
        _difference(r, m, sums["introductions", m], sums[r, m], draws, enough=enough)
        for r, m in sums
        if r != "introductions"
    )
    return Record(
        enough=enough,
        tests=tuple((t.part, t.year, t.n, t.new) for t in tests),
        drawn=min((t.tested for t in tests if t.tested < t.n), default=0),
        new_pairs=sum(test.new for test in tests),
        judged=judged,
        pairs=sum(test.possible for test in tests),
        undated=undated,
        figures=figures,
        differences=differences,
        stated=next((f for f in figures if f.measure == "precision"), None) if enough else None,
        checked=_checked(tests),
        basis=about,
    )


def _sums(tests: Sequence[Test], ranker: Ranker, measure: Measure) -> Floats:
    """Return for each test the sum and the number of what was measured, shape (tests, 2)."""
    found = [getattr(test.outcomes[ranker], measure) for test in tests]
    return np.array([(float(values.sum()), float(len(values))) for values in found])


def _over(sums: Floats, draws: Ints) -> Floats:
    drawn = sums[draws].sum(axis=1)
    return np.asarray(drawn[:, 0] / np.maximum(drawn[:, 1], 1))


def _mean(sums: Floats) -> float:
    return float(sums[:, 0].sum() / max(sums[:, 1].sum(), 1))


def _figure(ranker: Ranker, measure: Measure, sums: Floats, draws: Ints) -> Figure:
    low, high = np.quantile(_over(sums, draws), (0.025, 0.975))
    return Figure(ranker, measure, round(_mean(sums), 4), round(float(low), 4), round(float(high), 4))


def _difference(
    ranker: Ranker, measure: Measure, ours: Floats, theirs: Floats, draws: Ints, *, enough: bool
) -> Difference:
    gaps = _over(ours, draws) - _over(theirs, draws)
    low, high = (round(float(edge), 4) for edge in np.quantile(gaps, (0.025, 0.975)))
    share = float(np.mean(gaps > 0))
    word: Certainty = "too_little"
    if enough:
        word = "sure" if low > 0 else "likely" if certainty(share) != "too_little" else "too_little"
    return Difference(ranker, measure, round(_mean(ours) - _mean(theirs), 4), low, high, word)


def _checked(tests: Sequence[Test]) -> Stated | None:
    """Return what the earlier years would have said of the last one, and whether that came out."""
    last = max((test.year for test in tests), default=0)
    before = [test for test in tests if test.year < last]
    after = [test for test in tests if test.year == last]
    if not before or not after:
        return None
    earlier, later = (_sums(part, "introductions", "precision") for part in (before, after))
    rate, of = _mean(earlier), int(later[:, 1].sum())
    low, high = binomial_range(rate, of, int(earlier[:, 1].sum()))
    seen = int(later[:, 0].sum())
    return Stated(round(rate * of, 1), low, high, seen, of, low <= seen <= high)


def binomial_range(rate: float, of: int, from_: int) -> tuple[int, int]:
    """Return the counts out of ``of`` between which 95 % fall, the rate itself being measured on ``from_``.

    Beta-binomial with Jeffreys' prior (Brown, Cai & DasGupta 2001): the doubt about the rate is in the range.

    >>> binomial_range(0.05, 50, 1_000_000), binomial_range(0.05, 50, 100)
    ((0, 6), (0, 7))
    """
    seen = rate * from_
    return beta_binomial_range(of, seen + 0.5, from_ - seen + 0.5)
