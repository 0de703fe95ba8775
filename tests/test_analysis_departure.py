"""What if somebody leaves: who loses contact, held to brute force; and the fewest ties that mend it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dtz_network.analysis import kinds
from dtz_network.analysis.brokerage import departure, dependence, repair
from dtz_network.analysis.brokerage.departure import Departure
from dtz_network.analysis.brokerage.split import together
from dtz_network.analysis.kinds import KINDS
from dtz_network.analysis.projection import graph, two_mode
from dtz_network.model.network import Network
from tests.analysis_networks import Cells, Tie, build, example, participations, plan, shuffled, with_pilots
from tests.measured_graphs import random_pairs

Pairs = list[tuple[str, str]]
TYPES = ("Company", "School", "Government")
NARDARO = "Company/nardaro-zorgtechniek-bv"


def _mixed(seed: int, actors: int, projects: int, ties: int) -> Network:
    """Return organisations of three sides, in two sectors and two places, that take part in projects."""
    rng = np.random.default_rng(seed)
    of = {f"a{i:02d}": f"{TYPES[int(rng.integers(3))]}/a{i:02d}" for i in range(actors)}
    entities: dict[str, Cells] = {
        "Theme/x": {"kind": "sector"}, "Theme/y": {"kind": "sector"}, "Region/m": {}, "Region/n": {},
    }  # fmt: skip
    rows: list[Tie] = []
    for one, project in random_pairs(rng, actors, projects, ties):
        entities |= {of[one]: {}, f"Project/{project}": {}}
        rows.append(("Participation", of[one], f"Project/{project}"))
    for ident in sorted(set(of.values()) & set(entities)):
        rows.append(("Activity", ident, str(rng.choice(["Theme/x", "Theme/y"]))))
        if rng.random() < 0.8:
            rows.append(("Location", ident, str(rng.choice(["Region/m", "Region/n"]))))
    return build(entities, rows)


def _without(network: Network, gone: Iterable[str], more: Iterable[tuple[str, str]] = ()) -> nx.Graph:
    whole = graph(two_mode(network))
    whole.remove_nodes_from(list(gone))
    whole.add_edges_from(more)
    return whole


def _kind_pairs(network: Network, found: nx.Graph) -> dict[tuple[str, str, str], int]:
    """Return for each pair of kinds how many pairs of organisations a way joins."""
    counts: dict[tuple[str, str, str], int] = {}
    for part in nx.connected_components(found):
        for kind in KINDS:
            here = [node for node in part if not node.startswith("Project/")]
            for (one, other), n in together(kinds.of(network, kind), here).items():
                counts[kind, one, other] = counts.get((kind, one, other), 0) + n
    return counts


@given(st.integers(0, 100_000), st.integers(3, 9), st.integers(2, 4), st.integers(3, 14))
@settings(max_examples=30, deadline=None)
def test_what_is_lost_is_what_no_way_joins_any_more(seed: int, actors: int, projects: int, ties: int) -> None:
    network = _mixed(seed, actors, projects, ties)
    leaving = two_mode(network).actors[0]
    found = departure.find(network, [leaving])
    before, after = _without(network, ()), _without(network, [leaving])
    home = nx.node_connected_component(before, leaving) - {leaving}
    parts = [
        {n for n in part if not n.startswith("Project/")}
        for part in nx.connected_components(after)
        if part <= home
    ]
    sizes = sorted((len(part) for part in parts if part), reverse=True)
    assert [len(part) for part in found.parts] == sizes
    assert len(found.cut_off) == sum(sizes[1:])
    before.remove_node(leaving)
    had = _kind_pairs_within(network, leaving)
    left = _kind_pairs(network, after)
    lost = {(r.kind, *sorted((r.one, r.other))): (r.lost, r.left) for r in found.lost}
    assert lost == {
        key: (n - left.get(key, 0), left.get(key, 0)) for key, n in had.items() if n > left.get(key, 0)
    }


def _kind_pairs_within(network: Network, leaving: str) -> dict[tuple[str, str, str], int]:
    """Return the pairs of kinds joined before, the one that leaves not counted but passed through."""
    counts: dict[tuple[str, str, str], int] = {}
    for part in nx.connected_components(_without(network, ())):
        here = [node for node in part if not node.startswith("Project/") and node != leaving]
        for kind in KINDS:
            for (one, other), n in together(kinds.of(network, kind), here).items():
                counts[kind, one, other] = counts.get((kind, one, other), 0) + n
    return counts


@given(st.integers(0, 100_000), st.integers(3, 8), st.integers(2, 4), st.integers(3, 9))
@settings(max_examples=30, deadline=None)
def test_the_repair_is_the_smallest_of_all_sets_of_new_ties(
    seed: int, actors: int, projects: int, ties: int
) -> None:
    network = _mixed(seed, actors, projects, ties)
    leaving = max(two_mode(network).actors, key=lambda a: len(network.ties_of(a)))
    found = departure.find(network, [leaving])
    assert found.exact
    asked = {(row.kind, *sorted((row.one, row.other))) for row in found.lost if not row.left}
    new = [(tie.organisation, tie.joins) for tie in found.repair]
    assert asked <= set(_kind_pairs(network, _without(network, [leaving], new[: found.needed])))
    assert found.needed == _fewest(
        network, leaving, lambda mended: asked <= set(_kind_pairs(network, mended))
    )
    assert len(found.repair) >= len(found.parts) - 1
    whole = _without(network, [leaving], new)
    first = [organisations[0] for organisations in found.parts]
    assert all(nx.has_path(whole, first[0], other) for other in first[1:])


def _fewest(network: Network, leaving: str, mends) -> int:  # type: ignore[no-untyped-def]
    """Return the size of the smallest set of new participations that mends, by trying all."""
    mode = two_mode(network)
    actors = [actor for actor in mode.actors if actor != leaving]
    new = [(actor, project) for actor in actors for project in mode.affiliations]
    for size in range(len(actors) + 1):
        if any(mends(_without(network, [leaving], chosen)) for chosen in combinations(new, size)):
            return size
    raise AssertionError("no set of new ties mends it")


@given(st.lists(st.sets(st.sampled_from("abcdef"), max_size=4), min_size=1, max_size=6), st.integers(0, 999))
@settings(max_examples=40, deadline=None)
def test_no_division_of_parts_needs_fewer_ties(parts: list[set[str]], seed: int) -> None:
    rng = np.random.default_rng(seed)
    pairs = list(combinations("abcdef", 2))
    needs = [pairs[i] for i in rng.choice(len(pairs), int(rng.integers(0, 6)), replace=False)]
    found = repair.fewest(parts, needs)
    possible = [need for need in needs if set(need) <= set().union(*parts)]
    assert found.exact
    assert found.ties == _fewest_joins(parts, possible)
    assert _meets(parts, found.blocks, possible)


def _meets(parts: list[set[str]], blocks: Iterable[Iterable[int]], needs: list[tuple[str, str]]) -> bool:
    joined = [set().union(*(parts[i] for i in block)) for block in blocks] + parts
    return all(any(set(need) <= block for block in joined) for need in needs)


def _fewest_joins(parts: list[set[str]], needs: list[tuple[str, str]]) -> int:
    edges = list(combinations(range(len(parts)), 2))
    for size in range(len(parts)):
        for chosen in combinations(edges, size):
            made: nx.Graph = nx.Graph(chosen)
            if _meets(parts, nx.connected_components(made), needs):
                return size
    raise AssertionError("joining all parts meets every need")


def test_many_parts_are_joined_step_by_step_and_say_so() -> None:
    parts = [{f"a{i}", f"b{i}"} for i in range(12)]
    found = repair.fewest(parts, [(f"a{i}", f"b{i + 1}") for i in range(11)])
    assert not found.exact
    assert found.ties == 11


# --- the invented example


def _nardaro() -> Departure:
    return departure.find(example(), [NARDARO])


def test_without_the_single_point_of_failure_care_loses_contact_with_the_rest() -> None:
    found = _nardaro()
    assert len(found.cut_off) == 13
    assert len(found.parts) == 2
    gone = {frozenset((row.one, row.other)) for row in found.lost if not row.left and row.kind == "sector"}
    assert {"Theme/metal", "Theme/health-technology"} in gone
    assert {"Theme/plastics", "Theme/ict"} in gone
    assert not any({"Theme/plastics", "Theme/metal"} == pair for pair in gone)
    assert all(row.left for row in found.lost if row.kind == "helix")


def test_one_tie_over_the_planted_crossover_mends_it() -> None:
    found = _nardaro()
    (tie,) = found.repair
    assert (found.needed, found.exact) == (1, True)
    assert tie.themes == ("Theme/circular-economy",)
    assert (tie.organisation in found.cut_off) != (tie.joins in _projects_of(found))


def _projects_of(found: Departure) -> set[str]:
    return {tie.target for org in found.cut_off for tie in example().ties_of(org, "Participation")}


def test_what_meets_in_bodies_is_told_beside() -> None:
    assert _nardaro().bodies == ("GovernanceBody/stuurgroep",)


def test_who_alone_speaks_for_an_organisation_needs_a_successor_and_no_new_tie() -> None:
    found = departure.find(plan(), ["Person/bart-labrie"])
    assert found.cut_off == found.kept_by_successors == ("Company/h-p-moulding",)
    assert (found.bodies, found.repair) == ((), ())
    (seat,) = found.seats
    assert (seat.body, seat.side, seat.last_of_side) == ("GovernanceBody/program-board", "business", False)


def _side_of_one(*more: Tie) -> Network:
    """Return a board with two seats of business and one of education, held for three organisations."""
    entities: dict[str, Cells] = {
        "GovernanceBody/b": {}, "Company/a": {}, "Company/c": {}, "School/s": {}, "Person/x": {}, "Person/y": {}, "Person/z": {},
        **{f"Seat/{n}": {"body": "GovernanceBody/b", "side": side} for n, side in ((1, "business"), (2, "business"), (3, "education"))},
    }  # fmt: skip
    seats = (("x", "1", "Company/a"), ("y", "2", "Company/c"), ("z", "3", "School/s"))
    ties: list[Tie] = [
        ("Membership", f"Person/{who}", "GovernanceBody/b", {"seat": f"Seat/{n}", "on_behalf_of": [org]})
        for who, n, org in seats
    ]
    return build(entities, [*ties, *more])


@pytest.mark.parametrize("leaving", ["Person/z", "School/s"])
def test_the_only_seat_of_a_side_is_told_as_such(leaving: str) -> None:
    found = departure.find(_side_of_one(), [leaving])
    assert [(s.seat, s.side, s.last_of_side) for s in found.seats] == [("Seat/3", "education", True)]
    assert found.repair == ()
    assert found.cut_off == found.kept_by_successors
    (other,) = departure.find(_side_of_one(), ["Person/x"]).seats
    assert not other.last_of_side


def test_who_else_speaks_for_the_organisation_keeps_its_contact() -> None:
    more: Tie = ("Membership", "Person/y", "GovernanceBody/b", {"on_behalf_of": ["School/s"]})
    assert departure.find(_side_of_one(more), ["Person/z"]).cut_off == ()


def test_the_order_of_rows_does_not_matter() -> None:
    assert departure.find(shuffled(example()), [NARDARO]) == _nardaro()


# --- the bureau and its people


def _bureau() -> Network:
    entities: dict[str, Cells] = {
        "Association/bureau": {}, "Person/els": {}, "Person/jan": {}, "Company/a": {}, "Company/b": {},
        "School/c": {}, "Project/p": {"phase": "running"}, "Project/q": {"phase": "running"},
    }  # fmt: skip
    ties: list[Tie] = [
        ("Employment", "Person/els", "Association/bureau"),
        ("Employment", "Person/jan", "Association/bureau"),
        ("Contact", "Person/els", "Company/a", {"since": "2021"}),
        ("Contact", "Person/els", "School/c", {"since": "2022"}),
        ("Contact", "Person/jan", "Company/a", {"since": "2022"}),
        ("Contact", "Person/jan", "Company/b", {"since": "2021"}),
        ("Participation", "Company/a", "Project/p", {"role": "lead"}),
        ("Participation", "School/c", "Project/q"),
        ("Participation", "Association/bureau", "Project/q", {"role": "lead"}),
        ("Participation", "Company/b", "Project/p", {"since": "2022"}),
    ]
    return build(entities, ties)


OURS = ("Association/bureau", "Person/els", "Person/jan")


def test_when_the_bureau_leaves_its_people_go_along() -> None:
    found = departure.find(_bureau(), ["Association/bureau"], bureau=OURS)
    assert found.along == ("Person/els", "Person/jan")
    assert found.parts == (("Company/a", "Company/b"), ("School/c",))
    assert found.unheld == ("Company/a", "Company/b", "School/c")
    assert (found.falls_still, found.without_lead) == (("Project/q",), ("Project/q",))
    (tie,) = found.repair
    assert {tie.organisation, tie.joins} & {"School/c", "Project/q"}


def test_when_one_of_us_leaves_what_only_he_or_she_held_is_told() -> None:
    found = departure.find(_bureau(), ["Person/els"], bureau=OURS)
    assert found.unheld == ("School/c",)
    assert found.cut_off == ()


def test_dependence_on_the_bureau_is_told_by_year() -> None:
    found = dependence.by_year(_bureau(), OURS)
    assert [(year.year, year.organisations, year.cut_off) for year in found] == [
        ("2021", 3, 2),
        ("2022", 3, 1),
    ]
    assert dependence.by_year(_bureau(), ()) == ()
    assert dependence.by_year(_bureau().at("2022"), OURS) == ()


@pytest.mark.parametrize("network", [plan(), participations([("a", "p")]), build({"Company/a": {}})])
def test_who_has_no_ties_changes_nothing(network: Network) -> None:
    entity = network.of_type("Organization")[0]
    found = departure.find(network, [entity.id])
    assert found.cut_off == ()
    assert found.repair == ()


def test_bodies_are_contact_where_initiatives_show_too_little() -> None:
    found = departure.find(plan(), ["Company/fokker"])
    assert dict(found.basis.parameters)["through"] == "bodies"
    assert (found.cut_off, len(found.parts)) == ((), 1)
    assert dict(_nardaro().basis.parameters)["through"] == "initiatives"


def test_initiatives_of_a_type_of_ones_own_lose_who_leads_them_too(tmp_path: Path) -> None:
    ties: list[Tie] = [
        ("Participation", f"Company/{who}", "Project/p", {"role": role})
        for who, role in (("a", "lead"), ("b", "partner"), ("c", "partner"))
    ]
    network = build({"Company/a": {}, "Company/b": {}, "Company/c": {}, "Project/p": {}}, ties)
    assert departure.find(network, ["Company/a"]).without_lead == ("Project/p",)
    assert departure.find(with_pilots(network, tmp_path), ["Company/a"]).without_lead == ("Pilot/p",)
