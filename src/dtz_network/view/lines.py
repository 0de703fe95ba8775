"""The lines of a view: each relationship, and what a relationship or an entity refers to beside it.

A membership is one relationship with several lines: from the person to the body and from the person to
each organisation on whose behalf he or she sits there. They share the id of the relationship.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dtz_network import language
from dtz_network.analysis.introducing.ways import newest
from dtz_network.language import Language
from dtz_network.model.network import Entity, Network, Relationship
from dtz_network.model.schema import Property, Schema, Type
from dtz_network.view.shown import Link, Words
from dtz_network.view.telling import Teller


@dataclass(frozen=True, slots=True)
class _Form:
    """Of a type of relationship: its role, the references that become lines of their own, what is told beside."""

    role: Property | None
    drawn: tuple[str, ...]
    told: tuple[Property, ...]


def make(tell: Teller, entities: Iterable[Entity], known: frozenset[str]) -> list[Link]:
    """Return all lines between known nodes, those between the same two ends bent apart."""
    forms = {kind.name: _form(tell.schema, kind) for kind in tell.schema.relationship_types()}
    links = [
        link for tie in tell.network.relationships for link in _of_tie(tell, tie, known, forms[tie.type])
    ]
    refs = {kind.name: _refs(kind) for kind in tell.schema.entity_types()}
    links += [link for entity in entities for link in _of_entity(tell, entity, known, refs[entity.type])]
    beside: dict[tuple[str, str], int] = {}
    for n, link in enumerate(links):
        one, other = link.source, link.target
        ends = (one, other) if one < other else (other, one)
        bend = beside.get(ends, 0)
        beside[ends] = bend + 1
        if bend:
            links[n] = link._replace(bend=bend)
    return links


def _form(schema: Schema, kind: Type) -> _Form:
    properties = kind.properties.values()
    drawn = tuple(prop.name for prop in properties if _is_drawn(schema, prop))
    return _Form(kind.role, drawn, tuple(prop for prop in properties if prop.name not in (*drawn, "seat")))


def _of_tie(tell: Teller, tie: Relationship, known: frozenset[str], form: _Form) -> Iterator[Link]:
    if tie.source not in known:
        return
    main = _main(tell, tie, known, form)
    if tie.target in known:
        yield main
    for name in form.drawn:
        for n, ref in enumerate(tie.all(name)):
            found = tell.network.resolve(ref)
            if found is not None and found.id in known and found.id != tie.source:
                ident = f"{tie.id}.{name}.{n}"
                yield Link(ident, tie.id, f"{tie.type}.{name}", tie.source, found.id, state=main.state)


def _main(tell: Teller, tie: Relationship, known: frozenset[str], form: _Form) -> Link:
    seat = tell.network.resolve(tie.get("seat")) if "seat" in tie.details else None
    return Link(
        id=tie.id,
        tie=tie.id,
        kind=tie.type,
        source=tie.source,
        target=tie.target,
        role=tell.words(form.role, tie.role) if form.role and tie.role else tie.role,
        code=tie.role,
        since=tie.since,
        until=tie.until,
        state=tell.state(tie),
        side=_of_seat(tell, seat, "side") if seat else "",
        seat=_of_seat(tell, seat, "number") if seat else "",
        deputy=tie.details.get("capacity") == "deputy",
        fresh=_fresh(tell.network, tie) if tell.ages else "",
        facts=tell.details(tie, known, form.told) if tie.details else (),
        cites=tell.cite(tie.origin),
    )


def _fresh(network: Network, tie: Relationship) -> str:
    date = newest(network, tie)
    return date if date != tie.since else ""


def _of_seat(tell: Teller, seat: Entity, name: str) -> str:
    prop = tell.schema.types[seat.type].properties.get(name)
    return tell.words(prop, seat.get(name)) if prop and seat.get(name) else ""


def _is_drawn(schema: Schema, prop: Property) -> bool:
    """Return whether a reference becomes a line of its own (a seat or a figure is no node)."""
    from dtz_network.view.nodes import carrier

    targets = [name for base in prop.to for name in schema.concrete(base)]
    return prop.type == "ref" and any(not carrier(schema, name) for name in targets)


def _refs(kind: Type) -> tuple[str, ...]:
    return tuple(name for name, prop in kind.properties.items() if prop.type == "ref")


def _of_entity(tell: Teller, entity: Entity, known: frozenset[str], refs: Iterable[str]) -> Iterator[Link]:
    for name in refs:
        for n, value in enumerate(entity.values.get(name, ())):
            found = tell.network.resolve(value.value)
            if found is not None and found.id in known and found.id != entity.id:
                ident = f"{entity.id}.{name}.{n}"
                kind, cites = f"{entity.type}.{name}", tell.cite(value.origin)
                yield Link(ident, ident, kind, entity.id, found.id, cites=cites)


def words(network: Network, lang: Language, kinds: Iterable[str]) -> dict[str, Words]:
    """Return how each kind of line is called."""
    return {kind: _words(network.schema, lang, kind) for kind in sorted(set(kinds))}


def _words(schema: Schema, lang: Language, kind: str) -> Words:
    name, _, prop = kind.partition(".")
    found = schema.types[name]
    if not prop:
        return _of_type(found, lang)
    label = found.properties[prop].label[lang]
    key = f"page.back.{kind}"
    known = key in language.catalogue(lang)
    back = language.text(key, lang) if known else language.text("page.back", lang, label=label)
    return Words(label, label, back)


def _of_type(found: Type, lang: Language) -> Words:
    out = found.source.label[lang] if found.source else ""
    back = found.target.label[lang] if found.target else ""
    return Words(found.label[lang], out, back)
