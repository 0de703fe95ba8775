"""Whom to ask first about a theme: organisations, each with its reasons."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from dtz_network.analysis.claims import by_name, order
from dtz_network.analysis.fits import Fit
from dtz_network.model.dates import is_date, last_day
from dtz_network.model.events import last_contact
from dtz_network.model.network import Network, Relationship
from dtz_network.model.remembered import remembered

Why = Literal["leads", "takes_part", "offers", "asks", "contact"]
LEADS = ("lead", "lead_partner")
FIRST = 3
_NOTHING: tuple[set[str], set[str]] = (set(), set())


@dataclass(frozen=True)
class Reason:
    """One reason: what it is, and the ids on which it rests (initiatives, offers, needs, or who of us holds the contact)."""

    why: Why
    ids: tuple[str, ...]
    date: str = ""


@dataclass(frozen=True)
class Ask:
    """An organisation to ask, with its reasons."""

    organisation: str
    reasons: tuple[Reason, ...]


def first(
    network: Network,
    organisations: Sequence[str],
    projects: Collection[str],
    fits: Sequence[Fit] = (),
    most: int = FIRST,
) -> tuple[Ask, ...]:
    """Return those with most reasons: who leads or takes part in the initiatives, offers or asks, or is known to us.

    Equal ones stand by the number of their initiatives, then by name. Who has no reason is not named.
    """
    known = _Known(network, set(projects), fits)
    sizes = {o: known.size(o) for o in known.named().intersection(organisations)}
    best = heapq.nsmallest(most, sizes, key=lambda o: (-sizes[o][0], -sizes[o][1], order(network, o)))
    return tuple(Ask(o, tuple(known.reasons(o))) for o in best)


class _Known:
    """What there is to say of organisations about some initiatives."""

    def __init__(self, network: Network, projects: set[str], fits: Sequence[Fit]) -> None:
        self._network, self._projects = network, projects
        self._roles, self._contacts = _roles(network), _contacts(network)
        self._offers, self._asks = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
        for fit in fits:
            self._offers[fit.giver].append(fit.offer)
            self._asks[fit.taker].append(fit.need)

    def _work(self, organisation: str) -> tuple[set[str], set[str]]:
        """Return the initiatives that it leads, and those in which it otherwise takes part."""
        leads, takes_part = self._roles.get(organisation, _NOTHING)
        return leads & self._projects, takes_part & self._projects

    def named(self) -> set[str]:
        """Return all of whom there is something to say."""
        partners = _partners(self._network)
        work = (partners.get(project, ()) for project in self._projects)
        return {*chain.from_iterable(work), *self._offers, *self._asks, *self._contacts}

    def size(self, organisation: str) -> tuple[int, int]:
        """Return the number of reasons, and of initiatives."""
        work = self._work(organisation)
        told = (
            *work,
            organisation in self._offers,
            organisation in self._asks,
            organisation in self._contacts,
        )
        return sum(map(bool, told)), sum(map(len, work))

    def reasons(self, organisation: str) -> Iterator[Reason]:
        leads, takes_part = self._work(organisation)
        if leads:
            yield Reason("leads", by_name(self._network, leads))
        if takes_part:
            yield Reason("takes_part", by_name(self._network, takes_part))
        if organisation in self._offers:
            yield Reason("offers", tuple(dict.fromkeys(self._offers[organisation])))
        if organisation in self._asks:
            yield Reason("asks", tuple(dict.fromkeys(self._asks[organisation])))
        if newest := self._contacts.get(organisation):
            yield Reason("contact", (newest.source,), last_contact(self._network, newest))


@remembered
def _roles(network: Network) -> Mapping[str, tuple[set[str], set[str]]]:
    """Return for each organisation the initiatives that it leads, and those in which it otherwise takes part."""
    roles: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for tie in network.ties("Participation"):
        roles[tie.source][tie.role not in LEADS].add(tie.target)
    return {organisation: (leads, takes_part - leads) for organisation, (leads, takes_part) in roles.items()}


@remembered
def _partners(network: Network) -> Mapping[str, list[str]]:
    """Return who takes part in each initiative, whatever the role."""
    found: dict[str, list[str]] = defaultdict(list)
    for tie in network.ties("Participation"):
        found[tie.target].append(tie.source)
    return found


@remembered
def _contacts(network: Network) -> Mapping[str, Relationship]:
    """Return the newest contact of ours with each organisation with which there is one."""
    found: dict[str, list[Relationship]] = defaultdict(list)
    for tie in network.ties("Contact"):
        found[tie.target].append(tie)
    return {
        organisation: max(ties, key=lambda t: (_day(last_contact(network, t)), t.source))
        for organisation, ties in found.items()
    }


def _day(date: str) -> str:
    """Return the last day that a (partial) date can mean, "" for none."""
    return last_day(date) if is_date(date) else ""
