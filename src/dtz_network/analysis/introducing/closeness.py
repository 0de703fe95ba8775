r"""How close two organisations are that do not yet work together: what they share, and through whom.

For organisations :math:`i` and :math:`j`

.. math:: s_{ij} = \frac{TG_{ij}}{q_{TG}} + \frac{RA_{ij}}{q_{RA}} + \frac{F_{ij}}{q_F}, \quad
   TG_{ij} = \sum_t \frac{l_{it} l_{jt}}{N_t + 3}, \quad RA_{ij} = \sum_{z} \frac{1}{k_z}

*theme gravity* over facets :math:`t` (themes, places, funds, bodies): :math:`l_{it} = \log_2(1 + x_{it})` with :math:`x_{it}` how often
an organisation counts in it, itself and by its initiatives, so that the twentieth initiative adds less than the second and two are not
close because both are large; :math:`N_t` the sum over all, so that what is rare counts more (and what hardly anybody has not beyond
measure: hence the 3); *closing triangles* over
partners :math:`z` that both have, :math:`k_z` the number of partners of :math:`z` (Zhou, T., Lü, L. and Zhang, Y.-C., 2009,
Eur. Phys. J. B 71, 623); and *offers that meet needs*, each 1 / the offers that meet the need. Each part is
divided by its 99.9 % quantile over the pairs where it is not zero, so that the parts weigh about the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from dtz_network.analysis.introducing.facets import Ground
from dtz_network.analysis.introducing.promising import Parts, Promising
from dtz_network.analysis.projection import off_diagonal

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Allowed = Callable[[Ints, Ints], NDArray[np.bool_]]
QUANTILE = 0.999
FEW = 3
"""So much is added to the total of a facet: what two organisations share with nobody else would be worth most of all."""
EVERY_PAIR = 3000
"""Up to so many organisations every pair is looked at; beyond, pairs that share a partner, an offer that
meets a need or a facet of at most ``NARROW`` organisations."""
NARROW = 200
_CELLS = 2_000_000
"""Pairs worked on at a time: bounds the memory."""


@dataclass(frozen=True)
class Scale:
    """What each part is divided by."""

    facets: float
    partners: float
    fits: float


class Closeness:
    """The scores of one ground; pairs are numbers of rows of ``ground.actors``."""

    def __init__(self, ground: Ground, scale: Scale | None = None) -> None:
        self.ground = ground
        self.n = ground.partners.shape[0]
        self._scale = scale

    @cached_property
    def partners(self) -> sparse.csr_matrix:
        """1 where two organisations take part in one initiative, zero diagonal."""
        found = off_diagonal(sparse.csr_matrix(self.ground.partners @ self.ground.partners.T))
        found.data = np.ones_like(found.data)
        return found

    @cached_property
    def degrees(self) -> Floats:
        """Number of partners of each organisation."""
        return np.asarray(np.diff(self.partners.indptr), float)

    @cached_property
    def shares(self) -> Floats:
        """1 / number of partners, 0 for those without."""
        return np.divide(1.0, self.degrees, out=np.zeros(self.n), where=self.degrees > 0)

    @cached_property
    def counts(self) -> sparse.csr_matrix:
        """How often each organisation counts in each facet."""
        return self.ground.counts

    @cached_property
    def holders(self) -> Ints:
        """How many organisations count in each facet."""
        return np.bincount(self.counts.indices, minlength=self.counts.shape[1])

    @cached_property
    def strength(self) -> sparse.csr_matrix:
        """The base-2 logarithm of one more than the counts."""
        found = self.counts
        return sparse.csr_matrix((np.log2(1 + found.data), found.indices, found.indptr), found.shape)

    @cached_property
    def rarity(self) -> Floats:
        """1 / (3 more than the total strength in each facet), 0 for an empty one."""
        totals = np.asarray(self.strength.sum(axis=0)).ravel()
        return np.where(totals > 0, 1 / (totals + FEW), 0.0)

    @cached_property
    def _gravity(self) -> sparse.csr_matrix:
        """Strength times the root of rarity: the product with its transpose is theme gravity."""
        by, found = np.sqrt(self.rarity), self.strength
        return sparse.csr_matrix((found.data * by[found.indices], found.indices, found.indptr), found.shape)

    @cached_property
    def _half(self) -> sparse.csr_matrix:
        return sparse.csr_matrix(self.partners @ sparse.diags(self.shares))

    @property
    def scale(self) -> Scale:
        """The 99.9 % quantiles (over an even draw of the rows in a large network)."""
        if self._scale is None:
            self._scale = self._measured()
        return self._scale

    def _measured(self) -> Scale:
        rows = self._drawn()
        gravity, triangles, fit = self._gravity[rows], self._half[rows], self.ground.fits[rows]
        parts: tuple[list[Floats], list[Floats]] = ([], [])
        step = max(1, _CELLS // max(self.n, 1))
        for start in range(0, len(rows), step):
            here = slice(start, start + step)
            later = np.arange(self.n)[np.newaxis, :] > rows[here, np.newaxis]
            dense = self._with_all(gravity[here])
            parts[0].append(dense[later & (dense > 0)])
            dense = (triangles[here] @ self.partners).toarray()
            parts[1].append(dense[later & (dense > 0)])
        facets, partners = (_quantile(np.concatenate(part or [np.zeros(0)])) for part in parts)
        return Scale(facets, partners, _quantile(fit.data))

    def _drawn(self) -> Ints:
        """Return all rows, or as many as make two million pairs, evenly by place."""
        most = max(60, _CELLS // max(self.n, 1))
        if self.n <= max(most, EVERY_PAIR):
            return np.arange(self.n)
        return np.unique(np.linspace(0, self.n - 1, most).astype(np.int64))

    def at(self, one: Ints, other: Ints) -> tuple[Floats, Floats, Floats]:
        """Return the three parts of the scores of some pairs."""
        scale = self.scale
        facets = _shared(self._gravity, self._gravity, one, other)
        partners = self._triangles(one, other)
        return facets / scale.facets, partners / scale.partners, self._fits(one, other) / scale.fits

    def _triangles(self, one: Ints, other: Ints) -> Floats:
        """Return what closing triangles give some pairs; before all partners are known only theirs are looked up."""
        if "partners" in self.__dict__:
            return _shared(self._half, self.partners, one, other)
        ends, place = np.unique(np.concatenate([one, other]), return_inverse=True)
        near = self._partners_of(ends)
        common = sparse.csr_matrix(near[place[: len(one)]].multiply(near[place[len(one) :]]))
        between = np.unique(common.indices)
        shares = np.zeros(self.n)
        shares[between] = 1 / np.diff(self._partners_of(between).indptr)
        return np.asarray(common @ shares)

    def _partners_of(self, rows: Ints) -> sparse.csr_matrix:
        """Return 1 where some organisations take part in one initiative with others."""
        taking_part = self.ground.partners
        found = sparse.csr_matrix(taking_part[rows] @ taking_part.T)
        of = np.repeat(np.arange(len(rows)), np.diff(found.indptr))
        kept = found.indices != rows[of]
        ends = np.append(0, np.cumsum(np.bincount(of[kept], minlength=len(rows))))
        return sparse.csr_matrix((np.ones(ends[-1]), found.indices[kept], ends), shape=found.shape)

    def _fits(self, one: Ints, other: Ints) -> Floats:
        found = self.ground.fits[one, other] if len(one) and self.ground.fits.nnz else np.zeros(len(one))
        return np.asarray(found, dtype=float).ravel()

    def beyond(self, facets: NDArray[np.bool_]) -> Allowed:
        """Return a test which of some pairs score also without some facets."""
        rest = sparse.csr_matrix(self._gravity[:, np.flatnonzero(~facets)])

        def test(one: Ints, other: Ints) -> NDArray[np.bool_]:
            good = (_shared(rest, rest, one, other) > 0) | (self._fits(one, other) > 0)
            left = np.flatnonzero(~good)
            good[left] = _shared(self._half, self.partners, one[left], other[left]) > 0
            return good

        return test

    @cached_property
    def _table(self) -> Floats | None:
        """Facets by organisations, where that is no large table."""
        few = self._gravity.shape[1] * self.n <= _CELLS
        return np.ascontiguousarray(self._gravity.T.toarray()) if few else None

    def _with_all(self, gravity: sparse.csr_matrix) -> Floats:
        """Return the theme gravity of some rows with every organisation."""
        if self._table is not None:
            return np.asarray(gravity @ self._table)
        return np.asarray((gravity @ self._gravity.T).toarray())

    def dense(self, rows: slice | Ints) -> Floats:
        """Return the scores of some rows with every organisation."""
        made = self._with_all(self._gravity[rows]) / self.scale.facets
        made += (self._half[rows] @ self.partners).toarray() / self.scale.partners
        if self.ground.fits.nnz:
            made += self.ground.fits[rows].toarray() / self.scale.fits
        return np.asarray(made)

    def above(self, start: int, stop: int, least: float) -> tuple[Ints, Ints, Floats]:
        """Return the pairs (smaller row first) of a range of :meth:`blocks` with later rows that score ``least`` or more."""
        if self.n > EVERY_PAIR:
            return self._promising.above(start, stop, least)
        scores = self.dense(slice(start, stop))
        later = np.arange(self.n)[np.newaxis, :] > np.arange(start, stop)[:, np.newaxis]
        one, other = np.nonzero((scores >= least) & (scores > 0) & later)
        return one + start, other, scores[one, other]

    @cached_property
    def _promising(self) -> Promising:
        """The search for the best pairs; those that share only facets that many have are no pair."""
        scale, gravity = self.scale, self._gravity / np.sqrt(self.scale.facets)
        narrow = self.holders <= NARROW
        few = sparse.csr_matrix(gravity[:, np.flatnonzero(narrow)])
        wide = np.asarray(gravity[:, np.flatnonzero(~narrow)].toarray())
        triangles, fits = self._half / scale.partners, self.ground.fits / scale.fits
        return Promising(Parts(triangles, self.partners, few, wide, fits), _CELLS)

    def blocks(self) -> Iterator[tuple[int, int]]:
        """Yield ranges of rows, in turn (of a large network: of places in the order of what they may score at most)."""
        if self.n > EVERY_PAIR:
            yield from self._promising.blocks()
            return
        step = max(1, _CELLS // max(self.n, 1))
        for start in range(0, self.n, step):
            yield start, min(start + step, self.n)


def _shared(left: sparse.csr_matrix, right: sparse.csr_matrix, one: Ints, other: Ints) -> Floats:
    """Return the products of some rows of a matrix with rows of another."""
    return np.asarray(left[one].multiply(right[other]).sum(axis=1), dtype=float).ravel()


def _quantile(values: Floats) -> float:
    kept = values[values > 0]
    return float(np.quantile(kept, QUANTILE)) if len(kept) else 1.0
