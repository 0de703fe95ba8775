"""Who works with whom: a table by hand, published E-I, and random graphs that raise no false alarm."""

from __future__ import annotations

from collections import Counter

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dtz_network.analysis import random_ties
from dtz_network.analysis.composition import mixing
from dtz_network.analysis.composition.mixing import Kinds, Mixing
from dtz_network.analysis.projection import TwoMode, from_pairs

KINDS = "beg"


def _kinds(mode: TwoMode, of: str) -> Kinds:
    """Return a kind for each actor, by its place, going round the letters."""
    return {actor: {of[place % len(of)]: 1.0} for place, actor in enumerate(mode.actors)}


def _random(seed: int, inside: float = 0.0) -> tuple[TwoMode, Kinds]:
    """Return 40 organisations in 24 initiatives, active by a power law; ``inside`` the part that seeks its own kind."""
    rng = np.random.default_rng(seed)
    kind = rng.choice(3, 40, p=[0.6, 0.15, 0.25])
    activity = (1 + np.arange(40)) ** -0.5
    pairs = set()
    for _ in range(110):
        actor = int(rng.choice(40, p=activity / activity.sum()))
        own = [p for p in range(24) if p % 3 == kind[actor]]
        pairs.add((f"a{actor:02}", f"p{int(rng.choice(own if rng.random() < inside else range(24))):02}"))
    return from_pairs(pairs), {f"a{i:02}": {KINDS[k]: 1.0} for i, k in enumerate(kind)}


def _mixed(seed: int, inside: float = 0.0, runs: int = 39) -> Mixing:
    return mixing.of(*_random(seed, inside), KINDS, seed=seed, runs=runs)


def test_ties_between_kinds_are_those_counted_by_hand() -> None:
    # p: a, b (business) and c (education), each tie 1/2; q: c and d (government), 1
    mode = from_pairs([("a", "p"), ("b", "p"), ("c", "p"), ("c", "q"), ("d", "q")])
    kinds = {"a": {"b": 1.0}, "b": {"b": 1.0}, "c": {"e": 1.0}, "d": {"g": 1.0}}
    found = mixing.of(mode, kinds, KINDS)
    shares = {pair.one + pair.other: pair.found.share for pair in found.pairs}
    assert shares == {"bb": 0.2, "be": 0.4, "bg": 0.0, "ee": 0.0, "eg": 0.4, "gg": 0.0}
    assert (found.ties, found.across.share, found.index) == (2.5, 0.8, 0.6)
    assert (found.runs, found.certainty) == (0, "too_little")


def test_a_party_of_two_kinds_is_half_of_each() -> None:
    found = mixing.of(
        from_pairs([("a", "p"), ("b", "p")]), {"a": {"b": 0.5, "e": 0.5}, "b": {"b": 1.0}}, KINDS
    )
    assert {p.one + p.other: p.found.share for p in found.pairs if p.found.share} == {"bb": 0.5, "be": 0.5}


def test_the_karate_club_has_the_published_index() -> None:
    """11 of 78 ties cross between the clubs (E-I -0.718), far fewer than chance gives."""
    club = nx.karate_club_graph()
    mode = from_pairs((f"n{end:02}", f"t{place:02}") for place, tie in enumerate(club.edges) for end in tie)
    kinds = {f"n{node:02}": {club.nodes[node]["club"]: 1.0} for node in club}
    found = mixing.of(mode, kinds, ("Mr. Hi", "Officer"))
    assert (found.ties, round(found.index, 3)) == (78, -0.718)
    assert found.across.certainty == "sure"
    assert found.across.low < found.across.expected < found.across.high


def test_the_chain_visits_every_graph_with_the_same_degrees_equally_often() -> None:
    rows, columns = np.array([0, 0, 1, 1, 2, 2]), np.array([0, 1, 0, 2, 1, 2])
    made = random_ties.shuffles(rows, columns, 1200, 1)
    seen = Counter(tuple(sorted(zip(rows.tolist(), other.tolist(), strict=True))) for other in made)
    assert len(seen) == 6  # three parties in two of three initiatives each
    assert sum((n - 200) ** 2 / 200 for n in seen.values()) < 20.5  # chi-square, 5 degrees, p = .001


@settings(max_examples=20, deadline=None)
@given(st.sets(st.tuples(st.integers(0, 7), st.integers(0, 6)), min_size=1), st.integers(0, 99))
def test_no_tie_stands_twice_and_all_keep_what_they_have_of_every_weight(
    ties: set[tuple[int, int]], seed: int
) -> None:
    rows, columns = np.array(sorted(ties)).T
    weights = 1.0 + columns % 2
    for other in random_ties.shuffles(rows, columns, 5, seed, weights):
        assert len(set(zip(rows.tolist(), other.tolist(), strict=True))) == len(ties)
        for weight in (1.0, 2.0):
            of = weights == weight
            assert sorted(other[of]) == sorted(columns[of])


def test_random_networks_are_flagged_at_the_level_that_is_said() -> None:
    found = [_mixed(seed, runs=19) for seed in range(120)]
    assert 1 <= sum(one.certainty != "too_little" for one in found) <= 14  # 99.9 % of draws at 5 %


def test_planted_bias_is_found_nearly_always() -> None:
    found = [_mixed(seed, inside=0.7) for seed in range(12)]
    assert sum(one.certainty != "too_little" for one in found) >= 11
    assert all(one.across.share < one.across.expected for one in found)


@pytest.mark.parametrize(
    "pairs", [[], [("a", "p")], [("a", "p"), ("b", "p")], [(f"a{i}", "p") for i in range(30)]]
)
def test_poor_networks_are_not_judged(pairs: list[tuple[str, str]]) -> None:
    mode = from_pairs(pairs)
    for of in ("b", "beg"):
        found = mixing.of(mode, _kinds(mode, of), KINDS)
        assert found.certainty == "too_little"
        assert found.across.certainty == "too_little"


def test_parties_of_unknown_kind_are_told_and_left_out() -> None:
    mode = from_pairs([("a", "p"), ("b", "p"), ("x", "p"), ("x", "q"), ("y", "q")])
    found = mixing.of(mode, {"a": {"b": 1.0}, "b": {"e": 1.0}}, KINDS)
    assert (found.n, found.unknown) == (2, ("x", "y"))
    assert found.left_out == round(1 - 0.5 / 2.5, 4)


pairs = st.sets(
    st.tuples(st.sampled_from([f"a{i}" for i in range(14)]), st.sampled_from("pqrst")), max_size=40
)


@settings(deadline=None, max_examples=40)
@given(pairs, st.integers(0, 3))
def test_shares_are_a_whole_and_degrees_stay(found: set[tuple[str, str]], seed: int) -> None:
    mode = from_pairs(found)
    mixed = mixing.of(mode, _kinds(mode, "beg"), KINDS, runs=9)
    total = sum(pair.found.share for pair in mixed.pairs)
    assert total == pytest.approx(1, abs=1e-3) or not mixed.ties
    rows, columns = mode.places
    for other in random_ties.shuffles(rows, columns, 2, seed):
        assert np.array_equal(np.bincount(other), np.bincount(columns))
        assert len(set(zip(rows.tolist(), other.tolist(), strict=True))) == len(rows)
