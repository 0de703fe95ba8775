r"""Pairs of carriers of a theme that meet, against what degrees give.

Expected pairs: :math:`\sum_{i<j} 1 - \exp(-k_i k_j \sum_p d_p (d_p - 1) / m^2)` with :math:`k` the degrees of carriers,
:math:`d` those of meetings and :math:`m` ties (the bipartite configuration model).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from dtz_network.analysis.potential.label_shuffles import orders, strata
from dtz_network.analysis.potential.themed import Matrix, Themed
from dtz_network.analysis.projection import TwoMode


@dataclass(frozen=True)
class Joined:
    """Per theme: joined pairs, those expected, the chance of so few, and which carriers stand apart (0/1)."""

    pairs: Matrix
    expected: Matrix
    chance: Matrix
    apart: Matrix


def find(mode: TwoMode, themed: Themed, seed: int, runs: int) -> Joined:
    """Return the joined pairs of each theme; the chance of so few from label shuffles."""
    beside = _beside(themed.there)
    pairs = _pairs(beside, themed.has)
    groups = strata(themed.types, themed.degrees.tolist())
    few = np.zeros(len(themed.themes))
    for order in orders(groups, len(themed.carriers), runs, seed):
        few += _pairs(beside, themed.has[order]) <= pairs
    return Joined(pairs, _expected(mode, themed), (few + 1) / (runs + 1), _stand_apart(beside, themed.has))


def _beside(there: sparse.csr_matrix) -> sparse.csr_matrix:
    """Return 0/1 of which carriers meet, zero diagonal."""
    joined = sparse.csr_matrix((there @ there.T > 0).astype(float))
    joined.setdiag(0)
    joined.eliminate_zeros()
    return joined


def _pairs(beside: sparse.csr_matrix, has: Matrix) -> Matrix:
    return np.asarray(((beside @ has) * has).sum(axis=0) / 2, dtype=float)


def _stand_apart(beside: sparse.csr_matrix, has: Matrix) -> Matrix:
    return np.asarray((has > 0) & (beside @ has == 0), dtype=float)


def _expected(mode: TwoMode, themed: Themed) -> Matrix:
    """Return the joined pairs that degrees give, per theme."""
    sizes = np.asarray((mode.incidence > 0).sum(axis=0 if themed.side == "organisations" else 1), dtype=float)
    total = float(len(mode.ties))
    load = float((sizes * (sizes - 1)).sum()) / total**2 if total else 0.0
    found = np.zeros(len(themed.themes))
    for theme in range(len(themed.themes)):
        k = themed.degrees[themed.has[:, theme] > 0].astype(float)
        chance = 1 - np.exp(-np.outer(k, k) * load)
        found[theme] = (chance.sum() - np.trace(chance)) / 2
    return found


def repeat(themed: Themed, seed: int, repeated: int, drop: float) -> Matrix:
    """Return the carriers that stand apart with a share of the ties left out, shape (repeated, themes)."""
    rng = np.random.default_rng([seed, 2])
    found = np.zeros((repeated, len(themed.themes)))
    for run in range(repeated):
        thin = themed.thinned(rng, drop)
        found[run] = _stand_apart(_beside(thin.there), thin.has).sum(axis=0)
    return found
