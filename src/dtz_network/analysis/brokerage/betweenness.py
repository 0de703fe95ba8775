r"""On how many shortest ways between others an actor lies, counted on the two-mode graph.

.. math:: b(v) = \sum_{s < t} \sigma_{st}(v) / \sigma_{st}

over pairs of actors :math:`s, t \ne v` that a way joins; a way goes from actor to affiliation to actor, so a
body with sixteen seats is one affiliation and no 120 ties (Freeman, L. C., 1977, Sociometry 40, 35-41).
Counted by Brandes, U. (2001, J. Math. Sociol. 25, 163-177) for blocks of sources at once, as products of
sparse and dense matrices. Actors that take part in the same affiliations are one row with a number, and what
lies on no way between others (an affiliation of one actor) is left out first: neither changes the outcome.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]
CELLS = 60_000
"""Size of a block: so many numbers stay near the processor."""
FEWEST, MOST = 8, 64
"""Sources in a block, at least and at most: for larger blocks memory is asked for anew each time."""
TINY = 1e-100
"""Instead of no ways, where the outcome is set to nought afterwards."""


@dataclass(frozen=True)
class Betweenness:
    """Shortest ways between others.

    Attributes:
        scores: for each actor, pairs of others (0 to (n-1)(n-2)/2); isolated and pendant actors have 0.
        through: for each tie asked for, the ways through its actor that use it; the ties of an actor sum
            to twice its score.
        sources: number of actors from which was counted; all of them: exact.
    """

    scores: Floats
    through: Floats
    sources: int

    @property
    def normalised(self) -> Floats:
        """Scores as shares of all pairs of others, 0..1; 0 where there are fewer than three actors."""
        n = len(self.scores)
        return self.scores * (2 / ((n - 1) * (n - 2))) if n > 2 else np.zeros(n)


def of_actors(
    incidence: sparse.csr_matrix,
    *,
    sources: int = 0,
    seed: int = 1,
    ties: tuple[Numbers, Numbers] | None = None,
) -> Betweenness:
    """Return the betweenness of the rows of an incidence matrix (weights do not count; any graph).

    Args:
        incidence: actors by affiliations.
        sources: number of actors to count from, drawn with ``seed`` and scaled up (Brandes & Pich 2007);
            0 or all of them: exact.
        seed: of that draw.
        ties: rows and columns of the ties of which ``through`` is wanted.

    >>> kite = sparse.csr_matrix([[1, 0], [1, 1], [0, 1], [0, 1]])  # one takes part in both
    >>> of_actors(kite).scores
    array([0., 2., 0., 0.])
    """
    n = incidence.shape[0]
    drawn = np.ones(n)
    if 0 < sources < n:
        drawn = np.zeros(n)
        drawn[np.random.default_rng(seed).choice(n, sources, replace=False)] = 1
    joined = _Joined(incidence, drawn)
    asked = None if ties is None else joined.ties(*ties)
    scores, through = joined.count(asked)
    scale = n / max(float(drawn.sum()), 1.0)
    given = np.zeros(0) if asked is None else through * scale
    return Betweenness(scores * scale / 2, given, int(drawn.sum()))


class _Joined:
    """The graph with equal rows joined, idle columns left out and pendant rows counted at their column.

    ``counted`` is the way back with each row as often as it stands for one. A pendant row lies between nobody: as a target it is worth as much as its column, as a source the walk
    begins at the column.
    """

    def __init__(self, incidence: sparse.csr_matrix, drawn: Floats) -> None:
        first, kind, members = _equal_rows(incidence)
        rows = sparse.csr_matrix(incidence[first])
        ends = np.repeat(np.arange(len(first)), np.diff(rows.indptr)), rows.indices
        busy = np.bincount(ends[1], minlength=rows.shape[1]) > 1
        degree = np.bincount(ends[0], busy[ends[1]], len(first))
        inner = degree > 1
        pendant = busy[ends[1]] & (degree[ends[0]] == 1)
        busy &= np.bincount(ends[1], inner[ends[0]], rows.shape[1]) > 0
        self.column, row = _numbered(busy), _numbered(inner)
        self.of = row[kind]
        kept = inner[ends[0]] & busy[ends[1]]
        counts = np.bincount(row[ends[0][kept]], minlength=int(inner.sum()))
        at = self.column[ends[1][kept]]
        parts = (np.ones(len(at)), at, np.append(0, np.cumsum(counts)))
        self.forth = sparse.csr_matrix(parts, shape=(len(counts), int(busy.sum())))
        self.back = sparse.csr_matrix(self.forth.T)
        self.members = members[inner]
        self.counted = self.back.copy()
        self.counted.data = self.members[self.back.indices]
        wanted = np.bincount(kind, drawn, len(first))
        ends = ends[0][pendant], ends[1][pendant]
        self.pendants = np.bincount(ends[1], members[ends[0]], rows.shape[1])[busy]
        self.drawn = np.concatenate(
            [wanted[inner], np.bincount(ends[1], wanted[ends[0]], rows.shape[1])[busy]]
        )

    def ties(self, rows: Numbers, columns: Numbers) -> tuple[Numbers, Numbers]:
        """Return ties in the numbers of this graph, -1 for what is left out."""
        return self.of[rows], self.column[columns]

    def count(self, asked: tuple[Numbers, Numbers] | None) -> tuple[Floats, Floats]:
        """Return ordered dependencies of each row given at first, and of each tie asked for."""
        n, m = self.forth.shape
        scores = np.zeros(n + 1)
        through = np.zeros(0 if asked is None else len(asked[0]))
        over = None if asked is None else _Over(*asked, through)
        reach = self._reach()
        starts = np.flatnonzero(self.drawn > 0)
        size = min(max(FEWEST, CELLS // max(n + m, 1)), MOST)
        for place in range(0, len(starts), size):
            block = starts[place : place + size]
            actors, affiliations = self._forward(block, int(reach[block].sum()))
            self._backward(self.drawn[block], actors, affiliations, scores, over)
        return scores[self.of], through

    def _reach(self) -> Numbers:
        """Return for each row and column how many hang together with it, itself included."""
        n, m = self.forth.shape
        ends = np.append(self.forth.indptr, np.repeat(self.forth.indptr[-1:], m))
        parts = (self.forth.data, self.forth.indices + n, ends)
        whole = sparse.csr_matrix(parts, shape=(n + m, n + m))
        _, part = csgraph.connected_components(whole, directed=False)
        return np.asarray(np.bincount(part)[part])

    def _forward(self, block: Numbers, reach: int) -> tuple[list[_Level], list[_Level]]:
        """Return the actors and the affiliations at each distance, with the number of shortest ways to them."""
        n, m = self.forth.shape
        whole = np.zeros((n + m, len(block)))
        whole[block, np.arange(len(block))] = 1
        actors = [_Level(whole[:n], whole[:n] > 0)]
        near = self.back @ whole[:n] + whole[n:]
        affiliations = [_Level(near, near > 0)]
        left_actors, left_affiliations = ~actors[0].there, ~affiliations[0].there
        seen = actors[0].number + affiliations[0].number
        while seen < reach:
            actors.append(_Level.next(self.forth @ affiliations[-1].ways, left_actors))
            seen += actors[-1].number
            if seen >= reach:
                break
            affiliations.append(_Level.next(self.counted @ actors[-1].ways, left_affiliations))
            seen += affiliations[-1].number
        return actors, affiliations

    def _backward(
        self,
        drawn: Floats,
        actors: list[_Level],
        affiliations: list[_Level],
        scores: Floats,
        over: _Over | None,
    ) -> None:
        """Add the dependency of the block's sources on what lies between them and the rest."""
        share: Floats | None = None
        for level in range(len(actors) - 1, 0, -1):
            ways = actors[level].ways
            if level < len(affiliations):
                passed = affiliations[level].each
                passed *= self.pendants[:, None]
                if share is not None:
                    beyond = self.counted @ share
                    beyond *= affiliations[level].there
                    passed += beyond
                share = self.forth @ passed
                share *= ways
                scores[:-1] += share @ drawn
                if over is not None:
                    over.add(ways, passed, drawn)
                share += 1.0
                share *= actors[level].each
            else:
                share = actors[level].each


@dataclass(frozen=True)
class _Level:
    """What lies at one distance from each source of a block: the number of shortest ways to it, and whether it does."""

    ways: Floats
    there: NDArray[np.bool_]

    @classmethod
    def next(cls, reached: Floats, left: NDArray[np.bool_]) -> _Level:
        """Return what was reached of what was left, and take it from there."""
        reached *= left
        there = reached > 0
        left ^= there
        return cls(reached, there)

    @cached_property
    def number(self) -> int:
        """How many there are."""
        return int(np.count_nonzero(self.there))

    @property
    def each(self) -> Floats:
        """1 / the number of ways, 0 where there are none."""
        found = np.maximum(self.ways, TINY)
        np.divide(self.there, found, out=found)
        return found


class _Over:
    """Adds up what passes over chosen ties."""

    def __init__(self, rows: Numbers, columns: Numbers, through: Floats) -> None:
        self._kept = (rows >= 0) & (columns >= 0)
        self._rows, self._columns, self._through = rows[self._kept], columns[self._kept], through

    def add(self, ways: Floats, passed: Floats, drawn: Floats) -> None:
        """Add the ways from actors at one distance to affiliations at the next."""
        self._through[self._kept] += (ways[self._rows] * passed[self._columns]) @ drawn


def _numbered(kept: NDArray[np.bool_]) -> Numbers:
    """Return the number of each thing among those kept, -1 for the others."""
    return np.where(kept, np.cumsum(kept) - 1, -1)


def _equal_rows(incidence: sparse.csr_matrix) -> tuple[Numbers, Numbers, Floats]:
    """Return a row of each kind, the kind of each row, and how many rows a kind has.

    Rows with the same columns get the same sum of two random 63-bit numbers a column: that other rows
    do too has a chance below 1e-20.
    """
    pattern = sparse.csr_matrix(
        (np.ones(incidence.nnz, np.int64), incidence.indices, incidence.indptr), incidence.shape
    )
    marks = np.random.default_rng(0).integers(2**62, size=(incidence.shape[1], 2), dtype=np.int64)
    sums = pattern @ marks
    order = np.lexsort((sums[:, 1], sums[:, 0]))
    new = np.append(True, np.any(sums[order[1:]] != sums[order[:-1]], axis=1))[: len(order)]
    of = np.empty(len(order), np.int64)
    of[order] = np.cumsum(new) - 1
    first, number = order[new], np.bincount(of)
    return first, np.asarray(of).ravel(), number.astype(float)
