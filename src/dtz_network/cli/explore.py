"""``dtz explore``: one HTML file that opens anywhere, and a parcel of it to send."""

from __future__ import annotations

from pathlib import Path

import click

from dtz_network.cli.output import current_language, opened, progress, say
from dtz_network.cli.tree import Command, option

_PAGE = Path("network.html")


@click.command(cls=Command, help="cli.explore")
@option("--output", "-o", type=click.Path(path_type=Path), default=_PAGE, show_default=True)
@option(
    "--edition", type=click.Choice(["public", "partner", "internal"]), default="public", show_default=True
)
@option("--as-of", default="")
@option("--title", default="")
@option("--fresh", is_flag=True)
@option("--share", type=click.Path(path_type=Path), default=None)
@click.pass_context
def explore(
    ctx: click.Context,
    output: Path,
    edition: str,
    as_of: str,
    title: str,
    share: Path | None,
    *,
    fresh: bool,
) -> None:
    """Write the network as one page, as a parcel to send, or both."""
    from dtz_network.workflows import pages, sharing

    told = ctx.get_parameter_source("output") is not click.core.ParameterSource.DEFAULT
    alone = share if share and not told else output
    with progress() as show:
        view = pages.view_of(
            opened(ctx),
            language=current_language(),
            edition=edition,
            as_of=as_of,
            title=title,
            earlier=None if fresh else alone,
            progress=show,
        )
    if share:
        sharing.write(view, share)
        say("cli.written", path=share)
    if told or not share:
        pages.write(pages.page(view), output)
        say("cli.written", path=output)
