"""Positions: the same every time, nothing on top of anything, what belongs together stays together."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dtz_network.model.schema import shipped
from dtz_network.picture import colours, layout

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
