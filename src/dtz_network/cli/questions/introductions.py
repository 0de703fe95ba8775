"""``dtz introductions``: whom to bring together, and the record of such proposals; ``dtz who-knows``: whom we know."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dtz_network.cli.output import pairs as named
from dtz_network.cli.output import progress
from dtz_network.cli.questions.asked import answer, print_answer, question_options
from dtz_network.cli.tree import Command, argument, option

if TYPE_CHECKING:
    from dtz_network.model.network import Network
    from dtz_network.model.progress import Progress
    from dtz_network.workflows.questions.introductions import Proposed


@click.command(cls=Command, help="cli.introductions")
@option("--for", "organisation", default="", help="cli.opt.intro_for")
@option("--initiative", "--project", "project", default="", help="cli.opt.intro_project")
@option("--across", multiple=True, help="cli.opt.intro_across")
@option("--pairs", type=click.IntRange(min=1), default=50, show_default=True, help="cli.opt.intro_pairs")
@option("--cap", type=click.IntRange(min=1), default=3, show_default=True, help="cli.opt.intro_cap")
@option("--backtest", is_flag=True, help="cli.opt.intro_backtest")
@option("--table", "tables", multiple=True, type=click.Path(path_type=Path), help="cli.opt.intro_table")
@option("--column", "columns", multiple=True, metavar="KIND=HEADING", help="cli.opt.intro_column")
@option("--years", default="", help="cli.opt.intro_years")
@option("--seed", type=int, default=1)
@question_options
@click.pass_context
def introductions(
    ctx: click.Context,
    /,
    *,
    backtest: bool,
    tables: tuple[Path, ...],
    columns: tuple[str, ...],
    years: str,
    seed: int,
    **given: Any,
) -> None:
    """Propose whom to bring together, or tell how such proposals did before."""
    from dtz_network.workflows.questions import introductions as asked

    wanted = {name: given.pop(name) for name in ("organisation", "project", "across", "pairs", "cap")}
    if tables:
        with progress() as show:
            record = asked.look_back_on_tables(
                tables, named(columns), years=asked.years_meant(years), seed=seed, progress=show
            )
        print_answer(given, record, lambda write, detail: asked.tell_record(record, write, detail))
        return
    if backtest:
        tested = asked.years_meant(years)
        answer(
            ctx,
            given,
            lambda network, show: asked.look_back(network, years=tested, seed=seed, progress=show),
            lambda _, found, write, detail: asked.tell_record(found, write, detail),
            past=True,
        )
        return

    def ask(network: Network, show: Progress) -> Proposed:
        return asked.find(network, asked.chosen(network, **wanted), seed=seed, progress=show)

    answer(ctx, given, ask, asked.tell, past=True)


@click.command(cls=Command, help="cli.who-knows")
@argument("name", help_key="cli.arg.who_knows")
@option("--steps", type=click.IntRange(min=1), default=6, show_default=True, help="cli.opt.intro_steps")
@question_options
@click.pass_context
def who_knows(ctx: click.Context, /, name: str, steps: int, **given: Any) -> None:
    """Tell whom we know at an organisation, or through whom we could."""
    from dtz_network.workflows.questions import acquaintance as asked

    answer(ctx, given, lambda network, _: asked.find(network, name, longest=steps), asked.tell)
