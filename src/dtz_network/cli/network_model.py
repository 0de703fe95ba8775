"""``dtz model``: the types, properties and vocabularies, as declared."""

from __future__ import annotations

import click

from dtz_network.cli.output import as_json, current_language, line, table
from dtz_network.cli.shared import json_option
from dtz_network.cli.tree import Command, Group, argument, words


@click.group(cls=Group, help="cli.model")
def model() -> None:
    """Look up the network model."""


@model.command("types", cls=Command, help="cli.model.types")
@json_option
@click.pass_context
def types(ctx: click.Context, *, json: bool) -> None:
    """List entity and relationship types."""
    from dtz_network.workflows import stores

    schema = stores.schema_for(stores.place_of(ctx.find_root().obj["store"]))
    if json:
        as_json(schema.types)
        return
    lang = current_language()
    listed = [*schema.entity_types(), *schema.relationship_types()]
    rows = [(t.name, t.label[lang], words(f"cli.kind.{t.kind}"), t.description[lang]) for t in listed]
    table([words(f"cli.col.{name}") for name in ("type", "name", "kind", "description")], rows)


@model.command("show", cls=Command, help="cli.model.show")
@argument("kind", metavar="TYPE")
@click.pass_context
def show(ctx: click.Context, kind: str) -> None:
    """Show one type with its ends and properties."""
    from dtz_network.workflows import stores

    spec = stores.schema_for(stores.place_of(ctx.find_root().obj["store"])).type_meant(kind)
    lang = current_language()
    line(f"{spec.name} ({spec.label[lang]}): {spec.description[lang]}")
    for end in (spec.source, spec.target):
        if end:
            line(f"  {end.name}: {', '.join(end.types)}")
    props = [*([spec.role] if spec.role else []), *spec.properties.values()]
    rows = [
        (
            p.name,
            p.label[lang],
            p.vocabulary or ", ".join(p.to) or p.type,
            "*" if p.required else "",
            "*" if p.many else "",
            p.description[lang],
        )
        for p in props
    ]
    headings = ("property", "name", "values", "required", "many", "description")
    table([words(f"cli.col.{name}") for name in headings], rows)


@model.command("terms", cls=Command, help="cli.model.terms")
@argument("vocabulary", default="", metavar="[VOCABULARY]")
@json_option
@click.pass_context
def terms(ctx: click.Context, vocabulary: str, *, json: bool) -> None:
    """List vocabularies, or the terms of one."""
    from dtz_network.errors import InputError, nearest
    from dtz_network.workflows import stores

    schema = stores.schema_for(stores.place_of(ctx.find_root().obj["store"]))
    if vocabulary and vocabulary not in schema.vocabularies:
        known = ", ".join(nearest(vocabulary, schema.vocabularies) or sorted(schema.vocabularies))
        raise InputError("vocabulary-absent", vocabulary=vocabulary, known=known)
    chosen = {vocabulary: schema.vocabularies[vocabulary]} if vocabulary else schema.vocabularies
    if json:
        as_json(chosen)
    elif vocabulary:
        rows = [(t.code, t.label["nl"], t.label["en"], t.source) for t in chosen[vocabulary].values()]
        table([words("cli.col.code"), "nl", "en", words("cli.col.source")], rows)
    else:
        table(
            [words("cli.col.name"), words("cli.col.terms")],
            [(n, str(len(t))) for n, t in sorted(chosen.items())],
        )
