"""Rankings of pairs that are not yet partners, and what came of each in a year that was held back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy import sparse

from dtz_network.analysis.introducing.closeness import Closeness, Floats, Ints
from dtz_network.analysis.introducing.facets import Ground
from dtz_network.analysis.introducing.selection import Pair, Wanted, greedy

Ranker = Literal["introductions", "degree", "adamic_adar", "random"]
RANKERS: tuple[Ranker, ...] = ("introductions", "degree", "adamic_adar", "random")
Measure = Literal["hits", "precision", "matched", "coverage"]
MEASURES: tuple[Measure, ...] = ("hits", "precision", "matched", "coverage")
LIST, BEST, CAP = 10, 50, 3
_DRAWN = 100
"""Pairs drawn beside each new pair."""


@dataclass(frozen=True)
class Outcome:
    """Of one test and one ranking: for each organisation or new pair, what came out."""

    hits: Floats
    precision: Floats
    matched: Floats
    coverage: Floats


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


def rankings(closeness: Closeness, known: Ground) -> dict[Ranker, _Scores]:
    """Return the rankings of what is known."""
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


def outcome(scores: _Scores, closeness: Closeness, beside: Beside, seed: int) -> Outcome:
    """Return what came of a ranking for the pairs that became partners and those ``beside`` them."""
    n = closeness.n
    length = min(n - 1, CAP + 2 * BEST // CAP)
    lists, values = np.zeros((n, length), np.int64), np.zeros((n, length))
    new, asked = beside.new, np.zeros(beside.one.shape)
    step = max(1, 4_000_000 // n)
    for start in range(0, n, step):
        stop = min(n, start + step)
        block = _open(scores.rows(start, stop, n), closeness, start, stop, seed)
        here = (beside.one >= start) & (beside.one < stop)
        asked[here] = block[beside.one[here] - start, beside.other[here]]
        top = np.argpartition(-block, length - 1, axis=1)[:, :length]
        order = np.argsort(-np.take_along_axis(block, top, 1), axis=1)
        lists[start:stop] = np.take_along_axis(top, order, 1)
        values[start:stop] = np.take_along_axis(block, lists[start:stop], 1)
    return Outcome(
        _hits(lists, values, new),
        _precision(lists, values, new),
        beside.matched(asked),
        _coverage(lists, values),
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
    good = (score >= 0) & (one != other)
    low, high = np.minimum(one, other)[good], np.maximum(one, other)[good]
    order = np.lexsort((high, low, -score[good]))
    pairs = dict.fromkeys(zip(low[order].tolist(), high[order].tolist(), strict=True))
    wanted = set(new)
    return np.array([pair in wanted for pair in greedy(list(pairs), Wanted(BEST, CAP))], float)


def _coverage(lists: Ints, values: Floats) -> Floats:
    shown = np.zeros(len(lists))
    shown[np.unique(lists[:, :LIST][values[:, :LIST] >= 0])] = 1.0
    return shown


class Beside:
    """New pairs and pairs drawn beside them, of organisations with about as many initiatives: the same for all rankings."""

    def __init__(self, closeness: Closeness, new: Sequence[Pair], seed: int) -> None:
        count = np.asarray(closeness.ground.partners.sum(axis=1)).ravel()
        classes = np.floor(np.log2(np.maximum(count, 1))).astype(np.int64)
        rng = np.random.default_rng(seed)
        of = {int(c): np.flatnonzero(classes == c) for c in np.unique(classes)}
        self.new = new
        one = np.array([pair[0] for pair in new], np.int64)
        other = np.array([pair[1] for pair in new], np.int64)
        self.one, self.other = (
            np.column_stack([ends, np.stack([_drawn_from(of[c], rng) for c in classes[ends].tolist()])])
            for ends in (one, other)
        )
        pairs = np.unique(np.minimum(one, other) * closeness.n + np.maximum(one, other))
        keys = np.minimum(self.one, self.other) * closeness.n + np.maximum(self.one, self.other)
        self._fair = ~np.isin(keys[:, 1:], pairs)

    def matched(self, scores: Floats) -> Floats:
        """Return for each new pair the share of the drawn pairs below it; none drawn that are open: left out."""
        beside = scores[:, 1:]
        fair = (beside >= 0) & self._fair
        won = (beside < scores[:, :1]) & fair
        n = fair.sum(axis=1)
        return np.asarray(won.sum(axis=1)[n > 0] / n[n > 0])


def _drawn_from(pool: Ints, rng: np.random.Generator) -> Ints:
    return np.asarray(pool[rng.integers(len(pool), size=_DRAWN)])
