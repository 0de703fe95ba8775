"""Whom or what is meant by an id or a name."""

from __future__ import annotations

from collections.abc import Sequence

from dtz_network.errors import InputError, InWords, nearest
from dtz_network.language import LANGUAGES, Language
from dtz_network.model.events import is_named_after_people
from dtz_network.model.network import Entity, Network, fold, search
from dtz_network.model.schema import Schema
from dtz_network.store.base import Store

_LISTED = 8
"""Names that are told at most where one is not found."""


def meant(network: Network, text: str, types: Sequence[str] = ()) -> Entity:
    """Return the entity meant by an id, an alias, a full name, or the only one that matches.

    Raises:
        InputError: none (nearest names are told), or several (each with its id).
    """
    found = network.resolve(text)
    if found is not None:
        return _of_types(network, found, types)
    allowed = {name for kind in types for name in network.schema.concrete(kind)}
    pool = [e for e in network.entities.values() if not allowed or e.type in allowed]
    exact = _without_those_after_people(network, [e for e in pool if _is_called(e, fold(text))])
    translated = [e for e in pool if fold(text) in {fold(network.name(e.id, lang)) for lang in LANGUAGES}]
    hits = exact or translated or search(pool, text) or _events(network, pool, text)
    if len(hits) == 1:
        return hits[0]
    if hits:
        told = InWords(*(_told(network, hits[:_LISTED], lang) for lang in LANGUAGES))
        raise InputError("ambiguous", text=text, found=told, n=len(hits))
    for other in network.entities.values():
        if types and fold(text) in {fold(name) for name in other.all("name")}:
            return _of_types(network, other, types)  # of another kind: tells so
    raise _absent(text, sorted({e.name for e in pool if e.name}, key=fold))


def _without_those_after_people(network: Network, found: Sequence[Entity]) -> list[Entity]:
    """Return what is called so without the events that only have the names of who was there, if anything is left."""
    own = [e for e in found if e.type != "Event" or not is_named_after_people(network, e)]
    return own or list(found)


def _events(network: Network, pool: Sequence[Entity], text: str) -> list[Entity]:
    """Return the events of which what they are called and the names of who was there have all words of a text."""
    found = []
    for event in (e for e in pool if network.is_a(e.id, "Event")):
        there = [network.name(tie.source) for tie in network.ties_of(event.id, "Attendance")]
        said = {fold(" ".join((network.name(event.id, lang), *there))) for lang in LANGUAGES}
        if any(all(word in one for word in fold(text).split()) for one in said):
            found.append(event)
    return found


def _told(network: Network, entities: Sequence[Entity], lang: Language) -> str:
    """Return entities so that they are told apart: name, type and id."""
    label = network.schema.label
    return "; ".join(f"{network.name(e.id, lang)} ({label(e.type, lang)}, {e.id})" for e in entities)


def _absent(text: str, names: Sequence[str]) -> InputError:
    """Return the error for a name that is not there: with the nearest names, else all if they are few."""
    near = nearest(text, names) or [name for name in names if nearest(text, name.split(), 1)][:_LISTED]
    if near:
        return InputError("not-found-near", text=text, near=", ".join(near))
    if 0 < len(names) <= _LISTED:
        return InputError("not-found-known", text=text, known=", ".join(names))
    return InputError("not-found", text=text, near="")


def meant_in(store: Store, text: str, types: Sequence[str] = ()) -> Entity:
    """Return the entity of a store meant by an id or a name; the whole is read only where these do not tell.

    Raises:
        InputError: none (nearest names are told), or several (each with its id).
    """
    found = store.find(text, types, 100)
    hits = [e for e in found if _is_called(e, fold(text))] or found
    return hits[0] if len(hits) == 1 else meant(store.load(), text, types)


def _of_types(network: Network, entity: Entity, types: Sequence[str]) -> Entity:
    if types and not any(network.schema.types[entity.type].is_a(kind) for kind in types):
        raise InputError(
            "wrong-type",
            text=entity.name or entity.id,
            type=labels(network.schema, [entity.type]),
            types=labels(network.schema, types),
        )
    return entity


def labels(schema: Schema, types: Sequence[str]) -> InWords:
    """Return types as a person reads them."""
    nl, en = (", ".join(schema.label(name, lang) for name in types) for lang in LANGUAGES)
    return InWords(nl, en)


def is_named(entity: Entity, text: str) -> bool:
    """Return whether a text is an id or a name of an entity, and no more than a part of one."""
    return text in (entity.id, *entity.aliases) or _is_called(entity, fold(text))


def _is_called(entity: Entity, folded: str) -> bool:
    return any(fold(name) == folded for name in entity.names)
