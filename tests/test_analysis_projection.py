"""The two-mode graph and what is derived from it, against published values."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dtz_network.analysis import initiatives, projection
from dtz_network.analysis.projection import from_pairs, two_mode
from tests.analysis_networks import Cells, build, participations, plan, shuffled

PAIRS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 6)), max_size=60)


def _bipartite() -> nx.Graph:
    return nx.davis_southern_women_graph()


def test_southern_women_have_139_tied_pairs() -> None:
    graph = _bipartite()
    women = [node for node, data in graph.nodes(data=True) if data["bipartite"] == 0]
    mode = from_pairs((woman, event) for woman in women for event in graph[woman])
    assert (len(mode.actors), len(mode.affiliations), len(mode.ties)) == (18, 14, 89)
    assert projection.one_mode(mode).number_of_edges() == 139


def test_weights_are_those_of_networkx_after_newman() -> None:
    graph = _bipartite()
    women = [node for node, data in graph.nodes(data=True) if data["bipartite"] == 0]
    mine = projection.one_mode(from_pairs((w, event) for w in women for event in graph[w]))
    theirs = nx.bipartite.collaboration_weighted_projected_graph(graph, women)
    assert mine.number_of_edges() == theirs.number_of_edges()
    for one, other, weight in theirs.edges(data="weight"):
        assert mine[one][other]["weight"] == pytest.approx(weight)


def test_the_boards_of_the_plan_make_27_people_32_ties_and_181_pairs() -> None:
    mode = two_mode(plan(), actors="Person", weights={"bodies": 1})
    assert (len(mode.actors), len(mode.affiliations), len(mode.ties)) == (27, 3, 32)
    assert projection.one_mode(mode).number_of_edges() == 181


def test_the_programme_of_the_plan_is_no_initiative() -> None:
    assert [tie.target for tie in plan().ties("Participation")] == ["Project/programma-dutch-techzone"] * 6
    assert two_mode(plan()).ties == ()
    assert initiatives.lack(plan()) == "no_initiatives"


@pytest.mark.parametrize(
    ("cells", "then", "now"),
    [
        ({}, True, True),
        ({"phase": "idea"}, True, True),
        ({"start": "2019"}, True, True),
        ({"end": "2020"}, True, False),
        ({"end": "2019"}, False, False),
        ({"phase": "finished"}, False, False),
        ({"phase": "finished", "end": "2021"}, True, False),
        ({"phase": "stopped", "end": "2030"}, True, False),
        ({"start": "2021"}, False, True),
        ({"start": "2030"}, False, True),
        ({"kind": "programme"}, False, False),
    ],
)
def test_what_runs_on_a_day_is_asked_of_its_dates_and_today_of_its_phase(
    cells: Cells, then: bool, now: bool
) -> None:
    """Recorded 2022-09-06; asked in the middle of 2020 and on that day. The columns are those that run."""
    network = build({"Company/a": {}, "Project/p": cells}, [("Participation", "Company/a", "Project/p")])
    for day, expected in (("2020-06-15", then), ("2022-09-06", now)):
        dated = network.at(day)
        assert initiatives.runs(dated, "Project/p") == expected
        assert two_mode(dated).affiliations == (("Project/p",) if expected else ())
        assert (initiatives.lack(dated) == "") == expected
    assert initiatives.runs(network, "Project/p") == now


def test_an_organisation_is_in_a_body_through_who_sits_on_its_behalf() -> None:
    mode = two_mode(plan(), weights={"bodies": 1})
    assert "School/rijnland-instituut" in mode.actors
    assert len(mode.actors) == 17
    assert all(tie.relationships for tie in mode.ties)


def test_modes_weigh_as_asked_and_only_what_is_asked_counts() -> None:
    network = build(
        {"Company/a": {}, "Company/b": {}, "Project/p": {}, "Theme/t": {}, "Cluster/c": {}},
        [
            ("Participation", "Company/a", "Project/p"),
            ("Participation", "Company/b", "Cluster/c"),
            ("Activity", "Company/a", "Theme/t"),
        ],
    )
    assert two_mode(network).affiliations == ("Project/p",)
    both = two_mode(network, weights={"projects": 1, "themes": 0.25})
    assert [(t.affiliation, t.weight) for t in both.ties] == [("Project/p", 1.0), ("Theme/t", 0.25)]


def test_two_roles_in_one_project_are_one_tie_that_rests_on_both() -> None:
    network = build(
        {"Company/a": {}, "Project/p": {}},
        [("Participation", "Company/a", "Project/p", {"role": role}) for role in ("lead", "partner")],
    )
    (tie,) = two_mode(network).ties
    assert tie.relationships == ("r0", "r1")


def test_rows_in_another_order_give_the_same_graph() -> None:
    pairs = [(f"a{i % 7}", f"p{i % 5}") for i in range(30)]
    network = participations(pairs)
    assert two_mode(network) == two_mode(shuffled(network))


@given(PAIRS)
@settings(max_examples=25, deadline=None)
def test_an_actors_weights_sum_to_the_affiliations_that_it_shares(pairs: list[tuple[int, int]]) -> None:
    mode = from_pairs((f"a{a}", f"p{p}") for a, p in pairs)
    size = {p: sum(t.affiliation == p for t in mode.ties) for p in mode.affiliations}
    sums = projection.collaboration(mode).sum(axis=1)
    for row, actor in enumerate(mode.actors):
        shared = sum(t.actor == actor and size[t.affiliation] > 1 for t in mode.ties)
        assert sums[row, 0] == pytest.approx(shared)


@given(PAIRS)
@settings(max_examples=25, deadline=None)
def test_one_mode_weights_are_symmetric_and_without_loops(pairs: list[tuple[int, int]]) -> None:
    weights = projection.collaboration(from_pairs((f"a{a}", f"p{p}") for a, p in pairs))
    assert abs(weights - weights.T).sum() == pytest.approx(0)
    assert weights.diagonal().sum() == 0
