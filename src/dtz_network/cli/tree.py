"""The command tree: groups that import their commands late, help and messages in two languages.

Help texts are keys into ``translations/cli.*.json``: a command ``contact add`` has ``cli.contact.add``
(first line: what it does), an option or argument ``cli.opt.NAME``.
"""

from __future__ import annotations

import importlib
import os
import re
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from typing import Any

import click

from dtz_network import language
from dtz_network.language import Language

_spoken: ContextVar[str] = ContextVar("spoken", default="")


def current_language() -> Language:
    """Return the language chosen by ``--lang`` on this command line, else by environment or locale."""
    context = click.get_current_context(silent=True)
    chosen = context.find_root().params.get("lang") if context else None
    return language.detect(chosen or _spoken.get() or os.environ.get("DTZ_LANG") or _configured())


def speak(arguments: Sequence[str]) -> None:
    """Remember the language of a command line, for messages after its context is gone."""
    _spoken.set(_on_command_line(arguments) or "")


def _configured() -> str:
    from dtz_network.errors import DtzError
    from dtz_network.workflows import configuration

    try:
        return configuration.read().language
    except DtzError:
        return ""


def _on_command_line(arguments: Sequence[str]) -> str | None:
    for place, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
        if argument == "--lang":
            return arguments[place + 1] if place + 1 < len(arguments) else None
    return None


def words(key: str, **values: object) -> str:
    """Return interface words in the current language."""
    return language.text(key, current_language(), **values)


_RANGE = re.compile(r"\b(INTEGER|FLOAT) RANGE\b")


def metavar(shown: str) -> str:
    """Return a name of an argument as the language of the user has it: PATH is PAD in Dutch."""
    known = language.catalogue(current_language())
    plain = _RANGE.sub(r"\1", shown)
    return re.sub(r"\b[A-Z]{2,}\b", lambda found: str(known.get(f"cli.metavar.{found[0]}", found[0])), plain)


def _first_sentence(text: str) -> str:
    return text.split("\n", maxsplit=1)[0].split(". ", maxsplit=1)[0].rstrip(".")


class _Speaking:
    """Help of a command in the current language, with headings in it too."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = self.collect_usage_pieces(ctx)
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=words("cli.usage") + " ")

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        pieces: list[str] = super().collect_usage_pieces(ctx)  # type: ignore[misc]
        shown = {"[OPTIONS]": words("cli.usage.options"), "COMMAND [ARGS]...": words("cli.usage.command")}
        return [shown.get(piece) or metavar(piece) for piece in pieces]

    def format_help_text(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        text = words(self.help) if self.help else ""  # type: ignore[attr-defined]
        formatter.write_paragraph()
        with formatter.indentation():
            for part in text.split("\n"):
                formatter.write_text(part) if part else formatter.write_paragraph()

    def get_short_help_str(self, limit: int = 100) -> str:  # noqa: ARG002 - click asks for it; a sentence is not cut
        text = words(self.help) if self.help else ""  # type: ignore[attr-defined]
        return _first_sentence(text)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        params = self.get_params(ctx)  # type: ignore[attr-defined]
        arguments = [record for p in params if isinstance(p, Argument) if (record := p.help_record())]
        options = [
            record
            for p in params
            if not isinstance(p, click.Argument) and (record := p.get_help_record(ctx)) is not None
        ]
        for heading, records in (("cli.heading.arguments", arguments), ("cli.heading.options", options)):
            if records:
                with formatter.section(words(heading)):
                    formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = words("cli.opt.help")
        return option  # type: ignore[no-any-return]


class Command(_Speaking, click.Command):
    """A command whose help is a key."""


class Group(_Speaking, click.Group):
    """A group whose commands are imported when they are used, shown in the order of the tree.

    ``lazy`` maps a command's name to ``module:attribute`` and ``helps`` to the key of its help, so
    that ``dtz --help`` imports no command.
    """

    def __init__(self, *args: Any, lazy: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lazy = dict(lazy or {})

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the tree."""
        return [*self.lazy, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, importing it if needed."""
        if cmd_name in self.lazy:
            module, _, attribute = self.lazy[cmd_name].partition(":")
            found: click.Command = getattr(importlib.import_module(module), attribute)
            return found
        return super().get_command(ctx, cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command named by the first argument; an unknown one names the nearest."""
        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in self.list_commands(ctx):
            from dtz_network.errors import nearest

            close = nearest(name, self.list_commands(ctx))
            key = "cli.error.command-near" if close else "cli.error.command"
            raise click.UsageError(words(key, name=name, near=", ".join(close)), ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands with their first line, without importing the lazy ones."""
        prefix = "cli." + "".join(f"{part}." for part in ctx.command_path.split()[1:])
        records = []
        for name in self.list_commands(ctx):
            if name in self.lazy:
                records.append((name, _first_sentence(words(prefix + name))))
            else:
                command = self.get_command(ctx, name)
                records.append((name, command.get_short_help_str() if command else ""))
        with formatter.section(words("cli.heading.commands")):
            formatter.write_dl(records)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write options, then commands."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)


class Option(click.Option):
    """An option whose help is a key, ``cli.opt.NAME`` unless given."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help = self.help or f"cli.opt.{self.name}"

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option and its help in the current language."""
        record = super().get_help_record(ctx)
        if record is None or not self.help:
            return record
        text = words(self.help)
        extra = record[1].removeprefix(self.help).strip()
        extra = extra.replace("[required]", words("cli.required")).replace(
            "[default: ", f"[{words('cli.default')}: "
        )
        return metavar(record[0]), f"{text}  {extra}".strip()


class Argument(click.Argument):
    """An argument with help, ``cli.arg.NAME`` unless given as ``help_key``."""

    def __init__(self, *args: Any, help_key: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help_key = help_key or f"cli.arg.{self.name}"

    def help_record(self) -> tuple[str, str]:
        """Return the argument and its help in the current language."""
        context = click.get_current_context(silent=True) or click.Context(click.Command("dtz"))
        return metavar(self.make_metavar(context)), words(self.help_key)


F = Callable[..., Any]


_DATES = frozenset(
    {
        "since",
        "until",
        "--since",
        "--until",
        "--as-of",
        "--date",
        "--event-date",
        "--keep-until",
        "--ending-before",
    }
)
"""Options and arguments that are a date."""


def _dates_written_the_dutch_way(names: Sequence[str], attributes: dict[str, Any]) -> dict[str, Any]:
    """Return the attributes of a parameter, with "16-3-2022" understood where it is a date."""

    def as_iso(_ctx: click.Context, _parameter: click.Parameter, value: Any) -> Any:
        from dtz_network.intake.written_dates import to_date

        return to_date(value) or value if isinstance(value, str) and value[:1].isdigit() else value

    return {"callback": as_iso, **attributes} if _DATES & set(names) else attributes


def option(*names: str, **attributes: Any) -> Callable[[F], F]:
    """Return a decorator that adds an option with translated help."""
    return click.option(*names, cls=Option, **_dates_written_the_dutch_way(names, attributes))


def argument(*names: str, **attributes: Any) -> Callable[[F], F]:
    """Return a decorator that adds an argument with translated help."""
    return click.argument(*names, cls=Argument, **_dates_written_the_dutch_way(names, attributes))
