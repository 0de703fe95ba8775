"""Which things are drawn together: the groups that were given, or what neighbours agree on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Labels = NDArray[np.int64]
NONE = -1


def gather(matrix: sparse.csr_matrix, groups: Sequence[Sequence[int]], rounds: int = 4) -> Labels:
    """Return a group number for each thing; one outside all groups joins where most of its ties go.

    What has no tie to any group, in a few steps, stays -1.
    """
    labels = np.full(matrix.shape[0], NONE, dtype=np.int64)
    for number, members in enumerate(groups):
        for member in members:
            labels[member] = number if labels[member] == NONE else labels[member]
    if not groups:
        return labels
    for _ in range(rounds):
        waiting = np.flatnonzero(labels == NONE)
        votes = _votes(matrix[waiting], labels, len(groups))
        reached = np.flatnonzero(np.diff(votes.indptr))
        if not len(reached):
            break
        labels[waiting[reached]] = _most(votes, reached)
    return labels


def _most(votes: sparse.csr_matrix, rows: Labels) -> Labels:
    """Return for each row (none empty, all others are) the column with most votes, of equals the first."""
    starts = votes.indptr[rows]
    best = np.repeat(np.maximum.reduceat(votes.data, starts), np.diff(votes.indptr)[rows])
    places = np.where(votes.data == best, np.arange(len(best)), len(best))
    return np.asarray(votes.indices[np.minimum.reduceat(places, starts)], dtype=np.int64)


def _votes(matrix: sparse.csr_matrix, labels: Labels, groups: int) -> sparse.csr_matrix:
    """Return how many ties each thing has to each group, the groups of a thing in their order."""
    known = np.flatnonzero(labels >= 0)
    hot = sparse.csr_matrix((np.ones(len(known)), (known, labels[known])), shape=(len(labels), groups))
    votes = sparse.csr_matrix(matrix @ hot)
    votes.sort_indices()
    return votes


def spread(matrix: sparse.csr_matrix, rounds: int = 12) -> Labels:
    """Return a group number for each thing by label propagation (Raghavan et al. 2007).

    A tie counts less the busier its ends are, so that a hub does not swallow everything. For pictures
    only: reports speak of groups that the analysis found.
    """
    degrees = np.maximum(np.diff(matrix.indptr), 1)
    labels = np.arange(matrix.shape[0], dtype=np.int64)
    for _ in range(rounds):
        changed = 0
        for node in range(len(labels)):
            near = matrix.indices[matrix.indptr[node] : matrix.indptr[node + 1]]
            best = _favourite(labels, near, degrees, int(labels[node]))
            changed += best != labels[node]
            labels[node] = best
        if changed < len(labels) / 200:
            break
    labels = np.asarray(np.unique(labels, return_inverse=True)[1], dtype=np.int64)
    return _join_small(matrix, labels)


def _join_small(matrix: sparse.csr_matrix, labels: Labels, least: int = 12, rounds: int = 6) -> Labels:
    """Return the groups with small ones joined to the group that they have most ties with."""
    for _ in range(rounds):
        sizes = np.bincount(labels)
        if sizes.min() >= least:
            break
        groups = len(sizes)
        hot = sparse.csr_matrix((np.ones(len(labels)), (np.arange(len(labels)), labels)))
        between = sparse.csr_matrix(hot.T @ matrix @ hot)
        target = np.arange(groups)
        for group in np.flatnonzero(sizes < least).tolist():
            start, end = between.indptr[group], between.indptr[group + 1]
            outside = [
                (w, -c)
                for c, w in zip(between.indices[start:end], between.data[start:end], strict=True)
                if c != group
            ]
            if outside:
                target[group] = target[-max(outside)[1]]
        labels = np.asarray(np.unique(target[labels], return_inverse=True)[1], dtype=np.int64)
    return labels


def _favourite(labels: Labels, near: Labels, degrees: Labels, own: int) -> int:
    weight: dict[int, float] = {own: 1e-6}
    for other in near.tolist():
        label = int(labels[other])
        weight[label] = weight.get(label, 0.0) + 1.0 / float(degrees[other])
    return min(weight, key=lambda label: (-weight[label], label))
