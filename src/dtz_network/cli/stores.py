"""``dtz store``: dump and load, the way from one store to another."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dtz_network.cli.output import ask_password, opened, progress, say
from dtz_network.cli.tree import Command, Group, argument, option


@click.group(cls=Group, help="cli.store")
def store() -> None:
    """Move a store."""


@store.command("dump", cls=Command, help="cli.store.dump")
@argument("path", type=click.Path(path_type=Path, allow_dash=True))
@option("--state", is_flag=True)
@click.pass_context
def dump(ctx: click.Context, path: Path, *, state: bool) -> None:
    """Write the store as JSON lines: the full history, or the live state."""
    from dtz_network.workflows import stores

    opened_store = opened(ctx)
    if str(path) == "-":
        for text in opened_store.dump(history=not state):
            sys.stdout.write(text + "\n")
        return
    stores.write_dump(opened_store, path, history=not state)
    say("cli.written", path=path)


@store.command("rebuild", cls=Command, help="cli.store.rebuild")
@click.pass_context
def rebuild(ctx: click.Context) -> None:
    """Make every derived part anew."""
    with progress() as show:
        opened(ctx).rebuild(show)
    say("cli.store.rebuilt")


@store.command("load", cls=Command, help="cli.store.load")
@argument("path", type=click.Path(path_type=Path, allow_dash=True))
@click.pass_context
def load(ctx: click.Context, path: Path) -> None:
    """Fill a new store from a full dump."""
    from dtz_network.workflows import stores

    with progress() as show:
        place = stores.load_dump(ctx.find_root().obj["store"], path, show, ask_password)
    say("cli.store.loaded", path=place)
