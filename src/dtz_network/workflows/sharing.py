"""A parcel for a planner: page, tables, PDF, drawing and a covering text in one ZIP file, the same bytes for the same view.

Mail gateways stop a bare HTML file; a ZIP file with a text that says what it is usually passes. Who cannot open a
page has the same as PDF. A further form of the same content is one more entry in :func:`contents`.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dtz_network import language
from dtz_network.report.render import sheet
from dtz_network.report.render.sheet import Listed, Sheet
from dtz_network.view import drawing, tables
from dtz_network.view.page import page
from dtz_network.view.shown import GraphView
from dtz_network.workflows import configuration, files

_WHEN = (1980, 1, 1, 0, 0, 0)


def write(view: GraphView, path: Path) -> None:
    """Write the parcel of a view, whole or not at all.

    Raises:
        StoreError: the file cannot be written.
    """
    files.write_bytes(packed(contents(view)), path)


def contents(view: GraphView) -> dict[str, bytes]:
    """Return the files of the parcel by name, the covering text first."""
    name = language.text("share.name", view.language)
    drawn = drawing.svg(view)
    lists = {"parties": tables.parties(view), "ties": tables.ties(view)}
    made = {
        f"{name}.html": page(view).encode("utf-8"),
        f"{name}.xlsx": _workbook(view, lists),
        f"{name}.pdf": _printed(view, drawn, lists),
        f"{name}.svg": drawn.encode("utf-8"),
    }
    return {language.text("share.covering", view.language): _covering(view, list(made)), **made}


def packed(contents: Mapping[str, bytes]) -> bytes:
    """Return files as a ZIP file that depends on nothing but their names and bytes."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as parcel:
        for name, content in contents.items():
            entry = zipfile.ZipInfo(name, _WHEN)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            entry.external_attr = 0o644 << 16
            parcel.writestr(entry, content)
    return data.getvalue()


def page_in(path: Path) -> str:
    """Return the page in a parcel, "" if there is none.

    Raises:
        OSError: the file cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as parcel:
            names = [name for name in parcel.namelist() if name.endswith(".html")]
            return parcel.read(names[0]).decode("utf-8", errors="replace") if names else ""
    except (zipfile.BadZipFile, EOFError, RuntimeError, ValueError):
        return ""


def _printed(view: GraphView, drawn: str, lists: Mapping[str, tables.Rows]) -> bytes:
    """Return the drawing and the tables as PDF, in the house style of the bureau."""
    lang = view.language
    invented = (
        f"{language.text('page.invented', lang)} {language.text('page.invented.more', lang)}"
        if view.invented
        else ""
    )
    return sheet.render(
        Sheet(
            title=view.title,
            told=drawing.told(view),
            language=lang,
            drawing=drawn,
            alt=language.text("share.alt", lang, parties=len(view.nodes), ties=len(lists["ties"]) - 1),
            tables=tuple(_listed(key, rows, lang) for key, rows in lists.items()),
            invented=invented,
            recorded=view.recorded,
        ),
        configuration.read().house,
    )


def _listed(key: str, rows: tables.Rows, lang: language.Language) -> Listed:
    left = language.text(
        "share.left", lang, shown=language.number(sheet.MOST, lang), n=language.number(len(rows) - 1, lang)
    )
    return Listed(
        language.text(f"share.sheet.{key}", lang), tuple(tuple(map(str, row)) for row in rows), left
    )


def _workbook(view: GraphView, lists: Mapping[str, tables.Rows]) -> bytes:
    """Return a workbook with parties and ties; no cell is a formula or a link."""
    data = io.BytesIO()
    book = files.new_workbook(data)
    book.set_properties({"title": view.title, "comments": drawing.told(view), "created": _recorded(view)})
    for key, rows in lists.items():
        _sheet(book, language.text(f"share.sheet.{key}", view.language), rows)
    book.close()
    return data.getvalue()


def _sheet(book: Any, name: str, rows: Sequence[Sequence[str | int]]) -> None:
    sheet = book.add_worksheet(name)
    for place, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(place, column, value)
            else:
                sheet.write_string(place, column, value[:32_000])
    sheet.freeze_panes(1, 1)
    sheet.set_row(0, None, book.add_format({"bold": True}))
    sheet.autofilter(0, 0, max(len(rows) - 1, 1), len(rows[0]) - 1)
    sheet.set_column(0, len(rows[0]) - 1, 24)


def _recorded(view: GraphView) -> datetime:
    try:
        return datetime.fromisoformat(view.recorded)
    except ValueError:
        return datetime(*_WHEN, tzinfo=UTC)


def _covering(view: GraphView, names: Sequence[str]) -> bytes:
    """Return the covering text, for Notepad too: what it is, how to open it, what is withheld, of when."""
    lang = view.language
    lines = [
        view.title,
        "=" * min(len(view.title), 70),
        "",
        *([language.text("share.invented", lang), ""] if view.invented else []),
        language.text("share.what", lang),
        "",
        language.text("share.open", lang),
        "",
        *(language.text(f"share.file.{name.rpartition('.')[2]}", lang, name=name) for name in names),
        "",
        language.text(f"page.about.edition.{view.edition}", lang),
        *([language.text("share.internal", lang)] if view.edition == "internal" else []),
        drawing.told(view),
        *([language.text("share.ask", lang, bureau=view.bureau)] if view.bureau else []),
    ]
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode("utf-8", errors="replace")


__all__ = ["contents", "packed", "page_in", "write"]
