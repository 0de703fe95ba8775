"""``dtz report``: finished documents from the network."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dtz_network.cli.output import actor, as_json, current_language, line, opened, progress, say, table
from dtz_network.cli.tree import Command, Group, argument, option, words

if TYPE_CHECKING:
    from dtz_network.report.report_model import Report
    from dtz_network.store.base import Store
    from dtz_network.workflows.reports import Written


@click.group(cls=Group, help="cli.report")
def report() -> None:
    """Write reports."""


def _options(command: Callable[..., Any]) -> Callable[..., Any]:
    for decorate in (
        option("--json", is_flag=True),
        option(
            "--edition",
            type=click.Choice(["public", "partner", "internal"]),
            default="public",
            show_default=True,
        ),
        option("--as-of", default=""),
        option("--for", "receivers", multiple=True, metavar="NAME", help="cli.opt.receivers"),
        option("--template", type=click.Path(path_type=Path), help="cli.opt.template"),
        option("--format", "form", type=click.Choice(["html", "docx", "pdf", "md", "all"]), default=None),
        option(
            "--output", "-o", type=click.Path(path_type=Path, allow_dash=True), help="cli.opt.report_output"
        ),
    ):
        command = decorate(command)
    return command


def _write(ctx: click.Context, kind: str, subject: str, given: dict[str, Any]) -> None:
    from dtz_network.workflows import reports

    store = opened(ctx)
    lang = current_language()
    with progress() as show:
        made = reports.make(
            store, kind, subject, language=lang, edition=given["edition"], as_of=given["as_of"], progress=show
        )
    if given["json"]:
        as_json(made)
        return
    if given["output"] is None and given["form"] in (None, "md", "html") and not given["receivers"]:
        click.echo(reports.render(made, given["form"] or "md", given["template"]).decode(), nl=False)
        return
    if str(given["output"]) == "-":
        sys.stdout.buffer.write(reports.render(made, given["form"] or "md", given["template"]))
        return
    written = reports.write(
        made, reports.places(made, given["output"], given["form"] or ""), given["template"]
    )
    for path in (*written.documents, written.facts):
        say("cli.written", path=path)
    if given["receivers"]:
        _give_out(store, made, written, given["receivers"])


def _give_out(store: Store, report: Report, written: Written, receivers: Sequence[str]) -> None:
    from dtz_network.workflows import publishing

    today = dt.datetime.now().astimezone().date().isoformat()
    act = publishing.record(store, report, written, receivers, who=actor(), date=today)
    say("cli.given-out", receivers="; ".join(receivers), number=act.number)


@report.command("board", cls=Command, help="cli.report.board")
@argument("body")
@_options
@click.pass_context
def board(ctx: click.Context, /, body: str, **given: Any) -> None:
    """Report on a body: seats by side, terms, vacancies, unknowns, interlocks, money."""
    _write(ctx, "board", body, given)


@report.command("network", cls=Command, help="cli.report.network")
@_options
@click.pass_context
def network(ctx: click.Context, /, **given: Any) -> None:
    """Report on the whole network: groups, balance, links, initiatives that stand alone."""
    _write(ctx, "network", "", given)


@report.command("group", cls=Command, help="cli.report.group")
@argument("name", help_key="cli.arg.group")
@_options
@click.pass_context
def group(ctx: click.Context, /, name: str, **given: Any) -> None:
    """Report on one group or declared cluster."""
    _write(ctx, "group", name, given)


@report.command("year", cls=Command, help="cli.report.year")
@argument("year")
@_options
@click.pass_context
def year(ctx: click.Context, /, year: str, **given: Any) -> None:
    """Report the figures and the money of a year, sums checked."""
    _write(ctx, "year", year, given)


@report.command("verify", cls=Command, help="cli.report.verify")
@argument("document", type=click.Path(path_type=Path), help_key="cli.arg.document_verified")
@option("--json", is_flag=True)
@click.pass_context
def verify(ctx: click.Context, /, document: Path, *, json: bool) -> None:
    """Compute the numbers of a document again and say what differs."""
    from dtz_network.workflows import verifying

    store = opened(ctx)
    with progress() as show:
        found = verifying.verify(store, document, show)
    if json:
        as_json(found)
    else:
        for told in verifying.told(found, current_language()):
            line(told)
    ctx.exit(1 if found.differences else 0)


@report.command("given", cls=Command, help="cli.report.given")
@option("--json", is_flag=True)
@click.pass_context
def given(ctx: click.Context, /, *, json: bool) -> None:
    """List what was given out: when, to whom, which edition, which files."""
    from dtz_network.workflows import publishing

    found = publishing.given_out(opened(ctx).load())
    if json:
        as_json(found)
        return
    if not found:
        say("cli.given-nothing")
    headings = [
        words(f"cli.given.{name}") for name in ("date", "receiver", "title", "edition", "files", "data")
    ]
    rows = [
        [
            one.date,
            "; ".join(one.receivers),
            one.title,
            words(f"report.edition.{one.edition}"),
            ", ".join(name for name, _ in one.files),
            one.fingerprint[:12],
        ]
        for one in found
    ]
    table(headings, rows)
