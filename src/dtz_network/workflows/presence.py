"""Who stands as present and as excused at one meeting: told, for only one of the two can be right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from dtz_network.intake.match import Match
from dtz_network.intake.plan import Plan
from dtz_network.intake.rows import Doubtful
from dtz_network.model.network import EXCUSED, Network

ATTENDANCE = "Attendance"


def contradictions(plan: Plan, matches: Sequence[Match], known: Network) -> Iterator[Doubtful]:
    """Yield who would be present and excused, of what is planned together with what is known; each once a meeting."""
    is_who = _same(plan, matches)
    new: dict[tuple[str, str], dict[bool, str]] = defaultdict(dict)
    for tie in plan.changes.ties:
        if tie.type == ATTENDANCE:
            ends = (_now(known, is_who, tie.source), _now(known, is_who, tie.target))
            new[ends].setdefault(tie.role == EXCUSED, tie.place)
    names = {fact.record: fact.value for fact in plan.changes.facts if fact.property == "name"}
    for (who, event), places in new.items():
        said = {tie.role == EXCUSED for tie in known.ties_of(who, ATTENDANCE) if tie.target == event}
        if said | places.keys() == {True, False} and not (places.keys() <= said):
            shown = {
                "name": names.get(who) or known.name(who),
                "event": names.get(event) or known.name(event),
            }
            yield Doubtful("present-and-excused", shown, next(iter(places.values())))


def _same(plan: Plan, matches: Sequence[Match]) -> Mapping[str, str]:
    """Return of new records whom they surely are: an entity that is known, or another record of the file."""
    records = {(record.type, record.key): record.id for record in plan.changes.records}
    found = (
        (match.row, match.entity or records.get(match.other or match.row, ""))
        for match in matches
        if match.sure
    )
    return {records[row]: who for row, who in found if who and row in records}


def _now(known: Network, is_who: Mapping[str, str], record: str) -> str:
    ident = is_who.get(record, record)
    found = known.resolve(ident)
    return found.id if found else ident
