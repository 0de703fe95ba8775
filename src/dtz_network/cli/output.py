"""Printing: data to standard output (text or JSON), messages to standard error, progress on long work."""

from __future__ import annotations

import dataclasses
import json
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import click

from dtz_network.cli.tree import current_language, words
from dtz_network.errors import InputError
from dtz_network.model.progress import Progress
from dtz_network.store.base import Store


def say(key: str, **values: object) -> None:
    """Write a message to standard error."""
    click.echo(words(key, **values), err=True)


def line(text: str = "") -> None:
    """Write one line of data to standard output."""
    click.echo(text)


def as_json(value: Any) -> None:
    """Write a value for programs: sorted keys, UTF-8, dataclasses as objects."""
    click.echo(json.dumps(plain(value), ensure_ascii=False, indent=2, sort_keys=True))


def plain(value: Any) -> Any:
    """Return a value as JSON knows it."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in (sorted(value) if isinstance(value, set | frozenset) else value)]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write rows under headings, columns as wide as their widest cell."""
    if not rows:
        return
    widths = [max(len(str(row[i])) for row in [headings, *rows]) for i in range(len(headings))]
    for row in [headings, *rows]:
        line("  ".join(str(cell).ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


@contextmanager
def progress() -> Iterator[Progress]:
    """Give a callback that writes progress to a terminal once work takes over two seconds."""
    started, last = time.monotonic(), 0.0

    def show(stage: str, done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - started < 2 or now - last < 0.2 or not sys.stderr.isatty():
            return
        last = now
        share = f"{100 * done // total} %" if total else str(done)
        click.echo(f"\r{words('cli.progress', stage=stage)} {share}   ", err=True, nl=False)

    yield show
    if last:
        click.echo("\r\033[K", err=True, nl=False)


def pairs(given: Sequence[str]) -> dict[str, list[str]]:
    """Return ``name=value`` arguments as values by name.

    Raises:
        InputError: an argument without ``=``.
    """
    found: dict[str, list[str]] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals:
            raise InputError("pair", text=text)
        found.setdefault(name.strip(), []).append(value.strip())
    return found


def opened(ctx: click.Context) -> Store:
    """Return the store of this command line; its warnings are told once."""
    from dtz_network.workflows import stores

    store = stores.open_store(ctx.find_root().obj["store"], prompt=ask_password)
    ctx.call_on_close(store.close)
    for warning in store.info().warnings:
        say(f"store.warning.{warning}" if "." not in warning else warning)
    return store


def ask_password(user: str, place: str) -> str:
    """Return the password that a person types; "" where nobody sits at the terminal."""
    if not sys.stdin.isatty():
        return ""
    return str(click.prompt(words("cli.password", user=user, place=place), hide_input=True, err=True))


_YES, _NO = frozenset({"j", "ja", "y", "yes"}), frozenset({"n", "nee", "no", ""})


def confirmed(key: str, **values: object) -> bool:
    """Return what a person answers to a question, "no" for an empty line; asked again until the answer is understood.

    Dutch and English answers are understood whatever the language, in capitals or not.
    """
    question = f"{words(key, **values)} {words('cli.confirm.choice')}"
    while True:
        said = str(click.prompt(question, default="", show_default=False, err=True)).strip().casefold()
        if said in _YES | _NO:
            return said in _YES
        say("cli.confirm.again")


def agreed(*, yes: bool, json: bool = False, key: str = "cli.import.confirm", **values: object) -> bool:
    """Return whether what was shown is to be stored: by ``--yes``, else by a person's answer; that nothing is stored is told.

    With ``json`` a program reads the plan and nobody is asked: without ``--yes`` nothing is stored.
    """
    if yes:
        return True
    if json:
        say("cli.plan-only")
        return False
    if confirmed(key, **values):
        return True
    say("cli.import.declined")
    return False


def actor() -> str:
    """Return who acts."""
    from dtz_network.workflows import configuration

    return configuration.read().actor()


__all__ = [
    "actor",
    "agreed",
    "as_json",
    "ask_password",
    "confirmed",
    "current_language",
    "line",
    "opened",
    "pairs",
    "plain",
    "progress",
    "say",
    "table",
]
