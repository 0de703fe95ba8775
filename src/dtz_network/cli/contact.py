"""``dtz contact``: import lists, review who is whom (``review``), and add, link, end, correct, find, show, merge, split by hand."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dtz_network.cli.election import election
from dtz_network.cli.list_mapping import mapping
from dtz_network.cli.output import (
    actor,
    as_json,
    confirmed,
    current_language,
    line,
    opened,
    pairs,
    progress,
    say,
)
from dtz_network.cli.review import review
from dtz_network.cli.shared import by_hand_options, json_option
from dtz_network.cli.tree import Command, Group, argument, option, words
from dtz_network.store.base import Store

if TYPE_CHECKING:
    from dtz_network.intake.match import Match
    from dtz_network.model.network import Network

_ALIKE = 6
"""So many who may be the one who was added are told."""


@click.group(cls=Group, help="cli.contact")
def contact() -> None:
    """Map contacts."""


contact.add_command(review)
contact.add_command(election)
contact.add_command(mapping)


def _command(name: str) -> Callable[[Callable[..., Any]], click.Command]:
    return contact.command(name, cls=Command, help=f"cli.contact.{name}")


@_command("import")
@argument("path", type=click.Path(path_type=Path))
@option("--series")
@option("--kind", type=click.Choice(["confirmed", "own", "registry", "list", "document"]), default=None)
@option("--source", "name")
@option("--ground")
@option("--purpose")
@option("--keep-until")
@option("--mapping", type=click.Path(path_type=Path, dir_okay=False))
@option("--event", default="", help="cli.opt.list_event")
@option("--event-date", default="")
@option("--sbi-edition", type=click.Choice(["2008", "2025"]), default=None)
@option("--event-kind", default="", help="cli.opt.list_kind")
@option("--leave-out", is_flag=True)
@option("--why", default="")
@option("--join", is_flag=True)
@option("--dry-run", is_flag=True)
@option("--yes", "-y", is_flag=True)
@json_option
@click.pass_context
def import_(ctx: click.Context, /, path: Path, **given: Any) -> None:
    """Read a file into a plan, show it, and store it after a yes."""
    from dtz_network.cli import import_plan
    from dtz_network.workflows import contacts
    from dtz_network.workflows.workbook import returned

    store = opened(ctx)
    path = import_plan.from_standard_input(ctx, path)
    if returned.is_workbook(path):
        from dtz_network.cli.workbook import read_back

        read_back(store, path, why=given["why"], dry_run=given["dry_run"], yes=given["yes"])
        return
    about = import_plan.described(path, given)
    planned = contacts.plan_import(
        store,
        path,
        about,
        who=actor(),
        why=given["why"],
        mapping=given["mapping"],
        leave_out=given["leave_out"],
    )
    if planned.mapping is not None and planned.remembered:
        say("cli.import.mapping", path=planned.mapping)
    if given["json"]:
        as_json(import_plan.summary(planned))
    else:
        import_plan.show(planned, store, join=given["join"])
    if given["dry_run"]:
        say("cli.import.dry-run")
        return
    if not planned.plan.changes.changes and not planned.plan.changes.unchanged:
        say("cli.import.nothing")
        return
    if not (given["yes"] or given["json"] or confirmed("cli.import.confirm")):
        say("cli.import.declined")
        return
    with progress() as show:
        applied = contacts.apply_import(store, planned, join=given["join"], progress=show)
    if applied is not None:
        say("cli.applied", id=applied.id, number=applied.number)


@_command("add")
@argument("kind", metavar="TYPE|LINE", help_key="cli.arg.type_or_line")
@argument("name", required=False)
@argument("values", nargs=-1, metavar="[NAME=VALUE]...")
@option("--since", default="")
@option("--join", is_flag=True)
@option("--dry-run", is_flag=True)
@by_hand_options
@click.pass_context
def add(
    ctx: click.Context, /, kind: str, name: str | None, values: tuple[str, ...], since: str, **given: Any
) -> None:
    """Add one person, organisation, initiative, ...; or a person in one line."""
    from dtz_network.cli.shared import act
    from dtz_network.workflows import alike, by_hand

    store = opened(ctx)
    if name is None:
        _add_line(store, kind, given)
        return
    said = {"name": [name], **pairs(values)}
    ident, changes = by_hand.addition(store, kind, said, act(given), since=since)
    network = store.load()
    matches = alike.known_as(network, kind, said)
    if given["join"]:
        changes = alike.joined(changes, ident, matches)
    told = matches[:1] if changes.judgements else matches[:_ALIKE]
    if given["dry_run"]:
        _tell_alike(network, "joined" if changes.judgements else "tried", told)
        say("cli.import.dry-run")
        return
    applied = store.apply(changes)
    line(ident)
    say("cli.applied", id=applied.id, number=applied.number)
    _tell_alike(network, "joined" if changes.judgements else "alike", told, ident)


def _tell_alike(network: Network, key: str, matches: Sequence[Match], added: str = "") -> None:
    """Say whom or what that is known the one who is added may be, with how to join them, or is joined with."""
    from dtz_network.cli.import_plan import in_words

    for match in matches:
        known = {"known": network.name(match.entity, current_language()), "id": match.entity}
        said = {**known, "added": added, "evidence": in_words(match.evidence)}
        say(f"cli.add.{key}", name=match.name, **said)


def _add_line(store: Store, text: str, given: dict[str, Any]) -> None:
    """Add the person in a line; ``-`` reads a signature from standard input."""
    from dtz_network.cli import import_plan
    from dtz_network.cli.shared import act
    from dtz_network.workflows import contacts, one_line

    said = sys.stdin.read() if text == "-" else text
    planned = one_line.plan(store, said, act(given))
    import_plan.show(planned, store, join=given["join"])
    if given["dry_run"]:
        say("cli.import.dry-run")
        return
    applied = contacts.apply_import(store, planned, join=given["join"])
    if applied is None:
        say("cli.import.nothing")
    else:
        say("cli.applied", id=applied.id, number=applied.number)


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
    from dtz_network.cli.shared import act
    from dtz_network.workflows import by_hand, entity_named

    dates = {name: given.pop(name) for name in ("role", "since", "until")}
    store = opened(ctx)
    meant = by_hand.ends(store, kind, source, target)
    ident, applied = by_hand.link(
        store, kind, meant[0].id, meant[1].id, act(given), details=pairs(details), **dates
    )
    line(ident)
    for text, entity in zip((source, target), meant, strict=True):
        if not entity_named.is_named(entity, text):
            say("cli.link.meant", text=text, name=entity.name, id=entity.id)
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
    from dtz_network.workflows import entity_named, stores

    network = stores.network_of(opened(ctx), as_of)
    found = entity_named.meant(network, entity)
    if json:
        as_json({"entity": found, "relationships": network.ties_of(found.id)})
    else:
        entity_page.show(network, found, current_language())


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
    found = entity_named.meant(network, entity)
    since = store.since_merge(found.id, records)
    applied = store.split(found.id, records, actor(), why)
    for stated in since:
        say("cli.split.stays", said=history_page.said(network, stated.said, current_language()))
    say("cli.applied", id=applied.id, number=applied.number)
