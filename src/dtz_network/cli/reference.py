"""``dtz reference``: the open lists by which places and numbers are recognised."""

from __future__ import annotations

from pathlib import Path

import click

from dtz_network.cli.output import as_json, line, say
from dtz_network.cli.shared import json_option
from dtz_network.cli.tree import Command, Group, argument, option, words
from dtz_network.model import schema as models
from dtz_network.workflows import reference as lists
from dtz_network.workflows.reference import Kept


@click.group(cls=Group, help="cli.reference")
def reference() -> None:
    """Open lists of places and numbers."""


@reference.command("add", cls=Command, help="cli.reference.add")
@argument(
    "paths", type=click.Path(path_type=Path), nargs=-1, required=True, help_key="cli.arg.reference_files"
)
@option("--edition", default="", help="cli.opt.list_edition")
def add(paths: tuple[Path, ...], edition: str) -> None:
    """Read files and keep what they list."""
    added = [lists.add(path, edition) for path in paths]
    for one in added:
        line(_line(one))
    for one in added:
        if lost := lists.without_successor(one, models.shipped()):
            say("cli.reference.unknown-later", name=one.name, names=", ".join(lost))


@reference.command("list", cls=Command, help="cli.reference.list")
@json_option
def show(*, json: bool) -> None:
    """Show which lists there are."""
    found = lists.kept()
    if json:
        as_json(found)
        return
    shipped = lists.shipped(models.shipped())
    counts = {
        "places": len(shipped.places),
        "municipalities": len({place.municipality for place in shipped.places}),
    }
    line(words("cli.reference.shipped", **counts))
    for one in found:
        line(_line(one))


@reference.command("remove", cls=Command, help="cli.reference.remove")
@argument("name", help_key="cli.arg.reference_name")
def remove(name: str) -> None:
    """Take a list away."""
    lists.remove(name)
    say("cli.reference.removed", name=name)


def _line(one: Kept) -> str:
    said = {"name": one.name, "kind": words(f"reference.{one.kind}"), "edition": one.edition, "n": one.n}
    return words("cli.reference.line", file=one.file, **said)
