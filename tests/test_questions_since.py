"""What changed since a day or a meeting, asked of real stores: both clocks, replay, meetings, corrections."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dtz_network.analysis.history import change
from dtz_network.errors import InputError
from dtz_network.language import LANGUAGES, Language
from dtz_network.model.changes import Applied, ChangeSet, Judgement, Source, Tie, mint
from dtz_network.report.render import terminal
from dtz_network.report.report_model import Detail, Writer
from dtz_network.store.base import Store
from dtz_network.workflows import by_hand, contact_log
from dtz_network.workflows.by_hand import Act
from dtz_network.workflows.questions import since

from . import store_histories as histories
from .every_store import MAKERS, Ticking
from .test_store_laws import LAW, a_store

ACT = Act("tester", source="gesprek")


@pytest.fixture
def clock() -> Ticking:
    return Ticking()


@pytest.fixture(params=list(MAKERS))
def store(request: pytest.FixtureRequest, place: Path, clock: Ticking) -> Iterator[Store]:
    made = MAKERS[request.param](place, "store", clock)
    yield made
    made.close()


def _add(store: Store, kind: str, name: str, **values: str) -> str:
    found = {"name": [name], **{key: [value] for key, value in values.items()}}
    return by_hand.add(store, kind, found, ACT)[0]


def _sits(store: Store, person: str, body: str, begin: str = "", until: str = "") -> Applied:
    tie = Tie(mint("r"), "Membership", person, body, "member", begin, until)
    source = Source(mint("s"), "hand:tester", "own", "gesprek")
    return store.apply(ChangeSet("hand", "tester", source=source, ties=[tie]))


def _board(store: Store, clock: Ticking) -> dict[str, str]:
    """Return a board of one member, recorded on 1 February 2022."""
    clock.set("2022-02-01")
    made = {"board": _add(store, "GovernanceBody", "Program Board")}
    made |= {name: _add(store, "Person", name) for name in ("An", "Bo", "Cas")}
    _sits(store, made["An"], made["board"], "2019")
    return made


def _told(store: Store, when: str, lang: Language = "nl", **given: Any) -> str:
    network, found = since.find(store, when, **given)
    text = terminal.render(since.tell(network, found, Writer(lang), Detail()))
    return " ".join(text.split())


def test_a_role_of_2021_entered_in_2022_stands_only_under_what_we_learned(
    store: Store, clock: Ticking
) -> None:
    made = _board(store, clock)
    clock.set("2022-06-15")
    _sits(store, made["Bo"], made["board"], "2021-09")
    _sits(store, made["Cas"], made["board"], "2022-05-01")
    _, found = since.find(store, "2022-03-10")
    assert [(tie.what, tie.source) for tie in found.change.ties] == [("began", made["Cas"])]
    assert [(tie.how, tie.source) for tie in found.change.learned.ties] == [("added", made["Bo"])]
    region, learned = _told(store, "2022-03-10").split("Nu pas gehoord of verbeterd")
    assert "Cas – Program Board (lid): vanaf 1 mei 2022" in region
    assert "Lidmaatschap Bo" not in region
    assert "Bo – Program Board (lid), sinds september 2021" in learned
    assert "Cas –" not in learned.split("In getallen")[0]


def test_what_was_known_then_is_replayed(store: Store, clock: Ticking) -> None:
    made = _board(store, clock)
    before = histories.view(store)
    clock.set("2022-06-15")
    _sits(store, made["Bo"], made["board"], "2021-09")
    by_hand.correct(store, made["board"], {"meets": ["maandelijks"]}, ACT)
    assert histories.view(store, known_at="2022-03-10") == before
    _, found = since.find(store, "2022-03-10")
    assert found.change.known_then == store.load(known_at="2022-03-10").known_at
    (row,) = (row for row in found.change.counts if row.type == "Membership")
    assert (row.then, row.heard, row.now) == (1, 1, 2)


def test_before_anything_was_recorded_all_is_learned_and_that_is_said(store: Store, clock: Ticking) -> None:
    _board(store, clock)
    assert "Vóór of op 1 januari 2022 was hier nog niets vastgelegd" in _told(store, "2022-01-01")


def test_a_correction_and_what_was_taken_back_stand_under_learned(store: Store, clock: Ticking) -> None:
    made = _board(store, clock)
    clock.set("2022-02-02")
    wrong = _sits(store, made["Cas"], made["board"], "2020")
    clock.set("2022-06-15")
    store.undo(wrong.id, who="tester")
    by_hand.correct(store, made["board"], {"meets": ["maandelijks"]}, ACT)
    text = _told(store, "2022-03-10")
    assert "1 relatie teruggenomen: - Lidmaatschap Cas – Program Board (lid), sinds 2020" in text
    assert "Program Board (overleg): vergadert was niet bekend, is maandelijks" in text


def test_two_that_turn_out_to_be_one_are_followed(store: Store, clock: Ticking) -> None:
    made = _board(store, clock)
    clock.set("2022-02-02")
    _sits(store, made["Bo"], made["board"], "2019")
    clock.set("2022-06-15")
    store.apply(ChangeSet("judge", "tester", judgements=[Judgement(made["An"], made["Bo"], "same", "test")]))
    _, found = since.find(store, "2022-03-10")
    assert found.change.ties == ()
    assert [tie.how for tie in found.change.learned.ties] == []
    assert {entity.how for entity in found.change.learned.entities} <= {"corrected"}


def test_since_the_last_meeting_of_a_body_counts_from_its_day(store: Store, clock: Ticking) -> None:
    made = _board(store, clock)
    clock.set("2022-06-15")
    for date in ("2022-03-10", "2022-05-20"):
        contact_log.talk(store, [], ACT, date=date, body="program board")
    contact_log.talk(store, ["An"], ACT, date="2022-06-01", about="iets anders")
    _sits(store, made["Bo"], made["board"], "2022-06")
    _, found = since.find(store, "last-meeting", body="Program Board")
    assert (found.change.since, found.change.until) == ("2022-05-20", "2022-06-15")
    assert [tie.source for tie in found.change.ties if tie.type == "Membership"] == [made["Bo"]]
    assert "De vorige bijeenkomst (Program Board) was op 20 mei 2022." in _told(
        store, "last-meeting", body="board"
    )


def test_a_meeting_that_is_named_after_its_body_counts_too(store: Store, clock: Ticking) -> None:
    _board(store, clock)
    _add(store, "Event", "Vergadering Program Board voorjaar", date="2022-01-20")
    _, found = since.find(store, "last-meeting", body="Program Board")
    assert found.change.since == "2022-01-20"


@pytest.mark.parametrize(
    ("when", "given", "key"),
    [
        ("straks", {}, "value-date"),
        ("2099-01-01", {}, "since-later"),
        ("last-meeting", {}, "since-no-body"),
        ("last-meeting", {"body": "Program Board"}, "since-no-meeting"),
        ("2022-01-01", {"as_of": "nooit"}, "value-date"),
    ],
)
def test_a_slip_is_told_with_the_next_step(
    plan_store: Store, when: str, given: dict[str, Any], key: str
) -> None:
    with pytest.raises(InputError) as told:
        since.find(plan_store, when, **given)
    assert told.value.key == key
    assert all(told.value.hint(lang) for lang in LANGUAGES if key.startswith("since"))


def test_an_empty_store_has_no_change(store: Store) -> None:
    with pytest.raises(InputError) as told:
        since.find(store, "2022")
    assert told.value.key == "since-nothing"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_plan_knew_nothing_before_it_was_read(plan_store: Store, lang: Language) -> None:
    text = _told(plan_store, "2022-01-01", lang, as_of="2022-12-31")
    assert ("te weinig gegevens" if lang == "nl" else "too little data") in text
    assert not {"{", "}", "None"} & set(text.split())
    _, found = since.find(plan_store, "2022-01-01", as_of="2022-12-31")
    assert {tie.type for tie in found.change.ties} <= {"Funding", "Participation"}
    assert len([t for t in found.change.learned.ties if t.type == "Membership"]) == 32


def test_a_month_counts_from_its_first_day_and_a_day_from_its_end(plan_store: Store) -> None:
    days = {when: since.find(plan_store, when)[1].change.since for when in ("2022-06", "2022", "2022-06-01")}
    assert days == {"2022-06": "2022-05-31", "2022": "2021-12-31", "2022-06-01": "2022-06-01"}


@LAW
@given(histories.histories, st.integers(0, 9))
def test_then_plus_what_was_learned_is_now(history: list[tuple[object, ...]], moment: int) -> None:
    """Over random histories of imports, judgements and undo: nothing appears or disappears untold."""
    with a_store("embedded", history) as store:
        now = store.load()
        then = store.load(known_at=f"#{min(moment, now.known_at)}")
        found = change.compare(then, now, "2021-06-30", "2026-06-30")
        for row in found.counts:
            assert row.now == row.then + row.heard + row.began - row.ended
        known = {tie.id for tie in found.learned.ties if tie.how == "added"}
        begun = {tie.id for tie in found.ties if tie.what == "began"}
        assert len(now.relationships) - len(known | begun) <= len(then.relationships)
        gone = [tie for tie in found.learned.ties if tie.how == "withdrawn"]
        assert len(gone) <= len(then.relationships)
        fresh = {entity.id for entity in found.learned.entities if entity.how == "added"}
        known_then = {entity.id for old in then.entities if (entity := now.resolve(old))}
        assert fresh == set(now.entities) - known_then
        same = change.compare(now, now, "2021-06-30", "2026-06-30")
        assert (same.learned.ties, same.learned.entities) == ((), ())
