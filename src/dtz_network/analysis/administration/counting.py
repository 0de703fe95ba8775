"""What the contact log says of a period: initiatives spoken to, groups, meetings, visits, actions; and who we are in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from dtz_network.analysis.administration.counted import Count, Counted, Indicator, Left, Reason, Us
from dtz_network.analysis.administration.figures import statements_of
from dtz_network.analysis.claims import order
from dtz_network.model.dates import Answer, first_day, holds, is_date, is_end, last_day
from dtz_network.model.events import TALKS, present
from dtz_network.model.network import Entity, Network, Relationship, fold

MEETING = "meeting"
"""Kind of event that is a meeting; others are part of it."""
GROUPS = frozenset({"steering_group", "working_group", "committee", "advisory_board", ""})
"""Kinds of body that are groups; the own board, bureau and team are not, nor councils."""


def ours(network: Network, names: Iterable[str], first: str, last: str) -> Us:
    """Return who "we" are: those named, who works for an organisation of ours in the period, and who holds relationships."""
    wanted = {fold(name) for name in names if name}
    named = {
        entity.id: network.schema.types[entity.type]
        for entity in network.entities.values()
        if wanted & {fold(name) for name in (*entity.names, *entity.all("short_name"))}
    }
    organisations = {ident for ident, kind in named.items() if kind.is_a("Organization")}
    people = {ident for ident, kind in named.items() if kind.is_a("Person")}
    for tie in network.ties("Employment"):
        if tie.target in organisations and _meets(tie, first, last) != "no":
            people.add(tie.source)
    for tie in network.ties("Contact"):
        kind = network.schema.types[network.entities[tie.source].type]
        (people if kind.is_a("Person") else organisations).add(tie.source)
    return Us(frozenset(organisations), frozenset(people))


def within(date: str, first: str, last: str) -> Answer:
    """Return whether a partial date lies in a period, both days included.

    >>> within("2021-03", "2021-01-01", "2021-12-31"), within("2021", "2021-01-01", "2021-06-30"), within("", "2021", "2022")
    ('yes', 'possibly', 'no')
    """
    if not is_date(date) or last_day(date) < first or first_day(date) > last:
        return "no"
    return "yes" if first_day(date) >= first and last_day(date) <= last else "possibly"


def _meets(tie: Relationship, first: str, last: str) -> Answer:
    """Return whether a tie holds on some day of a period."""
    since = tie.since if is_date(tie.since) else ""
    until = tie.until if is_end(tie.until) else ""
    if (since and first_day(since) > last) or (until and last_day(until) < first):
        return "no"
    sure = (not since or last_day(since) <= last) and (not until or first_day(until) >= first)
    return "yes" if sure else "possibly"


class Log:
    """What is logged in one period."""

    def __init__(self, network: Network, first: str, last: str, names: Sequence[str]) -> None:
        self.network, self.first, self.last = network, first, last
        self.us = ours(network, names, first, last)
        every = network.of_type("Event")
        self.events = [event for event in every if self._in(event.get("date")) != "no"]
        self.undated = [event for event in every if not is_date(event.get("date"))]

    @property
    def kept(self) -> bool:
        """Whether anything of the period tells what was done: meetings that were only announced do not."""
        return any(
            self._kind(event) in TALKS or event.all("about") or self.network.ties_of(event.id, "Attendance")
            for event in self.events
        )

    def _in(self, date: str) -> Answer:
        return within(date, self.first, self.last)

    def _kind(self, event: Entity) -> str:
        return self.network.schema.broadest("event_kinds", event.get("kind"))

    def _present(self, event: str) -> set[str]:
        return present(self.network, event)

    def _counted(self, event: Entity) -> Counted:
        date = event.get("date")
        return Counted(event.id, date, (event.id,), self._in(date), statements_of(event, "date", "kind"))

    # --- initiatives

    def initiatives(self) -> Count:
        """Return the initiatives spoken to."""
        found: dict[str, list[Counted]] = defaultdict(list)
        left = self._undated(lambda event: self._kind(event) in TALKS)
        for event in self.events:
            spoken, reason = self._spoken(event)
            for ident, ties in spoken.items():
                made = self._counted(event)
                behind = (event.id, *(tie.id for tie in ties))
                numbers = (*made.statements, *statements_of(event, "about"), *_said(ties))
                found[ident].append(Counted(ident, made.date, behind, made.certain, numbers))
            if reason:
                left.append(Left(event.id, event.get("date"), reason))
        self._noted(found, left)
        return _total("initiatives_spoken", self.network, [_once(items) for items in found.values()], left)

    def _spoken(self, event: Entity) -> tuple[dict[str, list[Relationship]], Reason | None]:
        """Return the initiatives of an event with the ties that tell them, or why there is none."""
        if named := event.all("about"):
            return {ident: [] for ident in named}, None
        if self._kind(event) not in TALKS:
            return {}, None
        return self._through(self._present(event.id), event.get("date"))

    def _through(self, who: Iterable[str], date: str) -> tuple[dict[str, list[Relationship]], Reason | None]:
        """Return the one initiative that all share, else that of each who has one."""
        took_part = [self._projects(ident, date) for ident in sorted(set(who) - self.us.people)]
        each = [ties for ties in took_part if ties]
        shared = set.intersection(*(set(ties) for ties in each)) if each else set()
        chosen = shared if len(shared) == 1 else {p for ties in each if len(ties) == 1 for p in ties}
        if not chosen:
            return {}, "several-initiatives" if each else "no-initiative"
        return {p: [tie for ties in each for tie in ties.get(p, ())] for p in sorted(chosen)}, None

    def _projects(self, ident: str, date: str) -> dict[str, list[Relationship]]:
        """Return the initiatives in which somebody, or an employer of hers, takes part on a day, with the ties that say so."""
        found: dict[str, list[Relationship]] = defaultdict(list)
        jobs = [t for t in self.network.ties_of(ident, "Employment") if t.source == ident and _on(t, date)]
        for party, way in [(ident, []), *((job.target, [job]) for job in jobs)]:
            if party in self.us.organisations:
                continue
            for tie in self.network.ties_of(party, "Participation"):
                project = self.network.is_a(tie.target, "Project")
                if tie.source == party and project and _on(tie, date):
                    found[tie.target] += [*way, tie]
        return found

    def _noted(self, found: dict[str, list[Counted]], left: list[Left]) -> None:
        """Take in the last contact that relationship holders noted, where no event of that day tells more."""
        met = {(who, event.get("date")) for event in self.events for who in self._present(event.id)}
        for tie in self.network.ties("Contact"):
            date = tie.get("last_contact")
            certain = self._in(date)
            if certain == "no" or (tie.target, date) in met:
                continue
            spoken, reason = self._through([tie.target], date)
            for ident, ties in spoken.items():
                behind = (tie.id, *(t.id for t in ties))
                found[ident].append(Counted(ident, date, behind, certain, _said([tie, *ties])))
            if reason:
                left.append(Left(tie.id, date, reason))

    # --- groups, meetings, visits, actions

    def groups(self) -> Count:
        """Return the groups in which one of us sat."""
        found: dict[str, list[Counted]] = defaultdict(list)
        left: dict[str, Left] = {}
        for tie in self.network.ties("Membership"):
            certain = _meets(tie, self.first, self.last)
            if certain == "no" or not self._is_ours(tie):
                continue
            body = self.network.entities[tie.target]
            if body.get("kind") in GROUPS:
                made = Counted(body.id, tie.since, (tie.id,), certain, tie.origin.statements)
                found[body.id].append(made)
            else:
                left.setdefault(body.id, Left(body.id, tie.since, "other-body"))
        total = _total("memberships", self.network, [_once(items) for items in found.values()], left.values())
        return replace(total, known=self.us.known)

    def _is_ours(self, tie: Relationship) -> bool:
        """Return whether a membership is ours: on behalf of us, or of one of us on behalf of nobody else."""
        behalf = set(tie.all("on_behalf_of"))
        if behalf & self.us.organisations:
            return True
        return tie.source in self.us.people and not (behalf and self.us.organisations)

    def meetings(self) -> Count:
        """Return the meetings that were attended."""
        found, left = [], self._undated(lambda event: self._kind(event) == MEETING)
        for event in self.events:
            if self._kind(event) != MEETING:
                continue
            there = self._present(event.id)
            excused = {t.source for t in self.network.ties_of(event.id, "Attendance")} - there
            us = self.us.people | self.us.organisations
            if there and (there & us or not excused & us):
                found.append(self._counted(event))
            else:
                reason: Reason = "excused" if there else "nobody-present"
                left.append(Left(event.id, event.get("date"), reason))
        return _total("meetings_attended", self.network, found, left)

    def of_kind(self, indicator: Indicator, kind: str) -> Count:
        """Return the events of one kind, and of those that are part of it."""
        found = [self._counted(event) for event in self.events if self._kind(event) == kind]
        left = self._undated(lambda event: self._kind(event) == kind)
        return _total(indicator, self.network, found, left)

    def actions(self) -> list[Count]:
        """Return the actions that were agreed, and those of them that are done."""
        found, left = [], []
        for action in self.network.of_type("Action"):
            event = self.network.entities.get(action.get("event"))
            date = (event.get("date") if event else "") or action.get("due")
            certain = self._in(date)
            if certain != "no":
                behind = (action.id, *((event.id,) if event else ()))
                numbers = statements_of(action, "name", "due", "event", "status")
                found.append(Counted(action.id, date, behind, certain, numbers))
            elif not is_date(date):
                left.append(Left(action.id, "", "undated"))
        done = [made for made in found if self.network.entities[made.id].get("status") == "done"]
        return [
            _total("actions", self.network, found, left),
            _total("actions_done", self.network, done, ()),
        ]

    def _undated(self, wanted: Callable[[Entity], bool]) -> list[Left]:
        return [Left(event.id, "", "undated") for event in self.undated if wanted(event)]


def _on(tie: Relationship, date: str) -> bool:
    since, until = (day if is_end(day) else "" for day in (tie.since, tie.until))
    return holds(since, until, date) != "no"


def _said(ties: Iterable[Relationship]) -> tuple[int, ...]:
    return tuple(number for tie in ties for number in tie.origin.statements)


def _once(items: Sequence[Counted]) -> Counted:
    """Return one thing that came up several times: its first day, all that it came up in, sure if one is."""
    ordered = sorted(items, key=lambda item: (item.date and first_day(item.date), item.through))
    sure = [item for item in ordered if item.certain == "yes"]
    return Counted(
        ordered[0].id,
        (sure or ordered)[0].date,
        tuple(dict.fromkeys(ident for item in ordered for ident in item.through)),
        "yes" if sure else "possibly",
        tuple(sorted({number for item in ordered for number in item.statements})),
    )


def _total(indicator: Indicator, network: Network, found: Iterable[Counted], left: Iterable[Left]) -> Count:
    def place(item: Counted | Left) -> tuple[str, tuple[str, str]]:
        return (first_day(item.date) if is_date(item.date) else "", order(network, item.id))

    kept = tuple(sorted(found, key=place))
    sure = sum(item.certain == "yes" for item in kept)
    return Count(indicator, sure, len(kept) - sure, kept, tuple(sorted(left, key=place)))
