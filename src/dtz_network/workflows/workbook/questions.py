"""The sheet with questions: who is whom, and what was emptied or taken out; answered in the workbook itself.

A question stands in a row with its ids hidden before it. Nothing of it is kept elsewhere: a row without an answer is carried over to
the next workbook as long as what it asks about still stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dtz_network import language
from dtz_network.errors import InWords, Problem
from dtz_network.intake.written_dates import to_date
from dtz_network.language import LANGUAGES, Language
from dtz_network.model.network import Network, fold
from dtz_network.store.base import Store
from dtz_network.workflows import review, review_sides

KEY = "questions"
Kind = Literal["same", "value", "tie", "entity"]
ANSWERS: Mapping[Kind, tuple[str, ...]] = {
    "same": ("same", "different", "part-of", "later"), "value": ("stays", "wrong"), "tie": ("stays", "over", "wrong"),
    "entity": ("stays", "wrong"),
}  # fmt: skip
"""What may be answered to a question of a kind."""
COLUMNS = ("kind", "ids", "question", "about", "answer", "answer_date")
HIDDEN = 2
"""So many columns in front hold what tells a question from the others."""
_BETWEEN = " | "


@dataclass(frozen=True)
class Ask:
    """One question.

    Attributes:
        ids: of a pair, both; of a value, its entity, property and the value; of a tie or an entity, its id.
        about: what is known, line by line.
        filled: the answer that stands there already, to be looked at.
    """

    kind: Kind
    ids: tuple[str, ...]
    text: str
    about: str = ""
    filled: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from the others."""
        return self.kind, _BETWEEN.join(self.ids)


@dataclass(frozen=True)
class Answered:
    """An answer: to which question, which answer, from which day ("" where none is asked), in which row."""

    kind: Kind
    ids: tuple[str, ...]
    answer: str
    date: str
    row: int


def who_is_whom(store: Store, lang: Language, *, cap: int | None = review.CAP) -> tuple[list[Ask], int]:
    """Return the open questions who is whom, what is almost sure filled in, and how many wait for another time."""
    found = review.open_questions(store, cap=cap)
    asks = []
    follows = _Follows(found)
    for question in found.questions:
        for place, candidate in enumerate(question.candidates):
            ends = (question.entity, candidate.entity)
            filled = "same" if candidate.sure and place == 0 else ""
            if not filled and follows.is_told(*ends):
                continue
            follows.ask(*ends)
            names = {"one": found.network.name(ends[0], lang), "other": found.network.name(ends[1], lang)}
            sides = [_in_lines(review_sides.side(found.network, end, lang)) for end in ends]
            why = language.text(
                "workbook.why", lang, evidence=review_sides.evidence(candidate.evidence, lang)
            )
            text = language.text("workbook.ask.same", lang, **names)
            asks.append(Ask("same", ends, text, "\n".join((f"1. {sides[0]}", f"2. {sides[1]}", why)), filled))
    return asks, found.more


class _Follows:
    """What follows from the answers that are filled in: of three of one name two pairs tell the third."""

    def __init__(self, found: review.Review) -> None:
        self._of: dict[str, str] = {}
        self._asked: set[frozenset[str]] = set()
        for question in found.questions:
            if question.sure:
                self._of[self._head(question.entity)] = self._head(question.candidates[0].entity)

    def _head(self, ident: str) -> str:
        while (above := self._of.get(ident, ident)) != ident:
            ident = above
        return ident

    def is_told(self, one: str, other: str) -> bool:
        """Return whether two are one by what is filled in, or are asked about as others who are one with them."""
        ends = frozenset((self._head(one), self._head(other)))
        return len(ends) == 1 or ends in self._asked

    def ask(self, one: str, other: str) -> None:
        """Take in that two are asked about."""
        self._asked.add(frozenset((self._head(one), self._head(other))))


def _in_lines(side: Mapping[str, str]) -> str:
    return "; ".join(f"{label}: {value}" for label, value in side.items())


def about_value(network: Network, entity: str, prop: str, value: str, shown: str, lang: Language) -> Ask:
    """Return the question whether a value that was emptied or taken out is wrong."""
    label = network.schema.types[network.entities[entity].type].properties[prop].label[lang]
    text = language.text(
        "workbook.ask.value", lang, name=network.name(entity, lang), column=label, value=shown
    )
    return Ask("value", (entity, prop, value), text)


def about_tie(network: Network, tie: str, lang: Language) -> Ask | None:
    """Return the question whether a tie that was taken out is over or wrong, None if there is none of that id."""
    found = next((t for t in network.relationships if t.id == tie), None)
    if found is None:
        return None
    kind = network.schema.types[found.type].label[lang]
    names = {"one": network.name(found.source, lang), "other": network.name(found.target, lang)}
    return Ask("tie", (tie,), language.text("workbook.ask.tie", lang, kind=kind, **names))


def about_entity(network: Network, entity: str, lang: Language) -> Ask:
    """Return the question whether somebody or something whose rows were all deleted should go."""
    kind = network.schema.label(network.entities[entity].type, lang)
    text = language.text("workbook.ask.entity", lang, kind=kind, name=network.name(entity, lang))
    return Ask("entity", (entity,), text)


def once(asks: Iterable[Ask]) -> list[Ask]:
    """Return each question once, the first one told."""
    found: dict[tuple[str, str], Ask] = {}
    for ask in asks:
        found.setdefault(ask.key, ask)
    return list(found.values())


# --- words


def word(kind: Kind, answer: str, lang: Language) -> str:
    """Return an answer in words."""
    return language.text(f"review.verdict.{answer}" if kind == "same" else f"workbook.answer.{answer}", lang)


def title(lang: Language) -> str:
    """Return the name of the sheet."""
    return language.text(f"workbook.sheet.{KEY}", lang)


def heading(column: str, lang: Language) -> str:
    """Return the heading of a column."""
    return language.text(f"workbook.column.{column}", lang)


# --- back


def returned(
    file: str, sheets: Mapping[str, Sequence[Sequence[str]]], network: Network
) -> tuple[list[Answered], list[Ask], list[Problem]]:
    """Return the answers of a workbook, the questions that are still open in it, and the words that are no answer."""
    answered, waiting, problems = list[Answered](), list[Ask](), list[Problem]()
    for name, number, cells in _rows(sheets):
        kind = next((known for known in ANSWERS if known == cells["kind"]), None)
        ids = tuple(cells["ids"].split(_BETWEEN))
        if kind is None or not _stands(network, kind, ids):
            continue
        said, date = cells["answer"], to_date(cells["answer_date"]) if cells["answer_date"] else ""
        if not said:
            waiting.append(Ask(kind, ids, cells["question"], cells["about"]))
            continue
        answer = next(
            (a for a in ANSWERS[kind] if fold(said) in {fold(word(kind, a, one)) for one in LANGUAGES}), ""
        )
        if not answer:
            known = InWords(*(", ".join(word(kind, a, one) for a in ANSWERS[kind]) for one in LANGUAGES))
            problems.append(Problem.at("workbook-answer", file, name, number, "", value=said, known=known))
        elif date is None or (answer == "over" and not date):
            problems.append(
                Problem.at("workbook-answer-date", file, name, number, "", value=cells["answer_date"])
            )
        else:
            answered.append(Answered(kind, ids, answer, date, number))
    return answered, waiting, problems


def _stands(network: Network, kind: Kind, ids: Sequence[str]) -> bool:
    """Return whether what a question is about is still there."""
    if kind == "tie":
        return any(tie.id == ids[0] for tie in network.relationships)
    found = [network.resolve(ident) for ident in ids[: 2 if kind == "same" else 1]]
    if any(entity is None for entity in found):
        return False
    if kind == "same":
        return len({entity.id for entity in found if entity}) == 2
    return kind == "entity" or any(ids[2] in entity.all(ids[1]) for entity in found if entity)


def _rows(sheets: Mapping[str, Sequence[Sequence[str]]]) -> Iterator[tuple[str, int, dict[str, str]]]:
    """Yield the rows with a question, with sheet and number; columns by their headings, wherever they stand."""
    name = next((n for n in sheets if n in {title(lang) for lang in LANGUAGES}), "")
    wanted = {column: {fold(heading(column, lang)) for lang in LANGUAGES} for column in COLUMNS}
    places: dict[str, int] = {}
    for number, row in enumerate(sheets.get(name, ()), 1):
        if not places:
            found = {c: p for c, words in wanted.items() for p, cell in enumerate(row) if fold(cell) in words}
            places = found if len(found) == len(COLUMNS) else {}
            continue
        cells = {column: row[place].strip() if place < len(row) else "" for column, place in places.items()}
        if cells["kind"]:
            yield name, number, cells
