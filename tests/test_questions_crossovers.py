"""Questions on real lists and on the command line: what is told, in two languages, with reasons."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from dtz_network.cli import main
from dtz_network.language import LANGUAGES, Language
from dtz_network.model.network import Network
from dtz_network.report.render import terminal
from dtz_network.report.report_model import Detail, Writer
from dtz_network.workflows import contacts, stores
from dtz_network.workflows.questions import calls, crossovers, lonely, opportunities
from tests.analysis_networks import Cells, build, example, plan
from tests.test_analysis_answers import ODD, ODD_TIES

DATA = Path(os.environ.get("DTZ_TEST_DATA") or ".")
MAPPINGS = Path(__file__).parent / "mappings"
REAL = pytest.mark.skipif(
    not (DATA / "nl-esf-2014").is_dir(), reason="DTZ_TEST_DATA does not name the folder with real lists"
)
QUESTIONS: dict[str, tuple[Callable[..., Any], Callable[..., Any]]] = {
    "crossovers": (crossovers.find, partial(crossovers.tell, matrix=True)),
    "sides": (partial(crossovers.find, between="sides"), crossovers.tell),
    "groups": (partial(crossovers.find, between="groups"), crossovers.tell),
    "opportunities": (opportunities.find, opportunities.tell),
    "lonely": (lonely.find, lonely.tell),
}
NETWORKS: dict[str, Callable[[], Network]] = {
    "empty": lambda: build({}),
    "odd": lambda: build(ODD, ODD_TIES),
    "plan": plan,
    "example": example,
}


def told(network: Network, question: str, lang: Language, *, expert: bool = False) -> str:
    find, tell = QUESTIONS[question]
    return terminal.render(tell(network, find(network), Writer(lang), Detail(expert=expert)))


@pytest.mark.parametrize("network", [name for name in NETWORKS if name != "example"])
@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_question_has_an_honest_sentence(network: str, question: str, lang: Language) -> None:
    text = told(NETWORKS[network](), question, lang, expert=True)
    assert len(text) > 80
    assert "None" not in text.split()
    assert "{" not in text


def test_the_plan_says_why_nothing_can_be_judged() -> None:
    for question in ("crossovers", "sides", "opportunities", "lonely"):
        assert "cross-overs kunnen daarom nog niet" in " ".join(told(plan(), question, "nl").split())


@pytest.mark.parametrize("question", ["crossovers", "sides", "opportunities", "lonely"])
def test_the_example_is_told_in_both_languages(question: str) -> None:
    dutch, english = (told(example(), question, lang, expert=True) for lang in LANGUAGES)
    assert dutch != english
    assert "Robot" in dutch or question in ("sides", "opportunities")


def _load(folder: Path, name: str, file: str) -> Iterator[Network]:
    store = stores.open_store(folder / "network.db", create=True)
    planned = contacts.plan_import(
        store, DATA / name / file, who="tester", mapping=MAPPINGS / f"{name}.yaml", leave_out=True
    )
    contacts.apply_import(store, planned)
    yield store.load()
    store.close()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DTZ_KEYS", str(tmp_path / "keys"))
    monkeypatch.setenv("DTZ_HOME", str(tmp_path / "home"))
    return tmp_path


@REAL
def test_swedish_interreg_partners_give_related_objectives_that_hardly_meet(home: Path) -> None:
    (network,) = _load(home, "interreg-sweden-2021", "rawdata.json")
    found = crossovers.find(network)
    assert (found.state, found.side) == ("found", "projects")
    pairs = {frozenset(network.name(theme) for theme in gap.pair) for gap in found.firm}
    assert {"RSO1.2", "RSO1.4"} in pairs
    assert len(pairs) <= 0.1 * found.tested
    for gap in found.firm:
        assert gap.shared
        assert gap.names.one
        assert gap.names.other
    row = next(
        row for row in lonely.find(network.at("2024")).rows if network.name(row.project) == "CircleBIM"
    )
    assert (row.hangs, row.potential, row.missing) == ("alone", "clear", ("education",))


@REAL
def test_danish_projects_that_stand_alone_have_somebody_to_ask(home: Path) -> None:
    (network,) = _load(home, "dk-regional-projects-2014", "ERDF_Denmark_2014-2020.original.csv")
    rows = {network.name(row.project)[:11]: row for row in lonely.find(network.at("2015")).rows}
    iot = rows["IoTStyring "]
    assert (iot.hangs, iot.potential, len(iot.partners)) == ("alone", "clear", 4)
    assert "Syddansk Universitet" in {network.name(ask.organisation) for ask in iot.ask}
    found = opportunities.find(network)
    assert (found.state, [row for row in found.themes if row.stands_out]) == ("none", [])
    assert "aan te tonen" in terminal.render(opportunities.tell(network, found, Writer("nl"), Detail()))


@REAL
def test_dutch_esf_regions_do_the_same_each_by_itself(home: Path) -> None:
    (network,) = _load(home, "nl-esf-2014", "EUSF_14-20_Publicatielijst_01-12-16_Actie_AMR-VSO.csv")
    first, *_ = opportunities.find(network).themes
    assert (len(first.apart), first.carriers, first.pairs, first.certainty) == (36, 36, 0, "sure")
    assert crossovers.find(network).state == "too_few"


@REAL
def test_four_flemish_priorities_are_too_few_to_tell_what_is_related(home: Path) -> None:
    (network,) = _load(home, "vlaanderen-efro-2007", "ERDF_Flandern_2007-2013.xlsx")
    found = crossovers.find(network)
    assert (found.state, len(found.themes), len(found.matrix)) == ("too_few", 4, 6)


def test_the_commands_answer_in_words_and_for_programs(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DTZ_STORE", str(home / "network.db"))
    monkeypatch.setenv("DTZ_CONFIG", str(home / "dtz.toml"))
    from dtz_network import resources

    def run(*words: str) -> str:
        result = CliRunner().invoke(main.dtz, ["--lang", "nl", *words])
        assert result.exit_code == 0, result.output
        return result.output

    run("init", "--who", "tester")
    run("contact", "import", str(resources.graph_folder() / "example"), "--yes")
    assert "robotisering" in run("crossovers", "--matrix")
    assert json.loads(run("crossovers", "--json"))["state"] == "found"
    assert "staat alleen" in run("lonely")
    assert "Kansen binnen thema’s" in run("opportunities", "--kind", "thema")
    assert "partner uit Grafschaft Bentheim" in run("call", "Interreg VI")
    run("call", "--blank", str(home / "leeg.xlsx"))
    assert (home / "leeg.xlsx").exists()
    assert calls.find(example(), "EFRO").state == "found"


def test_where_no_initiative_runs_none_is_said_to_share_organisations() -> None:
    """All initiatives are over: nothing can be told of running ones."""
    over: dict[str, Cells] = {f"Project/{name}": {"end": "2020"} for name in "pq"}
    parties: dict[str, Cells] = {f"Company/{name}": {} for name in "abc"}
    ties = [
        ("Participation", f"Company/{one}", f"Project/{p}")
        for p, both in (("p", "ab"), ("q", "bc"))
        for one in both
    ]
    network = build({**over, **parties}, ties)
    text = " ".join(
        terminal.render(lonely.tell(network, lonely.find(network), Writer("nl"), Detail())).split()
    )
    assert "Van geen lopend initiatief zijn partners vastgelegd" in text
    assert "Alle 0" not in text
