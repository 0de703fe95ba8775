"""Weighted ties between two sides: degrees, components, modularity, and the ties node after node."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Labels = NDArray[np.int64]
Floats = NDArray[np.float64]
Block = tuple[slice, Floats, Labels, Floats, Labels]
"""A run of nodes and their degrees; of their ties where each goes, its weight, and where the cells of its node begin."""
_CELLS = 1 << 14
"""Size of a block of gains: so many numbers stay near the processor."""


@dataclass(frozen=True, eq=False)
class Ties:
    """Weighted ties between places of two sides.

    Attributes:
        ends: place of each tie on the first and on the second side.
        weights: above 0, one for each tie.
        sizes: number of places of each side; one without a tie is a group by itself.
    """

    ends: tuple[Labels, Labels]
    weights: Floats
    sizes: tuple[int, int]

    @cached_property
    def degrees(self) -> tuple[Floats, Floats]:
        """Sum of the weights at each place, of both sides."""
        one, other = self.ends
        return summed(one, self.weights, self.sizes[0]), summed(other, self.weights, self.sizes[1])

    @cached_property
    def total(self) -> float:
        """Sum of the weights."""
        return float(self.weights.sum())

    def pieces(self, chosen: NDArray[np.bool_] | None = None) -> Labels:
        """Return the connected component of each place, first side first, by the ties that are chosen."""
        one, other = self.ends if chosen is None else (end[chosen] for end in self.ends)
        first = np.arange(sum(self.sizes))
        other = other + self.sizes[0]
        while len(one):
            np.minimum.at(first, np.maximum(one, other), np.minimum(one, other))
            while not np.array_equal(first, nearer := first[first]):
                first = nearer
            one, other = first[one], first[other]
            apart = one != other
            one, other = one[apart], other[apart]
        return (np.cumsum(first == np.arange(len(first))) - 1)[first]


def modularity(ties: Ties, one: Labels, other: Labels, resolution: float = 1.0) -> float:
    """Return the bipartite modularity of the groups of both sides, below 1; 0 without ties."""
    if not len(ties.weights):
        return 0.0
    rows, columns = ties.ends
    inside = float(ties.weights[one[rows] == other[columns]].sum())
    groups = int(max(one.max(), other.max())) + 1
    k, d = ties.degrees
    chance = float((summed(one, k, groups) * summed(other, d, groups)).sum())
    return inside / ties.total - resolution * chance / ties.total**2


class Side:
    """The nodes of one side, each with a tie, and their ties node after node.

    Attributes:
        own, across: place of each tie on this side and on the other; ``weights`` of the ties.
        starts: where the ties of each node begin; ``degrees`` of the nodes, ``each`` that of the node of each tie.
    """

    def __init__(self, ties: Ties, side: int) -> None:
        ends, n = ties.ends[side], len(ties.weights)
        order = np.sort(ends * n + np.arange(n)) % max(n, 1)  # much faster than a stable argsort
        self.own, self.across = ends[order], ties.ends[1 - side][order]
        self.weights, self.degrees = ties.weights[order], ties.degrees[side]
        self.each = self.degrees[self.own]
        number = np.bincount(ends, minlength=ties.sizes[side])
        self.starts = np.cumsum(number) - number

    def blocks(self, groups: int) -> Iterator[Block]:
        """Yield the nodes in blocks of about :data:`_CELLS` cells, one for each node and group."""
        step, n = max(1, _CELLS // groups), len(self.degrees)
        edges = [*self.starts[::step].tolist(), len(self.own)]
        for first, (low, high) in zip(range(0, n, step), pairwise(edges), strict=True):
            nodes = slice(first, min(first + step, n))
            cells = (self.own[low:high] - first) * groups
            degrees = self.degrees[nodes, np.newaxis]
            yield nodes, degrees, self.across[low:high], self.weights[low:high], cells


def summed(places: Labels, weights: Floats, size: int) -> Floats:
    """Return the sum of the weights at each place, 0 for a place without."""
    return np.asarray(np.bincount(places, weights, size), dtype=float)


def numbered(labels: Labels) -> Labels:
    """Return the same groups with numbers 0, 1, .. in the order of their first member."""
    first = np.full(int(labels.max(initial=-1)) + 1, len(labels))
    np.minimum.at(first, labels, np.arange(len(labels)))
    rank = np.empty(len(first), np.int64)
    rank[np.argsort(first, kind="stable")] = np.arange(len(first))
    return rank[labels]
