"""Named questions to a store: what there is to ask, values of parameters understood, answers in words."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType

from dtz_network import language, resources
from dtz_network.errors import InputError, nearest
from dtz_network.intake.written_dates import to_date
from dtz_network.language import Language
from dtz_network.model.schema import Schema
from dtz_network.store import questions
from dtz_network.store.base import Store
from dtz_network.store.questions import Answer, Cell, Column, Parameter, Question
from dtz_network.workflows import entity_named

_GUARDED = ("=", "+", "-", "@", "\t", "\r")
"""First characters that a spreadsheet takes for a formula."""


@cache
def shipped() -> Mapping[str, Question]:
    """Return the questions that ship, by name."""
    return MappingProxyType(questions.load(resources.cypher_folder() / "queries"))


def ask(store: Store, name: str, given: Mapping[str, Sequence[str]]) -> Answer:
    """Return the answer to a named question; ``given`` has the values of its parameters as people type them.

    Raises:
        InputError: no such question or parameter, one that is missing or given twice, a value that does not
            fit, nobody or more than one of that name.
    """
    question = questions.named(shipped(), name)
    _demand_known(question, given)
    latest = _latest(store)
    bound: dict[str, str | int | None] = {}
    for parameter in question.parameters:
        text = given[parameter.name][0].strip() if given.get(parameter.name) else parameter.default or ""
        bound |= _bound(store, parameter, text, latest)
    return store.ask(question, bound)


def _demand_known(question: Question, given: Mapping[str, Sequence[str]]) -> None:
    names = [parameter.name for parameter in question.parameters]
    for name, values in given.items():
        if name not in names:
            near = ", ".join(nearest(name, names) or names) or "–"
            raise InputError("question-parameter", name=name, question=question.name, near=near)
        if len(values) > 1:
            raise InputError("question-twice", name=name)
    missing = [p.name for p in question.parameters if p.default is None and not any(given.get(p.name, ()))]
    if missing:
        raise InputError("question-missing", names=", ".join(missing), n=len(missing), name=missing[0])


def _latest(store: Store) -> str:
    """Return the day of the last act; what is asked about an empty store has no answer on any day."""
    acts = store.changesets()
    return acts[-1].at[:10] if acts else "2000-01-01"


def _bound(store: Store, parameter: Parameter, text: str, latest: str) -> dict[str, str | int | None]:
    if parameter.kind == "entity" and text != "all":
        kinds = [kind for kind in parameter.of if kind != "Entity"]
        return {parameter.name: entity_named.meant_in(store, text, kinds).id}
    if parameter.kind == "term" and text != "all":
        return {parameter.name: _code(store.schema, parameter, text)}
    if parameter.kind == "date":
        text = to_date(text) or text
    return questions.bound(parameter, text, latest)


def _code(schema: Schema, parameter: Parameter, text: str) -> str:
    (vocabulary,) = parameter.of
    terms = schema.vocabularies[vocabulary]
    if text in terms:
        return text
    code = schema.code(vocabulary, text)
    if code is None:
        raise InputError("question-term", name=parameter.name, value=text, known=", ".join(terms))
    return code


# --- in words


def catalogue(lang: Language) -> list[tuple[str, str]]:
    """Return name and title of every question, sorted by name."""
    return [(name, question.title[lang]) for name, question in shipped().items()]


def describe(
    name: str, schema: Schema, lang: Language
) -> tuple[str, list[tuple[str, str]], list[tuple[str, str]]]:
    """Return title, parameters and columns of a question, each name with what it means.

    Raises:
        InputError: no such question.
    """
    question = questions.named(shipped(), name)
    told = [(p.name, f"{p.label[lang]} ({_expects(p, schema, lang)})") for p in question.parameters]
    return question.title[lang], told, [(c.name, c.label[lang]) for c in question.columns]


def _expects(parameter: Parameter, schema: Schema, lang: Language) -> str:
    if parameter.kind == "entity":
        kinds = [schema.label(kind, lang) for kind in parameter.of if kind in schema.types]
        expects = (
            language.text("query.entity", lang, kinds=" / ".join(kinds))
            if kinds
            else language.text("query.any", lang)
        )
    elif parameter.kind == "term":
        expects = ", ".join(term.label[lang] for term in schema.vocabularies[parameter.of[0]].values())
    else:
        expects = language.text(f"query.{parameter.kind}", lang)
    if parameter.default is None:
        return f"{expects}; {language.text('query.required', lang)}"
    return f"{expects}; {language.text('query.default', lang, value=_default(parameter.default, lang))}"


def _default(text: str, lang: Language) -> str:
    if text == "all":
        return language.text("query.all", lang)
    if not text.startswith("latest"):
        return text
    last = language.text("query.latest", lang)
    return (
        last
        if text == "latest"
        else language.text(f"query.year-{'later' if '+' in text else 'earlier'}", lang, latest=last)
    )


def headings(answer: Answer, lang: Language) -> list[str]:
    """Return the headings of an answer."""
    return [column.label[lang] for column in answer.question.columns]


def in_words(answer: Answer, schema: Schema, lang: Language) -> Iterator[list[str]]:
    """Yield the rows of an answer as people read them: words for codes, numbers and dates as usual."""
    for row in answer.rows:
        yield [
            _shown(column, cell, schema, lang)
            for column, cell in zip(answer.question.columns, row, strict=True)
        ]


def _shown(column: Column, cell: Cell, schema: Schema, lang: Language) -> str:
    if isinstance(cell, tuple):
        named = (
            [schema.term(column.vocabulary, one, lang) for one in cell] if column.kind == "terms" else cell
        )
        return ", ".join(named)
    if isinstance(cell, str):
        return _words(column, cell, schema, lang) if cell else ""
    return language.amount(cell, lang) if column.kind == "amount" else language.number(cell, lang)


def _words(column: Column, text: str, schema: Schema, lang: Language) -> str:
    if column.kind == "term":
        return schema.term(column.vocabulary, text, lang)
    if column.kind == "type":
        return schema.label(text, lang)
    if column.kind == "answer":
        return language.text(f"query.{text}", lang)
    return language.date(text, lang) if column.kind == "date" else text


def as_csv(answer: Answer) -> str:
    """Return an answer as CSV for a spreadsheet: names of columns, codes, several values separated by `` | ``.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow([column.name for column in answer.question.columns])
    for row in answer.rows:
        writer.writerow([_plain(cell) for cell in row])
    return made.getvalue()


def _plain(cell: Cell) -> str | int | float:
    text = " | ".join(cell) if isinstance(cell, tuple) else cell
    return f"'{text}" if isinstance(text, str) and text.startswith(_GUARDED) else text
