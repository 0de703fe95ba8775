"""``dtz brokers``: who connects others, and on whom much hangs."""

from __future__ import annotations

from typing import Any

import click

from dtz_network.cli.questions.asked import answer, question_options
from dtz_network.cli.tree import Command, option


@click.command(cls=Command, help="cli.brokers")
@option("--bodies", is_flag=True)
@option("--seed", type=int, default=1)
@question_options
@click.pass_context
def brokers(ctx: click.Context, /, *, seed: int, bodies: bool, **given: Any) -> None:
    """Say who connects others."""
    from dtz_network.workflows.questions import brokers as asked

    answer(
        ctx,
        given,
        lambda network, show: asked.find(network, bodies=bodies, seed=seed, progress=show),
        asked.tell,
    )
