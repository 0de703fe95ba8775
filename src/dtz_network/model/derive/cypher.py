"""Cypher for the current network as a property graph: constraints, indexes, and loading in batches.

An entity is a node labelled ``Entity``, its type and the types that it extends; its id is unique among all
entities. A relationship is typed in capitals; a relationship with third ends (a membership in a seat) is a
node too, with a direct tie. Written for Neo4j 5.26 and later, in what Cypher 5 and Cypher 25 share.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dtz_network.model.schema import Property, Schema, Type

_HEAD = "// Generated from graph/schema by `python dev.py generate`. Do not edit."
ENTITY = "Entity"
"""The label of all entities."""
_SEARCHED = ("name", "other_name", "short_name")


def relationship_name(name: str) -> str:
    """Return the name of a relationship type in a property graph.

    >>> relationship_name("PartOf")
    'PART_OF'
    """
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).upper()


def has_third_ends(item: Type) -> bool:
    """Return whether a relationship refers to more entities than its two ends."""
    return item.kind == "relationship" and bool(references(item))


def references(item: Type) -> list[Property]:
    """Return the properties of a type that refer to entities."""
    return [prop for prop in item.properties.values() if prop.type == "ref"]


def reference_name(prop: Property) -> str:
    """Return the name of the relationship that a reference becomes."""
    return prop.edge or relationship_name(prop.name)


def end_name(item: Type, end: str) -> str:
    """Return the name of the relationship between the node of a tie and one of its ends."""
    return f"{relationship_name(item.name)}_{end.upper()}"


def labels(schema: Schema, item: Type) -> list[str]:
    """Return the labels of a node of a type, the type itself first."""
    return [name for name in item.ancestors if name in schema.types]


def definitions(schema: Schema) -> list[str]:
    """Return the statements that make constraints, indexes and the full-text index."""
    unique = "CREATE CONSTRAINT {0} IF NOT EXISTS FOR {1} REQUIRE {2}.id IS UNIQUE"
    made = [unique.format("entity_id", f"(n:{ENTITY})", "n")]
    for item in schema.entity_types():
        if "name" in item.properties:
            name = item.name.lower()
            made.append(f"CREATE INDEX {name}_name IF NOT EXISTS FOR (n:{item.name}) ON (n.name)")
    for item in schema.relationship_types():
        kind = relationship_name(item.name)
        made.append(f"CREATE INDEX {kind.lower()}_id IF NOT EXISTS FOR ()-[r:{kind}]-() ON (r.id)")
        if has_third_ends(item):
            made.append(unique.format(f"{kind.lower()}_node_id", f"(n:{item.name})", "n"))
    each = ", ".join(f"n.{prop}" for prop in _SEARCHED)
    return [*made, f"CREATE FULLTEXT INDEX names IF NOT EXISTS FOR (n:{ENTITY}) ON EACH [{each}]"]


def constraints(schema: Schema) -> str:
    """Return the file of constraints and indexes."""
    return "\n".join([_HEAD, *(f"{statement};" for statement in definitions(schema))]) + "\n"


def load(schema: Schema, item: Type) -> str:
    """Return the file that loads batches ``$rows`` of one type."""
    lines = [
        _HEAD,
        "// $rows: list of maps {id, values, references" + _ENDS[item.kind],
        f"{nodes(schema, item)};",
    ]
    if item.kind == "entity" and references(item):
        lines += ["// when the nodes of all types are there", f"{refer(item)};"]
    return "\n".join(lines) + "\n"


_ENDS = {"entity": "}", "relationship": ", source, target}"}


@dataclass(frozen=True)
class Row:
    """How a statement reads a row: expressions for its parts."""

    id: str
    source: str
    target: str
    references: str
    values: str
    """Of a map of the values and the id, to set all at once."""

    @classmethod
    def listed(cls, keys: Sequence[str]) -> Row:
        """Return that of rows ``[id, source, target, references, value, ...]``: names sent once are sent faster."""
        values = [f"`{key}`: row[{place}]" for place, key in enumerate(keys, 4)]
        return cls("row[0]", "row[1]", "row[2]", "row[3]", "{" + ", ".join(["id: row[0]", *values]) + "}")


_MAP = Row("row.id", "row.source", "row.target", "row.references", "row.values")


def nodes(schema: Schema, item: Type, row: Row = _MAP) -> str:
    """Return the statement that loads a batch of one type, references between entities left out."""
    return "\n".join(_entity(schema, item, row) if item.kind == "entity" else _relationship(item, row))


def added(schema: Schema, item: Type, row: Row) -> str:
    """Return the statement that loads a batch of one type where none of it is there yet."""
    if item.kind == "entity":
        kinds = ":".join([ENTITY, *labels(schema, item)])
        return f"UNWIND $rows AS row\nCREATE (:{kinds} {row.values})"
    assert item.source is not None and item.target is not None  # noqa: S101, PT018  the schema sees to it
    lines = [
        "UNWIND $rows AS row",
        f"MATCH (a:{ENTITY} {{id: {row.source}}})",
        f"MATCH (b:{ENTITY} {{id: {row.target}}})",
        f"CREATE (a)-[:{relationship_name(item.name)} {row.values}]->(b)",
    ]
    if has_third_ends(item):
        ends = [end_name(item, end.name) for end in (item.source, item.target)]
        lines += [
            f"CREATE (a)-[:{ends[0]}]->(n:{item.name} {row.values})-[:{ends[1]}]->(b)",
            "WITH n, row",
            *_references(item, row),
        ]
    return "\n".join(lines)


def refer(item: Type) -> str:
    """Return the statement that loads the references of a batch of entities of one type."""
    return "\n".join(
        [
            "UNWIND $rows AS row",
            f"MATCH (n:{ENTITY} {{id: row.id}})",
            *_drop_references(item),
            *_references(item, _MAP),
        ]
    )


def _set(name: str, row: Row) -> str:
    return f"{name} = {row.values}" if row != _MAP else f"{name} = row.values, {name}.id = row.id"


def _entity(schema: Schema, item: Type, row: Row) -> list[str]:
    return [
        "UNWIND $rows AS row",
        f"MERGE (n:{ENTITY} {{id: {row.id}}})",
        f"SET n:{':'.join(labels(schema, item))}, {_set('n', row)}",
    ]


def _drop_references(item: Type) -> list[str]:
    kinds = "|".join(dict.fromkeys(reference_name(prop) for prop in references(item)))
    return [
        "CALL (n) {",
        f"  MATCH (n)-[old:{kinds}]->() WHERE old.id IS NULL",
        "  DELETE old",
        "}",
    ]


def _references(item: Type, row: Row) -> list[str]:
    lines = []
    for prop in references(item):
        lines += [
            "CALL (n, row) {",
            f"  UNWIND coalesce({row.references}.{prop.name}, []) AS other",
            f"  MATCH (m:{ENTITY} {{id: other}})",
            f"  MERGE (n)-[:{reference_name(prop)}]->(m)",
            "}",
        ]
    return lines


def _relationship(item: Type, row: Row) -> list[str]:
    assert item.source is not None and item.target is not None  # noqa: S101, PT018  the schema sees to it
    direct = [
        "UNWIND $rows AS row",
        f"MATCH (a:{ENTITY} {{id: {row.source}}})",
        f"MATCH (b:{ENTITY} {{id: {row.target}}})",
        f"MERGE (a)-[r:{relationship_name(item.name)} {{id: {row.id}}}]->(b)",
        f"SET {_set('r', row)}",
    ]
    if not has_third_ends(item):
        return direct
    return [
        *direct,
        f"MERGE (n:{item.name} {{id: {row.id}}})",
        f"SET {_set('n', row)}",
        f"MERGE (a)-[:{end_name(item, item.source.name)}]->(n)",
        f"MERGE (n)-[:{end_name(item, item.target.name)}]->(b)",
        "WITH n, row",
        *_references(item, row),
    ]
