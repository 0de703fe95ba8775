"""How business, education and government are balanced: over the network, or in one group, body or project."""

from __future__ import annotations

from dataclasses import dataclass

from dtz_network.analysis.claims import Basis
from dtz_network.analysis.composition import helix_balance
from dtz_network.analysis.composition.helix_balance import HelixBalance, Kind, Subject
from dtz_network.analysis.grouping import groups
from dtz_network.analysis.grouping.declared import members
from dtz_network.analysis.grouping.groups import Groups
from dtz_network.errors import InputError
from dtz_network.language import Language
from dtz_network.model.network import Entity, Network
from dtz_network.model.progress import Progress
from dtz_network.report.report_model import Detail, Section, Writer
from dtz_network.report.sections import balance as sections
from dtz_network.report.sections.basis import closed
from dtz_network.report.sections.groups import title
from dtz_network.workflows import entity_named, reports
from dtz_network.workflows.ourselves import ours


@dataclass(frozen=True)
class Answer:
    """The balance, and the groups that it was asked of; ``name`` where one set was asked for."""

    balance: HelixBalance
    name: str
    groups: Groups | None
    basis: Basis


def find(
    network: Network,
    name: str = "",
    *,
    language: Language = "nl",
    seed: int = 1,
    progress: Progress | None = None,
) -> Answer:
    """Return the balance of everything, or of one body, project, cluster or group ("G2").

    Raises:
        InputError: nothing is called so.
    """
    found = _entity(network, name) if name else None
    if found is None:
        us = ours(network)
        made = groups.find(network, seed=seed, without=us, progress=progress)
        if not name:
            whole = helix_balance.find(network, made, without=us, seed=seed)
            return Answer(whole, "", made, whole.basis)
        group = reports.group_meant(network, made, name, language)
        subject = helix_balance.of_set(network, "group", group.id, group.organisations)
        one = helix_balance.of_one(network, subject, seed=seed)
        return Answer(one, title(network, group, Writer(language)), made, one.basis)
    one = helix_balance.of_one(network, _subject(network, found), seed=seed)
    return Answer(one, network.name(found.id, language), None, one.basis)


def _entity(network: Network, name: str) -> Entity | None:
    """Return the body, project or cluster called so; None where it may be a computed group.

    Raises:
        InputError: more than one is called so.
    """
    try:
        return entity_named.meant(network, name, ("GovernanceBody", "Project", "Cluster"))
    except InputError as error:
        if error.key == "ambiguous":
            raise
        return None


def _subject(network: Network, found: Entity) -> Subject:
    if network.is_a(found.id, "GovernanceBody"):
        return helix_balance.of_body(network, found.id)
    kind: Kind = "cluster" if network.schema.types[found.type].is_a("Cluster") else "project"
    return helix_balance.of_set(network, kind, found.id, members(network, found.id))


def tell(network: Network, found: Answer, write: Writer, detail: Detail) -> list[Section]:
    """Return the balance in words."""
    told = (
        sections.one(network, found.balance, found.name, write, detail)
        if found.name or found.groups is None
        else sections.overview(network, found.groups, found.balance, write, detail)
    )
    return closed(told, found.basis, write, detail)
