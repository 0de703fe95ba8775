r"""Pairs of carriers of a theme that meet, against what degrees give.

Expected pairs: :math:`\sum_{i<j} 1 - \exp(-k_i k_j \sum_p d_p (d_p - 1) / m^2)` with :math:`k` the degrees of carriers,
:math:`d` those of meetings and :math:`m` ties (the bipartite configuration model).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from dtz_network.analysis.potential.label_bits import in_common
from dtz_network.analysis.potential.label_shuffles import orders, strata
from dtz_network.analysis.potential.themed import Matrix, Themed
from dtz_network.analysis.projection import TwoMode
from dtz_network.model.progress import Progress

Places = NDArray[np.int64]


@dataclass(frozen=True)
class Joined:
    """Per theme: joined pairs, those expected, the chance of so few, and which carriers stand apart (0/1)."""

    pairs: Matrix
    expected: Matrix
    chance: Matrix
    apart: Matrix


def find(mode: TwoMode, themed: Themed, seed: int, runs: int, progress: Progress | None = None) -> Joined:
    """Return the joined pairs of each theme; the chance of so few from label shuffles."""
    beside = _Beside(themed)
    pairs = beside.pairs(np.arange(len(themed.carriers)))
    groups = strata(themed.types, themed.degrees.tolist())
    few = np.zeros(len(themed.themes))
    for run, order in enumerate(orders(groups, runs, seed), 1):
        few += beside.pairs(order) <= pairs
        if progress:
            progress("opportunities", run, runs)
    chance = (few + 1) / (runs + 1)
    return Joined(pairs, _expected(mode, themed), chance, _Stand(themed).apart(themed.has, themed.there.data))


class _Beside:
    """Pairs of carriers that meet, counted meeting by meeting less those that met before."""

    def __init__(self, themed: Themed) -> None:
        count = np.min_scalar_type(len(themed.carriers))  # small numbers are added fast
        self._has, self._met = themed.has.astype(count), themed.met.astype(count)
        self._bits = themed.bits
        joint = sparse.triu(themed.there @ themed.there.T, 1).tocoo()
        again = np.maximum(joint.data - 1, 0).astype(np.int64)
        self._one, self._other = (np.repeat(ends.astype(np.int64), again) for ends in (joint.row, joint.col))

    def pairs(self, order: Places) -> Matrix:
        """Return how many pairs have each theme in common, when the themes are dealt out in an order."""
        there = (self._met @ self._has.take(order, axis=0)).astype(np.int64)
        again = in_common(self._bits[order], self._one, self._other, there.shape[1])
        return np.asarray((there * (there - 1)).sum(axis=0) / 2 - again)


class _Stand:
    """Each theme of each carrier in each of its meetings, made once for all repetitions."""

    def __init__(self, themed: Themed) -> None:
        rows = np.repeat(np.arange(len(themed.carriers)), np.diff(themed.there.indptr))
        owners, self._theme = np.nonzero(themed.has)
        first = np.searchsorted(owners, np.arange(len(themed.carriers) + 1))
        each = np.diff(first)[rows]
        self._tie = np.repeat(np.arange(len(rows)), each)
        within = np.arange(len(self._tie)) - np.repeat(np.cumsum(each) - each, each)
        self._label = np.repeat(first[rows], each) + within
        self._owners, self._shape = owners, themed.has.shape
        place = themed.there.indices[self._tie].astype(np.int64) * self._shape[1] + self._theme[self._label]
        self._meeting, self._place = np.unique(place, return_inverse=True)

    def apart(self, has: Matrix, there: Matrix) -> Matrix:
        """Return 0/1 of which carriers meet no other with the theme, of the themes and the ties that are left (above 0)."""
        kept = has[self._owners, self._theme] > 0
        on = (kept[self._label]) & (there[self._tie] > 0)
        at = self._place.ravel()
        crowd = np.bincount(at[on], minlength=len(self._meeting))
        joined = np.bincount(self._label[on & (crowd[at] > 1)], minlength=len(self._owners)) > 0
        found = np.zeros(self._shape)
        alone = kept & ~joined
        found[self._owners[alone], self._theme[alone]] = 1.0
        return found


def _expected(mode: TwoMode, themed: Themed) -> Matrix:
    """Return the joined pairs that degrees give, per theme; carriers with as many ties are worked out together."""
    sizes = np.asarray((mode.incidence > 0).sum(axis=0 if themed.side == "organisations" else 1), dtype=float)
    total = float(len(mode.ties))
    load = float((sizes * (sizes - 1)).sum()) / total**2 if total else 0.0
    found = np.zeros(len(themed.themes))
    for theme in range(len(themed.themes)):
        k, carriers = np.unique(themed.degrees[themed.has[:, theme] > 0], return_counts=True)
        chance = 1 - np.exp(-np.outer(k, k) * load)
        found[theme] = (carriers @ chance @ carriers - carriers @ np.diag(chance)) / 2
    return found


def repeat(themed: Themed, seed: int, repeated: int, drop: float) -> Matrix:
    """Return the carriers that stand apart with a share of the ties left out, shape (repeated, themes)."""
    rng = np.random.default_rng([seed, 2])
    found = np.zeros((repeated, len(themed.themes)))
    stand = _Stand(themed)
    for run in range(repeated):
        thin = themed.thinned(rng, drop)
        found[run] = stand.apart(thin.has, thin.there.data).sum(axis=0)
    return found
