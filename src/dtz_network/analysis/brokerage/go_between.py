r"""Five roles of a go-between: whose parties does an actor bring together? (Gould & Fernandez 1989)

An actor :math:`v` brokers between :math:`i` and :math:`k` when :math:`i \to v \to k` and not :math:`i \to k`.
By the groups of the three the role is: *coordinator* (all in one), *consultant* (both others in one group
that is not that of :math:`v`), *representative* (:math:`i` in its own group, :math:`k` not), *gatekeeper*
(the reverse), *liaison* (three groups). Ordered pairs are counted, so in a network without directions each
pair counts twice; a pair may be counted for several go-betweens.

Expectation and spread are exact for ties that each exist with the density of the network, groups as they
are (Gould, R. V. & Fernandez, R. M., 1989, Sociol. Methodol. 19, 89-126): of pairs in role with chance
:math:`q = p^2 (1-p)`, two that share a tie of :math:`v` covary by :math:`p^3 (1-p)^3`; without directions
coordinator, consultant and liaison count each pair twice.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

ROLES = ("coordinator", "consultant", "representative", "gatekeeper", "liaison")
"""w_I, w_O, b_IO, b_OI and b_O of Gould and Fernandez."""
Table = NDArray[np.float64]


@dataclass(frozen=True)
class Brokerage:
    """Roles of every actor: arrays of shape (actors, 5), columns as in :data:`ROLES`.

    Attributes:
        counts: pairs between which the actor brokers; ``expected`` by density and group sizes.
        z: (counts - expected) over their standard deviation; 0 where that is nought.
    """

    counts: Table
    expected: Table
    z: Table


def of(ties: sparse.csr_matrix, groups: Sequence[Hashable]) -> Brokerage:
    """Return who brokers in which role; ties (weights do not count) may be directed, isolates have 0.

    >>> path = sparse.csr_matrix([[0, 1, 0], [1, 0, 1], [0, 1, 0]])
    >>> of(path, ["a", "b", "c"]).counts.sum(axis=0)  # the middle one between two other groups
    array([0., 0., 0., 0., 2.])
    """
    binary = sparse.csr_matrix((np.ones(ties.nnz), ties.indices, ties.indptr), ties.shape)
    binary.setdiag(0)
    binary.eliminate_zeros()
    number = {group: i for i, group in enumerate(dict.fromkeys(groups))}
    of_row = np.array([number[group] for group in groups], dtype=np.int64)
    counts = _open_pairs(binary, of_row) - _closed_pairs(binary, of_row)
    symmetric = (binary != binary.T).nnz == 0
    n = len(of_row)
    density = binary.nnz / (n * (n - 1)) if n > 1 else 0.0
    expected, spread = chance(density, of_row, symmetric=symmetric)
    z = np.divide(counts - expected, spread, out=np.zeros_like(counts), where=spread > 0)
    return Brokerage(counts, expected, z)


def _open_pairs(binary: sparse.csr_matrix, of_row: NDArray[np.int64]) -> Table:
    """Return the pairs of an in- and an out-contact of each actor by role, whether they are tied or not."""
    size = int(of_row.max(initial=-1)) + 1
    n = len(of_row)
    member = sparse.csr_matrix((np.ones(n), (np.arange(n), of_row)), shape=(n, size))
    into, out = (binary.T @ member).toarray(), (binary @ member).toarray()
    same = np.arange(n), of_row
    own_in, own_out = into[same], out[same]
    all_in, all_out = into.sum(axis=1), out.sum(axis=1)
    one_group = (into * out).sum(axis=1) - own_in * own_out
    across = (all_in - own_in) * (all_out - own_out) - one_group
    both = sparse.csr_matrix(binary.multiply(binary.T) @ member).toarray()
    own_both = both[same]
    return np.column_stack([
        own_in * own_out - own_both,
        one_group - (both.sum(axis=1) - own_both),
        own_in * (all_out - own_out),
        (all_in - own_in) * own_out,
        across,
    ])  # fmt: skip


def _closed_pairs(binary: sparse.csr_matrix, of_row: NDArray[np.int64]) -> Table:
    """Return the pairs among them that are tied themselves."""
    own, other = _split(binary, of_row)
    into_own, into_other = sparse.csr_matrix(own.T), sparse.csr_matrix(other.T)

    def sums(
        into: sparse.csr_matrix, between: sparse.csr_matrix, out: sparse.csr_matrix
    ) -> NDArray[np.float64]:
        return np.asarray((into @ between).multiply(out).sum(axis=1), dtype=float).ravel()

    return np.column_stack([
        sums(into_own, own, own),
        sums(into_other, own, other),
        sums(into_own, other, other),
        sums(into_other, other, own),
        sums(into_other, other, other),
    ])  # fmt: skip


def _split(
    binary: sparse.csr_matrix, of_row: NDArray[np.int64]
) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
    """Return the ties inside groups and those across."""
    both = binary.tocoo()
    inside = of_row[both.row] == of_row[both.col]

    def part(kept: NDArray[np.bool_]) -> sparse.csr_matrix:
        ends = (both.row[kept], both.col[kept])
        return sparse.csr_matrix((np.ones(int(kept.sum())), ends), shape=binary.shape)

    return part(inside), part(~inside)


def chance(p: float, of_row: NDArray[np.int64], *, symmetric: bool) -> tuple[Table, Table]:
    """Return mean and standard deviation of the counts where each tie exists with chance ``p``."""
    sizes = np.bincount(of_row).astype(float)
    pairs, sharing = _pairs_and_sharing(sizes, len(of_row), symmetric=symmetric)
    q = p**2 * (1 - p)
    once, covary = q * (1 - q), (p * (1 - p)) ** 3
    times = np.array([2.0, 2.0, 1.0, 1.0, 2.0]) if symmetric else np.ones(5)
    variance = times**2 * (pairs / times * once + sharing * covary)
    return (q * pairs)[of_row], np.sqrt(np.maximum(variance, 0))[of_row]


def _pairs_and_sharing(sizes: NDArray[np.float64], n: int, *, symmetric: bool) -> tuple[Table, Table]:
    """Return for a member of each group its possible pairs by role, and the ordered pairs of those sharing a tie."""
    own, rest = sizes - 1, n - sizes
    others = sizes[None, :] * (1 - np.eye(len(sizes)))
    same = (others * (others - 1)).sum(axis=1)
    wide = others * (rest[:, None] - others)
    pairs = np.column_stack([own * (own - 1), same, own * rest, rest * own, wide.sum(axis=1)])
    ends = 1 if symmetric else 2
    sharing = np.column_stack([
        ends * own * (own - 1) * (own - 2),
        ends * (others * (others - 1) * (others - 2)).sum(axis=1),
        own * rest * (rest - 1) + rest * own * (own - 1),
        own * rest * (rest - 1) + rest * own * (own - 1),
        ends * (wide * (rest[:, None] - others - 1)).sum(axis=1),
    ])  # fmt: skip
    return pairs, np.maximum(sharing, 0)
