"""``dtz contact mapping``: a mapping for a list of projects, proposed from its headings."""

from __future__ import annotations

from pathlib import Path

import click

from dtz_network.cli.output import current_language, line
from dtz_network.cli.tree import Command, argument


@click.command("mapping", cls=Command, help="cli.contact.mapping")
@argument("path", type=click.Path(path_type=Path, dir_okay=False))
def mapping(path: Path) -> None:
    """Write the mapping that the headings of a list suggest."""
    from dtz_network.workflows import mapping_proposals

    line(mapping_proposals.propose(path, current_language()).rstrip("\n"))
