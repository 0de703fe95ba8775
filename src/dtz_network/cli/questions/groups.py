"""``dtz groups``: which computed groups there are."""

from __future__ import annotations

from typing import Any

import click

from dtz_network.cli.questions.asked import answer, question_options
from dtz_network.cli.tree import Command, option


@click.command(cls=Command, help="cli.groups")
@option("--seed", type=int, default=1)
@option("--leiden", is_flag=True)
@question_options
@click.pass_context
def groups(ctx: click.Context, /, *, seed: int, leiden: bool, **given: Any) -> None:
    """List the computed groups beside the declared clusters."""
    from dtz_network.workflows.questions import groups as asked

    answer(
        ctx,
        given,
        lambda network, show: asked.compare(
            network, seed=seed, by_leiden=leiden, growth=given["expert"], progress=show
        ),
        asked.tell,
    )
