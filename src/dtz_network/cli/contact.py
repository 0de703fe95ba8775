"""``dtz contact``: import lists, review who is whom (``review``), and add, link, end, correct, find, show, merge, split by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from dtz_network.cli.contact_add import add
from dtz_network.cli.contact_import import import_
from dtz_network.cli.election import election
from dtz_network.cli.list_mapping import mapping
from dtz_network.cli.output import (
    actor,
    as_json,
    current_language,
    line,
    opened,
    pairs,
    say,
)
from dtz_network.cli.review import review
from dtz_network.cli.shared import by_hand_options, json_option
from dtz_network.cli.tree import Command, Group, argument, option, words


@click.group(cls=Group, help="cli.contact")
def contact() -> None:
    """Map contacts."""


contact.add_command(import_)
contact.add_command(add)
contact.add_command(review)
contact.add_command(election)
contact.add_command(mapping)


def _command(name: str) -> Callable[[Callable[..., Any]], click.Command]:
    return contact.command(name, cls=Command, help=f"cli.contact.{name}")


@_command("link")
@argument("kind", metavar="TYPE", help_key="cli.arg.relationship_type")
@argument("source")
@argument("target")
@argument("details", nargs=-1, metavar="[NAME=VALUE]...", help_key="cli.arg.values")
@option("--role", default="")
@option("--since", default="")
@option("--until", default="")
@by_hand_options
@click.pass_context
def link(
    ctx: click.Context, /, kind: str, source: str, target: str, details: tuple[str, ...], **given: Any
) -> None:
    """Tie two entities together."""
    from dtz_network.cli.shared import act, tell_read_as
    from dtz_network.workflows import by_hand

    dates = {name: given.pop(name) for name in ("role", "since", "until")}
    store = opened(ctx)
    meant = by_hand.ends(store, kind, source, target)
    ident, applied = by_hand.link(
        store, kind, meant[0].id, meant[1].id, act(given), details=pairs(details), **dates
    )
    line(ident)
    tell_read_as(zip((source, target), meant, strict=True), store)
    say("cli.applied", id=applied.id, number=applied.number)


@_command("end")
@argument("relationship")
@argument("until", metavar="DATE", help_key="cli.arg.date")
@by_hand_options
@click.pass_context
def end(ctx: click.Context, /, relationship: str, until: str, **given: Any) -> None:
    """Give a relationship its last day."""
    from dtz_network.cli.shared import act
    from dtz_network.workflows import by_hand

    applied = by_hand.end(opened(ctx), relationship, until, act(given))
    say("cli.applied", id=applied.id, number=applied.number)


@_command("correct")
@argument("entity")
@argument("values", nargs=-1, required=True, metavar="NAME=VALUE...")
@option("--since", default="")
@option("--until", default="")
@by_hand_options
@click.pass_context
def correct(
    ctx: click.Context, /, entity: str, values: tuple[str, ...], since: str, until: str, **given: Any
) -> None:
    """Say other values; what others said is kept."""
    from dtz_network.cli.shared import act
    from dtz_network.workflows import by_hand

    applied = by_hand.correct(opened(ctx), entity, pairs(values), act(given), since=since, until=until)
    say("cli.applied", id=applied.id, number=applied.number)


@_command("export")
@argument("path", type=click.Path(path_type=Path, dir_okay=False))
@option("--as-of", default="")
@click.pass_context
def export(ctx: click.Context, path: Path, as_of: str) -> None:
    """Write all contacts."""
    from dtz_network.workflows import contact_export, stores

    number = contact_export.write(stores.network_of(opened(ctx), as_of), path)
    say("cli.exported", path=path, n=number)


@_command("find")
@argument("text")
@option("--type", "types", multiple=True)
@json_option
@click.pass_context
def find(ctx: click.Context, text: str, types: tuple[str, ...], *, json: bool) -> None:
    """Find by any name."""
    from dtz_network.cli.output import table

    store = opened(ctx)
    found = store.find(text, types)
    if json:
        as_json(found)
        return
    lang = current_language()
    rows = [(e.name, store.schema.label(e.type, lang), e.id) for e in found]
    table((words("cli.col.name"), words("cli.col.type"), words("cli.col.id")), rows)
    if not found:
        say("cli.find.none", text=text)


@_command("show")
@argument("entity")
@option("--as-of", default="")
@json_option
@click.pass_context
def show(ctx: click.Context, entity: str, as_of: str, *, json: bool) -> None:
    """Show one entity with its roles, ties and sources."""
    from dtz_network.cli import entity_page
    from dtz_network.workflows import entity_named, joined_records, stores

    store = opened(ctx)
    network = stores.network_of(store, as_of)
    meant = entity_named.meant_in(store, entity)
    found = network.resolve(meant.id) or entity_named.meant(network, entity)
    if json:
        as_json({"entity": found, "relationships": network.ties_of(found.id)})
    else:
        entity_page.show(network, found, current_language(), joined_records.of(store, found))


@_command("merge")
@argument("one", metavar="ENTITY", help_key="cli.arg.entity")
@argument("other", metavar="ENTITY", help_key="cli.arg.other")
@by_hand_options
@click.pass_context
def merge(ctx: click.Context, /, one: str, other: str, **given: Any) -> None:
    """Judge two to be the same."""
    from dtz_network.cli.shared import act
    from dtz_network.workflows import by_hand

    applied = by_hand.merge(opened(ctx), one, other, act(given))
    say("cli.applied", id=applied.id, number=applied.number)


@_command("split")
@argument("entity")
@argument("records", nargs=-1, required=True)
@option("--why", default="")
@click.pass_context
def split(ctx: click.Context, entity: str, records: tuple[str, ...], why: str) -> None:
    """Take records out of an entity again."""
    from dtz_network.cli import history_page
    from dtz_network.workflows import entity_named

    store = opened(ctx)
    network = store.load()
    found = entity_named.meant_in(store, entity)
    since = store.since_merge(found.id, records)
    applied = store.split(found.id, records, actor(), why)
    for stated in since:
        say("cli.split.stays", said=history_page.said(network, stated.said, current_language()))
    say("cli.applied", id=applied.id, number=applied.number)
