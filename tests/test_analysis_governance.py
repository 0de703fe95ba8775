"""Bodies and seats: the year plan's own numbers, and dates, deputies and doubtful seats."""

from __future__ import annotations

import pytest

from dtz_network.analysis.administration import governance
from dtz_network.edition.withholding import withhold
from dtz_network.model.network import Network
from dtz_network.report.report_model import Bullets, Detail, Writer
from dtz_network.report.sections import governance as sections
from tests.analysis_networks import Cells, Tie, build, plan

BOARD, TEAM, COORDINATION = (
    f"GovernanceBody/{key}" for key in ("program-board", "programmateam", "coordinatieteam")
)


def _body(seats: dict[str, Cells], ties: list[Tie], people: tuple[str, ...] = ("an", "bo")) -> Network:
    entities: dict[str, Cells] = {"GovernanceBody/board": {}, "GovernanceBody/team": {}, "Company/acme": {}}
    entities |= {f"Seat/{key}": {"body": "GovernanceBody/board", **cells} for key, cells in seats.items()}
    return build(entities | {f"Person/{key}": {} for key in people}, ties)


def _member(person: str, body: str = "board", **cells: str) -> Tie:
    return ("Membership", f"Person/{person}", f"GovernanceBody/{body}", cells)


def test_the_plan_has_a_board_of_sixteen_seats_by_side() -> None:
    board = governance.body(plan(), BOARD)
    assert len(board.seats) == 16
    assert board.by_side == (("business", 7), ("education", 3), ("government", 6))
    assert {seat.state for seat in board.seats} == {"filled"}
    assert not board.unseated
    assert not board.vacancies


def test_the_plan_has_27_people_on_32_memberships_five_of_them_in_two_bodies() -> None:
    found = governance.describe(plan())
    assert (found.people, found.memberships) == (27, 32)
    names = [plan().name(person) for person, where in found.several if len(where) == 2]
    assert names == [
        "Alma Oldeman", "Enno van der Werff", "Guido Rink", "Henriëtte Herbschleb", "Peter Cool",
    ]  # fmt: skip
    assert found.basis.band == "exact"
    assert found.basis.date == "2022-09-06"


def test_the_plan_has_interlocks_of_three_and_two_people_and_none() -> None:
    pairs = {frozenset((lock.one, lock.other)): len(lock.people) for lock in governance.interlocks(plan())}
    assert pairs == {frozenset((BOARD, COORDINATION)): 3, frozenset((COORDINATION, TEAM)): 2}
    (shared,) = governance.shared_parties(plan())
    assert {shared.one, shared.other} == {BOARD, TEAM}
    assert len(shared.organisations) == 8


def test_every_interlock_of_the_plan_rests_on_two_memberships_a_person() -> None:
    for lock in governance.interlocks(plan()):
        assert len(lock.statements) == 2 * len(lock.people)


def test_the_director_of_the_plan_is_a_role_without_a_name() -> None:
    unknown = [seat for report in governance.bodies(plan()) for seat in report.unknown]
    assert [(seat.seat, seat.role) for seat in unknown] == [("Seat/programmabureau-directeur", "director")]


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("vacant", "vacant"),
        ("unknown", "unknown"),
        ("withheld", "withheld"),
        ("", "unknown"),
        ("filled", "unknown"),
    ],
)
def test_a_seat_is_vacant_only_where_a_source_says_so(said: str, state: str) -> None:
    network = _body({"one": {"holder_status": said}}, [])
    assert governance.body(network, "GovernanceBody/board").seats[0].state == state


def test_a_deputy_alone_does_not_fill_a_seat() -> None:
    network = _body({"one": {"holder_status": "vacant"}}, [_member("an", seat="Seat/one", capacity="deputy")])
    (seat,) = governance.body(network, "GovernanceBody/board").seats
    assert (seat.state, [h.person for h in seat.holders]) == ("vacant", ["Person/an"])


def test_two_holders_at_once_are_doubled_and_successors_are_not() -> None:
    first, second = _member("an", seat="Seat/one", until="2021"), _member("bo", seat="Seat/one", since="2022")
    assert not governance.body(_body({"one": {}}, [first, second]), "GovernanceBody/board").seats[0].doubled
    both = [_member("an", seat="Seat/one"), _member("bo", seat="Seat/one", since="2022")]
    assert governance.body(_body({"one": {}}, both), "GovernanceBody/board").seats[0].doubled


def test_memberships_that_never_met_are_no_interlock() -> None:
    apart = [_member("an", until="2019"), _member("an", "team", since="2020")]
    assert governance.interlocks(_body({}, apart)) == ()
    assert governance.in_several_bodies(_body({}, apart)) == []
    meeting = [_member("an", until="2020"), _member("an", "team", since="2020")]
    assert [lock.people for lock in governance.interlocks(_body({}, meeting))] == [("Person/an",)]


def test_on_a_date_only_the_holder_of_that_date_is_shown() -> None:
    ties = [_member("an", seat="Seat/one", until="2021-06"), _member("bo", seat="Seat/one", since="2021-07")]
    network = _body({"one": {}}, ties)
    for date, person in (("2021-06-30", "Person/an"), ("2021-07-31", "Person/bo")):
        (seat,) = governance.body(network.at(date), "GovernanceBody/board").seats
        assert [holder.person for holder in seat.holders] == [person]
    (seat,) = governance.body(network.at("2021"), "GovernanceBody/board").seats
    assert {holder.certain for holder in seat.holders} == {"possibly"}


def test_terms_end_on_their_last_day_soonest_first() -> None:
    seats: dict[str, Cells] = {
        "late": {"term_end": "2023"}, "soon": {"term_end": "2022-03"}, "open": {},
    }  # fmt: skip
    network = _body(seats, [])
    assert [seat.seat for seat in governance.terms_ending(network, "2023-12-31")] == ["Seat/soon"]
    assert [s.seat for s in governance.terms_ending(network, "2024")] == ["Seat/soon", "Seat/late"]


def test_a_seat_without_a_term_of_its_own_takes_the_first_end_of_its_holders() -> None:
    network = _body({"one": {}}, [_member("an", seat="Seat/one", until="2025-12-31")])
    assert governance.body(network, "GovernanceBody/board").seats[0].term_end == "2025-12-31"


def test_seats_stand_in_the_order_of_their_number_and_a_bad_number_comes_last() -> None:
    seats: dict[str, Cells] = {"c": {"number": "10"}, "a": {"number": "x"}, "b": {"number": "2"}}
    found = governance.body(_body(seats, []), "GovernanceBody/board").seats
    assert [seat.seat for seat in found] == ["Seat/b", "Seat/c", "Seat/a"]


def test_a_seat_stands_for_who_its_holder_represents_else_for_who_appoints() -> None:
    seats: dict[str, Cells] = {"one": {"appointed_by": "GovernanceBody/team"}, "two": {}}
    held: Tie = (
        "Membership", "Person/an", "GovernanceBody/board", {"seat": "Seat/two", "on_behalf_of": ["Company/acme"]},
    )  # fmt: skip
    found = {s.seat: s.parties for s in governance.body(_body(seats, [held]), "GovernanceBody/board").seats}
    assert found == {"Seat/one": ("GovernanceBody/team",), "Seat/two": ("Company/acme",)}


def test_seats_stand_in_natural_order() -> None:
    """Seat 2 stands before seat 10, also where only the name has the number."""
    names = [f"Board, zetel {number}" for number in (1, 2, 9, 10, 11)]
    seats = {f"Seat/{name}": {"body": "GovernanceBody/board"} for name in reversed(names)}
    network = build({"GovernanceBody/board": {}, **seats})
    found = governance.body(network, "GovernanceBody/board")
    assert [network.name(seat.seat) for seat in found.seats] == names


def test_of_a_seat_that_was_left_it_is_told_who_left_and_when() -> None:
    ties = [
        _member("an", seat="Seat/one", until="2020"),
        _member("bo", seat="Seat/one", since="2021", until="2022-06-30"),
        _member("cy", seat="Seat/two", since="2021"),
    ]
    network = _body({"one": {}, "two": {}}, ties, ("an", "bo", "cy")).at("2023")
    one, two = governance.body(network, "GovernanceBody/board").seats
    assert (one.state, two.left) == ("unknown", None)
    assert one.left is not None
    assert (one.left.person, one.left.until) == ("Person/bo", "2022-06-30")
    _, told, *_ = sections.overview(network, governance.describe(network), Writer("en"), Detail())
    (bullets,) = told.blocks
    assert isinstance(bullets, Bullets)
    first = "".join(map(str, bullets.items[0])).replace("\N{NO-BREAK SPACE}", " ")
    assert (
        first
        == "one (board): bo no longer sits there (last day: 30 June 2022); no source names who came after."
    )
    assert [withhold(network, "public").former, withhold(network, "partner").former] == [(), ()]


def test_who_will_come_has_not_left() -> None:
    network = _body({"one": {}}, [_member("an", seat="Seat/one", since="2030", until="2031")]).at("2023")
    (seat,) = governance.body(network, "GovernanceBody/board").seats
    assert seat.left is None
