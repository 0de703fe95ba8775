"""What changed since a day or since the last meeting of a body: in the region, and in what we know."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from dtz_network.analysis.claims import Basis
from dtz_network.analysis.grouping.groups import Settings
from dtz_network.analysis.history import change
from dtz_network.analysis.history.change import Change
from dtz_network.errors import InputError
from dtz_network.model.dates import first_day, is_date, last_day
from dtz_network.model.network import Entity, Network, fold
from dtz_network.model.progress import Progress
from dtz_network.report.report_model import Detail, Section, Writer
from dtz_network.report.sections import change as sections
from dtz_network.report.sections.basis import closed
from dtz_network.store.base import Store
from dtz_network.workflows import entity_named, publishing

LAST_MEETING = ("last-meeting", "vorige-overleg")


@dataclass(frozen=True)
class Since:
    """The answer, with the meeting that it counts from and the body that was asked for, as ids ("" if none)."""

    change: Change
    meeting: str
    body: str
    basis: Basis


def find(
    store: Store,
    since: str,
    *,
    body: str = "",
    as_of: str = "",
    seed: int = 1,
    settings: Settings | None = None,
    shown: Callable[[Network], Network] | None = None,
    document: tuple[str, str] = ("", ""),
    progress: Progress | None = None,
    now: Network | None = None,
) -> tuple[Network, Since]:
    """Return the network of now and what changed in it and in our knowledge of it.

    Args:
        store: any store.
        since: a day: what changed after it; a month or year: what changed from its beginning;
            "last-meeting": since the last recorded meeting of ``body``; "last-report": since the last document
            that was given out (of ``body``, or of ``document``, if given).
        body: for "last-meeting"; seats and members are told of that body alone.
        as_of: the last day, that of the last act if not given.
        seed, settings, progress: of the computed groups.
        shown: what an edition makes of a network, taken of both; what it withholds is no change.
        document: kind and subject of a report, for "last-report": since that report was given out.
        now: the network of the store as it is, where it was read before.

    Raises:
        InputError: no day, no such body, or no meeting of it is recorded; nothing is recorded at all.
    """
    now = now or store.load()
    if not now.recorded:
        raise InputError("since-nothing")
    until = _until(now, as_of)
    of = entity_named.meant(now, body, ("GovernanceBody",)).id if body else ""
    met = _last_meeting(now, of, until) if since in LAST_MEETING else None
    reported = _last_report(now, of, until, document) if since in publishing.LAST_REPORT else ""
    day = _day_before((met.get("date") if met else "") or reported or since, until)
    then = store.load(known_at=day)
    if shown is not None:
        then, now = shown(then), shown(now)
    found = change.compare(then, now, day, until, seed=seed, settings=settings, progress=progress)
    return now, Since(found, met.id if met else "", of, found.basis)


def _until(now: Network, as_of: str) -> str:
    if as_of and not is_date(as_of):
        raise InputError("value-date", value=as_of, property="as-of")
    return last_day(as_of or now.recorded[:10])


def _day_before(start: str, until: str) -> str:
    """Return the day after which changes count, which lies before the last one."""
    day = _day(start)
    if day >= until:
        raise InputError("since-later", since=start, until=until)
    return day


def _day(since: str) -> str:
    """Return the day after which changes count: a day itself, else the one before a month or year."""
    if not is_date(since):
        raise InputError("value-date", value=since, property="since")
    if first_day(since) == last_day(since):
        return since
    return (dt.date.fromisoformat(first_day(since)) - dt.timedelta(days=1)).isoformat()


def meetings(network: Network, body: str) -> list[Entity]:
    """Return the dated meetings of a body, oldest first: recorded as such, or named after it."""
    name = fold(network.entities[body].name)
    found = [
        event
        for event in network.of_type("Event")
        if is_date(event.get("date"))
        and (event.get("body") == body or (not event.get("body") and name and name in fold(event.name)))
    ]
    return sorted(found, key=lambda event: (last_day(event.get("date")), event.id))


def _last_meeting(network: Network, body: str, until: str) -> Entity:
    if not body:
        raise InputError("since-no-body")
    held = [event for event in meetings(network, body) if last_day(event.get("date")) < until]
    if not held:
        raise InputError("since-no-meeting", body=network.name(body))
    return held[-1]


def _last_report(network: Network, body: str, until: str, document: tuple[str, str]) -> str:
    kind, subject = document
    found, latest = (
        publishing.last(network, body or subject, day, "" if body else kind) for day in (until, "")
    )
    return publishing.demanded(found, latest, until).date


def tell(network: Network, found: Since, write: Writer, detail: Detail) -> list[Section]:
    """Return what changed in words: first the region, then what we heard or corrected."""
    told = sections.sections(network, found.change, write, detail, meeting=found.meeting, body=found.body)
    return closed(told, found.basis, write, detail)
