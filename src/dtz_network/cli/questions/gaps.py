"""``dtz gaps``: what is missing, and what to fill in first."""

from __future__ import annotations

from pathlib import Path

import click

from dtz_network.cli.output import as_json, current_language, line, opened, say
from dtz_network.cli.shared import json_option
from dtz_network.cli.tree import Command, option


@click.command(cls=Command, help="cli.gaps")
@option("--sheet", type=click.Path(path_type=Path))
@option("--limit", type=int, default=12, help="cli.opt.limit_names")
@json_option
@click.pass_context
def gaps(ctx: click.Context, sheet: Path | None, limit: int, *, json: bool) -> None:
    """Say what to fill in first."""
    from dtz_network.workflows.questions import gaps as asked

    store = opened(ctx)
    if sheet and not json:
        asked.write_sheet(store, sheet, current_language())
        say("cli.gaps.written", path=sheet)
        return
    network = store.load()
    found = asked.find(network)
    if json:
        as_json(found)
    else:
        for text in asked.tell(network, found, current_language(), limit):
            line(text)
