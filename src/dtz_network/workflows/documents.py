"""What documents rest on: the answers of the analysis for one edition, each computed once; what is asked of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from dtz_network.analysis.brokerage import brokers
from dtz_network.analysis.claims import by_name
from dtz_network.analysis.composition import helix_balance
from dtz_network.analysis.grouping import declared
from dtz_network.analysis.introducing.introductions import Choice
from dtz_network.analysis.potential import calls, conditions, crossovers, lonely, opportunities
from dtz_network.analysis.potential.calls import CallFit
from dtz_network.edition.withholding import Edition, withhold
from dtz_network.errors import InputError, nearest
from dtz_network.model.dates import is_date
from dtz_network.model.network import Network, fold
from dtz_network.model.progress import Progress
from dtz_network.picture import areas
from dtz_network.report.documents import subject as subjects
from dtz_network.report.documents.changed import Since
from dtz_network.report.documents.findings import Findings
from dtz_network.report.documents.status import Status
from dtz_network.report.documents.subject import Subject
from dtz_network.report.report_model import Report, Writer
from dtz_network.store.base import Store
from dtz_network.workflows import reference
from dtz_network.workflows.ourselves import ours
from dtz_network.workflows.questions import groups as grouping
from dtz_network.workflows.questions import introductions as proposing
from dtz_network.workflows.questions import since as changing

_PROPOSED = 200
"""Proposals looked at, from which each cluster has its own."""


@dataclass(frozen=True)
class Asked:
    """What is asked of a document beside its subject.

    Attributes:
        since: a date, or "last-meeting": adds what changed; ``until`` the last day of an interim yearly report.
        sections: anchors of the sections wanted, all if none.
        status: draft or adopted; ``note`` the speaking note in place of the board report.
    """

    since: str = ""
    until: str = ""
    sections: tuple[str, ...] = ()
    status: Status = field(default_factory=Status)
    note: bool = False


def asked(given: Callable[[str], object]) -> Asked:
    """Return what is asked, from the options of a command line (by name; None or empty where not given).

    Raises:
        InputError: who adopted a document without when, or the other way round; no date.
    """
    by, on = str(given("adopted_by") or ""), str(given("adopted_on") or "")
    if bool(by) != bool(on):
        raise InputError("report-adopted")
    if on and not is_date(on):
        raise InputError("value-date", value=on, property="adopted-on")
    wanted = given("section")
    return Asked(
        since=str(given("since") or ""),
        until=str(given("until") or ""),
        sections=tuple(map(str, wanted)) if isinstance(wanted, tuple | list) else (),
        status=Status(by, on),
        note=bool(given("note")),
    )


def pairs(given: Asked) -> tuple[tuple[str, str], ...]:
    """Return what is asked as pairs of option and value, which :func:`from_pairs` reads."""
    named = {
        "since": given.since,
        "until": given.until,
        "adopted_by": given.status.by,
        "adopted_on": given.status.on,
        "note": "yes" if given.note else "",
    }
    return (*((k, v) for k, v in named.items() if v), *(("section", anchor) for anchor in given.sections))


def from_pairs(found: tuple[tuple[str, str], ...]) -> Asked:
    """Return what was asked from its pairs of option and value."""
    single: dict[str, object] = {key: value for key, value in found if key != "section"}
    return asked({**single, "section": tuple(value for key, value in found if key == "section")}.get)


def in_part(
    report: Report, wanted: tuple[str, ...], choose: Callable[[Report, tuple[str, ...]], Report]
) -> Report:
    """Return a report with the sections that were asked for.

    Raises:
        InputError: it has no such section.
    """
    known = [section.anchor for section in report.sections]
    absent = [name for name in wanted if name not in known]
    if absent:
        near = nearest(absent[0], known) or known
        raise InputError("report-section", section=absent[0], known=", ".join(near))
    return choose(report, wanted) if wanted else report


def since(
    store: Store,
    given: Asked,
    edition: Edition,
    *,
    body: str = "",
    as_of: str = "",
    progress: Progress | None = None,
) -> Since | None:
    """Return what changed as the edition shows it, None where that is not asked.

    Raises:
        InputError: no date, no meeting is recorded, or nothing at all.
    """
    if not given.since:
        return None
    shown = lambda network: withhold(network, edition)  # noqa: E731
    _, found = changing.find(store, given.since, body=body, as_of=as_of, shown=shown, progress=progress)
    return Since(found.change, found.meeting, found.body)


def findings(
    whole: Network,
    network: Network,
    edition: Edition,
    *,
    changed: Since | None = None,
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
        hidden=_hidden(whole, network),
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
        since=changed,
        areas=areas.areas(network, reference.borders()),
    )


def _hidden(whole: Network, network: Network) -> frozenset[str]:
    """Return the types of relationships of which some are left out."""
    shown = {tie.id for tie in network.relationships}
    return frozenset(tie.type for tie in whole.relationships if tie.id not in shown)


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
        InputError: there are none, or none is called so (the nearest names are told).
    """
    every = subjects.every(found, write)
    if not every:
        raise InputError("no-groups", n=found.groups.n)
    exact = [one for one in every if fold(name) in (fold(one.id), fold(one.name))]
    hits = exact or [one for one in every if fold(name) and fold(name) in fold(one.name)]
    if not hits:
        names = [one.name for one in every]
        raise InputError("group-absent", name=name, known="; ".join(nearest(name, names) or names[:6]))
    return hits[0]
