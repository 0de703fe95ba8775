"""Types of a bureau's own count as those that they extend, in every answer and in what is told of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from dtz_network.analysis import claims
from dtz_network.model.network import Network
from dtz_network.report.documents import organisation
from dtz_network.report.render import terminal
from dtz_network.report.report_model import Detail, Section, Writer
from dtz_network.workflows.questions import balance, borders, governance, handover, money, pathways
from tests.analysis_networks import example, plan
from tests.test_analysis_answers import QUESTIONS

OWN = "Own"


def owned(network: Network) -> Network:
    """Return the network of a bureau that extended every type of entity, and uses its own ones alone."""
    schema = network.schema
    more = {
        f"{OWN}{kind.name}": replace(
            kind, name=f"{OWN}{kind.name}", ancestors=(f"{OWN}{kind.name}", *kind.ancestors)
        )
        for kind in schema.entity_types()
    }
    entities = {ident: replace(e, type=f"{OWN}{e.type}") for ident, e in network.entities.items()}
    return replace(network, schema=replace(schema, types={**schema.types, **more}), entities=entities)


def _written(answer: object) -> str:
    text = json.dumps(claims.jsonable(answer), sort_keys=True, ensure_ascii=False)
    return re.sub(r'"fingerprint": "[0-9a-f]{64}"', "", text).replace(f'"{OWN}', '"')


@pytest.mark.parametrize("shape", [plan, example], ids=["plan", "example"])
@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_is_the_same_with_types_of_a_bureau(question: str, shape: Callable[[], Network]) -> None:
    network = shape()
    found = _written(QUESTIONS[question](network))
    assert _written(QUESTIONS[question](owned(network))) == found


TOLD: dict[str, Callable[[Network], list[Section]]] = {
    "balance": lambda n: balance.tell(n, balance.find(n), Writer("nl"), Detail()),
    "balance of a body": lambda n: balance.tell(n, balance.find(n, "Program Board"), Writer("nl"), Detail()),
    "borders": lambda n: borders.tell(n, borders.find(n), Writer("nl"), Detail()),
    "governance": lambda n: governance.tell(n, governance.find(n), Writer("nl"), Detail()),
    "money": lambda n: money.tell(n, money.find(n), Writer("nl"), Detail()),
    "pathways": lambda n: pathways.tell(n, pathways.find(n), Writer("nl"), Detail()),
    "handover": lambda n: handover.tell(n, handover.find(n, "Peter Cool"), Writer("nl"), Detail()),
    "profile": lambda n: organisation.sections(n, "School/nhl-stenden", Writer("nl"), "internal"),
}


@pytest.mark.parametrize("ask", TOLD)
def test_what_is_told_is_the_same_with_types_of_a_bureau(ask: str) -> None:
    network = plan()
    assert terminal.render(TOLD[ask](owned(network))) == terminal.render(TOLD[ask](network))
