"""Opportunities and initiatives that stand alone: worked by hand, planted, and never by chance alone."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache
from itertools import combinations
from typing import Any

import numpy as np
import pytest
import yaml

from dtz_network import resources
from dtz_network.analysis import fits
from dtz_network.analysis.potential import ask_first, lonely, opportunities
from dtz_network.analysis.potential.opportunities import Opportunities
from dtz_network.model.network import Network
from tests.analysis_networks import Cells, Tie, build, example, plan


@cache
def _planted() -> dict[str, Any]:
    path = resources.graph_folder() / "example" / "planted.yaml"
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def sectors(pairs: list[tuple[int, int]], sizes: dict[str, list[int]], projects: int) -> Network:
    """Return companies o0.. in sectors, (company, project) participations."""
    entities: dict[str, Cells] = {f"Theme/{s}": {"kind": "sector"} for s in sizes}
    entities |= {f"Project/p{p}": {} for p in range(projects)}
    members = [(f"Company/o{o:02d}", f"Theme/{s}") for s, found in sizes.items() for o in found]
    entities |= {company: {} for company, _ in members}
    ties: list[Tie] = [("Activity", company, sector) for company, sector in members]
    ties += [("Participation", f"Company/o{o:02d}", f"Project/p{p}") for o, p in pairs]
    return build(entities, ties)


def test_the_expected_pairs_are_the_formula_worked_by_hand() -> None:
    """Ten companies in five projects of two: m = 10, sum d(d-1) = 10, so E is 10 pairs x (1 - exp(-1/10)) a sector."""
    network = sectors([(i, i % 5) for i in range(10)], {"a": [0, 1, 2, 3, 4], "b": [5, 6, 7, 8, 9]}, 5)
    found = opportunities.find(network, repeated=0, runs=9)
    assert {row.theme: (row.pairs, row.expected) for row in found.themes} == {
        f"Theme/{s}": (0, round(10 * (1 - math.exp(-0.1)), 2)) for s in "ab"
    }
    assert all(len(row.apart) == 5 for row in found.themes)
    assert found.state == "none"
    assert not any(row.stands_out or row.unproven for row in found.themes)


def test_who_takes_part_in_nothing_stands_outside() -> None:
    network = sectors([(i, i // 2) for i in range(10)], {"a": [*range(10)], "b": [10, 11, 12, 13, 14]}, 5)
    found = {row.theme: row for row in opportunities.find(network, repeated=0, runs=9).themes}
    assert (found["Theme/a"].pairs, found["Theme/a"].apart, found["Theme/a"].stands_out) == (5, (), False)
    assert len(found["Theme/b"].outside) == 5
    assert (found["Theme/b"].stands_out, found["Theme/b"].certainty) == (False, "too_little")


def world(seed: int, *, apart: bool) -> Network:
    """Return 60 companies in 4 sectors in 40 projects of 5 at random; ``apart``: of sector 0 one a project at most."""
    rng = np.random.default_rng(seed)
    pairs = []
    for p in range(40):
        pool = [i for i in range(60) if i % 4]
        own = [int(rng.choice(range(0, 60, 4)))]
        chosen = (
            rng.choice(60, 5, replace=False) if not apart else [*own, *rng.choice(pool, 4, replace=False)]
        )
        pairs += [(int(i), p) for i in chosen]
    return sectors(pairs, {str(s): list(range(s, 60, 4)) for s in range(4)}, 40)


def test_chance_is_rarely_taken_for_a_deficit_and_a_planted_one_is_nearly_always_found() -> None:
    random = [opportunities.find(world(seed, apart=False), repeated=0, runs=199) for seed in range(20)]
    assert sum(any(row.q <= 0.05 for row in found.themes) for found in random) <= 3
    planted = [opportunities.find(world(seed, apart=True), repeated=0, runs=199) for seed in range(10)]
    assert sum(_zero(found).q <= 0.05 and _zero(found).stands_out for found in planted) >= 9


@pytest.mark.parametrize("seed", range(3))
def test_no_claim_without_a_deficit_beyond_chance(seed: int) -> None:
    """More joined than expected, or fewer by chance: half of the carriers may stand apart, nothing is claimed."""
    for row in opportunities.find(world(seed, apart=False), repeated=0, runs=199).themes:
        short = 1 - row.pairs / row.expected >= opportunities.DEFICIT
        assert row.stands_out == (row.q <= 0.05 and short and len(row.apart) >= 3)
        assert row.stands_out == (row.certainty != "too_little")


def test_what_is_over_counts_as_no_joint_project() -> None:
    """Two pairs of one sector: of the day on which one project is over, one pair is left, nobody is asked about it."""
    network = sectors([(i, i // 2) for i in range(12)], {"a": [*range(12)]}, 6)
    over = build({"Project/p0": {"end": "2020-06"}}).entities["Project/p0"]
    network = replace(network, entities={**network.entities, "Project/p0": over})
    (then,) = opportunities.find(network.at("2020"), repeated=0, runs=9).themes
    (now,) = opportunities.find(network.today(), repeated=0, runs=9).themes
    assert (then.pairs, now.pairs) == (6, 5)
    assert "Project/p0" not in now.projects
    assert len(now.outside) == 2


def _zero(found: Opportunities) -> opportunities.Opportunity:
    return next(row for row in found.themes if row.theme == "Theme/0")


def test_what_is_missing_and_who_is_to_be_asked_rests_on_records() -> None:
    for row in opportunities.find(example(), repeated=3, runs=49).themes:
        assert len(row.ask) <= ask_first.FIRST
        for ask in row.ask:
            assert ask.organisation in row.organisations
            for reason in ask.reasons:
                assert reason.ids
                assert all(ident in example().entities for ident in reason.ids)
        assert not set(row.missing.funds) & set(row.missing.fitting)


def test_a_level_that_other_schools_have_is_missing() -> None:
    network = sectors([(i, 0) for i in range(10)], {"a": [*range(10)]}, 1)
    more: dict[str, Cells] = {"School/m": {"level": ["mbo"]}, "School/h": {"level": ["hbo"]}}
    ties = [(tie.type, tie.source, tie.target) for tie in network.relationships]
    cells: dict[str, Cells] = {
        ident: {"kind": entity.get("kind")} for ident, entity in network.entities.items()
    }
    whole = build(
        {**cells, **more},
        [*ties, ("Activity", "School/m", "Theme/a"), ("Participation", "School/m", "Project/p0")],
    )
    (row,) = opportunities.find(whole, repeated=0, runs=9).themes
    assert (row.missing.levels, row.missing.helices) == (("hbo",), ())


@pytest.mark.parametrize(
    ("offer", "need", "fit"),
    [
        ({}, {}, True),
        ({"kind": "skill"}, {}, False),
        ({"theme": ["Theme/t"]}, {}, True),
        ({"theme": ["Theme/t"]}, {"theme": ["Theme/u"]}, False),
        ({"until": "2023"}, {"from": "2024"}, False),
        ({"until": "2024"}, {"from": "2024-06"}, True),
        ({"by": "Company/b"}, {}, False),
    ],
)
def test_an_offer_meets_a_need_of_its_kind_theme_and_time(offer: Cells, need: Cells, fit: bool) -> None:
    plain: dict[str, Cells] = {
        "Company/a": {}, "Company/b": {}, "Theme/t": {}, "Theme/u": {},
        "Offer/o": {"by": "Company/a", "kind": "capacity", **offer},
        "Need/n": {"by": "Company/b", "kind": "capacity", **need},
    }  # fmt: skip
    found = fits.between(build(plain), ["Company/a", "Company/b"], ["Company/a", "Company/b"])
    assert bool(found) == fit


def test_the_plan_says_that_nothing_can_be_said() -> None:
    assert opportunities.find(plan()).state == "no_initiatives"
    assert lonely.find(plan()).state == "no_initiatives"


def test_the_planted_lonely_initiatives_are_found_with_their_potential() -> None:
    found = lonely.find(example())
    alone = {example().name(row.project) for row in found.rows if row.hangs == "alone"}
    clear = {example().name(row.project) for row in found.rows if row.potential == "clear"}
    assert alone == set(_planted()["lonely"])
    assert clear & alone == set(_planted()["lonely_with_potential"])
    words = {example().name(row.project): row.potential for row in found.rows}
    assert words["Veiligheidskring Oostrand"] == "none"
    assert words["Recreatieroute De Plas"] == "unknown"


def _small(**more: Cells) -> Network:
    entities: dict[str, Cells] = {f"Company/{c}": {} for c in "abcde"}
    entities |= {f"Project/{p}": more.get(p, {}) for p in "pqr"} | {"Theme/t": {}}
    ties: list[Tie] = [("Participation", f"Company/{c}", f"Project/{p}") for c, p in ("ap", "bp", "cq", "dq", "dr", "er", "cr")]  # fmt: skip
    ties += [("Activity", f"Project/{p}", "Theme/t") for p in "pqr"]
    return build(entities, ties)


def test_one_that_shares_nobody_is_alone_and_one_with_two_links_is_not_told() -> None:
    rows = {row.project: row for row in lonely.find(_small()).rows}
    assert set(rows) == {"Project/p"}
    row = rows["Project/p"]
    assert (row.hangs, row.neighbours, row.potential) == ("alone", ("Project/q", "Project/r"), "some")
    assert [ask.organisation for ask in row.ask] == ["Company/c", "Company/d", "Company/e"]


def test_what_is_over_is_not_told_and_is_nobody_to_join() -> None:
    rows = {row.project: row for row in lonely.find(_small(q={"end": "2020"}, r={"phase": "stopped"})).rows}
    assert rows["Project/p"].neighbours == ()
    assert lonely.find(_small(p={"end": "2020"})).rows == ()


def test_every_offer_that_meets_a_need_counts_however_many_are_told() -> None:
    """Nine of q meet a need of p, and by name they all stand before the one of r, which counts no less."""
    nine = [f"c{i}" for i in range(9)]
    entities: dict[str, Cells] = {f"Company/{c}": {} for c in ("a", *nine, "z")}
    entities |= {f"Project/{p}": {} for p in "pqrs"} | {"Theme/t": {}}
    entities |= {f"Offer/{c}": {"by": f"Company/{c}", "kind": "skill"} for c in (*nine, "z")}
    entities |= {"Need/n": {"by": "Company/a", "kind": "skill"}}
    ties: list[Tie] = [("Participation", f"Company/{c}", "Project/q") for c in nine]
    ties += [("Participation", f"Company/{c}", f"Project/{p}") for c, p in ("ap", "zr", "zs")]
    ties += [("Participation", "Company/c0", "Project/s")]
    ties += [("Activity", f"Project/{p}", "Theme/t") for p in "pqr"]
    row = next(row for row in lonely.find(build(entities, ties)).rows if row.project == "Project/p")
    assert (row.close, row.potential) == (2, "clear")
    assert len(row.fits) == fits.TOLD


def test_the_newest_contact_is_that_of_the_latest_day_that_its_date_can_mean() -> None:
    ties: list[Tie] = [
        ("Contact", "Person/x", "Company/a", {"last_contact": "2022"}),
        ("Contact", "Person/y", "Company/a", {"last_contact": "2022-03"}),
        ("Contact", "Person/z", "Company/a"),
    ]
    network = build({"Company/a": {}, **{f"Person/{who}": {} for who in "xyz"}}, ties)
    (ask,) = ask_first.first(network, ["Company/a"], [])
    assert [(reason.why, reason.ids, reason.date) for reason in ask.reasons] == [
        ("contact", ("Person/x",), "2022")
    ]


def test_expected_pairs_are_summed_over_all_pairs_of_carriers() -> None:
    """Carriers with one to four initiatives, worked out pair by pair."""
    pairs = [(o, p) for o in range(12) for p in range(1 + o % 4)]
    network = sectors(pairs, {"a": [*range(12)]}, 4)
    degrees = [1 + o % 4 for o in range(12)]
    sizes = [sum(q == p for _, q in pairs) for p in range(4)]
    load = sum(d * (d - 1) for d in sizes) / len(pairs) ** 2
    expected = sum(1 - math.exp(-a * b * load) for a, b in combinations(degrees, 2))
    (row,) = opportunities.find(network, repeated=0, runs=9).themes
    assert row.expected == round(expected, 2)
