"""Who "we" are in a network: the bureau and its people, as told to ``dtz init``."""

from __future__ import annotations

from collections.abc import Iterable

from dtz_network.analysis.claims import by_name
from dtz_network.model.network import Entity, Network, fold
from dtz_network.workflows import configuration


def ours(network: Network) -> tuple[str, ...]:
    """Return the ids of the bureau and its people, by name; none where neither is told or to be guessed.

    Where ``dtz init`` names nobody that the network knows, we are those who hold contacts (relatiehouders)
    and the organisations that they work for.
    """
    told = configuration.read()
    names = {fold(name) for name in (told.organisation, *told.people) if name}
    kinds = {"Person", *network.schema.concrete("Organization")}
    named = [
        entity for entity in network.entities.values() if entity.type in kinds and names & _names(entity)
    ]
    holders = {tie.source for tie in network.ties("Contact")} & set(network.entities)
    found = {entity.id for entity in named} or holders
    return by_name(network, found | _colleagues(network, found, guessed=not named))


def me() -> str:
    """Return the name of who acts, where it is one of our people: the one who acts on this machine, or the only one."""
    told = configuration.read()
    acting = [name for name in told.people if fold(name) == fold(told.actor())]
    found = acting or told.people
    return found[0] if len(found) == 1 else ""


def is_ours(names: Iterable[str]) -> bool:
    """Return whether one of some names is of one of our people."""
    return bool({fold(name) for name in names} & {fold(name) for name in configuration.read().people})


def _names(entity: Entity) -> set[str]:
    return {fold(name) for name in (*entity.names, *entity.all("short_name"))}


def _colleagues(network: Network, found: set[str], *, guessed: bool) -> set[str]:
    """Return who works for the bureau; where it was guessed from its people, the bureau itself too."""
    jobs = network.ties("Employment")
    employers = {tie.target for tie in jobs if guessed and tie.source in found}
    bureau = (found | employers) & set(network.entities)
    return employers | {tie.source for tie in jobs if tie.target in bureau and tie.source in network.entities}


__all__ = ["is_ours", "me", "ours"]
