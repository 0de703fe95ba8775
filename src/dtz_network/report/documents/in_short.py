"""The whole network in a few sentences: how firm its groups are, what could meet, what stands alone, what it hangs on."""

from __future__ import annotations

from dtz_network.report.documents.findings import Findings
from dtz_network.report.report_model import Paragraph, Text, Writer, paragraph
from dtz_network.report.sections.basis import certainty_words
from dtz_network.report.sections.naming import ordered


def summary(found: Findings, write: Writer) -> tuple[Paragraph, ...]:
    """Return what the report finds, a sentence a question; none where no question has an answer."""
    made = [_groups(found, write), _crossovers(found, write), _alone(found, write), _dependence(found, write)]
    told = [text for text in made if text]
    return (paragraph(*told),) if told else ()


def _groups(found: Findings, write: Writer) -> Text:
    every = [group.id for group in found.groups.groups]
    sure = [group.id for group in found.groups.groups if group.certainty == "sure"]
    if not every:
        return ()
    return write.sentence(
        "short.groups",
        of=write.count("short.groups", len(every), every),
        n=write.count("short.sure", len(sure), sure),
    )


def _crossovers(found: Findings, write: Writer) -> Text:
    """Return how many related pairs hardly meet, with one of the first rank."""
    firm = found.crossovers.firm
    if not firm or found.crossovers.kind not in ("sector", "theme"):
        return ()
    one, other = (
        found.network.name(ident, write.lang) for ident in ordered(found.network, firm[0].pair, write)
    )
    return write.sentence(
        "short.crossovers",
        n=write.count("short.crossovers", len(firm)),
        what=write.words(f"crossovers.kind.{found.crossovers.kind}"),
        one=one,
        other=other,
        certainty=certainty_words(firm[0].certainty, write),
    )


def _alone(found: Findings, write: Writer) -> Text:
    rows = [row for row in found.lonely.rows if row.hangs == "alone" and row.certainty != "too_little"]
    joining = [row.project for row in rows if row.potential == "clear"]
    if not rows:
        return ()
    return write.sentence(
        "short.alone",
        of=write.count("short.alone", len(rows), [row.project for row in rows]),
        n=write.count("short.joining", len(joining), joining),
    )


def _dependence(found: Findings, write: Writer) -> Text:
    if not found.cuts:
        return ()
    cut = found.cuts[0]
    return write.sentence(
        "short.cut",
        name=found.network.name(cut.organisation, write.lang),
        n=write.count("short.cut", len(cut.cut_off), cut.cut_off),
    )
