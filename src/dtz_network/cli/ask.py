"""``dtz why``, ``gaps``, ``groups``: questions to the network."""

from __future__ import annotations

from pathlib import Path

import click

from dtz_network.cli.output import as_json, current_language, line, opened, progress, say, table
from dtz_network.cli.shared import json_option
from dtz_network.cli.tree import Command, argument, option, words


@click.command(cls=Command, help="cli.why")
@argument("entity")
@argument("prop", metavar="[PROPERTY]", default="")
@json_option
@click.pass_context
def why(ctx: click.Context, entity: str, prop: str, *, json: bool) -> None:
    """Tell every statement about an entity, with who, when and from which source."""
    from dtz_network.cli import history_page
    from dtz_network.workflows import asking

    store = opened(ctx)
    found, lines = asking.why(store, entity, prop)
    if json:
        as_json(lines)
        return
    history_page.show(store.load(), found, lines, current_language())


@click.command(cls=Command, help="cli.gaps")
@option("--sheet", type=click.Path(path_type=Path))
@option("--limit", type=int, default=12)
@json_option
@click.pass_context
def gaps(ctx: click.Context, sheet: Path | None, limit: int, *, json: bool) -> None:
    """Say what to fill in first."""
    from dtz_network.workflows import questions

    network = opened(ctx).load()
    found = questions.gaps(network)
    if json:
        as_json(found)
    elif sheet:
        questions.write_gap_sheet(network, found, sheet, current_language())
        say("cli.written", path=sheet)
    else:
        for text in questions.describe_gaps(network, found, current_language(), limit):
            line(text)


@click.command(cls=Command, help="cli.groups")
@option("--seed", type=int, default=1)
@json_option
@click.pass_context
def groups(ctx: click.Context, seed: int, *, json: bool) -> None:
    """List the computed groups beside the declared clusters."""
    from dtz_network.workflows import questions

    network = opened(ctx).load()
    with progress() as show:
        found = questions.groups(network, seed=seed, progress=show)
    if json:
        as_json(found)
        return
    lang = current_language()
    rows = questions.group_rows(network, found, lang)
    if rows:
        table([words(f"cli.col.{name}") for name in ("group", "members", "firm", "who")], rows)
    else:
        line(questions.why_no_groups(found, lang))
