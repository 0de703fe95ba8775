"""``dtz handover``: what one person leaves to others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from dtz_network.cli.output import current_language, opened, say
from dtz_network.cli.questions.asked import answer, question_options
from dtz_network.cli.tree import Command, argument, option


@click.command(cls=Command, help="cli.handover")
@argument("name", help_key="cli.arg.person")
@option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="cli.opt.handover_output")
@question_options
@click.pass_context
def handover(ctx: click.Context, /, name: str, output: Path | None, **given: Any) -> None:
    """Say what one person leaves to others, or write it as a document."""
    from dtz_network.workflows import reports, stores
    from dtz_network.workflows.questions import handover as asked

    if output is None:
        answer(ctx, given, lambda network, _show: asked.find(network, name), asked.tell)
        return
    network = stores.network_of(opened(ctx), given["as_of"])
    report = asked.document(network, asked.find(network, name), current_language())
    reports.write(report, [output])
    say("cli.written", path=output)
