"""Which type an organisation keeps when two records of different types are judged the same: the one that was stated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dtz_network.intake.organisation_types import guessed_type
from dtz_network.model.changes import TYPE, Fact
from dtz_network.model.network import Entity, Network


def kept(network: Network, joined: Iterable[tuple[str, str]]) -> Iterator[Fact]:
    """Yield the statement that keeps the type of each pair (the known one first) that is joined and differs in type."""
    for ends in joined:
        known, new = (network.resolve(ident) for ident in ends)
        if known and new and known.type != new.type:
            of = _stated(known, new)
            yield Fact(of.id, TYPE, of.type)


def _stated(known: Entity, new: Entity) -> Entity:
    """Return the one whose type somebody stated: no name of it sounds like that type; where that does not tell, the known one."""
    return new if _is_stated(new) and not _is_stated(known) else known


def _is_stated(entity: Entity) -> bool:
    return entity.type not in {guessed_type(name) for name in entity.names}
