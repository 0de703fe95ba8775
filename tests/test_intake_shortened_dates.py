"""Dates as other exporters write them: read where they can mean one day only, told where something was left out, refused else."""

from __future__ import annotations

import pytest

from dtz_network.errors import Problem
from dtz_network.intake import contact_list
from dtz_network.intake.readers import files
from dtz_network.intake.rows import RelationRow, Understood
from dtz_network.model import schema

SCHEMA = schema.shipped()
HEAD = "Naam;Organisatie;Sinds\n"


def read(*dates: str) -> Understood:
    rows = "".join(f"Persoon {chr(65 + n)}. Vos;Alfa B.V.;{date}\n" for n, date in enumerate(dates))
    return contact_list.read(files.read_bytes((HEAD + rows).encode(), "lijst.csv").tables, SCHEMA)


def since(found: Understood) -> list[str]:
    return [row.since for row in found.rows if isinstance(row, RelationRow) and row.type == "Employment"]


@pytest.mark.parametrize(
    "written",
    [
        "01-Apr-2015",
        "1 avril 2015",
        "1. April 2015",
        "2015/4/1",
        "20150401",
        "1 de abril de 2015",
        "1. 4. 2015",
    ],
)
def test_a_whole_date_in_another_form_is_read_and_needs_no_telling(written: str) -> None:
    found = read(written)
    assert (since(found), [d.key for d in found.doubtful if "date" in d.key]) == (["2015-04-01"], [])


def test_a_year_of_two_figures_and_a_day_of_a_spreadsheet_are_read_and_told_once() -> None:
    found = read("1-4-15", "01-Apr-98", "42095", "apr-15")
    assert since(found) == ["2015-04-01", "1998-04-01", "2015-04-01", "2015-04"]
    told = [dict(d.values) for d in found.doubtful if d.key == "date-shortened"]
    assert told == [{"column": "Sinds", "value": "1-4-15", "read": "2015-04-01"}]


def test_of_short_years_with_slashes_another_row_still_proves_the_order() -> None:
    assert since(read("05/04/15", "05/24/15")) == ["2015-05-04", "2015-05-24"]
    assert [d.key for d in read("05/04/15").doubtful if d.key == "date-order"] == ["date-order"]


@pytest.mark.parametrize("written", ["4-15", "31-2-15", "12345", "2015-13-01", "ooit"])
def test_what_is_no_date_is_still_refused_with_its_place(written: str) -> None:
    assert [(p.key, p.row) for p in read(written).problems if isinstance(p, Problem)] == [("value-date", 2)]
