"""Learning pathways from vmbo, havo and vwo to mbo, hbo and wo, a sector at a time: where a step is missing.

Schools stand in layers by their levels. A school belongs to a sector by its own activity or through an
initiative of that sector in which it takes part; two schools are linked in a sector by a collaboration or
by an initiative of that sector. The weakest step of a route is the minimum cut between its ends: the
smallest number of links whose loss breaks it (Menger 1927; Ford & Fulkerson 1956). A school that offers
two levels passes its own pupils on. All this is about schools, not about programmes: whether a pupil can
go on, only data by programme tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import networkx as nx

from dtz_network.analysis.claims import Basis, basis, by_name
from dtz_network.model.network import Entity, Network

ROUTES: tuple[tuple[str, ...], ...] = (("vmbo", "mbo", "hbo", "wo"), ("havo", "hbo", "wo"), ("vwo", "wo"))
"""The routes by level, the first step first."""
STEPS: tuple[tuple[str, str], ...] = tuple(
    dict.fromkeys(step for route in ROUTES for step in pairwise(route))
)
METHOD = "links between schools by sector; minimum cut (Menger 1927; Ford & Fulkerson 1956)"
_Node = tuple[str, str]
_START: _Node = ("", "start")
_END: _Node = ("", "end")
_FREE = 1_000_000


@dataclass(frozen=True)
class Link:
    """Two schools (or one school with both levels) and what ties them in a sector.

    Attributes:
        ties: collaborations and shared initiatives; ``projects`` ids of the latter.
        relationships: ids of what is recorded.
    """

    one: str
    other: str
    ties: int
    relationships: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """One step of a route in a sector.

    Attributes:
        links: of schools of the one level with schools of the next; a school with both links to itself.
        lower, upper: schools with these levels in the sector.
    """

    level: str
    following: str
    lower: tuple[str, ...]
    upper: tuple[str, ...]
    links: tuple[Link, ...]

    @property
    def missing(self) -> str:
        """What is missing: the level without a school, "link" where both have schools, "" if nothing."""
        if not self.lower:
            return self.level
        if not self.upper:
            return self.following
        return "" if self.links else "link"


@dataclass(frozen=True)
class Route:
    """A whole route, and how strong its longest unbroken stretch is.

    Attributes:
        missing: the steps that lack a school or a link.
        stretch: levels of the longest part without such a step (the first of equals), () if none.
        width: ties that must be lost to break the stretch; 0 where no school joins its steps.
        weakest: the steps where these ties are.
        own_school: whether one school offers the whole stretch and so cannot be cut off.
    """

    levels: tuple[str, ...]
    missing: tuple[tuple[str, str], ...]
    stretch: tuple[str, ...]
    width: int
    weakest: tuple[tuple[str, str], ...]
    own_school: bool


@dataclass(frozen=True)
class Pathway:
    """The steps and routes of one sector ("" for all schools, whatever their sector)."""

    sector: str
    schools: tuple[str, ...]
    steps: tuple[Step, ...]
    routes: tuple[Route, ...]


@dataclass(frozen=True)
class Pathways:
    """The pathways of all sectors that have a school, by name; then of all schools together.

    Attributes:
        without_level, without_sector: schools of which that is not recorded; they are in no sector's steps.
        without_school: sectors in which no school is recorded to work.
        schools: number of schools.
    """

    pathways: tuple[Pathway, ...]
    without_level: tuple[str, ...]
    without_sector: tuple[str, ...]
    without_school: tuple[str, ...]
    schools: int
    basis: Basis

    def of(self, sector: str) -> Pathway | None:
        """Return the pathway of a sector, None where no school works in it."""
        return next((pathway for pathway in self.pathways if pathway.sector == sector), None)


def find(network: Network) -> Pathways:
    """Return the pathways of each sector in which a school works, and of all schools together."""
    schools = [school.id for school in network.of_type("School")]
    sectors = _sectors(network, schools)
    named = [theme.id for theme in _themes(network) if theme.id in sectors]
    links = list(_links(network, set(schools)))
    found = [_pathway(network, sector, sectors[sector], links) for sector in named]
    found.append(_pathway(network, "", schools, links))
    placed = {school for of in sectors.values() for school in of}
    return Pathways(
        pathways=tuple(found),
        without_level=tuple(school for school in schools if not _levels(network, school)),
        without_sector=tuple(school for school in schools if school not in placed),
        without_school=tuple(theme.id for theme in _themes(network) if theme.id not in sectors),
        schools=len(schools),
        basis=basis(
            network, METHOD, len(schools), len({ident for link in links for ident in link.relationships})
        ),
    )


def _themes(network: Network) -> list[Entity]:
    return [theme for theme in network.of_type("Theme") if theme.get("kind") == "sector"]


def _levels(network: Network, school: str) -> tuple[str, ...]:
    return tuple(network.entities[school].all("level"))


def _sectors(network: Network, schools: Iterable[str]) -> dict[str, set[str]]:
    """Return the schools of each sector: by their own activity, or through an initiative of it."""
    known, themes = set(schools), {theme.id for theme in _themes(network)}
    found: dict[str, set[str]] = defaultdict(set)
    for tie in network.ties("Activity"):
        if tie.target not in themes:
            continue
        for school in [tie.source] if tie.source in known else _partners(network, tie.source, known):
            found[tie.target].add(school)
    return found


def _partners(network: Network, project: str, known: set[str]) -> list[str]:
    ties = network.ties_of(project, "Participation")
    return [tie.source for tie in ties if tie.target == project and tie.source in known]


def _links(network: Network, schools: set[str]) -> Iterator[Link]:
    """Yield what ties two schools: collaborations, and each initiative in which both take part."""
    for tie in network.ties("Collaboration"):
        if tie.source in schools and tie.target in schools and tie.source != tie.target:
            one, other = sorted((tie.source, tie.target))
            yield Link(one, other, 1, (tie.id,))
    kinds = set(network.schema.concrete("Project"))
    by: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for tie in network.ties("Participation"):
        project = network.entities.get(tie.target)
        if tie.source in schools and project is not None and project.type in kinds:
            by[tie.target][tie.source].append(tie.id)
    for project_id, partners in by.items():
        for one, other in combinations(sorted(partners), 2):
            yield Link(one, other, 1, tuple(partners[one] + partners[other]), (project_id,))


def _pathway(network: Network, sector: str, schools: Iterable[str], links: Sequence[Link]) -> Pathway:
    known = by_name(network, schools)
    there = set(known)
    counted = [k for k in links if k.one in there and k.other in there and _in(network, k, sector)]
    layers: dict[str, list[str]] = defaultdict(list)
    for school in known:
        for level in _levels(network, school):
            layers[level].append(school)
    steps = tuple(_step(network, layers, step, counted) for step in STEPS)
    by_step = {(step.level, step.following): step for step in steps}
    return Pathway(sector, known, steps, tuple(_route(levels, by_step) for levels in ROUTES))


def _in(network: Network, link: Link, sector: str) -> bool:
    """Return whether a link counts in a sector; a collaboration counts in all sectors of its schools."""
    if not sector or not link.projects:
        return True
    ties = (tie for project in link.projects for tie in network.ties_of(project, "Activity"))
    return any(tie.source in link.projects and tie.target == sector for tie in ties)


def _step(
    network: Network, layers: Mapping[str, Sequence[str]], step: tuple[str, str], links: Sequence[Link]
) -> Step:
    lower, upper = (tuple(layers.get(level, ())) for level in step)
    ends: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in links:
        for one, other in ((link.one, link.other), (link.other, link.one)):
            if one in lower and other in upper:
                ends[one, other].append(link)
    found = [_joined(pair, same) for pair, same in ends.items()]
    found += [Link(school, school, 0) for school in lower if school in upper]
    places = {ident: place for place, ident in enumerate(by_name(network, (*lower, *upper)))}
    found.sort(key=lambda link: (places[link.one], places[link.other]))
    return Step(*step, lower, upper, tuple(found))


def _joined(pair: tuple[str, str], links: Sequence[Link]) -> Link:
    """Return all that ties two schools as one link from the lower to the upper level."""
    relationships = tuple(sorted({ident for link in links for ident in link.relationships}))
    ties = sum(link.ties for link in links)
    return Link(*pair, ties, relationships, tuple(sorted({one for link in links for one in link.projects})))


def _route(levels: tuple[str, ...], steps: Mapping[tuple[str, str], Step]) -> Route:
    """Return a route; its longest stretch without a missing step is cut where it is thinnest."""
    missing = tuple(pair for pair in pairwise(levels) if steps[pair].missing)
    stretch = _stretch(levels, missing)
    if not stretch:
        return Route(levels, missing, (), 0, (), own_school=False)
    made = _graph(stretch, steps)
    width, (near, far) = nx.minimum_cut(made, _START, _END)
    cut = {(a[0], b[0]) for a, b in made.edges if a in near and b in far}
    whole = width >= _FREE
    weakest = () if whole else tuple(pair for pair in pairwise(stretch) if pair in cut)
    return Route(levels, missing, stretch, 0 if whole else int(width), weakest, own_school=whole)


def _stretch(levels: tuple[str, ...], missing: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Return the longest run of levels between which no step is missing, () if every step is."""
    best: tuple[str, ...] = ()
    run: tuple[str, ...] = levels[:1]
    for pair in pairwise(levels):
        run = pair[1:] if pair in missing else (*run, pair[1])
        best = run if len(run) > max(1, len(best)) else best
    return best


def _graph(stretch: tuple[str, ...], steps: Mapping[tuple[str, str], Step]) -> nx.DiGraph[_Node]:
    """Return schools by level as nodes, ties upwards as capacity; a school passes its own pupils on freely."""
    made: nx.DiGraph[_Node] = nx.DiGraph()
    first, last = steps[stretch[0], stretch[1]], steps[stretch[-2], stretch[-1]]
    made.add_edges_from(((_START, (stretch[0], school)) for school in first.lower), capacity=_FREE)
    made.add_edges_from((((stretch[-1], school), _END) for school in last.upper), capacity=_FREE)
    for below, above in pairwise(stretch):
        for link in steps[below, above].links:
            room = _FREE if link.one == link.other else link.ties
            made.add_edge((below, link.one), (above, link.other), capacity=room)
    return made
