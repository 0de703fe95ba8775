r"""The record of the recommender: what it would have proposed before a year, and what then happened.

For each test (a part of the table and a year) only what began before the year is known. A *new pair* are two
organisations known by then that never took part in one initiative and do so for the first time in that year. Four rankings of
all pairs that are not yet partners are compared: *introductions* (:mod:`~dtz_network.analysis.closeness`),
*degree* (initiatives of one times those of the other), *Adamic-Adar* (:math:`\sum_z 1/\ln k_z`; Adamic & Adar 2003)
and *random*. Equal scores are put in an order that is drawn, the same for all.

=============== =====================================================================================
hits@10         share of the organisations with a new pair that have one in their list of ten
P@50            share of new pairs among the 50 best pairs, nobody in more than three of them
matched AUC     how often a new pair scores above a pair of organisations with about as many initiatives
                (same powers of two) that did not become one; .5 = by popularity alone or by chance
coverage        share of the organisations that stand in at least one list of ten
=============== =====================================================================================

Offers and needs are left out (their outcome is not known); what an organisation itself is recorded with, without a
date (its themes and place), counts as known before, which flatters where it was recorded afterwards.

Ranges are from 1,000 draws of the tests with replacement. Only a split by time counts: leaving out ties at random
flatters, for the partners of one initiative all know each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy import sparse, stats

from dtz_network.analysis.claims import Basis, Certainty, certainty
from dtz_network.analysis.closeness import Closeness, Floats, Ints, Progress
from dtz_network.analysis.dated import Dated
from dtz_network.analysis.facets import Ground
from dtz_network.analysis.selection import Pair, Wanted, greedy

Ranker = Literal["introductions", "degree", "adamic_adar", "random"]
RANKERS: tuple[Ranker, ...] = ("introductions", "degree", "adamic_adar", "random")
Measure = Literal["hits", "precision", "matched", "coverage"]
MEASURES: tuple[Measure, ...] = ("hits", "precision", "matched", "coverage")
LIST, BEST, CAP = 10, 50, 3
ENOUGH_PAIRS = 50
"""Below so many new pairs nothing is said of how good the proposals are."""
ENOUGH_TESTS = 3
"""Below so many tests there is no range, and nothing is said either."""
DRAWS = 1000
_DRAWN = 100
"""Pairs drawn beside each new pair."""
METHOD = "split by time; hits@10, P@50 (cap 3), degree-matched AUC, coverage; bootstrap over tests"


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
        new_pairs: in all; ``pairs`` that could have been; ``undated`` participations left out.
        figures, differences: empty where there is nothing to test.
        stated: what can be said of 50 proposals of today, None where there is not enough.
        checked: what would have been said before the last year, None with one year.
    """

    enough: bool
    tests: tuple[tuple[str, int, int, int], ...]
    new_pairs: int
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
class _Outcome:
    """Of one test and one ranking: for each organisation or new pair, what came out."""

    hits: Floats
    precision: Floats
    matched: Floats
    coverage: Floats


@dataclass(frozen=True)
class _Test:
    part: str
    year: int
    n: int
    new: int
    possible: int
    outcomes: Mapping[Ranker, _Outcome]


def run(
    parts: Mapping[str, Dated],
    about: Basis,
    *,
    years: Sequence[int] = (),
    last: int = 5,
    seed: int = 1,
    progress: Progress | None = None,
) -> Record:
    """Return the record over the parts of a table (or one network) and the years in which pairs were new.

    Args:
        parts: by name; proposals are made within a part.
        about: the basis to give with the answer.
        years: to test; the ``last`` with new pairs in any part, if not given.
        seed: of all that is drawn.
        progress: called with stage, done, total.
    """
    chosen = tuple(years) or _years(parts, last)
    planned = [(part, year) for part in sorted(parts) for year in chosen]
    tests: list[_Test] = []
    for done, (part, year) in enumerate(planned, 1):
        made = _test(part, parts[part], year, seed)
        if made is not None:
            tests.append(made)
        if progress:
            progress("backtest", done, len(planned))
    return _record(tests, sum(dated.undated for dated in parts.values()), about, seed)


def _years(parts: Mapping[str, Dated], last: int) -> tuple[int, ...]:
    found: list[int] = []
    every = {year for dated in parts.values() for year in dated.first_years[1:]}
    for year in sorted(every, reverse=True):
        if len(found) < last and any(d.new_pairs(year, d.before(year)) for d in parts.values()):
            found.append(year)
    return tuple(sorted(found))


def _test(part: str, dated: Dated, year: int, seed: int) -> _Test | None:
    known = dated.before(year)
    new = dated.new_pairs(year, known) if len(known.actors) > 1 else []
    if not new:
        return None
    closeness = Closeness(known)
    n = closeness.n
    possible = n * (n - 1) // 2 - closeness.partners.nnz // 2
    outcomes = {
        ranker: _outcome(scores, closeness, new, seed)
        for ranker, scores in _rankings(closeness, known).items()
    }
    return _Test(part, year, n, len(new), possible, outcomes)


class _Scores:
    """Scores of one ranking: in blocks of rows."""

    def __init__(
        self, left: sparse.csr_matrix | None, right: sparse.csr_matrix | None, made: Closeness | None
    ) -> None:
        self.left, self.right, self.made = left, right, made

    def rows(self, start: int, stop: int, n: int) -> Floats:
        if self.made is not None:
            return self.made.dense(slice(start, stop))
        if self.left is None or self.right is None:
            return np.zeros((min(stop, n) - start, n))
        return np.asarray((self.left[start:stop] @ self.right).toarray())


def _rankings(closeness: Closeness, known: Ground) -> dict[Ranker, _Scores]:
    k = closeness.degrees
    weights = np.divide(1.0, np.log(np.maximum(k, 2)), out=np.zeros(len(k)), where=k > 1)
    initiatives = sparse.csr_matrix(known.partners.sum(axis=1))
    triangles = sparse.csr_matrix(closeness.partners @ sparse.diags(weights))
    return {
        "introductions": _Scores(None, None, closeness),
        "degree": _Scores(initiatives, sparse.csr_matrix(initiatives.T), None),
        "adamic_adar": _Scores(triangles, closeness.partners, None),
        "random": _Scores(None, None, None),
    }


def _outcome(scores: _Scores, closeness: Closeness, new: Sequence[Pair], seed: int) -> _Outcome:
    n = closeness.n
    length = min(n - 1, CAP + 2 * BEST // CAP)
    lists, values = np.zeros((n, length), np.int64), np.zeros((n, length))
    asked = _Asked(closeness, new, seed)
    step = max(1, 4_000_000 // n)
    for start in range(0, n, step):
        stop = min(n, start + step)
        block = _open(scores.rows(start, stop, n), closeness, start, stop, seed)
        asked.look(block, start, stop)
        top = np.argpartition(-block, length - 1, axis=1)[:, :length]
        order = np.argsort(-np.take_along_axis(block, top, 1), axis=1)
        lists[start:stop] = np.take_along_axis(top, order, 1)
        values[start:stop] = np.take_along_axis(block, lists[start:stop], 1)
    return _Outcome(
        _hits(lists, values, new), _precision(lists, values, new), asked.matched(), _coverage(lists, values)
    )


def _open(block: Floats, closeness: Closeness, start: int, stop: int, seed: int) -> Floats:
    """Return scores with equal ones put in a drawn order, -1 for partners and oneself."""
    n = closeness.n
    rows, columns = np.arange(start, stop)[:, np.newaxis], np.arange(n)[np.newaxis, :]
    largest = float(np.max(block, initial=0.0)) or 1.0
    made = np.asarray(block + _drawn(rows, columns, seed) * 1e-9 * largest)
    tied = closeness.partners[start:stop].tocoo()
    made[tied.row, tied.col] = -1.0
    made[np.arange(stop - start), np.arange(start, stop)] = -1.0
    return made


def _drawn(one: Ints, other: Ints, seed: int) -> Floats:
    """Return for each pair a number in [0, 1), the same whichever comes first (SplitMix64, Steele et al. 2014)."""
    low, high = np.minimum(one, other).astype(np.uint64), np.maximum(one, other).astype(np.uint64)
    with np.errstate(over="ignore"):
        z = (low << np.uint64(32)) + high + np.uint64(seed + 1) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    return np.asarray((z >> np.uint64(11)).astype(float) / 2.0**53)


def _hits(lists: Ints, values: Floats, new: Sequence[Pair]) -> Floats:
    partners: dict[int, set[int]] = {}
    for i, j in new:
        partners.setdefault(i, set()).add(j)
        partners.setdefault(j, set()).add(i)
    shown = {i: set(lists[i, :LIST][values[i, :LIST] >= 0].tolist()) for i in partners}
    return np.array([bool(partners[i] & shown[i]) for i in sorted(partners)], float)


def _precision(lists: Ints, values: Floats, new: Sequence[Pair]) -> Floats:
    one = np.repeat(np.arange(len(lists)), lists.shape[1])
    other, score = lists.ravel(), values.ravel()
    good = (score >= 0) & (one < other) | (score >= 0) & (one > other)
    low, high = np.minimum(one, other)[good], np.maximum(one, other)[good]
    order = np.lexsort((high, low, -score[good]))
    pairs = dict.fromkeys(zip(low[order].tolist(), high[order].tolist(), strict=True))
    wanted = set(new)
    return np.array([pair in wanted for pair in greedy(list(pairs), Wanted(BEST, CAP))], float)


def _coverage(lists: Ints, values: Floats) -> Floats:
    shown = np.zeros(len(lists))
    shown[np.unique(lists[:, :LIST][values[:, :LIST] >= 0])] = 1.0
    return shown


class _Asked:
    """New pairs and pairs drawn beside them, of organisations with about as many initiatives."""

    def __init__(self, closeness: Closeness, new: Sequence[Pair], seed: int) -> None:
        count = np.asarray(closeness.ground.partners.sum(axis=1)).ravel()
        classes = np.floor(np.log2(np.maximum(count, 1))).astype(np.int64)
        rng = np.random.default_rng(seed)
        of = {int(c): np.flatnonzero(classes == c) for c in np.unique(classes)}
        one = np.array([pair[0] for pair in new], np.int64)
        other = np.array([pair[1] for pair in new], np.int64)
        self.one = np.stack([rng.choice(of[int(classes[i])], _DRAWN) for i in one])
        self.other = np.stack([rng.choice(of[int(classes[j])], _DRAWN) for j in other])
        self.one = np.column_stack([one, self.one])
        self.other = np.column_stack([other, self.other])
        self._new = np.unique(np.minimum(one, other) * closeness.n + np.maximum(one, other))
        self._keys = np.minimum(self.one, self.other) * closeness.n + np.maximum(self.one, self.other)
        self.scores = np.zeros(self.one.shape)

    def look(self, block: Floats, start: int, stop: int) -> None:
        here = (self.one >= start) & (self.one < stop)
        self.scores[here] = block[self.one[here] - start, self.other[here]]

    def matched(self) -> Floats:
        """Return for each new pair the share of the drawn pairs below it; none drawn that are open: left out."""
        beside = self.scores[:, 1:]
        fair = (beside >= 0) & ~np.isin(self._keys[:, 1:], self._new)
        won = (beside < self.scores[:, :1]) & fair
        n = fair.sum(axis=1)
        return np.asarray(won.sum(axis=1)[n > 0] / n[n > 0])


def _record(tests: Sequence[_Test], undated: int, about: Basis, seed: int) -> Record:
    new = sum(test.new for test in tests)
    enough = new >= ENOUGH_PAIRS and len(tests) >= ENOUGH_TESTS
    draws = np.random.default_rng(seed).integers(0, max(len(tests), 1), (DRAWS, len(tests)))
    sums = {(r, m): _sums(tests, r, m) for r in RANKERS for m in MEASURES} if tests else {}
    figures = tuple(_figure(r, m, sums[r, m], draws) for r, m in sums)
    differences = tuple(
        _difference(r, m, sums["introductions", m], sums[r, m], draws, enough=enough)
        for r, m in sums
        if r != "introductions"
    )
    return Record(
        enough=enough,
        tests=tuple((t.part, t.year, t.n, t.new) for t in tests),
        new_pairs=new,
        pairs=sum(test.possible for test in tests),
        undated=undated,
        figures=figures,
        differences=differences,
        stated=next((f for f in figures if f.measure == "precision"), None) if enough else None,
        checked=_checked(tests),
        basis=about,
    )


def _sums(tests: Sequence[_Test], ranker: Ranker, measure: Measure) -> Floats:
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


def _checked(tests: Sequence[_Test]) -> Stated | None:
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
    low, high = stats.betabinom(of, seen + 0.5, from_ - seen + 0.5).interval(0.95)
    return int(low), int(high)
