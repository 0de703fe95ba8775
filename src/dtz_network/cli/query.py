"""``dtz query``: named questions, the same on a file and on a server."""

from __future__ import annotations

import click

from dtz_network.cli.output import as_json, current_language, line, opened, pairs, say, table
from dtz_network.cli.shared import json_option
from dtz_network.cli.tree import Command, argument, option, words


@click.command(cls=Command, help="cli.query")
@argument("name", default="")
@option("--param", "-p", "params", multiple=True, metavar="NAME=VALUE")
@option("--list", "listing", is_flag=True)
@option("--csv", is_flag=True)
@json_option
@click.pass_context
def query(
    ctx: click.Context, name: str, params: tuple[str, ...], *, listing: bool, csv: bool, json: bool
) -> None:
    """Ask a named question."""
    from dtz_network.workflows import named_questions

    lang = current_language()
    if listing or not name:
        _list(name)
        return
    given = pairs(params)
    store = opened(ctx)
    answer = named_questions.ask(store, name, given)
    if json:
        names = [column.name for column in answer.question.columns]
        as_json([dict(zip(names, row, strict=True)) for row in answer.rows])
    elif csv:
        click.echo(named_questions.as_csv(answer), nl=False)
    else:
        table(named_questions.headings(answer, lang), [*named_questions.in_words(answer, store.schema, lang)])
        say("query.rows", title=answer.question.title[lang], n=len(answer.rows))


def _list(name: str) -> None:
    from dtz_network.model import schema
    from dtz_network.workflows import named_questions

    lang = current_language()
    if not name:
        table([words("cli.col.name"), words("query.question")], named_questions.catalogue(lang))
        return
    title, parameters, columns = named_questions.describe(name, schema.shipped(), lang)
    line(title)
    for heading, told in (("query.parameters", parameters), ("query.columns", columns)):
        if told:
            line()
            line(words(heading))
            for key, meaning in told:
                line(f"  {key}: {meaning}")
