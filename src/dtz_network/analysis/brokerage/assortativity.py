r"""Whether ties stay among one's own kind: E-I index and assortativity, on a symmetric matrix of ties.

E-I index (Krackhardt, D. & Stern, R. N., 1988, Soc. Psychol. Q. 51, 123-140): external less internal ties
over all ties, -1 (all inside) to +1 (all across). It depends on how large the kinds are: ``expected`` is its
mean over all ways to deal out the same kinds. Assortativity (Newman, M. E. J., 2003, Phys. Rev. E 67, 026126):
:math:`(\sum_c e_{cc} - \sum_c a_c^2) / (1 - \sum_c a_c^2)`, 1 where all ties are inside, 0 by degrees alone.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse


@dataclass(frozen=True)
class Assortativity:
    """Ties inside and across kinds.

    Attributes:
        inside, across: sums of the weights of ties, each counted once.
        ei: E-I index, ``expected`` its mean if kinds were dealt out anew; 0 without ties.
        assortativity: by degrees, 1 at most; 0 where all are of one kind or nobody is tied.
    """

    inside: float
    across: float
    ei: float
    expected: float
    assortativity: float


def of(ties: sparse.csr_matrix, kinds: Sequence[Hashable]) -> Assortativity:
    """Return how ties mix kinds, one for each row; weights count, connected or not.

    >>> found = of(sparse.csr_matrix([[0, 1, 1], [1, 0, 0], [1, 0, 0]]), ["a", "a", "b"])
    >>> found.ei, round(found.expected, 3)
    (0.0, 0.333)
    """
    number = {kind: i for i, kind in enumerate(dict.fromkeys(kinds))}
    of_row = np.array([number[kind] for kind in kinds], dtype=np.int64)
    both = ties.tocoo()
    table = np.zeros((len(number), len(number)))
    np.add.at(table, (of_row[both.row], of_row[both.col]), both.data)
    total = float(table.sum())
    if not total:
        return Assortativity(0.0, 0.0, 0.0, 0.0, 0.0)
    inside = float(np.trace(table))
    by_degree = float(np.sum((table.sum(axis=1) / total) ** 2))
    apart = (inside / total - by_degree) / (1 - by_degree) if by_degree < 1 else 0.0
    ei = (total - 2 * inside) / total
    return Assortativity(inside / 2, (total - inside) / 2, ei, _expected(np.bincount(of_row)), apart)


def _expected(sizes: np.ndarray) -> float:
    """Return 1 less twice the chance that two drawn are of one kind."""
    n = int(sizes.sum())
    return 1 - 2 * float(np.sum(sizes * (sizes - 1))) / (n * (n - 1)) if n > 1 else 0.0
