"""What one person leaves to others."""

from __future__ import annotations

from functools import cache

from dtz_network.analysis.brokerage import handover
from dtz_network.analysis.brokerage.handover import Handover
from dtz_network.model.network import Network
from tests.analysis_networks import Cells, Tie, build, example, shuffled

ELS = "Person/els"
OURS = ("Association/bureau", ELS, "Person/jan")


@cache
def _network() -> Network:
    entities: dict[str, Cells] = {
        "Association/bureau": {}, ELS: {}, "Person/jan": {}, "Company/a": {}, "School/b": {}, "Company/c": {},
        "GovernanceBody/board": {}, "GovernanceBody/team": {},
        "Seat/s": {"body": "GovernanceBody/board", "side": "business", "role": "chair", "term_end": "2024-12-31"},
        "Event/past": {"date": "2022-01-05"}, "Event/soon": {"date": "2022-10"}, "Event/later": {"date": "2023"},
        "Event/declined": {"date": "2023"},
        "Action/late": {"assignee": ELS, "due": "2022-08", "status": "open", "event": "Event/past"},
        "Action/coming": {"assignee": [ELS, "Person/jan"], "due": "2022-12-01"},
        "Action/undated": {"assignee": ELS}, "Action/done": {"assignee": ELS, "due": "2022-01", "status": "done"},
        "Action/of-jan": {"assignee": "Person/jan", "due": "2022-01"},
        "Offer/heat": {"by": "Company/a", "until": "2022-08"}, "Offer/space": {"by": "Company/a"},
        "Need/trainees": {"by": "School/b", "until": "2024"}, "Need/other": {"by": "Company/c"},
        "Project/p": {},
    }  # fmt: skip
    ties: list[Tie] = [
        ("Employment", ELS, "Association/bureau", {"role": "adviser"}),
        ("Employment", ELS, "Company/c", {"until": "2020"}),
        ("Contact", ELS, "Company/a", {"since": "2021", "last_contact": "2022-06-01"}),
        ("Contact", ELS, "School/b"),
        ("Contact", "Person/jan", "School/b"),
        ("Contact", "Person/jan", "Company/c"),
        ("Membership", ELS, "GovernanceBody/board", {"seat": "Seat/s", "on_behalf_of": ["Company/a"]}),
        ("Membership", "Person/jan", "GovernanceBody/board", {"seat": "Seat/s", "capacity": "deputy"}),
        ("Membership", ELS, "GovernanceBody/team", {"until": "2030"}),
        ("Attendance", ELS, "Event/past"), ("Attendance", ELS, "Event/soon", {"role": "speaker"}),
        ("Attendance", ELS, "Event/later"), ("Attendance", ELS, "Event/declined", {"role": "excused"}),
        ("Introduction", "Company/a", "Company/c", {"status": "asked"}),
        ("Introduction", "Company/c", "Person/jan", {"status": "idea", "via": [ELS]}),
        ("Introduction", "School/b", "Company/c", {"status": "declined"}),
        ("Introduction", "Company/c", "Association/bureau", {"status": "idea"}),
        ("Participation", ELS, "Project/p", {"role": "lead"}),
    ]  # fmt: skip
    return build(entities, ties).at("2022-09-06")


def _found() -> Handover:
    return handover.find(_network(), ELS, bureau=OURS)


def test_contacts_with_who_else_holds_them() -> None:
    held = [(row.contact, row.last_contact, row.others) for row in _found().contacts]
    assert held == [("Company/a", "2022-06-01", ()), ("School/b", "", ("Person/jan",))]


def test_seats_to_refill_with_side_term_and_deputy() -> None:
    board, team = _found().seats
    assert (board.seat, board.side, board.role, board.term_end) == (
        "Seat/s",
        "business",
        "chair",
        "2024-12-31",
    )
    assert (board.on_behalf_of, board.others) == (("Company/a",), ("Person/jan",))
    assert (team.body, team.seat, team.term_end) == ("GovernanceBody/team", "", "2030")


def test_open_actions_soonest_first_with_what_is_overdue() -> None:
    found = [(row.action, row.overdue, row.others) for row in _found().actions]
    assert found == [
        ("Action/late", True, ()), ("Action/coming", False, ("Person/jan",)), ("Action/undated", False, ()),
    ]  # fmt: skip


def test_introductions_under_way_that_run_through_the_person_come_first() -> None:
    assert [(row.one, row.status, row.through) for row in _found().introductions] == [
        ("Company/c", "idea", "via"), ("Company/a", "asked", "contact"),
    ]  # fmt: skip


def test_offers_and_needs_of_contacts_that_still_stand() -> None:
    assert [row.entity for row in _found().on_offer] == ["Offer/space", "Need/trainees"]


def test_events_ahead_that_were_not_declined() -> None:
    assert [(row.event, row.role) for row in _found().events] == [
        ("Event/soon", "speaker"),
        ("Event/later", ""),
    ]


def test_jobs_that_ended_are_left_out_and_initiatives_told() -> None:
    assert [(row.entity, row.role) for row in _found().jobs] == [("Association/bureau", "adviser")]
    assert [(row.entity, row.role) for row in _found().initiatives] == [("Project/p", "lead")]


def test_who_loses_contact_with_the_person_is_told() -> None:
    assert _found().cut_off == ("Company/a",)
    assert _found().on == "2022-09-06"


def test_nothing_recorded_leaves_nothing() -> None:
    found = handover.find(build({"Person/x": {}}), "Person/x")
    assert not any(
        (found.contacts, found.seats, found.actions, found.introductions, found.events, found.cut_off)
    )


def test_the_order_of_rows_does_not_matter() -> None:
    person = next(tie.source for tie in example().ties("Contact"))
    assert handover.find(shuffled(example()), person) == handover.find(example(), person)
