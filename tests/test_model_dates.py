"""Partial dates as intervals: laws, and the cases that text comparison gets wrong."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from dtz_network.model.dates import first_day, holds, is_date, last_day, may_be_equal

days = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)).map(dt.date.isoformat)
partial = st.one_of(days, days.map(lambda d: d[:7]), days.map(lambda d: d[:4]))


@given(partial)
def test_a_partial_date_is_an_interval_of_days(date: str) -> None:
    assert is_date(date)
    assert first_day(date) <= last_day(date)
    assert first_day(date).startswith(date)
    assert last_day(date).startswith(date)


@given(partial, partial, days)
def test_what_holds_is_decided_by_the_days_it_can_mean(since: str, until: str, day: str) -> None:
    answer = holds(since, until, day)
    possible = first_day(since) <= day <= last_day(until)
    certain = last_day(since) <= day <= first_day(until)
    assert answer == ("yes" if certain else "possibly" if possible else "no")


@given(partial, partial)
def test_may_be_equal_is_symmetric_and_true_of_itself(one: str, other: str) -> None:
    assert may_be_equal(one, one)
    assert may_be_equal(one, other) == may_be_equal(other, one)
    assert may_be_equal(one, "")


@given(st.text(max_size=12))
def test_other_text_is_no_date(text: str) -> None:
    if is_date(text):
        assert text[:4].isdigit()
        assert len(text) in (4, 7, 10)


def test_a_role_until_2022_may_hold_in_march_2022() -> None:
    assert holds("2018", "2022", "2022-03-10") == "possibly"
    assert holds("2018", "2022-03-10", "2022-03-10") == "yes"
    assert holds("2018", "2022-03-09", "2022-03-10") == "no"
