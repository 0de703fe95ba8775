"""``dtz crossovers``: where two sectors or themes could meet and do not."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from dtz_network.cli.questions.asked import answer, question_options
from dtz_network.cli.tree import Command, option


@click.command(cls=Command, help="cli.crossovers")
@option("--between", type=click.Choice(["themes", "groups", "sides"]), default="themes", show_default=True)
@option("--kind", default="", help="cli.opt.theme_kind")
@option("--matrix", is_flag=True)
@option("--seed", type=int, default=1)
@question_options
@click.pass_context
def crossovers(
    ctx: click.Context, /, *, between: Any, kind: str, matrix: bool, seed: int, **given: Any
) -> None:
    """List related sectors that meet too little, with names."""
    from dtz_network.workflows.questions import crossovers as asked

    answer(
        ctx,
        given,
        lambda network, show: asked.find(network, kind=kind, between=between, seed=seed, progress=show),
        partial(asked.tell, matrix=matrix),
    )
