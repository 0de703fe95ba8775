"""Partial ISO dates (``2022``, ``2022-03``, ``2022-03-16``) as intervals, never completed by guessing.

A validity runs from the first possible day of *valid-from* to the last possible day of *valid-to*,
which is inclusive; an empty end is unknown. "Does it hold on a day?" is therefore answered
``yes``, ``possibly`` or ``no``. Of what is known to be over, and not since when, the end is a bound:
``..2022-03-16`` is that day at the latest (as in EDTF, ISO 8601-2), any day up to it.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache
from typing import Literal

Answer = Literal["yes", "possibly", "no"]

AT_LATEST = ".."
"""Stands before a date that an end is not later than."""
_EVER = "0001-01-01"
_SHAPE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@lru_cache(maxsize=4096)
def is_date(text: str) -> bool:
    """Return whether ``text`` is a partial ISO date that exists in the calendar.

    >>> [is_date(d) for d in ("2022", "2022-02-30", "2022-3", "0000")]
    [True, False, False, False]
    """
    try:
        first_day(text)
    except ValueError:
        return False
    return not text.startswith(AT_LATEST)


def is_end(text: str) -> bool:
    """Return whether ``text`` is a partial ISO date, or one that an end is not later than.

    >>> is_end("2022"), is_end("..2022"), is_end("..")
    (True, True, False)
    """
    return is_date(text.removeprefix(AT_LATEST))


@lru_cache(maxsize=4096)
def first_day(text: str) -> str:
    """Return the first day that a partial date can mean; of an end that is no more than a bound the first day of all.

    >>> first_day("2022-03"), first_day("..2022-03")
    ('2022-03-01', '0001-01-01')

    Raises:
        ValueError: not a partial ISO date.
    """
    if text.startswith(AT_LATEST):
        last_day(text)
        return _EVER
    year, month, day = _parts(text)
    return dt.date(year, month or 1, day or 1).isoformat()


@lru_cache(maxsize=4096)
def last_day(text: str) -> str:
    """Return the last day that a partial date can mean.

    >>> last_day("2022"), last_day("2024-02"), last_day("..2022")
    ('2022-12-31', '2024-02-29', '2022-12-31')

    Raises:
        ValueError: not a partial ISO date.
    """
    year, month, day = _parts(text.removeprefix(AT_LATEST))
    month = month or 12
    return dt.date(year, month, day or calendar.monthrange(year, month)[1]).isoformat()


def minute(at: str) -> str:
    """Return a recorded time as people read it.

    >>> minute("2026-11-28T19:51:07.123456+00:00")
    '2026-11-28 19:51'
    """
    return at[:16].replace("T", " ")


def day_before(date: str) -> str:
    """Return the last day before a date; a partial date itself, for its day is not known.

    >>> day_before("2022-03-30"), day_before("2022-03")
    ('2022-03-29', '2022-03')
    """
    if len(date) < len("2022-03-30"):
        return date
    return (dt.date.fromisoformat(date) - dt.timedelta(days=1)).isoformat()


def _parts(text: str) -> tuple[int, int | None, int | None]:
    match = _SHAPE.fullmatch(text)
    if not match:
        raise ValueError(text)
    year, month, day = (int(part) if part else None for part in match.groups())
    if not year or month == 0 or (month or 1) > 12:
        raise ValueError(text)
    return year, month, day


def holds(since: str | None, until: str | None, as_of: str) -> Answer:
    """Return whether something valid from ``since`` to ``until`` holds on the (partial) date ``as_of``.

    An absent date is unknown: an unknown start counts as before, an unknown end as not yet.

    >>> holds("2020", "2022", "2022-03-10"), holds("2020", "2021", "2022"), holds("2020", None, "2022")
    ('possibly', 'no', 'yes')
    >>> holds("2022", None, "2022-05"), holds("2022-03-16", None, "2022-03-15")
    ('possibly', 'no')
    >>> holds("2020", "..2022", "2021"), holds("2020", "..2022", "2023")
    ('possibly', 'no')
    """
    first, last = first_day(as_of), last_day(as_of)
    if (since and first_day(since) > last) or (until and last_day(until) < first):
        return "no"
    started = not since or last_day(since) <= first
    lasts = not until or first_day(until) >= last
    return "yes" if started and lasts else "possibly"


def may_be_equal(one: str | None, other: str | None) -> bool:
    """Return whether two partial dates can mean the same day; an absent one can mean any.

    >>> may_be_equal("2022", "2022-03"), may_be_equal("2021", "2022"), may_be_equal(None, "2022")
    (True, False, True)
    """
    if not one or not other:
        return True
    return first_day(one) <= last_day(other) and first_day(other) <= last_day(one)
