"""Links between groups, initiatives that stand alone, cut points: small networks with a known answer."""

from __future__ import annotations

import math
from collections.abc import Iterable

import networkx as nx
import pytest

from dtz_network.analysis.brokerage import brokers
from dtz_network.analysis.grouping import groups, links
from dtz_network.analysis.grouping.groups import Group, Groups, Member, Settings
from dtz_network.analysis.potential import lonely, meetings_of
from dtz_network.analysis.potential.lonely import Lonely
from dtz_network.analysis.projection import graph as joined
from dtz_network.analysis.projection import two_mode
from dtz_network.model.network import Network
from tests.analysis_networks import Cells, build, participations, plan

QUICK = Settings(runs=5, perturbed=5, twins=0)


def _group(ident: str, members: Iterable[str], projects: Iterable[str]) -> Group:
    found = tuple(Member(f"Company/{m}", 1, 1.0, 1.0) for m in members)
    return Group(ident, found, tuple(f"Project/{p}" for p in projects), 1.0, "sure", ())


def _groups(network: Network, *made: Group) -> Groups:
    empty = groups.find(network)
    return Groups("found", made, 0, 0, 0.0, 0.0, 0.0, (), (), (), empty.basis)


def _three() -> tuple[Network, Groups]:
    pairs = [(f"{g}{i}", f"{g}p{j}") for g in "abc" for i in range(4) for j in range(2)]
    network = participations([*pairs, ("a0", "bp0"), ("a1", "bp1"), ("b0", "ap0")])
    made = [_group(g, (f"{g}{i}" for i in range(4)), (f"{g}p0", f"{g}p1")) for g in "abc"]
    return network, _groups(network, *made)


def test_ties_across_are_counted_with_who_and_what_carries_them() -> None:
    first, *rest = links.between(*_three())
    assert (first.one, first.other, first.ties) == ("a", "b", 3)
    assert first.organisations == ("Company/a0", "Company/a1", "Company/b0")
    assert first.projects == ("Project/ap0", "Project/bp0", "Project/bp1")
    assert len(first.relationships) == 3
    assert [link.ties for link in rest] == [0, 0]


def test_expected_ties_across_are_the_observed_spread_by_size() -> None:
    found = links.find(*_three())
    assert sum(link.ties for link in found.pairs) == 3
    # degrees: a 10 and 9, b 9 and 10, c 8 and 8; ab 10*10+9*9, ac 10*8+8*9, bc 9*8+8*10 of 485
    expected = {link.one + link.other: link.expected for link in found.pairs}
    assert expected == pytest.approx({"ab": 3 * 181 / 485, "ac": 3 * 152 / 485, "bc": 3 * 152 / 485})
    assert found.basis.ties == 3


def test_one_tie_between_two_small_groups_is_no_more_than_chance_gives() -> None:
    """Of the one tie across b and c get a thirtieth by size: with three pairs that is no more than chance."""
    pairs = [(f"a{i}", f"ap{j}") for i in range(10) for j in range(4)]
    pairs += [("b0", "bp"), ("b1", "bp"), ("c0", "cp"), ("b0", "cp")]
    network = participations(pairs)
    made = _groups(
        network,
        _group("a", (f"a{i}" for i in range(10)), (f"ap{j}" for j in range(4))),
        _group("b", ("b0", "b1"), ("bp",)),
        _group("c", ("c0",), ("cp",)),
    )
    (met,) = [m for m in meetings_of.between(network, made).matrix if (m.one, m.other) == ("b", "c")]
    share = (3 * 2 + 1 * 2) / (40 * 2 + 3 * 40 + 40 * 2 + 1 * 40 + 3 * 2 + 1 * 2)
    assert (met.n, met.word) == (1, "as_expected")
    assert met.p_many == pytest.approx(1 - math.exp(-share), abs=1e-5)


def test_people_in_two_groups_are_a_link_too() -> None:
    network, made = _three()
    entities: dict[str, Cells] = {e.id: {"name": e.name} for e in network.entities.values()}
    ties = [(t.type, t.source, t.target) for t in network.ties()]
    jobs = [("Employment", "Person/an", f"Company/{c}") for c in ("a0", "c3")]
    found = links.between(build(entities | {"Person/an": {}}, ties + jobs), made)
    assert {(link.one, link.other): link.people for link in found}[("a", "c")] == ("Person/an",)


def test_many_more_ties_than_size_gives_are_sure() -> None:
    sizes = {"a": 10, "b": 10, "c": 10, "d": 10}
    pairs = [(f"{g}{i}", f"{g}p{j}") for g, n in sizes.items() for i in range(n) for j in range(3)]
    across = [(f"a{i}", f"bp{j}") for i in range(10) for j in range(3)] + [("c0", "dp0")]
    network = participations(pairs + across)
    made = [
        _group(g, (f"{g}{i}" for i in range(n)), (f"{g}p{j}" for j in range(3))) for g, n in sizes.items()
    ]
    found = {(link.one, link.other): link for link in links.between(network, _groups(network, *made))}
    assert found["a", "b"].certainty == "sure"
    assert found["a", "b"].ties > found["a", "b"].high
    assert found["c", "d"].ties < found["c", "d"].low or found["c", "d"].certainty == "too_little"


def _alone() -> Network:
    pairs = [
        ("a", "p"),
        ("b", "p"),
        ("b", "q"),
        ("c", "q"),
        ("d", "lonely"),
        ("e", "lonely"),
        ("f", "single"),
    ]
    more: dict[str, Cells] = {
        "Theme/t": {}, "Project/nobody": {}, "Project/old": {"phase": "finished"},
        "Project/whole": {"kind": "programme"},
    }  # fmt: skip
    network = participations(pairs, more)
    themed = [("Activity", f"Project/{p}", "Theme/t") for p in ("lonely", "p", "single")]
    entities: dict[str, Cells] = {
        e.id: {prop: v[0].value for prop, v in e.values.items()} for e in network.entities.values()
    }
    return build(entities, [(t.type, t.source, t.target) for t in network.ties()] + themed)


def _standing_alone(network: Network, without: Iterable[str] = ()) -> list[Lonely]:
    found = lonely.find(network, without=tuple(without))
    return [row for row in found.rows if row.hangs == "alone"]


def test_initiatives_that_share_no_organisation_stand_alone() -> None:
    network = _alone()
    two, single = _standing_alone(network)
    assert [two.project, single.project] == ["Project/lonely", "Project/single"]
    assert (two.shared, two.neighbours, two.certainty) == (("Theme/t",), ("Project/p",), "likely")
    assert (len(single.partners), single.certainty) == (1, "too_little")
    assert two.partners == ("Company/d", "Company/e")
    ties = [tie for tie in two_mode(network).ties if tie.affiliation == two.project]
    assert sum(len(tie.relationships) for tie in ties) == 2


def test_missing_partners_are_not_called_standing_alone() -> None:
    found = lonely.find(_alone())
    assert found.without_partners == ("Project/nobody",)
    assert (found.looked_at, found.looked_at + len(found.without_partners)) == (4, 5)


def test_what_no_organisation_joins_is_apart_in_the_graph() -> None:
    mode = two_mode(_alone())
    parts = [(len(part & set(mode.actors)), len(part)) for part in nx.connected_components(joined(mode))]
    assert sorted(((n, size - n) for n, size in parts), reverse=True) == [(3, 2), (2, 1), (1, 1)]


def test_without_the_bureau_what_only_it_ties_stands_alone() -> None:
    network = participations([("bureau", "p"), ("a", "p"), ("bureau", "q"), ("b", "q")])
    assert _standing_alone(network) == []
    alone = _standing_alone(network, without=["Company/bureau"])
    assert [row.project for row in alone] == ["Project/p", "Project/q"]


def test_the_plan_has_no_initiative_to_judge() -> None:
    found = lonely.find(plan())
    assert (found.rows, found.looked_at, found.without_partners) == ((), 0, ())


def _bow_tie() -> Network:
    left = [(f"l{i}", "left") for i in range(4)]
    right = [(f"r{i}", "right") for i in range(3)]
    return participations([*left, *right, ("hinge", "left"), ("hinge", "right")])


def test_who_alone_holds_others_to_the_rest_is_a_cut_point() -> None:
    (cut,) = brokers.cut_points(_bow_tie())
    assert cut.organisation == "Company/hinge"
    assert cut.cut_off == ("Company/r0", "Company/r1", "Company/r2")
    assert (cut.projects, cut.parts) == (("Project/right",), 2)
    assert len(cut.relationships) == 2


def test_with_and_without_the_bureau_are_both_told() -> None:
    ties = [("bureau", "left"), ("bureau", "right")]
    network = participations(
        [(t.source.split("/")[1], t.target.split("/")[1]) for t in _bow_tie().ties()] + ties
    )
    found = brokers.find(network, bureau=["Company/bureau"])
    assert found.cut_points == ()
    assert [cut.organisation for cut in found.without_bureau] == ["Company/hinge"]


def test_a_link_through_one_person_is_found() -> None:
    network = participations([(f"l{i}", "left") for i in range(4)] + [(f"r{i}", "right") for i in range(3)])
    entities: dict[str, Cells] = {e.id: {"name": e.name} for e in network.entities.values()}
    ties = [(t.type, t.source, t.target) for t in network.ties()]
    jobs = [("Employment", "Person/an", f"Company/{c}") for c in ("l0", "r0")]
    (cut,) = brokers.people(build(entities | {"Person/an": {}}, ties + jobs))
    assert cut.organisation == "Person/an"
    assert cut.cut_off == ("Company/r0", "Company/r1", "Company/r2")


@pytest.mark.parametrize(
    ("graph", "cuts"),
    [
        (nx.karate_club_graph(), {"Company/0"}),
        (
            nx.florentine_families_graph(),
            {f"Company/{name}" for name in ("Medici", "Guadagni", "Albizzi", "Salviati")},
        ),
    ],
)
def test_published_cut_points(graph: nx.Graph, cuts: set[str]) -> None:
    """A tie is an initiative of two; then articulation points of actors are those of the graph."""
    pairs = [(str(end), f"{a}-{b}") for a, b in graph.edges for end in (a, b)]
    found = brokers.cut_points(participations(pairs), at_least=1)
    assert {cut.organisation for cut in found} == cuts
