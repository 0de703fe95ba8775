"""Who took part in what since when: the past against which proposals are tried.

From a network (participations and starts of initiatives) or from a table of projects; a year is the grain.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
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
    _new: dict[int, Ints] = field(default_factory=dict, repr=False, compare=False)

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
        whole, ties = self.ground, self._ties((self.years < year) & (self.years != UNDATED))
        kept = np.flatnonzero(np.diff(ties.indptr))
        return replace(
            whole,
            actors=tuple(whole.actors[i] for i in kept),
            partners=ties[kept],
            own=whole.own[kept],
            fits=sparse.csr_matrix((len(kept), len(kept))),
        )

    def new_pairs(self, year: int) -> Ints:
        """Return the pairs known before a year (rows of ``before(year)``), never partners, that became so in it; shape (pairs, 2)."""
        if year not in self._new:
            self._new[year] = self._became(year)
        return self._new[year]

    def _became(self, year: int) -> Ints:
        dated = self.years != UNDATED
        begun = np.zeros(len(self.ground.projects), bool)
        begun[self.columns[dated & (self.years == year)]] = True
        was = self._ties(dated & (self.years < year))
        row = np.flatnonzero(np.diff(was.indptr))
        now = self._ties(dated & (self.years <= year) & begun[self.columns])[row]
        joint = sparse.triu(now @ now.T, 1).tocoo()
        new = was[row[joint.row]].multiply(was[row[joint.col]]).sum(axis=1)
        kept = np.asarray(new).ravel() == 0
        order = np.lexsort((joint.col[kept], joint.row[kept]))
        return np.column_stack([joint.row[kept], joint.col[kept]])[order].astype(np.int64)

    def _ties(self, chosen: NDArray[np.bool_]) -> sparse.csr_matrix:
        """Return 1 where an organisation takes part by some of the participations."""
        shape = (len(self.ground.actors), len(self.ground.projects))
        ones = np.ones(int(chosen.sum()))
        return sparse.csr_matrix((ones, (self.rows[chosen], self.columns[chosen])), shape=shape)


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
