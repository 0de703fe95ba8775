"""``dtz what-if``: who loses contact when somebody leaves, and what would mend it."""

from __future__ import annotations

from typing import Any

import click

from dtz_network.cli.questions.asked import answer, question_options
from dtz_network.cli.tree import Command, argument


@click.command(cls=Command, help="cli.what-if")
@argument("names", nargs=-1, required=True, help_key="cli.arg.leaving")
@question_options
@click.pass_context
def what_if(ctx: click.Context, /, names: tuple[str, ...], **given: Any) -> None:
    """Say what is left when somebody leaves."""
    from dtz_network.workflows.questions import departure as asked

    answer(ctx, given, lambda network, _show: asked.find(network, names), asked.tell, past=True)
