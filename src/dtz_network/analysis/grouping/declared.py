"""Declared clusters beside computed groups: who acts as a member and is not, who is and does not."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from dtz_network.analysis.claims import Certainty, by_name
from dtz_network.analysis.grouping.agreement import jaccard
from dtz_network.analysis.grouping.groups import Group, Groups
from dtz_network.model.network import Network

TIES = 2
"""Fewer ties inside a group are not acting as a member."""


@dataclass(frozen=True)
class Comparison:
    """A declared cluster and the computed group that overlaps most with it.

    Attributes:
        group: id of that group, "" where none shares a member.
        overlap: shared members over all members of both (Jaccard 1901), 0..1.
        members: declared members, by name.
        acting: organisations of the group that are not declared members but act so: at least two ties
            inside, and none that may as well belong elsewhere (:attr:`~.group.Member.loose`).
        idle: declared members without an initiative in it.
        certainty: that of the group; "too_little" without one.
    """

    cluster: str
    group: str
    overlap: float
    members: tuple[str, ...]
    acting: tuple[str, ...]
    idle: tuple[str, ...]
    certainty: Certainty = "too_little"


def compare(network: Network, groups: Groups) -> list[Comparison]:
    """Return every declared cluster with its best computed group, by name."""
    return [_compare(network, groups, cluster.id) for cluster in network.of_type("Cluster")]


def members(network: Network, cluster: str) -> tuple[str, ...]:
    """Return the declared members of a cluster (or project): organisations that take part in it, by name."""
    ties = network.ties_of(cluster, "Participation")
    found = (tie.source for tie in ties if tie.target == cluster and network.is_a(tie.source, "Organization"))
    return by_name(network, found)


def _compare(network: Network, groups: Groups, cluster: str) -> Comparison:
    declared = members(network, cluster)
    overlap, best = max(
        ((jaccard(declared, group.organisations), group) for group in groups.groups),
        key=lambda item: item[0],
        default=(0.0, None),
    )
    if best is None or not overlap:
        return Comparison(cluster, "", 0.0, declared, (), ())
    return Comparison(
        cluster,
        best.id,
        round(overlap, 3),
        declared,
        by_name(network, _acting(best, declared)),
        _idle(network, best, declared),
        best.certainty,
    )


def _acting(group: Group, declared: Collection[str]) -> list[str]:
    return [
        member.id
        for member in group.members
        if member.id not in declared and not member.loose and round(member.ties * member.inside) >= TIES
    ]


def _idle(network: Network, group: Group, declared: Collection[str]) -> tuple[str, ...]:
    active = {tie.source for project in group.projects for tie in network.ties_of(project, "Participation")}
    return tuple(ident for ident in declared if ident not in active)
