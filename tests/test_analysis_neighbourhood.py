"""The shortest way between two entities, and what lies around one."""

from __future__ import annotations

from dtz_network.analysis.introducing import neighbourhood
from tests.analysis_networks import Cells, Tie, build, plan, shuffled

BOARD = "GovernanceBody/program-board"


def test_two_members_of_the_board_meet_there() -> None:
    way = neighbourhood.path(plan(), "Person/peter-cool", "Person/hans-boers")
    assert way.found
    assert way.entities == ("Person/peter-cool", BOARD, "Person/hans-boers")
    assert [(step.type, step.reverse) for step in way.steps] == [("Membership", False), ("Membership", True)]
    assert all(step.statements for step in way.steps)


def test_a_way_goes_over_the_organisation_that_one_sits_for() -> None:
    way = neighbourhood.path(plan(), "Person/marc-otto", "Person/robert-dreier", without=[BOARD])
    assert way.entities == ("Person/marc-otto", "School/nhl-stenden", "Person/robert-dreier")


def test_nobody_is_near_by_living_in_the_same_place() -> None:
    entities: dict[str, Cells] = {"Company/a": {}, "Company/b": {}, "Region/r": {}}
    ties: list[Tie] = [("Location", end, "Region/r") for end in ("Company/a", "Company/b")]
    network = build(entities, ties)
    assert not neighbourhood.path(network, "Company/a", "Company/b").found
    assert neighbourhood.path(network, "Company/a", "Company/b", not_through=()).found
    assert neighbourhood.path(network, "Company/a", "Region/r").found


def test_a_way_to_itself_has_no_steps_and_to_nobody_is_not_found() -> None:
    same = neighbourhood.path(plan(), BOARD, BOARD)
    assert (same.found, same.steps, same.entities) == (True, (), (BOARD,))
    lost = neighbourhood.path(plan(), BOARD, "Person/nobody")
    assert (lost.found, lost.steps, lost.entities) == (False, (), ())


def test_a_seat_is_near_its_body_by_its_property() -> None:
    way = neighbourhood.path(plan(), "Seat/programmabureau-directeur", "GovernanceBody/programmabureau")
    assert [(step.type, step.relationship) for step in way.steps] == [("body", "")]


def test_around_a_body_are_its_people_seats_and_what_it_is_part_of() -> None:
    near = neighbourhood.around(plan(), "GovernanceBody/coordinatieteam")
    kinds = sorted({n.entity.split("/")[0] for n in near.near})
    assert kinds == ["GovernanceBody", "Person"]
    assert dict(near.ties)["Membership"] == 5
    assert {n.distance for n in near.near} == {1}


def test_further_away_is_more_and_never_nearer() -> None:
    one = neighbourhood.around(plan(), "Person/peter-cool", 1)
    two = neighbourhood.around(plan(), "Person/peter-cool", 2)
    assert {n.entity for n in one.near} == {n.entity for n in two.near if n.distance == 1}
    assert len(two.near) > len(one.near)


def test_the_way_is_the_same_in_any_order_of_rows() -> None:
    ends = ("Person/hans-boers", "School/rijnland-instituut")
    found, again = (neighbourhood.path(n, *ends) for n in (plan(), shuffled(plan())))
    assert found.entities == again.entities
    assert found.found


def test_around_a_place_are_those_who_are_there() -> None:
    near = neighbourhood.around(plan(), "Region/emmen")
    assert "Government/gemeente-emmen" in {n.entity for n in near.near}
