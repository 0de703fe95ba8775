"""``dtz explore``: one HTML file that opens anywhere."""

from __future__ import annotations

from pathlib import Path

import click

from dtz_network.cli.output import current_language, opened, progress, say
from dtz_network.cli.tree import Command, option


@click.command(cls=Command, help="cli.explore")
@option("--output", "-o", type=click.Path(path_type=Path), default=Path("network.html"), show_default=True)
@option(
    "--edition", type=click.Choice(["public", "partner", "internal"]), default="public", show_default=True
)
@option("--as-of", default="")
@option("--title", default="")
@option("--fresh", is_flag=True)
@click.pass_context
def explore(ctx: click.Context, output: Path, edition: str, as_of: str, title: str, *, fresh: bool) -> None:
    """Write the network as one page."""
    from dtz_network.workflows import pages

    store = opened(ctx)
    with progress() as show:
        page = pages.make(
            store,
            language=current_language(),
            edition=edition,
            as_of=as_of,
            title=title,
            earlier=None if fresh else output,
            progress=show,
        )
    pages.write(page, output)
    say("cli.written", path=output)
