"""Links between groups: who and what ties them, and whether that is much or little.

Those on whom links hang stand in :mod:`~dtz_network.analysis.brokerage.brokers`, initiatives without links in
:mod:`~dtz_network.analysis.potential.lonely`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from dtz_network.analysis.claims import Basis, Certainty, basis, by_name, pair_of
from dtz_network.analysis.distributions import poisson_range
from dtz_network.analysis.grouping.groups import Groups
from dtz_network.analysis.projection import Affiliation, two_mode
from dtz_network.model.network import Network

Pair = tuple[str, str]
METHOD = "ties across groups by the degrees of both sides, given how many there are"


@dataclass(frozen=True)
class GroupLink:
    """Two groups and what ties them.

    Attributes:
        ties: participations of an organisation of one in an initiative of the other.
        expected: the number if the ties between groups fell by size alone; ``low`` and ``high`` bound
            the numbers that chance then gives in 95 of 100 cases.
        certainty: that ``ties`` is above or below what size gives.
        organisations, projects, people: what carries the link; a person has ties in both groups.
        relationships: ids of the ties.
    """

    one: str
    other: str
    ties: int
    expected: float
    organisations: tuple[str, ...]
    projects: tuple[str, ...]
    people: tuple[str, ...] = ()
    low: int = 0
    high: int = 0
    certainty: Certainty = "too_little"
    relationships: tuple[str, ...] = ()


@dataclass(frozen=True)
class Links:
    """All pairs of groups, most ties first; exact on recorded ties, the expectation apart."""

    pairs: tuple[GroupLink, ...]
    basis: Basis


def find(network: Network, groups: Groups, *, without: Sequence[str] = ()) -> Links:
    """Return how groups are linked; no pairs where there are no groups."""
    pairs = between(network, groups, without=without)
    return Links(
        tuple(pairs), basis(network, METHOD, len(groups.groups), sum(p.ties for p in pairs), band="95% range")
    )


def between(network: Network, groups: Groups, *, without: Sequence[str] = ()) -> list[GroupLink]:
    """Return the links between every two groups, most ties first."""
    of = {ident: group.id for group in groups.groups for ident in group.organisations}
    home = {project: group.id for group in groups.groups for project in group.projects}
    ties = [t for t in two_mode(network, without).ties if t.actor in of and t.affiliation in home]
    across: dict[Pair, list[Affiliation]] = {}
    for tie in ties:
        if of[tie.actor] != home[tie.affiliation]:
            across.setdefault(pair_of(of[tie.actor], home[tie.affiliation]), []).append(tie)
    expected = _expected(ties, of, home, sum(map(len, across.values())))
    people = _people(network, of)
    pairs = combinations(sorted(group.id for group in groups.groups), 2)
    found = [_link(network, pair, across.get(pair, []), expected[pair], people) for pair in pairs]
    return sorted(found, key=lambda link: (-link.ties, link.one, link.other))


def _expected(
    ties: Sequence[Affiliation], of: Mapping[str, str], home: Mapping[str, str], across: int
) -> dict[Pair, float]:
    """Return the ties across spread over the pairs as if both ends were drawn by degree, and none within a group counted.

    The ties across that each group has are not kept, as quasi-independence (Goodman 1968) would: with three groups those
    say already how many each pair has, and nothing could be much or little.
    """
    k = Counter(of[tie.actor] for tie in ties)
    d = Counter(home[tie.affiliation] for tie in ties)
    names = sorted(set(of.values()) | set(home.values()))
    weight = {(a, b): k[a] * d[b] + k[b] * d[a] for a, b in combinations(names, 2)}
    total = sum(weight.values())
    return {pair: across * w / total if total else 0.0 for pair, w in weight.items()}


def _people(network: Network, of: Mapping[str, str]) -> dict[Pair, list[str]]:
    """Return the people with ties to organisations of two groups."""
    seen: dict[str, set[str]] = {}
    for tie in network.ties("Employment"):
        if tie.target in of:
            seen.setdefault(tie.source, set()).add(of[tie.target])
    for tie in network.ties("Membership"):
        groups = {of[org] for org in tie.all("on_behalf_of") if org in of}
        if groups:
            seen.setdefault(tie.source, set()).update(groups)
    found: dict[Pair, list[str]] = {}
    for person, groups in seen.items():
        for pair in combinations(sorted(groups), 2):
            found.setdefault(pair, []).append(person)
    return found


def _link(
    network: Network,
    pair: Pair,
    ties: Sequence[Affiliation],
    expected: float,
    people: Mapping[Pair, Sequence[str]],
) -> GroupLink:
    low, high = poisson_range(expected)
    return GroupLink(
        *pair,
        ties=len(ties),
        expected=expected,
        organisations=by_name(network, (tie.actor for tie in ties)),
        projects=by_name(network, (tie.affiliation for tie in ties)),
        people=by_name(network, people.get(pair, ())),
        low=low,
        high=high,
        certainty=_certainty(len(ties), expected),
        relationships=tuple(ident for tie in ties for ident in tie.relationships),
    )


def _certainty(n: int, expected: float) -> Certainty:
    words: tuple[tuple[float, Certainty], ...] = ((0.99, "sure"), (0.95, "likely"))
    for share, word in words:
        low, high = poisson_range(expected, share)
        if not low <= n <= high:
            return word
    return "too_little"
