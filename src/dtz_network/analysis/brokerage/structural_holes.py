r"""Structural holes: how far the contacts of an actor know each other (Burt, R. S., 1992, Structural Holes).

Both measures take a symmetric matrix of weights between actors (0 or 1 where ties do not weigh) with a
zero diagonal, connected or not. With :math:`p_{ij} = w_{ij} / \sum_k w_{ik}` (in and out ties counted alike):

constraint
    :math:`c_i = \sum_j (p_{ij} + \sum_q p_{iq} p_{qj})^2` over the contacts :math:`j` of :math:`i`: low for
    who ties parties that do not know each other; 1 for a pendant actor, whose one contact is all it has.
effective size
    :math:`s_i = \sum_j (1 - \sum_q p_{iq} m_{jq})`, :math:`m_{jq} = w_{jq} / \max_k w_{jk}`: contacts less those
    that others duplicate; without weights the number of contacts less their mean ties with each other
    (Borgatti, S. P., 1997, Connections 20, 35-38).

Neither is defined for an actor without contacts: nan.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Floats = NDArray[np.float64]
ROWS = 2048
"""Rows of a product made at once: what lies two steps away is many times more than the ties."""


def constraint(weights: sparse.csr_matrix) -> Floats:
    """Return Burt's constraint of each actor: 0 to about 1.1, 1 for pendants, nan for isolates.

    >>> wheel = sparse.csr_matrix([[0, 1, 1, 1], [1, 0, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0]])
    >>> [round(float(c), 3) for c in constraint(wheel)]
    [0.333, 1.0, 1.0, 1.0]
    """
    shares = _shares(weights)
    found = np.full(weights.shape[0], np.nan)
    for start in range(0, weights.shape[0], ROWS):
        own = shares[start : start + ROWS]
        bound = own + _on_ties(own, shares, own)
        bound.data **= 2
        found[start : start + ROWS] = np.asarray(bound.sum(axis=1)).ravel()
    found[_isolated(weights)] = np.nan
    return found


def effective_size(weights: sparse.csr_matrix) -> Floats:
    """Return Burt's effective size of each actor's contacts: 1 to their number, nan for isolates.

    >>> [float(s) for s in effective_size(sparse.csr_matrix([[0, 1, 1], [1, 0, 0], [1, 0, 0]]))]
    [2.0, 1.0, 1.0]
    """
    shares = _shares(weights)
    largest = (
        np.asarray(weights.max(axis=1).todense(), dtype=float).ravel()
        if weights.nnz
        else np.zeros(len(shares.indptr) - 1)
    )
    marginal = sparse.csr_matrix(sparse.diags(_inverse(largest)) @ weights)
    found: Floats = np.diff(weights.indptr).astype(float)
    for start in range(0, weights.shape[0], ROWS):
        own = shares[start : start + ROWS]
        twice = _on_ties(own, sparse.csr_matrix(marginal.T), weights[start : start + ROWS])
        found[start : start + ROWS] -= np.asarray(twice.sum(axis=1)).ravel()
    found[_isolated(weights)] = np.nan
    return found


def _shares(weights: sparse.csr_matrix) -> sparse.csr_matrix:
    total = np.asarray(weights.sum(axis=1), dtype=float).ravel()
    return sparse.csr_matrix(sparse.diags(_inverse(total)) @ weights)


def _inverse(values: Floats) -> Floats:
    inverse: Floats = np.divide(1.0, values, out=np.zeros(len(values)), where=values > 0)
    return inverse


def _on_ties(one: sparse.csr_matrix, other: sparse.csr_matrix, ties: sparse.csr_matrix) -> sparse.csr_matrix:
    """Return the product of two matrices where there is a tie."""
    pattern = sparse.csr_matrix((np.ones(ties.nnz), ties.indices, ties.indptr), ties.shape)
    return sparse.csr_matrix((one @ other).multiply(pattern))


def _isolated(weights: sparse.csr_matrix) -> NDArray[np.bool_]:
    alone: NDArray[np.bool_] = np.diff(weights.indptr) == 0
    return alone
