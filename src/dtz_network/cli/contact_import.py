"""``dtz contact import``: a file becomes a plan that is shown, and is stored after a yes; a filled-in workbook goes the road of the workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dtz_network.cli.output import actor, agreed, as_json, opened, progress, say
from dtz_network.cli.shared import json_option
from dtz_network.cli.tree import Command, argument, option
from dtz_network.errors import InputError

if TYPE_CHECKING:
    from dtz_network.store.base import Store
    from dtz_network.workflows.contacts import Import

_OF_A_LIST = (
    "mapping", "series", "kind", "name", "ground", "purpose", "keep_until", "event", "event_date", "event_kind",
    "sbi_edition",
)  # fmt: skip
"""What may be said of a list and means nothing for a workbook, whose columns and source are known."""


@click.command("import", cls=Command, help="cli.contact.import")
@argument("path", type=click.Path(path_type=Path))
@option("--series")
@option("--kind", type=click.Choice(["confirmed", "own", "registry", "list", "document"]), default=None)
@option("--source", "name")
@option("--ground")
@option("--purpose")
@option("--keep-until")
@option("--mapping", type=click.Path(path_type=Path, dir_okay=False))
@option("--event", default="", help="cli.opt.list_event")
@option("--event-date", default="")
@option("--sbi-edition", type=click.Choice(["2008", "2025"]), default=None)
@option("--event-kind", default="", help="cli.opt.list_kind")
@option("--leave-out", is_flag=True)
@option("--why", default="")
@option("--join", is_flag=True)
@option("--dry-run", is_flag=True)
@option("--yes", "-y", is_flag=True)
@json_option
@click.pass_context
def import_(ctx: click.Context, /, path: Path, **given: Any) -> None:
    """Read a file into a plan, show it, and store it after a yes."""
    from dtz_network.cli import import_plan
    from dtz_network.workflows.workbook import returned

    store = opened(ctx)
    path = import_plan.from_standard_input(ctx, path)
    if returned.is_workbook(path):
        _read_workbook(store, path, given)
    else:
        _store(store, _planned(store, path, given), given)


def _read_workbook(store: Store, path: Path, given: dict[str, Any]) -> None:
    """Bring a workbook back with the options that mean something for it.

    Raises:
        InputError: an option that is of lists only.
    """
    from dtz_network.cli.workbook import read_back

    if said := [
        f"--{'source' if name == 'name' else name.replace('_', '-')}" for name in _OF_A_LIST if given[name]
    ]:
        raise InputError("workbook-option", file=path.name, options=", ".join(said))
    read_back(
        store, path, **{name: given[name] for name in ("why", "dry_run", "yes", "json", "join", "leave_out")}
    )


def _planned(store: Store, path: Path, given: dict[str, Any]) -> Import:
    """Return the plan of an import, which is shown."""
    from dtz_network.cli import import_plan
    from dtz_network.workflows import contacts

    planned = contacts.plan_import(
        store,
        path,
        import_plan.described(path, given),
        who=actor(),
        why=given["why"],
        mapping=given["mapping"],
        leave_out=given["leave_out"],
    )
    if planned.mapping is not None and planned.remembered:
        say("cli.import.mapping", path=planned.mapping)
    if given["json"]:
        as_json(import_plan.summary(planned))
    else:
        import_plan.show(planned, store, join=given["join"])
    return planned


def _store(store: Store, planned: Import, given: dict[str, Any]) -> None:
    """Store a plan that was shown, after a yes."""
    from dtz_network.workflows import contacts

    changes = planned.plan.changes
    if given["dry_run"]:
        say("cli.import.dry-run")
    elif not changes.changes and not changes.unchanged:
        say("cli.import.nothing")
    elif agreed(yes=given["yes"], json=given["json"]):
        with progress() as show:
            applied = contacts.apply_import(store, planned, join=given["join"], progress=show)
        if applied is not None:
            say("cli.applied", id=applied.id, number=applied.number)
