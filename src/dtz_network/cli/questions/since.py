"""``dtz since``: what changed since a day or the last meeting, in the region and in what we know."""

from __future__ import annotations

from typing import Any

import click

from dtz_network.cli.questions.asked import answer_of_store, question_options
from dtz_network.cli.tree import Command, argument, option


@click.command(cls=Command, help="cli.since")
@argument("since", help_key="cli.arg.since")
@option("--body", default="", help="cli.opt.since_body")
@option("--seed", type=int, default=1)
@question_options
@click.pass_context
def since(ctx: click.Context, /, *, since: str, body: str, seed: int, **given: Any) -> None:
    """Show what changed since a day or the last meeting of a body."""
    from dtz_network.workflows.questions import since as asked

    answer_of_store(
        ctx,
        given,
        lambda store, show: asked.find(
            store, since, body=body, as_of=given["as_of"], seed=seed, progress=show
        ),
        asked.tell,
    )
