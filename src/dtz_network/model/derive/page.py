"""The schema page: every type with its properties, in Dutch and English, and a diagram."""

from __future__ import annotations

from collections.abc import Iterator

from dtz_network.model.schema import Property, Schema, Type

_INTRO = """# The network model / Het netwerkmodel

<!-- Generated from graph/schema and graph/vocabularies by `python dev.py generate`. Do not edit. -->

Text, declared once: one YAML file a type in `schema/`, closed lists in `vocabularies/`, two networks in
`dutch-techzone/` (from the public annual plan) and `example/` (invented). `CONTRIBUTING.md` tells how to add a type;
`docs/model.md` how statements, records and entities work. A star marks personal data, "many" more than one value.
"""


def render(schema: Schema) -> str:
    """Return the schema page as Markdown."""
    lines = [_INTRO, "## Diagram", "", "```mermaid", *_diagram(schema), "```", ""]
    lines += ["## Entities / Onderdelen", ""]
    for item in schema.entity_types(abstract=True):
        lines += _type(item)
    lines += [
        "## Relationships / Relaties",
        "",
        "Each has valid-from and valid-to (partial dates, inclusive).",
        "",
    ]
    for item in schema.relationship_types():
        lines += _type(item)
    lines += ["## Vocabularies / Woordenlijsten", "", *_vocabularies(schema), ""]
    return "\n".join(lines)


def _diagram(schema: Schema) -> Iterator[str]:
    yield "graph LR"
    for item in schema.relationship_types():
        if item.source and item.target:
            for source in item.source.types:
                for target in item.target.types:
                    if len(item.source.types) * len(item.target.types) <= 6:
                        yield f"  {source} -- {item.name} --> {target}"
    for item in schema.entity_types():
        for prop in item.properties.values():
            for target in prop.to if prop.type == "ref" and len(prop.to) <= 3 else ():
                yield f"  {item.name} -. {prop.name} .-> {target}"


def _type(item: Type) -> Iterator[str]:
    yield f"### {item.name} — {item.label['nl']} / {item.label['en']}"
    yield ""
    yield f"{item.description['nl']}. / {item.description['en']}."
    yield ""
    if len(item.ancestors) > 1:
        yield f"Extends {', '.join(item.ancestors[1:])}."
        yield ""
    for end in (item.source, item.target):
        if end:
            yield f"- end `{end.name}`: {', '.join(end.types)} ({end.label['nl']} / {end.label['en']})"
    if item.source:
        yield ""
    own = [*([item.role] if item.role else []), *item.properties.values()]
    if own:
        yield "| property | nl | en | values |"
        yield "|---|---|---|---|"
        yield from (_property(prop) for prop in own)
        yield ""


def _property(prop: Property) -> str:
    values: str = prop.type
    if prop.type == "term":
        values = f"`{prop.vocabulary}`"
    elif prop.type == "ref":
        values = "→ " + ", ".join(prop.to)
    elif prop.type == "identifier":
        values = f"{prop.scheme}, value@edition"
    marks = [mark for mark, on in (("many", prop.many), ("required", prop.required)) if on]
    name = f"`{prop.name}`{'*' if prop.personal else ''}"
    return f"| {name} | {prop.label['nl']} | {prop.label['en']} | {'; '.join([values, *marks])} |"


def _vocabularies(schema: Schema) -> Iterator[str]:
    yield "| vocabulary | terms | first ones |"
    yield "|---|---|---|"
    for name, terms in sorted(schema.vocabularies.items()):
        first = ", ".join(term.label["nl"] for term in list(terms.values())[:4])
        yield f"| `{name}` | {len(terms)} | {first} |"
