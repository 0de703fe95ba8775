"""Options that many commands share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from dtz_network.cli.tree import option

if TYPE_CHECKING:
    from dtz_network.model.network import Entity
    from dtz_network.store.base import Store
    from dtz_network.workflows.by_hand import Act

F = Callable[..., Any]


def json_option(command: F) -> F:
    """Add ``--json``: write for programs."""
    return option("--json", is_flag=True)(command)


def by_hand_options(command: F) -> F:
    """Add who, why and from which source a hand entry is."""
    for decorate in (
        option("--confirmed", is_flag=True),
        option("--why", default=""),
        option("--source", "--met", "said_by", default="", help="cli.opt.source_by_hand"),
    ):
        command = decorate(command)
    return command


def act(given: Mapping[str, Any]) -> Act:
    """Return who acts, why and from which source."""
    from dtz_network.cli.output import actor
    from dtz_network.workflows.by_hand import Act

    return Act(actor(), given["why"], given["said_by"], confirmed=given["confirmed"])


def read_as(store: Store, names: Iterable[str], *types: str) -> list[str]:
    """Return the ids of the entities that are meant by names; what a part of a name was read as is told.

    Raises:
        InputError: a name that means none, or several, of these types.
    """
    from dtz_network.workflows import entity_named

    found = [(name, entity_named.meant_in(store, name, types)) for name in names]
    tell_read_as(found, store)
    return [entity.id for _, entity in found]


def tell_read_as(found: Iterable[tuple[str, Entity]], store: Store) -> None:
    """Tell which entity each text was read as that is no name of it."""
    from dtz_network.cli.output import current_language, say
    from dtz_network.workflows import entity_named

    for text, entity in found:
        if not entity_named.is_named(entity, text):
            name = entity.name or store.load().name(entity.id, current_language())
            say("cli.link.meant", text=text, name=name, id=entity.id)
