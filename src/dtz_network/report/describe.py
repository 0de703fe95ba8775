"""From a network (already withheld for its edition) and answers to a report.

What stands in each document is in :mod:`~dtz_network.report.documents`; those that need much of the analysis are read
only when they are made, for a report on a body must be there at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dtz_network import language
from dtz_network.analysis.administration.logged import Counts
from dtz_network.language import Language
from dtz_network.model.network import Network
from dtz_network.report.documents import account, board, organisation, year
from dtz_network.report.documents import note as speaking
from dtz_network.report.documents.status import Status
from dtz_network.report.report_model import Detail, Kind, Report, Section, Writer

if TYPE_CHECKING:
    from dtz_network.analysis.brokerage.handover import Handover
    from dtz_network.report.documents.changed import Since
    from dtz_network.report.documents.findings import Findings
    from dtz_network.report.documents.subject import Subject


def board_report(
    network: Network,
    body: str,
    lang: Language,
    edition: str,
    *,
    status: Status | None = None,
    since: Since | None = None,
) -> Report:
    """Return the report on one body, a draft unless it was adopted."""
    write, status = Writer(lang), status or Status()
    found = board.sections(network, body, write, edition, status=status, since=since)
    title = write.words("board.title", body=network.name(body, lang))
    return _report(network, "board", title, found, write, edition, said=status.words(write))


def note(
    network: Network,
    body: str,
    lang: Language,
    edition: str,
    *,
    status: Status | None = None,
    since: Since | None = None,
) -> Report:
    """Return the speaking note for the chair, beside the report on a body."""
    write = Writer(lang)
    found = speaking.sections(network, body, write, status=status, since=since)
    title = write.words("note.title", body=network.name(body, lang))
    return _report(network, "note", title, found, write, edition)


def year_report(network: Network, period: str, lang: Language, edition: str, counts: Counts) -> Report:
    """Return the figures and the money of a year, ``counts`` of the contact log beside them."""
    write = Writer(lang)
    found = year.sections(network, period, counts, write, edition)
    title = write.words("year.title", year=period)
    if counts.until[4:] != "-12-31":
        title = write.words("year.interim", year=period, until=language.date(counts.until, lang))
    return _report(network, "year", title, found, write, edition)


def network_report(found: Findings, lang: Language) -> Report:
    """Return the report on the whole network."""
    from dtz_network.report.documents import network as whole

    write = Writer(lang)
    told = whole.sections(found, write)
    return _report(found.network, "network", write.words("network.title"), told, write, found.edition)


def group_report(found: Findings, subject: Subject, write: Writer) -> Report:
    """Return the report on a declared cluster or a computed group."""
    from dtz_network.report.documents import cluster

    told = cluster.sections(found, subject, write)
    title = write.words("cluster.title", name=subject.name) if subject.declared else subject.name
    return _report(found.network, "group", title, told, write, found.edition)


def organisation_report(network: Network, ident: str, lang: Language, edition: str) -> Report:
    """Return the profile of an organisation."""
    write = Writer(lang)
    told = organisation.sections(network, ident, write, edition)
    name = network.name(ident, lang)
    return _report(network, "organisation", f"{name[:1].upper()}{name[1:]}", told, write, edition)


def changes_report(network: Network, since: Since, lang: Language, edition: str) -> Report:
    """Return what changed since a day."""
    from dtz_network.report.documents import changed

    write = Writer(lang)
    told = changed.sections(since, write, Detail(20))
    told.append(account.section(network, write, edition, [("change", since.change.basis)]))
    title = write.words("changes.title", date=language.date(since.change.since, lang))
    return _report(network, "changes", title, told, write, edition)


def handover_report(network: Network, found: Handover, lang: Language) -> Report:
    """Return what one person leaves to others, of the internal edition."""
    from dtz_network.report.sections import handover as handover_sections

    write = Writer(lang)
    told = handover_sections.sections(network, found, write, Detail())
    title = write.words("handover.title", name=network.name(found.person, lang))
    return _report(network, "handover", title, told, write, "internal")


def chosen(report: Report, anchors: Sequence[str]) -> Report:
    """Return a report with some of its sections, by anchor; what stands below a chosen section stays with it."""
    wanted, kept, inside = set(anchors), [], False
    for section in report.sections:
        inside = section.anchor in wanted or (inside and section.level > 2)
        kept += [section] if inside else []
    return replace(report, sections=tuple(kept))


def _report(
    network: Network,
    kind: Kind,
    title: str,
    sections: Sequence[Section],
    write: Writer,
    edition: str,
    *,
    said: str = "",
) -> Report:
    names = account.sources(network, write)
    sources = write.words("sources", names="; ".join(names)) if names else ""
    return Report(
        kind,
        title,
        " · ".join(part for part in (said, sources) if part),
        write.lang,
        edition,
        network.as_of,
        network.recorded,
        network.known_at,
        network.fingerprint,
        network.invented,
        tuple(_distinct(sections)),
    )


def _distinct(sections: Sequence[Section]) -> list[Section]:
    """Return the sections with anchors of their own: a second one of the same name gets a number."""
    seen: Counter[str] = Counter()
    made = []
    for section in sections:
        seen[section.anchor] += 1
        n = seen[section.anchor]
        made.append(replace(section, anchor=f"{section.anchor}-{n}") if n > 1 else section)
    return made
