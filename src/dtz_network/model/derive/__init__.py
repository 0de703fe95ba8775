"""Text derived from the schema: the schema page and the Cypher files; a test fails when one is stale."""

from __future__ import annotations

from dtz_network.model.derive import cypher, page
from dtz_network.model.schema import Schema


def files(schema: Schema) -> dict[str, str]:
    """Return every derived file: path in the checkout to text."""
    made = {"graph/README.md": page.render(schema), "cypher/schema.cypher": cypher.constraints(schema)}
    for item in [*schema.entity_types(), *schema.relationship_types()]:
        made[f"cypher/load/{item.name}.cypher"] = cypher.load(schema, item)
    return made


__all__ = ["files"]
