"""The two-mode graph of actors and what they take part in, as a sparse matrix and as a networkx graph.

The two-mode graph is the truth; one-mode graphs are derived and weighted. Rows and columns stand in
the order of names, so that the same content gives the same result in any store and any row order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from dtz_network.analysis.claims import by_name
from dtz_network.analysis.initiatives import is_initiative, runs
from dtz_network.model.network import Network, Relationship
from dtz_network.model.remembered import remembered

Mode = Literal["projects", "bodies", "themes"]
MODES: tuple[Mode, ...] = ("projects", "bodies", "themes")
Weights = Mapping[Mode, float]


@dataclass(frozen=True)
class Affiliation:
    """One tie of the two-mode graph, with its weight and the relationships that it rests on."""

    actor: str
    affiliation: str
    weight: float = 1.0
    relationships: tuple[str, ...] = ()


@dataclass(frozen=True)
class TwoMode:
    """Actors (rows) by affiliations (columns): initiatives, bodies, themes.

    Attributes:
        actors, affiliations: ids of rows and columns; each has at least one tie.
        ties: sorted by row, then column; one for each pair.
    """

    actors: tuple[str, ...]
    affiliations: tuple[str, ...]
    ties: tuple[Affiliation, ...]

    @cached_property
    def partners(self) -> Mapping[str, tuple[str, ...]]:
        """The actors of each affiliation, in the order of the rows."""
        found: dict[str, list[str]] = {ident: [] for ident in self.affiliations}
        for tie in self.ties:
            found[tie.affiliation].append(tie.actor)
        return {ident: tuple(actors) for ident, actors in found.items()}

    @cached_property
    def work(self) -> Mapping[str, tuple[str, ...]]:
        """What each actor takes part in, in the order of the columns."""
        found: dict[str, list[str]] = {actor: [] for actor in self.actors}
        for tie in self.ties:
            found[tie.actor].append(tie.affiliation)
        return {actor: tuple(idents) for actor, idents in found.items()}

    @cached_property
    def places(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Row and column number of each tie."""
        row = {actor: i for i, actor in enumerate(self.actors)}
        column = {ident: j for j, ident in enumerate(self.affiliations)}
        rows = np.fromiter((row[tie.actor] for tie in self.ties), np.int64, len(self.ties))
        columns = np.fromiter((column[tie.affiliation] for tie in self.ties), np.int64, len(self.ties))
        return rows, columns

    @cached_property
    def incidence(self) -> sparse.csr_matrix:
        """Weights, shape (actors, affiliations)."""
        weights = np.fromiter((tie.weight for tie in self.ties), float, len(self.ties))
        return sparse.csr_matrix((weights, self.places), shape=(len(self.actors), len(self.affiliations)))


def two_mode(
    network: Network,
    without: Iterable[str] = (),
    *,
    actors: str = "Organization",
    weights: Weights | None = None,
    ended: bool = False,
) -> TwoMode:
    """Return who takes part in what; actors and affiliations without a tie are left out.

    Initiatives are those of :mod:`~dtz_network.analysis.initiatives`: no programmes, and of a network of a day those that
    run on it.

    Args:
        network: any network; ties to clusters and agreements are no work and do not count.
        without: ids to leave out, such as the bureau itself.
        actors: type of the rows. An organisation is in a body through the people that sit on its behalf.
        ended: also initiatives that do not run on the day of the network: what went together before.
        weights: modes to take as columns, with the weight of a tie in each; initiatives alone without.
    """
    chosen: Weights = weights if weights is not None else {"projects": 1.0}
    every = ended or not network.as_of
    return _two_mode(network, frozenset(without), actors, tuple(sorted(chosen.items())), ended=every)


@remembered
def _two_mode(
    network: Network,
    left_out: frozenset[str],
    actors: str,
    weights: tuple[tuple[Mode, float], ...],
    *,
    ended: bool,
) -> TwoMode:
    rows, chosen = {entity.id for entity in network.of_type(actors)} - left_out, dict(weights)
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    weight: dict[str, float] = {}
    for mode in MODES:
        for actor, affiliation, tie in _ties(network, mode, ended=ended) if mode in chosen else ():
            if actor in rows and affiliation not in left_out:
                found[actor, affiliation].append(tie.id)
                weight[affiliation] = float(chosen[mode])
    return _assemble(
        by_name(network, (actor for actor, _ in found)),
        by_name(network, weight),
        [Affiliation(a, p, weight[p], tuple(sorted(ids))) for (a, p), ids in found.items()],
    )


def from_pairs(pairs: Iterable[tuple[str, str]]) -> TwoMode:
    """Return the two-mode graph of (actor, affiliation) pairs, each of weight 1, sorted by id."""
    ties = [Affiliation(actor, affiliation) for actor, affiliation in set(pairs)]
    actors = sorted({tie.actor for tie in ties})
    return _assemble(actors, sorted({tie.affiliation for tie in ties}), ties)


def within(mode: TwoMode, actors: Iterable[str]) -> TwoMode:
    """Return the part of the graph that some actors make up, with what they take part in."""
    chosen = set(actors)
    ties = [tie for tie in mode.ties if tie.actor in chosen]
    joined = {tie.affiliation for tie in ties}
    rows = [actor for actor in mode.actors if actor in chosen]
    return _assemble(rows, [one for one in mode.affiliations if one in joined], ties)


def _assemble(actors: Sequence[str], affiliations: Sequence[str], ties: Iterable[Affiliation]) -> TwoMode:
    row = {actor: i for i, actor in enumerate(actors)}
    column = {ident: j for j, ident in enumerate(affiliations)}
    ordered = sorted(ties, key=lambda tie: (row[tie.actor], column[tie.affiliation]))
    return TwoMode(tuple(actors), tuple(affiliations), tuple(ordered))


def _ties(network: Network, mode: Mode, *, ended: bool) -> Iterator[tuple[str, str, Relationship]]:
    """Yield actor, affiliation and relationship of one mode."""
    if mode == "bodies":
        for tie in network.ties("Membership"):
            for actor in (tie.source, *tie.all("on_behalf_of")):
                yield actor, tie.target, tie
        return
    relation = "Participation" if mode == "projects" else "Activity"
    ends = {tie.target for tie in network.ties(relation)}
    if mode == "projects":
        counted = {end for end in ends if _counts(network, end, ended=ended)}
    else:
        counted = ends.intersection(theme.id for theme in network.of_type("Theme"))
    for tie in network.ties(relation):
        if tie.target in counted:
            yield tie.source, tie.target, tie


def _counts(network: Network, ident: str, *, ended: bool) -> bool:
    """Return whether work on something counts: an initiative, which runs on the day of the network (or ``ended``)."""
    return is_initiative(network, ident) and (ended or runs(network, ident))


def graph(mode: TwoMode) -> nx.Graph[str]:
    """Return the two-mode graph; node attribute ``side`` is "actor" or "affiliation", edges weigh."""
    made: Any = nx.Graph()
    made.add_nodes_from(mode.actors, side="actor")
    made.add_nodes_from(mode.affiliations, side="affiliation")
    made.add_weighted_edges_from((tie.actor, tie.affiliation, tie.weight) for tie in mode.ties)
    return made  # type: ignore[no-any-return, unused-ignore]


def collaboration(mode: TwoMode) -> sparse.csr_matrix:
    r"""Return the one-mode weights between actors, shape (actors, actors), zero diagonal, symmetric.

    .. math:: w_{ij} = \sum_p b_{ip} b_{jp} / (n_p - 1)

    over affiliations :math:`p` with :math:`n_p > 1` actors, so that a large one does not drown small
    ones; an actor's weights then sum to the number of its affiliations that it shares (Newman, M. E. J.,
    2001, Phys. Rev. E 64, 016132). Weights of ties are multiplied once.

    >>> mode = from_pairs([("a", "p"), ("b", "p"), ("c", "p"), ("a", "q"), ("b", "q")])
    >>> collaboration(mode).toarray()
    array([[0. , 1.5, 0.5],
           [1.5, 0. , 0.5],
           [0.5, 0.5, 0. ]])
    """
    size = np.bincount(mode.incidence.indices, minlength=len(mode.affiliations))
    each = np.divide(1.0, size - 1, out=np.zeros(len(size)), where=size > 1)
    shared = mode.incidence.copy()
    shared.data = each[shared.indices]
    joined = off_diagonal(sparse.csr_matrix(shared @ mode.incidence.T.tocsr()))
    if not joined.data.all():
        joined.eliminate_zeros()
    return joined


def off_diagonal(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    """Return a square matrix without its diagonal.

    >>> off_diagonal(sparse.csr_matrix([[2.0, 1.0], [0.0, 3.0]])).toarray()
    array([[0., 1.],
           [0., 0.]])
    """
    n = matrix.shape[0]
    rows = np.repeat(np.arange(n, dtype=matrix.indices.dtype), np.diff(matrix.indptr))
    kept = matrix.indices != rows
    gone = np.cumsum(np.bincount(rows[~kept], minlength=n))
    ends = matrix.indptr - np.concatenate([[0], gone]).astype(matrix.indptr.dtype)
    return sparse.csr_matrix((matrix.data[kept], matrix.indices[kept], ends), shape=(n, n))


def one_mode(mode: TwoMode) -> nx.Graph[str]:
    """Return the graph of actors, edges weighted as in :func:`collaboration`; isolates are kept."""
    made: Any = nx.Graph()
    made.add_nodes_from(mode.actors)
    upper = sparse.triu(collaboration(mode), 1).tocoo()
    made.add_weighted_edges_from(
        (mode.actors[i], mode.actors[j], float(w))
        for i, j, w in zip(upper.row, upper.col, upper.data, strict=True)
    )
    return made  # type: ignore[no-any-return, unused-ignore]
