"""A drawing and tables as PDF, for who cannot open a page: accessible, to be kept, the same bytes for the same content."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dtz_network.language import Language
from dtz_network.report.render.house import House
from dtz_network.report.render.pdf import compiled
from dtz_network.report.report_model import legible

MOST = 1000
"""Rows of a table that are printed."""
_LONGEST = 40


@dataclass(frozen=True)
class Listed:
    """A table: headings first, then rows; ``left`` says where the rest is, if not all rows are printed."""

    title: str
    rows: tuple[tuple[str, ...], ...]
    left: str = ""


@dataclass(frozen=True)
class Sheet:
    """What is printed.

    Attributes:
        told: one line on edition, stand and data, at the foot of each page.
        drawing: as SVG; ``alt`` says in words what it shows.
        invented: that the network is invented, "" where it is not.
        recorded: moment of the last change of the data.
    """

    title: str
    told: str
    language: Language
    drawing: str
    alt: str
    tables: tuple[Listed, ...]
    invented: str = ""
    recorded: str = ""


def render(sheet: Sheet, house: House | None = None) -> bytes:
    """Return a sheet as PDF/UA-1 and PDF/A-2a, in the house style of a bureau if given; a character that no font here has stands as "?"."""
    kept, look = legible(sheet), house or House()
    data = {
        "title": kept.title,
        "told": kept.told,
        "language": kept.language,
        "invented": kept.invented,
        "drawing": kept.drawing,
        "upright": _upright(kept.drawing),
        "alt": kept.alt,
        "tables": [_table(table) for table in kept.tables],
    }
    return compiled("sheet", {**data, **vars(look)}, kept.recorded, look.folder)


def _upright(drawing: str) -> bool:
    """Return whether a drawing is higher than wide."""
    _, _, wide, high = re.findall(r'viewBox="(\S+) (\S+) (\S+) (\S+)"', drawing)[0]
    return float(high) > float(wide)


def _table(table: Listed) -> dict[str, Any]:
    rows = table.rows[: MOST + 1]
    left = table.left if len(table.rows) > len(rows) else ""
    return {"title": table.title, "rows": rows, "left": left, "widths": _widths(rows)}


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """Return how wide each column is against the others: by its longest cell, within bounds."""
    return [max(6, min(_LONGEST, max(map(len, column)))) for column in zip(*rows, strict=True)]
