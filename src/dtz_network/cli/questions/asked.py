"""How every question of the analysis is asked and answered: shared options, progress, words or JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dtz_network.cli.output import as_json, current_language, line, opened, progress
from dtz_network.cli.tree import option

if TYPE_CHECKING:
    from dtz_network.model.network import Network
    from dtz_network.model.progress import Progress
    from dtz_network.report.report_model import Detail, Section, Writer
    from dtz_network.store.base import Store

T = TypeVar("T")
F = Callable[..., Any]
Ask = Callable[["Network", "Progress"], T]
AskStore = Callable[["Store", "Progress"], tuple["Network", T]]
Tell = Callable[["Network", T, "Writer", "Detail"], Sequence["Section"]]


def question_options(command: F) -> F:
    """Add what every question takes: ``--as-of``, ``--limit``, ``--expert``, ``--json``."""
    for decorate in (
        option("--json", is_flag=True),
        option("--expert", is_flag=True),
        option("--limit", type=click.IntRange(min=1), default=12, show_default=True),
        option("--as-of", default=""),
    ):
        command = decorate(command)
    return command


def answer(
    ctx: click.Context, given: Mapping[str, Any], ask: Ask[T], tell: Tell[T], *, past: bool = False
) -> T:
    """Ask a question to the network of this command line, print the answer and return it.

    Without ``--as-of`` that is the network on the day of the last act, which the answer names.

    Args:
        ctx: of the command.
        given: the options of :func:`question_options`.
        ask: returns the answer, a value of ``analysis``.
        tell: returns it in words, as sections.
        past: whether the question needs all that was ever so: it is asked to the network without a date
            where no date is given.
    """
    from dtz_network.workflows import stores

    def of_network(store: Store, show: Progress) -> tuple[Network, T]:
        whole = stores.network_of(store, given["as_of"])
        network = whole if past else whole.today()
        return network, ask(network, show)

    return answer_of_store(ctx, given, of_network, tell)


def answer_of_store(ctx: click.Context, given: Mapping[str, Any], ask: AskStore[T], tell: Tell[T]) -> T:
    """Ask a question that needs more than the network of today, print the answer and return it.

    ``ask`` takes the store, and returns the network in which names are looked up, and the answer.
    """
    with progress() as show:
        network, found = ask(opened(ctx), show)
    print_answer(given, found, lambda write, detail: tell(network, found, write, detail))
    return found


def print_answer(
    given: Mapping[str, Any], found: object, tell: Callable[[Writer, Detail], Sequence[Section]]
) -> None:
    """Print an answer: in words, or for programs with ``--json``."""
    from dtz_network.report.render import terminal
    from dtz_network.report.report_model import Detail, Writer

    if given["json"]:
        as_json(found)
    else:
        line(terminal.render(tell(Writer(current_language()), Detail(given["limit"], given["expert"]))))
