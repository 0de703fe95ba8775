"""``dtz call``: which initiatives fit a call, what is missing, whom to phone first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from dtz_network.cli.output import current_language, opened, say
from dtz_network.cli.questions.asked import answer, question_options
from dtz_network.cli.tree import Command, argument, option, words


@click.command(cls=Command, help="cli.call")
@argument("form", required=False, default="", help_key="cli.arg.call")
@option("--blank", type=click.Path(path_type=Path))
@question_options
@click.pass_context
def call(ctx: click.Context, /, *, form: str, blank: Path | None, **given: Any) -> None:
    """Put a call beside the initiatives, or write an empty form."""
    from dtz_network.workflows.questions import calls as asked

    if blank is not None:
        asked.write_blank(blank, opened(ctx).load().schema, current_language())
        say("cli.written", path=blank)
    elif not form:
        raise click.UsageError(words("cli.call.which"), ctx)
    else:
        answer(ctx, given, lambda network, _: asked.find(network, form), asked.tell)
