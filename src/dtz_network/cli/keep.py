"""``dtz status``, ``changes``, ``undo``, ``check``, ``backup``: keeping the store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dtz_network.cli.output import actor, as_json, line, opened, say, table
from dtz_network.cli.shared import json_option
from dtz_network.cli.tree import Command, argument, option, words
from dtz_network.model.dates import first_day, is_date, minute

if TYPE_CHECKING:
    from dtz_network.model.changes import Applied, Source


@click.command(cls=Command, help="cli.status")
@json_option
@click.pass_context
def status(ctx: click.Context, *, json: bool) -> None:
    """Say where the store is and what it holds."""
    from dtz_network.workflows import configuration

    info = opened(ctx).info()
    if json:
        as_json(info)
        return
    ours = configuration.read()
    line(words("cli.status.place", place=info.place, engine=info.engine, format=info.format))
    entities, ties = words("count.entities", n=info.entities), words("count.ties", n=info.relationships)
    line(words("cli.status.counts", entities=entities, relationships=ties))
    last = words("cli.status.changes", n=info.changesets, at=minute(info.last_at))
    line(last if info.changesets else words("cli.status.no-changes"))
    if ours.organisation or ours.people:
        people = ", ".join(ours.people) or "–"
        line(words("cli.status.we", organisation=ours.organisation or "–", people=people))
    else:
        say("cli.status.nobody")


@click.command(cls=Command, help="cli.changes")
@option("--since", default="", help="cli.opt.changes_since")
@json_option
@click.pass_context
def changes(ctx: click.Context, since: str, *, json: bool) -> None:
    """List the acts, oldest first."""
    store = opened(ctx)
    acts = (
        [act for act in store.changesets() if act.at >= first_day(since)]
        if is_date(since)
        else store.changesets(since or None)
    )
    if json:
        as_json(acts)
        return
    sources = store.sources()
    rows = [
        (
            str(act.number),
            act.id,
            minute(act.at),
            words(f"act.{act.kind}") + ("" if act.in_force else f" ({words('cli.undone')})"),
            act.who,
            str(sum(act.counts.values())),
            "; ".join(dict.fromkeys(filter(None, (_name(sources.get(act.source)), act.why)))),
        )
        for act in acts
    ]
    headings = [
        words(f"cli.col.{name}") for name in ("number", "id", "at", "act", "who", "statements", "source")
    ]
    table(headings, rows)


def _name(source: Source | None) -> str:
    return source.name if source else ""


@click.command(cls=Command, help="cli.undo")
@argument("changesets", nargs=-1)
@option("--with-later", is_flag=True)
@option("--why", default="")
@click.pass_context
def undo(ctx: click.Context, changesets: tuple[str, ...], why: str, *, with_later: bool) -> None:
    """Undo acts (the last one in force without arguments)."""
    from dtz_network.workflows import asking

    store = opened(ctx)
    named = asking.acts_meant(store, changesets)
    applied = store.undo(*named, who=actor(), why=why, with_later=with_later)
    undone: list[Applied] = [act for act in store.changesets() if act.id in applied.undoes]
    for act in undone:
        say("cli.undo.done", number=act.number, id=act.id, act=words(f"act.{act.kind}"), at=minute(act.at))
    say("cli.undo.how-back", number=applied.number)


DERIVED = (
    "force-stale", "entities-stale", "facts-stale", "ties-stale", "names-stale", "graph-behind", "graph-edited",
)  # fmt: skip
"""Findings that making the derived parts anew mends."""


@click.command(cls=Command, help="cli.check")
@json_option
@click.pass_context
def check(ctx: click.Context, *, json: bool) -> int:
    """Recompute everything derived and compare."""
    findings = opened(ctx).check()
    if json:
        as_json(findings)
    for finding in findings:
        if not json:
            line(words(f"check.{finding.key}", **finding.values))
    if any(finding.key in DERIVED for finding in findings):
        say("cli.check.rebuild")
    if not findings:
        say("cli.check.good")
    return 1 if findings else 0


@click.command(cls=Command, help="cli.backup")
@argument("path", type=click.Path(path_type=Path))
@click.pass_context
def backup(ctx: click.Context, path: Path) -> None:
    """Write a copy of the whole store."""
    opened(ctx).backup(path)
    say("cli.written", path=path)
