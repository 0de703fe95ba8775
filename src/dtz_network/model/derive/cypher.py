"""Cypher for the current network as a property graph: constraints, indexes, and loading in batches.

An entity is a node with its type and the types that it extends as labels; a relationship is typed in
capitals; a relationship with third ends (a membership in a seat) is a node too, with a direct tie. Written for
Neo4j 5.26 and later, in what Cypher 5 and Cypher 25 share.
"""

from __future__ import annotations

import re

from dtz_network.model.schema import Property, Schema, Type

_HEAD = "// Generated from graph/schema by `python dev.py generate`. Do not edit."


def relationship_name(name: str) -> str:
    """Return the name of a relationship type in a property graph.

    >>> relationship_name("PartOf")
    'PART_OF'
    """
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).upper()


def has_third_ends(item: Type) -> bool:
    """Return whether a relationship refers to more entities than its two ends."""
    return item.kind == "relationship" and any(prop.type == "ref" for prop in item.properties.values())


def labels(schema: Schema, item: Type) -> list[str]:
    """Return the labels of a node of a type, the type itself first."""
    return [name for name in item.ancestors if name in schema.types]


def constraints(schema: Schema) -> str:
    """Return constraints, indexes and the full-text index."""
    lines = [_HEAD]
    nodes = [t for t in schema.types.values() if t.kind == "entity" or has_third_ends(t)]
    for item in nodes:
        name = item.name.lower()
        lines.append(f"CREATE CONSTRAINT {name}_id IF NOT EXISTS FOR (n:{item.name}) REQUIRE n.id IS UNIQUE;")
        if "name" in item.properties:
            lines.append(f"CREATE INDEX {name}_name IF NOT EXISTS FOR (n:{item.name}) ON (n.name);")
    for item in schema.relationship_types():
        if not has_third_ends(item):
            kind = relationship_name(item.name)
            lines.append(f"CREATE INDEX {kind.lower()}_id IF NOT EXISTS FOR ()-[r:{kind}]-() ON (r.id);")
    named = "|".join(t.name for t in schema.entity_types() if "name" in t.properties)
    lines.append(
        f"CREATE FULLTEXT INDEX names IF NOT EXISTS FOR (n:{named}) ON EACH [n.name, n.other_name, n.short_name];"
    )
    return "\n".join(lines) + "\n"


def load(schema: Schema, item: Type) -> str:
    """Return the statement that loads a batch ``$rows`` of one type."""
    made = _load_entity(schema, item) if item.kind == "entity" else _load_relationship(item)
    return "\n".join([_HEAD, "// $rows: list of maps", *made]) + "\n"


def _plain(item: Type) -> list[Property]:
    return [prop for prop in item.properties.values() if prop.type != "ref"]


def _references(item: Type) -> list[Property]:
    return [prop for prop in item.properties.values() if prop.type == "ref"]


def _load_entity(schema: Schema, item: Type) -> list[str]:
    extra = "".join(f":{label}" for label in labels(schema, item)[1:])
    return [
        "UNWIND $rows AS row",
        f"MERGE (n:{item.name} {{id: row.id}})",
        *([f"SET n{extra}"] if extra else []),
        "SET n += row.values",
        *_merge_references(item),
        ";",
    ]


def _merge_references(item: Type) -> list[str]:
    lines = []
    for prop in _references(item):
        kind = prop.edge or relationship_name(prop.name)
        lines += [
            "WITH n, row",
            "CALL (n, row) {",
            f"  UNWIND coalesce(row.references.{prop.name}, []) AS other",
            f"  MATCH (m {{id: other}}) WHERE {' OR '.join(f'm:{name}' for name in prop.to)}",
            f"  MERGE (n)-[:{kind}]->(m)",
            "}",
        ]
    return lines


def _load_relationship(item: Type) -> list[str]:
    assert item.source is not None and item.target is not None  # noqa: S101, PT018  the schema sees to it
    kind = relationship_name(item.name)
    match = [
        "UNWIND $rows AS row",
        f"MATCH (a {{id: row.source}}) WHERE {' OR '.join(f'a:{name}' for name in item.source.types)}",
        f"MATCH (b {{id: row.target}}) WHERE {' OR '.join(f'b:{name}' for name in item.target.types)}",
        f"MERGE (a)-[r:{kind} {{id: row.id}}]->(b)",
        "SET r += row.values",
    ]
    if not has_third_ends(item):
        return [*match, ";"]
    return [
        *match,
        f"MERGE (n:{item.name} {{id: row.id}})",
        "SET n += row.values",
        f"MERGE (a)-[:{kind}_{item.source.name.upper()}]->(n)",
        f"MERGE (n)-[:{kind}_{item.target.name.upper()}]->(b)",
        *_merge_references(item),
        ";",
    ]
