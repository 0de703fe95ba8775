"""Rankings of pairs that are not yet partners, and what came of each in a year that was held back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from dtz_network.analysis.introducing.closeness import EVERY_PAIR, Closeness, Floats, Ints
from dtz_network.analysis.introducing.facets import Ground
from dtz_network.analysis.introducing.selection import Wanted, among, greedy

Ranker = Literal["introductions", "degree", "adamic_adar", "random"]
RANKERS: tuple[Ranker, ...] = ("introductions", "degree", "adamic_adar", "random")
Measure = Literal["hits", "precision", "matched", "coverage"]
MEASURES: tuple[Measure, ...] = ("hits", "precision", "matched", "coverage")
LIST, BEST, CAP = 10, 50, 3
MOST = 3_000_000
"""In a network of more organisations than all pairs of which are looked at, so many pairs are, of drawn ones with all."""
MATCHED = 10_000
"""Of more new pairs so many are drawn to be held beside others."""
_DRAWN = 100
"""Pairs drawn beside each new pair."""
_CELLS, _NEAR = 9_000_000 // 8, 1 << 17
"""Pairs scored at a time, and pairs worked on at a time."""


@dataclass(frozen=True)
class Outcome:
    """Of one test and one ranking: for each organisation or new pair, what came out; empty where that cannot be told."""

    hits: Floats
    precision: Floats
    matched: Floats
    coverage: Floats


class _Scores(Protocol):
    """Scores of one ranking: some rows of it, with every organisation."""

    def __call__(self, rows: Ints) -> Floats: ...


def rankings(closeness: Closeness, known: Ground) -> dict[Ranker, _Scores]:
    """Return the rankings of what is known."""
    k = closeness.degrees
    weights = np.divide(1.0, np.log(np.maximum(k, 2)), out=np.zeros(len(k)), where=k > 1)
    initiatives = np.asarray(known.partners.sum(axis=1)).ravel()
    triangles = sparse.csr_matrix(closeness.partners @ sparse.diags(weights))
    return {
        "introductions": closeness.dense,
        "degree": lambda rows: np.outer(initiatives[rows], initiatives),
        "adamic_adar": lambda rows: (triangles[rows] @ closeness.partners).toarray(),
        "random": lambda rows: np.zeros((len(rows), closeness.n)),
    }


def tested(n: int, seed: int) -> Ints:
    """Return the organisations whose lists are tested: all, in a large network as many as ``MOST`` pairs allow, drawn."""
    if n <= EVERY_PAIR:
        return np.arange(n)
    return np.sort(np.random.default_rng([seed, 1]).choice(n, max(1, MOST // n), replace=False))


def outcomes(
    ranked: Mapping[Ranker, _Scores], closeness: Closeness, beside: Beside, seed: int
) -> dict[Ranker, Outcome]:
    """Return what came of rankings for the pairs that became partners and those ``beside`` them."""
    n, rows = closeness.n, beside.rows
    found = {ranker: _Lists(beside) for ranker in ranked}
    for places in _few(len(rows), _CELLS // n):
        here = rows[places]
        tied = closeness.partners[here].tocoo()
        few = _few(len(here), _NEAR // n)
        equal = np.vstack([_drawn(here[some, np.newaxis], np.arange(n), seed) for some in few])
        equal *= 1e-9
        equal += 1.0
        for ranker, scores in ranked.items():
            block = scores(here)
            block += 1.0
            block *= equal  # equal ones in a drawn order, whichever rows are worked on together
            block[tied.row, tied.col] = -1.0
            block[np.arange(len(here)), here] = -1.0
            found[ranker].add(block, places)
    return {ranker: lists.outcome() for ranker, lists in found.items()}


def _few(n: int, most: int) -> Iterator[slice]:
    """Yield the places up to ``n``, so many at a time that what is done with them stays small."""
    step = max(1, most)
    for first in range(0, n, step):
        yield slice(first, min(n, first + step))


class _Lists:
    """The best of each tested organisation in one ranking, and what the pairs asked for score."""

    def __init__(self, beside: Beside) -> None:
        self._beside, self._length = beside, min(beside.n - 1, CAP + 2 * BEST // CAP)
        shape = (len(beside.rows), self._length)
        self._lists, self._values = np.zeros(shape, np.int64), np.zeros(shape)
        self._asked = np.zeros(len(beside.one))

    def add(self, block: Floats, places: slice) -> None:
        """Take the scores of some of the tested rows."""
        here = self._beside.of(places)
        self._asked[here] = block[self._beside.one[here] - places.start, self._beside.other[here]]
        for few in _few(len(block), _NEAR // self._beside.n):
            scores = block[few]
            top = np.argpartition(-scores, self._length - 1, axis=1)[:, : self._length]
            order = np.argsort(-np.take_along_axis(scores, top, 1), axis=1)
            lists = np.take_along_axis(top, order, 1)
            self._lists[places][few] = lists
            self._values[places][few] = np.take_along_axis(scores, lists, 1)

    def outcome(self) -> Outcome:
        """Return what came of the ranking."""
        return Outcome(
            _hits(self._lists, self._values, self._beside),
            _precision(self._lists, self._values, self._beside),
            self._beside.matched(self._asked),
            _coverage(self._lists, self._values, self._beside.n),
        )


def _drawn(one: Ints, other: Ints, seed: int) -> Floats:
    """Return for each pair a number in [0, 1), the same whichever comes first (SplitMix64, Steele et al. 2014)."""
    low, high = np.minimum(one, other).astype(np.uint64), np.maximum(one, other).astype(np.uint64)
    with np.errstate(over="ignore"):
        z = (low << np.uint64(32)) + high + np.uint64(seed + 1) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    return np.asarray((z >> np.uint64(11)).astype(float) / 2.0**53)


def _hits(lists: Ints, values: Floats, beside: Beside) -> Floats:
    places = np.arange(len(beside.rows))[:, np.newaxis]
    right = beside.became[places, lists[:, :LIST]] & (values[:, :LIST] >= 0)
    return np.asarray(np.any(right, axis=1)[beside.new[beside.rows]], float)


def _precision(lists: Ints, values: Floats, beside: Beside) -> Floats:
    one = np.repeat(beside.rows, lists.shape[1])
    other, score = lists.ravel(), values.ravel()
    good = (score >= 0) & (one != other)
    keys = (np.minimum(one, other) * beside.n + np.maximum(one, other))[good]
    ordered = dict.fromkeys(keys[np.lexsort((keys, -score[good]))].tolist())
    pairs = (divmod(key, beside.n) for key in ordered)
    taken = np.array(greedy(pairs, Wanted(BEST, CAP)), np.int64).reshape(-1, 2)
    return among(taken[:, 0] * beside.n + taken[:, 1], beside.keys).astype(float)


def _coverage(lists: Ints, values: Floats, n: int) -> Floats:
    """Return who stands in a list; nobody is told of where not all lists are there: the others could have named them."""
    if len(lists) < n:
        return np.zeros(0)
    shown = np.zeros(n)
    shown[np.unique(lists[:, :LIST][values[:, :LIST] >= 0])] = 1.0
    return shown


class Beside:
    """New pairs and pairs drawn beside them, of organisations with about as many initiatives: the same for all rankings.

    Attributes:
        n: organisations; ``rows`` those that are tested, in order; ``new`` which have a new pair.
        keys: of the new pairs, ascending: the smaller row times ``n``, and the other.
        became: which pairs are new ones, shape (tested, all).
        judged: new pairs with a tested organisation (of many: some).
        one, other: of these pairs and those drawn beside them, the place in ``rows`` of the tested one, ascending, and the other.
    """

    def __init__(self, closeness: Closeness, pairs: Ints, rows: Ints, seed: int) -> None:
        count = np.asarray(closeness.ground.partners.sum(axis=1)).ravel()
        classes = np.floor(np.log2(np.maximum(count, 1))).astype(np.int64)
        rng = np.random.default_rng(seed)
        self.n, self.rows = closeness.n, rows
        tested, self.new = np.zeros((2, self.n), bool)
        tested[rows] = self.new[pairs.ravel()] = True
        self.keys = np.sort(pairs.min(axis=1) * self.n + pairs.max(axis=1))
        self.became = self._table(pairs, tested)
        first = tested[pairs[:, 0]]
        kept = first | tested[pairs[:, 1]]
        ends = np.where(first[:, np.newaxis], pairs, pairs[:, ::-1])[kept]
        if len(ends) > MATCHED:
            ends = ends[np.sort(rng.choice(len(ends), MATCHED, replace=False))]
        one, other = (
            self._with_beside(ends[:, side], pool, classes, rng)
            for side, pool in enumerate((rows, np.arange(self.n)))
        )
        self.judged = len(ends)
        places = np.searchsorted(rows, np.arange(self.n))[one].ravel()
        order = np.argsort(places.astype(np.uint16), kind="stable")
        self.one, self.other = places[order], other.ravel()[order]
        self._pair, self._new = order // (1 + _DRAWN), order % (1 + _DRAWN) == 0
        self._fair = ~self.became[self.one, self.other]

    def _table(self, pairs: Ints, tested: NDArray[np.bool_]) -> NDArray[np.bool_]:
        made = np.zeros((len(self.rows), self.n), bool)
        both = np.concatenate([pairs, pairs[:, ::-1]])
        both = both[tested[both[:, 0]]]
        made[np.searchsorted(self.rows, both[:, 0]), both[:, 1]] = True
        return made

    def of(self, places: slice) -> slice:
        """Return which of the pairs are of some of the tested organisations."""
        return slice(*np.searchsorted(self.one, (places.start, places.stop)).tolist())

    @staticmethod
    def _with_beside(ends: Ints, pool: Ints, classes: Ints, rng: np.random.Generator) -> Ints:
        ordered = pool[np.argsort(classes[pool], kind="stable")]
        first = np.searchsorted(classes[ordered], classes[ends])
        size = np.bincount(classes[pool])[classes[ends]]
        drawn = rng.integers(size[:, np.newaxis], size=(len(ends), _DRAWN))
        return np.column_stack([ends, ordered[first[:, np.newaxis] + drawn]])

    def matched(self, scores: Floats) -> Floats:
        """Return for each new pair the share of the drawn pairs below it; none drawn that are open: left out."""
        own = np.empty(self.judged)
        own[self._pair[self._new]] = scores[self._new]
        fair = (scores >= 0) & self._fair
        n = np.bincount(self._pair[fair], minlength=self.judged)
        won = np.bincount(self._pair[fair & (scores < own[self._pair])], minlength=self.judged)
        return np.asarray(won[n > 0] / n[n > 0])
