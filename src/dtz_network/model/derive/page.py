"""The schema page: every type with its properties, in Dutch and English, and a diagram."""

from __future__ import annotations

from collections.abc import Iterator

from dtz_network.language import LANGUAGES
from dtz_network.model.schema import Property, Schema, Type

_INTRO = """# The network model / Het netwerkmodel

<!-- Generated from graph/schema and graph/vocabularies by `python dev.py generate`. Do not edit. -->

Text, declared once: one YAML file a type in `schema/`, closed lists in `vocabularies/`, two networks in
`dutch-techzone/` (from the public annual plan) and `example/` (invented). `CONTRIBUTING.md` tells how to add a type;
`docs/model.md` how statements, records and entities work. A star marks personal data, "many" more than one value.
"""
_WIDE = 6
"""More combinations of ends than this are drawn through a node of the relationship."""


def render(schema: Schema) -> str:
    """Return the schema page as Markdown."""
    lines = [_INTRO, "## Diagram", ""]
    lines += ["What an entity is a kind of, and what it refers to:", "", *_mermaid(_references(schema))]
    lines += ["Relationships between them:", "", *_mermaid(_relationships(schema))]
    lines += ["## Entities / Onderdelen", ""]
    for item in schema.entity_types(abstract=True):
        lines += _type(schema, item)
    lines += [
        "## Relationships / Relaties",
        "",
        "Each has valid-from and valid-to (partial dates, inclusive).",
        "",
    ]
    for item in schema.relationship_types():
        lines += _type(schema, item)
    lines += ["## Vocabularies / Woordenlijsten", "", *_vocabularies(schema), ""]
    return "\n".join(lines)


def _mermaid(lines: Iterator[str]) -> list[str]:
    return ["```mermaid", "graph LR", *(f"  {line}" for line in lines), "```", ""]


def _references(schema: Schema) -> Iterator[str]:
    for item in schema.entity_types(abstract=True):
        for parent in item.ancestors[1:2]:
            yield f"{item.name} ==> {parent}"
        for prop in item.properties.values():
            if prop.name not in _inherited(schema, item):
                yield from (f"{item.name} -. {prop.name} .-> {target}" for target in prop.to)


def _relationships(schema: Schema) -> Iterator[str]:
    for item in schema.relationship_types():
        sources, targets = (end.types for end in item.ends)
        if len(sources) * len(targets) <= _WIDE:
            yield from (f"{one} -- {item.name} --> {other}" for one in sources for other in targets)
        else:
            yield f"{item.name}{{{{{item.name}}}}}"
            yield from (f"{one} --> {item.name}" for one in sources)
            yield from (f"{item.name} --> {other}" for other in targets)


def _type(schema: Schema, item: Type) -> Iterator[str]:
    yield f"### {item.name} — {item.label['nl']} / {item.label['en']}"
    yield ""
    yield f"{item.description['nl']}. / {item.description['en']}."
    yield ""
    facts = list(_facts(schema, item))
    if facts:
        yield from (f"- {fact}" for fact in facts)
        yield ""
    if item.all_properties:
        yield "| property | nl | en | values |"
        yield "|---|---|---|---|"
        yield from (_property(prop) for prop in item.all_properties)
        yield ""


def _facts(schema: Schema, item: Type) -> Iterator[str]:
    if len(item.ancestors) > 1:
        yield f"extends {', '.join(item.ancestors[1:])}"
    if item.helix:
        words = [schema.term("helices", item.helix, lang) for lang in LANGUAGES]
        yield f"helix `{item.helix}` ({' / '.join(words)}) unless stated otherwise"
    if item.abstract:
        yield "abstract: nothing is just this"
    if item.look and not item.abstract:
        yield f"drawn as {item.look.shape}, `{item.look.colour}`"
    for end in item.ends:
        yield f"end `{end.name}`: {', '.join(end.types)} ({end.label['nl']} / {end.label['en']})"


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
    words = [f"{prop.label[lang]}: {prop.description[lang]}" for lang in LANGUAGES]
    return _row(name, *words, "; ".join([values, *marks]))


def _vocabularies(schema: Schema) -> Iterator[str]:
    yield "| vocabulary | terms | first ones | used by |"
    yield "|---|---|---|---|"
    for name, terms in sorted(schema.vocabularies.items()):
        first = ", ".join(term.label["nl"] for term in list(terms.values())[:4])
        yield _row(f"`{name}`", str(len(terms)), first, ", ".join(_users(schema, name)))


def _users(schema: Schema, vocabulary: str) -> Iterator[str]:
    """Yield the properties that take their values from a vocabulary, each where it is declared."""
    for item in schema.types.values():
        for prop in item.all_properties:
            if prop.vocabulary == vocabulary and prop.name not in _inherited(schema, item):
                yield f"{item.name}.{prop.name}"


def _inherited(schema: Schema, item: Type) -> set[str]:
    return {name for above in item.ancestors[1:] for name in schema.types[above].properties}


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
