"""A report as a value: sections of sentences and tables in which every number is a fact with its ids.

The same value renders to every format; ``dataclasses.asdict`` gives its JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, is_dataclass, replace
from decimal import Decimal
from operator import is_
from typing import Literal, TypeVar, cast

from dtz_network import language
from dtz_network.language import Language
from dtz_network.picture.drawn.drawings import Drawing

Kind = Literal["board", "note", "network", "group", "organisation", "year", "changes", "handover", "access"]


@dataclass(frozen=True)
class Fact:
    """One number of a report: its question, exact value, words, and what it rests on.

    Attributes:
        id: place in the report ("f12"), cited in the text.
        question: what it answers, as a key ("governance.seats").
        value: exact value as text.
        shown: as written in the report's language.
        entities: ids of the entities counted or described.
        statements: numbers of the statements that it rests on ("dtz why" tells each).
    """

    id: str
    question: str
    value: str
    shown: str
    entities: tuple[str, ...] = ()
    statements: tuple[int, ...] = ()


Part = str | Fact
Text = tuple[Part, ...]


@dataclass(frozen=True)
class Paragraph:
    """Sentences that belong together."""

    text: Text


@dataclass(frozen=True)
class Bullets:
    """A list of short statements."""

    items: tuple[Text, ...]


@dataclass(frozen=True)
class Table:
    """A table with a caption; ``numeric`` names the columns to set to the right."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    numeric: tuple[int, ...] = ()


def filled(table: Table) -> Table:
    """Return a table without the columns in which every cell is a dash; the first one stays."""
    known = [n for n in range(len(table.headings)) if n == 0 or any(row[n] != ("–",) for row in table.rows)]
    if len(known) == len(table.headings):
        return table
    return replace(
        table,
        headings=tuple(table.headings[n] for n in known),
        rows=tuple(tuple(row[n] for n in known) for row in table.rows),
        numeric=tuple(place for place, n in enumerate(known) if n in table.numeric),
    )


@dataclass(frozen=True)
class Picture:
    """A drawing with a caption.

    Attributes:
        told: what says the same in words, with the numbers of the drawing as facts; empty where the text or
            table beside it in the section does.
    """

    caption: str
    drawing: Drawing
    told: Text


Block = Paragraph | Bullets | Table | Picture


@dataclass(frozen=True)
class Section:
    """A heading with what stands below it; ``anchor`` is its address in the page."""

    anchor: str
    title: str
    blocks: tuple[Block, ...]
    level: int = 2

    def with_blocks(self, *more: Block) -> Section:
        """Return the section with blocks added at its end."""
        return replace(self, blocks=(*self.blocks, *more))


@dataclass(frozen=True)
class Detail:
    """How much an answer tells: ``limit`` names or rows at most; ``expert`` adds method and figures."""

    limit: int = 12
    expert: bool = False


@dataclass(frozen=True)
class Report:
    """A whole report.

    Attributes:
        recorded: ISO time of the last changeset it reflects; ``as_of`` the date for which it holds.
        fingerprint: of the data, so that the same numbers can be had again.
        invented: must be said on the first page.
        asked: what else was asked for, as pairs of option and value.
        subject: of whom or what it is, so that it can be made again (id of a body, name of a group, year).
        members: organisations of the computed group that it is about, by which that is known again when its name changes.
    """

    kind: Kind
    title: str
    subtitle: str
    language: Language
    edition: str
    as_of: str
    recorded: str
    known_at: int
    fingerprint: str
    invented: bool
    sections: tuple[Section, ...]
    subject: str = ""
    asked: tuple[tuple[str, str], ...] = ()
    members: tuple[str, ...] = ()

    @property
    def facts(self) -> list[Fact]:
        """All facts in the order in which they are cited."""
        return [
            part
            for section in self.sections
            for text, _ in texts(section)
            for part in text
            if isinstance(part, Fact)
        ]


def texts(section: Section) -> Iterator[tuple[Text, str]]:
    """Yield each text of a section, with the first cell of its row where it stands in a table, else ""."""
    for block in section.blocks:
        if isinstance(block, Paragraph):
            yield block.text, ""
        elif isinstance(block, Bullets):
            yield from ((item, "") for item in block.items)
        elif isinstance(block, Picture):
            yield block.told, ""
        else:
            for row in block.rows:
                place = f"{block.caption}: {plain(row[0])}"
                yield from ((cell, place) for cell in row)


def plain(text: Text) -> str:
    """Return a text without its marks."""
    return "".join(part if isinstance(part, str) else part.shown for part in text)


_ODD = {
    code: " " if chr(code) in "\t\n\r" else None for code in (*range(32), *range(127, 160))
} | dict.fromkeys((*range(0xD800, 0xE000), 0xFFFE, 0xFFFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""Characters that no document can hold (controls, halves of pairs) or that turn the order of what follows."""
_Kept = TypeVar("_Kept")


def legible(value: _Kept) -> _Kept:
    """Return a report, or a part of one, with texts of characters that every format can hold; itself where it has none else."""
    if isinstance(value, str):
        return value if value.isprintable() else cast("_Kept", value.translate(_ODD))
    if isinstance(value, tuple):
        parts = tuple(map(legible, value))
        return value if all(map(is_, parts, value)) else cast("_Kept", parts)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {name: new for name, old in vars(value).items() if (new := legible(old)) is not old}
        return cast("_Kept", replace(value, **changed)) if changed else value
    return value


class Writer:
    """Makes facts and sentences in one language; a report has one writer."""

    def __init__(self, lang: Language) -> None:
        self.lang: Language = lang
        self._made = 0

    def words(self, key: str, **values: object) -> str:
        """Return interface words of the report."""
        return language.text(f"report.{key}", self.lang, **values)

    def fact(
        self,
        question: str,
        value: object,
        shown: str,
        entities: Iterable[str] = (),
        statements: Iterable[int] = (),
    ) -> Fact:
        """Return the next fact."""
        self._made += 1
        return Fact(f"f{self._made}", question, str(value), shown, tuple(entities), tuple(statements))

    def count(
        self, question: str, n: int, entities: Iterable[str] = (), statements: Iterable[int] = ()
    ) -> Fact:
        """Return a fact that counts."""
        return self.fact(question, n, language.number(n, self.lang), entities, statements)

    def amount(
        self, question: str, value: Decimal, entities: Iterable[str] = (), statements: Iterable[int] = ()
    ) -> Fact:
        """Return a fact in euro."""
        return self.fact(question, value, language.amount(value, self.lang), entities, statements)

    def decimal(self, question: str, value: float, decimals: int = 2) -> Fact:
        """Return a number with decimals as a fact."""
        return self.fact(question, value, language.number(value, self.lang, decimals))

    def percent(self, question: str, share: float, entities: Iterable[str] = ()) -> Fact:
        """Return a share as a fact in whole percents; below one in tenths."""
        value = round(100 * share, 1)
        shown = language.number(value, self.lang, 1 if 0 < value < 1 else 0)
        return self.fact(question, share, self.words("percent", n=shown), entities)

    def sentence(self, key: str, **parts: Part | Text | int) -> Text:
        """Return a sentence with facts in it: ``{name}`` in its words stands for the part ``name``.

        A fact called ``n`` chooses singular or plural; another chooses its own word, ``{of:project|projects}``. A part may be
        a text with facts of its own.
        """
        entry = language.catalogue(self.lang)[f"report.{key}"]
        n = parts.get("n")
        number = int(n.value) if isinstance(n, Fact) else n
        template = entry if isinstance(entry, str) else language.form(entry, number)
        return tuple(_fill(template, parts))


def _fill(template: str, parts: dict[str, Part | Text | int]) -> Iterable[Part]:
    """Yield words and parts; a name that ends in a full stop ("B.V.") also ends the sentence."""
    rest, stopped = template, False
    while rest:
        before, brace, rest = rest.partition("{")
        before = before.removeprefix(".") if stopped else before
        if before:
            yield before
        if brace:
            field, _, rest = rest.partition("}")
            name, _, forms = field.partition(":")
            part = parts[name]
            yield from part if isinstance(part, tuple) else (str(part) if isinstance(part, int) else part,)
            if forms and not isinstance(part, tuple):
                yield f" {language.counted(part.shown if isinstance(part, Fact) else part, forms)}"
            stopped = isinstance(part, str) and part.endswith(".")


def paragraph(*sentences: Text) -> Paragraph:
    """Return a paragraph of sentences with spaces between them."""
    parts: list[Part] = []
    for sentence in sentences:
        if sentence:
            parts.extend([" ", *sentence] if parts else sentence)
    return Paragraph(tuple(parts))


def cells(*values: Part | Text) -> tuple[Text, ...]:
    """Return a row of a table."""
    return tuple(value if isinstance(value, tuple) else (value,) for value in values)


__all__ = [
    "Block", "Bullets", "Detail", "Fact", "Kind", "Paragraph", "Part", "Picture", "Report", "Section", "Sequence", "Table", "Text",
    "Writer", "cells", "filled", "legible", "paragraph", "plain", "texts",
]  # fmt: skip
