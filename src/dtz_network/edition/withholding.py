"""Three editions of a network: ``public`` (the default), ``partner``, ``internal``.

*public*: organisations, bodies, initiatives; people only in roles marked public; no contact details,
notes, conversations, offers, needs, proposals or refusals. *partner*: also names and roles of people,
offers and needs, and introductions that were made between organisations that agreed (without reason and go-between). *internal*: everything. What is withheld is gone from the returned network, so that no
page or report can show it, also not in a free text, a place or the name of a source.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from dtz_network.edition.naming import Names
from dtz_network.model.changes import Details, Source
from dtz_network.model.events import is_named_after_people
from dtz_network.model.network import Entity, Network, Origin, Relationship, Value, behind
from dtz_network.model.schema import Property

Edition = Literal["public", "partner", "internal"]
EDITIONS: tuple[Edition, ...] = ("public", "partner", "internal")

_INTERNAL_TIES = frozenset({"Contact", "Attendance"})
_INTRODUCED = frozenset({"introduced", "project"})
_INTERNAL_TYPES = frozenset({"Action", "Publication"})
_INTERNAL_EVENTS = frozenset({"visit", "conversation"})
_NOT_PUBLIC_TYPES = frozenset({"Offer", "Need"})
_CONTACT_DETAILS = frozenset({"email", "phone", "linkedin", "note"})
_INTERNAL_VALUES = _CONTACT_DETAILS | {"do_not_approach", "reason", "via", "agreed"}
_PERSON_IN_PUBLIC = frozenset({"name", "title"})
_OURS = frozenset({"own", "confirmed"})
_LETTERS = (".eml", ".msg", ".vcf", ".ics")
"""Endings of mails, cards and invitations: what such a file is called, as a source, is between the bureau and who sent it."""
_HELD_BACK = "withheld"


def withhold(network: Network, edition: Edition) -> Network:
    """Return the network with what the edition withholds taken out."""
    if edition == "internal":
        return network
    kept = _kept(network, edition)
    return _Cut(network, edition, kept).made()


def withheld_ties(network: Network, shown: Network) -> frozenset[str]:
    """Return the types of relationships of which at least one is left out of what an edition shows.

    A page that shows no relationship holder can so tell "none is known" from "not in this edition".
    """
    kept = {tie.id for tie in shown.relationships}
    return frozenset(tie.type for tie in network.relationships if tie.id not in kept)


def is_public(network: Network, membership: Relationship) -> bool:
    """Return whether a membership is in a role marked public (a plain seat in a body is)."""
    term = network.schema.vocabularies.get("roles", {}).get(membership.role or "member")
    return term is not None and term.more.get("public") == "yes"


def _kept(network: Network, edition: Edition) -> set[str]:
    """Return the ids of the entities that may be shown."""
    types = _INTERNAL_TYPES | (_NOT_PUBLIC_TYPES if edition == "public" else frozenset())
    shown = {
        ident
        for ident, entity in network.entities.items()
        if not network.is_a(ident, *types)
        and not (network.is_a(ident, "Event") and _kind(network, entity) in _INTERNAL_EVENTS)
    }
    if edition == "partner":
        return shown
    public = {tie.source for tie in network.ties("Membership") if is_public(network, tie)}
    return {ident for ident in shown if not network.is_a(ident, "Person") or ident in public}


def _kind(network: Network, event: Entity) -> str:
    return network.schema.broadest("event_kinds", event.get("kind"))


class _Cut:
    """One network on its way to one edition."""

    def __init__(self, network: Network, edition: Edition, kept: set[str]) -> None:
        self.network, self.edition, self.kept = network, edition, kept
        self.names = Names(e for ident, e in network.entities.items() if self._unnamed(ident))
        self.public = edition == "public"

    def made(self) -> Network:
        """Return what is left."""
        entities = {ident: self._entity(self.network.entities[ident]) for ident in self.kept}
        ties = [self._tie(tie) for tie in self.network.relationships if self._may_show(tie)]
        emptied = self._seats_withheld({tie.id for tie in ties})
        entities |= {ident: say_withheld(entities[ident]) for ident in emptied if ident in entities}
        ordered = {ident: entities[ident] for ident in self.network.entities if ident in entities}
        return replace(
            self.network,
            entities=ordered,
            relationships=ties,
            sources=self._sources(ordered, ties),
            former=(),
        )

    def _unnamed(self, ident: str) -> bool:
        return self.network.is_a(ident, "Person") and ident not in self.kept

    def _may_show(self, tie: Relationship) -> bool:
        internal = not _INTERNAL_TIES.isdisjoint(self.network.schema.types[tie.type].ancestors)
        if internal or tie.source not in self.kept or tie.target not in self.kept:
            return False
        if tie.type == "Introduction":
            return not self.public and self._may_know(tie)
        if not self.public:
            return True
        if tie.type == "Membership":
            return is_public(self.network, tie)
        return not self._is_of_person(tie)

    def _may_know(self, tie: Relationship) -> bool:
        """Return whether an introduction was made, between organisations, and both agreed that it is known."""
        return (
            not self._is_of_person(tie) and tie.get("agreed") == "true" and tie.get("status") in _INTRODUCED
        )

    def _is_of_person(self, tie: Relationship) -> bool:
        return any(self.network.is_a(end, "Person") for end in (tie.source, tie.target))

    def _seats_withheld(self, shown: set[str]) -> set[str]:
        """Return the seats of which a holder was taken out: held, by whom is not said."""
        memberships = self.network.ties("Membership")
        return {seat for tie in memberships if tie.id not in shown for seat in tie.all("seat")} - {
            seat for tie in memberships if tie.id in shown for seat in tie.all("seat")
        }

    def _entity(self, entity: Entity) -> Entity:
        spec = self.network.schema.types[entity.type].properties
        person = self.network.is_a(entity.id, "Person")
        after_people = self.network.is_a(entity.id, "Event") and is_named_after_people(self.network, entity)
        values: dict[str, tuple[Value, ...]] = {}
        for name, found in entity.values.items():
            if name not in spec or name in _INTERNAL_VALUES:
                continue
            if spec[name].type == "name" and after_people:
                continue
            if name not in _PERSON_IN_PUBLIC and (spec[name].personal or (person and self.public)):
                continue
            if self._is_own_name(entity, spec[name]):
                values[name] = tuple(map(self._value, found))
                continue
            reference = spec[name].type == "ref"
            values[name] = tuple(self._value(v) for v in found if self._may_say(v.value, reference=reference))
        joined = () if person else tuple(name for name in entity.joined if not self.names.within(name))
        values = {name: found for name, found in values.items() if found}
        return replace(entity, values=values, aliases=(), joined=joined)

    def _is_own_name(self, entity: Entity, prop: Property) -> bool:
        """Return whether a value is a name that stands, also where a person has the same one."""
        kind = self.network.schema.types[entity.type]
        return prop.type == "name" and (kind.is_a("Organization") or kind.is_a("Person"))

    def _may_say(self, value: str, *, reference: bool) -> bool:
        """Return whether a value may be shown: a reference to what is left, or a text naming nobody."""
        if not reference:
            return not self.names.within(value)
        if value not in self.kept:
            return False
        return not (self.public and self.network.is_a(value, "Person"))

    def _value(self, value: Value) -> Value:
        return replace(value, origin=self._origin(value.origin))

    def _tie(self, tie: Relationship) -> Relationship:
        role = "" if self.names.within(tie.role) else tie.role
        return replace(tie, role=role, details=self._details(tie), origin=self._origin(tie.origin))

    def _details(self, tie: Relationship) -> Details:
        spec = self.network.schema.types[tie.type].properties
        found: dict[str, str | tuple[str, ...]] = {}
        for name, value in tie.details.items():
            if name not in spec or name in _INTERNAL_VALUES:
                continue
            reference = spec[name].type == "ref"
            values = tuple(v for v in tie.all(name) if self._may_say(v, reference=reference))
            if values:
                found[name] = values if not isinstance(value, str) else values[0]
        return found

    def _origin(self, origin: Origin) -> Origin:
        source = self.network.sources.get(origin.source)
        ours = source is not None and source.kind in _OURS
        return replace(origin, place="") if ours or self.names.within(origin.place) else origin

    def _sources(self, entities: Mapping[str, Entity], ties: list[Relationship]) -> dict[str, Source]:
        """Return the sources that are still used, without what is ours alone."""
        used = behind(entities.values(), ties)
        return {
            ident: self._source(source)
            for ident, source in self.network.sources.items()
            if ident in used or source.invented
        }

    def _source(self, source: Source) -> Source:
        letter = source.name.casefold().endswith(_LETTERS)
        unnamed = source.kind in _OURS or letter or self.names.within(source.name)
        return replace(source, name="" if unnamed else source.name, series="", digest="", controller="")


def say_withheld(seat: Entity) -> Entity:
    """Return a seat that says that its holder is not named here."""
    behind = next(v for found in seat.values.values() for v in found)
    said = seat.values.get("holder_status", (replace(behind, since="", until=""),))
    return replace(
        seat, values={**seat.values, "holder_status": tuple(replace(v, value=_HELD_BACK) for v in said)}
    )
