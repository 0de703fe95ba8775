"""What began or ended in the region between two days, by the dates that are known now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dtz_network.analysis.claims import order
from dtz_network.model.dates import first_day, is_date, is_end, last_day
from dtz_network.model.network import Entity, Network, Relationship
from dtz_network.model.schema import Type

What = Literal["began", "ended"]
SPANS = {"Project": ("start", "end"), "Event": ("date", "")}
"""Types of entities that begin and end, with the properties that say when."""
DATED_BY = {"Funding": "year", "Introduction": "decided"}
"""Types of relationships with a date of their own, by which they count where no start is given."""


@dataclass(frozen=True)
class Period:
    """The time after the day ``since`` up to the day ``until``.

    A partial date lies surely in it when all days that it can mean do, possibly when some do. A validity
    is inclusive: what held last on a day ended after it.
    """

    since: str
    until: str

    def begins(self, date: str) -> bool:
        """Return whether what is valid from ``date`` may have begun in the period."""
        return is_end(date) and first_day(date) <= self.until and min(last_day(date), self.until) > self.since

    def ends(self, date: str) -> bool:
        """Return whether what is valid to ``date`` may have ended in the period."""
        return is_end(date) and max(first_day(date), self.since) < self.until and last_day(date) >= self.since

    def surely(self, what: What, date: str) -> bool:
        """Return whether it surely did."""
        if what == "began":
            return first_day(date) > self.since and last_day(date) <= self.until
        return first_day(date) >= self.since and last_day(date) < self.until


@dataclass(frozen=True)
class TieChange:
    """A relationship (or an initiative or event) that began or ended in the region.

    Attributes:
        id: of the relationship, or of the initiative or event, which then has no target.
        on: the partial date from or to which it is valid.
        sure: whether that date lies surely in the period.
    """

    what: What
    id: str
    type: str
    source: str
    target: str
    role: str
    on: str
    sure: bool
    statements: tuple[int, ...]


def dates_of(tie: Relationship, network: Network) -> tuple[str, str]:
    """Return from and to when a relationship is valid.

    Without a start money counts from its year, an introduction from when it was decided on, and attendance
    from the day of its event.
    """
    start = tie.since if is_date(tie.since) else _own_date(tie, network)
    return (start if is_date(start) else "", tie.until if is_end(tie.until) else "")


def _own_date(tie: Relationship, network: Network) -> str:
    if tie.type == "Attendance":
        event = network.resolve(tie.target)
        return event.get("date") if event else ""
    return tie.get(DATED_BY[tie.type]) if tie.type in DATED_BY else ""


def started(tie: Relationship, network: Network) -> bool:
    """Return whether a relationship may have begun by the day of the network."""
    start, _ = dates_of(tie, network)
    day = network.as_of
    return not start or first_day(start) <= last_day(day)


def ties(network: Network, period: Period) -> list[TieChange]:
    """Return the relationships that began or ended, by type in the order of the model, then by date and name."""
    found = [change for tie in network.relationships for change in _of_tie(network, tie, period)]
    types = {kind.name: place for place, kind in enumerate(network.schema.relationship_types())}
    return sorted(found, key=lambda c: (types[c.type], c.what, first_day(c.on), *_names(network, c), c.id))


def _names(network: Network, change: TieChange) -> tuple[tuple[str, str], tuple[str, str]]:
    return order(network, change.source), order(network, change.target)


def _of_tie(network: Network, tie: Relationship, period: Period) -> Iterator[TieChange]:
    start, end = dates_of(tie, network)
    for what, date in _moments(period, start, end):
        sure = period.surely(what, date)
        yield TieChange(
            what, tie.id, tie.type, tie.source, tie.target, tie.role, date, sure, tie.origin.statements
        )


def _moments(period: Period, start: str, end: str) -> Iterator[tuple[What, str]]:
    if period.begins(start):
        yield "began", start
    if period.ends(end):
        yield "ended", end


def entities(network: Network, period: Period) -> list[TieChange]:
    """Return the initiatives and events that began or ended, initiatives and what began first, by date and name."""
    found = [
        change
        for kind in SPANS
        for entity in network.of_type(kind)
        for change in _of_entity(entity, kind, period)
    ]
    kinds = list(SPANS)
    return sorted(
        found, key=lambda c: (kinds.index(c.type), c.what, first_day(c.on), order(network, c.source))
    )


def begins(entity: Entity, kind: Type, period: Period) -> bool:
    """Return whether an entity is one that may have begun in the period, by its own date."""
    return any(kind.is_a(name) and period.begins(entity.get(first)) for name, (first, _) in SPANS.items())


def _of_entity(entity: Entity, kind: str, period: Period) -> Iterator[TieChange]:
    """Yield how an entity changed; its type is told as the one of :data:`SPANS` that it is or extends."""
    first, last = SPANS[kind]
    for what, date in _moments(period, entity.get(first), entity.get(last) if last else ""):
        prop = first if what == "began" else last
        behind = tuple(n for value in entity.values.get(prop, ()) for n in value.origin.statements)
        sure = period.surely(what, date)
        yield TieChange(what, entity.id, kind, entity.id, "", "", date, sure, behind)
