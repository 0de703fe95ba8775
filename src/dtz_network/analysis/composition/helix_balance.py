"""The balance of business, education and government over a network: groups, clusters, bodies, projects.

What a set is made of is compared with a draw from the whole network (:mod:`~dtz_network.analysis.composition.balance`);
who works with whom, in the whole and within a set, with random graphs of the same degrees
(:mod:`~dtz_network.analysis.composition.mixing`). Where many sets are tested at once, chances are corrected for their
number (false discovery rate, Benjamini & Hochberg 1995).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dtz_network.analysis.administration.elections import COUNCILS
from dtz_network.analysis.administration.governance import bodies, body
from dtz_network.analysis.claims import RANDOM, Basis, basis, beyond_chance, by_name, q_values
from dtz_network.analysis.composition import balance, mixing
from dtz_network.analysis.composition.balance import TOO_FEW, Balance
from dtz_network.analysis.composition.mixing import Mixing
from dtz_network.analysis.grouping.declared import members
from dtz_network.analysis.grouping.groups import Groups
from dtz_network.analysis.helices import TRIPLE, helices
from dtz_network.analysis.projection import TwoMode, two_mode, within
from dtz_network.model.network import Network

Kind = Literal["group", "cluster", "body", "project"]
METHOD = f"hypergeometric, false discovery rate (Benjamini & Hochberg 1995); {mixing.METHOD}"


@dataclass(frozen=True)
class Subject:
    """One set of organisations or seats with its balance.

    Attributes:
        id: of the group, cluster, body or project.
        organisations: in it; none where seats were counted, by the side that they represent.
    """

    id: str
    kind: Kind
    balance: Balance
    organisations: tuple[str, ...] = ()


@dataclass(frozen=True)
class HelixBalance:
    """The balance of all sets, in the order group, cluster, body, project.

    Attributes:
        whole: who works with whom in the whole network.
        together: number of initiatives with partners in which 0, 1, 2, 3 of the three helices take part.
    """

    subjects: tuple[Subject, ...]
    whole: Mixing
    together: tuple[int, int, int, int]
    basis: Basis

    def of_kind(self, *kinds: Kind) -> list[Subject]:
        """Return the subjects of some kinds."""
        return [subject for subject in self.subjects if subject.kind in kinds]


def find(
    network: Network,
    groups: Groups,
    *,
    without: Sequence[str] = (),
    seed: int = 1,
    runs: int | None = None,
) -> HelixBalance:
    """Return the balance of every group, cluster, body (elected councils apart) and project; chances corrected for their number.

    ``without`` leaves the bureau out of the work: with it in them all initiatives would have its side.
    """
    mode, whole = two_mode(network, without), balance.everyone(network)
    left_out = set(without)
    found = [
        *(of_set(network, "group", group.id, group.organisations, whole) for group in groups.groups),
        *(
            of_set(network, "cluster", c.id, members(network, c.id), whole)
            for c in network.of_type("Cluster")
        ),
        *(
            of_body(network, report.body, whole)
            for report in bodies(network)
            if not _elected(network, report.body)
        ),
        *(
            of_set(network, "project", p, set(members(network, p)) - left_out, whole)
            for p in mode.affiliations
        ),
    ]
    subjects = tuple(_corrected(found))
    mixed = _mixed(network, mode, seed, runs)
    return HelixBalance(subjects, mixed, _together(subjects), _basis(network, mode, mixed, seed))


def of_one(network: Network, subject: Subject, *, seed: int = 1, runs: int | None = None) -> HelixBalance:
    """Return the balance of one set by itself, and who works with whom within it."""
    mode = within(two_mode(network), subject.organisations)
    mixed = _mixed(network, mode, seed, runs)
    about = replace(_basis(network, mode, mixed, seed), n=subject.balance.n)
    return HelixBalance((subject,), mixed, _together([subject]), about)


def of_set(
    network: Network,
    kind: Kind,
    ident: str,
    organisations: Iterable[str],
    whole: tuple[Counter[str], int] | None = None,
) -> Subject:
    """Return the balance of a set of organisations; ``whole`` as of :func:`balance.everyone`."""
    known = by_name(network, (one for one in organisations if one in network.entities))
    return Subject(ident, kind, balance.of(network, known, whole), known)


def of_body(network: Network, ident: str, whole: tuple[Counter[str], int] | None = None) -> Subject:
    """Return the balance of a body: of its seats, else of the organisations on whose behalf people sit."""
    report = body(network, ident)
    if report.seats:
        return Subject(ident, "body", balance.of_seats(network, ident))
    behalf = (one for holder in report.members for one in holder.on_behalf_of)
    return of_set(network, "body", ident, behalf, whole)


def _elected(network: Network, ident: str) -> bool:
    """Return whether a body is an elected council, whose parties are no side of the balance."""
    return network.entities[ident].get("kind") in COUNCILS


def _mixed(network: Network, mode: TwoMode, seed: int, runs: int | None) -> Mixing:
    names = list(network.schema.vocabularies.get("helices", ())) or list(TRIPLE)
    return mixing.of(mode, _parts(network, mode.actors), names, seed=seed, runs=runs)


def _parts(network: Network, organisations: Iterable[str]) -> dict[str, dict[str, float]]:
    """Return the helices of organisations in parts: one with two helices is half of each."""
    found = {ident: helices(network, ident) for ident in organisations}
    return {ident: dict.fromkeys(of, 1 / len(of)) for ident, of in found.items() if of}


def _corrected(subjects: Sequence[Subject]) -> Iterator[Subject]:
    """Yield the subjects with the certainty of each helix after correction for the number of tests."""
    tested = [subject.balance.n >= TOO_FEW and bool(subject.organisations) for subject in subjects]
    chances = [
        share.p
        for s, is_tested in zip(subjects, tested, strict=True)
        if is_tested
        for share in s.balance.shares
    ]
    left = iter(q_values(chances))
    for subject, is_tested in zip(subjects, tested, strict=True):
        if is_tested:
            shares = tuple(
                replace(share, certainty=beyond_chance(next(left))) for share in subject.balance.shares
            )
            yield replace(subject, balance=replace(subject.balance, shares=shares))
        else:
            yield subject


def _together(subjects: Iterable[Subject]) -> tuple[int, int, int, int]:
    """Return how many initiatives have none, one, two, all three of the helices."""
    counts = [0, 0, 0, 0]
    for subject in subjects:
        if subject.kind == "project":
            counts[len(TRIPLE) - len(subject.balance.missing)] += 1
    return (counts[0], counts[1], counts[2], counts[3])


def _basis(network: Network, mode: TwoMode, found: Mixing, seed: int) -> Basis:
    band = f"{found.runs} {RANDOM}" if found.runs else "exact"
    given = {"runs": found.runs, "enough": mixing.ENOUGH, "too_few": TOO_FEW}
    return basis(network, METHOD, len(mode.actors), len(mode.ties), seed=seed, band=band, **given)
