"""Writes the workbook: ids locked, lists to choose from, heads frozen; whole or not at all."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from dtz_network import language
from dtz_network.analysis.potential.gaps import Gap
from dtz_network.language import Language
from dtz_network.model.network import Network, fold
from dtz_network.model.progress import Progress
from dtz_network.store.base import Store
from dtz_network.workflows import files
from dtz_network.workflows.workbook import cells, extra_sheets, questions
from dtz_network.workflows.workbook.layout import ABOUT, FILL_IN, FORMAT, GAPS, SHEETS, Sheet
from dtz_network.workflows.workbook.questions import Ask

SPARE = 500
"""Rows below the last one in which new ones may be written with lists to choose from."""
_IDS = 2
_THEMES = ("sector", "theme")
"""Columns in which a term of the vocabulary of themes stands, and its kind there."""
_FREEDOM = dict.fromkeys(
    ("insert_rows", "delete_rows", "sort", "autofilter", "format_columns", "format_rows"), True
)


def write(
    store: Store,
    path: Path,
    lang: Language,
    progress: Progress | None = None,
    *,
    asks: Sequence[Ask] = (),
    report: Sequence[str] = (),
) -> dict[str, int]:
    """Write the network as it stands, with what is to be answered, what was done, and the acts; return the number of rows by sheet.

    Raises:
        StoreError: the file cannot be written.
    """
    network = store.load()
    with files.workbook(path) as book:
        formats = _formats(book)
        counts = {}
        for number, sheet in enumerate(SHEETS):
            if progress is not None:
                progress("workbook", number, len(SHEETS))
            counts[sheet.key] = _sheet(book, network, sheet, lang, formats)
        if asks:
            counts[questions.KEY] = extra_sheets.questions_sheet(book, asks, lang, formats)
        if report or network.known_at:
            extra_sheets.acts_sheet(book, store, report, lang, formats)
        _about(book, store, network, lang)
    return counts


def write_gaps(
    store: Store, network: Network, found: Sequence[tuple[Gap, str]], path: Path, lang: Language
) -> None:
    """Write what is missing as a workbook to fill in, a sheet a gap, each under the sentence that says what is missing.

    Raises:
        StoreError: the file cannot be written.
    """
    with files.workbook(path) as book:
        formats = _formats(book)
        for gap, sentence in found:
            lacking = {*gap.entities} if not gap.relationships else {*gap.relationships}
            _sheet(book, network, GAPS[gap.key], lang, formats, above=sentence, only=lacking)
        _about(book, store, network, lang, FILL_IN)


def _about(book: Any, store: Store, network: Network, lang: Language, *more: str) -> None:
    """Say on a hidden sheet of which store and act the workbook was made."""
    about = book.add_worksheet(ABOUT)
    about.hide()
    for row, said in enumerate((str(FORMAT), store.info().id, str(network.known_at), lang, *more)):
        about.write_string(row, 0, said)


def _formats(book: Any) -> dict[str, Any]:
    return {
        "head": book.add_format(
            {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "bg_color": "#E8EEF4"}
        ),
        "free": book.add_format({"locked": False, "text_wrap": True, "valign": "top"}),
        "shown": book.add_format(
            {"text_wrap": True, "valign": "top", "font_color": "#555555", "bg_color": "#F4F4F4"}
        ),
    }


def _sheet(
    book: Any,
    network: Network,
    sheet: Sheet,
    lang: Language,
    formats: dict[str, Any],
    *,
    above: str = "",
    only: Collection[str] | None = None,
) -> int:
    """Write one sheet; in front of its columns stand the hidden, locked ids of entity and tie.

    ``above`` stands over the headings; with ``only`` it has the rows of these entities, or ties where its rows are ties.
    """
    page = book.add_worksheet(cells.title(sheet, lang))
    head = 2 if above else 0
    if above:
        page.write_string(0, _IDS, above)
    for place, key in enumerate(("id", "tie")):
        page.write_string(head, place, language.text(f"workbook.column.{key}", lang), formats["head"])
    page.set_column(0, _IDS - 1, 14, formats["shown"], {"hidden": True})
    for place, column in enumerate(sheet.columns, _IDS):
        page.write_string(head, place, cells.heading(network, sheet, column, lang), formats["head"])
        page.set_column(place, place, column.width, formats["shown" if column.shown else "free"])
    found = [
        row for row in cells.rows(network, sheet, lang) if only is None or row.ids[not sheet.types] in only
    ]
    for number, row in enumerate(found, head + 1):
        for place, ident in enumerate(row.ids):
            page.write_string(number, place, ident, formats["shown"])
        for place, column in enumerate(sheet.columns, _IDS):
            form = formats["shown" if column.shown else "free"]
            page.write_string(number, place, row.cells[column.key], form)
    last = head + 1 + len(found) + SPARE
    for place, column in enumerate(sheet.columns, _IDS):
        if choices := _choices(network, sheet, column, lang):
            _choose(book, page, (head + 1, place, last, place), choices, f"{sheet.key}_{column.key}")
    page.freeze_panes(head + 1, _IDS + 1)
    page.autofilter(head, _IDS, head + max(len(found), 1), _IDS + len(sheet.columns) - 1)
    page.protect("", _FREEDOM)
    return len(found)


def _choices(network: Network, sheet: Sheet, column: Any, lang: Language) -> list[str]:
    """Return the words to choose from in a column, none where anything may be written."""
    if column.what == "type":
        return [network.schema.label(kind, lang) for kind in sheet.types]
    if column.what == "link" and column.key in _THEMES:
        terms = network.schema.vocabularies["themes"].values()
        return sorted({term.label[lang] for term in terms if term.more["kind"] == column.key}, key=fold)
    spec = cells.prop(network, sheet, column)
    if spec is None or spec.type != "term" or spec.many:
        return []
    return [term.label[lang] for term in network.schema.vocabularies[spec.vocabulary].values()]


def _choose(book: Any, page: Any, where: tuple[int, int, int, int], choices: list[str], name: str) -> None:
    """Give cells their list: in the cell up to 255 signs without a comma, else from a hidden sheet (limits of the format)."""
    source: Any = choices
    if len(",".join(choices)) > 250 or any("," in choice for choice in choices):
        listed = book.add_worksheet(f"_{name}"[:31])
        listed.hide()
        for row, choice in enumerate(choices):
            listed.write_string(row, 0, choice)
        source = f"='_{name}'!$A$1:$A${len(choices)}"[:250]
    page.data_validation(
        *where, {"validate": "list", "source": source, "ignore_blank": True, "error_type": "warning"}
    )
