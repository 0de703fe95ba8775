"""The network of the annual plan: its counts, its sums, and its lines in the plan's own text."""

from __future__ import annotations

import os
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from dtz_network import resources
from dtz_network.intake import network_tables
from dtz_network.intake.readers import files
from dtz_network.intake.rows import EntityRow, RelationRow
from dtz_network.model.schema import shipped

FOLDER = resources.graph_folder() / "dutch-techzone"


@pytest.fixture(scope="module")
def rows() -> list[EntityRow | RelationRow]:
    understood = network_tables.read(files.read(FOLDER).tables, shipped())
    assert [p.message("en") for p in understood.problems] == []
    return list(understood.rows)


@pytest.fixture(scope="module")
def lines() -> list[str]:
    data = os.environ.get("DTZ_TEST_DATA")
    plan = Path(data).parent / "seeds" / "jaarplan-2022.txt" if data else None
    if plan is None or not plan.exists():
        pytest.skip("the text of the annual plan is not here (DTZ_TEST_DATA is not set)")
    return plan.read_text(encoding="utf-8").split("\n")


def test_people_seats_and_memberships_are_those_of_the_plan(rows: list[EntityRow | RelationRow]) -> None:
    ties = [row for row in rows if isinstance(row, RelationRow) and row.type == "Membership"]
    assert Counter(tie.target.key for tie in ties) == {
        "program-board": 16,
        "coordinatieteam": 5,
        "programmateam": 11,
    }
    assert len({tie.source for tie in ties}) == 27
    several = Counter(tie.source.key for tie in ties)
    assert sorted(key for key, n in several.items() if n > 1) == [
        "alma-oldeman", "enno-van-der-werff", "guido-rink", "henriette-herbschleb", "peter-cool",
    ]  # fmt: skip


def test_seats_by_side_are_seven_three_six_and_the_director_is_unknown(
    rows: list[EntityRow | RelationRow],
) -> None:
    seats = [row for row in rows if isinstance(row, EntityRow) and row.type == "Seat"]
    board = [seat for seat in seats if seat.references["body"][0].key == "program-board"]
    assert Counter(seat.values["side"][0] for seat in board) == {
        "business": 7,
        "education": 3,
        "government": 6,
    }
    rest = [seat.values for seat in seats if seat not in board]
    assert [(seat["role"], seat["holder_status"]) for seat in rest] == [(("director",), ("unknown",))]


def test_the_school_on_a_business_seat_stays_a_school(rows: list[EntityRow | RelationRow]) -> None:
    tie = next(r for r in rows if isinstance(r, RelationRow) and r.source.key == "hans-boers")
    assert [ref.type for ref in tie.references["on_behalf_of"]] == ["School"]
    seat = next(r for r in rows if isinstance(r, EntityRow) and r.key == tie.references["seat"][0].key)
    assert seat.values["side"] == ("business",)


def test_one_person_speaks_for_two_organisations_and_one_line_holds_two_people(
    rows: list[EntityRow | RelationRow],
) -> None:
    ties = {r.source.key: r for r in rows if isinstance(r, RelationRow) and r.target.key == "programmateam"}
    assert len(ties["cigdem-zantingh"].references["on_behalf_of"]) == 2
    assert ties["annette-verhoef"].place == ties["robert-dreier"].place


def test_no_contact_details_and_no_invented_dates(rows: list[EntityRow | RelationRow]) -> None:
    for row in rows:
        if isinstance(row, EntityRow):
            assert not {"email", "phone"} & row.values.keys()
        elif row.type == "Membership":
            assert (row.since, row.until) == ("", "")


def test_every_row_names_a_line_that_holds_its_name_or_amount(
    rows: list[EntityRow | RelationRow], lines: list[str]
) -> None:
    wrong = []
    for row in rows:
        place = re.fullmatch(r"regel (\d+)(?:-(\d+))?", row.place)
        assert place, row
        first, last = int(place[1]), int(place[2] or place[1])
        text = plain(" ".join(lines[first - 1 : last]))
        if isinstance(row, EntityRow) and row.type in ("Person", "Company", "School", "Government"):
            names = [*row.values["name"], *row.values.get("other_name", ())]
            if not any(plain(name) in text for name in names):
                wrong.append((row.place, names))
        if isinstance(row, EntityRow) and row.type == "Figure":
            value = Decimal(row.values["value"][0])
            if f"{value:,.0f}".replace(",", ".") not in text and f"{value:.0f}" not in text and value != 1:
                wrong.append((row.place, [str(value)]))
    assert wrong == []


def plain(text: str) -> str:
    return re.sub(r"[^a-z0-9.]", "", text.lower().replace("ë", "e").replace("é", "e").replace("ï", "i"))
