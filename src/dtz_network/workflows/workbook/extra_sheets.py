"""The sheets beside the network: what is to be answered, and what was done with a way to take it back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dtz_network import language
from dtz_network.language import LANGUAGES, Language
from dtz_network.model.changes import Applied
from dtz_network.model.dates import minute
from dtz_network.model.network import fold
from dtz_network.store.base import Store
from dtz_network.workflows.workbook import questions
from dtz_network.workflows.workbook.questions import Ask

_SHOWN = 20
"""So many of the last acts can be taken back in the workbook."""
_ACT_COLUMNS = ("act", "at", "what", "who", "act_source", "statements", "take_back")
_WIDTHS = {"question": 60, "about": 80, "answer": 22, "answer_date": 14}


def questions_sheet(book: Any, asks: Sequence[Ask], lang: Language, formats: Mapping[str, Any]) -> int:
    """Write the questions, each with its answers to choose from; return how many."""
    page = book.add_worksheet(questions.title(lang))
    page.write_string(0, questions.HIDDEN, language.text("workbook.questions-lead", lang))
    for place, column in enumerate(questions.COLUMNS):
        page.write_string(2, place, questions.heading(column, lang), formats["head"])
        hidden = {"hidden": place < questions.HIDDEN}
        page.set_column(place, place, _WIDTHS.get(column, 14), None, hidden)
    for row, ask in enumerate(asks, 3):
        filled = questions.word(ask.kind, ask.filled, lang) if ask.filled else ""
        for place, text in enumerate((*ask.key, ask.text, ask.about, filled, "")):
            page.write_string(
                row, place, text, formats["free" if place >= len(questions.COLUMNS) - 2 else "shown"]
            )
        choices = [questions.word(ask.kind, answer, lang) for answer in questions.ANSWERS[ask.kind]]
        answer = questions.COLUMNS.index("answer")
        page.data_validation(
            row, answer, row, answer, {"validate": "list", "source": choices, "ignore_blank": True}
        )
    page.freeze_panes(3, questions.HIDDEN + 1)
    page.protect("", {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True})
    return len(asks)


def acts_sheet(
    book: Any, store: Store, report: Sequence[str], lang: Language, formats: Mapping[str, Any]
) -> None:
    """Write what was done just now, and the last acts, each with a cell to take it back."""
    page = book.add_worksheet(language.text("workbook.sheet.acts", lang))
    for row, text in enumerate(report):
        page.write_string(row, 1, text)
    head = len(report) + 2
    page.write_string(head - 1, 1, language.text("workbook.acts-lead", lang))
    for place, column in enumerate(_ACT_COLUMNS):
        page.write_string(head, place, language.text(f"workbook.column.{column}", lang), formats["head"])
        page.set_column(place, place, (14, 18, 16, 16, 44, 12, 18)[place], None, {"hidden": place == 0})
    last = len(_ACT_COLUMNS) - 1
    yes = language.text("workbook.yes", lang)
    for row, act in enumerate(_last(store), head + 1):
        for place, text in enumerate(_act(act, store, lang)):
            page.write_string(row, place, text, formats["free" if place == last else "shown"])
        page.data_validation(
            row, last, row, last, {"validate": "list", "source": [yes], "ignore_blank": True}
        )
    page.protect("", {"format_columns": True, "format_rows": True})


def _last(store: Store) -> list[Applied]:
    """Return the last acts in force that can be undone, newest first."""
    found = [
        act for act in store.changesets() if act.in_force and act.kind not in ("undo", "erase", "publish")
    ]
    return found[: -_SHOWN - 1 : -1]


def _act(act: Applied, store: Store, lang: Language) -> Iterator[str]:
    sources = store.sources()
    yield act.id
    yield minute(act.at)
    yield language.text(f"act.{act.kind}", lang)
    yield act.who
    yield sources[act.source].name if act.source in sources else act.why
    yield str(sum(act.counts.values()))
    yield ""


def to_take_back(sheets: Mapping[str, Sequence[Sequence[str]]]) -> list[str]:
    """Return the ids of the acts that a workbook asks to take back, in its order."""
    titles = {language.text("workbook.sheet.acts", lang) for lang in LANGUAGES}
    wanted = {
        c: {fold(language.text(f"workbook.column.{c}", lang)) for lang in LANGUAGES}
        for c in ("act", "take_back")
    }
    yes = {fold(language.text("workbook.yes", lang)) for lang in LANGUAGES}
    found: list[str] = []
    places: dict[str, int] = {}
    for row in sheets.get(next((name for name in sheets if name in titles), ""), ()):
        if len(places) < len(wanted):
            places = {
                c: p for c, words in wanted.items() for p, cell in enumerate(row) if fold(cell) in words
            }
        elif fold(row[places["take_back"]] if places["take_back"] < len(row) else "") in yes:
            found.append(row[places["act"]].strip())
    return found
