"""What reports on groups and on the network rest on: the answers of the analysis for one edition, each computed once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dtz_network.analysis.brokerage import brokers
from dtz_network.analysis.claims import by_name
from dtz_network.analysis.composition import helix_balance
from dtz_network.analysis.grouping import declared
from dtz_network.analysis.introducing.introductions import Choice
from dtz_network.analysis.potential import calls, conditions, crossovers, lonely, opportunities
from dtz_network.analysis.potential.calls import CallFit
from dtz_network.edition.withholding import Edition, withheld_ties
from dtz_network.errors import InputError
from dtz_network.model.network import Network
from dtz_network.model.progress import Progress
from dtz_network.picture import areas
from dtz_network.report.documents import subject as subjects
from dtz_network.report.documents.findings import Findings
from dtz_network.report.documents.subject import Subject
from dtz_network.report.report_model import Writer
from dtz_network.workflows import group_named, reference
from dtz_network.workflows.ourselves import ours
from dtz_network.workflows.questions import groups as grouping
from dtz_network.workflows.questions import introductions as proposing

_PROPOSED = 200
"""Proposals looked at, from which each cluster has its own."""


def findings(
    whole: Network,
    network: Network,
    edition: Edition,
    *,
    progress: Progress | None = None,
) -> Findings:
    """Return the answers about ``network``, which is ``whole`` as the edition shows it."""
    bureau = ours(whole)
    shown = tuple(ident for ident in bureau if ident in network.entities)
    groups = grouping.find(network, without=shown, progress=progress)
    proposed = (
        proposing.find(network, Choice(_PROPOSED), progress=progress) if edition == "internal" else None
    )
    inside = edition == "internal"
    themes, single = opportunities.find(network, without=shown), lonely.find(network, without=shown)
    return Findings(
        network=network,
        edition=edition,
        hidden=withheld_ties(whole, network),
        groups=groups,
        declared=tuple(declared.compare(network, groups)),
        balance=helix_balance.find(network, groups, without=shown),
        crossovers=crossovers.find(network, without=shown, progress=progress),
        opportunities=themes
        if inside
        else replace(themes, themes=tuple(replace(t, ask=()) for t in themes.themes)),
        lonely=single if inside else replace(single, rows=tuple(replace(row, ask=()) for row in single.rows)),
        calls=tuple(_calls(network, shown)),
        cuts=tuple(brokers.cut_points(network, without=bureau)),
        one_person=_one_person(whole, network, bureau),
        introductions=proposed.introductions if proposed else None,
        record=proposed.record if proposed else None,
        areas=areas.areas(network, reference.borders()),
    )


def _calls(network: Network, without: tuple[str, ...]) -> Iterator[CallFit]:
    for fund in network.of_type("Fund"):
        call = conditions.of_fund(fund)
        if call.rules:
            yield calls.find(network, call, without=without, teams=False)


def _one_person(whole: Network, network: Network, bureau: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the organisations that hang on one person, by name: who that is, is left behind here."""
    cuts = brokers.people(whole, without=bureau)
    found = {by_name(network, (o for o in cut.cut_off if o in network.entities)) for cut in cuts}
    return tuple(sorted(found, key=lambda cut_off: (-len(cut_off), [network.name(o) for o in cut_off])))


def subject_meant(found: Findings, name: str, write: Writer) -> Subject:
    """Return the cluster or group called so (an id, "G2", a name, or part of one).

    Raises:
        InputError: there are none, none is called so (the nearest names are told), or several.
    """
    every = subjects.every(found, write)
    if not every:
        raise InputError("no-groups", n=found.groups.n)
    return group_named.meant(name, [(one.id, one.name, one) for one in every])
