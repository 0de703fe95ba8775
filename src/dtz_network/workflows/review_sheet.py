"""The open questions as a workbook that a colleague fills in, and its way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dtz_network import language
from dtz_network.errors import InputError, InWords, Problem, ProblemsError
from dtz_network.intake.readers import files
from dtz_network.intake.readers.table import Table, TableRow
from dtz_network.language import LANGUAGES, Language
from dtz_network.matching.pairs import Evidence
from dtz_network.model.changes import VERDICTS, Verdict
from dtz_network.model.network import Entity, Network, fold
from dtz_network.store.base import Store
from dtz_network.workflows import files as written
from dtz_network.workflows import review_sides
from dtz_network.workflows.review import Answer, Review, open_questions

_COLUMNS = ("number", "entity", "candidate", "who", "whom", "why", "verdict", "remark")
_WIDTHS = (6, 16, 16, 46, 46, 60, 16, 30)
_IDS = (1, 2)
Sentence = Callable[[Sequence[Evidence]], str]


@dataclass(frozen=True)
class Note:
    """Something about a row that came back and is not recorded: key of its words and values."""

    key: str
    values: dict[str, object]


@dataclass
class Returned:
    """What a workbook says: answers to record, and rows that came too late; ``network`` is the one that was asked about."""

    network: Network
    answers: list[Answer] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def write(review: Review, path: Path, lang: Language, sentence: Sentence) -> None:
    """Write the questions, one row a candidate, with a list to choose the answer from; ids are locked.

    What is almost surely the same is filled in as such, to be looked at.

    Raises:
        StoreError: the file cannot be written.
    """
    with written.workbook(path) as book:
        sheet = book.add_worksheet(language.text("review.sheet", lang))
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        locked = book.add_format({"text_wrap": True, "valign": "top", "font_color": "#444444"})
        free = book.add_format(
            {"locked": False, "text_wrap": True, "valign": "top", "bg_color": "#FFF8DC", "border": 1}
        )
        sheet.write_string(0, 0, language.text("review.explanation", lang))
        for place, (column, width) in enumerate(zip(_COLUMNS, _WIDTHS, strict=True)):
            sheet.write_string(2, place, language.text(f"review.column.{column}", lang), head)
            sheet.set_column(place, place, width, None, {"hidden": place in _IDS})
        row = 3
        for number, question in enumerate(review.questions, 1):
            for candidate in question.candidates:
                ends = (question.entity, candidate.entity)
                first = candidate is question.candidates[0]
                verdict = language.text("review.verdict.same", lang) if candidate.sure and first else ""
                sides = [_in_lines(review_sides.side(review.network, end, lang)) for end in ends]
                cells = (str(number), *ends, *sides, sentence(candidate.evidence), verdict, "")
                for place, cell in enumerate(cells):
                    sheet.write_string(row, place, cell, free if place >= 6 else locked)
                row += 1
        sheet.data_validation(
            3, 6, max(row, 4), 6, {"validate": "list", "source": _words(lang), "ignore_blank": True}
        )
        sheet.freeze_panes(3, 0)
        sheet.autofilter(2, 0, max(row - 1, 3), len(_COLUMNS) - 1)
        sheet.protect("", {"autofilter": True, "format_columns": True, "format_rows": True, "sort": True})


def _words(lang: Language) -> list[str]:
    """Return the answers that a question has."""
    return [language.text(f"review.verdict.{verdict.replace(' ', '-')}", lang) for verdict in VERDICTS]


def _in_lines(side: dict[str, str]) -> str:
    return "\n".join(f"{label}: {value}" for label, value in side.items())


def read(store: Store, path: Path) -> Returned:
    """Return the answers of a workbook that came back; what was judged here meanwhile stays and is told.

    Raises:
        InputError: no workbook with questions.
        ProblemsError: words that are no answer, ids that are not known, two answers to one question; all at once.
    """
    table, columns = _table(path)
    reading = _Reading(table, columns, open_questions(store, cap=None))
    for line in table.rows:
        if line.get(columns["verdict"]).strip():
            reading.row(line)
    if reading.problems:
        raise ProblemsError(reading.problems)
    return reading.found


class _Reading:
    """What the rows of a workbook say so far, beside the questions that are open here."""

    def __init__(self, table: Table, columns: Mapping[str, str], review: Review) -> None:
        self.table, self.columns, self.review = table, columns, review
        self.found, self.problems = Returned(review.network), list[Problem]()
        self._given: dict[frozenset[str], Verdict] = {}
        self._evidence = {
            frozenset((question.entity, candidate.entity)): candidate.evidence
            for question in review.questions
            for candidate in question.candidates
        }

    def row(self, line: TableRow) -> None:
        """Take in a row with an answer."""
        word = line.get(self.columns["verdict"]).strip()
        verdict = _verdict(word)
        if verdict is None:
            known = InWords(*(", ".join(_words(lang)) for lang in LANGUAGES))
            self._problem("review-verdict", line, "verdict", value=word, known=known)
            return
        ids = [line.get(self.columns[end]).strip() for end in ("entity", "candidate")]
        one, other = (self.review.network.resolve(ident) for ident in ids)
        if one is None or other is None:
            missing = ", ".join(i or "–" for i, end in zip(ids, (one, other), strict=True) if end is None)
            self._problem("review-unknown", line, "entity", id=missing)
        elif self._given.setdefault(frozenset((one.id, other.id)), verdict) != verdict:
            self._problem("review-twice", line, "verdict", value=word)
        else:
            self._answered(one, other, verdict, line.number)

    def _answered(self, one: Entity, other: Entity, verdict: Verdict, row: int) -> None:
        pair, names = frozenset((one.id, other.id)), {"one": one.name, "other": other.name, "row": row}
        before = self.review.judged.get(pair)
        if len(pair) == 1:
            self.found.notes.append(Note("already-same", names))
        elif before and before not in ("later", verdict):
            self.found.notes.append(Note("judged-meanwhile", {**names, "verdict": before}))
        elif (
            before != verdict or pair in self._evidence
        ):  # later again only where something new speaks for it
            self.found.answers.append(Answer(one.id, other.id, verdict, self._evidence.get(pair, ())))

    def _problem(self, key: str, line: TableRow, column: str, **values: object) -> None:
        table = self.table
        found = Problem.at(key, table.file, table.sheet, line.number, self.columns[column], **values)
        self.problems.append(found)


def _table(path: Path) -> tuple[Table, dict[str, str]]:
    """Return the table of questions, and its headings by what they mean in any language."""
    for table in files.read(path).tables:
        columns = {
            name: column
            for name in _COLUMNS
            for column in table.columns
            if fold(column) in {fold(language.text(f"review.column.{name}", lang)) for lang in LANGUAGES}
        }
        if {"entity", "candidate", "verdict"} <= columns.keys():
            return table, columns
    raise InputError("review-sheet", file=path.name)


def _verdict(word: str) -> Verdict | None:
    """Return the verdict that a word means in Dutch or English."""
    for verdict in VERDICTS:
        key = f"review.verdict.{verdict.replace(' ', '-')}"
        if fold(word) in {fold(verdict), *(fold(language.text(key, lang)) for lang in LANGUAGES)}:
            return verdict
    return None
