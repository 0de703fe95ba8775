"""``dtz lonely``: which initiatives stand alone, and what they could join."""

from __future__ import annotations

from typing import Any

import click

from dtz_network.cli.questions.asked import answer, question_options
from dtz_network.cli.tree import Command


@click.command(cls=Command, help="cli.lonely")
@question_options
@click.pass_context
def lonely(ctx: click.Context, /, **given: Any) -> None:
    """List initiatives that stand alone, with their potential."""
    from dtz_network.workflows.questions import lonely as asked

    answer(ctx, given, lambda network, _: asked.find(network), asked.tell)
