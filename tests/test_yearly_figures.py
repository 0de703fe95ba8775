"""The yearly figures count themselves out of the contact log: initiatives and not conversations, each thing once."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from dtz_network.analysis.administration import counting, logged
from dtz_network.cli import main
from dtz_network.errors import InputError
from dtz_network.model.network import Network
from dtz_network.report.render import markdown
from dtz_network.store.base import Store
from dtz_network.workflows import by_hand, configuration, contact_log, reports, stores, yearly
from dtz_network.workflows.by_hand import Act
from tests.analysis_networks import Cells, Tie, build, plan, shuffled

US = ("Bureau", "Anna")
ENTITIES: dict[str, Cells] = {
    "Association/Bureau": {}, "Person/Anna": {}, "Person/Bas": {}, "Person/Cor": {},
    "Company/Alfa": {}, "Company/Beta": {}, "School/Gamma": {},
    "Project/Waterstof": {}, "Project/Robots": {}, "Project/Biobased": {},
    "Event/talk1": {"kind": "conversation", "date": "2021-02-03"},
    "Event/talk2": {"kind": "conversation", "date": "2021-05-06"},
    "Event/talk3": {"kind": "conversation", "date": "2021-09-01", "about": ["Project/Biobased"]},
    "Event/talk4": {"kind": "conversation", "date": "2021-10-01"},
    "Event/talk5": {"kind": "conversation", "date": "2020-12-31"},
    "Event/visit1": {"kind": "visit", "date": "2021-06"},
    "Event/net1": {"kind": "meeting", "date": "2021-03-12"},
    "Event/net2": {"kind": "meeting", "date": "2021-04-12"},
    "Event/net3": {"kind": "meeting", "date": "2021-11"},
    "Event/net4": {"kind": "meeting", "date": "2021"},
    "Event/undated": {"kind": "meeting"},
    "Event/planned": {"kind": "meeting", "date": "2022-12-01"},
    "Action/a1": {"event": "Event/talk1", "due": "2022-03", "status": "done"},
    "Action/a2": {"due": "2021-12-31", "status": "open"},
    "Action/a3": {"due": "2022-01-01", "status": "open"},
    "GovernanceBody/werkgroep": {"kind": "working_group"}, "GovernanceBody/stuurgroep": {"kind": "steering_group"},
    "GovernanceBody/team": {"kind": "team"}, "GovernanceBody/oud": {"kind": "working_group"},
    "Figure/f1": {"subject": "Association/Bureau", "indicator": "initiatives_spoken", "period": "2021", "value": "70", "unit": "count"},
    "Figure/f2": {"subject": "Company/Alfa", "indicator": "initiatives_spoken", "period": "2021", "value": "9", "unit": "count"},
    "Figure/f3": {"subject": "Association/Bureau", "indicator": "visits", "period": "2021", "value": "1.5", "unit": "count"},
}  # fmt: skip
TIES: list[Tie] = [
    ("Employment", "Person/Bas", "Company/Alfa", {"since": "2019"}),
    ("Participation", "Company/Alfa", "Project/Waterstof", {"role": "lead"}),
    ("Participation", "Company/Beta", "Project/Waterstof"),
    ("Participation", "Company/Beta", "Project/Robots"),
    ("Attendance", "Person/Bas", "Event/talk1", {"role": "attendee"}),
    ("Attendance", "Company/Alfa", "Event/talk2", {"role": "attendee"}),
    ("Attendance", "Company/Beta", "Event/talk3"),
    ("Attendance", "Company/Beta", "Event/talk4"),
    ("Attendance", "Company/Alfa", "Event/talk5"),
    ("Attendance", "School/Gamma", "Event/visit1"),
    ("Attendance", "Company/Alfa", "Event/net1"),
    ("Attendance", "Company/Alfa", "Event/net2"),
    ("Attendance", "Person/Anna", "Event/net2", {"role": "excused"}),
    ("Attendance", "Company/Alfa", "Event/net4"),
    ("Attendance", "Company/Alfa", "Event/planned"),
    ("Membership", "Person/Anna", "GovernanceBody/werkgroep", {"since": "2021-06"}),
    ("Membership", "Person/Anna", "GovernanceBody/werkgroep", {"since": "2019", "until": "2021-01"}),
    ("Membership", "Person/Cor", "GovernanceBody/stuurgroep", {"on_behalf_of": ["Association/Bureau"], "since": "2021"}),
    ("Membership", "Person/Anna", "GovernanceBody/oud", {"until": "2020-12-31"}),
    ("Membership", "Person/Anna", "GovernanceBody/team"),
    ("Membership", "Person/Bas", "GovernanceBody/stuurgroep", {"on_behalf_of": ["Company/Alfa"]}),
]  # fmt: skip


def network() -> Network:
    return build(ENTITIES, TIES)


def year(found: Network, until: str = "2021", names: tuple[str, ...] = US) -> dict[str, tuple[int, int]]:
    return {c.indicator: (c.n, c.possible) for c in logged.count(found, "2021", until, names).counts}


def test_each_figure_of_a_year_by_hand() -> None:
    assert year(network()) == {
        "initiatives_spoken": (2, 0),  # Waterstof (twice), Biobased; not guessed: Beta has two
        "memberships": (2, 0), "meetings_attended": (2, 0), "visits": (1, 0), "conversations": (4, 0),
        "actions": (2, 0), "actions_done": (1, 0),
    }  # fmt: skip


def test_what_was_counted_and_what_not_is_listed_with_the_reason() -> None:
    found = logged.count(network(), "2021", "2021", US)
    spoken = found.of("initiatives_spoken")
    assert [(item.id, item.date, item.through) for item in spoken.items] == [
        ("Project/Waterstof", "2021-02-03", ("Event/talk1", "r0", "r1", "Event/talk2")),
        ("Project/Biobased", "2021-09-01", ("Event/talk3",)),
    ]
    assert [(left.id, left.reason) for left in spoken.left] == [
        ("Event/visit1", "no-initiative"), ("Event/talk4", "several-initiatives"),
    ]  # fmt: skip
    assert [(left.id, left.reason) for left in found.of("meetings_attended").left] == [
        ("Event/undated", "undated"), ("Event/net2", "excused"), ("Event/net3", "nobody-present"),
    ]  # fmt: skip
    assert [left.id for left in found.of("memberships").left] == ["GovernanceBody/team"]


def test_a_printed_figure_of_the_same_year_and_of_us_stands_beside_it() -> None:
    found = logged.count(network(), "2021", "2021", US)
    (printed,) = found.of("initiatives_spoken").printed
    assert (printed.figure, printed.value, printed.difference) == ("Figure/f1", Decimal(70), Decimal(-68))
    assert found.of("visits").printed[0].difference == Decimal("-0.5")
    assert not logged.count(network(), "2021", "2021-06", US).of("initiatives_spoken").printed


def test_a_partial_date_that_only_overlaps_the_period_possibly_counts() -> None:
    assert year(network(), "2021-06-15") == {
        "initiatives_spoken": (1, 0), "memberships": (1, 1), "meetings_attended": (1, 1), "visits": (0, 1),
        "conversations": (2, 0), "actions": (1, 0), "actions_done": (1, 0),
    }  # fmt: skip


def test_what_is_planned_after_the_last_act_is_not_yet_held() -> None:
    found = logged.count(network(), "2022", "2022", US)
    assert (found.until, found.asked) == ("2022-09-06", "2022-12-31")
    assert found.of("meetings_attended").n == 0


def test_without_knowing_who_we_are_groups_are_not_counted_and_said_so() -> None:
    found = logged.count(network(), "2021", "2021")
    assert not found.us
    assert not found.of("memberships").known


def test_who_holds_a_relationship_is_one_of_us_and_a_noted_contact_counts_as_a_conversation() -> None:
    noted: Tie = ("Contact", "Person/Cor", "Company/Alfa", {"last_contact": "2021-08-08"})
    found = build(ENTITIES, [*(t for t in TIES if t[0] != "Attendance"), noted])
    spoken = logged.count(found, "2021", "2021", US).of("initiatives_spoken")
    assert [(item.id, item.date) for item in spoken.items] == [
        ("Project/Waterstof", "2021-08-08"), ("Project/Biobased", "2021-09-01"),
    ]  # fmt: skip
    assert "Person/Cor" in counting.ours(found, US, "2021-01-01", "2021-12-31").people


def test_two_at_one_table_with_one_initiative_in_common_spoke_about_that() -> None:
    both = build(ENTITIES, [*TIES, ("Attendance", "Company/Alfa", "Event/talk4")])
    spoken = logged.count(both, "2021", "2021", US).of("initiatives_spoken")
    assert {left.reason for left in spoken.left} == {"no-initiative"}
    assert spoken.n == 2


def test_the_plan_prints_figures_that_its_log_does_not_have() -> None:
    found = logged.count(plan(), "2021", "2021")
    assert {c.indicator: c.printed[0].value for c in found.counts if c.printed} == {
        "initiatives_spoken": 70, "memberships": 20, "meetings_attended": 22,
    }  # fmt: skip
    assert found.events == 0


@given(st.integers(0, 1000), st.sampled_from(["2021", "2021-06", "2021-03-12"]))
@settings(max_examples=20, deadline=None)
def test_the_order_of_rows_changes_nothing(seed: int, until: str) -> None:
    assert logged.count(shuffled(network(), seed), "2021", until, US) == logged.count(
        network(), "2021", until, US
    )


@given(st.dates(min_value=dt.date(2021, 1, 1), max_value=dt.date(2021, 12, 30)))
@settings(max_examples=30, deadline=None)
def test_a_day_is_in_exactly_one_of_two_parts_of_a_year(cut: dt.date) -> None:
    days: dict[str, Cells] = {
        f"Event/{n}": {"kind": "conversation", "date": f"2021-{m:02}-{d:02}"}
        for n, (m, d) in enumerate((m, d) for m in range(1, 13) for d in (1, 15, 28))
    }
    found = build(days)
    first = logged.count(found, "2021", cut.isoformat()).of("conversations").n
    rest = logged.count(
        found, (cut + dt.timedelta(days=1)).isoformat(), "2021-12-31"
    ).of("conversations").n  # fmt: skip
    assert first + rest == 36


# --- by the command line and in the report


@pytest.fixture
def store(place: Path) -> Any:
    made = stores.open_store(place / "network.db", create=True)
    configuration.write(configuration.Configuration(organisation="Ons Bureau"))
    act = Act("tester")
    by_hand.add(made, "Association", {"name": ["Ons Bureau"]}, act)
    by_hand.add(made, "Company", {"name": ["Alfa"]}, act)
    by_hand.add(made, "Project", {"name": ["Waterstofdal"]}, act)
    yield made
    made.close()


def test_a_conversation_about_an_initiative_counts_it_once(store: Store) -> None:
    for date in ("2021-02-03", "2021-03-04"):
        contact_log.talk(store, ["Alfa"], Act("tester"), date=date, initiatives=["Waterstofdal"])
    contact_log.talk(store, ["Alfa", "Waterstofdal"], Act("tester"), date="2021-05-05", kind="bezoek")
    found = yearly.counts(store.load(), "2021")
    numbers = {c.indicator: c.n for c in found.counts if c.n}
    assert numbers == {"initiatives_spoken": 1, "visits": 1, "conversations": 2}


def test_the_report_has_the_numbers_and_only_the_internal_one_what_is_behind(store: Store) -> None:
    contact_log.talk(
        store, ["Alfa"], Act("t"), date="2021-02-03", about="geheim", initiatives=["Waterstofdal"]
    )
    public = reports.make(store, "year", "2021", language="nl")
    section = next(s for s in public.sections if s.anchor == "logged")
    assert section.blocks
    shown = [f for f in public.facts if f.question == "logged.initiatives_spoken"]
    assert [(f.value, f.entities) for f in shown] == [("1", ())]
    assert "geheim" not in markdown.render(public)
    internal = reports.make(store, "year", "2021", language="nl", edition="internal")
    assert "| gesprekken | 3 februari 2021 | geheim |" in markdown.render(internal)


def test_the_command_prints_a_year_and_a_line_for_every_year(store: Store, place: Path) -> None:
    contact_log.talk(store, ["Alfa"], Act("t"), date="2021-02-03", initiatives=["Waterstofdal"])
    run = ["--lang", "nl", "--store", str(place / "network.db"), "figures"]
    shown = CliRunner().invoke(main.dtz, [*run, "2021", "--list"])
    assert shown.exit_code == 0
    assert "initiatieven gesproken    1" in shown.stdout
    assert "Waterstofdal" in shown.stdout
    assert "elk initiatief één keer" in shown.stdout
    every = CliRunner().invoke(main.dtz, run)
    assert every.stdout.count("2021  ") == 7
    data = json.loads(CliRunner().invoke(main.dtz, [*run, "2021", "--json"]).stdout)
    spoken = next(c for c in data["counts"] if c["indicator"] == "initiatives_spoken")
    assert (spoken["n"], len(spoken["items"][0]["through"])) == (1, 1)


@pytest.mark.parametrize(("period", "until"), [("vorig jaar", ""), ("2021", "ooit"), ("2021", "2020")])
def test_no_period_is_told(store: Store, period: str, until: str) -> None:
    with pytest.raises(InputError):
        yearly.counts(store.load(), period, until)
