r"""Pairs of a large network that score high, found without looking at all of them.

What closing triangles give two organisations is no more than all triangles of either; what they share in facets no more than
the product of what each shares with itself (Cauchy-Schwarz). Organisations that can score most come first, so that little of
the rest is looked at: the search ends where no pair that is left can score as much as is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Pairs = tuple[Ints, Ints, Floats]
ALMOST = 1 - 1e-9
"""Bounds and scores are sums of floats that differ by their order."""


@dataclass(frozen=True)
class Parts:
    """What pairs are scored by; each matrix divided by its scale, so that scores are sums.

    Attributes:
        triangles, partners: their product scores closing triangles.
        few, wide: facets, those of few organisations and (a table) the others: the products with their transposes score what is shared.
        fits: scores of offers that meet needs.
    """

    triangles: sparse.csr_matrix
    partners: sparse.csr_matrix
    few: sparse.csr_matrix
    wide: Floats
    fits: sparse.csr_matrix


@dataclass(frozen=True)
class _Columns:
    """Organisations that are still looked at, and their part of the matrices."""

    actors: Ints
    partners: sparse.csr_matrix
    few: sparse.csr_matrix
    fits: sparse.csr_matrix


class Promising:
    """The pairs that share a partner, a facet of few or an offer that meets a need; who can score most first."""

    def __init__(self, parts: Parts, cells: int) -> None:
        self._parts, self._cells, self.n = parts, cells, parts.partners.shape[0]
        own = np.asarray(parts.few.multiply(parts.few).sum(axis=1)).ravel()
        wide = (parts.wide**2).sum(axis=1)
        self._reach = np.sqrt(wide)
        self._bounds = np.stack([
            np.asarray(parts.triangles.sum(axis=1)).ravel(),
            np.sqrt(own + wide),
            parts.fits.max(axis=1).toarray().ravel() if parts.fits.nnz else np.zeros(self.n),
        ])  # fmt: skip
        most = self._bounds.max(axis=1, initial=0.0)
        self._order = np.argsort(-self._bound(self._bounds, most[:, np.newaxis]), kind="stable")
        self._place = np.empty(self.n, np.int64)
        self._place[self._order] = np.arange(self.n)
        ordered = self._bounds[:, self._order]
        self._left = np.maximum.accumulate(ordered[:, ::-1], axis=1)[:, ::-1]
        self._columns = self._whole()

    @staticmethod
    def _bound(one: Floats, other: Floats) -> Floats:
        """Return what pairs score at most."""
        triangles, facets, fits = one
        return np.asarray(np.minimum(triangles, other[0]) + facets * other[1] + np.minimum(fits, other[2]))

    def above(self, start: int, stop: int, least: float) -> Pairs:
        """Return the pairs (smaller row first) of some places in the order with later ones that score ``least`` or more."""
        lead = self._left[:, start, np.newaxis]
        rows = self._order[start:stop]
        rows = rows[self._bound(self._bounds[:, rows], lead) >= least * ALMOST]
        columns = self._later(start, lead, least)
        one, at, scores = self._scored(rows, columns)
        other = columns.actors[at]
        kept = self._place[other] > self._place[one]
        kept &= scores + self._reach[one] * self._reach[other] >= least * ALMOST
        one, other, scores = one[kept], other[kept], scores[kept]
        scores = scores + _products(self._parts.wide, one, other, self._cells)
        kept = scores >= least
        one, other, scores = one[kept], other[kept], scores[kept]
        return np.minimum(one, other), np.maximum(one, other), scores

    def _later(self, start: int, lead: Floats, least: float) -> _Columns:
        """Return who may still score so much; the matrices are cut anew when these are less than half of those held."""
        held = self._columns.actors
        wanted = self._bound(self._bounds[:, held], lead) >= least * ALMOST
        wanted &= self._place[held] >= start
        if 2 * np.count_nonzero(wanted) < len(held):
            self._columns = self._cut(self._columns, np.flatnonzero(wanted))
        return self._columns

    def _whole(self) -> _Columns:
        parts = self._parts
        few = sparse.csr_matrix(parts.few.T)
        return self._worked(_Columns(np.arange(self.n), parts.partners, few, parts.fits))

    def _cut(self, held: _Columns, kept: Ints) -> _Columns:
        parts = (held.partners[:, kept], held.few[:, kept], held.fits[:, kept])
        return self._worked(_Columns(held.actors[kept], *parts))

    def _worked(self, columns: _Columns) -> _Columns:
        """Return columns as they are, having noted how many pairs each organisation makes with them."""
        partners, few = np.diff(columns.partners.indptr), np.diff(columns.few.indptr)
        self._work = self._parts.partners @ partners + (self._parts.few > 0) @ few + 1
        return columns

    def _scored(self, rows: Ints, columns: _Columns) -> Pairs:
        """Return the pairs (row, place in the columns) with what they score, wide facets left out."""
        made = self._parts.triangles[rows] @ columns.partners
        if self._parts.few.nnz:
            made = made + self._parts.few[rows] @ columns.few
        if self._parts.fits.nnz:
            made = made + self._parts.fits[rows].tocsr()[:, columns.actors]
        made = sparse.csr_matrix(made)
        return np.repeat(rows, np.diff(made.indptr)), made.indices.astype(np.int64), made.data

    def blocks(self) -> Iterator[tuple[int, int]]:
        """Yield ranges of places whose pairs fit in the memory that is set apart, small ones first, until none can score enough.

        After the first ones it is known what the best pairs score, and little of the rest is looked at.
        """
        start, cells, self._columns = 0, self._cells // 32, self._whole()
        while start < self.n and len(self._columns.actors) > 1:
            done = np.cumsum(self._work[self._order[start:]])
            stop = start + max(1, int(np.searchsorted(done, cells, side="right")))
            yield start, stop
            start, cells = stop, min(2 * cells, self._cells)


def _products(table: Floats, one: Ints, other: Ints, cells: int) -> Floats:
    made = np.empty(len(one))
    step = max(1, cells // max(table.shape[1], 1))
    for start in range(0, len(one), step):
        here = slice(start, start + step)
        made[here] = np.einsum("ij,ij->i", table[one[here]], table[other[here]])
    return made
