"""Who connects: centres, rings, one tie, with and without the bureau, and laws for any network."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dtz_network.analysis import claims
from dtz_network.analysis.brokerage import brokers, connectors
from dtz_network.analysis.brokerage.brokers import Brokers
from dtz_network.analysis.brokerage.connectors import Connector, Settings
from dtz_network.analysis.kinds import KINDS
from dtz_network.analysis.projection import two_mode
from dtz_network.model.network import Network
from tests.analysis_networks import Cells, Tie, build, example, participations, plan
from tests.measured_graphs import random_pairs

FEW = Settings(runs=20)
NARDARO = "Company/nardaro-zorgtechniek-bv"


def _connectors(pairs: list[tuple[str, str]], chosen: Settings | None = None) -> dict[str, Connector]:
    network = participations(pairs)
    found = connectors.find(network, two_mode(network), settings=chosen)
    return {row.organisation.removeprefix("Company/"): row for row in found}


@cache
def _example() -> Brokers:
    return brokers.find(example())


def test_the_centre_of_a_star_stands_alone_and_firm() -> None:
    star = [(end, f"p{i:02d}") for i in range(12) for end in ("centre", f"leaf{i:02d}")]
    found = _connectors(star)
    assert list(found) == ["centre"]
    centre = found["centre"]
    assert (centre.rank, centre.shared, centre.low, centre.high, centre.certainty) == (1, 1, 1, 1, "sure")
    assert centre.share == 1.0
    assert centre.one_tie == ()


def test_a_ring_shares_one_rank() -> None:
    ring = [(f"a{end % 12:02d}", f"p{i:02d}") for i in range(12) for end in (i, i + 1)]
    found = _connectors(ring)
    assert {(row.rank, row.shared, row.certainty) for row in found.values()} == {(1, 12, "too_little")}


def _bow_tie(more: list[tuple[str, str]] | None = None) -> list[tuple[str, str]]:
    left = [(f"l{i}", f"left{j}") for i in range(4) for j in range(2)]
    right = [(f"r{i}", f"right{j}") for i in range(4) for j in range(2)]
    return [*left, *right, ("hinge", "left0"), ("hinge", "left1"), ("hinge", "right0"), *(more or [])]


def test_what_hangs_on_one_tie_is_told() -> None:
    found = _connectors(_bow_tie())["hinge"]
    assert found.hangs_on == "Project/right0"
    assert len(found.one_tie) == 1
    assert _connectors(_bow_tie([("hinge", "right1")]))["hinge"].hangs_on == ""


def test_between_whom_is_told_by_side_sector_and_place() -> None:
    entities: dict[str, Cells] = {
        "Region/emmen": {},
        "Theme/metal": {"kind": "sector"},
        "Theme/ict": {"kind": "sector"},
    }
    entities |= {ident: {} for ident in ("Company/a", "School/b", "Government/go", "Project/p", "Project/q")}
    ties: list[Tie] = [
        ("Participation", a, p)
        for a, p in (
            ("Company/a", "Project/p"),
            ("Government/go", "Project/p"),
            ("Government/go", "Project/q"),
            ("School/b", "Project/q"),
        )
    ]
    ties += [
        ("Activity", "Company/a", "Theme/metal"),
        ("Activity", "School/b", "Theme/ict"),
        ("Location", "Company/a", "Region/emmen"),
    ]
    network = build(entities, ties)
    (found,) = connectors.find(network, two_mode(network), settings=FEW)
    assert [(row.kind, row.one, row.other, row.pairs) for row in found.between] == [
        ("helix", "business", "education", 1), ("sector", "Theme/ict", "Theme/metal", 1)]  # fmt: skip


def test_with_and_without_the_bureau() -> None:
    pairs = _bow_tie([("bureau", f"{side}{j}") for side in ("left", "right") for j in range(2)])
    found = brokers.find(participations(pairs), bureau=["Company/bureau"], settings=FEW)
    assert found.connectors[0].organisation == "Company/bureau"
    assert found.connectors_without[0].organisation == "Company/hinge"
    assert "Company/bureau" not in {row.organisation for row in found.connectors_without}
    absent = brokers.find(participations(_bow_tie()), bureau=["Company/bureau"], settings=FEW)
    assert absent.connectors_without == ()


def test_bodies_count_where_initiatives_join_too_few() -> None:
    found = brokers.find(plan(), settings=FEW)
    assert found.through == "bodies"
    assert found.connectors
    assert brokers.find(plan(), settings=FEW, bodies=True).connectors == found.connectors
    assert _example().through == "initiatives"


def test_the_planted_single_point_of_failure_comes_first_and_hangs_on_one_tie() -> None:
    first = _example().connectors[0]
    assert (first.organisation, first.rank, first.certainty) == (NARDARO, 1, "likely")
    assert first.hangs_on
    assert _example().cut_points[0].organisation == NARDARO


def test_figures_for_experts_are_those_of_the_connectors() -> None:
    found = _example().positions
    assert found is not None
    assert [p.organisation for p in found.positions] == [c.organisation for c in _example().connectors]
    assert {roles.kind for position in found.positions for roles in position.roles} == set(KINDS)
    assert [key.purpose for key in found.key_sets] == ["reach", "break"]
    assert NARDARO in found.key_sets[1].organisations


def test_people_are_told_by_name_and_never_ranked() -> None:
    sizes = {"big": 6, "other": 4, "zone": 5}
    pairs = [(f"{part}{i}", part) for part, n in sizes.items() for i in range(n)]
    network = participations(pairs)
    entities: dict[str, Cells] = {e.id: {"name": e.name} for e in network.entities.values()}
    entities |= {"Person/zoe": {"name": "Zoe"}, "Person/an": {"name": "An"}}
    jobs: list[Tie] = [
        ("Employment", person, f"Company/{org}")
        for person, org in (
            ("Person/zoe", "big0"),
            ("Person/zoe", "zone0"),
            ("Person/an", "big1"),
            ("Person/an", "other1"),
        )
    ]
    ties: list[Tie] = [(t.type, t.source, t.target) for t in network.ties()]
    found = brokers.find(build(entities, [*ties, *jobs]), settings=FEW)
    assert [cut.organisation for cut in found.people] == ["Person/an", "Person/zoe"]
    assert all(row.organisation.startswith("Company/") for row in found.connectors)


def test_progress_counts_every_repetition_and_can_stop_it() -> None:
    seen: list[tuple[int, int]] = []
    brokers.find(participations(_bow_tie()), settings=FEW, progress=lambda _, done, n: seen.append((done, n)))
    assert seen == [(i, 20) for i in range(1, 21)]

    def stop(_: str, done: int, __: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        brokers.find(participations(_bow_tie()), settings=FEW, progress=stop)


def test_large_graphs_are_sampled_and_the_basis_says_so() -> None:
    rng = np.random.default_rng(0)
    network = participations(random_pairs(rng, 60, 30, 160))
    found = brokers.find(network, settings=Settings(runs=5, sources=20, repeated=10))
    said = dict(found.basis.parameters)
    assert (said["runs"], said["sources"], said["repeated"]) == (5, 20, 10)
    assert connectors.fitting(two_mode(network)) == Settings()


@given(st.integers(0, 10_000), st.integers(1, 9), st.integers(1, 6), st.integers(1, 24))
@settings(max_examples=25, deadline=None)
def test_other_names_give_the_same_shares(seed: int, actors: int, projects: int, ties: int) -> None:
    rng = np.random.default_rng(seed)
    pairs = random_pairs(rng, actors, projects, ties)
    to = {f"a{i:02d}": f"n{j:02d}" for i, j in enumerate(rng.permutation(actors))}
    one = _connectors(pairs, Settings(runs=0))
    other = _connectors([(to[a], p) for a, p in pairs], Settings(runs=0))
    assert {to[name]: (row.share, row.rank, bool(row.one_tie)) for name, row in one.items()} == {
        name: (row.share, row.rank, bool(row.one_tie)) for name, row in other.items()
    }


@pytest.mark.parametrize(
    "network", [build({}), build({"Company/a": {}}), participations([("1", "2"), ("3", "2")])]
)
def test_poor_networks_have_no_connectors(network: Network) -> None:
    found = brokers.find(network, bureau=["Company/gone"], settings=FEW)
    assert (found.connectors, found.cut_points, found.people) == ((), (), ())
    assert claims.jsonable(found)
