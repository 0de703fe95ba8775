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
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]
CELLS = 60_000
"""Size of a block: so many numbers stay near the processor."""
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
    return Betweenness(scores[joined.of] * scale / 2, given, int(drawn.sum()))


class _Joined:
    """The graph with equal rows joined and idle columns left out."""

    def __init__(self, incidence: sparse.csr_matrix, drawn: Floats) -> None:
        first, self.of, self.members = _equal_rows(incidence)
        rows = sparse.csr_matrix(incidence[first])
        busy = np.flatnonzero(np.bincount(rows.indices, minlength=rows.shape[1]) > 1)
        self.column = np.full(rows.shape[1], -1)
        self.column[busy] = np.arange(len(busy))
        self.forth = sparse.csr_matrix(rows[:, busy], dtype=float)
        self.forth.data[:] = 1.0
        self.back = sparse.csr_matrix(self.forth.T)
        self.drawn = np.bincount(self.of, drawn, len(first))

    def ties(self, rows: Numbers, columns: Numbers) -> tuple[Numbers, Numbers]:
        """Return ties in the numbers of this graph, column -1 for those left out."""
        return self.of[rows], self.column[columns]

    def count(self, asked: tuple[Numbers, Numbers] | None) -> tuple[Floats, Floats]:
        """Return ordered dependencies of each row, and of each tie asked for."""
        scores = np.zeros(self.forth.shape[0])
        through = np.zeros(0 if asked is None else len(asked[0]))
        _, part = csgraph.connected_components(self.forth @ self.back, directed=False)
        reach = np.bincount(part)[part]
        starts = np.flatnonzero((self.drawn > 0) & (reach > 1))
        size = max(8, CELLS // max(sum(self.forth.shape), 1))
        for place in range(0, len(starts), size):
            block = starts[place : place + size]
            actors, affiliations = self._forward(block, int(reach[block].sum()))
            self._backward(block, actors, affiliations, scores, asked, through)
        return scores, through

    def _forward(self, block: Numbers, reach: int) -> tuple[list[Floats], list[Floats]]:
        """Return the number of shortest ways to actors and to affiliations, a matrix for each distance."""
        start = np.zeros((self.forth.shape[0], len(block)))
        start[block, np.arange(len(block))] = 1
        actors, affiliations = [start], []
        open_actors, seen = start == 0, len(block)
        open_affiliations = np.ones((self.forth.shape[1], len(block)), dtype=bool)
        leaving = start
        while seen < reach:
            near = self.back @ leaving
            near *= open_affiliations
            open_affiliations &= near == 0
            reached = self.forth @ near
            reached *= open_actors
            fresh = reached > 0
            open_actors &= ~fresh
            seen += int(np.count_nonzero(fresh))
            affiliations.append(near)
            actors.append(reached)
            leaving = reached * self.members[:, None]
        return actors, affiliations

    def _backward(
        self,
        block: Numbers,
        actors: list[Floats],
        affiliations: list[Floats],
        scores: Floats,
        asked: tuple[Numbers, Numbers] | None,
        through: Floats,
    ) -> None:
        """Add the dependency of the block's sources on what lies between them and the rest."""
        beyond: Any = 0.0
        for level in range(len(actors) - 1, 1, -1):
            ways = actors[level]
            share = (1.0 + beyond) / np.maximum(ways, TINY)
            share *= (ways > 0) * self.members[:, None]
            passed = self.back @ share
            passed *= affiliations[level - 1] > 0
            beyond = self.forth @ passed
            beyond *= actors[level - 1]
            scores += beyond @ self.drawn[block]
            if asked is not None:
                kept = asked[1] >= 0
                flow = actors[level - 1][asked[0][kept]] * passed[asked[1][kept]]
                through[kept] += flow @ self.drawn[block]


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
    _, first, of, number = np.unique(sums, axis=0, return_index=True, return_inverse=True, return_counts=True)
    return first, np.asarray(of).ravel(), number.astype(float)
