"""Graphs with published values, as sparse matrices and as two-mode networks."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx
import numpy as np
from scipy import sparse

from dtz_network.analysis.projection import TwoMode, from_pairs

BORGATTI = [tuple(tie) for tie in ("AB", "AF", "AG", "AE", "EG", "FG", "BG", "BD", "DG", "GC")]
"""The network of Borgatti (1997), seven nodes."""


def matrix(graph: nx.Graph, weight: str | None = None) -> sparse.csr_matrix:
    """Return ties, 0 or 1 unless a weight is named, rows in the order of the nodes."""
    return sparse.csr_matrix(nx.to_scipy_sparse_array(graph, weight=weight, dtype=float))


def subdivided(ties: Iterable[tuple[object, object]]) -> TwoMode:
    """Return each tie as an initiative of two: ways between actors are then those of the graph."""
    return from_pairs((str(end), f"{one}-{other}") for one, other in ties for end in (one, other))


def random_pairs(
    rng: np.random.Generator, actors: int, affiliations: int, ties: int
) -> list[tuple[str, str]]:
    """Return so many ties or fewer, drawn at random."""
    drawn = {(int(rng.integers(actors)), int(rng.integers(affiliations))) for _ in range(ties)}
    return [(f"a{actor:02d}", f"p{affiliation:02d}") for actor, affiliation in sorted(drawn)]
