"""The page ``docs/cli.md``, made from the help of every command."""

from __future__ import annotations

from collections.abc import Iterator

import click

from dtz_network.cli.main import dtz
from dtz_network.cli.tree import speak

_WIDTH = 100
_HEAD = """# Commands

<!-- Generated from the help of each command by `python dev.py generate`. Do not edit. -->

Help in Dutch: `dtz --lang nl COMMAND --help`. Data goes to standard output, messages to standard error. Exit codes: 0
done; 1 something went wrong that is told; 2 input or arguments not understood; 3 the store cannot be opened, read or
written; 4 refused by a law of the store; 5 a model file is wrong; 130 interrupted.
"""


def page() -> str:
    """Return the English help of every command as Markdown, in the order of the tree."""
    speak(["--lang", "en"])
    parts = [_HEAD]
    for context in contexts(dtz):
        with context.scope(cleanup=False):
            text = context.command.get_help(context).strip("\n")
        parts.append(f"## {context.command_path}\n\n```text\n{text}\n```\n")
    return "\n".join(parts)


def contexts(
    command: click.Command, name: str = "dtz", above: click.Context | None = None
) -> Iterator[click.Context]:
    """Yield the context of a command and of every command below it."""
    here = click.Context(
        command, parent=above, info_name=name, terminal_width=_WIDTH, max_content_width=_WIDTH
    )
    yield here
    if isinstance(command, click.Group):
        for inner in command.list_commands(here):
            found = command.get_command(here, inner)
            if found is not None:
                yield from contexts(found, inner, here)
