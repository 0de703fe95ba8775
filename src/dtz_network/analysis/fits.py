"""Offers that meet needs: the same kind of capacity, themes that do not contradict, two organisations."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from dtz_network.analysis.claims import order
from dtz_network.model.dates import first_day, is_date, last_day
from dtz_network.model.network import Entity, Network


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
    found = [
        fit
        for givers, takers in ((ones, others), (others, ones))
        for offer in _by(network, "Offer", givers)
        for need in _by(network, "Need", takers)
        if (fit := _fit(offer, need)) is not None
    ]
    unique = {(fit.offer, fit.need): fit for fit in found}.values()
    return sorted(
        unique,
        key=lambda f: (-len(f.themes), order(network, f.giver), order(network, f.taker), f.offer, f.need),
    )


def _by(network: Network, kind: str, organisations: Collection[str]) -> list[Entity]:
    return [entity for entity in network.of_type(kind) if entity.get("by") in organisations]


def _fit(offer: Entity, need: Entity) -> Fit | None:
    giver, taker, kind = offer.get("by"), need.get("by"), offer.get("kind")
    if not kind or kind != need.get("kind") or giver == taker or not _overlap(offer, need):
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
