"""The page ``docs/queries.md``: every named question with what it takes and gives."""

from __future__ import annotations

from dtz_network.language import LANGUAGES
from dtz_network.model.schema import shipped
from dtz_network.workflows import named_questions

_HEAD = """# Named questions

<!-- Generated from cypher/queries by `python dev.py generate`. Do not edit. -->

The same questions on a file and on a Neo4j server, with the same rows:

    dtz query --list                                   # all of them; with a name: what it takes
    dtz query seats-on-date --param body="Program Board" --param as_of=2022-03
    dtz query money-by-party --param year=2022 --csv > money.csv
    dtz query interlocks --json

Each is a pair of files in `cypher/queries`: `NAME.cypher` (its head says what it asks, takes and gives; to be run in
Browser or Bloom too) and `NAME.sql` over the views of a network file. They read the current network. A date may be partial
(`2022`, `2022-03`); what may or may not hold on it is answered *possibly*. Without a reference date it is the day of the
last recorded act, not today. Names are looked up as in `dtz contact find`; where several fit, their ids are told.

In Browser a parameter is set first; a date needs three, its first and last day too:

    :params {as_of: '2022-03', as_of_first: '2022-03-01', as_of_last: '2022-03-31', body: null}

The answers are internal: they name people. Codes of terms (`chair`, `business`) stay codes in JSON and CSV.
"""


def page() -> str:
    """Return the questions as Markdown, in Dutch and English."""
    schema = shipped()
    parts = [_HEAD]
    for name, question in named_questions.shipped().items():
        parts.append(f"## `{name}`\n")
        parts.append(f"{question.title['nl']} / {question.title['en']}\n")
        told = {lang: named_questions.describe(name, schema, lang) for lang in LANGUAGES}
        if question.parameters:
            parts.append("| parameter | nl | en |\n|---|---|---|")
            for (key, dutch), (_, english) in zip(told["nl"][1], told["en"][1], strict=True):
                parts.append(f"| `{key}` | {dutch} | {english} |")
            parts.append("")
        columns = ", ".join(f"`{column.name}` ({column.label['nl']})" for column in question.columns)
        parts.append(f"Gives: {columns}.\n")
    return "\n".join(parts).rstrip() + "\n"
