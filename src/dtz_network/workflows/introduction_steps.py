"""The life of an introduction: idea, asked, introduced, project, or declined; each step one act that can be undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dtz_network.analysis.introducing.objections import refusing
from dtz_network.errors import InputError
from dtz_network.intake.written_dates import to_date
from dtz_network.model.changes import Applied, ChangeSet, Tie, mint
from dtz_network.model.network import Network, Relationship
from dtz_network.store.base import Store
from dtz_network.workflows.by_hand import Act
from dtz_network.workflows.entity_named import meant
from dtz_network.workflows.terms import term_meant

WHO = ("Organization", "Person")
DECLINED = "declined"


@dataclass(frozen=True)
class StepTaken:
    """A recorded step: the introduction, its new and former state ("" if new), and the act."""

    relationship: str
    state: str
    before: str
    applied: Applied


def record(
    store: Store,
    one: str,
    other: str,
    act: Act,
    *,
    state: str,
    date: str = "",
    via: Sequence[str] = (),
    project: str = "",
    agreed: bool = False,
) -> StepTaken:
    """Record how far an introduction is; the one between the same two (for the same initiative) moves on.

    Args:
        store: to write to; one act.
        one, other: ids or names of organisations or people.
        act: who, why and from which source; ``why`` becomes the reason, which *declined* demands.
        state: a term of ``introduction_states``, by code or word.
        date: day of the step, today if not given; ``via`` the people through whom; ``project`` the initiative it is for.
        agreed: both agree that others know of it.

    Raises:
        InputError: not known, no state, a decline without a reason, one that is not to be approached.
    """
    network = store.load()
    ends = [meant(network, name, WHO).id for name in (one, other)]
    code = term_meant(store.schema, "introduction_states", state)
    _sensible(network, ends, code, act)
    aim = meant(network, project, ("Project",)).id if project else ""
    before = _former(network, ends, aim)
    details: dict[str, str | tuple[str, ...]] = dict(before.details) if before else {}
    details |= {"status": code, "decided": _date(date) if date else _today()}
    details |= {"reason": act.why} if act.why else {}
    details |= {"for_project": aim} if aim else {}
    details |= {"agreed": "true"} if agreed else {}
    details |= {"via": tuple(meant(network, name, ("Person",)).id for name in via)} if via else {}
    tie = _tie(before, ends, details)
    source = replace(act, confirmed=act.confirmed or _was_confirmed(network, before)).as_source()
    applied = store.apply(ChangeSet("hand", act.who, act.why, source=source, ties=[tie]))
    return StepTaken(tie.relationship, code, before.get("status") if before else "", applied)


def _tie(before: Relationship | None, ends: Sequence[str], details: dict[str, str | tuple[str, ...]]) -> Tie:
    if before is None:
        return Tie(mint("r"), "Introduction", ends[0], ends[1], details=details)
    return Tie(
        before.id, before.type, before.source, before.target, before.role, before.since, before.until, details
    )


def _sensible(network: Network, ends: Sequence[str], state: str, act: Act) -> None:
    if ends[0] == ends[1]:
        raise InputError("introduction-same", name=network.name(ends[0]))
    if state == DECLINED and not act.why:
        raise InputError("introduction-reason")
    refused = [end for end in ends if end in refusing(network)]
    if refused and state != DECLINED:
        raise InputError("introduction-barred", name=network.name(refused[0]))


def _former(network: Network, ends: Sequence[str], aim: str) -> Relationship | None:
    """Return the introduction between two, in either direction, for an initiative (or for none)."""
    found = [
        tie
        for tie in network.ties_of(ends[0], "Introduction")
        if {tie.source, tie.target} == set(ends) and (tie.get("for_project") or aim) == aim
    ]
    return max(found, key=lambda tie: (tie.get("for_project") == aim, tie.origin.statements), default=None)


def _was_confirmed(network: Network, before: Relationship | None) -> bool:
    """Return whether what was said before outranks what is said by hand."""
    source = network.sources.get(before.origin.source) if before else None
    return source is not None and source.kind == "confirmed"


def _today() -> str:
    return dt.datetime.now(dt.UTC).date().isoformat()


def _date(said: str) -> str:
    found = to_date(said)
    if found is None:
        raise InputError("value-date", value=said, property="date")
    return found
