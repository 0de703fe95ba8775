"""What changed since a day, as a part of a document: of everything, or of what a document is about."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from dtz_network.analysis.history.change import Change
from dtz_network.model.network import Network
from dtz_network.report.report_model import Detail, Section, Writer
from dtz_network.report.sections import change


@dataclass(frozen=True)
class Since:
    """What changed in a network, with the meeting that it counts from and the body it is told for ("" if none).

    The network is of no date: who left before the day of a report is named in it.
    """

    network: Network
    change: Change
    meeting: str = ""
    body: str = ""


def sections(since: Since, write: Writer, detail: Detail) -> list[Section]:
    """Return what changed under one heading; where nothing was known then, only what changed in the region."""
    network = since.network
    told = change.sections(
        network, since.change, write, detail, meeting=since.meeting, body=since.body, news=True
    )
    lead, *parts = told
    if not since.change.known_then:
        parts = parts[:1]
    return [lead, *(replace(part, level=3) for part in parts if part.blocks)]


def about(found: Change, idents: Collection[str]) -> Change:
    """Return the part of what changed in which one of some entities takes part; counts and groups are left out."""
    chosen = set(idents)
    learned = replace(
        found.learned,
        ties=tuple(tie for tie in found.learned.ties if chosen & {tie.source, tie.target}),
        entities=tuple(one for one in found.learned.entities if one.id in chosen),
    )
    return replace(
        found,
        ties=tuple(tie for tie in found.ties if chosen & {tie.source, tie.target}),
        entities=tuple(one for one in found.entities if one.source in chosen),
        seats=(),
        learned=learned,
        counts=(),
        undated=0,
        turnover=replace(found.turnover, parties=0, newly_recorded=()),
    )
