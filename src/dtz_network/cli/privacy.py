"""``dtz privacy``: what is held about a person, and erasing it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dtz_network import language
from dtz_network.cli.output import actor, as_json, confirmed, current_language, line, opened, say
from dtz_network.cli.shared import json_option
from dtz_network.cli.tree import Command, Group, argument, option, words

if TYPE_CHECKING:
    from dtz_network.store.base import Erasure, Mention, Store
    from dtz_network.workflows.publishing import GivenOut

PEOPLE = ("Person",)
"""Whom these commands are about."""


@click.group(cls=Group, help="cli.privacy")
def privacy() -> None:
    """Answer people about their data."""


@privacy.command("access", cls=Command, help="cli.privacy.access")
@argument("entity", help_key="cli.arg.person")
@option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="cli.opt.access_output")
@json_option
@click.pass_context
def access(ctx: click.Context, entity: str, output: Path | None, *, json: bool) -> None:
    """Show every statement about a person, with source, ground and purpose."""
    from dtz_network.cli import history_page
    from dtz_network.workflows import access as made
    from dtz_network.workflows import asking, files, written

    store = opened(ctx)
    found, lines = asking.why(store, entity, types=PEOPLE)
    if output is not None:
        report = made.make(store, found, lines, current_language())
        files.write_bytes(written.render(report, output.suffix.lstrip(".")), output)
        say("cli.written", path=output)
        return
    if json:
        as_json({"entity": found, "statements": lines})
        return
    history_page.show(store.load(), found, lines, current_language())
    for source in {item.source.id: item.source for item in lines if item.source}.values():
        line(
            words(
                "cli.privacy.source",
                name=source.name,
                ground=source.ground or words("report.access.not-recorded"),
                purpose=source.purpose or words("report.access.not-recorded"),
                until=source.keep_until or words("report.access.not-recorded"),
            )
        )


@privacy.command("erase", cls=Command, help="cli.privacy.erase")
@argument("entity", help_key="cli.arg.person")
@argument("records", nargs=-1, help_key="cli.arg.records")
@option("--ground", default="AVG 17")
@option("--yes", "-y", is_flag=True)
@click.pass_context
def erase(ctx: click.Context, entity: str, records: tuple[str, ...], ground: str, *, yes: bool) -> None:
    """Erase a person after every record was shown; this cannot be undone."""
    from dtz_network.cli import history_page
    from dtz_network.workflows import asking, erasing

    store = opened(ctx)
    found, lines = asking.why(store, entity, types=PEOPLE)
    history_page.show(store.load(), found, lines, current_language())
    named = tuple(dict.fromkeys([found.id, *found.aliases, *records]))
    say("cli.privacy.records", records=", ".join(named))
    if not (yes or confirmed("cli.privacy.sure")):
        say("cli.privacy.declined")
        return
    done = erasing.erase(store, named, actor(), ground)
    receipt = done.receipt
    say("cli.privacy.erased", records=receipt.records, facts=receipt.facts, texts=receipt.texts)
    _tell_left(store, receipt)
    say("cli.privacy.files")
    for one in done.given:
        say("cli.privacy.given", **_given(one))
    for one in done.perhaps:
        say("cli.privacy.given.perhaps", **_given(one))


def _tell_left(store: Store, receipt: Erasure) -> None:
    """Write what the user must still do: the server's files, and the texts that may name somebody yet."""
    if store.info().engine == "neo4j":
        say("cli.privacy.server-files")
    if receipt.to_decide:
        say("cli.privacy.decide")
        _list(store, receipt.to_decide)
        say("cli.privacy.decide.how")


def _list(store: Store, mentions: Sequence[Mention]) -> None:
    from dtz_network.workflows import erasing

    network = store.load()
    for found in mentions:
        known = f" ({found.of})" if found.kind == "fact" else ""
        click.echo(f"- {erasing.told(network, found, current_language())}{known}", err=True)


def _given(one: GivenOut) -> dict[str, str]:
    lang = current_language()
    files = ", ".join(name for name, _ in one.files)
    return {
        "title": one.title,
        "date": language.date(one.date, lang),
        "receivers": language.join(list(one.receivers), lang),
        "files": files,
    }


@privacy.command("clean", cls=Command, help="cli.privacy.clean")
@argument("text", metavar="WORDS", help_key="cli.arg.words")
@option("--ground", default="AVG 17")
@option("--yes", "-y", is_flag=True)
@click.pass_context
def clean(ctx: click.Context, text: str, ground: str, *, yes: bool) -> None:
    """Take words that name somebody out of every text, after each was shown."""
    from dtz_network.workflows import erasing

    store = opened(ctx)
    found = erasing.containing(store, text)
    if not found:
        say("cli.privacy.clean.none")
        return
    _list(store, found)
    if not (yes or confirmed("cli.privacy.clean.sure")):
        say("cli.privacy.declined")
        return
    receipt = store.erase((), actor(), ground, (text,))
    say("cli.privacy.cleaned", n=receipt.texts)
    _tell_left(store, receipt)
    say("cli.privacy.files")
