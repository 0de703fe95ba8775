"""``dtz privacy``: what is held about a person, and erasing it."""

from __future__ import annotations

import click

from dtz_network.cli.output import actor, as_json, confirmed, current_language, line, opened, say
from dtz_network.cli.shared import json_option
from dtz_network.cli.tree import Command, Group, argument, option, words


@click.group(cls=Group, help="cli.privacy")
def privacy() -> None:
    """Answer people about their data."""


@privacy.command("access", cls=Command, help="cli.privacy.access")
@argument("entity", help_key="cli.arg.person")
@json_option
@click.pass_context
def access(ctx: click.Context, entity: str, *, json: bool) -> None:
    """Show every statement about a person, with source, ground and purpose."""
    from dtz_network.cli import history_page
    from dtz_network.workflows import asking

    store = opened(ctx)
    found, lines = asking.why(store, entity)
    if json:
        as_json({"entity": found, "statements": lines})
        return
    history_page.show(store.load(), found, lines, current_language())
    for source in {item.source.id: item.source for item in lines if item.source}.values():
        line(
            words(
                "cli.privacy.source",
                name=source.name,
                ground=source.ground or "–",
                purpose=source.purpose or "–",
                until=source.keep_until or "–",
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
    from dtz_network.workflows import asking

    store = opened(ctx)
    found, lines = asking.why(store, entity)
    history_page.show(store.load(), found, lines, current_language())
    named = tuple(dict.fromkeys([found.id, *found.aliases, *records]))
    say("cli.privacy.records", records=", ".join(named))
    if not (yes or confirmed("cli.privacy.sure")):
        say("cli.privacy.declined")
        return
    receipt = store.erase(named, actor(), ground)
    say("cli.privacy.erased", records=receipt.records, facts=receipt.facts, texts=receipt.texts)
    if store.info().engine == "neo4j":
        say("cli.privacy.server-files")
    for text in receipt.to_decide:
        say("cli.privacy.decide", text=text)
