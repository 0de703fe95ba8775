"""``dtz borders``: what goes over the borders of zone, province and country."""

from __future__ import annotations

from typing import Any

import click

from dtz_network.cli.questions.asked import answer, question_options
from dtz_network.cli.tree import Command, option


@click.command(cls=Command, help="cli.borders")
@option("--seed", type=int, default=1)
@question_options
@click.pass_context
def borders(ctx: click.Context, /, *, seed: int, **given: Any) -> None:
    """Show what goes over the borders of zone, province and country."""
    from dtz_network.workflows.questions import borders as asked

    answer(ctx, given, lambda network, _: asked.find(network, seed=seed), asked.tell)
