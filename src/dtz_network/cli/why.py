"""``dtz why``: every statement about an entity."""

from __future__ import annotations

import click

from dtz_network.cli.output import as_json, current_language, opened
from dtz_network.cli.shared import json_option
from dtz_network.cli.tree import Command, argument


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
