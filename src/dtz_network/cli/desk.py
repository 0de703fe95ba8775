"""``dtz desk``: a folder with an inbox and a workbook, brought up to date at one go."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dtz_network.cli.output import actor, current_language, line, opened, progress, say
from dtz_network.cli.tree import Command, argument

if TYPE_CHECKING:
    from dtz_network.workflows.contacts import Import


@click.command(cls=Command, help="cli.desk")
@argument("folder", type=click.Path(path_type=Path, file_okay=False), help_key="cli.arg.desk_folder")
@click.pass_context
def desk(ctx: click.Context, folder: Path) -> int:
    """Read the workbook and the inbox of a folder, and write the workbook again."""
    from dtz_network.workflows import desk as desks

    store = opened(ctx)

    def explain(planned: Import) -> list[str]:
        from dtz_network.cli import import_plan

        return import_plan.doubts(planned, store)

    with progress() as show:
        done = desks.run(store, folder, current_language(), who=actor(), explain=explain, progress=show)
    for text in done.lines:
        line(text)
    say("cli.desk.done", path=done.workbook)
    return 1 if done.refused else 0
