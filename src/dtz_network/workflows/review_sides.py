"""What is known of an entity in a few lines, to put two beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from dtz_network import language
from dtz_network.language import Language
from dtz_network.matching.pairs import Evidence
from dtz_network.model.network import Entity, Network

_SHOWN = (
    "title",
    "other_name",
    "email",
    "phone",
    "linkedin",
    "kvk",
    "rsin",
    "brin",
    "oin",
    "vat",
    "cbs",
    "postcode",
    "url",
)
_MANY = 5
"""So many ties of one kind are named."""


def side(network: Network, ident: str, lang: Language) -> dict[str, str]:
    """Return name, type, contact details, ties and sources of an entity, each under its label."""
    entity = network.entities[ident]
    spec = network.schema.types[entity.type]
    found = {
        spec.properties["name"].label[lang]: entity.name,
        language.text("cli.col.type", lang): spec.label[lang],
    }
    for prop in _SHOWN:
        if prop in spec.properties and entity.all(prop):
            found[spec.properties[prop].label[lang]] = ", ".join(entity.all(prop))
    ties: dict[str, list[str]] = {}
    for tie in network.ties_of(ident):
        kind = network.schema.types[tie.type]
        other = network.name(tie.target if tie.source == ident else tie.source, lang)
        role = network.schema.value(kind.role, tie.role, lang) if kind.role and tie.role else ""
        ties.setdefault(kind.label[lang], []).append(f"{other} ({role})" if role else other)
    for label, named in ties.items():
        others = list(dict.fromkeys(named))
        more = f" +{len(others) - _MANY}" if len(others) > _MANY else ""
        found[label] = ", ".join(others[:_MANY]) + more
    found[language.text("cli.col.source", lang)] = ", ".join(_sources(network, entity))
    return {label: value for label, value in found.items() if value}


def _sources(network: Network, entity: Entity) -> list[str]:
    origins = (value.origin.source for values in entity.values.values() for value in values)
    return list(dict.fromkeys(network.sources[o].name for o in origins if o in network.sources))


def evidence(found: Sequence[Evidence], lang: Language) -> str:
    """Return evidence as a sentence, what speaks for first."""
    said = [
        language.text(f"match.{item.key}", lang, one=item.one or "–", both=_both(item))
        for item in sorted(found, key=lambda item: item.against)
    ]
    return "; ".join(dict.fromkeys(said))


def _both(item: Evidence) -> str:
    """Return both values, one of them where they are alike but for capitals."""
    one, other = item.one or "–", item.other or "–"
    return one if one.casefold() == other.casefold() else f"{one} / {other}"
