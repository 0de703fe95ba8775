"""Elections: the council ends on the day of the new one, aldermen stay until successors are appointed; who needs a briefing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from dtz_network.analysis.administration import elections
from dtz_network.analysis.administration.elections import Election
from dtz_network.cli import main
from dtz_network.errors import InputError
from dtz_network.store.base import Store
from dtz_network.workflows import (
    by_hand,
    contact_log,
    contacts,
    demonstration,
    named_questions,
    provenance,
    stores,
)
from dtz_network.workflows import elections as voting
from dtz_network.workflows.by_hand import Act
from tests.analysis_networks import Cells, Tie, build, shuffled

NEW, COLLEGE = "2022-03-30", "2022-06-02"
EMMEN, RAAD, BW = "Government/gemeente Emmen", "GovernanceBody/raad", "GovernanceBody/college"
BOARD, OTHER = "GovernanceBody/board", "GovernanceBody/raad Assen"
ENTITIES: dict[str, Cells] = {
    EMMEN: {"name": "Gemeente Emmen"}, "Government/Assen": {"name": "Gemeente Assen"},
    RAAD: {"name": "Gemeenteraad Emmen", "kind": "council"}, BW: {"name": "College Emmen", "kind": "executive"},
    OTHER: {"name": "Gemeenteraad Assen", "kind": "council"}, BOARD: {"name": "Program Board", "kind": "program_board"},
    "Seat/1": {"body": BOARD, "side": "government"}, "Seat/2": {"body": BOARD}, "Seat/3": {"body": BOARD},
    **{f"Person/{name}": {} for name in ("Ada", "Bea", "Cas", "Dik", "Els", "Fop", "Gon", "Han", "Ivo")},
}  # fmt: skip
TIES: list[Tie] = [
    ("PartOf", RAAD, EMMEN), ("PartOf", BW, EMMEN),
    ("Membership", "Person/Ada", RAAD, {"role": "councillor", "since": "2018-03-29"}),  # r2 ends
    ("Membership", "Person/Bea", RAAD, {"role": "councillor", "since": NEW}),  # r3 new
    ("Membership", "Person/Cas", RAAD, {"role": "councillor", "until": "2020"}),  # r4 over
    ("Membership", "Person/Dik", RAAD, {"role": "clerk"}),  # r5 stays, not elected
    ("Membership", "Person/Els", BW, {"role": "alderman"}),  # r6
    ("Membership", "Person/Fop", BW, {"role": "mayor"}),  # r7
    ("Membership", "Person/Els", BOARD, {"seat": "Seat/1", "on_behalf_of": [EMMEN]}),  # r8 with her office
    ("Membership", "Person/Gon", BOARD, {"seat": "Seat/2", "on_behalf_of": [EMMEN]}),  # r9 unknown office
    ("Membership", "Person/Ada", BOARD, {"seat": "Seat/3", "on_behalf_of": [EMMEN]}),  # r10 as councillor
    ("Membership", "Person/Han", OTHER, {"role": "councillor"}),  # r11 another council
    ("Employment", "Person/Els", EMMEN, {"role": "wethouder"}),  # r12
    ("Employment", "Person/Ivo", EMMEN, {"role": "beleidsmedewerker"}),  # r13
    ("Membership", "Person/Ivo", BOARD, {"seat": "Seat/3", "on_behalf_of": [EMMEN], "capacity": "deputy"}),  # r14
]  # fmt: skip


def plan(executive: str = "", *, also: tuple[str, ...] = (), of: str = EMMEN) -> Election:
    return elections.plan(build(ENTITIES, TIES), of, NEW, executive, also=also)


def ties(found: Any) -> list[tuple[str, str]]:
    return sorted((held.tie, held.until) for held in found)


def test_the_council_ends_the_day_before_the_new_one_and_aldermen_stay() -> None:
    found = plan()
    assert ties(found.ending) == [("r10", "2022-03-29"), ("r2", "2022-03-29")]
    assert ties(found.staying) == [("r12", ""), ("r6", ""), ("r8", "")]
    assert ties(found.asked) == [("r14", ""), ("r9", "")]
    assert found.vacant == (("Seat/3", NEW),)
    assert (found.government, found.bodies) == (EMMEN, (BW, RAAD))


def test_once_successors_are_appointed_aldermen_and_their_seats_end_too() -> None:
    found = plan(COLLEGE)
    assert ties(found.ending) == [
        ("r10", "2022-03-29"), ("r12", "2022-06-01"), ("r2", "2022-03-29"), ("r6", "2022-06-01"), ("r8", "2022-06-01"),
    ]  # fmt: skip
    assert not found.staying
    assert found.vacant == (("Seat/3", NEW), ("Seat/1", COLLEGE))
    assert ("Seat/2", COLLEGE) in plan(COLLEGE, also=("r9",)).vacant


def test_the_council_itself_may_be_named_and_a_place_in_its_name_is_enough() -> None:
    assert plan(of=RAAD) == plan()
    loose = build(ENTITIES, TIES[2:])
    assert [body.id for body in elections.bodies_of(loose, EMMEN)] == [BW, RAAD]
    assert [body.id for body in elections.bodies_of(loose, "Government/Assen")] == [OTHER]


def test_a_partial_day_is_not_made_more_precise() -> None:
    found = elections.plan(build(ENTITIES, TIES), EMMEN, "2022-03")
    assert ("r2", "2022-03") in ties(found.ending)


@given(st.integers(0, 500))
@settings(max_examples=15, deadline=None)
def test_the_order_of_rows_changes_nothing(seed: int) -> None:
    network = build(ENTITIES, TIES)
    assert elections.plan(shuffled(network, seed), EMMEN, NEW, COLLEGE) == plan(COLLEGE)


# --- stored


@pytest.fixture
def store(place: Path) -> Any:
    made = stores.open_store(place / "network.db", create=True)
    demonstration.load_shipped(made, "dutch-techzone")
    act = Act("tester")
    by_hand.add(made, "GovernanceBody", {"name": ["Gemeenteraad Emmen"], "kind": ["council"]}, act)
    by_hand.link(made, "PartOf", "Gemeenteraad Emmen", "gemeente Emmen", act)
    for name in ("Ada Oud", "Bea Nieuw"):
        by_hand.add(made, "Person", {"name": [name]}, act)
    by_hand.link(
        made, "Membership", "Ada Oud", "Gemeenteraad Emmen", act, role="raadslid", since="2018-03-29"
    )
    yield made
    made.close()


def vacancies(store: Store) -> set[str]:
    answer = named_questions.ask(store, "vacancies", {"as_of": ["2022-07-01"]})
    return {str(row[1]) for row in answer.rows if row[4] == "vacant"}


def to_brief(store: Store, as_of: str) -> list[tuple[Any, ...]]:
    return list(named_questions.ask(store, "briefing-list", {"since": [NEW], "as_of": [as_of]}).rows)


def test_one_act_ends_all_shows_the_vacancies_and_is_undone_whole(store: Store) -> None:
    before, empty = list(store.dump(history=False)), vacancies(store)
    network = store.load()
    (asked,) = [
        h for h in voting.plan(network, "Gemeente Emmen", NEW).asked if network.name(h.of) == "Program Board"
    ]
    planned = voting.plan(network, "Gemeente Emmen", NEW, COLLEGE, also=[asked.tie])
    voting.apply(store, network, planned, Act("tester"))
    after = store.load()
    (ended,) = [t for t in after.ties("Membership") if after.name(t.source) == "Ada Oud"]
    assert ended.until == "2022-03-29"
    assert vacancies(store) - empty == {"Program Board, zetel 15 (overheid)"}
    again = voting.plan(after, "Gemeente Emmen", NEW, COLLEGE, also=[asked.tie])
    assert (again.ending, again.vacant) == ((), ())
    assert store.check() == []
    store.undo(store.changesets()[-1].id, who="tester")
    assert list(store.dump(history=False)) == before


def test_on_the_plan_alone_it_is_asked_in_which_office_the_seat_is_held(store: Store) -> None:
    network = store.load()
    planned = voting.plan(network, "gemeente Coevorden", NEW)
    assert [network.name(held.person) for held in planned.asked] == ["Steven Stegen", "Han Tissingh"]
    assert not planned.ending


def test_who_is_new_is_on_the_briefing_list_until_she_attends_one(store: Store) -> None:
    act = Act("tester")
    details = {"portfolio": ["economie"]}
    by_hand.link(
        store,
        "Membership",
        "Bea Nieuw",
        "Gemeenteraad Emmen",
        act,
        role="raadslid",
        since=NEW,
        details=details,
    )
    (row,) = to_brief(store, "2022-12-01")
    assert row == ("Bea Nieuw", "Gemeenteraad Emmen", "", "councillor", "economie", (), NEW)
    contact_log.talk(store, ["Bea Nieuw"], act, date="2022-04-20", kind="gesprek")
    assert len(to_brief(store, "2022-12-01")) == 1
    contact_log.talk(store, ["Bea Nieuw"], act, date="2022-05-11", kind="informatiebijeenkomst")
    assert to_brief(store, "2022-12-01") == []
    assert len(to_brief(store, "2022-05-10")) == 1


def test_an_attendee_list_of_a_briefing_empties_it_too(store: Store, place: Path) -> None:
    act = Act("tester")
    by_hand.link(store, "Membership", "Bea Nieuw", "Gemeenteraad Emmen", act, since=NEW)
    (place / "aanwezig.csv").write_text("Naam;Organisatie\nBea Nieuw;Gemeente Emmen\n", encoding="utf-8")
    about = provenance.About(
        event="Informatiebijeenkomst raadsleden", event_date="2022-05-11", event_kind="informatiebijeenkomst"
    )
    planned = contacts.plan_import(store, place / "aanwezig.csv", about, who="tester")
    contacts.apply_import(store, planned)
    one, other = [e.id for e in store.load().of_type("Person") if e.name == "Bea Nieuw"]
    by_hand.merge(store, one, other, act)
    assert to_brief(store, "2022-12-01") == []


def test_the_command_shows_first_and_stores_after_a_yes(store: Store, place: Path) -> None:
    run = ["--lang", "nl", "--store", str(place / "network.db"), "contact", "election", "Gemeente Emmen"]
    shown = CliRunner().invoke(main.dtz, [*run, "30-3-2022", "--dry-run"])
    assert "- Ada Oud, raadslid (Gemeenteraad Emmen): tot en met 29 maart 2022" in shown.stdout
    acts = len(store.changesets())
    assert CliRunner().invoke(main.dtz, [*run, "30-3-2022"], input="n\n").exit_code == 0
    assert len(store.changesets()) == acts
    done = CliRunner().invoke(main.dtz, [*run, "30-3-2022", "--yes"])
    assert "briefing-list --param since=2022-03-30" in done.stderr
    assert len(store.changesets()) == acts + 1
    data = json.loads(CliRunner().invoke(main.dtz, [*run, NEW, "--json"]).stdout)
    assert data["ending"] == []


@pytest.mark.parametrize(
    ("of", "council", "executive"),
    [("Gemeente Emmen", "ooit", ""), ("Gemeente Emmen", NEW, "2022-01-01"), ("Rijksdienst", NEW, ""), ("Intergas", NEW, "")],
)  # fmt: skip
def test_what_is_no_election_is_told(store: Store, of: str, council: str, executive: str) -> None:
    with pytest.raises(InputError):
        voting.plan(store.load(), of, council, executive)
