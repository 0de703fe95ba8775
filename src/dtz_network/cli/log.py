"""``dtz log``: conversations, visits, meetings and actions in one line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from dtz_network import language
from dtz_network.cli.output import as_json, current_language, line, opened, say, table
from dtz_network.cli.shared import act, by_hand_options, json_option, read_as
from dtz_network.cli.tree import Command, Group, argument, option, words
from dtz_network.language import few

if TYPE_CHECKING:
    from dtz_network.store.base import Store
    from dtz_network.workflows.contact_log import Logged

_NAMED = 6
"""So many names stand in a cell of the list."""


@click.group(cls=Group, help="cli.log")
def log() -> None:
    """Log contacts."""


def _command(name: str) -> Callable[[Callable[..., Any]], click.Command]:
    return log.command(name, cls=Command, help=f"cli.log.{name}")


@_command("talk")
@argument("who", nargs=-1, help_key="cli.arg.who")
@option("--date", required=True)
@option("--body", default="", help="cli.opt.event_body")
@option("--about", default="")
@option("--initiative", "--project", "initiatives", multiple=True, help="cli.opt.initiative")
@option("--kind", "event_kind", default="", help="cli.opt.event_kind")
@option("--place", default="")
@option("--note", default="")
@option("--without-me", is_flag=True, help="cli.opt.without_me")
@by_hand_options
@click.pass_context
def talk(
    ctx: click.Context, /, who: tuple[str, ...], date: str, event_kind: str, *, without_me: bool, **given: Any
) -> None:
    """Log a conversation, visit or meeting."""
    from dtz_network.workflows import contact_log

    store = opened(ctx)
    details = {name: given.pop(name) for name in ("about", "place", "note")}
    there = read_as(store, who, *contact_log.PRESENT)
    initiatives = read_as(store, given.pop("initiatives"), "Project")
    body = "".join(read_as(store, filter(None, [given.pop("body")]), "GovernanceBody"))
    me = _me(store, there) if there and not without_me else ""
    logged = contact_log.talk(
        store,
        there,
        act(given),
        date=date,
        kind=event_kind,
        initiatives=initiatives,
        body=body,
        me=me,
        **details,
    )
    _warn(store, there)
    kind = store.schema.term("event_kinds", logged.kind, current_language())
    _tell(
        logged,
        words("cli.log.told.event", kind=kind[:1].upper() + kind[1:], date=_day(logged.date)),
        {"body": logged.body, "about": logged.about, "with": _names(logged)},
    )


def _warn(store: Store, named: Sequence[str], text: str = "") -> None:
    """Tell who of those named, by id or in a text, does not want to be approached."""
    from dtz_network.workflows import contact_log

    for name in contact_log.barred(store, named, text):
        say("cli.log.barred", name=name)


def _me(store: Store, named: Sequence[str]) -> str:
    """Return the id of who logs a talk, "" where that is not known or one of us is named already; it is told why."""
    from dtz_network.workflows import entity_named, ourselves

    if ourselves.is_ours(name for one in named for name in entity_named.meant_in(store, one).names):
        return ""
    if not (name := ourselves.me()):
        say("cli.log.me-unknown")
        return ""
    found = [e for e in store.find(name, ("Person",)) if entity_named.is_named(e, name)]
    if len(found) != 1:
        say("cli.log.me-absent", name=name)
        return ""
    return found[0].id


@_command("action")
@argument("what", help_key="cli.arg.what")
@option("--who", multiple=True, help="cli.opt.assignee")
@option("--due", default="")
@option("--event", default="")
@by_hand_options
@click.pass_context
def action(
    ctx: click.Context, /, what: str, who: tuple[str, ...], due: str, event: str, **given: Any
) -> None:
    """Log an action."""
    from dtz_network.workflows import contact_log

    store = opened(ctx)
    doing = read_as(store, who, *contact_log.ACTING)
    event = "".join(read_as(store, filter(None, [event]), "Event"))
    logged = contact_log.action(store, what, act(given), who=doing, due=due, event=event)
    _warn(store, doing, what)
    _tell(
        logged,
        words("cli.log.told.action", what=logged.about),
        {"for": _names(logged), "due": _day(logged.date) if logged.date else ""},
    )


def _tell(logged: Logged, what: str, more: Mapping[str, str]) -> None:
    """Write what was recorded as a sentence with its id, and how to take it back."""
    told = [what, *(words(f"cli.log.told.{key}", value=value) for key, value in more.items() if value)]
    line(f"{', '.join(told)} ({logged.id}).")
    say("cli.applied", id=logged.applied.id, number=logged.applied.number)


def _names(logged: Logged) -> str:
    return language.join(list(logged.who), current_language())


def _day(date: str) -> str:
    return language.date(date, current_language())


@_command("done")
@argument("what", help_key="cli.arg.which_action")
@option("--status", "--state", default="done")
@by_hand_options
@click.pass_context
def done(ctx: click.Context, /, what: str, status: str, **given: Any) -> None:
    """Say that an action is done or dropped."""
    from dtz_network.workflows import contact_log

    store = opened(ctx)
    (meant,) = read_as(store, [what], "Action")
    applied = contact_log.done(store, meant, act(given), status=status)
    say("cli.applied", id=applied.id, number=applied.number)


@_command("introduction")
@argument("one", help_key="cli.arg.intro_one")
@argument("other", help_key="cli.arg.intro_other")
@option("--state", "--status", required=True, help="cli.opt.intro_state")
@option("--date", default="", help="cli.opt.intro_date")
@option("--via", multiple=True, help="cli.opt.intro_via")
@option("--initiative", "--project", "project", default="", help="cli.opt.intro_for_project")
@option("--agreed", is_flag=True, help="cli.opt.intro_agreed")
@by_hand_options
@click.pass_context
def introduction(ctx: click.Context, /, one: str, other: str, **given: Any) -> None:
    """Record a step of an introduction."""
    from dtz_network.workflows import introduction_steps

    about = {name: given.pop(name) for name in ("state", "date", "via", "project", "agreed")}
    store, lang = opened(ctx), current_language()
    one, other = read_as(store, (one, other), *introduction_steps.WHO)
    taken = introduction_steps.record(store, one, other, act(given), **about)
    state, before = (
        store.schema.term("introduction_states", code, lang) for code in (taken.state, taken.before)
    )
    line(taken.relationship)
    say("cli.log.introduction.moved" if before else "cli.log.introduction.new", state=state, before=before)
    say("cli.applied", id=taken.applied.id, number=taken.applied.number)


@_command("list")
@option("--open", "only_open", is_flag=True, help="cli.opt.only_open")
@json_option
@click.pass_context
def list_(ctx: click.Context, *, only_open: bool, json: bool) -> None:
    """List conversations and actions."""
    from dtz_network.workflows import contact_log

    store = opened(ctx)
    network = store.load()
    found = contact_log.entries(network, only_open=only_open)
    if json:
        as_json(found)
        return
    lang = current_language()
    rows = []
    for entry in found:
        kind = entry.entity.get("kind")
        label = (
            store.schema.term("event_kinds", kind, lang)
            if kind
            else store.schema.label(entry.entity.type, lang)
        )
        status = entry.entity.get("status")
        state = store.schema.term("action_states", status, lang) if status else ""
        rows.append(
            (
                entry.date or "–",
                label,
                network.name(entry.entity.id, lang),
                few(entry.who, _NAMED),
                state,
                entry.entity.id,
            )
        )
    headings = [words(f"cli.col.{key}") for key in ("at", "type", "name", "who", "state", "id")]
    table(headings, rows)
    if not rows:
        say("cli.log.none-open" if only_open else "cli.log.none")
