"""Widths of the columns of tables in Word: the whole page, and no word broken while letters may become smaller."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dtz_network.report.render import columns
from dtz_network.report.report_model import Table, cells

PAGE = 470.0
WORDS = st.text("abcdefghijklm ", min_size=1, max_size=40)
ROWS = st.integers(1, 9).flatmap(
    lambda n: st.lists(st.lists(WORDS, min_size=n, max_size=n), min_size=1, max_size=4)
)


@given(ROWS)
def test_columns_fill_the_page_and_each_has_room_for_its_longest_word(rows: list[list[str]]) -> None:
    table = Table("t", tuple(rows[0]), tuple(cells(*row) for row in rows[1:]))
    size, widths = columns.fitted(table, PAGE)
    assert sum(widths) == pytest.approx(PAGE)
    assert 7 <= size <= 9
    if size > 7:
        for place, width in enumerate(widths):
            assert width >= 0.4 * size * max(len(word) for row in rows for word in row[place].split(" "))


def test_headings_of_a_wide_table_are_not_broken() -> None:
    heads = ("naam", "aantal", "ondernemers", "onderwijs", "overheid", "samenleving", "wat opvalt")
    row = ("Groep 5: ICT en digitalisering", "14", "9", "0", "2", "3", "geen onderwijs")
    size, widths = columns.fitted(Table("t", heads, (cells(*row),)), PAGE)
    assert size >= 8
    for head, width in zip(heads, widths, strict=True):
        assert width >= 0.65 * size * max(map(len, head.split())) + 6


def test_a_word_of_broad_letters_has_more_room_than_one_of_narrow_letters() -> None:
    _, widths = columns.fitted(Table("t", ("mmmmmmmm", "llllllll"), ()), PAGE)
    assert widths[0] > 1.5 * widths[1]
