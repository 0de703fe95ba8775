"""Groups: published values, planted groups, few data, and the same answer in any order."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dtz_network.analysis import projection
from dtz_network.analysis.grouping import declared, groups, partition
from dtz_network.analysis.grouping.agreement import adjusted_mutual_information, adjusted_rand
from dtz_network.analysis.grouping.group import keep_ids
from dtz_network.analysis.grouping.groups import Group, Groups, Member, Settings
from dtz_network.analysis.grouping.partition import Split
from dtz_network.analysis.grouping.search import Search
from dtz_network.analysis.projection import from_pairs
from tests.analysis_networks import Cells, build, participations, plan, planted, shuffled, women

QUICK = Settings(runs=10, perturbed=10, twins=19)
BAR = 0.7
"""Floor for the mean adjusted mutual information with the planted groups, of those with three ties or more."""


def _agreement(found: Groups, planted_in: dict[str, int], among: Iterable[str]) -> float:
    of = {ident: group.id for group in found.groups for ident in group.organisations}
    chosen = list(among)
    return adjusted_mutual_information([of.get(a, a) for a in chosen], [planted_in[a] for a in chosen])


def test_southern_women_reach_the_published_bipartite_modularity() -> None:
    best = max(partition.modularity(women(), partition.run(women(), seed)) for seed in range(50))
    assert best == pytest.approx(0.3455, abs=5e-5)


def test_joining_groups_leaves_none_whose_union_is_more_modular() -> None:
    graph = women()
    ready = Search(partition.ties_of(graph))
    split = Split(*ready.whole(ready.improved(np.arange(sum(ready.ties.sizes)))))
    quality = partition.modularity(graph, split)
    for one in range(int(split.labels.max()) + 1):
        for other in range(one):
            joined = Split(*(np.where(x == one, other, x) for x in (split.actors, split.affiliations)))
            assert partition.modularity(graph, joined) <= quality + 1e-9


def test_modularity_is_that_of_networkx_where_both_are_defined() -> None:
    """On a graph of complete bipartite blocks Q_B is 1 - sum of squared shares of ties."""
    mode = from_pairs((f"{c}{i}", f"{c}p{j}") for c in "ab" for i in range(4) for j in range(3))
    split = partition.run(mode, 1)
    assert partition.modularity(mode, split) == pytest.approx(0.5)
    assert nx.community.modularity(
        projection.graph(mode), nx.connected_components(projection.graph(mode))
    ) == (pytest.approx(0.5))


def test_planted_groups_are_found() -> None:
    agreement = []
    for seed in range(1, 4):
        network, truth = planted(150, 5, seed)
        found = groups.find(network, settings=QUICK)
        assert found.state == "found"
        tied = [m.id for group in found.groups for m in group.members if m.ties >= 3]
        agreement.append(_agreement(found, truth, tied))
    assert np.mean(agreement) >= BAR


def test_random_ties_are_weak_and_no_group_of_them_is_claimed() -> None:
    rng = np.random.default_rng(5)
    pairs = {(f"a{i:02d}", f"p{int(rng.integers(30)):02d}") for i in range(80) for _ in range(3)}
    found = groups.find(participations(sorted(pairs)), settings=QUICK)
    assert found.state in ("weak", "none")
    assert {group.certainty for group in found.groups} <= {"too_little"}


def test_every_organisation_with_a_tie_is_in_one_group_or_outside() -> None:
    network, truth = planted(60, 4, 2)
    found = groups.find(network, settings=QUICK)
    inside = [ident for group in found.groups for ident in group.organisations]
    assert sorted([*inside, *found.outside]) == sorted(truth)
    projects = [p for group in found.groups for p in group.projects]
    assert len(projects) == len(set(projects))


def test_below_thirty_organisations_nothing_is_claimed() -> None:
    pairs = [(f"a{i}", f"p{i % 5}") for i in range(29)]
    found = groups.find(participations(pairs))
    assert (found.state, found.n, found.groups) == ("too_few", 29, ())
    assert len(found.outside) == 29


def test_thirty_organisations_are_enough_to_look() -> None:
    network, _ = planted(30, 3, 1, inside=1.0)
    found = groups.find(network, settings=QUICK)
    assert (found.n, found.state != "too_few") == (30, True)


def test_the_plan_has_no_initiative_for_groups() -> None:
    found = groups.find(plan())
    assert (found.state, found.n, found.m) == ("too_few", 0, 0)


def test_what_hangs_together_in_one_initiative_is_no_group() -> None:
    found = groups.find(participations([(f"a{i}", "all") for i in range(40)]), settings=QUICK)
    assert (found.state, found.groups, len(found.outside)) == ("none", (), 40)


def test_the_same_content_in_another_order_gives_the_same_groups() -> None:
    network, _ = planted(60, 4, 1)
    assert groups.find(network, settings=QUICK) == groups.find(shuffled(network), settings=QUICK)


def test_the_groups_do_not_hang_on_the_ids_that_a_store_mints() -> None:
    network, _ = planted(60, 4, 1)
    ids = {ident: f"Company/{hash(ident) & 0xFFFF:x}-{i}" for i, ident in enumerate(network.entities)}
    kinds = {ident: ident.split("/")[0] for ident in ids}
    ids = {ident: f"{kinds[ident]}/{new.split('/')[1]}" for ident, new in ids.items()}
    entities: dict[str, Cells] = {ids[e.id]: {"name": e.name} for e in network.entities.values()}
    other = build(entities, [("Participation", ids[t.source], ids[t.target]) for t in network.ties()])
    found, again = (
        [[n.name(ident) for ident in group.organisations] for group in groups.find(n, settings=QUICK).groups]
        for n in (network, other)
    )
    assert found == again


def test_a_group_keeps_its_id_when_others_come_and_go() -> None:
    network, truth = planted(80, 4, 3)
    first = groups.find(network, settings=QUICK)
    renamed = {f"G{i + 7}": group.organisations for i, group in enumerate(first.groups)} | {
        "G99": ["Company/x"]
    }
    again = groups.find(network, settings=QUICK, previous=renamed)
    assert {group.id for group in again.groups} == set(renamed) - {"G99"}
    assert {group.overlap for group in again.groups} == {1.0}
    assert again.gone == ("G99",)
    assert truth


def test_a_new_group_gets_a_number_that_was_never_used() -> None:
    network, _ = planted(80, 4, 3)
    found = groups.find(network, settings=QUICK, previous={"G41": ["Company/unknown"]})
    assert {group.id for group in found.groups} == {f"G{42 + i}" for i in range(len(found.groups))}


def test_what_overlaps_too_little_to_be_known_again_takes_no_id_from_what_overlaps_more() -> None:
    """The first has 9 of the 14 of X (.36) and 8 of the 12 of Y (.33), the other the remaining 5 of X (.29)."""
    one, other = range(20), range(20, 28)
    known = {"G1": {*map(str, [*one[:9], *other[:5]])}, "G2": {*map(str, [*one[9:17], *range(50, 54)])}}
    made = [
        Group("", tuple(Member(str(i), 1, 1.0, 1.0) for i in members), (), 1.0, "sure", ())
        for members in (one, other)
    ]
    assert [found.id for found in keep_ids(made, known)] == ["G1", "G3"]


def test_numbers_of_a_group_follow_from_its_ties() -> None:
    network, _ = planted(60, 4, 1)
    found = groups.find(network, settings=QUICK)
    for group in found.groups:
        for member in group.members:
            ties = [t for t in network.relationships if t.source == member.id]
            inside = [t.id for t in ties if t.target in group.projects]
            assert (member.ties, sorted(member.relationships)) == (len(ties), sorted(inside))
            assert member.inside == round(len(inside) / len(ties), 3)
        assert 0 <= group.firm <= 1
        assert 0 <= group.repeats <= 1


def test_the_bureau_can_be_left_out() -> None:
    network, _ = planted(60, 4, 1)
    hub = network.relationships[0].source
    found = groups.find(network, settings=QUICK, without=[hub])
    assert found.n == 59
    assert found.of(hub) is None


def test_progress_counts_every_repetition_once() -> None:
    seen: list[tuple[int, int]] = []
    network, _ = planted(40, 3, 1)
    few = Settings(runs=2, perturbed=2, twins=1, resolutions=(0.7, 1.0), tried=1)
    groups.find(network, settings=few, progress=lambda _, done, total: seen.append((done, total)))
    assert seen == [(i, 6) for i in range(1, 7)]


def test_a_twin_has_the_same_degrees_and_other_ties() -> None:
    ties = partition.ties_of(women())
    twin = partition.twin(ties, 1)
    for one, other in zip(ties.degrees, twin.degrees, strict=True):
        assert (one == other).all()
    before, after = (set(zip(*(end.tolist() for end in t.ends), strict=True)) for t in (ties, twin))
    assert (len(after), len(before & after) < 0.7 * len(before)) == (len(before), True)


def test_declared_clusters_are_held_beside_computed_groups() -> None:
    network, _ = planted(80, 4, 3)
    found = groups.find(network, settings=QUICK)
    group = found.groups[0]
    other = found.groups[1]
    idle = next(m.id for m in other.members if m.inside == 1.0)
    core = [m.id for m in group.members if m.ties * m.inside >= 2 and not m.loose]
    entities = {e.id: {"name": e.name} for e in network.entities.values()} | {
        "Cluster/c": {},
        "Cluster/d": {},
    }
    ties = [(t.type, t.source, t.target) for t in network.ties()]
    with_cluster = build(entities, ties + [("Participation", m, "Cluster/c") for m in [*core[2:], idle]])
    first, second = declared.compare(with_cluster, found)
    assert (first.group, second.group) == (group.id, "")
    assert {core[0], core[1]} <= set(first.acting)
    assert idle in first.idle
    assert set(first.acting).isdisjoint(first.members)
    assert set(first.acting) <= set(core)


def test_one_tie_is_not_acting_as_a_member() -> None:
    pairs = [(f"{g}{i}", f"{g}p{j}") for g in "abc" for i in range(12) for j in range(3)] + [("new", "ap0")]
    network = participations(pairs)
    ties = [("Participation", f"Company/a{i}", "Cluster/c") for i in range(12)]
    entities: dict[str, Cells] = {e.id: {"name": e.name} for e in network.entities.values()}
    declared_too = build(
        entities | {"Cluster/c": {}}, [(t.type, t.source, t.target) for t in network.ties()] + ties
    )
    (row,) = declared.compare(declared_too, groups.find(declared_too, settings=QUICK))
    assert (row.acting, row.idle, row.overlap) == ((), (), round(12 / 13, 3))


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 6)), max_size=60), st.integers(0, 3))
@settings(max_examples=25, deadline=None)
def test_any_graph_has_a_partition_that_no_merge_of_rows_breaks(
    pairs: list[tuple[int, int]], seed: int
) -> None:
    mode = from_pairs((f"a{a}", f"p{p}") for a, p in pairs)
    if not mode.ties:
        return
    split = partition.run(mode, seed)
    assert len(split.actors) == len(mode.actors)
    assert len(split.affiliations) == len(mode.affiliations)
    assert -1 <= partition.modularity(mode, split) < 1
    assert partition.modularity(mode, split) >= -1e-9


@given(st.lists(st.integers(0, 3), min_size=2, max_size=40))
@settings(max_examples=25, deadline=None)
def test_a_partition_agrees_with_itself_under_any_names(labels: list[int]) -> None:
    other = [chr(97 + label) for label in labels]
    assert adjusted_rand(labels, other) == 1.0
    assert adjusted_mutual_information(labels, other) == 1.0


def test_unrelated_partitions_agree_by_nought_on_average() -> None:
    rng = np.random.default_rng(2)
    pairs = [(rng.integers(5, size=100).tolist(), rng.integers(5, size=100).tolist()) for _ in range(60)]
    for measure in (adjusted_rand, adjusted_mutual_information):
        assert abs(np.mean([measure(one, other) for one, other in pairs])) < 0.01


def test_the_partners_of_a_single_initiative_are_no_group() -> None:
    pairs = [(f"{g}{i}", f"{g}p{j}") for g in "abc" for i in range(12) for j in range(3)]
    found = groups.find(participations([*pairs, *((f"z{i}", "zp") for i in range(9))]), settings=QUICK)
    assert [len(group.members) for group in found.groups] == [12, 12, 12]
    assert set(found.outside) == {f"Company/z{i}" for i in range(9)}


def test_groups_without_themes_are_called_by_place_or_by_who_is_central() -> None:
    pairs = [(f"{g}{i}", f"{g}p{j}") for g in "abc" for i in range(12) for j in range(3)]
    network = participations(pairs)
    located = [("Location", f"Company/a{i}", "Region/emmen") for i in range(8)]
    ties = [(t.type, t.source, t.target) for t in network.ties()]
    entities: dict[str, Cells] = {e.id: {"name": e.name} for e in network.entities.values()}
    found = groups.find(build(entities | {"Region/emmen": {}}, [*ties, *located]), settings=QUICK)
    called = {group.members[0].id[:9]: group.called for group in found.groups}
    assert called["Company/a"] == ("Region/emmen",)
    assert called["Company/b"] == ("Company/b0",)
