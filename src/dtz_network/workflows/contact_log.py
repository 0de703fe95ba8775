"""The contact log: conversations, visits, meetings and actions, each in one line and one act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dtz_network.errors import InputError
from dtz_network.intake.written_dates import to_date
from dtz_network.model.changes import TYPE, Applied, ChangeSet, Fact, Record, Tie, mint
from dtz_network.model.network import EXCUSED, Entity, Network
from dtz_network.store.base import Store
from dtz_network.store.cleaning import Cleaner
from dtz_network.workflows.by_hand import Act
from dtz_network.workflows.entity_named import meant_in
from dtz_network.workflows.terms import term_meant

OPEN = "open"
DONE = "done"
ACTING = ("Person", "Organization")
"""Types of whoever does an action."""
PRESENT = ("Person", "Organization", "Project")
"""Types of what may be named in a conversation: who was there, and an initiative that it was about."""


@dataclass(frozen=True)
class Entry:
    """One line of the log: an event or an action, who is in it, and for an action whether it is open."""

    entity: Entity
    date: str
    who: tuple[str, ...]
    is_open: bool = False


@dataclass(frozen=True)
class Logged:
    """What was recorded, to be told.

    Attributes:
        id: of the event or action; ``applied`` the act.
        date: of the event, or when the action is due, "" if not said.
        kind: of the event, "" for an action.
        about: subject of the event, or what is to be done; ``body`` that met.
        who: names of who was there, or who does it.
    """

    id: str
    applied: Applied
    date: str
    about: str
    who: tuple[str, ...]
    kind: str = ""
    body: str = ""


def talk(
    store: Store,
    who: Sequence[str],
    act: Act,
    *,
    date: str,
    about: str = "",
    kind: str = "",
    place: str = "",
    note: str = "",
    initiatives: Sequence[str] = (),
    body: str = "",
    me: str = "",
) -> Logged:
    """Log a conversation with people or organisations that are known; return what was recorded.

    An initiative among ``who``, or in ``initiatives``, is what it was about, and counts as spoken to.
    With a ``body`` it is a meeting of that body: ``dtz since last-meeting`` counts from the last one.
    Whose id is ``me`` was there too. Its name is what it was about; without that it has none and is called by its kind, body and day.

    Raises:
        InputError: nobody is named, somebody is not known, or the date or kind does not fit.
    """
    if not who and not body:
        raise InputError("log-nobody")
    named = [meant_in(store, name, PRESENT) for name in who]
    subjects = [entity for entity in named if store.schema.types[entity.type].is_a("Project")]
    subjects += [meant_in(store, name, ("Project",)) for name in initiatives]
    met = meant_in(store, body, ("GovernanceBody",)) if body else None
    day = _date(date)
    values = {
        "name": about,
        "date": day,
        "kind": term_meant(store.schema, "event_kinds", kind or ("meeting" if met else "conversation")),
        "place": place,
        "note": note,
        "body": met.id if met else "",
    }
    if me:
        named.append(meant_in(store, me, PRESENT))
    there = list(
        {
            entity.id: entity for entity in named if not store.schema.types[entity.type].is_a("Project")
        }.values()
    )
    ident, applied = _event(store, act, values, subjects, there)
    subject = about or ", ".join(entity.name for entity in subjects)
    names = tuple(entity.name for entity in there)
    return Logged(ident, applied, day, subject, names, values["kind"], met.name if met else "")


def _event(
    store: Store, act: Act, values: Mapping[str, str], subjects: Sequence[Entity], there: Sequence[Entity]
) -> tuple[str, Applied]:
    """Record an event with its values, what it was about and who was there."""
    record = Record(mint("e"), f"hand:{act.who}", "Event")
    facts = [
        Fact(record.id, TYPE, "Event"),
        *(Fact(record.id, key, value) for key, value in values.items() if value),
        *(Fact(record.id, "about", ident) for ident in dict.fromkeys(entity.id for entity in subjects)),
    ]
    ties = [Tie(mint("r"), "Attendance", entity.id, record.id, "attendee") for entity in there]
    changes = ChangeSet(
        "hand", act.who, act.why, source=act.as_source(), records=[record], facts=facts, ties=ties
    )
    return record.id, store.apply(changes)


def action(
    store: Store, what: str, act: Act, *, who: Sequence[str] = (), due: str = "", event: str = ""
) -> Logged:
    """Log an open action; return what was recorded.

    Raises:
        InputError: somebody or the event is not known, or the date does not fit.
    """
    record = Record(mint("e"), f"hand:{act.who}", "Action")
    facts = [Fact(record.id, TYPE, "Action"), Fact(record.id, "name", what), Fact(record.id, "status", OPEN)]
    doing = [meant_in(store, name, ACTING) for name in who]
    facts += [Fact(record.id, "assignee", entity.id) for entity in doing]
    day = _date(due) if due else ""
    if day:
        facts.append(Fact(record.id, "due", day))
    if event:
        facts.append(Fact(record.id, "event", meant_in(store, event, ("Event",)).id))
    changes = ChangeSet("hand", act.who, act.why, source=act.as_source(), records=[record], facts=facts)
    return Logged(record.id, store.apply(changes), day, what, tuple(entity.name for entity in doing))


def barred(store: Store, named: Sequence[str], text: str = "") -> list[str]:
    """Return the names of those who do not want to be approached, of whom is named by id or by full name in a text."""
    said = store.load().of_type("Person") if text else ()
    asked = [
        e for e in (*said, *(meant_in(store, name) for name in named)) if e.get("do_not_approach") == "true"
    ]
    return sorted({e.name for e in asked if e.id in named or Cleaner(e.names).names(text)})


def done(store: Store, what: str, act: Act, *, status: str = DONE) -> Applied:
    """Say that an action is done, or dropped.

    Raises:
        InputError: it is not known, or the status is none.
    """
    found = meant_in(store, what, ("Action",))
    facts = [Fact(found.id, "status", term_meant(store.schema, "action_states", status))]
    return store.apply(ChangeSet("hand", act.who, act.why, source=act.as_source(), facts=facts))


def entries(network: Network, *, only_open: bool = False) -> list[Entry]:
    """Return what was logged: open actions first, soonest due first; then the rest, newest first."""
    found = []
    for entity in network.of_type("Action"):
        is_open = entity.get("status") in ("", OPEN)
        names = tuple(network.name(ident) for ident in entity.all("assignee"))
        found.append(Entry(entity, entity.get("due"), names, is_open))
    if not only_open:
        for entity in network.of_type("Event"):
            ties = network.ties_of(entity.id, "Attendance")
            names = tuple(network.name(tie.source) for tie in ties if tie.role != EXCUSED)
            found.append(Entry(entity, entity.get("date"), names))
    waiting = sorted(
        (e for e in found if e.is_open), key=lambda e: (e.date or "~", e.entity.name, e.entity.id)
    )
    past = sorted(
        (e for e in found if not e.is_open), key=lambda e: (e.date, e.entity.name, e.entity.id), reverse=True
    )
    return waiting if only_open else [*waiting, *past]


def _date(said: str) -> str:
    found = to_date(said)
    if said and found is None:
        raise InputError("value-date", value=said, property="date")
    return found or ""
