"""Calls: every condition by hand, teams against brute force, the form read back as it was written."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dtz_network.analysis.potential import calls, conditions, consortia
from dtz_network.analysis.potential.conditions import Call
from dtz_network.analysis.projection import two_mode
from dtz_network.errors import InputError
from dtz_network.model import schema
from dtz_network.workflows.questions import call_form
from dtz_network.workflows.questions import calls as asked
from tests.analysis_networks import Cells, Tie, build, example, plan

ENTITIES: dict[str, Cells] = {
    "Company/a": {}, "School/s": {}, "Government/g": {}, "Company/far": {}, "Project/p": {"budget": "50000"},
    "Project/q": {}, "Theme/t": {}, "Theme/u": {}, "Region/de": {"name": "Duitsland", "kind": "country"},
    "Region/bentheim": {}, "Region/emmen": {},
}  # fmt: skip
TIES: list[Tie] = [
    ("Participation", "Company/a", "Project/p", {"role": "lead"}), ("Participation", "School/s", "Project/p"),
    ("Participation", "Company/a", "Project/q"), ("Participation", "Company/far", "Project/q"),
    ("Activity", "Project/p", "Theme/t"), ("Location", "Company/a", "Region/emmen"),
    ("Location", "School/s", "Region/emmen"), ("Location", "Company/far", "Region/bentheim"),
    ("PartOf", "Region/bentheim", "Region/de"),
]  # fmt: skip
NETWORK = build(ENTITIES, TIES)


@pytest.mark.parametrize(
    ("call", "state"),
    [
        ({"themes": ("Theme/t",)}, "met"),
        ({"themes": ("Theme/u",)}, "missing"),
        ({"sides": ("education",)}, "met"),
        ({"sides": ("government",)}, "missing"),
        ({"areas": ("Region/emmen",)}, "met"),
        ({"areas": ("Region/de",)}, "missing"),
        ({"partner_from": ("Region/de",)}, "missing"),
        ({"partners_min": 2}, "met"),
        ({"partners_min": 3}, "missing"),
        ({"partners_max": 1}, "missing"),
        ({"amount_min": Decimal(50000)}, "met"),
        ({"amount_max": Decimal(49999)}, "missing"),
    ],
)
def test_each_condition_is_judged_by_its_rule(call: dict[str, object], state: str) -> None:
    found = conditions.check(NETWORK, Call("c", **call), "Project/p", ["Company/a", "School/s"])  # type: ignore[arg-type]
    assert [condition.state for condition in found] == [state]


def test_a_country_has_its_districts_and_what_is_not_recorded_is_unknown() -> None:
    call = Call("c", themes=("Theme/t",), partner_from=("Region/de",), amount_min=Decimal(1))
    found = conditions.check(NETWORK, call, "Project/q", ["Company/a", "Company/far"])
    assert [condition.state for condition in found] == ["unknown", "met", "unknown"]
    nowhere = conditions.check(NETWORK, Call("c", partner_from=("Region/de",)), "Project/q", ["Government/g"])
    assert nowhere[0].state == "unknown"


def test_who_could_fill_the_gap_is_known_to_a_partner() -> None:
    found = calls.find(NETWORK, Call("c", partner_from=("Region/de",), partners_min=3))
    row = next(fit for fit in found.projects if fit.project == "Project/p")
    assert [(c.organisation, c.fills, c.through, c.joint) for c in row.candidates] == [
        ("Company/far", (0, 1), ("Company/a",), 1)
    ]
    assert [ask.organisation for ask in row.phone] == ["Company/a"]


def test_fewest_missing_stand_first_and_a_past_day_closes() -> None:
    found = calls.find(NETWORK, Call("c", sides=("education",), closes="2021"))
    assert [fit.project for fit in found.projects] == ["Project/p", "Project/q"]
    assert found.closed
    assert not calls.find(NETWORK, Call("c", closes="2022-09")).closed


def test_a_rule_that_nobody_meets_is_named() -> None:
    found = calls.find(NETWORK, Call("c", sides=("business", "government"), themes=("Theme/u",))).teams
    assert found.state == "infeasible"
    assert {(rule.rule, rule.wanted) for rule in found.infeasible} == {
        ("side", ("government",)), ("theme", ("Theme/u",)),
    }  # fmt: skip
    assert calls.find(NETWORK, Call("c", partners_min=4, partners_max=2)).teams.state == "infeasible"


def test_honest_states() -> None:
    assert calls.find(NETWORK, Call("c")).state == "no_rules"
    assert calls.find(plan(), Call("c", partners_min=1)).state == "no_initiatives"


PAIRS = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 5)), min_size=1, max_size=22)
RULES = st.fixed_dictionaries(
    {
        "sides": st.sets(st.sampled_from(["business", "education", "government"])).map(
            lambda s: tuple(sorted(s))
        ),
        "partners_min": st.one_of(st.none(), st.integers(1, 4)),
        "partner_from": st.sampled_from([(), ("Region/x",)]),
    }
)
KINDS = (
    "Company",
    "Company",
    "School",
    "Company",
    "Government",
    "School",
    "Company",
    "Government",
    "Company",
)


@settings(max_examples=60, deadline=None)
@given(PAIRS, RULES)
def test_the_smallest_teams_are_those_of_brute_force(
    pairs: list[tuple[int, int]], rules: dict[str, object]
) -> None:
    names = [f"{kind}/o{i}" for i, kind in enumerate(KINDS)]
    entities: dict[str, Cells] = {name: {} for name in names}
    entities |= {f"Project/p{p}": {} for p in range(6)}
    entities["Region/x"] = {}
    ties: list[Tie] = [("Participation", names[o], f"Project/p{p}") for o, p in set(pairs)]
    ties += [("Location", names[i], "Region/x") for i in (3, 5)]
    network, call = build(entities, ties), Call("c", **rules)  # type: ignore[arg-type]
    mode = two_mode(network)
    found = consortia.smallest(call, mode, conditions.who_fits(network, call, mode.actors))
    best = _brute_force(network, call, mode.actors, pairs, names)
    assert found.complete
    if best is None:
        assert found.state in ("infeasible", "no_team")
    else:
        size, joint = best
        assert (found.state, found.size, found.teams[0].joint) == ("found", size, joint)
        assert all(len(team.members) == size for team in found.teams)


def _brute_force(
    network: object, call: Call, actors: tuple[str, ...], pairs: list[tuple[int, int]], names: list[str]
) -> tuple[int, int] | None:
    work = {a: {p for o, p in pairs if names[o] == a} for a in actors}
    needs = [set(fit) for _, fit in conditions.who_fits(network, call, actors)]  # type: ignore[arg-type]
    for size in range(max(2, call.partners_min or 2), 7):
        joint = []
        for team in combinations(actors, size):
            graph: nx.Graph[str] = nx.Graph()
            graph.add_nodes_from(team)
            graph.add_edges_from((a, b) for a, b in combinations(team, 2) if work[a] & work[b])
            if nx.is_connected(graph) and all(need & set(team) for need in needs):
                joint.append(sum(len(work[a] & work[b]) for a, b in combinations(team, 2)))
        if joint:
            return size, max(joint)
    return None


def test_a_search_that_is_cut_short_says_so() -> None:
    call, mode = Call("c", sides=("education", "business"), partners_min=6), two_mode(example())
    found = consortia.smallest(call, mode, conditions.who_fits(example(), call, mode.actors), 50)
    assert not found.complete


FILLED = {
    "naam": "Proef", "sluit": "31-12-2026", "gebied": "Emmen; Hardenberg", "thema": "robotisering", "gevraagde geleding": "onderwijs; ondernemers",
    "partners ten minste": "3", "partner uit": "Grafschaft Bentheim", "begroting ten hoogste": "€ 1.250.000",
}  # fmt: skip


def _fill(path: Path) -> None:
    """Fill the blank form at ``path`` as somebody would: the second column, or behind the colon."""
    if path.suffix == ".yaml":
        lines = path.read_text(encoding="utf-8").splitlines()
        filled = [f"{line} {FILLED.get(line[:-1], '')}" if line.endswith(":") else line for line in lines]
        path.write_text("\n".join(filled), encoding="utf-8")
        return
    import xlsxwriter
    from python_calamine import CalamineWorkbook

    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, [row[0], FILLED.get(str(row[0]), row[1]), row[2]])


@pytest.mark.parametrize("ending", ["xlsx", "yaml"])
def test_a_blank_form_is_filled_and_read_back(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"call.{ending}"
    call_form.write_blank(path, schema.shipped(), "nl")
    with pytest.raises(InputError) as caught:
        call_form.read(path, example())
    assert caught.value.key == "call-nameless"
    _fill(path)
    assert call_form.read(path, example()) == Call(
        name="Proef", closes="2026-12-31", areas=("Region/emmen", "Region/hardenberg"), themes=("Theme/robotics",),
        sides=("education", "business"), partner_from=("Region/bentheim",), partners_min=3, amount_max=Decimal(1250000),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("naam: x\nthemma: robotisering", "call-field"),
        ("naam: x\nthema: robotisiering", "not-found-near"),
        ("naam: x\nsluit: ooit", "value-date"),
        ("naam: x\npartners ten minste: drie", "value-number"),
        ("naam: x\ngevraagde geleding: kerk", "value-term"),
        ("[1, 2]", "call-broken"),
        ("naam: [", "call-broken"),
    ],
)
def test_a_form_that_is_not_understood_says_where(tmp_path: Path, text: str, key: str) -> None:
    path = tmp_path / "call.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        call_form.read(path, example())
    assert caught.value.key == key
    assert caught.value.hint("nl")


def test_a_recorded_fund_is_asked_by_name() -> None:
    found = asked.find(example(), "Interreg VI")
    assert (found.call.partner_from, found.state) == (("Region/bentheim",), "found")
    first = found.projects[0]
    assert first.count("met") == len(first.conditions) == found.call.rules
    with pytest.raises(InputError):
        asked.find(example(), "Interreg IX")
    with pytest.raises(InputError):
        asked.find(example(), "weg.xlsx")


def test_a_country_of_the_list_of_regions_has_the_districts_of_the_network(tmp_path: Path) -> None:
    """The example has Grafschaft Bentheim and no Germany: the list of regions tells that one lies in the other."""
    path = tmp_path / "call.yaml"
    path.write_text("naam: x\npartner uit: Duitsland", encoding="utf-8")
    call = call_form.read(path, example())
    assert call.partner_from == ("DE",)
    found = conditions.inside(example(), call)
    assert found.partner_from == {"Region/bentheim"}
    (need, fit) = conditions.who_fits(example(), call, two_mode(example()).actors)[0]
    assert (need.state, len(fit) > 3) == ("met", True)


def test_what_no_partner_more_would_meet_stands_last() -> None:
    """p lacks the theme, q a school and a third partner; q stands before p all the same."""
    entities = {**ENTITIES, "Project/q": {"budget": "1"}}
    network = build(entities, [*TIES, ("Activity", "Project/q", "Theme/u")])
    found = calls.find(network, Call("c", themes=("Theme/u",), sides=("education",), partners_min=2))
    assert [(fit.project, fit.count("missing"), fit.fixed) for fit in found.projects] == [
        ("Project/q", 1, 0), ("Project/p", 1, 1),
    ]  # fmt: skip
