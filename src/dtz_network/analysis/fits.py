"""Offers that meet needs: the same kind of capacity, themes that do not contradict, two organisations."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from dtz_network.analysis.claims import order
from dtz_network.model.dates import first_day, is_date, last_day
from dtz_network.model.network import Entity, Network
from dtz_network.model.remembered import remembered

TOLD = 8
"""So many are told with an answer; all count."""


@dataclass(frozen=True)
class Fit:
    """An offer of one organisation that meets a need of another; ``kind`` of capacity, ``themes`` in common."""

    offer: str
    need: str
    giver: str
    taker: str
    kind: str
    themes: tuple[str, ...] = ()


def between(network: Network, ones: Collection[str], others: Collection[str]) -> list[Fit]:
    """Return the offers of one set that meet a need of the other set, either way, those with a common theme first.

    An offer meets a need of the same kind at the same time; where both name themes, they must share one.
    """
    mine, theirs = set(ones), set(others)
    return [
        fit
        for fit in everywhere(network)
        if (fit.giver in mine and fit.taker in theirs) or (fit.giver in theirs and fit.taker in mine)
    ]


@remembered
def everywhere(network: Network) -> tuple[Fit, ...]:
    """Return all offers that meet a need, those with a common theme first."""
    asked: dict[str, list[Entity]] = defaultdict(list)
    for need in network.of_type("Need"):
        asked[need.get("kind")].append(need)
    found = [
        fit
        for offer in network.of_type("Offer")
        for need in asked.get(offer.get("kind"), ())
        if (fit := _fit(offer, need)) is not None
    ]
    found.sort(
        key=lambda f: (-len(f.themes), order(network, f.giver), order(network, f.taker), f.offer, f.need)
    )
    return tuple(found)


def weights(found: Iterable[Fit]) -> dict[str, float]:
    """Return for each need 1 / the offers that meet it: what many can give ties nobody in particular."""
    return {need: 1 / n for need, n in Counter(fit.need for fit in found).items()}


def _fit(offer: Entity, need: Entity) -> Fit | None:
    giver, taker, kind = offer.get("by"), need.get("by"), offer.get("kind")
    if not kind or not giver or not taker or giver == taker or not _overlap(offer, need):
        return None
    given, asked = set(offer.all("theme")), set(need.all("theme"))
    if given and asked and not given & asked:
        return None
    return Fit(offer.id, need.id, giver, taker, kind, tuple(sorted(given & asked)))


def _overlap(one: Entity, other: Entity) -> bool:
    """Return whether two periods may have a day in common; ends that are no dates are open."""
    starts = [first_day(e.get("from")) for e in (one, other) if is_date(e.get("from"))]
    ends = [last_day(e.get("until")) for e in (one, other) if is_date(e.get("until"))]
    return not starts or not ends or max(starts) <= min(ends)
