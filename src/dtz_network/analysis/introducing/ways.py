"""Ways between two parties: every step with its tie, its age and its source; and through whom to go.

The age of a step is that of the newest date its tie has (the end if it has ended, else the last contact or the
start), counted to the date of the network, never to today. A tie without dates has no age.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from dtz_network.analysis.claims import by_name
from dtz_network.analysis.initiatives import is_initiative, runs
from dtz_network.analysis.introducing import neighbourhood
from dtz_network.analysis.introducing.neighbourhood import TOO_BROAD, Step
from dtz_network.model.dates import first_day, is_date, is_end, last_day
from dtz_network.model.events import last_contact
from dtz_network.model.network import Network, Relationship

NOT_THROUGH = (*TOO_BROAD, "Fund", "Agreement", "Action")
"""Types through which nobody gets to know anybody."""
LONGEST = 6
"""A way of more steps is none."""


@dataclass(frozen=True)
class AgedStep:
    """One step: the tie walked, since when and until when it holds, and where that comes from.

    Attributes:
        date: the newest (partial) date of the tie, "" where none is recorded.
        years: from then to the date of the network, None without dates.
        source: id of the source that says so.
        over: whether the tie holds no more on the day of the network, or the initiative that it is about is over.
    """

    step: Step
    since: str
    until: str
    date: str
    years: float | None
    source: str
    over: bool = False


@dataclass(frozen=True)
class Way:
    """A way from one party to another; ``through`` the one to ask, "" where nobody stands between."""

    through: str
    steps: tuple[AgedStep, ...]

    @property
    def relationships(self) -> tuple[str, ...]:
        """Ids of the ties walked."""
        return tuple(aged.step.relationship for aged in self.steps if aged.step.relationship)

    @property
    def years(self) -> float | None:
        """The age of its oldest step; None where a step has no date."""
        ages = [aged.years for aged in self.steps if aged.step.relationship]
        known = [age for age in ages if age is not None]
        return max(known) if known and len(known) == len(ages) else None


def today(network: Network) -> str:
    """Return the day to which ages are counted: asked for, else that of the last changeset, "" if neither."""
    said = network.day
    return last_day(said) if is_date(said) else ""


def newest(network: Network, tie: Relationship) -> str:
    """Return the newest date of a tie that has come: its end, last contact, day of its event, else its start."""
    now = today(network)
    spoken = last_contact(network, tie) if tie.type == "Contact" else ""
    found = [tie.until, spoken, tie.get("decided"), tie.since]
    ends = [network.entities[end] for end in (tie.source, tie.target) if end in network.entities]
    found += [end.get("date") for end in ends if network.is_a(end.id, "Event")]
    if tie.type == "Participation" and not tie.since:
        found += [end.get("start") for end in ends if network.schema.types[end.type].is_a("Project")]
    come = [date for date in found if is_date(date) and (not now or first_day(date) <= now)]
    return max(come, key=last_day, default="")


def years(network: Network, date: str) -> float | None:
    """Return the years from a (partial) date to that of the network, to one decimal; None if not known."""
    now = today(network)
    if not now or not is_date(date):
        return None
    gone = dt.date.fromisoformat(now) - dt.date.fromisoformat(min(last_day(date), now))
    return round(gone.days / 365.25, 1)


def aged(network: Network, steps: Iterable[Step]) -> tuple[AgedStep, ...]:
    """Return steps with the age and the source of their ties."""
    return tuple(_aged(network, step, _walked(network, step)) for step in steps)


def _walked(network: Network, step: Step) -> Relationship | None:
    """Return the tie of a step, None where it follows a property."""
    return next((tie for tie in network.ties_of(step.start) if tie.id == step.relationship), None)


def _aged(network: Network, step: Step, tie: Relationship | None) -> AgedStep:
    if tie is None:
        entity = network.entities[step.end if step.reverse else step.start]
        source = next((v.origin.source for v in entity.values.get(step.type, ())), "")
        return AgedStep(step, "", "", "", None, source)
    date = newest(network, tie)
    return AgedStep(
        step, tie.since, tie.until, date, years(network, date), tie.origin.source, over(network, tie)
    )


def over(network: Network, tie: Relationship) -> bool:
    """Return whether a tie holds no more on the day of the network: by its last day, or that of its initiative."""
    now = today(network)
    if now and is_end(tie.until) and last_day(tie.until) < now:
        return True
    about = tie.type == "Participation" and is_initiative(network, tie.target)
    return about and not runs(network, tie.target)


def between(
    network: Network, one: str, other: str, *, without: Collection[str] = (), longest: int = LONGEST
) -> Way | None:
    """Return the shortest way between two parties, None where there is none of at most ``longest`` ties."""
    found = neighbourhood.path(network, one, other, without=without, not_through=NOT_THROUGH)
    if not found.found or not 0 < len(found.steps) <= longest:
        return None
    return Way(_through(network, found.entities[1:-1]), aged(network, found.steps))


def _through(network: Network, passed: Sequence[str]) -> str:
    """Return the person on the way, else the organisation, nearest to the middle."""
    middle = (len(passed) - 1) / 2
    for kind in ("Person", "Organization"):
        kinds = set(network.schema.concrete(kind))
        found = [i for i, ident in enumerate(passed) if network.entities[ident].type in kinds]
        if found:
            return passed[min(found, key=lambda i: (abs(i - middle), i))]
    return ""


class Partners:
    """Who works with whom in which initiatives, to choose who can bring two parties together."""

    def __init__(self, network: Network) -> None:
        self.network = network
        kinds, work = (set(network.schema.concrete(name)) for name in ("Organization", "Project"))
        self._of: dict[str, dict[str, list[Relationship]]] = {}
        self._in: dict[str, set[str]] = {}
        self._days: dict[tuple[str, str], str] = {}
        self._place = {project.id: i for i, project in enumerate(network.of_type("Project"))}
        for tie in network.ties("Participation"):
            known = tie.source in network.entities and tie.target in network.entities
            if (
                known
                and network.entities[tie.source].type in kinds
                and network.entities[tie.target].type in work
            ):
                self._of.setdefault(tie.source, {}).setdefault(tie.target, []).append(tie)
                self._in.setdefault(tie.target, set()).add(tie.source)

    def common(self, one: str, other: str) -> tuple[str, ...]:
        """Return the organisations with which both take part in an initiative, by name."""
        mine, theirs = (self._partners(ident) for ident in (one, other))
        return by_name(self.network, mine & theirs - {one, other})

    def _partners(self, ident: str) -> set[str]:
        return {other for project in self._of.get(ident, ()) for other in self._in[project]}

    def shared(self, one: str, other: str) -> tuple[Relationship, ...]:
        """Return the participations of two organisations in the initiatives that they share, newest first."""
        both = self._of.get(one, {}).keys() & self._of.get(other, {}).keys()
        ordered = sorted(both, key=self._place.__getitem__)
        ordered.sort(key=lambda project: self._when(one, other, project), reverse=True)
        return tuple(
            tie
            for project in ordered
            for end in (one, other)
            for tie in sorted(self._of[end][project], key=lambda tie: tie.id)
        )

    def _when(self, one: str, other: str, project: str) -> str:
        """Return since when two organisations both take part, as far as known, as a day."""
        return min(self._day(one, project), self._day(other, project))

    def _day(self, ident: str, project: str) -> str:
        """Return the newest day of a participation, "" without a date."""
        if (ident, project) not in self._days:
            dates = [newest(self.network, tie) for tie in self._of[ident][project]]
            self._days[ident, project] = max((last_day(date) for date in dates if date), default="")
        return self._days[ident, project]

    def freshness(self, one: str, other: str) -> str:
        """Return the day of the newest initiative that two organisations share, "" if without dates."""
        both = self._of.get(one, {}).keys() & self._of.get(other, {}).keys()
        return max((self._when(one, other, project) for project in both), default="")

    def way(self, one: str, through: str, other: str) -> Way:
        """Return the way from one to another through a common partner, by the newest initiatives."""
        steps: list[Step] = []
        for start, end in ((one, through), (through, other)):
            ties = self.shared(start, end)
            project = ties[0].target
            first, second = (
                next(t for t in ties if (t.source, t.target) == (x, project)) for x in (start, end)
            )
            steps += [_step(first, reverse=False), _step(second, reverse=True)]
        return Way(through, aged(self.network, steps))


def _step(tie: Relationship, *, reverse: bool) -> Step:
    start, end = (tie.target, tie.source) if reverse else (tie.source, tie.target)
    return Step(start, end, tie.type, tie.role, tie.id, reverse, tie.origin.statements)
