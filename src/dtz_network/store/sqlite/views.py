"""SQL views of the current network, one for each type of the schema, to be read by any tool.

``v_company``, ``v_person``, ... have a row an entity: ``id``, ``type`` and a column a property.
``v_membership``, ``v_funding``, ... have a row a tie: ``id``, ``source``, ``target``, ``role``,
``since``, ``until``, the first and last day that each can mean (``since_first``, ``since_last``,
``until_first``, ``until_last``, for "as of") and a column a detail. More values in one cell are separated
by `` | ``; references are ids of entities.

``v_entity`` has all entities (``id``, ``type``, ``name``), ``v_tie`` all ties (``id``, ``type``, ``source``,
``target``, ``role`` and the dates), ``v_reference`` a row for each entity that another entity or a tie
refers to (``id``, ``type``, ``property``, ``target``).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager

from dtz_network.model.changes import TYPE
from dtz_network.model.dates import AT_LATEST
from dtz_network.model.schema import Property, Schema, Type
from dtz_network.store.sqlite.session import Session

BETWEEN = " | "
OF_ENTITY = ("id", "type")
"""Columns that every view of entities has."""
OF_TIE = (
    "id", "source", "target", "role", "since", "until",
    "since_first", "since_last", "until_first", "until_last",
)  # fmt: skip
"""Columns that every view of ties has."""


def refresh(db: Session, schema: Schema) -> None:
    """Make the views anew if the schema asks for others than there are, in a transaction of its own."""
    wanted = [
        f"CREATE VIEW v_entity AS {_entities(schema)}",
        *(_view(schema, kind) for kind in schema.types.values()),
        f"CREATE VIEW v_tie AS {_ties(schema)}",
        f"CREATE VIEW v_reference AS {_references(schema)}",
    ]
    signature = hashlib.sha256("\n".join(wanted).encode()).hexdigest()
    if db.read_only or db.value("SELECT value FROM meta WHERE name = 'views'") == signature:
        return
    with db.act():
        for (name,) in db.rows(_VIEWS):
            db.write(f"DROP VIEW {_quoted(name)}")
        for view in wanted:
            db.write(view)
        db.write("INSERT OR REPLACE INTO meta VALUES('views', ?)", signature)


_IN_TEXT = re.compile(r"\bv_[a-z_0-9]+")


@contextmanager
def kept(db: Session, sql: str) -> Iterator[None]:
    """Hold the rows of the views that a query names in memory, indexed, while it runs.

    A table of the session hides the view of the same name, so the query is the same with and without.
    """
    wanted = sorted(set(_IN_TEXT.findall(sql)) & {view for (view,) in db.rows(_VIEWS)})
    try:
        for view in wanted:
            db.write(f"CREATE TEMP TABLE {view} AS SELECT * FROM main.{view}")
            columns = [row[1] for row in db.rows(f"PRAGMA temp.table_info({view})")]
            for column in ("id", "source", "target"):
                if column in columns:
                    db.write(f"CREATE INDEX temp.{view}_{column} ON {view}({column})")
        yield
    finally:
        for view in wanted:
            db.write(f"DROP TABLE IF EXISTS temp.{view}")


_VIEWS = r"SELECT name FROM main.sqlite_master WHERE type = 'view' AND name LIKE 'v\_%' ESCAPE '\'"


def name_of(kind: str) -> str:
    """Return the name of the view of a type.

    >>> name_of("GovernanceBody")
    'v_governancebody'
    """
    return f"v_{kind.lower()}"


def _entities(schema: Schema) -> str:
    head = f"""SELECT coalesce(c.head, f.rec) AS head, f.val AS type, max(coalesce(f.since, '')) FROM fact f
        LEFT JOIN cluster c ON c.rec = f.rec
        WHERE f.top = 1 AND f.prop = (SELECT id FROM word WHERE text = '{TYPE}') GROUP BY 1"""
    named = [kind.properties["name"] for kind in schema.entity_types() if "name" in kind.properties]
    name = _value(named[0]) if named else "NULL AS name"
    return f"""SELECT r.uid AS id, e.type AS type, {name}, e.head AS head
        FROM ({head}) e JOIN record r ON r.id = e.head"""


def _ties(schema: Schema) -> str:
    columns = ", ".join(column for column in OF_TIE if column != "id")
    each = [f"SELECT id, {_text(kind.name)} AS type, {columns} FROM {_quoted(name_of(kind.name))}"
            for kind in schema.relationship_types()]  # fmt: skip
    return " UNION ALL ".join(each)


def _references(schema: Schema) -> str:
    each = []
    for kind in (*schema.entity_types(), *schema.relationship_types()):
        own = OF_TIE if kind.kind == "relationship" else OF_ENTITY
        for prop in kind.properties.values():
            if prop.type == "ref":
                column = _quoted(f"own_{prop.name}" if prop.name in own else prop.name)
                listed = f"""'["' || replace(v.{column}, '{BETWEEN}', '","') || '"]'"""
                each.append(f"""SELECT v.id AS id, {_text(kind.name)} AS type, {_text(prop.name)} AS property,
                    j.value AS target FROM {_quoted(name_of(kind.name))} v, json_each({listed}) j
                    WHERE v.{column} IS NOT NULL""")
    return (
        " UNION ALL ".join(each)
        or "SELECT NULL AS id, NULL AS type, NULL AS property, NULL AS target WHERE 0"
    )


def _view(schema: Schema, kind: Type) -> str:
    body = _entity_view(schema, kind) if kind.kind == "entity" else _tie_view(kind)
    return f"CREATE VIEW {_quoted(name_of(kind.name))} AS {body}"


def _entity_view(schema: Schema, kind: Type) -> str:
    kinds = ", ".join(_text(name) for name in schema.concrete(kind.name))
    columns = [
        "e.id AS id",
        "e.type AS type",
        *(_value(prop, _default(schema, kind, prop)) for prop in kind.properties.values()),
    ]
    return f"SELECT {', '.join(columns)} FROM v_entity e WHERE e.type IN ({kinds})"


def _default(schema: Schema, kind: Type, prop: Property) -> str:
    """Return the expression for a value that nobody said: the helix that goes with the type."""
    helices = {name: schema.types[name].helix for name in schema.concrete(kind.name)}
    if prop.name != "helix" or not any(helices.values()):
        return ""
    cases = " ".join(f"WHEN {_text(name)} THEN {_text(helix)}" for name, helix in helices.items() if helix)
    return f"CASE e.type {cases} END"


def _value(prop: Property, default: str = "") -> str:
    found, name = _found(prop), _as(prop, OF_ENTITY)
    return f"coalesce({found}, {default}) {name}" if default else f"{found} {name}"


def _found(prop: Property) -> str:
    value = "f.val"
    if prop.type == "ref":
        value = "(SELECT uid FROM record WHERE id = coalesce((SELECT head FROM cluster WHERE rec = f.ref), f.ref))"
    shown = f"""FROM fact f WHERE f.top = 1 AND f.prop = (SELECT id FROM word WHERE text = {_text(prop.name)})
        AND f.rec IN (SELECT e.head UNION ALL SELECT rec FROM cluster WHERE head = e.head)"""
    if prop.many:
        return (
            f"(SELECT group_concat(value, '{BETWEEN}') FROM (SELECT {value} AS value {shown} ORDER BY f.id))"
        )
    latest = "ORDER BY substr(coalesce(f.since, '') || '-01-01', 1, 10) DESC, f.id DESC LIMIT 1"
    return f"(SELECT {value} {shown} {latest})"


def _tie_view(kind: Type) -> str:
    end = "(SELECT uid FROM record WHERE id = coalesce((SELECT head FROM cluster WHERE rec = t.{0}), t.{0}))"
    columns = [
        "t.rel AS id",
        f"{end.format('a')} AS source",
        f"{end.format('b')} AS target",
        f"(SELECT text FROM word WHERE id = {_filled('t.role', 'm.role')}) AS role",
        f"{_filled('t.since', 'm.since')} AS since",
        f"{_filled('t.until', 'm.until')} AS until",
        *(_detail(prop) for prop in kind.properties.values()),
    ]
    ties = f"""SELECT {", ".join(columns)} FROM tie t
        WHERE t.top = 2 AND t.type = (SELECT id FROM word WHERE text = {_text(kind.name)})"""
    days = (f"{_first('v.' + name)} AS {name}_first, {_last('v.' + name)} AS {name}_last"
            for name in ("since", "until"))  # fmt: skip
    return f"SELECT v.*, {', '.join(days)} FROM ({ties}) v"


def _first(date: str) -> str:
    return (
        f"CASE WHEN {date} LIKE '{AT_LATEST}%' THEN '0001-01-01' ELSE substr({date} || '-01-01', 1, 10) END"
    )


def _last(date: str) -> str:
    bare = f"ltrim({date}, '.')"
    return f"""CASE length({bare}) WHEN 4 THEN {bare} || '-12-31'
        WHEN 7 THEN date({bare} || '-01', '+1 month', '-1 day') ELSE {bare} END"""


def _filled(own: str, others: str) -> str:
    """Return the expression for a field of the leading statement, filled from the next one that has it."""
    return f"""coalesce({own}, (SELECT {others} FROM tie_group g JOIN tie m ON m.id = g.tie
        WHERE g.lead = t.id AND {others} IS NOT NULL ORDER BY g.place LIMIT 1))"""


def _detail(prop: Property) -> str:
    path = _text(f"$.{prop.name}")
    value, item = f"json_extract({{0}}.extra, {path})", "j.value"
    if prop.type == "ref":
        item = """(SELECT uid FROM record WHERE id =
            coalesce((SELECT head FROM cluster WHERE rec = j.value), j.value))"""
    elif not prop.many:
        return f"{_filled(value.format('t'), value.format('m'))} {_as(prop, OF_TIE)}"
    found = _filled(value.format("t"), value.format("m"))
    listed = f"CASE WHEN json_valid({found}) THEN {found} ELSE json_quote({found}) END"
    return f"(SELECT group_concat({item}, '{BETWEEN}') FROM json_each({listed}) j) {_as(prop, OF_TIE)}"


def _as(prop: Property, taken: tuple[str, ...]) -> str:
    """Return the name of a property's column; one that the view has already gets ``own_`` before it."""
    return f"AS {_quoted(f'own_{prop.name}' if prop.name in taken else prop.name)}"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def names(schema: Schema) -> Iterator[str]:
    """Return the names of all views."""
    yield from ("v_entity", "v_tie", "v_reference")
    yield from (name_of(kind) for kind in schema.types)
