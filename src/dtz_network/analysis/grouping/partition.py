"""Partitions of the two-mode graph: one run, the consensus of many, with ties left out, and random twins.

The search itself is in :mod:`~dtz_network.analysis.grouping.search`; a lower resolution gives fewer, larger groups
(Reichardt & Bornholdt 2006), 1 is the plain measure (Barber 2007; with weights: Beckett 2016).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from dtz_network.analysis.grouping import search, two_sides
from dtz_network.analysis.grouping.search import Search, Start
from dtz_network.analysis.grouping.two_sides import Labels, Ties
from dtz_network.analysis.projection import TwoMode
from dtz_network.analysis.random_ties import shuffles

NEAR = 0.005
"""A consensus stands where it is less than this below the most modular groups."""


@dataclass(frozen=True)
class Split:
    """Group numbers of the actors and of the affiliations of a two-mode graph."""

    actors: Labels
    affiliations: Labels

    @property
    def labels(self) -> Labels:
        """All group numbers, actors first."""
        return np.concatenate([self.actors, self.affiliations])


def ties_of(mode: TwoMode) -> Ties:
    """Return the ties of a two-mode graph by place, actors on the first side."""
    weights = np.fromiter((tie.weight for tie in mode.ties), float, len(mode.ties))
    return Ties(mode.places, weights, (len(mode.actors), len(mode.affiliations)))


def modularity(mode: TwoMode, split: Split, resolution: float = 1.0) -> float:
    """Return the bipartite modularity of a partition, below 1; 0 without ties (Barber 2007)."""
    return two_sides.modularity(ties_of(mode), split.actors, split.affiliations, resolution)


def run(mode: TwoMode, seed: int, resolution: float = 1.0) -> Split:
    """Return one partition, from this seed."""
    ready = Search(ties_of(mode), resolution)
    return Split(*ready.whole(ready.run(seed)))


def consensus(ready: Search, runs: Sequence[Labels]) -> Labels:
    """Return the groups on which most runs agree, if they are as modular as the best, else the best.

    The best comes of all runs together (:meth:`.Search.combined`); from there agreement is climbed
    (:func:`~dtz_network.analysis.grouping.search.agreed`), then modularity.
    """
    best = ready.combined(runs)
    found = ready.improved(search.agreed(runs, best, ready.ties.sizes[0]))
    return found if ready.quality(found) >= ready.quality(best) - NEAR else best


def together(members: Labels, splits: Sequence[Labels]) -> NDArray[np.float64]:
    """Return for each member the mean share of the other members it sits with over the splits (0..1).

    ``members`` are places in the labels of each split; -1 in a split means: not there, not counted.
    """
    here = np.array([labels[members] for labels in splits], np.int64).reshape(-1, len(members)) + 1
    there, width = here > 0, int(here.max(initial=0)) + 1
    here += np.arange(len(here))[:, np.newaxis] * width
    sizes = np.bincount(here.ravel(), minlength=1)[here] - 1
    others = np.maximum(there.sum(axis=1) - 1, 1)[:, np.newaxis]
    share, counted = np.where(there, sizes / others, 0.0).sum(axis=0), there.sum(axis=0)
    shares: NDArray[np.float64] = np.divide(share, counted, out=np.zeros(len(members)), where=counted > 0)
    return shares


def thin(mode: TwoMode, drop: float, seed: int) -> TwoMode:
    """Return the graph without a random share of its ties; rows and columns stay."""
    chosen = zip(mode.ties, kept(len(mode.ties), drop, seed), strict=True)
    return replace(mode, ties=tuple(tie for tie, keep in chosen if keep))


def kept(ties: int, drop: float, seed: int) -> NDArray[np.bool_]:
    """Return which of a number of ties stay when a random share is left out."""
    return np.asarray(np.random.default_rng(seed).random(ties) >= drop)


def thinned(
    ties: Ties, drop: float, seed: int, resolution: float, steps: int, start: Start | None = None
) -> Labels:
    """Return the groups of the actors with a share of the ties missing; -1 for one that lost all."""
    chosen = kept(len(ties.weights), drop, seed)
    ends = (ties.ends[0][chosen], ties.ends[1][chosen])
    left = Ties(ends, ties.weights[chosen], ties.sizes)
    ready = Search(left, resolution, start)
    labels = ready.whole(ready.run(seed, steps))[0]
    labels[left.degrees[0] == 0] = -1
    return labels


def twin(ties: Ties, seed: int) -> Ties:
    """Return random ties with the same degrees on both sides, none twice (see :mod:`~dtz_network.analysis.random_ties`)."""
    rows, columns = ties.ends
    (other,) = shuffles(rows, columns, 1, seed, ties.weights)
    return Ties((rows, other), ties.weights, ties.sizes)
