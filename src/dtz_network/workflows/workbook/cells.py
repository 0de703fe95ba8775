"""The network as rows of a sheet: for every row its ids and what stands in its cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from dtz_network import language
from dtz_network.language import Language
from dtz_network.model.dates import AT_LATEST
from dtz_network.model.network import EXCUSED, Entity, Network, Relationship, fold
from dtz_network.model.schema import Property
from dtz_network.workflows.workbook.layout import Column, Sheet

BETWEEN = "; "
"""Stands between several values of a cell."""


@dataclass(frozen=True)
class Row:
    """One row: the entity and the tie that it is about ("" for none), and its cells by key of the column."""

    entity: str
    tie: str
    cells: Mapping[str, str] = field(default_factory=dict)

    @property
    def ids(self) -> tuple[str, str]:
        """What tells the row from the others."""
        return self.entity, self.tie


def title(sheet: Sheet, lang: Language) -> str:
    """Return the name of a sheet."""
    return language.text(f"workbook.sheet.{sheet.key}", lang)


def heading(network: Network, sheet: Sheet, column: Column, lang: Language) -> str:
    """Return the heading of a column: the label of its property, or words of its own."""
    spec = prop(network, sheet, column)
    if spec is not None and column.what == "value":
        return spec.label[lang]
    return language.text(f"workbook.column.{column.key}", lang)


def prop(network: Network, sheet: Sheet, column: Column) -> Property | None:
    """Return the property that a column shows, None for what is none."""
    types = network.schema.types
    if column.what == "value":
        kinds = (types[kind].properties for kind in sheet.types)
        return next((found[column.name] for found in kinds if column.name in found), None)
    if column.what == "detail" and sheet.tie:
        return types[sheet.tie].properties.get(column.name)
    return types[sheet.tie].role if column.what == "role" and sheet.tie else None


def rows(network: Network, sheet: Sheet, lang: Language) -> list[Row]:
    """Return the rows of a sheet, in the order of names."""
    found = list(_tied(network, sheet, lang) if not sheet.types else _listed(network, sheet, lang))
    first = sheet.columns[1].key if sheet.columns[0].what == "type" else sheet.columns[0].key
    return sorted(found, key=lambda row: (fold(row.cells[first]), *row.ids))


def _listed(network: Network, sheet: Sheet, lang: Language) -> Iterator[Row]:
    for entity in network.entities.values():
        if entity.type in sheet.types:
            own = [tie for tie in network.ties_of(entity.id, sheet.tie) if tie.source == entity.id]
            ties = sorted(own, key=lambda tie: (tie.until or "~", tie.since, tie.id), reverse=True)
            listed: list[Relationship | None] = [*ties] if sheet.tie else []
            for tie in listed or [None]:
                yield Row(entity.id, tie.id if tie else "", _cells(network, sheet, entity, tie, lang))


def _tied(network: Network, sheet: Sheet, lang: Language) -> Iterator[Row]:
    for tie in network.ties(sheet.tie):
        yield Row("", tie.id, _cells(network, sheet, None, tie, lang))


def _cells(
    network: Network, sheet: Sheet, entity: Entity | None, tie: Relationship | None, lang: Language
) -> dict[str, str]:
    return {column.key: cell(network, column, entity, tie, lang) for column in sheet.columns}


def cell(
    network: Network,
    column: Column,
    entity: Entity | None,
    tie: Relationship | None,
    lang: Language,
) -> str:
    """Return what stands in one cell."""
    schema = network.schema
    if column.what == "source":
        return _sources(network, entity, tie)
    if entity is not None:
        if column.what == "type":
            return schema.label(entity.type, lang)
        if column.what == "value":
            return _values(network, entity, column, lang)
        if column.what == "link":
            return BETWEEN.join(network.name(ident, lang) for ident in linked(network, entity.id, column))
    if tie is None:
        return ""
    if column.what == "other":
        return network.name(tie.target if column.name == "target" else tie.source, lang)
    if column.what == "role":
        role = schema.types[tie.type].role
        return schema.value(role, tie.role, lang) if role and tie.role else tie.role
    if column.what in ("since", "until"):
        return date(tie.since if column.what == "since" else tie.until, lang)
    return _detail(network, tie, column, lang)


def is_named(tie: Relationship, column: Column) -> bool:
    """Return whether a link column names a tie: one of its role, or any but of those who excused themselves."""
    return tie.role == column.role if column.role else tie.role != EXCUSED


def linked(network: Network, entity: str, column: Column) -> list[str]:
    """Return the entities that a link column names, each once."""
    found: dict[str, None] = {}
    for tie in network.ties_of(entity, column.name):
        if is_named(tie, column):
            found[tie.target if tie.source == entity else tie.source] = None
    return sorted(found, key=lambda ident: (fold(network.name(ident)), ident))


def _values(network: Network, entity: Entity, column: Column, lang: Language) -> str:
    spec = network.schema.types[entity.type].properties.get(column.name)
    if spec is None:
        return ""
    values = entity.all(column.name) if spec.many else [entity.get(column.name)]
    return BETWEEN.join(in_words(network, spec, value, lang) for value in values if value)


def in_words(network: Network, spec: Property, value: str, lang: Language) -> str:
    """Return a value as it stands in a cell: names for references, words for terms, dates the local way, amounts as numbers."""
    if spec.type == "amount":
        return value
    if spec.type == "ref":
        return network.name(value, lang)
    return date(value, lang) if spec.type == "date" else network.schema.value(spec, value, lang)


def date(value: str, lang: Language) -> str:
    """Return a partial date as it is written: 12-3-2026 in Dutch, ISO in English.

    >>> date("2026-03-12", "nl"), date("2026-03", "nl"), date("2026", "nl"), date("2026-03-12", "en")
    ('12-3-2026', '3-2026', '2026', '2026-03-12')
    >>> date("..2026-03-12", "nl"), date("..2026", "en")
    ('uiterlijk 12-3-2026', '2026 at the latest')
    """
    if value.startswith(AT_LATEST):
        return language.text("date.latest", lang, date=date(value.removeprefix(AT_LATEST), lang))
    parts = value.split("-")
    return "-".join(str(int(part)) for part in reversed(parts)) if lang == "nl" and value else value


def _detail(network: Network, tie: Relationship, column: Column, lang: Language) -> str:
    if column.name == "side":
        seat = network.entities.get(tie.get("seat"))
        side = seat.get("side") if seat else ""
        return network.schema.term("helices", side, lang) if side else ""
    spec = network.schema.types[tie.type].properties[column.name]
    return BETWEEN.join(in_words(network, spec, value, lang) for value in tie.all(column.name))


def _sources(network: Network, entity: Entity | None, tie: Relationship | None) -> str:
    values = [value for found in entity.values.values() for value in found] if entity else []
    ids = dict.fromkeys([*(value.origin.source for value in values), *([tie.origin.source] if tie else [])])
    return BETWEEN.join(dict.fromkeys(network.sources[i].name for i in ids if i in network.sources))
