"""Planted truth in networks where few organisations do much: found nearly always, and chance is rarely taken for it.

Organisations take part as often as a power law gives (a few are everywhere, most in one or two initiatives), as in lists of
subsidies; a test that is right only where all are as active would fail here. Bounds on counts are those of the
binomial law: a test that keeps its level passes them in more than 99 of 100 draws of the seeds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from dtz_network.analysis import random_ties
from dtz_network.analysis.brokerage import brokers, connectors
from dtz_network.analysis.grouping import groups
from dtz_network.analysis.potential import crossovers, opportunities
from dtz_network.model.network import Network
from tests.analysis_networks import Cells, Tie, build, participations

SECTORS, ORGANISATIONS, PROJECTS = 5, 75, 70
QUICK = groups.Settings(runs=5, perturbed=8, twins=19, tried=3)


def _activity(rng: np.random.Generator, n: int) -> np.ndarray:
    """Return how active organisations are: a power law, cut off at twenty times the least."""
    return np.minimum(1 + rng.pareto(1.2, n), 20.0)


def _drawn(rng: np.random.Generator, pool: Sequence[int], active: np.ndarray, size: int) -> list[int]:
    chance = active[list(pool)]
    return [int(i) for i in rng.choice(pool, size, replace=False, p=chance / chance.sum())]


def world(seed: int, *, gap: bool = False, apart: bool = False) -> Network:
    """Return organisations in sectors that take part by how active they are.

    ``gap``: no initiative has both of sector 0 and sector 1, which work on the same two subjects; ``apart``: of sector 0 one
    at most takes part in an initiative.
    """
    rng = np.random.default_rng([seed, 7])
    active = _activity(rng, ORGANISATIONS)
    entities: dict[str, Cells] = {f"Theme/s{s}": {"kind": "sector"} for s in range(SECTORS)}
    entities |= {f"Theme/u{u}": {"kind": "theme"} for u in range(8)}
    entities |= {f"Company/o{i:02d}": {} for i in range(ORGANISATIONS)}
    ties: list[Tie] = [
        ("Activity", f"Company/o{i:02d}", f"Theme/s{i % SECTORS}") for i in range(ORGANISATIONS)
    ]
    for p in range(PROJECTS):
        project, sector = f"Project/p{p:02d}", p % SECTORS
        entities[project] = {}
        subject = int(rng.choice([0, 1]) if sector < 2 else rng.choice([2, 3, 4, 5, 6, 7]))
        ties += [("Activity", project, f"Theme/s{sector}"), ("Activity", project, f"Theme/u{subject}")]
        for i in _partners(rng, active, gap=gap, apart=apart):
            ties.append(("Participation", f"Company/o{i:02d}", project))
    return build(entities, ties)


def _partners(rng: np.random.Generator, active: np.ndarray, *, gap: bool, apart: bool) -> list[int]:
    everybody = range(len(active))
    size = int(rng.integers(3, 8))
    if gap:
        side = int(rng.integers(2))
        return _drawn(rng, [i for i in everybody if i % SECTORS != side], active, size)
    if apart:
        own = _drawn(rng, [i for i in everybody if i % SECTORS == 0], active, 1)
        return own + _drawn(rng, [i for i in everybody if i % SECTORS], active, size - 1)
    return _drawn(rng, everybody, active, size)


# --- cross-overs


def _told(found: crossovers.Crossovers) -> set[frozenset[str]]:
    return {frozenset(gap.pair) for gap in found.firm}


def test_an_empty_pair_is_found_among_hubs_and_hardly_any_other_is_told() -> None:
    wanted = frozenset(("Theme/s0", "Theme/s1"))
    told = [_told(crossovers.find(world(seed, gap=True), repeated=20, runs=499)) for seed in range(12)]
    assert sum(wanted in pairs for pairs in told) >= 10
    assert np.mean([len(pairs - {wanted}) / max(len(pairs), 1) for pairs in told]) <= 0.05


def test_no_pair_is_told_of_hubs_that_meet_by_chance() -> None:
    """At a rate of false discoveries of .05 at most 5 of 30 networks without any gap have one (P = .016 of more)."""
    told = [crossovers.find(world(seed), repeated=0, runs=499).gaps for seed in range(30)]
    assert sum(bool(gaps) for gaps in told) <= 5


# --- opportunities


def test_a_sector_that_stays_apart_is_found_among_hubs_and_chance_is_not() -> None:
    planted = [opportunities.find(world(seed, apart=True), repeated=0, runs=299) for seed in range(12)]
    out = [{theme.theme for theme in found.themes if theme.stands_out} for found in planted]
    assert sum("Theme/s0" in themes for themes in out) >= 10
    assert np.mean([len(themes - {"Theme/s0"}) / max(len(themes), 1) for themes in out]) <= 0.05
    chance = [opportunities.find(world(seed), repeated=0, runs=299) for seed in range(30)]
    assert sum(any(theme.q <= 0.05 for theme in found.themes) for found in chance) <= 5


# --- groups


def _two_mode(seed: int, inside: float) -> list[tuple[int, int]]:
    """Return ties of 80 organisations with 40 initiatives in 4 parts, by a power law; ``inside`` of them in the own part."""
    rng = np.random.default_rng([seed, 11])
    wanted = 1 + rng.pareto(1.5, 40)
    pairs = set()
    for i, times in enumerate(np.minimum(_activity(rng, 80), 8).round().astype(int) + 1):
        for _ in range(int(times)):
            pool = np.arange(40) if rng.random() > inside else np.arange(i % 4, 40, 4)
            pairs.add((i, int(rng.choice(pool, p=wanted[pool] / wanted[pool].sum()))))
    return sorted(pairs)


def _network(pairs: Sequence[tuple[int, int]]) -> Network:
    return participations([(f"a{i:02d}", f"p{j:02d}") for i, j in pairs])


def _same_degrees(pairs: Sequence[tuple[int, int]], seed: int) -> list[tuple[int, int]]:
    rows, columns = np.array(pairs, np.int64).T
    (other,) = random_ties.shuffles(rows, columns, 1, seed)
    return list(zip(rows.tolist(), other.tolist(), strict=True))


def test_groups_are_claimed_of_planted_ones_and_rarely_of_the_same_degrees_at_random() -> None:
    """The chance is 1 in 20 that a random network is as sharp: at most 5 of 30 are claimed (P = .016 of more)."""
    planted = [groups.find(_network(_two_mode(seed, 0.85)), settings=QUICK).state for seed in range(8)]
    assert planted.count("found") == 8
    drawn = (_same_degrees(_two_mode(seed, 0.85), seed) for seed in range(30))
    claimed = [groups.find(_network(pairs), settings=QUICK).state == "found" for pairs in drawn]
    assert sum(claimed) <= 5


# --- brokers


@pytest.fixture
def few_repetitions(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = connectors.fitting
    monkeypatch.setattr(connectors, "fitting", lambda mode: replace(usual(mode), runs=40))


@pytest.mark.usefixtures("few_repetitions")
@pytest.mark.parametrize("seed", range(6))
def test_who_alone_joins_two_halves_comes_first_whatever_hubs_there_are(seed: int) -> None:
    """The bridge takes part in two initiatives, one a half; the hubs of the halves in many more."""
    first, second = _two_mode(seed, 0.0), _two_mode(seed + 100, 0.0)
    pairs = [(f"a{i:02d}", f"p{j:02d}") for i, j in first] + [(f"b{i:02d}", f"q{j:02d}") for i, j in second]
    most = [
        max({p for _, p in half}, key=[p for _, p in half].count)
        for half in (pairs[: len(first)], pairs[len(first) :])
    ]
    network = participations([*pairs, ("bridge", most[0]), ("bridge", most[1])])
    found = brokers.find(network)
    lone = {c.organisation for c in found.connectors if c.rank == 1}
    assert "Company/bridge" in lone
    cut = next(cut for cut in found.cut_points if cut.organisation == "Company/bridge")
    assert len(cut.cut_off) > 40
    rate = {c.organisation: c for c in found.connectors}["Company/bridge"]
    assert rate.hangs_on
