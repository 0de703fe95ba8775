r"""Partitions of the two-mode graph: one run, many runs, their consensus, and random twins.

A run starts from Louvain (Blondel et al. 2008) and is refined by BRIM, which raises the bipartite
modularity

.. math:: Q_B = \frac{1}{m} \sum_{ij} (B_{ij} - \gamma k_i d_j / m)\, \delta(g_i, h_j)

(Barber, M. J., 2007, Phys. Rev. E 76, 066102; with weights: Beckett 2016). A lower resolution
:math:`\gamma` gives fewer, larger groups (Reichardt & Bornholdt 2006); 1 is the plain measure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from dtz_network.analysis.projection import TwoMode

Labels = NDArray[np.int64]
Seen = Callable[[int], None]
LIMIT = 200
"""Rounds of BRIM at most; it has never needed 20."""
DENSE = 3000
"""Up to so many nodes the runs are joined to a consensus; beyond it the best run stands."""


@dataclass(frozen=True)
class Split:
    """Group numbers of the actors and of the affiliations of a two-mode graph."""

    actors: Labels
    affiliations: Labels

    @property
    def labels(self) -> Labels:
        """All group numbers, actors first."""
        return np.concatenate([self.actors, self.affiliations])


def modularity(mode: TwoMode, split: Split, resolution: float = 1.0) -> float:
    """Return the bipartite modularity of a partition, below 1; 0 without ties (Barber 2007)."""
    total = float(mode.incidence.sum())
    if not total:
        return 0.0
    rows, columns = mode.places
    weight = mode.incidence.tocoo().data
    inside = float(weight[split.actors[rows] == split.affiliations[columns]].sum())
    groups = int(max(split.actors.max(), split.affiliations.max())) + 1
    k = np.bincount(split.actors, _degrees(mode.incidence, 1), groups)
    d = np.bincount(split.affiliations, _degrees(mode.incidence, 0), groups)
    return inside / total - resolution * float(k @ d) / total**2


def run(mode: TwoMode, seed: int, resolution: float = 1.0) -> Split:
    """Return one partition: Louvain with this seed, then BRIM."""
    labels = _louvain(_numbered(mode), len(mode.actors) + len(mode.affiliations), seed, resolution)
    return refine(mode, labels[len(mode.actors) :], int(labels.max()) + 1, resolution)


def _numbered(mode: TwoMode) -> nx.Graph[int]:
    """Return the graph with places as nodes, actors first: nothing hangs on how text is hashed."""
    rows, columns = mode.places
    made: nx.Graph[int] = nx.Graph()
    made.add_nodes_from(range(len(mode.actors) + len(mode.affiliations)))
    ends = zip(rows.tolist(), (columns + len(mode.actors)).tolist(), mode.ties, strict=True)
    made.add_weighted_edges_from((row, column, tie.weight) for row, column, tie in ends)
    return made


def _louvain(made: nx.Graph[int], nodes: int, seed: int, resolution: float = 1.0) -> Labels:
    """Return the group of each node 0, 1, .. of a weighted graph."""
    labels = np.zeros(nodes, dtype=np.int64)
    found = nx.community.louvain_communities(made, seed=seed, resolution=resolution)
    for number, members in enumerate(sorted(found, key=min)):
        labels[list(members)] = number
    return labels


def start_anywhere(mode: TwoMode, seed: int, groups: int) -> Split:
    """Return one partition: affiliations thrown into ``groups`` at random, then BRIM."""
    rng = np.random.default_rng(seed)
    return refine(mode, rng.integers(groups, size=len(mode.affiliations)), groups)


def refine(mode: TwoMode, affiliations: Labels, groups: int, resolution: float = 1.0) -> Split:
    """Return the partition in which no side can be relabelled to a higher modularity (BRIM).

    Groups are joined where that raises it too, which BRIM alone cannot do.
    """
    best = _alternate(mode, affiliations, groups, resolution)
    while (joined := _join(mode, best, resolution)) is not None:
        best = _alternate(mode, joined.affiliations, groups, resolution)
    return best


def _alternate(mode: TwoMode, affiliations: Labels, groups: int, resolution: float) -> Split:
    matrix, turned = mode.incidence, mode.incidence.T.tocsr()
    k, d, total = _degrees(matrix, 1), _degrees(matrix, 0), float(matrix.sum())
    scale = resolution / max(total, 1e-300)
    actors = _best(matrix, affiliations, k * scale, d, groups)
    quality, kept = -np.inf, Split(actors, affiliations)
    for _ in range(LIMIT):
        affiliations = _best(turned, actors, d * scale, k, groups)
        actors = _best(matrix, affiliations, k * scale, d, groups)
        made = Split(actors, affiliations)
        now = modularity(mode, made, resolution)
        if now <= quality + 1e-12:
            break
        quality, kept = now, made
    return kept


def _best(
    matrix: sparse.csr_matrix,
    other: Labels,
    own: NDArray[np.float64],
    degrees: NDArray[np.float64],
    groups: int,
) -> Labels:
    """Return for each row the group with most weight above expectation ``own * degrees``."""
    hot = sparse.csr_matrix((np.ones(len(other)), (np.arange(len(other)), other)), shape=(len(other), groups))
    gain = (matrix @ hot).toarray() - np.outer(own, hot.T @ degrees)
    return np.asarray(np.argmax(np.round(gain, 9), axis=1), dtype=np.int64)


def _join(mode: TwoMode, split: Split, resolution: float) -> Split | None:
    """Return the partition with the two groups joined that raise modularity most, None if none do."""
    groups = int(split.labels.max()) + 1
    rows, columns = mode.places
    total = float(mode.incidence.sum())
    between = np.zeros((groups, groups))
    np.add.at(between, (split.actors[rows], split.affiliations[columns]), mode.incidence.tocoo().data)
    expected = np.outer(between.sum(axis=1), between.sum(axis=0)) * resolution / total
    gain = np.triu(between + between.T - expected - expected.T, 1) / total
    one, other = np.unravel_index(int(np.argmax(np.round(gain, 12))), gain.shape)
    if groups < 2 or gain[one, other] <= 1e-9:
        return None
    return Split(*(np.where(x == other, one, x) for x in (split.actors, split.affiliations)))


def _degrees(matrix: sparse.csr_matrix, axis: int) -> NDArray[np.float64]:
    return np.asarray(matrix.sum(axis=axis), dtype=float).ravel()


def consensus(mode: TwoMode, splits: Sequence[Split], seed: int, resolution: float = 1.0) -> Split:
    """Return the partition on which most runs agree, if it is as modular as the best run, else that run.

    Pairs that sit together in half of the runs or more are tied by that share, Louvain groups these ties,
    BRIM refines (after Lancichinetti & Fortunato 2012).
    """
    best = max(splits, key=lambda split: round(modularity(mode, split, resolution), 9))
    if len(best.labels) > DENSE:
        return best
    together = sum((s.labels[:, None] == s.labels[None, :]).astype(float) for s in splits) / len(splits)
    together[together < 0.5] = 0
    np.fill_diagonal(together, 0)
    labels = _louvain(nx.from_numpy_array(together), len(together), seed)
    found = refine(mode, labels[len(mode.actors) :], int(labels.max()) + 1, resolution)
    near = modularity(mode, found, resolution) >= modularity(mode, best, resolution) - 0.005
    return found if near else best


def together(members: Labels, splits: Sequence[Labels]) -> NDArray[np.float64]:
    """Return for each member the mean share of the other members it sits with over the splits (0..1).

    ``members`` are places in the labels of each split; -1 in a split means: not there, not counted.
    """
    share, counted = np.zeros(len(members)), np.zeros(len(members))
    for labels in splits:
        here = labels[members]
        there = here >= 0
        sizes = np.bincount(here[there], minlength=1)
        others = max(int(there.sum()) - 1, 1)
        share[there] += (sizes[here[there]] - 1) / others
        counted[there] += 1
    return np.divide(share, counted, out=np.zeros(len(members)), where=counted > 0)


def thin(mode: TwoMode, drop: float, seed: int) -> TwoMode:
    """Return the graph without a random share of its ties; rows and columns stay."""
    chosen = zip(mode.ties, kept(len(mode.ties), drop, seed), strict=True)
    return replace(mode, ties=tuple(tie for tie, keep in chosen if keep))


def kept(ties: int, drop: float, seed: int) -> NDArray[np.bool_]:
    """Return which of a number of ties stay when a random share is left out."""
    return np.asarray(np.random.default_rng(seed).random(ties) >= drop)


def twin(mode: TwoMode, seed: int) -> TwoMode:
    """Return a random two-mode graph with the same degrees (curveball, Strona et al. 2014)."""
    rng = np.random.default_rng(seed)
    weight = {tie.affiliation: tie.weight for tie in mode.ties}
    rows: list[set[int]] = [set() for _ in mode.actors]
    for i, j in zip(*mode.places, strict=True):
        rows[int(i)].add(int(j))
    for one, other in rng.integers(len(rows), size=(5 * len(rows), 2)):
        _trade(rows, int(one), int(other), rng)
    example = mode.ties[0]
    ties = (
        replace(example, actor=mode.actors[i], affiliation=a, weight=weight[a], relationships=())
        for i, columns in enumerate(rows)
        for a in (mode.affiliations[j] for j in sorted(columns))
    )
    return replace(mode, ties=tuple(ties))


def _trade(rows: list[set[int]], one: int, other: int, rng: np.random.Generator) -> None:
    """Let two actors exchange the affiliations that they do not share, at random."""
    if one == other:
        return
    shared = rows[one] & rows[other]
    pool = np.array(sorted((rows[one] | rows[other]) - shared), dtype=np.int64)
    mine = set(rng.permutation(pool)[: len(rows[one]) - len(shared)].tolist())
    rows[one], rows[other] = shared | mine, shared | (set(pool.tolist()) - mine)
