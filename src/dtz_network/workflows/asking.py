"""Questions to the store: acts meant on a command line, history of an entity, what is missing."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dtz_network.errors import InputError
from dtz_network.model.changes import Fact, Tie
from dtz_network.model.network import Entity
from dtz_network.store.base import HistoryLine, Store
from dtz_network.workflows import entity_named


def acts_meant(store: Store, named: Sequence[str]) -> list[str]:
    """Return ids of acts named by id or number; without names the last one in force that is no undo.

    Raises:
        InputError: no such act, or none to undo.
    """
    acts = store.changesets()
    if not named:
        last = next(
            (act for act in reversed(acts) if act.in_force and act.kind not in ("undo", "erase")), None
        )
        if last is None:
            raise InputError("nothing-to-undo")
        return [last.id]
    known = {act.id: act.id for act in acts} | {str(act.number): act.id for act in acts}
    missing = [name for name in named if name not in known]
    if missing:
        raise InputError("act-absent", acts=", ".join(missing), n=len(missing))
    return [known[name] for name in named]


def why(
    store: Store, entity: str, prop: str = "", types: Sequence[str] = ()
) -> tuple[Entity, list[HistoryLine]]:
    """Return an entity, by any name that it was ever called, and every statement about it, oldest first.

    With ``prop`` only those of one property or type of relationship, by its name or a label; with ``types``
    only an entity of one of these is meant.
    """
    found = entity_named.meant_in(store, entity, types)
    lines = store.history(found.id)
    if prop:
        properties = store.schema.types[found.type].properties.values()
        ties = store.schema.relationship_types()
        wanted = {prop, *(one.name for one in properties if prop in one.label.values())}
        wanted |= {one.name for one in ties if prop in one.label.values()}
        lines = [line for line in lines if _about(line, wanted)]
    return found, lines


def _about(line: HistoryLine, wanted: Collection[str]) -> bool:
    said = line.stated.said
    return (isinstance(said, Fact) and said.property in wanted) or (
        isinstance(said, Tie) and said.type in wanted
    )
