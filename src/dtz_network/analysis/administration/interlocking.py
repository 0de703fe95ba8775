"""How often two that share one thing share another: clustering of a two-mode graph."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from dtz_network.analysis.projection import TwoMode, off_diagonal


def clustering(mode: TwoMode) -> float:
    r"""Return the share of paths of three ties that close to a ring of four, 0 to 1; 0 where there is no such path.

    .. math:: C = 4 C_4 / L_3, \quad C_4 = \sum_{i<j} \binom{w_{ij}}{2}, \quad L_3 = \sum_{(i,p)} (k_i - 1)(d_p - 1)

    with :math:`w_{ij}` what two actors share, :math:`k` and :math:`d` degrees (Robins, G. & Alexander, M., 2004, Computational
    & Mathematical Organization Theory 10). Weights do not count; unlinked parts may be there.

    >>> from dtz_network.analysis.projection import from_pairs
    >>> clustering(from_pairs([("a", "p"), ("b", "p"), ("a", "q"), ("b", "q")]))
    1.0
    """
    there = sparse.csr_matrix((mode.incidence > 0).astype(float))
    shared = off_diagonal(sparse.csr_matrix(there @ there.T)).data
    rings = float((shared * (shared - 1)).sum()) / 4
    k, d = (np.asarray(there.sum(axis=axis)).ravel() - 1 for axis in (1, 0))
    rows, columns = there.nonzero()
    paths = float((k[rows] * d[columns]).sum())
    return 4 * rings / paths if paths else 0.0
