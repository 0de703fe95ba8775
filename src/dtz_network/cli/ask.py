"""``dtz why``, ``gaps``, ``figures``, ``groups``: questions to the network."""

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


@click.command(cls=Command, help="cli.figures")
@argument("period", default="")
@option("--until", default="", help="cli.opt.period_until")
@option("--list", "listing", is_flag=True, help="cli.opt.list_counted")
@json_option
@click.pass_context
def figures(ctx: click.Context, /, period: str, until: str, *, listing: bool, json: bool) -> None:
    """Count the yearly figures out of the contact log."""
    from dtz_network.workflows import yearly

    network = opened(ctx).load()
    found = [yearly.counts(network, period, until)] if period else yearly.each_year(network)
    if json:
        as_json(found[0] if period else found)
        return
    lang = current_language()
    headings = [
        words(f"report.col.{name}") for name in ("figure", "counted", "possible", "printed", "difference")
    ]
    if not period:
        headings.insert(0, words("report.col.year"))
        table(headings, [[made.since[:4], *row] for made in found for row in yearly.rows(made, lang)])
        if not found:
            say("cli.figures.none")
        return
    table(headings, yearly.rows(found[0], lang))
    if listing:
        line()
        headings = [words(f"report.col.{name}") for name in ("figure", "date", "name")]
        table(
            [*headings, words("cli.col.id"), words("report.col.note")], yearly.listed(network, found[0], lang)
        )
    line()
    for text in yearly.told(found[0], lang):
        line(text)
