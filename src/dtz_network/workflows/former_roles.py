"""Roles that may be over by what a new list says: who is no longer named, and who has another employer now; nothing ends by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dtz_network.intake import plan as planning
from dtz_network.intake.match import Match
from dtz_network.matching import organisation_names
from dtz_network.model.network import Network

_ONE_EMPLOYER = ("same", "slip", "concern")
"""Names that are so alike may be of one employer: who that is, is asked first."""


@dataclass(frozen=True)
class Still:
    """A role that may be over: who, the id of the tie, what it is of, and what she does now ("" if no longer named)."""

    name: str
    tie: str
    kind: str
    of: str
    now: str = ""


def find(plan: planning.Plan, matches: Sequence[Match], known: Network, *, edition: bool) -> list[Still]:
    """Return the roles that may be over: by another employer, and of an ``edition`` of a list by who is no longer in it."""
    gone = _no_longer_named(plan, known) if edition else ()
    return [*gone, *_elsewhere(plan, matches, known)]


def _no_longer_named(plan: planning.Plan, known: Network) -> Iterator[Still]:
    """Yield the roles that the last edition of a list named and this one does not; nothing ends by itself."""
    for tie in plan.absent:
        source, target = known.resolve(tie.source), known.resolve(tie.target)
        if (
            tie.type in ("Membership", "Employment") and source and source.name and target
        ):  # of who was erased, no name is left
            now = (
                t
                for t in known.ties_of(source.id, tie.type)
                if (t.source, t.target) == (source.id, target.id)
            )
            found = next((t for t in now if not t.until), None)
            if found is not None:
                yield Still(source.name, found.id, tie.type, target.name)


def _elsewhere(plan: planning.Plan, matches: Sequence[Match], known: Network) -> Iterator[Still]:
    """Yield the jobs of people who are known and now have another one: is the old one over?"""
    records = {(record.type, record.key): record.id for record in plan.changes.records}
    same = {records[m.row]: m.entity for m in matches if m.sure and m.entity and m.row in records}
    names = {fact.record: fact.value for fact in plan.changes.facts if fact.property == "name"}
    for tie in plan.changes.ties:
        person = known.resolve(same.get(tie.source, tie.source))
        work = known.resolve(same.get(tie.target, tie.target))
        if tie.type != "Employment" or tie.until or person is None:
            continue
        for job in known.ties_of(person.id, "Employment"):
            if job.source == person.id and not job.until and job.target != (work.id if work else ""):
                new = work.name if work else names.get(tie.target, "")
                if organisation_names.likeness(new, known.name(job.target)) in _ONE_EMPLOYER:
                    continue  # one employer or concern, not yet joined
                yield Still(person.name, job.id, "Employment", known.name(job.target), new)
