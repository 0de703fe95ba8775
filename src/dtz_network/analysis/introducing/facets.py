"""What organisations have in common: themes, places, funds and bodies, their own and those of their initiatives.

The ground on which closeness is measured (:mod:`~dtz_network.analysis.introducing.closeness`), as sparse matrices. Rows
and columns stand in the order of names, so that the order of what was read does not matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeVar

import numpy as np
from scipy import sparse

from dtz_network.analysis import fits
from dtz_network.analysis.claims import by_name
from dtz_network.analysis.fits import Fit
from dtz_network.model.network import Network, Relationship

FacetKind = Literal["theme", "place", "fund", "body"]
KINDS: tuple[FacetKind, ...] = ("theme", "place", "fund", "body")
TOO_COMMON = 0.5
"""A facet that more than this share of the organisations has tells nothing about two of them."""
_TO_FACET: Mapping[str, FacetKind] = {"Activity": "theme", "Location": "place"}
T = TypeVar("T")


@dataclass(frozen=True, order=True)
class Facet:
    """Something that organisations can share: the id of a theme, region, fund or body."""

    kind: FacetKind
    ident: str


@dataclass(frozen=True)
class Mention:
    """One reason why an organisation counts in a facet: its own tie, or that of its initiative."""

    facet: Facet
    project: str
    relationships: tuple[str, ...]


@dataclass(frozen=True)
class Ground:
    """Organisations, what they take part in and what they share.

    Attributes:
        actors, projects, facets: ids of the rows and columns below.
        partners: 1 where an organisation takes part, shape (actors, projects).
        own: 1 where a facet is that of the organisation itself, shape (actors, facets).
        of_projects: 1 where a facet is that of an initiative, shape (projects, facets).
        fits: summed weights of offers that meet needs, symmetric, shape (actors, actors).
    """

    actors: tuple[str, ...]
    projects: tuple[str, ...]
    facets: tuple[Facet, ...]
    partners: sparse.csr_matrix
    own: sparse.csr_matrix
    of_projects: sparse.csr_matrix
    fits: sparse.csr_matrix

    @cached_property
    def counts(self) -> sparse.csr_matrix:
        """How often an organisation counts in a facet: itself and by its initiatives; too common ones 0."""
        found = sparse.csr_matrix(self.own + self.partners @ self.of_projects)
        holders = np.bincount(found.indices, minlength=found.shape[1])
        kept = holders <= max(TOO_COMMON * len(self.actors), 2)
        found.data *= kept[found.indices]
        found.eliminate_zeros()
        found.sort_indices()
        return found


def ground(network: Network, without: Iterable[str] = ()) -> Ground:
    """Return what the organisations of a network take part in and share; ``without`` leaves ids out."""
    left_out = set(without)
    actors = tuple(e.id for e in network.of_type("Organization") if e.id not in left_out)
    projects = tuple(e.id for e in network.of_type("Project") if e.id not in left_out)
    of_actors = {actor: mentions(network, actor) for actor in actors}
    of_projects = {project: mentions(network, project) for project in projects}
    facets = _facets(network, [*of_actors.values(), *of_projects.values()])
    joined = [(tie.source, tie.target) for tie in network.ties("Participation")]
    return Ground(
        actors,
        projects,
        facets,
        matrix(joined, actors, projects),
        matrix(_pairs(of_actors), actors, facets),
        matrix(_pairs(of_projects), projects, facets),
        _fit_matrix(fits.everywhere(network), actors),
    )


def _pairs(found: Mapping[str, Sequence[Mention]]) -> Iterator[tuple[str, Facet]]:
    for owner, said in found.items():
        for mention in said:
            yield owner, mention.facet


def _facets(network: Network, found: Iterable[Sequence[Mention]]) -> tuple[Facet, ...]:
    every = {mention.facet for said in found for mention in said}
    made: list[Facet] = []
    for kind in KINDS:
        made += [Facet(kind, ident) for ident in by_name(network, (f.ident for f in every if f.kind == kind))]
    return tuple(made)


def matrix(pairs: Iterable[tuple[str, T]], rows: Sequence[str], columns: Sequence[T]) -> sparse.csr_matrix:
    """Return 1 for each pair of a row and a column, once; pairs of others are left out."""
    row = {ident: i for i, ident in enumerate(rows)}
    column = {ident: j for j, ident in enumerate(columns)}
    places = sorted({(row[a], column[b]) for a, b in pairs if a in row and b in column})
    i = np.fromiter((place[0] for place in places), np.int64, len(places))
    j = np.fromiter((place[1] for place in places), np.int64, len(places))
    return sparse.csr_matrix((np.ones(len(places)), (i, j)), shape=(len(rows), len(columns)))


def mentions(network: Network, owner: str) -> tuple[Mention, ...]:
    """Return the facets of an organisation or initiative itself, each with the ties that say so."""
    found: dict[Facet, list[str]] = defaultdict(list)
    for tie in network.ties_of(owner):
        facet = _facet(network, tie, owner)
        if facet is not None and facet.ident in network.entities:
            found[facet].append(tie.id)
    return tuple(Mention(facet, "", tuple(sorted(found[facet]))) for facet in sorted(found))


def _facet(network: Network, tie: Relationship, owner: str) -> Facet | None:
    if tie.type in _TO_FACET and tie.source == owner:
        return Facet(_TO_FACET[tie.type], tie.target)
    if tie.type == "Funding" and tie.target == owner and network.is_a(tie.source, "Fund"):
        return Facet("fund", tie.source)
    if tie.type == "Membership" and owner in tie.all("on_behalf_of"):
        return Facet("body", tie.target)
    return None


class Mentions:
    """Why organisations count in facets; what was looked up is kept."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self._own: dict[str, dict[Facet, Mention]] = {}
        self._work: dict[str, dict[str, list[str]]] = {}

    def of(self, actor: str, facet: Facet) -> tuple[Mention, ...]:
        """Return why an organisation counts in a facet: by itself, and by each of its initiatives."""
        own = self._of(actor).get(facet)
        found = [own] if own else []
        taking_part = self._taking_part(actor)
        through = [project for project in taking_part if facet in self._of(project)]
        for project in by_name(self.network, through):
            ties = (*sorted(taking_part[project]), *self._of(project)[facet].relationships)
            found.append(Mention(facet, project, ties))
        return tuple(found)

    def _taking_part(self, actor: str) -> Mapping[str, Sequence[str]]:
        """Return the initiatives of an organisation, each with the ties that say so."""
        if actor not in self._work:
            work = self._work[actor] = {}
            for tie in self.network.ties_of(actor, "Participation"):
                if tie.source == actor and self.network.is_a(tie.target, "Project"):
                    work.setdefault(tie.target, []).append(tie.id)
        return self._work[actor]

    def _of(self, owner: str) -> dict[Facet, Mention]:
        if owner not in self._own:
            self._own[owner] = {mention.facet: mention for mention in mentions(self.network, owner)}
        return self._own[owner]


def _fit_matrix(found: Sequence[Fit], actors: Sequence[str]) -> sparse.csr_matrix:
    weight = fits.weights(found)
    row = {ident: i for i, ident in enumerate(actors)}
    summed: dict[tuple[int, int], float] = defaultdict(float)
    for fit in found:
        if fit.giver in row and fit.taker in row:
            i, j = row[fit.giver], row[fit.taker]
            summed[i, j] += weight[fit.need]
            summed[j, i] += weight[fit.need]
    places = sorted(summed)
    shape = (len(actors), len(actors))
    if not places:
        return sparse.csr_matrix(shape)
    i_, j_ = zip(*places, strict=True)
    return sparse.csr_matrix(([summed[place] for place in places], (i_, j_)), shape=shape)
