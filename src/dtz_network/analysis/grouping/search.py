r"""The search for the groups of a two-mode graph: heat-bath, ascent, joining; numpy alone.

What is raised is the bipartite modularity of Barber (2007) at resolution :math:`\gamma`,

.. math:: Q_B = \frac{1}{m} \sum_{ij} (B_{ij} - \gamma k_i d_j / m)\, \delta(g_i, h_j).

Given the groups of one side, every node of the other can be placed by itself. So each side is placed as a
whole, by turns: first at random with odds :math:`e^{gain / T}` while :math:`T` falls (simulated annealing,
Kirkpatrick, Gelatt & Vecchi 1983), then where the gain is highest (BRIM, Barber 2007); groups are joined where
that raises the modularity too, and parts that hang together by nothing are separated.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import cycle

import numpy as np

from dtz_network.analysis.grouping.two_sides import Block, Floats, Labels, Side, Ties, numbered, summed

Best = Callable[[int, Labels, int], tuple[Labels, Floats]]
"""Returns for each node of a side (0, 1) the group that gains most, the first of equals, and that gain, given the
groups of the other side and their number."""
Start = Callable[["Ties", int, float], Labels]
"""Returns groups to start from, first side first, by ties, seed and resolution."""
LIMIT = 200
"""Rounds of ascent at most; it has never needed 30."""
WARM, COLD = 0.8, 0.25
"""First and last temperature, in ties: at .8 groups melt, at .25 a tie more decides nearly always."""
LEAST, MOST = 12, 96
"""Groups that a search may use beside the small components: bounds of 1.2 x ties to the power .4."""
_DRAWS = 1 << 12
_NOISE: Floats = np.round(-np.log(-np.log((np.arange(_DRAWS) + 0.5) / _DRAWS)), 3).astype(np.float64)
"""Quantiles of the Gumbel law, rounded: every processor then draws the same."""


class Search:
    """A graph at a resolution, made ready for many runs.

    A component of :math:`t` ties can only be split to advantage where :math:`\\gamma t^2` exceeds the sum
    of the weights times the lightest tie, for a cut costs a tie at least and gains :math:`\\gamma t^2 / m` at
    most. Smaller ones are groups; the runs place what is left, the *open* nodes.
    """

    def __init__(self, ties: Ties, resolution: float = 1.0, start: Start | None = None) -> None:
        self._whole, self._start = ties, start
        piece = ties.pieces()
        held = np.bincount(piece[: ties.sizes[0]], ties.degrees[0], int(piece.max(initial=-1)) + 1)
        least = float(ties.weights.min(initial=np.inf))
        small = resolution * held**2 < ties.total * least if len(ties.weights) else held >= 0
        self._piece, n = piece, ties.sizes[0]
        self._open = tuple(np.flatnonzero(~small[part]) for part in (piece[:n], piece[n:]))
        keep = ~small[piece[ties.ends[0]]]
        at = [np.zeros(size, np.int64) for size in ties.sizes]
        for places, chosen in zip(at, self._open, strict=True):
            places[chosen] = np.arange(len(chosen))
        ends = tuple(places[end[keep]] for places, end in zip(at, ties.ends, strict=True))
        self.ties = Ties((ends[0], ends[1]), ties.weights[keep], (len(self._open[0]), len(self._open[1])))
        self._scale = resolution / ties.total if len(ties.weights) else 0.0
        self._width = int(np.clip(1.2 * len(self.ties.weights) ** 0.4, LEAST, MOST))
        self._sides = (Side(self.ties, 0), Side(self.ties, 1))

    def run(self, seed: int, steps: int = 40) -> Labels:
        """Return the groups of the open nodes after one search, first side first.

        ``steps`` are the turns of the heat-bath; another start, where the search has one, comes in its place.
        """
        if not len(self.ties.weights):
            return np.zeros(0, np.int64)
        if self._start:
            return self.improved(self._start(self.ties, seed, self._scale * self.ties.total))
        return self.improved(self._annealed(seed, steps))

    def _annealed(self, seed: int, steps: int) -> Labels:
        rng = np.random.default_rng(seed)
        groups = self._width
        noise = _NOISE[rng.integers(_DRAWS, size=2 * max(self.ties.sizes) * groups, dtype=np.uint16)]
        other = rng.integers(groups, size=self.ties.sizes[1])
        rest = [len(noise) + 1 - size * groups for size in self.ties.sizes]
        starts = rng.integers(rest * steps).tolist()  # of the noise, for each side by turns
        blocks = [list(side.blocks(groups)) for side in self._sides]
        for turn, heat in enumerate(_cooling(steps)):
            one = self._drawn(0, other, heat, noise[starts[2 * turn] :], blocks[0])
            other = self._drawn(1, one, heat, noise[starts[2 * turn + 1] :], blocks[1])
        return np.concatenate([one, other])

    def improved(self, labels: Labels) -> Labels:
        """Return open groups after ascent, joining and separation, until nothing raises modularity."""
        if not len(labels):
            return labels
        labels = self._ascended(labels)
        rows, columns = self.ties.ends
        inside = labels[rows] == labels[columns + self.ties.sizes[0]]
        parts = self.ties.pieces(inside)
        return self._ascended(parts) if parts.max() > labels.max() else labels

    def combined(self, runs: Sequence[Labels]) -> Labels:
        """Return groups as modular as those of any run or more: the best run, crossed with the others.

        What two runs keep together is joined anew, best first, and improved, as long as that raises
        modularity (core groups, after Ovelgoenne & Geyer-Schulz 2013).
        """
        best = max(runs, key=lambda labels: round(self.quality(labels), 9))
        different = list({run.tobytes(): run for run in runs}.values())
        quality, waiting = self.quality(best), len(different)
        for other in cycle(different):
            if not waiting:
                break
            waiting -= 1
            cores = numbered(best * (int(other.max(initial=0)) + 1) + other)
            joined_again = self._joined(cores) if len(cores) else None
            found = self.improved(cores if joined_again is None else joined_again)
            if self.quality(found) > quality + 1e-9:
                best, quality, waiting = found, self.quality(found), len(different)
        return best

    def quality(self, labels: Labels) -> float:
        """Return the modularity of open groups, up to the part of the settled ones."""
        n = self.ties.sizes[0]
        rows, columns = self.ties.ends
        inside = float(self.ties.weights[labels[rows] == labels[columns + n]].sum())
        one, other = self._masses(labels, int(labels.max(initial=0)) + 1)
        return (inside - self._scale * float((one * other).sum())) / (self._whole.total or 1.0)

    def best(self, side: int, other: Labels, groups: int) -> tuple[Labels, Floats]:
        """Return for each open node of a side the group with the most weight to it less that to expect, and how much.

        A node gains most in a group to which it has a tie, or in the lightest: only these are looked at.
        """
        near, mass = self._sides[side], self._mass(side, other, groups)
        to = other[near.across]
        cells = near.own * groups + to
        gain = summed(cells, near.weights, len(near.degrees) * groups)[cells] - near.each * mass[to]
        lightest = int(mass.argmin())
        alone = -near.degrees * mass[lightest]
        most = alone.copy()
        np.maximum.at(most, near.own, gain)
        found = np.where(alone == most, lightest, groups)
        firsts = (gain == most[near.own]).nonzero()[0]
        np.minimum.at(found, near.own[firsts], to[firsts])
        return found, most

    def _mass(self, side: int, other: Labels, groups: int) -> Floats:
        """Return for each group what a node of a side would have to it by chance, for each of its own ties."""
        return summed(other, self.ties.degrees[1 - side], groups) * self._scale

    def whole(self, labels: Labels) -> tuple[Labels, Labels]:
        """Return the groups of all nodes of both sides, numbered by first appearance."""
        n, settled = self._whole.sizes[0], int(labels.max(initial=-1)) + 1
        found = self._piece + settled
        found[self._open[0]] = labels[: self.ties.sizes[0]]
        found[n + self._open[1]] = labels[self.ties.sizes[0] :]
        found = numbered(found)
        return found[:n], found[n:]

    def _drawn(self, side: int, other: Labels, heat: float, noise: Floats, blocks: Sequence[Block]) -> Labels:
        """Return a group for each node of a side, drawn with odds by gain."""
        groups, mass = self._width, self._mass(side, other, self._width)
        drawn = np.empty(self.ties.sizes[side], np.int64)
        for nodes, degrees, across, weights, cells in blocks:
            gain = summed(cells + other[across], weights, len(degrees) * groups).reshape(-1, groups)
            gain -= np.dot(degrees, mass[np.newaxis])  # much faster than degrees * mass
            gain /= heat
            gain += noise[nodes.start * groups : nodes.stop * groups].reshape(-1, groups)
            gain.argmax(axis=1, out=drawn[nodes])
        return drawn

    def _masses(self, labels: Labels, groups: int) -> tuple[Floats, Floats]:
        """Return the summed degrees of each group, on both sides."""
        n, (k, d) = self.ties.sizes[0], self.ties.degrees
        return summed(labels[:n], k, groups), summed(labels[n:], d, groups)

    def _ascended(self, labels: Labels) -> Labels:
        labels = climb(self.best, numbered(labels), self.ties.sizes[0])
        while (joined := self._joined(labels)) is not None:
            labels = climb(self.best, joined, self.ties.sizes[0])
        return labels

    def _joined(self, labels: Labels) -> Labels | None:
        """Return the groups after joining all that raise modularity, the best first; None if none do."""
        n, groups = self.ties.sizes[0], int(labels.max()) + 1
        rows, columns = self.ties.ends
        code = labels[rows] * groups + labels[columns + n]
        between = summed(code, self.ties.weights, groups * groups).reshape(groups, groups)
        one, other = self._masses(labels, groups)
        between -= np.outer(one, other) * self._scale
        return joined(labels, between + between.T)


@cache
def _cooling(steps: int) -> tuple[float, ...]:
    """Return the temperature of each turn."""
    return tuple(np.round(np.geomspace(WARM, COLD, steps), 6).tolist())


def climb(best: Best, labels: Labels, n: int) -> Labels:
    """Return labels (first side of ``n``, then the other) from which no side alone can rise (BRIM)."""
    groups, other = int(labels.max()) + 1, labels[n:]
    most, kept, one = -np.inf, [labels], None
    for _ in range(LIMIT):
        before, (one, _) = one, best(0, other, groups)
        if before is not None and np.array_equal(before, one):
            break
        other, gain = best(1, one, groups)
        now = round(float(gain.sum()), 9)
        if now <= most:
            break
        most, kept = now, [one, other]
    return numbered(np.concatenate(kept))


def joined(labels: Labels, gain: Floats) -> Labels | None:
    """Return labels after joining the pair that gains most, again and again; None if no pair gains.

    ``gain`` is symmetric: what two groups would add if they were one. It is used up.
    """
    into, groups = np.arange(len(gain)), len(gain)
    np.fill_diagonal(gain, -np.inf)
    while groups > 1:
        one, other = divmod(int(gain.argmax()), len(gain))
        if gain[one, other] <= 1e-9:
            break
        into[into == other] = one
        gain[one] += gain[other]
        gain[:, one] = gain[one]
        gain[one, one] = -np.inf
        gain[other] = gain[:, other] = -np.inf
        groups -= 1
    return None if groups == len(gain) else numbered(into[labels])


def agreed(runs: Sequence[Labels], start: Labels, n: int) -> Labels:
    r"""Return the groups on which runs agree most: nodes together where over half of the runs put them so.

    Raises :math:`\sum_{ij} (c_{ij} - \tfrac12)\, \delta(g_i, h_j)` over the pairs of both sides, with
    :math:`c_{ij}` the share of runs in which they sit together (the loss of Binder 1978; consensus as in
    Lancichinetti & Fortunato 2012), by the same ascent, from ``start``.
    """

    def best(side: int, other: Labels, groups: int) -> tuple[Labels, Floats]:
        ours, theirs = (slice(n), slice(n, None)) if side == 0 else (slice(n, None), slice(n))
        found = np.zeros((len(start[ours]), groups))
        for run in runs:
            width = int(run.max()) + 1
            shared = np.bincount(run[theirs] * groups + other, minlength=width * groups)
            found += shared.reshape(width, groups)[run[ours]]
        gain = found / len(runs) - np.bincount(other, minlength=groups) / 2
        return gain.argmax(axis=1), gain.max(axis=1)

    return climb(best, start, n) if len(start) else start
