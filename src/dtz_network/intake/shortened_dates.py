"""Dates of tables in which something is left out or put otherwise: a year of two figures, a month with such a year, the number of a spreadsheet.

They are read in columns that hold dates, never in running text, and how they were read is told.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from dtz_network.intake.written_dates import as_date, without_time

_SHORT_YEAR = re.compile(r"(?P<before>(?:\d{1,2}[-/. ]+)?(?:\d{1,2}|[^\W\d]{3,}\.?)[-/. ]+)'?(?P<year>\d{2})")
_CENTURY = 50
"""Years below are of this century, the others of the last."""
_SERIAL = re.compile(r"[2-5]\d{4}")
_DAY_NOUGHT = date(1899, 12, 30)
"""A spreadsheet counts the days from here (Excel 1900, LibreOffice)."""


def as_shortened_date(text: str, *, month_first: bool = False) -> str:
    """Return such a date as partial ISO text, "" for what is none.

    >>> as_shortened_date("1-4-15"), as_shortened_date("01-Apr-15"), as_shortened_date("mrt-99"), as_shortened_date("42095")
    ('2015-04-01', '2015-04-01', '1999-03', '2015-04-01')
    >>> as_shortened_date("4-15"), as_shortened_date("15"), as_shortened_date("12345"), as_shortened_date("31-2-15")
    ('', '', '', '')
    """
    bare = without_time(text)
    if _SERIAL.fullmatch(bare):
        return (_DAY_NOUGHT + timedelta(days=int(bare))).isoformat()
    found = _SHORT_YEAR.fullmatch(bare)
    if found is None or re.fullmatch(r"\d{1,2}[-/. ]+", found["before"]):
        return ""  # a day and a month, or a month and a year
    year = int(found["year"])
    return as_date(f"{found['before']}{(2000 if year < _CENTURY else 1900) + year}", month_first=month_first)
