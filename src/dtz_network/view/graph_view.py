"""From a network, already withheld for its edition, to what a page shows.

>>> from dtz_network.model.network import Network
>>> from dtz_network.model.schema import shipped
>>> build(Network(shipped(), {}, []), "nl", "public").nodes
()
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from dtz_network import language
from dtz_network.analysis.claims import by_name
from dtz_network.analysis.introducing import acquaintance
from dtz_network.analysis.introducing.objections import refusing
from dtz_network.analysis.introducing.ways import NOT_THROUGH
from dtz_network.edition.withholding import Edition
from dtz_network.language import Language
from dtz_network.model import collector
from dtz_network.model.dates import is_date, last_day
from dtz_network.model.network import Entity, Network
from dtz_network.picture import colours, layout
from dtz_network.picture.areas import Area
from dtz_network.view import gathering, lines, nodes
from dtz_network.view.shown import GraphView, GroupArea, Kind, Layer, Link, plain
from dtz_network.view.telling import Teller

__all__ = ["GraphView", "GroupArea", "build", "plain"]

_MANY = 120
"""Above so many nodes a picture opens with people, organisations, initiatives and bodies alone."""
_HUB = 4
_ORDER = ("organisation", "initiative", "body", "person", "other")


@collector.paused()
def build(
    network: Network,
    language: Language,
    edition: Edition,
    groups: Sequence[GroupArea] = (),
    *,
    title: str = "",
    bureau: str = "",
    withheld: Collection[str] | None = None,
    before: Mapping[str, tuple[int, int]] | None = None,
    layers: Sequence[Layer] = (),
    municipalities: Sequence[Area] = (),
    ours: Collection[str] = (),
) -> GraphView:
    """Return what a page of this network shows: nodes, lines, legend, sources, all in words.

    Args:
        network: as ``edition.withhold`` returns it; nothing is withheld here.
        groups: areas to draw, computed or declared.
        title: of the page; "" for the words of the catalogue.
        bureau: whom a reader asks for a newer page.
        withheld: types of relationships that the edition left out (``edition.withheld_ties``), so that
            "no relationship holder is known" is said only where it is true; unknown (None) counts as
            left out in all but the internal edition.
        before: positions of an earlier page, by id, to keep where that is possible.
        layers: findings to lay over the picture, made from the same network.
        municipalities: their areas (``picture.areas``), for the same network.
        ours: the bureau and its people; those who hold contacts, if none are given.
    """
    tell = Teller(network, language, network.day)
    entities = nodes.shown(network)
    picture = _picture(tell, entities, groups, before)
    known = frozenset(picture.places)
    hidden = edition != "internal" if withheld is None else "Contact" in withheld
    return GraphView(
        title=title or _title(language),
        language=language,
        edition=edition,
        **_moment(network),
        holders="withheld" if hidden else "shown",
        bureau=bureau,
        sources=tuple(tell.sources),
        kinds=picture.kinds,
        off=_off(entities, picture.kinds),
        ties=lines.words(network, language, (link.kind for link in picture.links)),
        nodes=tuple(nodes.make(tell, entities, picture.degrees, picture.places, picture.homes, edition)),
        links=picture.links,
        groups=picture.areas,
        layers=tuple(_on_nodes(layer, known) for layer in layers) if entities else (),
        map=tuple(area for area in municipalities if area.id in known),
        ours=() if hidden else _ours(network, known, ours),
        barred=() if hidden else by_name(network, refusing(network) & known),
        closed=_closed(network, picture.kinds),
    )


@dataclass(frozen=True)
class _Picture:
    """What is drawn and where: lines, how many each node has, the legend, areas, who is drawn with which, places."""

    links: tuple[Link, ...]
    degrees: Mapping[str, int]
    kinds: tuple[Kind, ...]
    areas: tuple[GroupArea, ...]
    homes: Mapping[str, str]
    places: Mapping[str, tuple[int, int]]


def _picture(
    tell: Teller,
    entities: Sequence[Entity],
    groups: Sequence[GroupArea],
    before: Mapping[str, tuple[int, int]] | None,
) -> _Picture:
    ids = [entity.id for entity in entities]
    known = frozenset(ids)
    links = tuple(lines.make(tell, entities, known))
    ends = [(link.source, link.target) for link in links]
    degrees = Counter(chain.from_iterable(ends))
    kinds = tuple(_legend(tell.network, entities, tell.lang))
    light = _light(entities, degrees, kinds)
    given = _known_only(groups, known)
    areas, homes = gathering.gather(tell.network, ids, ends, given, light, tell.lang)
    places = layout.place(ids, ends, gathering.together(areas, homes), light, before)
    return _Picture(links, degrees, kinds, areas, homes, places)


def _moment(network: Network) -> dict[str, Any]:
    """Return of when the data are, and whether they are invented."""
    return {
        "invented": network.invented,
        "as_of": network.as_of,
        "stand": network.day,
        "dated": _dated(network),
        "recorded": network.recorded,
        "fingerprint": network.fingerprint,
    }


def _closed(network: Network, kinds: Iterable[Kind]) -> tuple[str, ...]:
    """Return the kinds through which nobody gets to know anybody."""
    types = network.schema.types
    return tuple(kind.key for kind in kinds if any(types[kind.key].is_a(base) for base in NOT_THROUGH))


def _ours(network: Network, known: Collection[str], ours: Collection[str]) -> tuple[str, ...]:
    return by_name(network, [ident for ident in ours if ident in known] or acquaintance.holders(network))


def _light(entities: Sequence[Entity], degrees: Mapping[str, int], legend: Sequence[Kind]) -> set[str]:
    """Return themes, regions and the like with many ties: they would draw everything together."""
    other = {kind.key for kind in legend if kind.family == "other"}
    if len(entities) <= _MANY:
        return set()
    return {e.id for e in entities if e.type in other and degrees[e.id] >= _HUB}


def _off(entities: Sequence[Entity], legend: Sequence[Kind]) -> tuple[str, ...]:
    """Return the kinds that a busy picture opens without: what is no party, initiative or body."""
    parties = any(kind.family != "other" for kind in legend)
    return tuple(k.key for k in legend if k.family == "other" and parties and len(entities) > _MANY)


def _title(lang: Language) -> str:
    return language.text("page.title", lang)


def _dated(network: Network) -> str:
    days = [source.date for source in network.sources.values()]
    return max(days, key=last_day) if days and all(map(is_date, days)) else network.recorded[:10]


def _known_only(groups: Sequence[GroupArea], known: frozenset[str]) -> tuple[GroupArea, ...]:
    """Return the groups with the members that are shown; an empty one is no area."""
    found = (GroupArea(g.id, g.label, tuple(m for m in g.members if m in known), g.declared) for g in groups)
    return tuple(area for area in found if area.members)


def _on_nodes(layer: Layer, known: frozenset[str]) -> Layer:
    """Return a layer with the findings whose nodes are shown, and of what they name the nodes that are."""
    marks = (
        replace(mark, along=tuple(ident for ident in mark.along if ident in known))
        for mark in layer.marks
        if known.issuperset(mark.about)
    )
    return replace(layer, marks=tuple(marks))


def _legend(network: Network, entities: Sequence[Entity], lang: Language) -> list[Kind]:
    """Return the types that occur, in a fixed order, with how they are drawn."""
    kinds = [_kind(network, name, lang) for name in {entity.type for entity in entities}]
    helices = list(network.schema.vocabularies.get("helices", ()))
    order = sorted(
        network.schema.entity_types(),
        key=lambda t: (t.helix not in helices, helices.index(t.helix) if t.helix in helices else 0),
    )
    place = {t.name: n for n, t in enumerate(order)}
    return sorted(kinds, key=lambda k: (_ORDER.index(k.family), place[k.key]))


def _kind(network: Network, name: str, lang: Language) -> Kind:
    found = network.schema.types[name]
    shape, fill = (found.look.shape, found.look.colour) if found.look else ("dot", "#8c8c8c")
    return Kind(
        key=name,
        label=found.label[lang],
        plural=found.plural[lang],
        family=nodes.family(network.schema, name),
        shape=shape,
        fill=fill,
        light=colours.outline(fill, colours.LIGHT),
        dark=colours.outline(fill, colours.DARK),
    )
