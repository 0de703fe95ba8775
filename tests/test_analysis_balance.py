"""Balance of helices: the board of the plan, closed forms, and too few to speak."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from dtz_network.analysis.composition import balance
from dtz_network.analysis.helices import TRIPLE, helices
from tests.analysis_networks import Cells, build, plan


def _mixed(business: int, education: int, government: int, more: dict[str, Cells] | None = None) -> list[str]:
    return [
        f"{kind}/{i}"
        for kind, n in (("Company", business), ("School", education), ("Government", government))
        for i in range(n)
    ] + list(more or {})


def test_the_board_of_the_plan_is_balanced_seven_three_six() -> None:
    found = balance.of_seats(plan(), "GovernanceBody/program-board")
    assert [found.count(helix) for helix in TRIPLE] == [7, 3, 6]
    assert (found.n, found.evenness, found.blau, found.certainty) == (16, 0.95, 0.633, "sure")
    assert found.missing == ()


def test_the_side_is_that_of_the_seat_not_of_the_employer() -> None:
    school = plan().entities["School/volker-wessels-vakschool"]
    assert helices(plan(), school.id) == ("education",)
    assert balance.of_seats(plan(), "GovernanceBody/program-board").count("business") == 7


def test_a_set_without_schools_lacks_education_and_is_unlike_the_whole() -> None:
    everyone = _mixed(40, 20, 20)
    network = build({ident: {} for ident in everyone})
    found = balance.of(network, [i for i in everyone if not i.startswith("School")][:20])
    assert found.missing == ("education", "government")
    assert [(share.helix, share.certainty) for share in found.unusual] == [
        ("business", "sure"), ("education", "sure"), ("government", "sure"),
    ]  # fmt: skip
    assert found.evenness == 0.0


def test_a_draw_like_the_whole_is_not_called_unusual() -> None:
    everyone = _mixed(40, 20, 20)
    chosen = [i for i in everyone if int(i.split("/")[1]) % 4 == 0]
    found = balance.of(build({ident: {} for ident in everyone}), chosen)
    assert found.unusual == ()
    assert [share.expected for share in found.shares][:3] == [10.0, 5.0, 5.0]


def test_below_five_nothing_is_said() -> None:
    found = balance.of(build({ident: {} for ident in _mixed(30, 30, 30)}), ["School/1", "School/2"])
    assert (found.certainty, found.unusual, found.n) == ("too_little", (), 2)


def test_an_organisation_with_two_helices_counts_in_both() -> None:
    network = build({"School/company-school": {"helix": ["education", "business"]}})
    found = balance.of(network, ["School/company-school"])
    assert (found.n, found.count("education"), found.count("business")) == (1, 1, 1)


def test_a_project_is_balanced_by_who_takes_part() -> None:
    entities: dict[str, Cells] = {"Company/a": {}, "School/b": {}, "Person/c": {}, "Project/p": {}}
    ties = [("Participation", end, "Project/p") for end in ("Company/a", "School/b", "Person/c")]
    assert balance.of_project(build(entities, ties), "Project/p").n == 2


@given(st.lists(st.integers(0, 50), min_size=2, max_size=5))
def test_evenness_and_diversity_keep_their_bounds(counts: list[int]) -> None:
    assert 0 <= balance.evenness(counts) <= 1
    assert 0 <= balance.blau(counts) <= 1 - 1 / len(counts) + 5e-4


@given(st.integers(1, 60), st.integers(0, 60), st.integers(1, 60), st.integers(0, 60))
def test_chance_is_that_of_drawing_without_putting_back(n: int, k: int, good: int, rest: int) -> None:
    whole = good + rest
    if n > whole or not max(0, n - rest) <= k <= min(n, good):
        return
    law = [
        math.comb(good, i) * math.comb(rest, n - i) / math.comb(whole, n)
        for i in range(max(0, n - rest), min(n, good) + 1)
    ]
    low = k - max(0, n - rest)
    expected = min(1.0, 2 * min(sum(law[: low + 1]), sum(law[low:])))
    assert abs(balance.chance(k, n, good, whole) - expected) < 1e-3


@given(st.integers(0, 60), st.integers(0, 400), st.integers(1, 400), st.data())
@settings(max_examples=60, deadline=None)
def test_chances_and_ranges_are_those_of_the_hypergeometric_law(
    n: int, good: int, whole: int, data: st.DataObject
) -> None:
    n, good = min(n, whole), min(good, whole)
    k = data.draw(st.integers(0, n))
    law = stats.hypergeom(whole, good, n)
    both = min(1.0, 2 * min(law.cdf(k), law.sf(k - 1)))
    assert balance.chance(k, n, good, whole) == pytest.approx(both, abs=0.0001)
    low, high = balance.drawn_range(n, good, whole)
    assert law.cdf(low - 1) <= 0.025 + 1e-9
    assert law.cdf(low) >= 0.025 - 1e-9
    assert law.cdf(high) >= 0.975 - 1e-9
    assert law.cdf(high - 1) <= 0.975 + 1e-9
