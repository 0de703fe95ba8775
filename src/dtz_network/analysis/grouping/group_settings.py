"""How to look for groups: numbers of repetitions by size, and which resolution to take of those that were tried."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from dtz_network.analysis.grouping.agreement import adjusted_rand
from dtz_network.analysis.grouping.two_sides import Labels

HOLDS = 0.75
"""Agreement (adjusted Rand index) of repetitions at which a resolution is taken."""
THIN = 0.4
"""Agreement below which data are so thin that the lowest resolution is taken."""
PLAIN = 1.0
"""The resolution of the plain measure; what finer ones give is shown and never taken.

Measured on 31 planted networks of six kinds (60 to 300 organisations): of the kinds with an agreement from .4 on
0.7 came nearest to what was planted (mean AMI .65 to .73, at 1 .59 to .69), of the others 0.5 (.54 and .65, at 1 .40
and .53).
"""


@dataclass(frozen=True)
class Settings:
    """How to look for groups.

    Attributes:
        runs: number of starts; ``perturbed`` of repetitions with ties missing; ``twins`` of random networks.
        drop: share of ties left out in a repetition.
        minimum: organisations that a group needs.
        resolutions: to look at, the lowest first; of those up to 1 the highest (most groups) is taken at
            which ``tried`` repetitions with ties missing agree (mean adjusted Rand index from .75), else
            the highest below 1 at which they agree from .4, else the lowest.
        steps: turns of each run and random network; ``brief`` of each repetition with ties missing.
        leiden: start each search by Leiden, from the extra ``leiden``, in place of the heat-bath.
    """

    runs: int = 20
    perturbed: int = 100
    twins: int = 19
    drop: float = 0.1
    minimum: int = 3
    resolutions: tuple[float, ...] = (0.5, 0.7, 1.0, 1.4, 2.0)
    tried: int = 10
    steps: int = 40
    brief: int = 20
    leiden: bool = False


ALL_REPEATED = 5000
"""Up to so many ties everything is repeated in full; beyond it :data:`SAMPLED` is done."""
SAMPLED = Settings(runs=6, perturbed=30, resolutions=(0.5, 0.7, 1.0), tried=3, steps=10, brief=6)
"""For large graphs, where a run takes long and differs less from the next one."""


def fitting(ties: int) -> Settings:
    """Return the settings for a graph of this size; what was done stands in the basis of the answer."""
    return Settings() if ties <= ALL_REPEATED else SAMPLED


@dataclass(frozen=True)
class Sweep:
    """What a resolution gives.

    Attributes:
        groups: with the wanted number of organisations, in the middle repetition.
        agreement: of repetitions with ties missing (mean adjusted Rand index, up to 1).
    """

    resolution: float
    groups: int
    agreement: float


def swept(resolution: float, runs: Sequence[Labels], minimum: int) -> Sweep:
    """Return what repetitions with ties missing gave at a resolution."""
    return Sweep(resolution, _middle_number(runs, minimum), agreement(runs))


def chosen(sweep: Sequence[Sweep]) -> float:
    """Return the resolution to take: where data are thin, groups fall apart too easily.

    The highest up to 1 that holds, else the highest below 1 that is not thin, else the lowest.
    """
    fair = [step for step in sweep if step.resolution <= PLAIN] or list(sweep[:1])
    holding = [step.resolution for step in fair if step.agreement >= HOLDS and step.groups > 1]
    coarse = [s.resolution for s in fair if s.resolution < PLAIN and s.agreement >= THIN]
    return max(holding or coarse, default=fair[0].resolution)


def agreement(runs: Sequence[Labels]) -> float:
    """Return the mean adjusted Rand index between repetitions with ties missing; 1 for a single one."""
    pairs = [adjusted_rand(one, other) for one, other in combinations(runs, 2)]
    return round(float(np.mean(pairs)), 3) if pairs else 1.0


def _middle_number(runs: Sequence[Labels], minimum: int) -> int:
    numbers = sorted(int((np.bincount(run[run >= 0]) >= minimum).sum()) for run in runs)
    return numbers[len(numbers) // 2] if numbers else 0
