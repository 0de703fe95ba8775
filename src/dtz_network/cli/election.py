"""``dtz contact election``: what an election ends, shown and stored in one act."""

from __future__ import annotations

from typing import Any

import click

from dtz_network.cli.output import agreed, as_json, current_language, line, opened, say
from dtz_network.cli.shared import by_hand_options, json_option
from dtz_network.cli.tree import Command, argument, option


@click.command("election", cls=Command, help="cli.contact.election")
@argument("of", metavar="GOVERNMENT|BODY", help_key="cli.arg.government")
@argument("council", metavar="DATE", help_key="cli.arg.council_date")
@option("--executive", default="")
@option("--also", multiple=True)
@option("--dry-run", is_flag=True)
@option("--yes", "-y", is_flag=True)
@json_option
@by_hand_options
@click.pass_context
def election(ctx: click.Context, /, of: str, council: str, executive: str, **given: Any) -> None:
    """Show what an election ends, and store it after a yes."""
    from dtz_network.cli.shared import act
    from dtz_network.intake.written_dates import to_date
    from dtz_network.workflows import elections

    store = opened(ctx)
    network = store.load()
    days = [to_date(day) or day for day in (council, executive)]
    planned = elections.plan(network, of, *days, also=given["also"])
    if given["json"]:
        as_json(planned)
    else:
        for text in elections.told(network, planned, current_language()):
            line(text)
    if not planned.ending:
        say("cli.election.nothing")
        return
    if given["dry_run"]:
        say("cli.import.dry-run")
        return
    if not agreed(yes=given["yes"], json=given["json"]):
        return
    applied = elections.apply(store, network, planned, act(given))
    if applied is not None:
        say("cli.applied", id=applied.id, number=applied.number)
        say("cli.election.briefing", date=days[0])
