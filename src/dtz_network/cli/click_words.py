"""What click itself has to say, in the language of the user: names of arguments, and what is wrong with what was typed."""

from __future__ import annotations

import re

import click

from dtz_network.cli.tree import Argument, words


def message(error: click.ClickException) -> str:
    """Return what an error of click says, in the current language."""
    if isinstance(error, click.NoSuchOption):
        near = ", ".join(error.possibilities or ())
        return words(
            "cli.error.option-near" if near else "cli.error.option", name=error.option_name, near=near
        )
    if isinstance(error, click.MissingParameter):
        return _missing(error)
    if isinstance(error, click.BadParameter) and error.param is not None:
        return _wrong(error, error.param)
    if isinstance(error, click.BadOptionUsage):
        takes = "takes no value" not in error.message and "does not take a value" not in error.message
        return words("cli.error.valueless" if takes else "cli.error.value-given", name=error.option_name)
    if found := re.search(r"extra arguments? \((.*)\)", error.message):
        return words("cli.error.too-many", said=found[1])
    if isinstance(error, click.BadArgumentUsage):
        return words("cli.error.not-so-many")
    if isinstance(error, click.UsageError) and error.message == "Missing command.":
        return words("cli.error.commandless")
    return error.format_message()


def _missing(error: click.MissingParameter) -> str:
    """Return what is missing, and what it is for."""
    param = error.param
    if isinstance(param, Argument):
        name, told = param.help_record()
        return words("cli.error.missing-argument", name=name.strip("[].…"), told=_small(told))
    return words("cli.error.missing", name=param.opts[0] if param else "")


def _small(told: str) -> str:
    """Return help as part of a sentence."""
    text = told.rstrip(".")
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def _wrong(error: click.BadParameter, param: click.Parameter) -> str:
    """Return why a value does not fit its parameter."""
    name = param.help_record()[0].strip("[].…") if isinstance(param, Argument) else param.opts[0]
    kind, said = param.type, _said(error.message)
    if isinstance(kind, click.Choice):
        return words("cli.error.choice", name=name, said=said, known=", ".join(map(str, kind.choices)))
    if isinstance(kind, click.IntRange | click.FloatRange) and "range" in error.message:
        if kind.max is None:
            return words("cli.error.at-least", name=name, min=kind.min)
        if kind.min is None:
            return words("cli.error.at-most", name=name, max=kind.max)
        return words("cli.error.between", name=name, min=kind.min, max=kind.max)
    if isinstance(kind, click.Path):
        return words(f"cli.error.path-{_of_path(error.message)}", name=name, said=said)
    if isinstance(kind, click.types.IntParamType | click.types.FloatParamType):
        return words("cli.error.number", name=name, said=said)
    return words("cli.error.parameter", name=name, reason=error.message)


def _of_path(text: str) -> str:
    """Return what is wrong with a path: absent, a folder, a file, or unreadable."""
    return next(
        (key for key, sign in (("absent", "does not exist"), ("folder", "is a directory"), ("file", "is a file"),
                               ("unwritable", "not writable")) if sign in text),
        "unreadable",
    )  # fmt: skip


def _said(text: str) -> str:
    """Return the value that an English message quotes."""
    found = re.search(r"'([^']*)'", text)
    return found[1] if found else ""
