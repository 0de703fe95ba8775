"""Writes the workbook: ids locked, lists to choose from, heads frozen; whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dtz_network import language
from dtz_network.language import Language
from dtz_network.model.network import Network
from dtz_network.model.progress import Progress
from dtz_network.store.base import Store
from dtz_network.workflows import files
from dtz_network.workflows.workbook import cells, extra_sheets, questions
from dtz_network.workflows.workbook.layout import ABOUT, FORMAT, SHEETS, Sheet
from dtz_network.workflows.workbook.questions import Ask

SPARE = 500
"""Rows below the last one in which new ones may be written with lists to choose from."""
_FIRST = 1
_IDS = 2


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
        about = book.add_worksheet(ABOUT)
        about.hide()
        for row, said in enumerate((str(FORMAT), store.info().id, str(network.known_at), lang)):
            about.write_string(row, 0, said)
    return counts


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


def _sheet(book: Any, network: Network, sheet: Sheet, lang: Language, formats: dict[str, Any]) -> int:
    """Write one sheet; in front of its columns stand the hidden, locked ids of entity and tie."""
    page = book.add_worksheet(cells.title(sheet, lang))
    for place, key in enumerate(("id", "tie")):
        page.write_string(0, place, language.text(f"workbook.column.{key}", lang), formats["head"])
    page.set_column(0, _IDS - 1, 14, formats["shown"], {"hidden": True})
    for place, column in enumerate(sheet.columns, _IDS):
        page.write_string(0, place, cells.heading(network, sheet, column, lang), formats["head"])
        page.set_column(place, place, column.width, formats["shown" if column.shown else "free"])
    found = cells.rows(network, sheet, lang)
    for number, row in enumerate(found, _FIRST):
        for place, ident in enumerate(row.ids):
            page.write_string(number, place, ident, formats["shown"])
        for place, column in enumerate(sheet.columns, _IDS):
            form = formats["shown" if column.shown else "free"]
            page.write_string(number, place, row.cells[column.key], form)
    last = _FIRST + len(found) + SPARE
    for place, column in enumerate(sheet.columns, _IDS):
        if choices := _choices(network, sheet, column, lang):
            _choose(book, page, (place, last), choices, f"{sheet.key}_{column.key}")
    page.freeze_panes(_FIRST, _IDS + 1)
    page.autofilter(0, _IDS, max(len(found), 1), _IDS + len(sheet.columns) - 1)
    page.protect(
        "",
        {
            "insert_rows": True,
            "delete_rows": True,
            "sort": True,
            "autofilter": True,
            "format_columns": True,
            "format_rows": True,
        },
    )
    return len(found)


def _choices(network: Network, sheet: Sheet, column: Any, lang: Language) -> list[str]:
    """Return the words to choose from in a column, none where anything may be written."""
    if column.what == "type":
        return [network.schema.label(kind, lang) for kind in sheet.types]
    spec = cells.prop(network, sheet, column)
    if spec is None or spec.type != "term" or spec.many:
        return []
    return [term.label[lang] for term in network.schema.vocabularies[spec.vocabulary].values()]


def _choose(book: Any, page: Any, where: tuple[int, int], choices: list[str], name: str) -> None:
    """Give a column its list: in the cell up to 255 signs without a comma, else from a hidden sheet (limits of the format)."""
    place, last = where
    source: Any = choices
    if len(",".join(choices)) > 250 or any("," in choice for choice in choices):
        listed = book.add_worksheet(f"_{name}"[:31])
        listed.hide()
        for row, choice in enumerate(choices):
            listed.write_string(row, 0, choice)
        source = f"='_{name}'!$A$1:$A${len(choices)}"[:250]
    rule = {"validate": "list", "source": source, "ignore_blank": True, "error_type": "warning"}
    page.data_validation(_FIRST, place, last, place, rule)
