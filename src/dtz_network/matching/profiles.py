"""What a network says of a person or an organisation, as records to match."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dtz_network.matching.organisations import Organisation
from dtz_network.matching.pairs import SURE, Evidence, Pair
from dtz_network.matching.person_records import Person
from dtz_network.model.network import Entity, Network
from dtz_network.model.remembered import remembered
from dtz_network.model.schema import Schema

IDENTIFIERS = ("kvk", "rsin", "brin", "cbs", "oin", "vat")
"""Properties that hold the number of a register."""


def person(network: Network, entity: Entity) -> Person:
    """Return a person with names, contact details, and the organisations she works for or represents, now or before."""
    organisations: dict[str, None] = {}
    roles: dict[str, None] = {}
    places: dict[str, None] = {}
    for tie in network.ties_of(entity.id, "Employment", "Membership"):
        if tie.source != entity.id:
            continue
        found = [tie.target] if tie.type == "Employment" else list(tie.all("on_behalf_of"))
        for ident in found:
            name, lies = _at(network, ident)
            organisations[name] = None
            places.update(lies)
        if tie.type == "Employment" and tie.role:
            roles[tie.role] = None
    return Person(
        entity.id, entity.name, _others(entity),
        tuple(organisations), tuple(entity.all("email")), tuple(entity.all("phone")), tuple(entity.all("linkedin")),
        tuple(places), tuple(roles),
    )  # fmt: skip


def _others(entity: Entity) -> tuple[str, ...]:
    return tuple(name for name in entity.names if name != entity.name)


def organisation(network: Network, entity: Entity) -> Organisation:
    """Return an organisation with all its names, numbers, contact details and places."""
    others = (*_others(entity), *entity.all("short_name"))
    numbers = tuple((prop, entity.get(prop)) for prop in IDENTIFIERS if entity.get(prop))
    return Organisation(
        entity.id, entity.name, others, entity.type, numbers, tuple(entity.all("email")), tuple(entity.all("url")),
        tuple(entity.all("phone")), places=tuple(_places(network, entity.id)),
    )  # fmt: skip


def across_types(pair: Pair, types: Mapping[str, str], schema: Schema) -> Pair:
    """Return a pair, asked and not proposed where a company would be joined with, say, a school; ``types`` by id."""
    kinds = sorted({types[pair.one], types[pair.other]})
    if len(kinds) == 1 or pair.zone not in SURE:
        return pair
    one, other = (schema.types[kind].label["nl"] for kind in kinds)
    return replace(
        pair, zone="R1", evidence=(*pair.evidence, Evidence("type-different", one, other, against=True))
    )


@remembered
def _at(network: Network, ident: str) -> tuple[str, dict[str, None]]:
    """Return the name of an organisation, and its places."""
    return network.name(ident), dict.fromkeys(_places(network, ident))


def _places(network: Network, ident: str) -> list[str]:
    return [network.name(tie.target) for tie in network.ties_of(ident, "Location") if tie.source == ident]
