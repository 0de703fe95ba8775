"""Change on two clocks: dates by hand, what was only heard, groups beyond noise, numbers that add up."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dtz_network.analysis.grouping.groups import Settings
from dtz_network.analysis.history import change, group_change, valid_change
from dtz_network.analysis.history.change import Change
from dtz_network.analysis.history.valid_change import Period
from dtz_network.model.network import Network
from tests.analysis_networks import Cells, Tie, build, example, participations, plan

SINCE, UNTIL = "2022-03-10", "2022-12-31"
PERIOD = Period(SINCE, UNTIL)
PEOPLE: dict[str, Cells] = {
    "Person/an": {}, "Person/bo": {}, "GovernanceBody/board": {}, "Company/acme": {}, "Project/p": {},
    "Seat/one": {"body": "GovernanceBody/board"},
}  # fmt: skip
NOTHING = build({})


def _sits(person: str, **cells: str) -> Tie:
    return ("Membership", f"Person/{person}", "GovernanceBody/board", cells)


def _compare(then: Network, now: Network, since: str = SINCE, until: str = UNTIL) -> Change:
    return change.compare(then, now, since, until)


def _known(*ties: Tie, more: dict[str, Cells] | None = None) -> Network:
    return build({**PEOPLE, **(more or {})}, ties)


@pytest.mark.parametrize(
    ("date", "begins", "surely"),
    [
        ("2022-03-10", False, False), ("2022-03-11", True, True), ("2022-12-31", True, True),
        ("2023-01-01", False, False), ("2022-03", True, False), ("2022-04", True, True), ("2022", True, False),
        ("2021", False, False), ("2023", False, False), ("", False, False), ("ooit", False, False),
    ],
)  # fmt: skip
def test_a_date_begins_in_the_period_surely_possibly_or_not(date: str, begins: bool, surely: bool) -> None:
    assert PERIOD.begins(date) == begins
    assert (begins and PERIOD.surely("began", date)) == surely


@pytest.mark.parametrize(
    ("date", "ends", "surely"),
    [
        ("2022-03-09", False, False), ("2022-03-10", True, True), ("2022-12-30", True, True),
        ("2022-12-31", False, False), ("2022-03", True, False), ("2022", True, False), ("2022-05", True, True),
    ],
)  # fmt: skip
def test_a_last_day_is_inclusive(date: str, ends: bool, surely: bool) -> None:
    assert PERIOD.ends(date) == ends
    assert (ends and PERIOD.surely("ended", date)) == surely


def test_what_began_after_is_a_change_in_the_region_whenever_it_was_heard() -> None:
    now = _known(_sits("an", since="2022-05"))
    for then in (now, _known(), NOTHING):
        found = _compare(then, now)
        assert [(t.what, t.source, t.sure) for t in found.ties] == [("began", "Person/an", True)]
        assert found.learned.ties == ()


def test_a_role_of_2021_heard_in_2022_is_only_learned() -> None:
    found = _compare(_known(), _known(_sits("an", since="2021-09")))
    assert found.ties == ()
    assert [(t.how, t.source, t.since) for t in found.learned.ties] == [("added", "Person/an", "2021-09")]


def test_a_role_without_a_start_is_only_learned_and_counted_as_undated() -> None:
    found = _compare(_known(), _known(_sits("an")))
    assert (found.ties, len(found.learned.ties), found.undated) == ((), 1, 1)


def test_an_end_that_came_is_no_correction_and_an_end_before_is() -> None:
    then = _known(_sits("an", since="2019"))
    ended = _compare(then, _known(_sits("an", since="2019", until="2022-05-01")))
    assert [(t.what, t.on) for t in ended.ties] == [("ended", "2022-05-01")]
    assert ended.learned.ties == ()
    earlier = _compare(then, _known(_sits("an", since="2019", until="2021-12")))
    assert earlier.ties == ()
    (tie,) = earlier.learned.ties
    assert (tie.how, [(d.field, d.before, d.after) for d in tie.differences]) == (
        "corrected", [("until", "", "2021-12")],
    )  # fmt: skip


def test_what_was_known_to_come_has_come() -> None:
    same = _known(_sits("an", since="2022-05"))
    assert [t.what for t in _compare(same, same).ties] == ["began"]


def test_what_was_taken_back_is_told() -> None:
    found = _compare(_known(_sits("an", since="2019")), _known())
    assert [(t.how, t.source) for t in found.learned.ties] == [("withdrawn", "Person/an")]
    assert (found.ties, found.counts[0].then, found.counts[0].heard, found.counts[0].now) == ((), 1, -1, 0)


def test_a_seat_that_passes_on_is_one_change() -> None:
    now = _known(
        _sits("an", seat="Seat/one", since="2019", until="2022-06-30"),
        _sits("bo", seat="Seat/one", since="2022-07"),
    )
    (seat,) = _compare(now, now).seats
    assert (seat.before, seat.after, seat.held, seat.holds) == (
        "filled",
        "filled",
        ("Person/an",),
        ("Person/bo",),
    )


def test_a_term_that_ended_is_told_with_its_seat() -> None:
    seat: dict[str, Cells] = {"Seat/one": {"body": "GovernanceBody/board", "term_end": "2022-06-30"}}
    now = _known(more=seat)
    assert [s.term_ended for s in _compare(now, now).seats] == ["2022-06-30"]
    assert _compare(now, now, "2022-07-01").seats == ()


def test_initiatives_begin_and_end_and_new_to_us_is_not_new() -> None:
    started = _known(more={"Project/p": {"start": "2022-05", "end": "2022-11"}})
    assert [(p.what, p.on) for p in _compare(NOTHING, started).entities] == [
        ("began", "2022-05"),
        ("ended", "2022-11"),
    ]
    assert "Project/p" not in {e.id for e in _compare(NOTHING, started).learned.entities}
    older = _known(more={"Project/q": {"start": "2020"}})
    found = _compare(_known(), older)
    assert found.entities == ()
    assert [(e.how, e.id) for e in found.learned.entities] == [("added", "Project/q")]


def test_a_meeting_in_the_period_is_news_of_the_region_and_one_before_is_only_heard_of() -> None:
    now = _known(more={"Event/new": {"date": "2022-05-20"}, "Event/old": {"date": "2021-05-20"}})
    found = _compare(_known(), now)
    assert [(e.what, e.id, e.on) for e in found.entities] == [("began", "Event/new", "2022-05-20")]
    assert [e.id for e in found.learned.entities] == ["Event/old"]


def test_a_corrected_value_is_told_with_what_it_was() -> None:
    then, now = (_known(more={"Project/p": {"budget": amount}}) for amount in ("100", "120"))
    (entity,) = _compare(then, now).learned.entities
    assert [(d.field, d.before, d.after) for d in entity.differences] == [("budget", "100", "120")]


def test_a_merge_is_followed() -> None:
    then = _known(_sits("an", since="2019"), _sits("bo", since="2019"))
    now = _known(_sits("an", since="2019"))
    merged = replace(now.entities["Person/an"], aliases=("Person/bo",))
    entities = {key: e for key, e in now.entities.items() if key not in ("Person/an", "Person/bo")}
    found = _compare(then, replace(now, entities={**entities, "Person/an": merged}))
    assert [e.how for e in found.learned.entities if e.id == "Person/bo"] == []


def test_money_counts_from_its_year() -> None:
    paid = _known(("Funding", "Company/acme", "Project/p", {"year": "2022", "amount": "10"}))
    (tie,) = _compare(paid, paid, "2021-12-31", "2022-12-31").ties
    assert (tie.type, tie.what, tie.sure) == ("Funding", "began", True)
    assert not _compare(paid, paid, SINCE).ties[0].sure


def test_better_registration_is_not_taken_for_growth() -> None:
    """Two parties of three are recorded later: their ties are no news, and are told apart."""
    full = participations([("a", "p"), ("b", "p"), ("c", "p")])
    first = participations([("a", "p")])
    found = _compare(first, full)
    assert found.turnover.newly_recorded == ("Company/b", "Company/c")
    assert (found.turnover.parties, found.turnover.kept, found.turnover.jaccard) == (1, 1, 1.0)
    (row,) = found.counts
    assert (row.then, row.heard, row.began, row.ended, row.now) == (1, 2, 0, 0, 3)


def test_turnover_on_the_common_parties() -> None:
    ties: list[Tie] = [
        ("Participation", f"Company/{a}", f"Project/{p}", {"since": since, "until": until})
        for a, p, since, until in (
            ("a", "p", "2019", ""), ("b", "p", "2019", "2022-05-31"), ("b", "q", "2022-06", ""), ("a", "q", "2022-06", ""),
        )
    ]  # fmt: skip
    now = build({"Company/a": {}, "Company/b": {}, "Project/p": {}, "Project/q": {}}, ties)
    turn = _compare(now, now).turnover
    assert (turn.kept, turn.began, turn.ended, turn.jaccard) == (1, 2, 1, 0.25)


def test_more_beginnings_than_ends_are_growth_only_beyond_chance() -> None:
    assert [change.direction(*pair) for pair in ((3, 0), (6, 0), (9, 0), (5, 5), (0, 9))] == [
        "too_little", "likely", "sure", "too_little", "sure",
    ]  # fmt: skip


# --- laws

dates = st.sampled_from(["", "2020", "2022-05", "2022-03-10", "2022", "2023"])
members = st.lists(st.tuples(st.sampled_from(["an", "bo"]), dates, dates), max_size=6)


def _network(found: list[tuple[str, str, str]]) -> Network:
    return _known(*(_sits(person, since=since, until=until) for person, since, until in found))


@settings(deadline=None, max_examples=60)
@given(members, members)
def test_then_and_what_was_learned_and_what_changed_make_now(
    old: list[tuple[str, str, str]], new: list[tuple[str, str, str]]
) -> None:
    then, now = _network(old), _network(new)
    found = _compare(then, now)
    for row in found.counts:
        assert row.now == row.then + row.heard + row.began - row.ended
    how = Counter(tie.how for tie in found.learned.ties)
    in_period = [t for t in found.ties if t.what == "began"]
    assert len(now.relationships) - len(then.relationships) <= how["added"] - how["withdrawn"] + len(
        in_period
    )
    assert all(PERIOD.begins(t.on) if t.what == "began" else PERIOD.ends(t.on) for t in found.ties)


@settings(deadline=None, max_examples=40)
@given(members)
def test_nothing_is_learned_where_nothing_was_said(found: list[tuple[str, str, str]]) -> None:
    network = _network(found)
    learned = _compare(network, network).learned
    assert (learned.ties, learned.entities) == ((), ())
    assert valid_change.ties(network, Period(SINCE, SINCE)) == []


@pytest.mark.parametrize("network", [NOTHING, build({"Company/a": {}}), plan()])
def test_poor_networks_have_a_change_too(network: Network) -> None:
    for then in (NOTHING, network):
        found = _compare(then, network)
        assert found.groups.state == "too_few"
        assert found.basis.n == len(network.entities)


# --- groups

QUICK = Settings(runs=10, perturbed=20, twins=19, resolutions=(0.7,))


def _moved() -> Network:
    """Return the example in which half of the metal group leaves it for the group of agrofood in 2025."""
    group = example_groups["Metaal en robotisering"]
    own, other = (example_projects[name] for name in ("Metaal en robotisering", "Agrofood en logistiek"))
    movers = group[::2]
    ties = [
        replace(tie, until="2024-12") if tie.source in movers and tie.target in own else tie
        for tie in example().relationships
    ]
    sample = next(tie for tie in ties if tie.type == "Participation")
    ties += [
        replace(
            sample,
            id=f"new-{m}-{i}",
            source=m,
            target=other[(place + i) % len(other)],
            since="2025-01",
            until="",
        )
        for place, m in enumerate(movers)
        for i in range(4)
    ]
    return replace(example(), relationships=ties)


def _planted(key: str) -> dict[str, list[str]]:
    import yaml

    from dtz_network import resources

    text = (resources.graph_folder() / "example" / "planted.yaml").read_text(encoding="utf-8")
    found: dict[str, list[str]] = yaml.safe_load(text)[key]
    return found


example_groups, example_projects = _planted("groups"), _planted("group_projects")


def test_groups_that_lose_a_few_ties_have_not_changed() -> None:
    ties = [replace(t, until="2024-06") if i % 25 == 0 else t for i, t in enumerate(example().relationships)]
    network = replace(example(), relationships=ties)
    found = group_change.compare(network.at("2024-03-01"), network.at("2025-06-01"), settings=QUICK)
    assert found.state == "compared"
    assert {one.state for one in found.groups} <= {"same", "noise"}


def test_a_group_of_which_half_leaves_has_changed_and_who_moved_is_named() -> None:
    network = _moved()
    found = group_change.compare(network.at("2024-03-01"), network.at("2025-06-01"), settings=QUICK)
    assert found.state == "compared"
    assert "changed" in {one.state for one in found.groups}
    movers = example_groups["Metaal en robotisering"][::2]
    named = {move.organisation for move in found.moves}
    assert len(named & set(movers)) >= len(movers) // 2
    assert len(named - set(movers)) <= 2


def test_the_same_network_on_two_days_has_the_same_groups() -> None:
    found = group_change.compare(example(), example(), settings=QUICK)
    assert {one.state for one in found.groups} == {"same"}
    assert (found.moves, found.unsure) == ((), ())


def test_attendance_began_on_the_day_of_its_event_and_an_introduction_when_it_was_decided() -> None:
    """Neither needs a start of its own: what was in 2022 did not just become known."""
    more: dict[str, Cells] = {"Event/fair": {"date": "2022-05-03"}}
    ties: list[Tie] = [
        ("Attendance", "Person/an", "Event/fair"),
        ("Introduction", "Person/an", "Person/bo", {"decided": "2022-06"}),
    ]
    now = _known(*ties, more=more)
    found = _compare(now, now)
    assert [(t.type, t.on) for t in found.ties if t.type in {"Attendance", "Introduction"}] == [
        (kind, on) for kind, on in sorted([("Attendance", "2022-05-03"), ("Introduction", "2022-06")])
    ]
    assert found.undated == 0


def test_nothing_grew_surely_where_nothing_was_recorded_before() -> None:
    now = _known(*[_sits("an", since=f"2022-{month:02}") for month in range(4, 13)])
    assert {row.certainty for row in _compare(NOTHING, now).counts} == {"too_little"}
    assert {row.certainty for row in _compare(_known(), now).counts} == {"sure"}
