"""Whom to ask first about a theme: organisations, each with its reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dtz_network.analysis.claims import order
from dtz_network.analysis.fits import Fit
from dtz_network.model.network import Network

Why = Literal["leads", "takes_part", "offers", "asks", "contact"]
LEADS = ("lead", "lead_partner")
FIRST = 3


@dataclass(frozen=True)
class Reason:
    """One reason: what it is, and the ids on which it rests (initiatives, offers, needs, or the tie of a contact)."""

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
    found = [Ask(o, tuple(_reasons(network, o, set(projects), fits))) for o in organisations]
    found = [ask for ask in found if ask.reasons]
    found.sort(key=lambda ask: (-len(ask.reasons), -_work(ask), order(network, ask.organisation)))
    return tuple(found[:most])


def _work(ask: Ask) -> int:
    return sum(len(reason.ids) for reason in ask.reasons if reason.why in ("leads", "takes_part"))


def _reasons(
    network: Network, organisation: str, projects: Collection[str], fits: Sequence[Fit]
) -> Iterator[Reason]:
    roles: dict[str, set[str]] = defaultdict(set)
    for tie in network.ties_of(organisation, "Participation"):
        if tie.source == organisation and tie.target in projects:
            roles["leads" if tie.role in LEADS else "takes_part"].add(tie.target)
    roles["takes_part"] -= roles["leads"]
    for why in ("leads", "takes_part"):
        if roles[why]:
            yield Reason(why, tuple(sorted(roles[why], key=lambda p: order(network, p))))
    offered = tuple(dict.fromkeys(fit.offer for fit in fits if fit.giver == organisation))
    asked = tuple(dict.fromkeys(fit.need for fit in fits if fit.taker == organisation))
    if offered:
        yield Reason("offers", offered)
    if asked:
        yield Reason("asks", asked)
    yield from _contact(network, organisation)


def _contact(network: Network, organisation: str) -> Iterator[Reason]:
    ties = [t for t in network.ties_of(organisation, "Contact") if t.target == organisation]
    if ties:
        newest = max(ties, key=lambda t: (t.get("last_contact"), t.source))
        yield Reason("contact", (newest.source,), newest.get("last_contact"))
