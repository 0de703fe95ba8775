"""``dtz governance``: bodies, seats, vacancies, terms, who sits in several bodies, on whose behalf."""

from __future__ import annotations

from typing import Any

import click

from dtz_network.cli.questions.asked import answer, question_options
from dtz_network.cli.tree import Command, argument, option


@click.command(cls=Command, help="cli.governance")
@argument("body", required=False, default="")
@option("--ending-before", default="")
@question_options
@click.pass_context
def governance(ctx: click.Context, /, body: str, ending_before: str, **given: Any) -> None:
    """Show all bodies, or one."""
    from dtz_network.workflows.questions import governance as asked

    answer(ctx, given, lambda network, _: asked.find(network, body, ending_before=ending_before), asked.tell)
