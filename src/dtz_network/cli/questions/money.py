"""``dtz money``: by party, year and status, with the sums checked."""

from __future__ import annotations

from typing import Any

import click

from dtz_network.cli.questions.asked import answer, question_options
from dtz_network.cli.tree import Command, option


@click.command(cls=Command, help="cli.money")
@option("--year", default="")
@question_options
@click.pass_context
def money(ctx: click.Context, /, year: str, **given: Any) -> None:
    """Show who pays what, and whether the printed totals add up."""
    from dtz_network.workflows.questions import money as asked

    answer(ctx, given, lambda network, _: asked.find(network, year), asked.tell)
