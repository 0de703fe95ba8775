"""``dtz figures``: the yearly figures, counted out of the contact log beside the printed ones."""

from __future__ import annotations

import click

from dtz_network.cli.output import as_json, current_language, line, opened, say, table
from dtz_network.cli.shared import json_option
from dtz_network.cli.tree import Command, argument, option, words


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
        rows = [[made.since[:4], *row] for made in found for row in yearly.rows(made, lang)]
        table(headings, [row for row in rows if set(row[2:]) != {"–"}])
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
