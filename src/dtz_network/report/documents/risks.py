"""What a cluster hangs on: told by sector and place; outside the bureau no person is named, and none is ranked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from dtz_network import language
from dtz_network.model.dates import first_day, is_date, last_day
from dtz_network.report.documents.asked import within_a_year
from dtz_network.report.documents.cluster_parts import leads
from dtz_network.report.documents.findings import Findings
from dtz_network.report.documents.subject import Subject
from dtz_network.report.report_model import Bullets, Section, Text, Writer, paragraph
from dtz_network.report.sections.naming import few

FEW = 3
"""Fewer organisations that hang on somebody are no risk to tell."""
_TOLD = 3
"""Organisations on which others hang that are told at most: those without whom most are cut off."""


def section(found: Findings, subject: Subject, write: Writer) -> Section:
    """Return the risks, or that none shows in what is recorded."""
    items = tuple(texts(found, subject, write))
    blocks = (Bullets(items),) if items else (paragraph(write.sentence("risks.none")),)
    return Section("risks", write.words("risks.title"), blocks)


def texts(found: Findings, subject: Subject, write: Writer) -> Iterator[Text]:
    """Yield the risks, those of most organisations first."""
    yield from _hanging(found, subject, write)
    yield from _one_lead(found, subject, write)
    yield from _ending(found, subject, write)


def _hanging(found: Findings, subject: Subject, write: Writer) -> Iterator[Text]:
    members = set(subject.organisations)
    told = 0
    for cut in found.cuts:
        lost = [ident for ident in cut.cut_off if ident in members]
        if len(lost) >= FEW and told < _TOLD:
            told += 1
            yield write.sentence(
                "risks.organisation",
                name=found.network.name(cut.organisation, write.lang),
                n=write.count("risks.organisation", len(lost), lost),
                where=about(found, lost, write),
            )
    for cut_off in found.one_person:
        lost = [ident for ident in cut_off if ident in members]
        if len(lost) >= FEW:
            n = write.count("risks.person", len(lost), lost)
            yield write.sentence("risks.person", n=n, where=about(found, lost, write))


def about(found: Findings, idents: Sequence[str], write: Writer) -> str:
    """Return of which sector and where most of some organisations are, as the end of a sentence."""
    parts = [
        found.network.name(most[0], write.lang)
        for of in (found.sectors, found.places)
        if (most := found.most(of, idents, max(2, len(idents) // 3)))
    ]
    if not parts:
        return ""
    key = "risks.mostly-both" if len(parts) == 2 else "risks.mostly"
    return write.words(key, one=parts[0], other=parts[-1])


def _running(found: Findings, subject: Subject) -> list[str]:
    ended = ("finished", "stopped")
    return [p for p in subject.projects if found.network.entities[p].get("phase") not in ended]


def _one_lead(found: Findings, subject: Subject, write: Writer) -> Iterator[Text]:
    """Yield who leads at least three and at least a third of the running initiatives."""
    running = _running(found, subject)
    counts = Counter(lead for project in running for lead in leads(found, project))
    for lead, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if n >= FEW and 3 * n >= len(running):
            yield write.sentence(
                "risks.lead",
                name=found.network.name(lead, write.lang),
                n=write.count("risks.lead", n, (lead,)),
                of=write.count("risks.running", len(running), running),
            )
    bare = [project for project in running if not leads(found, project)]
    if bare:
        without = write.count("risks.no-lead", len(bare), bare)
        yield write.sentence("risks.no-lead", n=without, names=few(found.network, bare, write))


def _ending(found: Findings, subject: Subject, write: Writer) -> Iterator[Text]:
    """Yield the running initiatives that end within a year, or should have."""
    network = found.network
    limit, today = within_a_year(network), first_day(network.day or "2000")
    dated = [
        (p, last_day(end)) for p in _running(found, subject) if is_date(end := network.entities[p].get("end"))
    ]
    over = [p for p, end in dated if end < today]
    soon = [p for p, end in dated if today <= end < limit]
    for key, ids in (("over", over), ("soon", soon)):
        if ids:
            n = write.count(f"risks.{key}", len(ids), ids)
            date = language.date(limit, write.lang)
            yield write.sentence(f"risks.{key}", n=n, names=few(network, ids, write), date=date)
