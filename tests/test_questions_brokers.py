"""The questions brokers, what-if and handover, asked on the command line and told in words."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dtz_network.analysis.brokerage import connectors
from dtz_network.cli.main import run
from dtz_network.report.render import terminal
from dtz_network.report.report_model import Detail, Writer
from dtz_network.store.base import Store
from dtz_network.workflows import configuration, demonstration, reports, stores
from dtz_network.workflows.ourselves import ours
from dtz_network.workflows.questions import brokers, departure, handover
from tests.analysis_networks import Cells, build, participations

Say = Callable[..., tuple[int, str, str]]
BUREAU = "Bureau Voorbeeldzone"


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The place of a store with the invented example."""
    path = tmp_path_factory.mktemp("brokers") / "network.db"
    store = stores.open_store(path, create=True)
    demonstration.load_shipped(store, "example")
    store.close()
    return path


@pytest.fixture(autouse=True)
def few_repetitions(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fifth of the repetitions: enough for what is planted, and words are the same."""
    usual = connectors.fitting
    monkeypatch.setattr(connectors, "fitting", lambda mode: replace(usual(mode), runs=20))


@pytest.fixture
def say(
    stored: Path, place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Say:
    """Run ``dtz`` in Dutch on the invented example; the bureau is told once."""
    monkeypatch.setenv("DTZ_STORE", str(stored))
    monkeypatch.setenv("DTZ_LANG", "nl")
    configuration.write(configuration.Configuration(organisation=BUREAU))

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(arguments)
        out = capsys.readouterr()
        return code, " ".join(out.out.split()), out.err

    return call


def test_brokers_are_told_in_plain_words_without_hard_names(say: Say) -> None:
    code, out, _ = say("brokers", "--limit", "5")
    assert code == 0
    assert "Nardaro Zorgtechniek B.V. staat op 16 % van de kortste wegen" in out
    assert "Dat hangt aan één relatie: Robotleerlijn." in out
    assert "Zonder Nardaro Zorgtechniek B.V. verliezen 13 organisaties het contact met de rest" in out
    assert f"{BUREAU} doet zelf niet mee" in out
    assert not any(word in out for word in ("betweenness", "constraint", "Gould", "KPP"))


def test_experts_get_structural_holes_roles_mixing_and_key_players(say: Say) -> None:
    out = say("brokers", "--expert", "--limit", "3")[1]
    for word in (
        "constraint",
        "effective size",
        "gatekeeper",
        "E-I-index",
        "KPP-Neg",
        "Brandes 2001",
        "seed 1",
    ):
        assert word in out


def test_what_if_tells_who_loses_contact_and_the_smallest_repair(say: Say) -> None:
    code, out, _ = say("what-if", "nardaro")
    assert code == 0
    assert "13 organisaties verliezen het contact met de rest" in out
    assert "duurzame energie met ICT" in out
    assert "Met 1 nieuwe relatie" in out
    assert "beide: circulaire economie" in out


def test_what_if_we_leave_ourselves(say: Say) -> None:
    out = say("what-if", "wij")[1]
    assert f"Als {BUREAU} wegvalt" in out
    assert "Met 60 partijen onderhoudt dan niemand meer het contact" in out
    assert "Hoeveel aan ons hangt, per jaar" in out
    several = say("what-if", "wij", "nardaro")[1]
    assert "wegvallen" in several


def test_what_if_somebody_unknown_is_a_slip_that_is_told(say: Say) -> None:
    code, out, err = say("what-if", "Nardaroo")
    assert (code, out) == (2, "")
    assert "Nardaro" in err


def test_a_handover_is_for_internal_use_and_can_be_printed(say: Say, tmp_path: Path) -> None:
    code, out, _ = say("handover", "Jelmer Ossenbeek")
    assert code == 0
    for words in (
        "Relatiehouder van 24 partijen",
        "Openstaande acties",
        "over tijd",
        "Alleen voor intern gebruik",
    ):
        assert words in out
    assert say("handover", "Jelmer Ossenbeek", "-o", str(tmp_path / "overdracht.html"))[0] == 0
    page = (tmp_path / "overdracht.html").read_text(encoding="utf-8")
    assert "Overdracht Jelmer Ossenbeek" in page
    assert "intern" in page


def test_answers_for_programs_are_json_and_the_same_each_time(say: Say) -> None:
    for question in (("brokers",), ("what-if", "nardaro"), ("handover", "Jelmer Ossenbeek")):
        first, second = (say(*question, "--json")[1] for _ in range(2))
        assert json.loads(first)
        assert first == second


def test_equal_content_in_another_store_is_told_in_equal_words(
    say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ids are minted anew in each store; nothing may be put in order by them."""
    asked = (("brokers", "--limit", "4"), ("what-if", "nardaro"), ("handover", "Jelmer Ossenbeek"))
    first = [say(*question)[1] for question in asked]
    other = tmp_path / "other.db"
    store = stores.open_store(other, create=True)
    demonstration.load_shipped(store, "example")
    store.close()
    monkeypatch.setenv("DTZ_STORE", str(other))
    assert [say(*question)[1] for question in asked] == first


def test_a_handover_is_no_report_for_others(example_store: Store) -> None:
    from dtz_network.errors import InputError

    with pytest.raises(InputError):
        reports.make(example_store, "handover", "Jelmer Ossenbeek", language="nl")


@pytest.mark.usefixtures("place")
def test_where_all_ties_have_ended_what_was_recorded_counts_and_that_is_told() -> None:
    pairs = [("hinge", "p"), ("a", "p"), ("hinge", "q"), ("b", "q")]
    ended = [("Participation", f"Company/{a}", f"Project/{p}", {"until": "2015"}) for a, p in pairs]
    entities: dict[str, Cells] = {end: {} for tie in ended for end in tie[1:3] if isinstance(end, str)}
    network = build(entities, ended)
    found = departure.find(network, ["Company/hinge"])
    assert (found.ended, len(found.departure.cut_off)) == (True, 1)
    assert "none holds" in terminal.render(departure.tell(network, found, Writer("en"), Detail()))
    assert not departure.find(network.at("2014"), ["Company/hinge"]).ended


@pytest.mark.usefixtures("place")
def test_we_are_those_who_hold_contacts_unless_told(example_store: Store) -> None:
    network = example_store.load()
    guessed = [network.name(ident) for ident in ours(network)]
    assert guessed == [BUREAU, "Jelmer Klinkerman", "Jelmer Ossenbeek", "Jelmer van der Brinkhof"]
    configuration.write(configuration.Configuration(organisation="bureau voorbeeldzone"))
    assert [network.name(ident) for ident in ours(network)] == guessed
    assert ours(participations([("a", "p")])) == ()


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_poor_networks_are_told_in_a_sentence(lang: str) -> None:
    for network in (
        build({}),
        build({"Company/a": {}, "Person/x": {}}),
        participations([("a", "p"), ("b", "p")]),
    ):
        write = Writer("nl" if lang == "nl" else "en")
        asked = [brokers.tell(network, brokers.find(network), write, Detail(expert=True))]
        if network.entities:
            asked.append(departure.tell(network, departure.find(network, ["Company/a"]), write, Detail()))
        if "Person/x" in network.entities:
            asked.append(handover.tell(network, handover.find(network, "Person/x"), write, Detail()))
        for sections in asked:
            assert len(terminal.render(sections)) > 100


def test_where_nobody_stands_out_that_is_told_instead_of_a_list(plan_store: Store) -> None:
    """In the annual plan the bodies make all alike: no ranks in sentences."""
    network = stores.network_of(plan_store).today()
    found = brokers.find(network)
    text = " ".join(terminal.render(brokers.tell(network, found, Writer("nl"), Detail())).split())
    assert "Er springt niemand uit" in text
    assert "van de kortste wegen" not in text
