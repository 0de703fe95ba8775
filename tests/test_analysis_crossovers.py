"""Cross-overs: related pairs that meet too little are found, others are not; chance is not taken for a gap."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dtz_network import resources
from dtz_network.analysis.grouping import groups
from dtz_network.analysis.potential import crossovers, label_bits, meetings, meetings_of, themed
from dtz_network.analysis.potential.crossovers import Crossovers
from dtz_network.analysis.projection import two_mode
from dtz_network.model.network import Network
from tests.analysis_networks import Cells, Tie, build, example, plan, shuffled


@cache
def _planted() -> dict[str, Any]:
    path = resources.graph_folder() / "example" / "planted.yaml"
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


@cache
def _found() -> Crossovers:
    return crossovers.find(example())


def _pair(codes: list[str]) -> frozenset[str]:
    return frozenset(f"Theme/{code.replace('_', '-')}" for code in codes)


def _told(found: Crossovers) -> set[frozenset[str]]:
    return {frozenset(gap.pair) for gap in found.gaps}


def test_the_planted_cross_overs_are_found_and_the_planted_absences_are_not() -> None:
    firm = {frozenset(gap.pair) for gap in _found().firm}
    assert {_pair(pair) for pair in _planted()["crossovers"]} <= firm
    assert _pair(_planted()["related_and_tied"]) not in _told(_found())
    assert _pair(_planted()["unrelated"]) not in _told(_found())


def test_of_a_day_what_runs_is_counted_and_what_is_over_still_tells_what_is_related() -> None:
    """In the example 13 of 61 initiatives are over; with these left out plastics and health technology share no subject."""
    today = crossovers.find(example().at("2026-06"), repeated=10, runs=499)
    assert today.basis.ties < _found().basis.ties
    assert {_pair(pair) for pair in _planted()["crossovers"]} <= {frozenset(gap.pair) for gap in today.firm}


def test_a_cross_over_names_both_sides_a_shared_subject_schools_and_hosts() -> None:
    gap = next(g for g in _found().gaps if frozenset(g.pair) == _pair(["metal", "agrofood"]))
    assert gap.shared == ("Theme/robotics",)
    sectors = {org: themed.themes_of(example(), org) for side in (gap.names.one, gap.names.other) for org in (p.organisation for p in side)}  # fmt: skip
    assert all(set(themes) & set(gap.pair) for themes in sectors.values())
    assert {example().entities[s.organisation].type for s in gap.names.schools} == {"School"}
    hosts = [themed.themes_of(example(), project) for project in gap.names.projects]
    assert hosts
    assert all("Theme/robotics" in themes for themes in hosts)
    for party in (*gap.names.one, *gap.names.other, *gap.names.schools):
        for project in party.projects:
            ties = example().ties_of(party.organisation, "Participation")
            assert project in {tie.target for tie in ties}
    assert gap.names.fits
    for fit in gap.names.fits:
        assert example().entities[fit.offer].get("kind") == example().entities[fit.need].get("kind")


def test_no_pair_with_many_ties_is_a_gap() -> None:
    for kind in ("sector", "theme"):
        for gap in crossovers.find(example(), kind=kind).gaps:
            assert gap.meeting.n <= meetings.THIN * gap.meeting.expected
            assert gap.meeting.q <= meetings.LEVEL


def test_swapping_two_labels_swaps_the_output() -> None:
    swap = {"Theme/metal": "Theme/ict", "Theme/ict": "Theme/metal"}
    ties = [replace(tie, target=swap.get(tie.target, tie.target)) for tie in example().relationships]
    changed = crossovers.find(replace(example(), relationships=ties), repeated=0)
    plain = crossovers.find(example(), repeated=0)

    def meetings_of(found: Crossovers, turn: dict[str, str]) -> dict[frozenset[str], tuple[int, str]]:
        return {frozenset(turn.get(t, t) for t in (m.one, m.other)): (m.n, m.word) for m in found.matrix}

    assert meetings_of(changed, {}) == meetings_of(plain, swap)
    turned = {frozenset(swap.get(t, t) for t in pair) for pair in _told(plain)}
    assert turned == _told(changed)


def test_the_plan_says_that_nothing_can_be_said() -> None:
    found = crossovers.find(plan())
    assert (found.state, found.gaps) == ("no_initiatives", ())


def world(seed: int, *, gap: bool) -> Network:
    """Return 60 organisations in 4 sectors that work together at random, but for sectors 0 and 1 with a gap.

    Sectors 0 and 1 share two subjects of their initiatives, and all have others.
    """
    rng = np.random.default_rng(seed)
    entities: dict[str, Cells] = {f"Theme/s{s}": {"kind": "sector"} for s in range(4)}
    entities |= {f"Theme/u{u}": {"kind": "theme"} for u in range(6)}
    entities |= {f"Company/o{i:02d}": {} for i in range(60)}
    ties: list[Tie] = [("Activity", f"Company/o{i:02d}", f"Theme/s{i % 4}") for i in range(60)]
    for p in range(50):
        project, sector = f"Project/p{p:02d}", p % 4
        entities[project] = {}
        subject = rng.choice([0, 1]) if sector < 2 else rng.choice([2, 3, 4, 5])
        ties += [("Activity", project, f"Theme/s{sector}"), ("Activity", project, f"Theme/u{subject}")]
        side = int(rng.integers(2))
        pool = [i for i in range(60) if not gap or i % 4 != side]
        ties += [
            ("Participation", f"Company/o{int(i):02d}", project) for i in rng.choice(pool, 5, replace=False)
        ]
    return build(entities, ties)


def test_a_random_network_is_flagged_in_about_five_per_cent_at_the_five_per_cent_level() -> None:
    """The chance of so few meetings, over 40 networks of 6 pairs; discrete, so rather below than above."""
    chances = [
        m.p for seed in range(40) for m in crossovers.find(world(seed, gap=False), repeated=0, runs=99).matrix
    ]
    assert len(chances) == 240
    assert 0.01 <= np.mean(np.array(chances) <= 0.05) <= 0.08


def test_a_random_network_has_hardly_ever_a_gap_and_a_planted_one_nearly_always() -> None:
    wanted = frozenset(("Theme/s0", "Theme/s1"))
    random = [crossovers.find(world(seed, gap=False), repeated=0, runs=499).gaps for seed in range(20)]
    assert sum(bool(gaps) for gaps in random) <= 2
    planted = [crossovers.find(world(seed, gap=True), repeated=20, runs=499) for seed in range(10)]
    assert sum(wanted in _told(found) for found in planted) >= 9
    assert all(_told(found) <= {wanted} for found in planted)


def test_a_large_network_draws_fewer_shuffles_and_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """What no shuffle reaches is read from their moments: never surer than 9,999 shuffles could be."""
    whole = crossovers.find(example(), repeated=0, runs=1799)
    monkeypatch.setattr(meetings, "ALL_DRAWN", 0)
    monkeypatch.setattr(meetings, "SOME", 399)
    some = crossovers.find(example(), repeated=0)
    assert dict(some.basis.parameters)["shuffles"] == 399
    assert _told(some) == _told(whole)
    same = [m.word == other.word for m, other in zip(some.matrix, whole.matrix, strict=True)]
    assert sum(same) >= len(same) - 2
    assert all(m.p >= 1 / 10_000 for m in some.matrix)
    for m, other in zip(some.matrix, whole.matrix, strict=True):
        assert abs(m.p - other.p) < 0.05 + 0.2 * other.p


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10_000))
def test_the_order_of_rows_does_not_matter(seed: int) -> None:
    network = world(seed % 50, gap=True)
    found, again = (crossovers.find(n, repeated=3, runs=49) for n in (network, shuffled(network, seed)))
    assert found == again


def test_themes_of_initiatives_alone_are_carried_by_initiatives() -> None:
    """Four organisations take turns in nine initiatives on three themes: o0 in three, the others in two."""
    entities: dict[str, Cells] = {f"Theme/{t}": {} for t in "abc"}
    entities |= {f"Project/p{i}": {} for i in range(9)}
    entities |= {f"Company/o{i}": {} for i in range(4)}
    ties: list[Tie] = [("Activity", f"Project/p{i}", f"Theme/{'abc'[i % 3]}") for i in range(9)]
    ties += [("Participation", f"Company/o{i % 4}", f"Project/p{i}") for i in range(9)]
    network = build(entities, ties)
    found = themed.carriers(network, two_mode(network), "")
    assert (found.side, found.sizes.tolist()) == ("projects", [3, 3, 3])
    assert themed.together(found).tolist() == [[3, 2, 2], [2, 3, 2], [2, 2, 3]]
    assert crossovers.find(network).state == "too_few"


@pytest.mark.parametrize("wholes", [False, True])
def test_a_common_whole_is_something_in_common(wholes: bool) -> None:
    entities: dict[str, Cells] = {f"Theme/{t}": {} for t in ("a", "b", "c", "top")}
    entities |= {f"Project/p{i}": {} for i in range(6)}
    entities |= {f"Company/o{i}": {} for i in range(6)}
    ties: list[Tie] = [("Activity", f"Project/p{i}", f"Theme/{'abc'[i % 3]}") for i in range(6)]
    ties += [("Participation", f"Company/o{i}", f"Project/p{i}") for i in range(6)]
    ties += [("PartOf", f"Theme/{t}", "Theme/top") for t in "ab"] if wholes else []
    network = build(entities, ties)
    mode = two_mode(network)
    found = themed.subjects(network, mode, themed.carriers(network, mode, ""))
    assert ("Theme/top" in found.ids) == wholes
    assert (found.shared()[:, :2].min(axis=1).sum() > 0) == wholes


def test_groups_that_work_on_the_same_theme_and_hardly_meet_are_found() -> None:
    """The planted groups around metal and agrofood share robotics and no initiative."""
    quick = groups.Settings(runs=10, perturbed=10, twins=3, resolutions=(1.0,))
    made = groups.find(example(), settings=quick)
    found = meetings_of.between(example(), made)
    planted = _planted()["groups"]
    names = {}
    for group in made.groups:
        names[group.id] = max(planted, key=lambda name: len(set(planted[name]) & set(group.organisations)))
    told = {frozenset(names[ident] for ident in gap.pair): gap for gap in found.gaps}
    gap = told[frozenset(("Metaal en robotisering", "Agrofood en logistiek"))]
    assert gap.shared == ("Theme/robotics",)
    assert frozenset(("Waterstof en groene chemie", "Kunststof en recycling")) not in told
    assert gap.names.one
    assert gap.names.other


def test_sides_meet_as_counted_by_hand() -> None:
    """Three companies and three schools: business and education meet in p and q, not in r."""
    pairs = [("Company/a", "p"), ("School/s", "p"), ("Company/b", "q"), ("School/t", "q"), ("Company/c", "r"), ("School/u", "s")]  # fmt: skip
    entities: dict[str, Cells] = {end: {} for end, _ in pairs}
    entities |= {f"Project/{p}": {} for _, p in pairs}
    network = build(entities, [("Participation", end, f"Project/{p}") for end, p in pairs])
    (meeting,) = meetings_of.sides(network).matrix
    assert (meeting.one, meeting.other, meeting.n) == ("business", "education", 2)
    assert 0 < meeting.expected < 3


def test_figures_for_experts_rest_on_those_of_whom_all_is_known() -> None:
    figures = _found().expert
    assert figures is not None
    assert figures.variety.total == pytest.approx(
        figures.variety.unrelated + figures.variety.related, abs=1e-3
    )
    assert 0 < figures.diversity < 1
    assert figures.n == 100


@pytest.mark.parametrize("counts_bits", [True, False])
@given(st.integers(0, 200), st.integers(1, 70), st.integers(0, 99))
def test_labels_that_things_share_are_counted_as_their_product(
    counts_bits: bool, things: int, labels: int, seed: int
) -> None:
    has = np.random.default_rng(seed).integers(0, 2, (things, labels), dtype=np.uint8)
    with pytest.MonkeyPatch.context() as older:
        if not counts_bits:
            older.delattr(np, "bitwise_count", raising=False)
        found = label_bits.together(has)
    wide = has.astype(np.int64)
    assert (found == wide.T @ wide).all()
