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
    from dtz_network.model.network import Network
    from dtz_network.report.report_model import Report
    from dtz_network.store.base import Store
    from dtz_network.workflows.publishing import GivenOut
    from dtz_network.workflows.reports import Written
    from dtz_network.workflows.withdrawing import Since


@click.group(cls=Group, help="cli.report")
def report() -> None:
    """Write reports."""


def _options(command: Callable[..., Any]) -> Callable[..., Any]:
    for decorate in (
        option("--section", multiple=True),
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
    from dtz_network.workflows import documents, reports

    _demand_receivers(given)
    store = opened(ctx)
    lang = current_language()
    with progress() as show:
        made = reports.make(
            store, kind, subject, language=lang, edition=given["edition"], as_of=given["as_of"],
            asked=documents.asked(given.get), progress=show,
        )  # fmt: skip
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


def _demand_receivers(given: dict[str, Any]) -> None:
    """Refuse, before anything is written, receivers that are nobody, or of a document that goes to no file."""
    from dtz_network.errors import InputError
    from dtz_network.workflows import publishing

    if given["receivers"]:
        publishing.receivers_meant(given["receivers"])
        if given["json"] or str(given["output"]) == "-":
            raise InputError("published-no-file")


def _give_out(
    store: Store, report: Report, written: Written, receivers: Sequence[str], network: Network | None = None
) -> None:
    from dtz_network.workflows import publishing

    today = dt.datetime.now().astimezone().date().isoformat()
    act = publishing.record(
        store, report, written.digests, receivers, who=actor(), date=today, network=network
    )
    if report.edition == "internal":
        say("cli.given-internal")
    say("cli.given-out", receivers="; ".join(receivers), number=act.number)


@report.command("board", cls=Command, help="cli.report.board")
@argument("body")
@option("--since", default="", help="cli.opt.report_since")
@option("--note", is_flag=True, help="cli.opt.speaking_note")
@option("--adopted-by", default="")
@option("--adopted-on", default="")
@_options
@click.pass_context
def board(ctx: click.Context, /, body: str, **given: Any) -> None:
    """Report on a body: seats by side, terms, vacancies, unknowns, interlocks, money."""
    _write(ctx, "board", body, given)


@report.command("network", cls=Command, help="cli.report.network")
@option("--since", default="", help="cli.opt.report_since")
@_options
@click.pass_context
def network(ctx: click.Context, /, **given: Any) -> None:
    """Report on the whole network: groups, balance, links, initiatives that stand alone."""
    _write(ctx, "network", "", given)


@report.command("group", cls=Command, help="cli.report.group")
@argument("name", help_key="cli.arg.group")
@option("--since", default="", help="cli.opt.report_since")
@_options
@click.pass_context
def group(ctx: click.Context, /, name: str, **given: Any) -> None:
    """Report on one group or declared cluster, or on all of them."""
    if name == "all":
        _write_every_group(ctx, given)
    else:
        _write(ctx, "group", name, given)


def _write_every_group(ctx: click.Context, given: dict[str, Any]) -> None:
    """Write the report on every cluster and group, each to a file of its own in the folder ``--output``."""
    from dtz_network.errors import InputError
    from dtz_network.workflows import documents, reports

    folder: Path | None = given["output"]
    if folder is None or str(folder) == "-" or folder.suffix or folder.is_file():
        raise InputError("report-folder")
    form = given["form"] or "html"
    _demand_receivers(given)
    store = opened(ctx)
    with progress() as show:
        made = list(
            reports.make_every_group(
                store, language=current_language(), edition=given["edition"], as_of=given["as_of"],
                asked=documents.asked(given.get), progress=show,
            )
        )  # fmt: skip
    network = store.load() if given["receivers"] else None
    for name, one in made:
        forms = reports.FORMS if form == "all" else (form,)
        written = reports.write(one, [folder / f"{name}.{one_form}" for one_form in forms], given["template"])
        if given["receivers"]:
            _give_out(store, one, written, given["receivers"], network)
        for path in written.documents:
            say("cli.written", path=path)


@report.command("organisation", cls=Command, help="cli.report.organisation")
@argument("name", help_key="cli.arg.organisation_named")
@_options
@click.pass_context
def organisation(ctx: click.Context, /, name: str, **given: Any) -> None:
    """Write the profile of one organisation, on a page."""
    _write(ctx, "organisation", name, given)


@report.command("changes", cls=Command, help="cli.report.changes")
@argument("since", help_key="cli.arg.report_since")
@_options
@click.pass_context
def changes(ctx: click.Context, /, since: str, **given: Any) -> None:
    """Report what changed since a day."""
    _write(ctx, "changes", since, given)


@report.command("year", cls=Command, help="cli.report.year")
@argument("year")
@option("--until", default="", help="cli.opt.report_until")
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
@option("--outdated", is_flag=True)
@option("--json", is_flag=True)
@click.pass_context
def given(ctx: click.Context, /, *, outdated: bool, json: bool) -> None:
    """List what was given out: when, to whom, which edition, which files, and what became of whom it names."""
    from dtz_network.workflows import publishing

    network = opened(ctx).load()
    found = publishing.looked_at(network)
    if outdated:
        found = [one for one in found if one.since and (one.since.gone or one.since.changed)]
    if json:
        as_json(found)
        return
    if not found:
        say("cli.given-right" if outdated else "cli.given-nothing")
        return
    headings = [
        words(f"cli.given.{name}")
        for name in ("date", "receiver", "title", "edition", "files", "data", "since")
    ]
    rows = [
        [
            one.date,
            "; ".join(one.receivers),
            one.title,
            words(f"report.edition.{one.edition}"),
            ", ".join(name for name, _ in one.files),
            one.fingerprint[:12],
            _became(one.since),
        ]
        for one in found
    ]
    table(headings, rows)
    for one in found if outdated else ():
        _tell_outdated(network, one)


def _became(since: Since | None) -> str:
    """Return in a few words what became of the parties that a document names."""
    if since is None or not since.known:
        return words("cli.given.not-kept")
    parts = [words("cli.given.gone", n=since.gone)] if since.gone else []
    parts += [words("cli.given.changed", n=len(since.changed))] if since.changed else []
    return ", ".join(parts) or words("cli.given.same")


def _tell_outdated(network: Network, one: GivenOut) -> None:
    """Say of one document who in it changed, and that it names somebody who is gone (by number: names are gone too)."""
    from dtz_network.report.report_model import Writer
    from dtz_network.report.sections.naming import listed

    since = one.since
    line("")
    line(f"{one.title} ({one.date}; {', '.join(one.receivers)}):")
    if since and since.gone:
        line(words("cli.given-gone", n=since.gone))
    if since and since.changed:
        lang = current_language()
        names = listed(network, since.changed, Writer(lang), 12)
        line(words("cli.given-changed", n=len(since.changed), names=names))
