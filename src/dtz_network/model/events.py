"""Events of the log: what one is called that has no name, who was there, and when a relationship was last spoken to."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from dtz_network import language
from dtz_network.language import Language
from dtz_network.model.dates import first_day, holds, is_date, last_day

if TYPE_CHECKING:
    from dtz_network.model.network import Entity, Network, Relationship

EXCUSED = "excused"
"""Role at an event of who was not there."""
TALKS = frozenset({"conversation", "visit", ""})
"""Kinds of event in which whoever is present is spoken to, also where it is not recorded who of us did."""

_BETWEEN = re.compile(r"\s*(?:[,;&]|\ben\b|\band\b)\s*")


def name(network: Network, event: Entity, lang: Language, *, dated: bool = True) -> str:
    """Return what an event is called by its kind, the body that met and its day; "" where none of these is known.

    With ``dated`` False the day is told beside it.

    Never by who was there: what they are called is theirs, and what an event is called is seen by all.
    """
    kind, body, day = event.get("kind"), event.get("body"), event.get("date")
    if not (kind or body or day):
        return ""
    schema = network.schema
    what = schema.term("event_kinds", kind, lang) if kind else schema.label(event.type, lang)
    met = network.resolve(body) if body else None
    if met is not None and met.name:
        what = language.text("event.of-body", lang, kind=what, body=network.name(met.id, lang))
    return (
        language.text("event.on", lang, what=what, date=language.date(day, lang))
        if dated and is_date(day)
        else what
    )


def is_named_after_people(network: Network, event: Entity) -> bool:
    """Return whether the name of an event is no more than the names of who was there, as talks were once called."""
    from dtz_network.model.network import fold

    there = (network.entities.get(tie.source) for tie in network.ties_of(event.id, "Attendance"))
    names = {fold(said) for one in there if one is not None for said in one.names}
    parts = [part for part in _BETWEEN.split(fold(event.name)) if part]
    return bool(names) and bool(parts) and (fold(event.name) in names or names.issuperset(parts))


def last_contact(network: Network, tie: Relationship, ours: Collection[str] = ()) -> str:
    """Return the (partial) date on which a relationship was last spoken to, "" where none is known.

    It is the latest of what the tie says and of the events of the log that have come, at which the other side
    (itself, or who works there on that day) met the holder or one of ``ours``; at a conversation or visit one of us
    was there by what it is.
    """
    us = {tie.source, *ours}
    dates = [
        tie.get("last_contact"),
        *(day for day, who in _met(network, tie.target) if who is None or who & us),
    ]
    known = [date for date in dates if is_date(date)]
    return max(known, key=lambda date: (last_day(date), date), default="")


def _met(network: Network, party: str) -> Iterator[tuple[str, set[str] | None]]:
    """Yield the days on which a party met somebody, and whom; None where it was spoken to by us, whoever that was."""
    jobs = [tie for tie in network.ties_of(party, "Employment") if tie.target == party]
    theirs = [(party, "", ""), *((job.source, job.since, job.until) for job in jobs)]
    for one, since, until in theirs:
        for tie in network.ties_of(one, "Attendance"):
            event = network.entities.get(tie.target)
            day = event.get("date") if event is not None else ""
            if event is None or tie.source != one or tie.role == EXCUSED or not is_date(day):
                continue
            if (network.day and first_day(day) > last_day(network.day)) or holds(since, until, day) == "no":
                continue
            talk = network.schema.broadest("event_kinds", event.get("kind")) in TALKS
            yield day, None if talk else present(network, event.id)


def present(network: Network, event: str) -> set[str]:
    """Return the ids of who was at an event; not those who were excused."""
    ties = network.ties_of(event, "Attendance")
    return {tie.source for tie in ties if tie.target == event and tie.role != EXCUSED}
