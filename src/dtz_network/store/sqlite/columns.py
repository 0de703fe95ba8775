"""The current network in columns, straight from the flags."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from dtz_network.model.changes import TYPE
from dtz_network.model.resolve import FactRow
from dtz_network.store import resolving
from dtz_network.store.base import Columns
from dtz_network.store.sqlite.reading import Names
from dtz_network.store.sqlite.session import Row, Session
from dtz_network.store.sqlite.viewing import ranks


def columns(db: Session) -> Columns:
    """Return the current network in columns, from the flags."""
    names = Names(db)
    records, words = names.records, names.words
    heads: dict[int, int] = dict(db.rows("SELECT rec, head FROM cluster"))
    entity = {**records, **{record: records[head] for record, head in heads.items()}}
    kind = next((number for number, text in words.items() if text == TYPE), 0)
    return Columns(
        _entity_columns(db, entity, heads, kind),
        _fact_columns(db, entity, words, kind),
        _tie_columns(db, entity, words),
    )


def _entity_columns(
    db: Session, entity: Mapping[int, str], heads: Mapping[int, int], kind: int | None
) -> tuple[list[str], ...]:
    rows = db.rows("SELECT rec, val, since, cs, id FROM fact WHERE top = 1 AND prop = ? ORDER BY rec", kind)
    types = {heads.get(row[0], row[0]): row[1] for row in rows}
    if len(types) < len(rows):
        types = _types(rows, heads, ranks(db))
    return [entity[head] for head in types], list(types.values())


def _types(rows: list[Row], heads: Mapping[int, int], rank: Mapping[int, int]) -> dict[int, str]:
    """Return the type of each entity where some were given more than one."""
    kinds: dict[int, list[FactRow]] = defaultdict(list)
    for rec, value, since, cs, number in rows:
        kinds[heads.get(rec, rec)].append(FactRow(number, TYPE, value, since or "", rank[cs]))
    return {head: resolving.entity_type(kinds[head]) for head in sorted(kinds)}


def _fact_columns(
    db: Session, entity: Mapping[int, str], words: Mapping[int | None, str], kind: int | None
) -> tuple[list[str], ...]:
    rows = db.rows(
        "SELECT rec, prop, val, ref, since, until FROM fact WHERE top = 1 AND prop <> ?",
        kind,
    )
    return (
        list(map(entity.__getitem__, _column(rows, 0))),
        list(map(words.__getitem__, _column(rows, 1))),
        [entity[row[3]] if row[3] else row[2] for row in rows],
        [row[4] or "" for row in rows],
        [row[5] or "" for row in rows],
    )


def _column(rows: list[Row], place: int) -> Iterator[Any]:
    return map(itemgetter(place), rows)


def _tie_columns(
    db: Session, entity: Mapping[int, str], words: Mapping[int | None, str]
) -> tuple[list[str], ...]:
    filled = dict(_filled(db))
    extra = ", id" if filled else ""
    rows = db.rows(f"SELECT rel, type, a, b, role, since, until{extra} FROM tie WHERE top = 2")
    if filled:
        rows = [row[:4] + filled[row[7]] if row[7] in filled else row for row in rows]
    return (
        list(_column(rows, 0)),
        list(map(words.__getitem__, _column(rows, 1))),
        list(map(entity.__getitem__, _column(rows, 2))),
        list(map(entity.__getitem__, _column(rows, 3))),
        list(map(words.__getitem__, _column(rows, 4))),
        [row[5] or "" for row in rows],
        [row[6] or "" for row in rows],
    )


def _filled(db: Session) -> Iterator[tuple[int, Row]]:
    """Return role and dates of the ties of more than one statement, gaps filled."""
    rows = db.stream(
        "SELECT g.lead, t.role, t.since, t.until FROM tie_group g JOIN tie t ON t.id = g.tie ORDER BY g.lead, g.place"
    )
    for lead, group in groupby(rows, itemgetter(0)):
        versions = list(group)
        role, since, until = (next((row[i] for row in versions if row[i]), None) for i in (1, 2, 3))
        yield lead, (role, since, until)
