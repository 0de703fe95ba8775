"""The cluster report: of a declared cluster, or of a computed group."""

from __future__ import annotations

from dataclasses import replace

from dtz_network import language
from dtz_network.report.documents import account, chances, changed, cluster_parts, risks
from dtz_network.report.documents.findings import Findings
from dtz_network.report.documents.subject import Subject
from dtz_network.report.report_model import Detail, Section, Text, Writer, paragraph
from dtz_network.report.sections import groups
from dtz_network.report.sections.basis import certainty_words
from dtz_network.report.sections.bodies import side_words
from dtz_network.report.sections.calls import title_of
from dtz_network.report.sections.naming import alphabetical, ordered, types

_LISTED = 8


def sections(found: Findings, subject: Subject, write: Writer) -> list[Section]:
    """Return the sections of the report; an empty cluster says so and nothing else."""
    if not subject.organisations:
        text = paragraph(write.sentence("cluster.empty", name=subject.name))
        return [Section("summary", write.words("board.summary"), (text,)), _account(found, subject, write)]
    made = [
        Section("summary", write.words("board.summary"), (paragraph(*summary(found, subject, write)),)),
        cluster_parts.who(found, subject, write),
        cluster_parts.firm(found, subject, write),
        cluster_parts.work(found, subject, write),
        cluster_parts.bodies(found, subject, write),
        cluster_parts.balance(found, subject, write),
        *chances.sections(found, subject, write),
        risks.section(found, subject, write),
        *_changed(found, subject, write),
        _account(found, subject, write),
    ]
    return [section for section in made if section.blocks]


def summary(found: Findings, subject: Subject, write: Writer) -> list[Text]:
    """Return the report in five sentences: who, how firm, what they do, the balance, and what comes next."""
    ids = subject.organisations
    kinds = types(found.network, ids, write)
    n = write.count("cluster.members", len(ids), ids)
    who = write.sentence("cluster.sum-cluster" if subject.declared else "cluster.sum-group", n=n, types=kinds)
    return [
        who,
        _firm(found, subject, write),
        _work(found, subject, write),
        _balance(found, subject, write),
        _next(found, subject, write),
    ]


def _firm(found: Findings, subject: Subject, write: Writer) -> Text:
    if subject.group is None:
        return cluster_parts.firmness(found, subject, write)[0]
    key = "cluster.sum-beside" if subject.declared else "cluster.sum-own"
    return write.sentence(f"{key}-{subject.group.certainty}")


def _work(found: Findings, subject: Subject, write: Writer) -> Text:
    if not subject.projects:
        return write.sentence("cluster.no-work")
    n = write.count("cluster.projects", len(subject.projects), subject.projects)
    themes = language.join([found.network.name(theme, write.lang) for theme in subject.themes], write.lang)
    return write.sentence("cluster.works-on" if themes else "cluster.works", n=n, themes=themes)


def _balance(found: Findings, subject: Subject, write: Writer) -> Text:
    """Return what stands out most in the balance: a side that is missing, else one with more or fewer."""
    made = found.subjects.get(subject.id)
    if made is None or made.balance.certainty == "too_little":
        return write.sentence("balance.too-little", n=write.count("balance.n", len(subject.organisations)))
    missing = [side_words(found.network, helix, write) for helix in made.balance.missing]
    if missing:
        return write.sentence("cluster.sum-missing", helices=language.join(missing, write.lang))
    return groups.balance_sentences(found.network, made.balance, write)[0]


def _next(found: Findings, subject: Subject, write: Writer) -> Text:
    """Return the most certain opportunity, the greatest risk, or that neither shows."""
    chance = _chance(found, subject, write)
    risk = next(risks.texts(found, subject, write), ())
    if chance:
        return chance
    return risk or write.sentence("cluster.sum-nothing")


def _chance(found: Findings, subject: Subject, write: Writer) -> Text:
    name = found.network.name
    gaps = chances.crossovers(found, subject)
    if gaps:
        one, other = (name(theme, write.lang) for theme in ordered(found.network, gaps[0].pair, write))
        sure = certainty_words(gaps[0].certainty, write)
        return write.sentence("cluster.sum-crossover", one=one, other=other, certainty=sure)
    themes = chances.opportunities(found, subject)
    if themes:
        return write.sentence("cluster.sum-theme", theme=name(themes[0].theme, write.lang))
    return _alone(found, subject, write) or _fund(found, subject, write)


def _alone(found: Findings, subject: Subject, write: Writer) -> Text:
    for row in chances.alone(found, subject)[:1]:
        themes = alphabetical(found.network, row.shared, write)
        sure = certainty_words(row.certainty, write)
        project = found.network.name(row.project, write.lang)
        return write.sentence("cluster.sum-alone", project=project, themes=themes, certainty=sure)
    return ()


def _fund(found: Findings, subject: Subject, write: Writer) -> Text:
    for call, near in chances.fits(found, subject):
        whole = [fit.project for fit in near if fit.count("met") == len(fit.conditions)]
        if whole:
            n = write.count("chances.fund", len(whole), whole)
            fund = title_of(found.network, call.call, write)
            return write.sentence("cluster.sum-fund", fund=fund, n=n)
    return ()


def _changed(found: Findings, subject: Subject, write: Writer) -> list[Section]:
    if found.first:
        text = paragraph(write.sentence("cluster.first-report"))
        return [Section("change", write.words("change.title"), (text,))]
    if found.since is None:
        return []
    about = {subject.id, *subject.organisations, *subject.projects}
    mine = replace(found.since, change=changed.about(found.since.change, about))
    lead, *rest = changed.sections(mine, write, Detail(_LISTED))[:3]
    return [lead.with_blocks(paragraph(write.sentence("cluster.change-own"))), *rest]


def _account(found: Findings, subject: Subject, write: Writer) -> Section:
    answers = found.answers()
    answers += [("calls", found.calls[0].basis)] if found.calls else []
    answers += [("introductions", found.introductions.basis)] if found.introductions else []
    more = [write.sentence("cluster.own-rule")] if subject.declared else []
    return account.section(
        found.network, write, found.edition, answers, [*more, *_unknown(found, subject, write)]
    )


def _unknown(found: Findings, subject: Subject, write: Writer) -> list[Text]:
    """Return what is not known of the members and the initiatives, by number."""
    network = found.network
    lacking = {
        "sector": [ident for ident in subject.organisations if not found.sectors.get(ident)],
        "place": [ident for ident in subject.organisations if not found.places.get(ident)],
        "start": [project for project in subject.projects if not network.entities[project].get("start")],
    }
    return [
        write.sentence(f"cluster.unknown-{key}", n=write.count(f"cluster.unknown-{key}", len(ids), ids))
        for key, ids in lacking.items()
        if ids
    ]
