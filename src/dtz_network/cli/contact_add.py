"""``dtz contact add``: one entity with its values, or a person in one line; whom or what it may be is told."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from dtz_network.cli.output import current_language, line, opened, pairs, say
from dtz_network.cli.shared import by_hand_options
from dtz_network.cli.tree import Command, argument, option

if TYPE_CHECKING:
    from dtz_network.intake.match import Match
    from dtz_network.model.network import Network
    from dtz_network.store.base import Store

_ALIKE = 6
"""So many who may be the one who was added are told."""


@click.command("add", cls=Command, help="cli.contact.add")
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

    said = _on_standard_input() if text == "-" else text
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


def _on_standard_input() -> str:
    """Return what is typed, or the text of a file that is sent here, in whatever encoding that has."""
    from dtz_network.intake.readers import delimited

    return sys.stdin.read() if sys.stdin.isatty() else delimited.decode(sys.stdin.buffer.read(), "-")
