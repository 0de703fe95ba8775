"""What reports on groups and on the whole network rest on: each answer of the analysis, once for all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from dtz_network.analysis import kinds
from dtz_network.analysis.brokerage.brokers import CutPoint
from dtz_network.analysis.claims import Basis, by_name
from dtz_network.analysis.composition.helix_balance import HelixBalance, Subject
from dtz_network.analysis.grouping.declared import Comparison
from dtz_network.analysis.grouping.groups import Group, Groups
from dtz_network.analysis.introducing.introductions import Introductions
from dtz_network.analysis.introducing.track_record import Record
from dtz_network.analysis.kinds import Kinds
from dtz_network.analysis.potential.calls import CallFit
from dtz_network.analysis.potential.crossovers import Crossovers
from dtz_network.analysis.potential.lonely import Loneliness
from dtz_network.analysis.potential.opportunities import Opportunities
from dtz_network.edition.withholding import Edition
from dtz_network.model.network import Network, Relationship
from dtz_network.picture.areas import Area
from dtz_network.report.documents.changed import Since


@dataclass(frozen=True)
class Findings:
    """The answers about one network in one edition.

    Attributes:
        network: as the edition shows it; ``edition`` its name.
        hidden: types of relationships of which the edition leaves out some.
        cuts: organisations on whom alone others hang; ``one_person`` sets of organisations of which each
            hangs on one person, who is not told.
        introductions, record: whom to bring together and how often that was right, None outside the bureau.
        since: what changed since a day, None where that was not asked; ``first`` where it was asked since the last
            report, and none was given out before.
        areas: borders of the municipalities, none where the bureau keeps none.
    """

    network: Network
    edition: Edition
    hidden: frozenset[str]
    groups: Groups
    declared: tuple[Comparison, ...]
    balance: HelixBalance
    crossovers: Crossovers
    opportunities: Opportunities
    lonely: Loneliness
    calls: tuple[CallFit, ...]
    cuts: tuple[CutPoint, ...]
    one_person: tuple[tuple[str, ...], ...]
    introductions: Introductions | None = None
    record: Record | None = None
    since: Since | None = None
    first: bool = False
    areas: tuple[Area, ...] = ()

    @cached_property
    def places(self) -> Kinds:
        """Regions in which organisations are."""
        return kinds.of(self.network, "region")

    @cached_property
    def sectors(self) -> Kinds:
        """Sectors (or themes) on which organisations work."""
        return kinds.of(self.network, "sector")

    @cached_property
    def partners(self) -> Mapping[str, tuple[str, ...]]:
        """Organisations that take part in each initiative."""
        wanted = set(self.network.schema.concrete("Organization"))
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for tie in self.network.ties("Participation"):
            source = self.network.entities.get(tie.source)
            if source is not None and source.type in wanted:
                found[tie.target][tie.source] = None
        return {project: tuple(of) for project, of in found.items()}

    @cached_property
    def seats(self) -> Mapping[str, tuple[Relationship, ...]]:
        """Memberships of bodies on behalf of each organisation."""
        found: dict[str, list[Relationship]] = defaultdict(list)
        for tie in self.network.ties("Membership"):
            for organisation in tie.all("on_behalf_of"):
                found[organisation].append(tie)
        return {organisation: tuple(ties) for organisation, ties in found.items()}

    @cached_property
    def subjects(self) -> Mapping[str, Subject]:
        """The balance of each group and cluster."""
        return {subject.id: subject for subject in self.balance.of_kind("group", "cluster")}

    def group(self, ident: str) -> Group | None:
        """Return the computed group of this id."""
        return next((group for group in self.groups.groups if group.id == ident), None)

    def most(self, of: Kinds, organisations: Iterable[str], least: int = 2) -> tuple[str, ...]:
        """Return the kinds of which at least ``least`` of some organisations are, those of most first."""
        counts: dict[str, int] = defaultdict(int)
        for organisation in organisations:
            for kind in of.get(organisation, ()):
                counts[kind] += 1
        known = by_name(self.network, (kind for kind, n in counts.items() if n >= least))
        return tuple(sorted(known, key=lambda kind: -counts[kind]))

    def answers(self) -> list[tuple[str, Basis]]:
        """Return the answers that have something to say, each as the key of its name with what it rests on."""
        made: list[tuple[str, object, Basis]] = [
            ("groups", self.groups.groups, self.groups.basis),
            ("balance", self.groups.groups or self.declared, self.balance.basis),
            ("opportunities", self.opportunities.themes, self.opportunities.basis),
            ("crossovers", self.crossovers.matrix, self.crossovers.basis),
            ("lonely", self.lonely.looked_at, self.lonely.basis),
        ]
        if self.since:
            made.append(("change", True, self.since.change.basis))
        return [(key, basis) for key, told, basis in made if told]
