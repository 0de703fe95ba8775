"""``dtz balance``: business, education and government, in the whole or in one set."""

from __future__ import annotations

from typing import Any

import click

from dtz_network.cli.output import current_language
from dtz_network.cli.questions.asked import answer, question_options
from dtz_network.cli.tree import Command, argument, option


@click.command(cls=Command, help="cli.balance")
@argument("name", required=False, default="", help_key="cli.arg.set")
@option("--seed", type=int, default=1)
@question_options
@click.pass_context
def balance(ctx: click.Context, /, name: str, seed: int, **given: Any) -> None:
    """Show the balance of business, education and government."""
    from dtz_network.workflows.questions import balance as asked

    lang = current_language()
    answer(
        ctx,
        given,
        lambda network, show: asked.find(network, name, language=lang, seed=seed, progress=show),
        asked.tell,
    )
