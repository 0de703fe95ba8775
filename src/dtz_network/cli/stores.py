"""``dtz store``: dump and load, the way from one store to another."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dtz_network.cli.output import as_json, ask_password, line, opened, progress, say
from dtz_network.cli.shared import json_option
from dtz_network.cli.tree import Command, Group, argument, option, words
from dtz_network.model.dates import minute

if TYPE_CHECKING:
    from dtz_network.store.base import Store


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


@store.command("status", cls=Command, help="cli.store.status")
@argument("other", help_key="cli.arg.other_store")
@json_option
@click.pass_context
def status(ctx: click.Context, other: str, *, json: bool) -> None:
    """Say how another store differs from this one."""
    from dtz_network.workflows import transfer

    here = opened(ctx)
    found = transfer.compare(here, _other(ctx, other))
    if json:
        as_json(found)
        return
    line(words(f"transfer.{found.relation}", n=len(found.here), place=other, common=found.common))
    for key, acts in (("transfer.here", found.here), ("transfer.there", found.there)):
        if acts and found.relation in ("ahead", "behind", "diverged"):
            line(words(key))
            for act in acts:
                kind = words(f"act.{act.kind}")
                line(f"  {act.number}  {minute(act.at)}  {kind}  {act.who}  {act.why}".rstrip())
    if found.relation == "diverged":
        say("error.transfer-diverged.hint")


@store.command("push", cls=Command, help="cli.store.push")
@argument("other", help_key="cli.arg.other_store")
@click.pass_context
def push(ctx: click.Context, other: str) -> None:
    """Bring what is new here to another store."""
    from dtz_network.workflows import transfer

    here = opened(ctx)
    with progress() as show:
        found = transfer.push(here, _other(ctx, other, create=True), show)
    say("transfer.pushed" if found.here else "transfer.nothing", n=len(found.here), place=other)


@store.command("pull", cls=Command, help="cli.store.pull")
@argument("other", help_key="cli.arg.other_store")
@click.pass_context
def pull(ctx: click.Context, other: str) -> None:
    """Bring what is new in another store here."""
    from dtz_network.workflows import stores, transfer

    place = ctx.find_root().obj["store"]
    there = _other(ctx, other)
    fresh = stores.address_of(place) is None and not stores.place_of(place).exists()
    here = stores.open_store(place, create=True, prompt=ask_password)
    try:
        with progress() as show:
            found = transfer.pull(here, there, show)
    except BaseException:
        here.close()
        if fresh:
            stores.place_of(place).unlink(missing_ok=True)
        raise
    here.close()
    say("transfer.pulled" if found.here else "transfer.nothing", n=len(found.here), place=other)


def _other(ctx: click.Context, place: str, *, create: bool = False) -> Store:
    """Return another store, closed when the command ends."""
    from dtz_network.workflows import stores

    made = stores.open_store(place, create=create, prompt=ask_password)
    ctx.call_on_close(made.close)
    return made


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
