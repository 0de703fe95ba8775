"""What somebody leaves to others: contacts, seats, open actions, promised introductions, events ahead.

For internal use: it tells what one person knows and has promised. All of it is exact on what is recorded.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from dtz_network.analysis.brokerage import departure
from dtz_network.analysis.brokerage.succession import SeatToRefill
from dtz_network.analysis.claims import Basis, basis, by_name, order
from dtz_network.model.dates import first_day, is_date, last_day
from dtz_network.model.events import last_contact
from dtz_network.model.network import EXCUSED, Entity, Network, Relationship

METHOD = "records that name the person, or whom he or she holds contact with"
UNDER_WAY = ("idea", "asked", "introduced")
"""Steps of an introduction that somebody still has to see through."""
OPEN = ("", "open")


@dataclass(frozen=True)
class Held:
    """A relationship that the person holds; ``others`` hold it too. ``last_contact`` "" where not recorded."""

    contact: str
    since: str
    last_contact: str
    others: tuple[str, ...]
    relationship: str


@dataclass(frozen=True)
class OpenAction:
    """An action that is still to be done; ``overdue`` when its last day has passed; ``others`` do it too."""

    action: str
    due: str
    overdue: bool
    event: str
    others: tuple[str, ...]


@dataclass(frozen=True)
class Promised:
    """An introduction under way: through the person (``through`` "via"), of the person, or of a contact."""

    one: str
    other: str
    status: str
    decided: str
    through: str
    relationship: str


@dataclass(frozen=True)
class OnOffer:
    """What somebody the person holds contact with offers or needs; ``kind`` is "Offer" or "Need"."""

    entity: str
    kind: str
    organisation: str


@dataclass(frozen=True)
class Ahead:
    """An event to come, on which day, in which role."""

    event: str
    date: str
    role: str


@dataclass(frozen=True)
class Work:
    """An initiative in which the person takes part, or a job; ``entity`` of either, in which role, since when."""

    entity: str
    role: str
    since: str
    relationship: str


@dataclass(frozen=True)
class Handover:
    """All that is to be handed over by one person.

    Attributes:
        on: the date for which it holds; what is due or ahead is so from that day.
        cut_off: organisations, not the bureau, that lose contact with the rest when the person leaves.
    """

    person: str
    on: str
    jobs: tuple[Work, ...]
    contacts: tuple[Held, ...]
    seats: tuple[SeatToRefill, ...]
    actions: tuple[OpenAction, ...]
    introductions: tuple[Promised, ...]
    on_offer: tuple[OnOffer, ...]
    events: tuple[Ahead, ...]
    initiatives: tuple[Work, ...]
    cut_off: tuple[str, ...]
    basis: Basis


def find(network: Network, person: str, *, bureau: Collection[str] = ()) -> Handover:
    """Return what a person leaves to others; empty where nothing is recorded.

    Args:
        network: as it is on the day of the handover: what ended before is left out.
        person: id of the person.
        bureau: ids of the bureau itself and its own people.
    """
    on = last_day(network.day) if network.day else ""
    contacts = _contacts(network, person, bureau)
    near = {held.contact for held in contacts}
    ties = network.ties_of(person)
    left = departure.find(network, [person], bureau=bureau)
    return Handover(
        person=person,
        on=on,
        jobs=_work(network, person, "Employment"),
        contacts=contacts,
        seats=left.seats,
        actions=_actions(network, person, on),
        introductions=_introductions(network, person, near),
        on_offer=_on_offer(network, near, on),
        events=_events(network, person, on),
        initiatives=_work(network, person, "Participation"),
        cut_off=tuple(ident for ident in left.cut_off if ident not in bureau),
        basis=replace(basis(network, METHOD, 1 + len(near), len(ties)), as_of=network.as_of or on),
    )


def _own(network: Network, person: str, relation: str) -> list[Relationship]:
    """Return the person's ties of a type to what is known, by the name of their other end."""
    found = [
        t for t in network.ties_of(person, relation) if t.source == person and t.target in network.entities
    ]
    return sorted(found, key=lambda tie: (order(network, tie.target), tie.since, tie.id))


def _work(network: Network, person: str, relation: str) -> tuple[Work, ...]:
    return tuple(Work(tie.target, tie.role, tie.since, tie.id) for tie in _own(network, person, relation))


def _contacts(network: Network, person: str, bureau: Collection[str]) -> tuple[Held, ...]:
    found = []
    for tie in _own(network, person, "Contact"):
        holders = (t.source for t in network.ties_of(tie.target, "Contact") if t.target == tie.target)
        others = by_name(network, (ident for ident in holders if ident not in (person, tie.target)))
        found.append(Held(tie.target, tie.since, last_contact(network, tie, bureau), others, tie.id))
    return tuple(found)


def _actions(network: Network, person: str, on: str) -> tuple[OpenAction, ...]:
    """Return open actions, soonest due first, those without a day last."""
    found = []
    for entity in network.referring(person, "assignee"):
        if network.is_a(entity.id, "Action") and entity.get("status") in OPEN:
            due = entity.get("due")
            others = by_name(network, (ident for ident in entity.all("assignee") if ident != person))
            overdue = bool(on) and is_date(due) and last_day(due) < on
            found.append(OpenAction(entity.id, due, overdue, entity.get("event"), others))
    return tuple(sorted(found, key=lambda action: (_day(action.due), order(network, action.action))))


def _day(date: str) -> str:
    return first_day(date) if is_date(date) else "~"


def _introductions(network: Network, person: str, near: Collection[str]) -> tuple[Promised, ...]:
    found = []
    for tie in network.ties("Introduction"):
        ends = {tie.source, tie.target}
        through = (
            "via"
            if person in tie.all("via")
            else "self"
            if person in ends
            else "contact"
            if ends & set(near)
            else ""
        )
        if through and tie.get("status") in UNDER_WAY:
            found.append(
                Promised(tie.source, tie.target, tie.get("status"), tie.get("decided"), through, tie.id)
            )
    ranked = ("via", "self", "contact")
    return tuple(
        sorted(
            found,
            key=lambda p: (
                ranked.index(p.through),
                order(network, p.one),
                order(network, p.other),
                p.relationship,
            ),
        )
    )


def _on_offer(network: Network, near: Collection[str], on: str) -> tuple[OnOffer, ...]:
    rows = [
        OnOffer(entity.id, kind, organisation)
        for kind in ("Offer", "Need")
        for entity in network.of_type(kind)
        for organisation in entity.all("by")
        if organisation in near and _still(entity, on)
    ]
    return tuple(
        sorted(rows, key=lambda row: (order(network, row.organisation), row.kind, order(network, row.entity)))
    )


def _still(entity: Entity, on: str) -> bool:
    until = entity.get("until")
    return not on or not is_date(until) or last_day(until) >= on


def _events(network: Network, person: str, on: str) -> tuple[Ahead, ...]:
    """Return the dated events from that day on, soonest first."""
    found = []
    for tie in _own(network, person, "Attendance"):
        date = network.entities[tie.target].get("date")
        if tie.role != EXCUSED and is_date(date) and last_day(date) >= on:
            found.append(Ahead(tie.target, date, tie.role))
    return tuple(sorted(found, key=lambda ahead: (first_day(ahead.date), order(network, ahead.event))))
