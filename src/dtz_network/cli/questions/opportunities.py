"""``dtz opportunities``: in which sectors or themes more could be done together."""

from __future__ import annotations

from typing import Any

import click

from dtz_network.cli.questions.asked import answer, question_options
from dtz_network.cli.tree import Command, option


@click.command(cls=Command, help="cli.opportunities")
@option("--kind", default="", help="cli.opt.theme_kind")
@option("--seed", type=int, default=1)
@question_options
@click.pass_context
def opportunities(ctx: click.Context, /, *, kind: str, seed: int, **given: Any) -> None:
    """List themes with many actors and few joint projects."""
    from dtz_network.workflows.questions import opportunities as asked

    answer(
        ctx,
        given,
        lambda network, show: asked.find(network, kind=kind, seed=seed, progress=show),
        asked.tell,
    )
