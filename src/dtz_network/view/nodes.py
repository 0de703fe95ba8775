"""The nodes of a view: what an entity is, its facts, its seats, and what is told with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import sqrt

from dtz_network import language
from dtz_network.analysis.administration import governance
from dtz_network.analysis.administration.governance import SeatState
from dtz_network.analysis.claims import order
from dtz_network.edition.counting import suppress
from dtz_network.edition.withholding import Edition
from dtz_network.model.dates import is_date, is_end
from dtz_network.model.network import Entity, Network, fold
from dtz_network.model.schema import Schema
from dtz_network.view.shown import Bench, Family, Node, Part
from dtz_network.view.telling import Teller

_FAMILIES: tuple[tuple[str, Family], ...] = (
    ("Organization", "organisation"),
    ("Person", "person"),
    ("GovernanceBody", "body"),
    ("Project", "initiative"),
    ("Cluster", "initiative"),
)


def family(schema: Schema, name: str) -> Family:
    """Return how a type is told of; a type of a bureau's own is told as any other thing."""
    return next((kin for base, kin in _FAMILIES if schema.types[name].is_a(base)), "other")


def carrier(schema: Schema, name: str) -> str:
    """Return the property through which a type belongs to another entity, "" if it stands alone.

    A seat belongs to its body, an offer to its organisation, a figure to its subject: a type with a
    required reference is told with what it refers to and is no node of its own.
    """
    properties = schema.types[name].properties.values()
    return next((prop.name for prop in properties if prop.type == "ref" and prop.required), "")


def shown(network: Network) -> list[Entity]:
    """Return the entities that become nodes, by name; the order does not depend on ids alone."""
    alone = {t.name for t in network.schema.entity_types() if not carrier(network.schema, t.name)}
    found = [entity for entity in network.entities.values() if entity.type in alone]
    return sorted(found, key=lambda e: (order(network, e.id)[0], e.type, e.id))


def make(
    tell: Teller,
    entities: Iterable[Entity],
    degrees: Mapping[str, int],
    places: Mapping[str, tuple[int, int]],
    homes: Mapping[str, str],
    edition: Edition,
) -> list[Node]:
    """Return the nodes with their places and the groups that they are drawn with."""
    known = frozenset(places)
    carried = _carried(tell.network)
    bodies = {kind.name for kind in tell.schema.entity_types() if family(tell.schema, kind.name) == "body"}
    return [
        _node(
            tell,
            entity,
            places[entity.id],
            home=homes.get(entity.id, ""),
            size=round(min(22.0, 8 + 2.1 * sqrt(degrees.get(entity.id, 0)))),
            known=known,
            seats=_seats(tell, entity, edition) if entity.type in bodies else (),
            parts=tuple([_part(tell, part, prop, known) for part, prop in carried.get(entity.id, ())]),
        )
        for entity in entities
    ]


def _node(
    tell: Teller,
    entity: Entity,
    place: tuple[int, int],
    *,
    home: str,
    size: int,
    known: frozenset[str],
    seats: tuple[Bench, ...],
    parts: tuple[Part, ...],
) -> Node:
    named = [value.origin for value in entity.values.get("name", ())]
    name = tell.network.name(entity.id, tell.lang)
    noun = tell.noun(entity)
    since, until = tell.span(entity)
    return Node(
        id=entity.id,
        type=entity.type,
        name=name,
        what=tell.what(noun),
        noun=noun,
        also=_also(entity, name),
        x=place[0],
        y=place[1],
        size=size,
        home=home,
        helix=tell.helices(entity),
        cites=tell.cite(*named) if len(named) == 1 else tell.cites(*named),
        facts=tell.facts(entity, known),
        seats=seats,
        parts=parts,
        since=since,
        until=until,
        over=tell.is_over(entity),
    )


def _also(entity: Entity, name: str) -> tuple[str, ...]:
    """Return the other names of an entity, each once."""
    found = [*entity.names, *entity.all("short_name")]
    return () if found == [name] else tuple([other for other in dict.fromkeys(found) if other != name])


def _carried(network: Network) -> dict[str, list[tuple[Entity, str]]]:
    """Return by entity what is told with it, seats apart."""
    found: dict[str, list[tuple[Entity, str]]] = defaultdict(list)
    props = {kind.name: carrier(network.schema, kind.name) for kind in network.schema.entity_types()}
    told = [entity for entity in network.entities.values() if props[entity.type] and entity.type != "Seat"]
    for entity in sorted(told, key=lambda e: (e.type, fold(e.name), e.id)):
        found[entity.get(props[entity.type])].append((entity, props[entity.type]))
    return found


def _part(tell: Teller, part: Entity, prop: str, known: frozenset[str]) -> Part:
    return Part(
        kind=tell.schema.label(part.type, tell.lang),
        name=part.name or tell.schema.label(part.type, tell.lang),
        facts=tell.facts(part, known, (prop,)),
        cites=tell.cites(*(v.origin for v in part.values.get("name", ()))),
    )


def _seats(tell: Teller, entity: Entity, edition: Edition) -> tuple[Bench, ...]:
    """Return the seats of a body; where so few names are withheld that they may not be counted, a seat
    without a name says only that: one cannot tell a vacancy from a name that is not public.
    """
    seats = governance.body(tell.network, entity.id).seats
    few = suppress(sum(seat.state == "withheld" for seat in seats), edition) is None
    return tuple(_bench(tell, seat, untold=few and seat.state != "filled") for seat in seats)


def _bench(tell: Teller, seat: SeatState, *, untold: bool) -> Bench:
    entity = tell.network.entities[seat.seat]
    spec = tell.schema.types[entity.type].properties
    ends = [end for end in (seat.term_start, seat.term_end) if end]
    said = [found for name, found in entity.values.items() if not untold or name != "holder_status"]
    holders = [holder for holder in seat.holders if not holder.deputy]
    state = "untold" if untold else seat.state
    return Bench(
        number=tell.words(spec["number"], entity.get("number")) if entity.get("number") else "",
        side=tell.words(spec["side"], seat.side) if seat.side else "",
        state=state,
        word=language.text(f"page.seat.{state}", tell.lang),
        role=tell.words(spec["role"], seat.role) if seat.role else "",
        holders=tuple(dict.fromkeys(holder.person for holder in holders)),
        parties=seat.parties,
        term=" – ".join(language.date(end, tell.lang) for end in ends),
        cites=tell.cites(*(value.origin for found in said for value in found)),
        name=entity.name,
        since=seat.term_start if is_date(seat.term_start) else "",
        until=seat.term_end if is_end(seat.term_end) else "",
    )
