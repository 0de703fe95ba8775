"""Rows of a list that only count or add up the others: they bring nobody and nothing, and are told."""

from __future__ import annotations

import re

from dtz_network.intake.readers.table import TableRow

_TOTAL = re.compile(r"(?:sub-?)?(?:totaal|totale|total)\b|aantal\b(?:[^@]*\d|\s*:?$)", re.IGNORECASE)
_COUNTED = re.compile(r"(?:€|eur)?\s*[\d.,%\s-]+(?:\s*[^\W\d_]+)?|=", re.IGNORECASE)
"""A number, an amount, or a number with what is counted: "8 projecten"."""
_FORM = re.compile(r"\b(?:b\.?v|n\.?v|v\.?o\.?f)\.?$", re.IGNORECASE)


def total_row(line: TableRow) -> str:
    """Return what stands in a row that only counts the others, "" for a row of its own.

    >>> total_row(TableRow(9, {"Naam": "Totaal", "Project": "8 projecten", "Subsidie": "€ 1.610.250"}))
    'Totaal 8 projecten € 1.610.250'
    >>> total_row(TableRow(9, {"Naam": "Totaal Techniek B.V.", "Subsidie": "€ 1.610"}))
    ''
    """
    said = [cell.strip() for cell in line.cells.values() if cell.strip()]
    if not said or not _TOTAL.match(said[0]) or _FORM.search(said[0]):
        return ""
    return " ".join(said) if all(map(_COUNTED.fullmatch, said[1:])) else ""
