"""Positions: the same every time, nothing on top of anything, what belongs together stays together."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from dtz_network.model.schema import shipped
from dtz_network.picture import colours, layout, packing, stress

IDS = [f"e{n}" for n in range(40)]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)), max_size=80))
def test_nothing_lies_on_top_of_anything(ties: list[tuple[str, str]]) -> None:
    places = layout.place(IDS, ties)
    assert list(places) == IDS
    apart = [math.dist(a, b) for a, b in itertools.combinations(places.values(), 2)]
    assert min(apart) > layout.CLOSE * 0.6
    assert places == layout.place(IDS, ties)


def test_groups_do_not_mix() -> None:
    groups = [IDS[:20], IDS[20:]]
    ties = [(a, b) for group in groups for a, b in itertools.pairwise(group)] + [("e0", "e39"), ("e5", "e30")]
    places = layout.place(IDS, ties, groups)
    middles = [[sum(places[i][k] for i in group) / 20 for k in (0, 1)] for group in groups]
    reach = [
        max(math.dist(places[i], middle) for i in group)
        for group, middle in zip(groups, middles, strict=True)
    ]
    assert math.dist(*middles) > max(reach)


@pytest.mark.parametrize("ids", [[], ["a"], ["a", "b"]])
def test_very_small_networks_have_places(ids: list[str]) -> None:
    assert list(layout.place(ids, [("a", "b")])) == ids


def test_something_light_comes_among_its_ties() -> None:
    places = layout.place(IDS, [("e0", "e1"), ("e1", "e2"), ("e0", "e3"), ("e1", "e3")], light={"e3"})
    near = sorted(IDS[:3], key=lambda i: math.dist(places[i], places["e3"]))
    assert math.dist(places[near[0]], places["e3"]) < layout.CLOSE * 4


@pytest.mark.parametrize("ground", [colours.LIGHT, colours.DARK])
def test_every_type_stands_out_on_both_grounds(ground: str) -> None:
    looks = [t.look for t in shipped().entity_types() if t.look]
    assert len(looks) > 10
    assert all(
        colours.contrast(colours.outline(look.colour, ground), ground) >= colours.VISIBLE for look in looks
    )


def test_a_picture_that_grows_keeps_its_places() -> None:
    ties = [(a, b) for a, b in itertools.pairwise(IDS)]
    before = layout.place(IDS, ties)
    grown = layout.place(
        [*IDS, "new", "newer", "alone"], [*ties, ("e7", "new"), ("new", "newer")], before=before
    )
    assert {ident: grown[ident] for ident in IDS} == before
    assert math.dist(grown["new"], grown["e7"]) < layout.CLOSE * 4
    apart = [math.dist(a, b) for a, b in itertools.combinations(grown.values(), 2)]
    assert min(apart) > layout.CLOSE * 0.6
    anew = layout.place(["x", "y", *IDS[:2]], [("x", "y")], before=before)
    assert anew == layout.place(["x", "y", *IDS[:2]], [("x", "y")])


def test_many_are_laid_out_by_pivots_and_do_not_overlap() -> None:
    many = [f"m{n:04d}" for n in range(700)]
    ties = [(f"m{n:04d}", f"m{n // 3:04d}") for n in range(1, 700)]
    places = layout.place(many, ties, [many])
    near = sum(math.dist(places[a], places[b]) for a, b in ties) / len(ties)
    far = sum(math.dist(places[many[n]], places[many[-n]]) for n in range(1, 300)) / 299
    assert near < far / 3
    apart = [math.dist(a, b) for a, b in itertools.combinations(list(places.values()), 2)]
    assert min(apart) > layout.CLOSE * 0.5


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 30), st.integers(1, 12), st.integers(0, 1000))
def test_the_two_leading_directions_are_those_of_a_full_decomposition(n: int, rank: int, seed: int) -> None:
    half = np.random.default_rng(seed).normal(size=(n, rank))
    matrix = half @ half.T
    values, vectors = stress._leading(matrix)
    exact = np.linalg.eigvalsh(matrix)[::-1][:2]
    assert values.sum() == pytest.approx(exact.sum(), rel=0.02)
    assert values[0] == pytest.approx(exact[0], rel=0.02)
    assert abs(vectors[:, 0] @ vectors[:, 1]) < 1e-6


def test_two_of_a_group_without_a_tie_stay_near_each_other() -> None:
    points = stress.positions(sparse.csr_matrix((2, 2)), layout.CLOSE, all_pairs=0)
    assert np.abs(points).max() < 3 * layout.CLOSE


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(20, 200), min_size=1, max_size=25), st.integers(0, 1000))
def test_packed_discs_do_not_overlap(radii: list[float], seed: int) -> None:
    n = len(radii)
    ties = np.triu(np.random.default_rng(seed).integers(0, 3, (n, n)), 1).astype(float)
    centres = packing.pack(radii, ties + ties.T, gap=10)
    for (a, one), (b, other) in itertools.combinations(enumerate(centres), 2):
        assert math.dist(one, other) >= radii[a] + radii[b] + 10 - 1e-6
