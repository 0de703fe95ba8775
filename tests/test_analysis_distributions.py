"""Tails and ranges beside ``scipy.stats``, on edges too."""

from __future__ import annotations

import subprocess
import sys
import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy import stats

from dtz_network.analysis import distributions as ours

EXPECTED = (1e-300, 1e-9, 0.02, 0.5, 0.6931471805599453, 1.0, 4.0, 37.5, 1e3, 1e6)


@pytest.mark.parametrize("n", [0, 1, 2, 7, 30, 31, 500])
def test_the_sign_test_is_the_binomial_test(n: int) -> None:
    for ups in {k for k in (0, 1, 2, n // 3, n // 2, (n + 1) // 2, n - 1, n) if 0 <= k <= n}:
        theirs = stats.binomtest(ups, n).pvalue if n else 1.0
        assert ours.sign_test(ups, n - ups) == pytest.approx(theirs, rel=1e-12)


@pytest.mark.parametrize("expected", [0.0, *EXPECTED])
def test_poisson_tails(expected: float) -> None:
    n = np.array([0, 1, 2, 5, 40, 999, 1_000_500])
    assert ours.poisson_at_most(n, expected) == pytest.approx(stats.poisson.cdf(n, expected), rel=1e-13)
    assert ours.poisson_at_least(n, expected) == pytest.approx(stats.poisson.sf(n - 1, expected), rel=1e-13)


@pytest.mark.parametrize("expected", EXPECTED)
def test_poisson_ranges(expected: float) -> None:
    for share in (0.5, 0.95, 0.99):
        assert ours.poisson_range(expected, share) == stats.poisson.interval(share, expected)


@given(st.floats(0.001, 300), st.sampled_from([0.95, 0.99]))
def test_poisson_ranges_of_anything(expected: float, share: float) -> None:
    assert ours.poisson_range(expected, share) == stats.poisson.interval(share, expected)


@given(st.integers(1, 400), st.floats(0.5, 500), st.floats(0.5, 500))
def test_beta_binomial_ranges(of: int, a: float, b: float) -> None:
    assert ours.beta_binomial_range(of, a, b) == stats.betabinom(of, a, b).interval(0.95)


@pytest.mark.parametrize(
    ("of", "a", "b"), [(0, 0.5, 0.5), (1, 0.5, 0.5), (50, 0.5, 1e6), (50, 1e6, 0.5), (9_000, 5, 95)]
)
def test_beta_binomial_ranges_on_the_edge(of: int, a: float, b: float) -> None:
    assert ours.beta_binomial_range(of, a, b) == stats.betabinom(of, a, b).interval(0.95)


@given(arrays.arrays(np.int32, (12, 5), elements=st.integers(0, 9)))
def test_skewness(drawn: np.ndarray) -> None:
    with warnings.catch_warnings(action="ignore"):  # of columns that do not vary
        theirs = np.nan_to_num(stats.skew(drawn.astype(float), axis=0))
    assert ours.skewness(drawn) == pytest.approx(theirs, rel=1e-12, abs=1e-12)


def test_pearson_type_three() -> None:
    x, skew = (
        grid.ravel()
        for grid in np.meshgrid(
            [-60, -4, -1.5, 0, 0.3, 2, 9, 60.0], [-3, -1, -0.01, -1e-6, 0, 1e-6, 0.02, 1, 4.0]
        )
    )
    at_most, at_least = ours.pearson3(x, skew)
    assert at_most == pytest.approx(stats.pearson3.cdf(x, skew), rel=1e-12, abs=1e-300)
    assert at_least == pytest.approx(stats.pearson3.sf(x, skew), rel=1e-12, abs=1e-300)


@given(arrays.arrays(float, (3, 7), elements=st.sampled_from([-np.inf, -1.0, -0.0, 0.0, 0.5, 2.0, np.inf])))
def test_lowest_ranks(values: np.ndarray) -> None:
    assert (ours.lowest_ranks(values) == stats.rankdata(values, method="min", axis=1)).all()


@pytest.mark.parametrize("shape", [(0, 3), (2, 0), (1, 1)])
def test_lowest_ranks_of_nothing(shape: tuple[int, int]) -> None:
    assert ours.lowest_ranks(np.ones(shape)).shape == shape


def _loaded(code: str) -> set[str]:
    """Return the modules of a fresh interpreter after this."""
    code += "\nimport sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_no_question_waits_for_scipy_stats() -> None:
    every = (
        "import importlib, pkgutil, dtz_network.workflows.questions as q\n"
        "for m in pkgutil.iter_modules(q.__path__): importlib.import_module(q.__name__ + '.' + m.name)"
    )
    assert "scipy.stats" not in _loaded(every)


def test_whom_we_know_is_told_without_the_record_of_proposals() -> None:
    loaded = _loaded("import dtz_network.workflows.questions.acquaintance")
    assert not {"scipy", "networkx", "dtz_network.analysis.introducing.backtest"} & loaded
