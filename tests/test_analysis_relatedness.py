"""Relatedness, variety and shuffles against published and hand-worked values."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dtz_network.analysis import claims
from dtz_network.analysis.potential import diversity, label_shuffles, relatedness

ROWS = np.array([[1, 1, 0, 0], [1, 1, 1, 0], [0, 0, 1, 1], [0, 0, 0, 1]])
MATRICES = st.integers(1, 6).flatmap(
    lambda n: st.lists(st.lists(st.integers(0, 1), min_size=n, max_size=n), min_size=1, max_size=8)
)


def test_relatedness_density_is_that_of_econgeo() -> None:
    """Values of ``relatedness_density`` of EconGeo 2.0 (R) with links = co-occurrence above 0."""
    linked = (relatedness.cooccurrence(ROWS) > 0).astype(float)
    assert (100 * relatedness.density(ROWS, linked)).round(2).tolist() == [
        [50, 50, 66.67, 0], [100, 100, 66.67, 100], [50, 50, 33.33, 100], [0, 0, 33.33, 0],
    ]  # fmt: skip


def test_proximity_is_the_smaller_conditional_share() -> None:
    near = relatedness.proximity(ROWS)
    assert (near[0, 1], near[0, 2], near[2, 3], near[0, 3]) == (1, 0.5, 0.5, 0)


def test_association_is_the_formula_worked_by_hand() -> None:
    """C = 12: 2, 13: 1, 23: 1, 34: 1; S = 3, 3, 3, 1; T = 10."""
    found = relatedness.association(relatedness.cooccurrence(ROWS))
    expected = (3 / 10 * 3 / 7 + 3 / 10 * 3 / 7) * 10 / 2
    assert found[0, 1] == pytest.approx(2 / expected)
    assert found[2, 3] == pytest.approx(1 / ((3 / 10 * 1 / 7 + 1 / 10 * 3 / 9) * 10 / 2))
    assert found[0, 3] == 0


@given(MATRICES)
def test_relatedness_is_symmetric_bounded_and_knows_no_order(rows: list[list[int]]) -> None:
    matrix = np.array(rows, dtype=float)
    order = np.random.default_rng(1).permutation(matrix.shape[1])
    for measure in (relatedness.proximity, lambda m: relatedness.association(relatedness.cooccurrence(m))):
        found = measure(matrix)
        assert np.array_equal(found, found.T)
        assert np.allclose(measure(matrix[:, order]), found[np.ix_(order, order)])
        assert np.allclose(measure(matrix[::-1]), found)
    near = relatedness.proximity(matrix)
    assert ((near >= 0) & (near <= 1)).all()
    share = relatedness.density(matrix, near)
    assert ((share >= 0) & (share <= 1 + 1e-12)).all()


def test_a_small_count_is_no_large_advantage() -> None:
    counts = np.array([[1.0, 0], [0, 99]])
    assert relatedness.advantage(counts)[0, 0] == pytest.approx(2 / 1.01)
    assert relatedness.advantage(np.zeros((2, 2))).tolist() == [[1, 1], [1, 1]]
    assert relatedness.specialised(np.zeros((2, 2))).sum() == 0


def test_variety_adds_up() -> None:
    assert diversity.variety({"A": [0.25, 0.25], "B": [0.5]}) == diversity.Variety(1.0, 0.5, 1.5)
    assert diversity.variety({}) == diversity.Variety(0.0, 0.0, 0.0)


@given(st.dictionaries(st.sampled_from("abcd"), st.lists(st.integers(0, 9), max_size=4), max_size=4))
def test_unrelated_and_related_variety_sum_to_the_entropy_of_all(classes: dict[str, list[float]]) -> None:
    found = diversity.variety(classes)
    whole = [count for counts in classes.values() for count in counts]
    assert found.total == pytest.approx(diversity.entropy(whole), abs=1e-9)


def test_three_way_information_of_the_closed_forms() -> None:
    bits = [(a, b) for a in (0, 1) for b in (0, 1)]
    assert diversity.transmission([(a, b, a ^ b) for a, b in bits]) == pytest.approx(-1)
    assert diversity.transmission([(a, a, a) for a in (0, 1)]) == pytest.approx(1)
    assert diversity.transmission([(a, b, c) for a, b in bits for c in (0, 1)]) == pytest.approx(0)
    assert diversity.transmission([]) == 0


def test_rao_stirling_of_the_closed_form() -> None:
    assert diversity.rao_stirling([0.5, 0.5], 1 - np.eye(2)) == 0.5


def test_false_discoveries_as_benjamini_and_hochberg_worked_them() -> None:
    """The fifteen chances of Benjamini & Hochberg (1995, table 1): four are taken at .05."""
    chances = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]  # fmt: skip
    assert sum(q <= 0.05 for q in claims.q_values(chances)) == 4
    assert claims.q_values(chances[::-1]) == claims.q_values(chances)[::-1]
    assert claims.q_values([]) == []


@settings(max_examples=50)
@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(1, 9)), max_size=40))
def test_an_exchange_stays_within_type(things: list[tuple[str, int]]) -> None:
    types = [kind for kind, _ in things]
    groups = label_shuffles.strata(types, [degree for _, degree in things])
    assert sorted(place for group in groups for place in group.tolist()) == list(range(len(things)))
    for order in label_shuffles.orders(groups, 3, 1):
        assert sorted(order.tolist()) == list(range(len(things)))
        assert [types[place] for place in order] == types


def test_entropy_is_in_bits() -> None:
    assert diversity.entropy([1, 2, 1]) == pytest.approx(1.5)
    assert diversity.entropy([1] * 10) == pytest.approx(math.log2(10))
