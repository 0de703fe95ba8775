"""Questions of the analysis in words: what the annual plan answers, written by hand, and what it cannot."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from dtz_network.errors import InputError
from dtz_network.language import LANGUAGES, Language
from dtz_network.model.network import Network
from dtz_network.report.render import terminal
from dtz_network.report.report_model import Detail, Section, Writer
from dtz_network.workflows.questions import balance, borders, governance, money, pathways
from tests.analysis_networks import build, example, plan

ANSWERS = yaml.safe_load(
    (Path(__file__).parent / "answers" / "plan-questions.yaml").read_text(encoding="utf-8")
)
ASK: Mapping[str, tuple[Callable[..., Any], Callable[..., list[Section]]]] = {
    "balance": (balance.find, balance.tell),
    "borders": (borders.find, borders.tell),
    "governance": (governance.find, governance.tell),
    "money": (money.find, money.tell),
    "pathways": (pathways.find, pathways.tell),
}


def told(
    network: Network, ask: str, lang: Language = "nl", detail: Detail | None = None, **given: str
) -> str:
    """Return the answer as the terminal shows it, spaces once."""
    find, tell = ASK[ask]
    sections = tell(network, find(network, **given), Writer(lang), detail or Detail())
    return " ".join(terminal.render(sections).split())


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: f"{answer['ask']} {answer.get('given', '')}")
def test_the_plan_answers_as_written_by_hand(answer: dict[str, Any]) -> None:
    text = told(plan(), answer["ask"], **answer.get("given", {}))
    for words in answer["lines"]:
        assert words in text
    for words in answer.get("absent", ()):
        assert words not in text


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("ask", ASK)
def test_an_answer_reads_well_on_odd_networks_too(ask: str, lang: Language) -> None:
    for network in (build({}), plan(), example()):
        text = told(network, ask, lang, Detail(expert=True))
        assert text
        assert not {"{", "}", "None"} & set(text.split())
        assert ".." not in text


def test_terms_that_end_before_a_date_stand_with_their_holder_first_ending_first() -> None:
    text = told(example(), "governance", ending_before="2025")
    assert "Van 10 zetels loopt de termijn af vóór 2025." in text
    assert "Stuurgroep, zetel 14 31 december 2024 Kaatje Berkenpas Dienst Zaljeka" in text
    assert "Stuurgroep, zetel 5 31 december 2024 vacature –" in text


def test_what_was_asked_granted_and_spent_is_never_added_up() -> None:
    text = told(example(), "money", year="2023")
    assert "Er zijn 9 bijdragen met een bedrag vastgelegd. Toegekend: € 730.000." in text
    assert "852.500" not in text


def test_a_missing_step_names_the_schools_on_both_sides() -> None:
    assert (
        "Geen vastgelegde verbinding mbo → hbo in duurzame energie: Relnova College en Ulmjeka College aan de ene kant, "
        "Hogeschool Ulmlina aan de andere."
    ) in told(example(), "pathways", sector="duurzame energie")


@pytest.mark.parametrize(
    ("ask", "given"),
    [
        ("governance", {"body": "Raad van Elders"}),
        ("governance", {"ending_before": "straks"}),
        ("money", {"year": "22"}),
        ("balance", {"name": "Nergens"}),
        ("pathways", {"sector": "HTSM"}),
    ],
)
def test_a_slip_is_told(ask: str, given: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        told(plan(), ask, **given)
