"""What people load into Neo4j's own tools: a style for Browser, saved queries, a perspective for Bloom.

The form of a perspective is not documented; it follows files that Bloom 2.x exports. Names are Dutch, as the
people who look are.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator

from dtz_network.model.derive import cypher
from dtz_network.model.schema import Property, Schema, Type, shipped
from dtz_network.store.questions import Parameter, Question
from dtz_network.workflows import named_questions

_PLAIN = "#A5ABB6"
_MADE = 1_767_225_600_000
"""Milliseconds: the first of January 2026, so that the file only changes with the schema."""
_EXAMPLE_DAY = "2022-03-16"


def files() -> dict[str, str]:
    """Return the files: place in the checkout to text."""
    schema = shipped()
    made = {
        "cypher/browser/style.grass": grass(schema),
        "cypher/bloom/perspective.json": json.dumps(perspective(schema), ensure_ascii=False, indent=1) + "\n",
    }
    for name, question in named_questions.shipped().items():
        made[f"cypher/browser/saved-queries/{name}.cypher"] = saved(question)
    return made


# --- Browser


def grass(schema: Schema) -> str:
    """Return the colours and captions of the schema as a style sheet of Browser (``:style``, or drop the file)."""
    parts = [
        _block(
            "node",
            {"diameter": "50px", "color": _PLAIN, "text-color-internal": "#FFFFFF", "caption": "{name}"},
        )
    ]
    parts.append(
        _block(
            "relationship", {"color": _PLAIN, "shaft-width": "1px", "font-size": "8px", "caption": "<type>"}
        )
    )
    for item in schema.entity_types():
        colour = _colour(item)
        looks = {"color": colour, "border-color": colour, "text-color-internal": _readable(colour)}
        parts.append(_block(f"node.{item.name}", {**looks, "caption": "{name}"}))
    parts += [
        _block(f"node.{item.name}", {"diameter": "20px", "caption": "{role}"}) for item in _with_nodes(schema)
    ]
    return "\n".join(parts)


def _block(name: str, values: dict[str, str]) -> str:
    lines = [f"  {key}: {_quoted(key, value)};" for key, value in values.items()]
    return "\n".join([f"{name} {{", *lines, "}", ""])


def _quoted(key: str, value: str) -> str:
    return f'"{value}"' if key == "caption" else value


def _colour(item: Type) -> str:
    return item.look.colour if item.look else _PLAIN


def _readable(colour: str) -> str:
    """Return black or white, whichever stands out more on a colour (WCAG 2.2 relative luminance)."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#FFFFFF" if 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05 else "#000000"


def _with_nodes(schema: Schema) -> Iterator[Type]:
    return (item for item in schema.relationship_types() if cypher.has_third_ends(item))


def saved(question: Question) -> str:
    """Return a question to keep in Browser: its parameters with something to begin with, then its text."""
    begins = {key: value for p in question.parameters for key, value in _begin(p).items()}
    listed = ", ".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in begins.items())
    return (f":params {{{listed}}};\n" if begins else "") + question.cypher


def _begin(parameter: Parameter) -> dict[str, str | int | None]:
    name = parameter.name
    if parameter.kind == "date" and parameter.default != "all":
        return {name: _EXAMPLE_DAY, f"{name}_first": _EXAMPLE_DAY, f"{name}_last": _EXAMPLE_DAY}
    if parameter.kind == "date":
        return {name: None, f"{name}_first": None, f"{name}_last": None}
    if parameter.kind == "number":
        return {name: int(parameter.default or 1)}
    return {name: None if parameter.default else "e-..."}


# --- Bloom

_PHRASES = (
    ("Leden van $overleg", "GovernanceBody",
     "MATCH way = (b:GovernanceBody)<-[:MEMBERSHIP]-(:Person) WHERE b.name = $overleg RETURN way"),
    ("Wat hangt er aan $persoon", "Person",
     "MATCH way = (p:Person)-[r]-(:Entity) WHERE p.name = $persoon AND r.id IS NOT NULL RETURN way"),
    ("Initiatieven van $organisatie", "Organization",
     "MATCH way = (o:Organization)-[:PARTICIPATION]->(:Project) WHERE o.name = $organisatie RETURN way"),
)  # fmt: skip


def perspective(schema: Schema) -> dict[str, object]:
    """Return a perspective of Bloom: types as categories in their colours, bookkeeping nodes left out."""
    entities = schema.entity_types()
    ties = [cypher.relationship_name(item.name) for item in schema.relationship_types()]
    refer = sorted({cypher.reference_name(p) for item in entities for p in cypher.references(item)})
    third = [
        *(cypher.end_name(item, end.name) for item in _with_nodes(schema) for end in item.ends),
        *(cypher.reference_name(p) for item in _with_nodes(schema) for p in cypher.references(item)),
    ]
    hidden = sorted(set(third) - set(refer))
    return {
        "name": "Netwerk", "id": str(uuid.uuid5(uuid.NAMESPACE_URL, "dtz-network/bloom")), "version": "2.21.0",
        "type": "STANDARD_PERSPECTIVE", "createdAt": _MADE, "lastEditedAt": _MADE, "isAuto": False,
        "hideUncategorisedData": True, "maxLimitToastMsgEnabled": False, "parentPerspectiveId": None,
        "categories": [_category(number, item) for number, item in enumerate(entities, 1)],
        "hiddenCategories": [],
        "labels": {item.name: [_typed(p, item) for p in _properties(item)] for item in entities},
        "relationshipTypes": [_relationship(kind) for kind in [*ties, *refer, *hidden]],
        "hiddenRelationshipTypes": hidden,
        "templates": [_phrase(number, *phrase) for number, phrase in enumerate(_PHRASES)],
        "sceneActions": [],
        "palette": {"colors": list(dict.fromkeys(_colour(item) for item in entities)), "currentIndex": 0},
        "metadata": {
            "pathSegments": [],
            "indexes": [
                {"label": item.name, "type": "native", "propertyKeys": [{"key": "name", "metadataProp": False}]}
                for item in entities if "name" in item.properties
            ],
        },
    }  # fmt: skip


def _properties(item: Type) -> list[Property]:
    return [prop for prop in item.properties.values() if prop.type != "ref"]


def _data_type(prop: Property) -> str:
    return "number" if prop.type in ("number", "amount") and not prop.many else "string"


def _typed(prop: Property, item: Type) -> dict[str, str]:
    return {"propertyKey": prop.name, "type": item.name, "dataType": _data_type(prop)}


def _category(number: int, item: Type) -> dict[str, object]:
    return {
        "id": number, "name": item.label["nl"], "labels": [item.name], "color": _colour(item), "icon": "no-icon",
        "size": 1, "textSize": 1, "textAlign": "top", "createdAt": _MADE, "lastEditedAt": _MADE,
        "properties": [
            {"name": prop.name, "exclude": prop.name == "note", "dataType": _data_type(prop)}
            for prop in _properties(item)
        ],
        "captions": [{"key": "name", "type": "property", "isCaption": True, "inTooltip": True, "styles": [],
                      "isGdsData": False}],
        "captionKeys": [], "styleRules": [],
    }  # fmt: skip


def _relationship(kind: str) -> dict[str, object]:
    caption = {"key": kind, "type": "relationship", "isCaption": True, "inTooltip": True, "styles": []}
    return {
        "id": kind, "name": kind, "color": _PLAIN, "properties": [], "size": 1, "textSize": 1, "textAlign": "top",
        "captions": [caption], "captionKeys": [], "styleRules": [],
    }  # fmt: skip


def _phrase(number: int, text: str, label: str, statement: str) -> dict[str, object]:
    name = text.rpartition("$")[2]
    return {
        "id": f"tmpl:{_MADE + number}", "name": text.partition(" $")[0], "text": text, "cypher": statement,
        "createdAt": _MADE, "isUpdateQuery": None, "hasCypherErrors": False,
        "params": [{
            "name": f"${name}", "dataType": "String", "collapsed": False, "suggestionLabel": label,
            "suggestionProp": "name", "suggestionBoolean": False, "cypher": None,
        }],
    }  # fmt: skip
