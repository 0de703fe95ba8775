"""Dates with slashes in the columns of a table: whether day or month stands in front, told where no row proves it.

05/04/2025 is 5 April in Dutch and 4 May in American. A row of the column with 13 to 31 in one of the places proves the order for all,
so does the heading ("Since (mm/dd/yyyy)"), else another column of the table; without proof the day is read in front, and that is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from dtz_network.intake.readers.table import Table, TableRow
from dtz_network.intake.rows import Doubtful
from dtz_network.intake.shortened_dates import as_shortened_date
from dtz_network.intake.written_dates import as_date, to_end, without_time

_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(?:\d{4}|\d{2})(?!\d)")
_HEADING = re.compile(r"(?P<month>m{1,2}/d{1,2})|d{1,2}/m{1,2}", re.IGNORECASE)


class DatedColumns:
    """The dates of one table; ``month_first`` is what a mapping says of all of them, None if it says nothing."""

    def __init__(self, table: Table, told: list[Doubtful], *, month_first: bool | None = None) -> None:
        self.table, self._told, self._stated = table, told, month_first
        self._orders: dict[str, bool] = {}
        self._short = set[str]()

    def read(self, line: TableRow, column: str, *, end: bool = False) -> str:
        """Return the date in a cell as partial ISO text, "" for none; of an ``end`` also a bound ("uiterlijk 2024")."""
        cell = line.get(column)
        month_first = _SLASHES.search(cell) is not None and self._order(column)
        return (to_end if end else as_date)(cell, month_first=month_first) or self._shortened(
            column, cell, month_first=month_first
        )

    def _shortened(self, column: str, cell: str, *, month_first: bool) -> str:
        """Return a date with a year of two figures, or the number of a spreadsheet; how it was read is told once for a column."""
        read = as_shortened_date(cell, month_first=month_first)
        if read and column not in self._short:
            self._short.add(column)
            told = {"column": column, "value": cell, "read": read}
            self._told.append(Doubtful("date-shortened", told, self.table.name))
        return read

    def _order(self, column: str) -> bool:
        """Return whether the month stands in front in a column; what is not plain of itself is told once."""
        if column not in self._orders:
            self._orders[column] = self._found(column)
        return self._orders[column]

    def _found(self, column: str) -> bool:
        written = _HEADING.search(column)
        stated = self._stated if self._stated is not None or written is None else bool(written["month"])
        if stated is not None:
            return stated
        cells = [line.get(column) for line in self.table.rows]
        proof = proven(cells)
        if proof is None:
            proof = proven(line.get(one) for line in self.table.rows for one in self.table.columns)
        doubtful = next((cell for cell in cells if _either(cell) != _either(cell, month_first=True)), "")
        if proof is not False and doubtful:
            key = "date-month-first" if proof else "date-order"
            read, other = (_either(doubtful, month_first=first) for first in (bool(proof), not proof))
            told = {"column": column, "value": doubtful, "read": read, "other": other}
            self._told.append(Doubtful(key, told, self.table.name))
        return bool(proof)


def _either(cell: str, *, month_first: bool = False) -> str:
    return as_date(cell, month_first=month_first) or as_shortened_date(cell, month_first=month_first)


def proven(cells: Iterable[str]) -> bool | None:
    """Return whether dates with slashes have the month in front, None where they do not prove it, or prove both.

    >>> proven(["05/04/2025", "05/24/2025"]), proven(["05/04/2025", "24/05/2025"]), proven(["05/04/2025", "2025"])
    (True, False, None)
    """
    found = [date for cell in cells if (date := _SLASHES.fullmatch(without_time(cell)))]
    day_first, month_first = (any(int(date[place]) > 12 for date in found) for place in (1, 2))
    return None if day_first == month_first else month_first
