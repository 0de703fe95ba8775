"""The entrance ``dtz``: the tree, the languages, and errors turned into messages and exit codes.

Exit codes: 0 done; 1 something went wrong that is told; 2 input or arguments not understood;
3 the store cannot be opened, read or written; 4 refused by a law of the store; 5 a model file is
wrong; 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from dtz_network.cli.tree import Group, Option, current_language, option, speak, words

_HERE = "dtz_network.cli"
TREE = {
    "demo": f"{_HERE}.start:demo",
    "init": f"{_HERE}.start:init",
    "status": f"{_HERE}.keep:status",
    "contact": f"{_HERE}.contact:contact",
    "log": f"{_HERE}.log:log",
    "workbook": f"{_HERE}.workbook:workbook",
    "desk": f"{_HERE}.desk:desk",
    "report": f"{_HERE}.report:report",
    "explore": f"{_HERE}.explore:explore",
    "governance": f"{_HERE}.questions.governance:governance",
    "money": f"{_HERE}.questions.money:money",
    "groups": f"{_HERE}.questions.groups:groups",
    "balance": f"{_HERE}.questions.balance:balance",
    "borders": f"{_HERE}.questions.borders:borders",
    "pathways": f"{_HERE}.questions.pathways:pathways",
    "since": f"{_HERE}.questions.since:since",
    "brokers": f"{_HERE}.questions.brokers:brokers",
    "what-if": f"{_HERE}.questions.departure:what_if",
    "handover": f"{_HERE}.questions.handover:handover",
    "opportunities": f"{_HERE}.questions.opportunities:opportunities",
    "crossovers": f"{_HERE}.questions.crossovers:crossovers",
    "lonely": f"{_HERE}.questions.lonely:lonely",
    "call": f"{_HERE}.questions.calls:call",
    "introductions": f"{_HERE}.questions.introductions:introductions",
    "who-knows": f"{_HERE}.questions.introductions:who_knows",
    "gaps": f"{_HERE}.questions.gaps:gaps",
    "figures": f"{_HERE}.questions.figures:figures",
    "query": f"{_HERE}.query:query",
    "why": f"{_HERE}.why:why",
    "changes": f"{_HERE}.keep:changes",
    "undo": f"{_HERE}.keep:undo",
    "check": f"{_HERE}.keep:check",
    "backup": f"{_HERE}.keep:backup",
    "privacy": f"{_HERE}.privacy:privacy",
    "store": f"{_HERE}.stores:store",
    "reference": f"{_HERE}.reference:reference",
    "model": f"{_HERE}.network_model:model",
    "completion": f"{_HERE}.start:completion",
}


@click.group(cls=Group, lazy=TREE, help="cli.dtz", context_settings={"help_option_names": ["-h", "--help"]})
@option("--lang", type=click.Choice(["nl", "en"]), expose_value=True, is_eager=True)
@option("--store", "store_place", metavar="PATH", envvar="DTZ_STORE")
@option("--debug", is_flag=True)
@click.version_option(package_name="dtz-network", message="%(version)s", help="cli.opt.version", cls=Option)
@click.pass_context
def dtz(ctx: click.Context, lang: str | None, store_place: str | None, *, debug: bool) -> None:
    """Run the command line; the help of each command is in ``translations/cli.*.json``."""
    ctx.obj = {"lang": lang, "store": store_place, "debug": debug}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run ``dtz`` and leave with the exit code of its outcome.

    Matrices are summed in one thread: they are so small here that threads wait for each other for longer than they
    compute, and each number of threads adds up in an order of its own. numpy reads this when a command loads it.
    """
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Return the exit code of a command line; messages go to standard error."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    speak(arguments)
    try:
        result = dtz.main(arguments, prog_name="dtz", standalone_mode=False)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo(words("cli.interrupted"), err=True)
        return 130
    except click.ClickException as error:
        return _usage(error)
    except BrokenPipeError:
        return 0
    except Exception as error:
        if "--debug" in arguments:
            raise
        return _explain(error)
    return result if isinstance(result, int) else 0


def _explain(error: Exception) -> int:
    """Tell what went wrong and what to do; of a fault of the program itself how to have it mended."""
    from dtz_network.errors import DtzError, FaultError

    said = error if isinstance(error, DtzError) else FaultError(error)
    lang = current_language()
    click.echo(f"{words('cli.error')}: {said.message(lang)}", err=True)
    if hint := said.hint(lang):
        click.echo(f"  {hint}", err=True)
    return said.exit_code


def _usage(error: click.ClickException) -> int:
    from dtz_network.cli import click_words

    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.format_message(), err=True)
        return 2
    context = getattr(error, "ctx", None)
    click.echo(f"{words('cli.error')}: {click_words.message(error)}", err=True)
    if context is not None:
        click.echo(f"  {words('cli.try-help', command=context.command_path)}", err=True)
    return 2


if __name__ == "__main__":
    main()
