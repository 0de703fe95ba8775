"""Named questions: what ``cypher/queries`` asks, in Cypher and in SQL, with one header for both.

A question is two files. ``NAME.cypher`` begins with comments that say what it asks and answers::

    // nl: Wie zit waar op een datum?
    // en: Who sits where on a date?
    // $as_of: date = latest | peildatum | reference date
    // $body: GovernanceBody = all | overleg | body
    // > body: name | overleg | body
    // > side: term helices | geleding | side
    // order: body, side

``NAME.sql`` beside it gives the same rows from the views of the embedded store, with ``:as_of`` for ``$as_of``.
A date gives three parameters: itself, and the first and the last day that it can mean (``as_of_first``,
``as_of_last``). Lists are JSON in SQL. Rows are sorted here, so both give the same order.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from dtz_network.errors import InputError, nearest
from dtz_network.model.dates import first_day, is_date, last_day
from dtz_network.model.derive.cypher import relationship_name
from dtz_network.model.schema import Schema

Cell = str | int | float | tuple[str, ...]
"""A cell of an answer; what is not known is an empty text."""
Given = Mapping[str, str | int | None]
"""Parameters by name; None where there is no limit."""

LISTS = ("names", "terms")
"""Kinds of columns that hold more values."""
NUMBERS = ("amount", "count", "number")
"""Kinds of columns that hold a number."""
KINDS = (*LISTS, *NUMBERS, "name", "text", "date", "term", "type", "answer")
"""Kinds of columns; ``term`` and ``terms`` name their vocabulary, ``answer`` is yes, possibly or no."""
PLAIN = ("date", "text", "number", "term")
"""Kinds of parameters; any other is a type of entity."""


@dataclass(frozen=True)
class Parameter:
    """What a question may be told.

    Attributes:
        kind: one of ``PLAIN``, or the types that an entity may have.
        default: text; "all" for no limit; "latest" and "latest - 1 year" follow the last act; None: required.
    """

    name: str
    kind: str
    of: tuple[str, ...]
    default: str | None
    label: Mapping[str, str]


@dataclass(frozen=True)
class Column:
    """What a column of an answer holds: its kind and, of terms, the vocabulary."""

    name: str
    kind: str
    vocabulary: str
    label: Mapping[str, str]


@dataclass(frozen=True)
class Question:
    """A named question with both its texts."""

    name: str
    title: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    order: tuple[str, ...]
    cypher: str
    sql: str

    @cached_property
    def place(self) -> dict[str, int]:
        """Return the places of the columns by name."""
        return {column.name: number for number, column in enumerate(self.columns)}


@dataclass(frozen=True)
class Answer:
    """Rows under the columns of a question, sorted, and the parameters they were asked with."""

    question: Question
    parameters: Given
    rows: tuple[tuple[Cell, ...], ...]


# --- reading


def load(folder: Path) -> dict[str, Question]:
    """Return the questions of a folder by name.

    Raises:
        InputError: a header that cannot be read, or a text without its twin.
    """
    found = {}
    for path in sorted(folder.glob("*.cypher")):
        twin = path.with_suffix(".sql")
        if not twin.exists():
            raise InputError("question-file", file=path.name, found=twin.name)
        found[path.stem] = parse(
            path.stem, path.read_text(encoding="utf-8"), twin.read_text(encoding="utf-8")
        )
    return found


_TITLE = re.compile(r"(nl|en): (.+)")
_PARAMETER = re.compile(
    r"\$([a-z_]+): ([A-Za-z]+(?:/[A-Za-z]+)*)(?: ([a-z_]+))?(?: = ([^|]+?))? \| (.+) \| (.+)"
)
_COLUMN = re.compile(r"> ([a-z_]+): ([a-z]+)(?: ([a-z_]+))? \| (.+) \| (.+)")
_ORDER = re.compile(r"order: (.+)")


def parse(name: str, cypher: str, sql: str) -> Question:
    """Return a question from its two texts.

    Raises:
        InputError: a line of the header that cannot be read.
    """
    title: dict[str, str] = {}
    parameters, columns = [], []
    order: tuple[str, ...] = ()
    for line in cypher.splitlines():
        if not line.startswith("// "):
            break
        text = line.removeprefix("// ")
        if match := _TITLE.fullmatch(text):
            title[match[1]] = match[2]
        elif match := _PARAMETER.fullmatch(text):
            plain = match[2] in PLAIN
            of = (match[3],) if match[2] == "term" else () if plain else tuple(match[2].split("/"))
            parameters.append(
                Parameter(
                    match[1], match[2] if plain else "entity", of, match[4], {"nl": match[5], "en": match[6]}
                )
            )
        elif match := _COLUMN.fullmatch(text):
            columns.append(Column(match[1], match[2], match[3] or "", {"nl": match[4], "en": match[5]}))
        elif match := _ORDER.fullmatch(text):
            order = tuple(match[1].split(", "))
        else:
            raise InputError("question-file", file=f"{name}.cypher", found=line)
    strange = [c.name for c in columns if c.kind not in KINDS] + [
        key for key in order if key.lstrip("-") not in [c.name for c in columns]
    ]
    if strange or set(title) != {"nl", "en"} or not columns:
        raise InputError("question-file", file=f"{name}.cypher", found=", ".join(strange))
    return Question(name, title, tuple(parameters), tuple(columns), order, cypher, sql)


# --- asking


def bound(parameter: Parameter, text: str, latest: str) -> dict[str, str | int | None]:
    """Return what a value of a parameter (not of an entity) is in the two texts.

    ``latest`` is the day of the last act.

    Raises:
        InputError: it does not fit.
    """
    name = parameter.name
    if parameter.kind == "date" and text == "all":
        return {name: None, f"{name}_first": None, f"{name}_last": None}
    if parameter.kind == "date":
        day = _day(text, latest)
        if not is_date(day):
            raise InputError("question-date", name=name, value=text)
        return {name: day, f"{name}_first": first_day(day), f"{name}_last": last_day(day)}
    if text == "all" or not text:
        return {name: None}
    if parameter.kind == "number":
        if not text.isdecimal():
            raise InputError("question-number", name=name, value=text)
        return {name: int(text)}
    return {name: text}


_FROM_LATEST = re.compile(r"latest(?: ([+-]) (\d+) years?)?")


def _day(text: str, latest: str) -> str:
    match = _FROM_LATEST.fullmatch(text)
    if not match:
        return text
    years = int(match[2] or 0) * (-1 if match[1] == "-" else 1)
    day = f"{int(latest[:4]) + years:04}{latest[4:]}"
    return day if is_date(day) else f"{day[:8]}28"


def named(questions: Mapping[str, Question], name: str) -> Question:
    """Return a question by name.

    Raises:
        InputError: there is none.
    """
    if name not in questions:
        near = ", ".join(nearest(name, questions))
        raise InputError("question-absent-near" if near else "question-absent", name=name, near=near)
    return questions[name]


# --- answering


def answer(schema: Schema, question: Question, given: Given, rows: Iterable[Sequence[Any]]) -> Answer:
    """Return the rows that a store gave in one shape and order, whatever the store."""
    kinds = _types(schema)
    made = [
        tuple(_cell(column, value, kinds) for column, value in zip(question.columns, row, strict=True))
        for row in rows
    ]
    return Answer(question, given, tuple(sorted(made, key=lambda row: _key(question, row))))


def _types(schema: Schema) -> dict[str, str]:
    """Return the concrete types by their names in both stores."""
    found = {kind.name: kind.name for kind in schema.entity_types()}
    for kind in schema.relationship_types():
        found |= {kind.name: kind.name, relationship_name(kind.name): kind.name}
    return found


def _cell(column: Column, value: Any, types: Mapping[str, str]) -> Cell:
    if column.kind in LISTS:
        several = json.loads(value) if isinstance(value, str) else value or ()
        return tuple(sorted({str(one) for one in several if one is not None}, key=_folded))
    if column.kind == "type":
        labels = [value] if isinstance(value, str) else value or ()
        return next((types[label] for label in labels if label in types), "")
    if value is None:
        return ""
    return _number(value) if column.kind in NUMBERS else str(value)


def _number(value: Any) -> float:
    number = float(value)
    return int(number) if number.is_integer() else number


def _key(question: Question, row: tuple[Cell, ...]) -> tuple[Any, ...]:
    """Sort by the order of the question, then by all; numbers come before texts."""
    own = []
    for name in question.order:
        cell = row[question.place[name.lstrip("-")]]
        rank = _rank(cell)
        if name.startswith("-") and isinstance(cell, int | float):
            rank = (rank[0], -cell, "")
        own.append(rank)
    return (*own, *map(_rank, row))


def _rank(cell: Cell) -> tuple[int, float, str]:
    if isinstance(cell, int | float):
        return 0, cell, ""
    text = cell if isinstance(cell, str) else "\n".join(cell)
    return 1, 0, _folded(text)


def _folded(text: str) -> str:
    return f"{text.casefold()}\n{text}"
