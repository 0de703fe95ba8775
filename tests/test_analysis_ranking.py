"""Ranks: a stable centre, a ring that shares one rank, and laws that hold for all scores."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dtz_network.analysis.ranking import ranks, seeds


def test_a_centre_stands_alone_and_its_leaves_share_a_rank() -> None:
    found = ranks([10, 1, 1, 1], [[9, 1, 0, 1], [8, 0, 1, 1], [9, 1, 1, 0]])
    assert [(r.item, r.rank, r.shared) for r in found] == [(0, 1, 1), (1, 2, 3), (2, 2, 3), (3, 2, 3)]
    assert (found[0].low, found[0].high, found[0].certainty) == (1, 1, "sure")


def test_a_ring_is_one_rank() -> None:
    noise = np.random.default_rng(5).normal(3, 0.5, (100, 6))
    found = ranks([3.1, 3.0, 2.9, 3.0, 3.05, 2.95], noise)
    assert {r.rank for r in found} == {1}
    assert {r.certainty for r in found} == {"too_little"}
    assert all(r.low <= 2 and r.high >= 5 for r in found)


def test_certainty_is_the_share_of_repetitions_that_keep_the_order() -> None:
    """Nine of ten repetitions are sure, eight are likely, six do not make a rank of its own."""
    for kept, ranked, told in ((9, [1, 2], "sure"), (8, [1, 2], "likely"), (6, [1, 1], "too_little")):
        found = ranks([2, 1], [[2, 1] if run < kept else [1, 2] for run in range(10)])
        assert [(r.rank, r.certainty) for r in found] == [(rank, told) for rank in ranked]
    wide = [[5 if run < 80 else 0, 4, 3, 2, 1, 0.5] for run in range(100)]
    assert [r.certainty for r in ranks([5, 4, 3, 2, 1, 0.5], wide)][:2] == ["too_little", "sure"]


def test_without_repetitions_nothing_is_sure() -> None:
    found = ranks([2, 2, 1], [])
    assert [(r.rank, r.certainty) for r in found] == [(1, "too_little"), (1, "too_little"), (3, "too_little")]
    assert ranks([], []) == []


@given(st.lists(st.integers(0, 5), min_size=1, max_size=12), st.integers(0, 4))
def test_every_thing_has_a_rank_in_its_range_of_places(scores: list[int], runs: int) -> None:
    rng = np.random.default_rng(runs)
    repeated = np.asarray(scores, float) + rng.uniform(-1, 1, (runs, len(scores)))
    found = ranks(scores, repeated)
    assert sorted(r.item for r in found) == list(range(len(scores)))
    assert [r.rank for r in found] == sorted(r.rank for r in found)
    assert all(1 <= r.low <= r.high <= len(scores) for r in found)
    assert [scores[r.item] for r in found] == sorted(scores, reverse=True)


def test_repetitions_of_one_seed_are_none_of_another_and_the_first_are_the_same_for_any_number() -> None:
    every = [one for seed in range(20) for one in seeds(seed, 100)]
    assert len(set(every)) == len(every)
    assert seeds(7, 100)[:5] == seeds(7, 5)
