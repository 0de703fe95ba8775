"""``dtz pathways``: learning pathways by sector, with the step that is missing."""

from __future__ import annotations

from typing import Any

import click

from dtz_network.cli.questions.asked import answer, question_options
from dtz_network.cli.tree import Command, argument


@click.command(cls=Command, help="cli.pathways")
@argument("sector", required=False, default="")
@question_options
@click.pass_context
def pathways(ctx: click.Context, /, sector: str, **given: Any) -> None:
    """Show the learning pathways of all sectors, or of one."""
    from dtz_network.workflows.questions import pathways as asked

    answer(ctx, given, lambda network, _: asked.find(network, sector), asked.tell)
