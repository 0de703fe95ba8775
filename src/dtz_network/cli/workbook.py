"""``dtz workbook``: the network as a workbook to keep, and back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dtz_network.cli.output import (
    actor,
    agreed,
    as_json,
    confirmed,
    current_language,
    line,
    opened,
    progress,
    say,
)
from dtz_network.cli.tree import Command, argument, option, words

if TYPE_CHECKING:
    from dtz_network.store.base import Store
    from dtz_network.workflows.workbook.questions import Ask
    from dtz_network.workflows.workbook.reading import Plan

_SHOWN = 60


@click.command(cls=Command, help="cli.workbook")
@argument("path", type=click.Path(path_type=Path, dir_okay=False))
@option("--read", is_flag=True)
@option("--again", is_flag=True)
@option("--why", default="")
@option("--dry-run", is_flag=True)
@option("--yes", "-y", is_flag=True)
@click.pass_context
def workbook(
    ctx: click.Context, *, path: Path, read: bool, again: bool, why: str, dry_run: bool, yes: bool
) -> None:
    """Write the network as a workbook, or read one that was filled in."""
    store = opened(ctx)
    if read:
        asks = read_back(store, path, why=why, dry_run=dry_run, yes=yes)
        if again and not dry_run:
            _write(store, path, asks)
        elif asks:
            say("cli.workbook.ask-again", n=len(asks), path=path)
        return

    if path.exists() and not yes and not confirmed("cli.workbook.replace", path=path):
        say("cli.workbook.kept", path=path)
        return
    _write(store, path, [])


def _write(store: Store, path: Path, asks: Sequence[Ask]) -> None:
    """Write the workbook with the questions that are open."""
    from dtz_network.workflows.workbook import questions, writing

    lang = current_language()
    open_questions, _ = questions.who_is_whom(store, lang)
    with progress() as show:
        counts = writing.write(store, path, lang, show, asks=questions.once([*open_questions, *asks]))
    said = ", ".join(f"{words(f'workbook.sheet.{key}')} {n}" for key, n in counts.items())
    say("cli.workbook.written", path=path, counts=said)


def read_back(
    store: Store,
    path: Path,
    *,
    why: str,
    dry_run: bool,
    yes: bool,
    json: bool = False,
    join: bool = False,
    leave_out: bool = False,
) -> Sequence[Ask]:
    """Show what a workbook would change, and store it after a yes; return what it asks."""
    from dtz_network.workflows.workbook import reading

    planned = reading.plan(store, path, who=actor(), why=why, join=join, leave_out=leave_out)
    if json:
        as_json(_summary(planned, path))
    else:
        _show(planned, store, join=join)
    if not planned.changes.changes:
        say("cli.import.nothing")
    elif dry_run:
        say("cli.import.dry-run")
    elif agreed(yes=yes, json=json):
        with progress() as show:
            applied = reading.apply(store, planned, show)
        if applied is not None:
            say("cli.applied", id=applied.id, number=applied.number)
    return planned.asks


def _summary(planned: Plan, path: Path) -> dict[str, Any]:
    """Return the plan for programs, in the words of that of a list."""
    changes = planned.changes
    return {
        "file": path.name,
        "source": changes.source,
        "new_records": len(changes.records),
        "facts": len(changes.facts),
        "ties": len(changes.ties),
        "judgements": len(changes.judgements),
        "retractions": len(changes.retractions),
        "lines": planned.lines,
        "notes": planned.notes,
        "matches": planned.matches,
        "asks": planned.asks,
        "left_out": [problem.message(current_language()) for problem in planned.left_out],
    }


def _show(planned: Plan, store: Store, *, join: bool) -> None:
    from dtz_network.cli.import_plan import show_matches
    from dtz_network.workflows.workbook.gathered import in_words

    lang = current_language()
    for item in planned.lines[:_SHOWN]:
        line(in_words("plan", item, lang))
    if len(planned.lines) > _SHOWN:
        line(words("cli.import.more", n=len(planned.lines) - _SHOWN))
    for item in planned.notes[:_SHOWN]:
        click.echo(in_words("note", item, lang), err=True)
    if len(planned.notes) > _SHOWN:
        say("cli.import.more", n=len(planned.notes) - _SHOWN)
    show_matches(planned.matches, store, join=join)
    for problem in planned.left_out:
        say("cli.import.left-out", what=problem.message(current_language()))
