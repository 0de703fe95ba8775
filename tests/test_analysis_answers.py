"""What holds for every answer: an honest value for poor data, JSON, a basis, any order of rows."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable

import pytest

from dtz_network.analysis import claims
from dtz_network.analysis.administration import figures, governance, money
from dtz_network.analysis.brokerage import brokers, departure, handover
from dtz_network.analysis.brokerage.connectors import Settings
from dtz_network.analysis.claims import Basis
from dtz_network.analysis.composition import balance, borders, helix_balance, pathways
from dtz_network.analysis.grouping import declared, groups, links, maturity
from dtz_network.analysis.history import change
from dtz_network.analysis.introducing import acquaintance, backtest, dated, introductions, neighbourhood
from dtz_network.analysis.potential import calls, crossovers, gaps, lonely, meetings_of, opportunities
from dtz_network.analysis.potential.conditions import Call
from dtz_network.model.network import Network
from tests.analysis_networks import Cells, Tie, build, example, participations, plan, shuffled

FEW = Settings(runs=3, listed=5)
QUICK = groups.Settings(runs=3, perturbed=3, twins=2, tried=3)
Question = Callable[[Network], object]
QUESTIONS: dict[str, Question] = {
    "governance": lambda n: governance.describe(n, "2030"),
    "money": money.describe,
    "figures": figures.series,
    "gaps": gaps.find,
    "groups": lambda n: groups.find(n, settings=QUICK),
    "links": lambda n: links.find(n, groups.find(n, settings=QUICK)),
    "declared": lambda n: declared.compare(n, groups.find(n, settings=QUICK)),
    "maturity": lambda n: maturity.find(n, groups.find(n, settings=QUICK)),
    "brokers": lambda n: brokers.find(n, bureau=("Company/a",), settings=FEW),
    "departure": lambda n: departure.find(n, [e.id for e in n.of_type("Organization")][:2]),
    "departure of a person": lambda n: departure.find(n, _people(n), bureau=_people(n)),
    "handover": lambda n: handover.find(n, next(iter(_people(n)), "Person/gone")),
    "calls": lambda n: calls.find(n, Call("c", sides=("business", "education"), partners_min=3)),
    "sides": meetings_of.sides,
    "between groups": lambda n: meetings_of.between(n, groups.find(n, settings=QUICK)),
    "lonely": lonely.find,
    "opportunities": lambda n: opportunities.find(n, repeated=5, runs=99),
    "crossovers": lambda n: crossovers.find(n, repeated=5, runs=99),
    "balance": lambda n: balance.of(n, (e.id for e in n.of_type("Organization"))),
    "seats": lambda n: [balance.of_seats(n, b.id) for b in n.of_type("GovernanceBody")],
    "helices": lambda n: helix_balance.find(n, groups.find(n, settings=QUICK), runs=19),
    "borders": lambda n: borders.find(n, runs=19),
    "pathways": pathways.find,
    "change": lambda n: change.compare(n, n, "2021-12-31", "2022-09-06", settings=QUICK),
    "introductions": lambda n: introductions.find(n, runs=3),
    "acquaintance": lambda n: acquaintance.of(n, "Company/a"),
    "backtest": lambda n: backtest.run({"": dated.of_network(n)}, claims.basis(n, backtest.METHOD, 1)),
    "path": lambda n: neighbourhood.path(n, "Company/a", "Company/b"),
    "around": lambda n: neighbourhood.around(n, "Company/a", 2),
}


def _people(network: Network) -> list[str]:
    """Return somebody who holds contacts, else anybody."""
    holders = [tie.source for tie in network.ties("Contact")]
    return sorted(set(holders) or {person.id for person in network.of_type("Person")})[:1]


ODD: dict[str, Cells] = {
    "Company/a": {"name": ""}, "GovernanceBody/g": {}, "Seat/s": {"body": "GovernanceBody/gone"},
    "Project/p": {}, "Figure/f": {"value": "?", "total": "Figure/f"}, "Cluster/c": {}, "Person/x": {},
}  # fmt: skip
ODD_TIES: list[Tie] = [
    ("Participation", "Company/a", "Project/gone"),
    ("Participation", "Company/gone", "Project/p"),
    ("Participation", "Company/gone", "Cluster/c"),
    ("Membership", "Person/x", "GovernanceBody/g", {"seat": "Seat/gone", "on_behalf_of": ["Company/gone"]}),
    ("Employment", "Person/x", "Company/gone"),
    ("Funding", "Company/a", "Project/p", {"amount": "veel", "total": "Figure/f"}),
    ("Activity", "Company/a", "Theme/gone"),
]
NETWORKS: dict[str, Callable[[], Network]] = {
    "empty": lambda: build({}),
    "one": lambda: build({"Company/a": {}}),
    "pair": lambda: participations([("a", "p"), ("b", "p")]),
    "one component": lambda: participations([(f"a{i}", "p") for i in range(35)]),
    "odd": lambda: build(ODD, ODD_TIES),
    "plan": plan,
    "example": example,
}


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("network", NETWORKS)
def test_every_question_has_a_value_that_is_json(question: str, network: str) -> None:
    answer = QUESTIONS[question](NETWORKS[network]())
    written = json.dumps(claims.jsonable(answer), allow_nan=False)
    assert json.loads(written) == claims.jsonable(answer)


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_answer_about_the_whole_says_on_what_it_rests(question: str) -> None:
    answer = QUESTIONS[question](plan())
    if isinstance(answer, list):
        return
    assert dataclasses.is_dataclass(answer)
    about = answer.basis  # type: ignore[union-attr]
    assert isinstance(about, Basis)
    assert (about.date, about.fingerprint) == ("2022-09-06", plan().fingerprint)
    assert about.method
    assert about.band


@pytest.mark.thorough
@pytest.mark.parametrize("question", sorted(set(QUESTIONS) - {"path", "around"}))
def test_the_order_of_rows_does_not_matter(question: str) -> None:
    """Statement numbers go along with the rows, so sorted by them is no order of rows."""
    found, again = (QUESTIONS[question](network) for network in (example(), shuffled(example())))
    assert _sorted(claims.jsonable(found)) == _sorted(claims.jsonable(again))


def _sorted(value: object) -> object:
    """Return JSON with relationship ids and statement numbers as sets; all else in its order."""
    if isinstance(value, dict):
        return {
            key: sorted(item, key=str) if key in ("relationships", "statements", "ties") and isinstance(item, list)
            else _sorted(item) for key, item in value.items()
        }  # fmt: skip
    return [_sorted(item) for item in value] if isinstance(value, list) else value


def test_the_least_sure_word_wins() -> None:
    assert claims.least(["likely", "sure", "too_little"]) == "too_little"
    assert [claims.certainty(share) for share in (0.9, 0.89, 0.7, 0.69)] == [
        "sure", "likely", "likely", "too_little",
    ]  # fmt: skip


def test_the_date_asked_for_comes_before_the_date_of_recording() -> None:
    assert claims.basis(plan().at("2021"), "m", 1).date == "2021"


def test_ties_that_only_possibly_hold_are_counted() -> None:
    network = build(
        {"Company/a": {}, "Project/p": {}}, [("Participation", "Company/a", "Project/p", {"until": "2022"})]
    )
    assert lonely.find(network).basis.possibly == 0
    assert lonely.find(network.at("2022-03")).basis.possibly == 1
