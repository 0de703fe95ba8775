"""Who took part in what since when: the past against which proposals are tried.

From a network (participations and starts of initiatives) or from a table of projects; a year is the grain.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from dtz_network.analysis.introducing.facets import Facet, Ground, ground, matrix
from dtz_network.model.dates import first_day, is_date
from dtz_network.model.network import Network, Relationship

Ints = NDArray[np.int64]
UNDATED = 0


@dataclass(frozen=True)
class Dated:
    """A ground and the year in which each participation began.

    Attributes:
        ground: everything that is recorded.
        rows, columns, years: of each participation; year 0 = not known.
    """

    ground: Ground
    rows: Ints
    columns: Ints
    years: Ints

    @property
    def undated(self) -> int:
        """Participations of which no start is known; they are left out."""
        return int((self.years == UNDATED).sum())

    @cached_property
    def first_years(self) -> tuple[int, ...]:
        """The years in which participations began, oldest first."""
        return tuple(int(year) for year in np.unique(self.years) if year != UNDATED)

    def before(self, year: int) -> Ground:
        """Return what was known at the beginning of a year: organisations with a participation by then."""
        known = (self.years < year) & (self.years != UNDATED)
        whole = self.ground
        shape = (len(whole.actors), len(whole.projects))
        ties = sparse.csr_matrix((np.ones(known.sum()), (self.rows[known], self.columns[known])), shape=shape)
        ties.data = np.ones_like(ties.data)
        kept = np.flatnonzero(np.diff(ties.indptr))
        return replace(
            whole,
            actors=tuple(whole.actors[i] for i in kept),
            partners=ties[kept],
            own=whole.own[kept],
            fits=sparse.csr_matrix((len(kept), len(kept))),
        )

    def new_pairs(self, year: int, known: Ground) -> list[tuple[int, int]]:
        """Return the pairs of organisations known before a year, never partners, that became so in it."""
        place = {actor: i for i, actor in enumerate(known.actors)}
        row = np.array([place.get(actor, -1) for actor in self.ground.actors], np.int64)
        until = (self.years <= year) & (self.years != UNDATED) & (row[self.rows] >= 0)
        shape = (len(known.actors), len(self.ground.projects))
        data = np.ones(until.sum())
        ties = sparse.csr_matrix((data, (row[self.rows[until]], self.columns[until])), shape=shape)
        now = sparse.triu(ties @ ties.T, 1).tocsr()
        was = sparse.csr_matrix(known.partners @ known.partners.T)
        found = (now > 0).astype(np.int8) - (now > 0).multiply(was > 0).astype(np.int8)
        made = sparse.coo_matrix(found)
        kept = made.data > 0
        return sorted(zip(made.row[kept].tolist(), made.col[kept].tolist(), strict=True))


def of_network(network: Network, without: Iterable[str] = ()) -> Dated:
    """Return the participations of a network with the year in which each began, else its initiative's."""
    whole = ground(network, without)
    row = {ident: i for i, ident in enumerate(whole.actors)}
    column = {ident: j for j, ident in enumerate(whole.projects)}
    years: dict[tuple[int, int], int] = {}
    for tie in network.ties("Participation"):
        if tie.source in row and tie.target in column:
            place, year = (row[tie.source], column[tie.target]), _year(network, tie)
            before = years.get(place, UNDATED)
            years[place] = min(filter(None, (before, year)), default=UNDATED)
    return _dated(whole, years)


def _year(network: Network, tie: Relationship) -> int:
    said = tie.since or network.entities[tie.target].get("start")
    return int(first_day(said)[:4]) if is_date(said) else UNDATED


@dataclass(frozen=True)
class Row:
    """One row of a table of projects: who takes part in what from which (partial) date, with facets."""

    project: str
    organisation: str
    start: str
    facets: tuple[Facet, ...] = ()


def of_rows(rows: Sequence[Row]) -> Dated:
    """Return the participations of a table; facets are those of the project."""
    actors = tuple(sorted({row.organisation for row in rows}))
    projects = tuple(sorted({row.project for row in rows}))
    facets = tuple(sorted({facet for row in rows for facet in row.facets}))
    whole = Ground(
        actors,
        projects,
        facets,
        matrix([(row.organisation, row.project) for row in rows], actors, projects),
        sparse.csr_matrix((len(actors), len(facets))),
        matrix([(row.project, facet) for row in rows for facet in row.facets], projects, facets),
        sparse.csr_matrix((len(actors), len(actors))),
    )
    place = {ident: i for i, ident in enumerate(actors)}
    column = {ident: j for j, ident in enumerate(projects)}
    years: dict[tuple[int, int], int] = {}
    for row in rows:
        key = place[row.organisation], column[row.project]
        year = int(first_day(row.start)[:4]) if is_date(row.start) else UNDATED
        years[key] = min(filter(None, (years.get(key, UNDATED), year)), default=UNDATED)
    return _dated(whole, years)


def _dated(whole: Ground, years: Mapping[tuple[int, int], int]) -> Dated:
    places = sorted(years)
    rows = np.array([i for i, _ in places], np.int64)
    columns = np.array([j for _, j in places], np.int64)
    return Dated(whole, rows, columns, np.array([years[place] for place in places], np.int64))
