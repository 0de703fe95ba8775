"""What a cluster report is about: a declared cluster, or a computed group."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from dtz_network.analysis.claims import by_name
from dtz_network.analysis.grouping.declared import Comparison
from dtz_network.analysis.grouping.groups import Group
from dtz_network.model.network import Network
from dtz_network.report.documents.findings import Findings
from dtz_network.report.report_model import Writer
from dtz_network.report.sections.groups import title

_MARKING = 4


@dataclass(frozen=True)
class Subject:
    """One cluster or group.

    Attributes:
        id: of the cluster, or "G1"; ``name`` as it is called.
        organisations: its members, by name; ``projects`` the initiatives that are theirs (see :func:`_own`).
        themes: ids of the themes that mark it.
        group: the computed group itself, or the one closest to the cluster; ``beside`` the comparison of
            the declared cluster with it, None for a computed group.
    """

    id: str
    name: str
    organisations: tuple[str, ...]
    projects: tuple[str, ...]
    themes: tuple[str, ...]
    group: Group | None
    beside: Comparison | None = None

    @property
    def declared(self) -> bool:
        """Whether the bureau declared it."""
        return self.beside is not None


def every(found: Findings, write: Writer) -> list[Subject]:
    """Return all subjects: declared clusters by name, then the computed groups."""
    clusters = [of_cluster(found, beside, write) for beside in found.declared]
    return clusters + [of_group(found, group, write) for group in found.groups.groups]


def of_group(found: Findings, group: Group, write: Writer) -> Subject:
    """Return a computed group as a subject."""
    members = by_name(found.network, group.organisations)
    return Subject(
        group.id, title(found.network, group, write), members, group.projects, group.themes[:_MARKING], group
    )


def of_cluster(found: Findings, beside: Comparison, write: Writer) -> Subject:
    """Return a declared cluster as a subject."""
    group = found.group(beside.group) if beside.certainty != "too_little" else None
    projects = _own(found, beside.members)
    themes = group.themes[:_MARKING] if group else _themes(found.network, projects)
    name = found.network.name(beside.cluster, write.lang)
    return Subject(beside.cluster, name, beside.members, projects, themes, group, beside)


def _own(found: Findings, members: tuple[str, ...]) -> tuple[str, ...]:
    """Return the initiatives of which two members or more, and at least half of the partners, are members."""
    chosen = set(members)
    kind = {p for p in found.partners if found.network.is_a(p, "Project")}
    counts = {project: len(chosen & set(found.partners[project])) for project in kind}
    own = (p for p, n in counts.items() if n >= 2 and 2 * n >= len(found.partners[p]))
    return by_name(found.network, own)


def _themes(network: Network, projects: tuple[str, ...]) -> tuple[str, ...]:
    """Return the themes of most initiatives, at most four."""
    counts = Counter(
        tie.target for p in projects for tie in network.ties_of(p, "Activity") if tie.source == p
    )
    named = by_name(network, counts)
    return tuple(sorted(named, key=lambda theme: -counts[theme])[:_MARKING])
