"""The life of an introduction on the command line, who knows whom, and what of it leaves the bureau."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dtz_network import resources
from dtz_network.analysis.brokerage import handover
from dtz_network.analysis.introducing import acquaintance
from dtz_network.analysis.introducing.acquaintance import Acquaintance
from dtz_network.cli.main import run
from dtz_network.edition.withholding import withhold
from dtz_network.model.network import Network
from dtz_network.workflows import stores
from tests.analysis_networks import Cells, Tie, build

Say = Callable[..., tuple[int, str, str]]
ONE, OTHER = "Hoevrix Energie B.V.", "Mepvena Metaal B.V."


@pytest.fixture
def say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Say:
    """Run ``dtz`` on a store of its own with the invented example."""
    monkeypatch.setenv("DTZ_STORE", str(tmp_path / "network.db"))
    monkeypatch.setenv("DTZ_CONFIG", str(tmp_path / "dtz.toml"))
    monkeypatch.setenv("DTZ_KEYS", str(tmp_path / "keys"))
    monkeypatch.setenv("DTZ_WHO", "tester")
    monkeypatch.setenv("DTZ_LANG", "nl")

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(arguments)
        out = capsys.readouterr()
        return code, out.out, out.err

    assert call("init")[0] == 0
    assert call("contact", "import", str(resources.graph_folder() / "example"), "--yes")[0] == 0
    return call


def _network(tmp_path: Path) -> Network:
    store = stores.open_store(str(tmp_path / "network.db"))
    try:
        return store.load()
    finally:
        store.close()


def _proposed(say: Say) -> set[frozenset[str]]:
    code, out, _ = say("introductions", "--json")
    assert code == 0
    return {frozenset((p["one"], p["other"])) for p in json.loads(out)["introductions"]["proposals"]}


def _ids(say: Say, *names: str) -> frozenset[str]:
    return frozenset(json.loads(say("contact", "find", name, "--json")[1])[0]["id"] for name in names)


def test_proposing_writes_nothing(say: Say) -> None:
    before = say("store", "status")
    assert say("introductions", "--limit", "3")[0] == 0
    assert say("introductions", "--backtest")[0] == 0
    assert say("who-knows", ONE)[0] == 0
    assert say("store", "status") == before


def test_an_introduction_moves_on_as_one_record_and_each_step_can_be_undone(say: Say, tmp_path: Path) -> None:
    pair = _ids(say, ONE, OTHER)
    assert pair in _proposed(say)
    code, first, _ = say(
        "log",
        "introduction",
        ONE,
        OTHER,
        "--state",
        "nagevraagd",
        "--why",
        "zoekt lassers",
        "--date",
        "3-2-2026",
    )
    assert code == 0
    assert pair not in _proposed(say)
    code, second, err = say(
        "log",
        "introduction",
        OTHER,
        ONE,
        "--state",
        "niet doorgezet",
        "--why",
        "te druk",
        "--date",
        "1-3-2026",
    )
    assert (code, second) == (0, first)
    assert "was: nagevraagd" in err
    (tie,) = [t for t in _network(tmp_path).ties("Introduction") if {t.source, t.target} == pair]
    assert (tie.get("status"), tie.get("reason"), tie.get("decided")) == ("declined", "te druk", "2026-03-01")
    assert pair not in _proposed(say)
    assert "te druk" in say("introductions")[1]
    assert say("undo")[0] == 0
    (tie,) = [t for t in _network(tmp_path).ties("Introduction") if {t.source, t.target} == pair]
    assert (tie.get("status"), tie.get("reason")) == ("asked", "zoekt lassers")
    assert say("undo", "2")[0] == 0
    assert pair in _proposed(say)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((ONE, OTHER, "--state", "declined"), "Bij 'niet doorgezet' hoort een reden"),
        ((ONE, ONE, "--state", "idee"), "niet met zichzelf"),
        ((ONE, OTHER, "--state", "misschien"), "staat niet in de woordenlijst"),
        ((ONE, OTHER, "--state", "idee", "--date", "ooit"), "is geen datum"),
        ((ONE, "Bestaat Niet BV", "--state", "idee"), "Bestaat Niet"),
    ],
)
def test_a_step_that_makes_no_sense_is_told(say: Say, arguments: tuple[str, ...], message: str) -> None:
    code, _, err = say("log", "introduction", *arguments)
    assert code == 2
    assert message in err
    assert "Traceback" not in err


def test_who_does_not_want_to_be_approached_is_left_alone(say: Say) -> None:
    assert say("contact", "correct", ONE, "do_not_approach=ja")[0] == 0
    (ident,) = _ids(say, ONE)
    assert all(ident not in pair for pair in _proposed(say))
    code, _, err = say("log", "introduction", ONE, OTHER, "--state", "nagevraagd")
    assert (code, "wil niet worden benaderd" in err) == (2, True)
    assert "wil niet worden benaderd" in say("who-knows", ONE)[1]


def test_proposals_for_one_organisation_and_slips_are_told(say: Say) -> None:
    assert "Hoevrix Energie" in say("introductions", "--for", ONE, "--across", "helix", "--limit", "2")[1]
    code, _, err = say("introductions", "--across", "kleur")
    assert (code, "sector, helix, zone" in err) == (2, True)
    assert say("introductions", "--backtest", "--years", "ooit")[0] == 2


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_printed_points_add_up(say: Say, lang: str) -> None:
    import re

    out = say("--lang", lang, "introductions", "--limit", "50", "--expert")[1]
    text = " ".join(out.split())
    found = re.findall(r"(?:Waarom|Why) \((\d+) (?:punten|points)\): (.*?)\.(?: - | ?$)", text)
    assert len(found) == 50
    for score, reasons in found:
        assert sum(map(int, re.findall(r"\((\d+)\)(?=;|$)", reasons))) == int(score), reasons


def test_a_table_is_tested_without_a_store(say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DTZ_STORE", str(tmp_path / "none.db"))
    table = tmp_path / "projecten.csv"
    table.write_text(
        "project,organisatie,begin\n1,a,2020\n1,b,2020\n2,c,2020\n3,a,2021\n3,c,2021\n", encoding="utf-8"
    )
    code, out, _ = say("introductions", "--backtest", "--table", str(table))
    assert code == 0
    assert "Te weinig gegevens" in out


# --- editions


def _introduced(**cells: str) -> Network:
    entities: dict[str, Cells] = {"Company/a": {"do_not_approach": "true"}, "Company/b": {}, "Person/x": {}}
    ties: list[Tie] = [
        ("Introduction", "Company/a", "Company/b", {"reason": "geheim", "via": ["Person/x"], **cells}),
        ("Introduction", "Person/x", "Company/b", {"status": "introduced", "agreed": "true"}),
    ]
    return build(entities, ties)


@pytest.mark.parametrize(
    ("status", "agreed", "shown"),
    [
        ("introduced", "true", 1),
        ("project", "true", 1),
        ("introduced", "", 0),
        ("declined", "true", 0),
        ("asked", "true", 0),
    ],
)
def test_only_introductions_that_both_agreed_to_leave_the_bureau(
    status: str, agreed: str, shown: int
) -> None:
    network = _introduced(status=status, agreed=agreed)
    partner = withhold(network, "partner")
    assert len(partner.ties("Introduction")) == shown
    assert all(not {"reason", "via", "agreed"} & set(tie.details) for tie in partner.relationships)
    assert withhold(network, "public").ties("Introduction") == []
    assert len(withhold(network, "internal").ties("Introduction")) == 2


@pytest.mark.parametrize("edition", ["public", "partner"])
def test_that_somebody_is_not_to_be_approached_stays_inside(edition: str) -> None:
    shown = withhold(_introduced(), edition)  # type: ignore[arg-type]
    assert "do_not_approach" not in shown.entities["Company/a"].values


# --- whom we know


US: dict[str, Cells] = {
    "Person/wij": {},
    "Person/kees": {},
    "Person/mia": {},
    "Company/x": {},
    "Company/y": {},
}
KNOWN: list[Tie] = [
    ("Employment", "Person/kees", "Company/x", {"since": "2019", "role": "directeur"}),
    ("Employment", "Person/mia", "Company/x", {"since": "2010", "until": "2015"}),
]


def _known(ties: list[Tie], more: dict[str, Cells] | None = None, of: str = "Company/x") -> Acquaintance:
    return acquaintance.of(build(US | (more or {}), [*KNOWN, *ties]), of, ours=("Person/wij",))


def test_the_holder_of_the_relationship_and_the_last_contact() -> None:
    found = _known([("Contact", "Person/wij", "Person/kees", {"last_contact": "2022-03-06"})])
    (held,) = found.holders
    assert (held.holder, held.contact, held.last_contact, held.years) == (
        "Person/wij",
        "Person/kees",
        "2022-03-06",
        0.5,
    )
    assert [known.person for known in found.people] == ["Person/kees"]
    assert found.way is None


SPOKEN: dict[str, Cells] = {
    "Event/talk": {"kind": "phone_call", "date": "2022-04"},
    "Event/fair": {"kind": "network_event", "date": "2022-05-01"},
    "Event/board": {"kind": "meeting", "date": "2022-06-01"},
    "Event/later": {"kind": "conversation", "date": "2031"},
    "Person/ook": {},
}


@pytest.mark.parametrize(
    ("there", "last"),
    [
        ((), "2022-03-06"),
        ((("Person/kees", "talk"),), "2022-04"),
        ((("Company/x", "talk"),), "2022-04"),
        ((("Person/mia", "talk"),), "2022-03-06"),
        ((("Person/kees", "fair"),), "2022-03-06"),
        ((("Person/kees", "board"), ("Person/ook", "board")), "2022-03-06"),
        ((("Person/kees", "board"), ("Person/wij", "board")), "2022-06-01"),
        ((("Person/kees", "later"),), "2022-03-06"),
    ],
)
def test_the_last_contact_is_the_latest_of_what_was_noted_and_logged(
    there: tuple[tuple[str, str], ...], last: str
) -> None:
    ties: list[Tie] = [("Contact", "Person/wij", "Company/x", {"last_contact": "2022-03-06"})]
    ties += [("Attendance", who, f"Event/{event}") for who, event in there]
    (held,) = _known(ties, SPOKEN).holders
    assert held.last_contact == last
    network = build(US | SPOKEN, [*KNOWN, *ties])
    (left,) = handover.find(network, "Person/wij").contacts
    assert left.last_contact == last


def test_meetings_newest_first() -> None:
    events: dict[str, Cells] = {"Event/e": {"date": "2021-05-01"}, "Event/f": {"date": "2022-02"}}
    found = _known([("Attendance", "Person/kees", "Event/e"), ("Attendance", "Company/x", "Event/f")], events)
    assert [(met.event, met.date) for met in found.meetings] == [
        ("Event/f", "2022-02"),
        ("Event/e", "2021-05-01"),
    ]


def test_the_way_is_deeper_than_two_ties_with_age_and_source() -> None:
    more: dict[str, Cells] = {"Project/p": {}, "Project/q": {}, "Company/z": {}}
    ties: list[Tie] = [
        ("Contact", "Person/wij", "Company/y", {"last_contact": "2021-09-06"}),
        ("Participation", "Company/y", "Project/p", {"since": "2020"}),
        ("Participation", "Company/z", "Project/p"),
        ("Participation", "Company/z", "Project/q", {"since": "2018", "until": "2019"}),
        ("Participation", "Company/x", "Project/q", {"since": "2018"}),
    ]
    found = _known(ties, more)
    assert found.way is not None
    assert [step.step.end for step in found.way.steps] == [
        "Company/y",
        "Project/p",
        "Company/z",
        "Project/q",
        "Company/x",
    ]
    assert [step.years for step in found.way.steps] == [1.0, 1.7, None, 2.7, 3.7]
    assert {step.source for step in found.way.steps} == {"source"}
    assert _known(ties, more | {"Company/z": {"do_not_approach": "true"}}).way is None


def test_no_way_through_a_theme_a_region_or_a_fund() -> None:
    more: dict[str, Cells] = {"Theme/t": {}, "Region/r": {}, "Fund/f": {}, "Project/p": {}, "Project/q": {}}
    ties: list[Tie] = [("Contact", "Person/wij", "Company/y")]
    ties += [("Activity", f"Company/{c}", "Theme/t") for c in "xy"] + [
        ("Location", f"Company/{c}", "Region/r") for c in "xy"
    ]
    ties += [("Participation", "Company/y", "Project/p"), ("Participation", "Company/x", "Project/q")]
    ties += [("Funding", "Fund/f", f"Project/{p}") for p in "pq"]
    assert _known(ties, more).way is None


def test_who_we_are_follows_from_who_holds_contacts() -> None:
    network = build(US, [("Contact", "Person/wij", "Company/y")])
    assert acquaintance.of(network, "Company/x").ours == ("Person/wij",)
    assert acquaintance.of(build(US), "Company/x").ours == ()
