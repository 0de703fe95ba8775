"""The yearly figures that count themselves: out of the contact log, beside what a source printed.

Each figure lists what it counted and what it did not, and why. A partial date that only overlaps the period counts as
*possibly*; what lies after the day of the last act is planned and not yet held.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import get_args

from dtz_network.analysis.administration.counted import Count, Indicator, Printed
from dtz_network.analysis.administration.counting import Log, ours
from dtz_network.analysis.administration.figures import find as figures
from dtz_network.analysis.claims import Basis, basis
from dtz_network.model.dates import first_day, is_date, last_day
from dtz_network.model.network import Entity, Network

METHOD = "counts of the contact log, each thing once"
_EVER = ("0001-01-01", "9999-12-31")


@dataclass(frozen=True)
class Counts:
    """The figures of a period, first and last day included.

    Attributes:
        asked: last day asked for; ``until`` is earlier where the last act was earlier.
        us: whether it is known who the bureau is; groups cannot be counted without.
        events: events of the log in the period, of any kind.
    """

    since: str
    until: str
    asked: str
    us: bool
    events: int
    counts: tuple[Count, ...]
    basis: Basis

    def of(self, indicator: Indicator) -> Count:
        """Return one figure."""
        return next(count for count in self.counts if count.indicator == indicator)


def count(network: Network, since: str, until: str, names: Sequence[str] = ()) -> Counts:
    """Return the figures of a period; ``names`` are those of the own organisation and people.

    Definitions (each thing counts once, however often it comes up):

    - *initiatives_spoken*: projects named in a conversation, visit or meeting; of a conversation or visit that names none, the
      one project in which those who were there (or their employers) take part. Where that leaves several, none is counted.
      The last contact that a relationship holder noted counts as a conversation.
    - *memberships*: steering groups, working groups, committees and advisory boards in which one of us sat.
    - *meetings_attended*: meetings with somebody recorded as present; not those for which we were excused.
    - *visits*, *conversations*: events of that kind.
    - *actions*: agreed at an event in the period, or without an event due in it; *actions_done* those of them that are done.

    Dates are partial; the period runs from the first day of ``since`` to the last day of ``until``.

    Raises:
        ValueError: no date.
    """
    first, asked = first_day(since), last_day(until)
    last = min(asked, network.recorded[:10] or asked)
    log = Log(network, first, last, names)
    found = [log.initiatives(), log.groups(), log.meetings(), log.of_kind("visits", "visit")]
    found += [log.of_kind("conversations", "conversation"), *log.actions()]
    found = [made if log.kept or made.n or made.possible else replace(made, known=False) for made in found]
    counts = tuple(_beside(network, made, since, until, log.us.organisations) for made in found)
    about = basis(network, METHOD, len(log.events), len(network.ties("Attendance")), since=first, until=last)
    return Counts(first, last, asked, log.us.known, len(log.events), counts, about)


def years(network: Network, names: Sequence[str] = ()) -> list[str]:
    """Return the years of which something stands in the log, or of which a source printed a figure about us, oldest first."""
    dates = [event.get("date") for event in network.of_type("Event") if _has_happened(network, event)]
    dates += [tie.get("last_contact") for tie in network.ties("Contact")]
    return sorted({*(date[:4] for date in dates if is_date(date)), *_printed_years(network, names)})


def _printed_years(network: Network, names: Sequence[str]) -> set[str]:
    """Return the whole years of which a source printed one of the figures about us (about anybody where we are not known)."""
    subjects = ours(network, names, *_EVER).organisations
    found = (f for indicator in get_args(Indicator) for f in figures(network, indicator=indicator))
    whole = (f for f in found if len(f.period) == len("2022") and is_date(f.period))
    return {f.period for f in whole if not subjects or f.subject in subjects}


def _has_happened(network: Network, event: Entity) -> bool:
    date = event.get("date")
    return is_date(date) and first_day(date) <= (network.recorded[:10] or "9999")


def _beside(network: Network, made: Count, since: str, until: str, subjects: frozenset[str]) -> Count:
    """Return a figure with what was printed for the same period about us (about anybody where we are not known)."""
    if since != until:
        return made
    printed = tuple(
        Printed(f.figure, f.subject, f.period, f.value, made.n - f.value, f.statements)
        for f in figures(network, indicator=made.indicator)
        if f.period == since and (not subjects or f.subject in subjects)
    )
    return replace(made, printed=printed)
