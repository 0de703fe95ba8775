"""Writes the generated files, or with ``--check`` says which are stale and ends with 1."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from dtz_network.cli.main import dtz
from dtz_network.model import derive
from dtz_network.model.schema import shipped

ROOT = Path(__file__).resolve().parent.parent
_REFERENCE = """# Commands

<!-- Generated from the help of each command by `python dev.py generate`. Do not edit. -->

Help in Dutch: `dtz --lang nl COMMAND --help`. Data goes to standard output, messages to standard error. Exit codes: 0
done; 1 something went wrong that is told; 2 input or arguments not understood; 3 the store cannot be opened, read or
written; 4 refused by a law of the store; 5 a model file is wrong; 130 interrupted.
"""


def reference() -> str:
    """Return the help of every command as Markdown."""
    parts = [_REFERENCE]
    context = click.Context(dtz, info_name="dtz", terminal_width=100, max_content_width=100)
    context.params["lang"] = "en"
    _walk(dtz, context, parts)
    return "\n".join(parts)


def _walk(command: click.Command, context: click.Context, parts: list[str]) -> None:
    with context.scope(cleanup=False):
        parts.append(f"## {context.command_path}\n\n```text\n{command.get_help(context)}\n```\n")
        if isinstance(command, click.Group):
            for name in command.list_commands(context):
                found = command.get_command(context, name)
                if found is not None:
                    inner = click.Context(
                        found, parent=context, info_name=name, terminal_width=100, max_content_width=100
                    )
                    _walk(found, inner, parts)


def main() -> int:
    """Write or compare all generated files."""
    os.environ["DTZ_LANG"] = "en"
    made = {**derive.files(shipped()), "docs/cli.md": reference()}
    stale = [name for name, text in made.items() if _old(name) != text]
    gone = [p for p in (ROOT / "cypher" / "load").glob("*.cypher") if f"cypher/load/{p.name}" not in made]
    if "--check" in sys.argv:
        for name in [*stale, *(str(p) for p in gone)]:
            print(f"stale: {name}; run python dev.py generate")
        return 1 if stale or gone else 0
    for name in stale:
        (ROOT / name).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / name).write_text(made[name], encoding="utf-8", newline="\n")
        print(f"written: {name}")
    for path in gone:
        path.unlink()
    return 0


def _old(name: str) -> str:
    path = ROOT / name
    return path.read_text(encoding="utf-8") if path.exists() else ""


if __name__ == "__main__":
    sys.exit(main())
