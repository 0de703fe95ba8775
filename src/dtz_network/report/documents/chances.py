"""What a cluster could do next: opportunities, cross-overs, contacts, initiatives that stand alone, funds.

Each with its reason and a first step. The names of whom to ask are for the bureau itself: outside the
internal edition the first step is an initiative to take it to, never a party to be approached.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dtz_network import language
from dtz_network.analysis.introducing.introductions import Choice, Proposal
from dtz_network.analysis.introducing.terms import Term
from dtz_network.analysis.potential.calls import CallFit, ProjectFit
from dtz_network.analysis.potential.crossovers import Crossover
from dtz_network.analysis.potential.lonely import Lonely
from dtz_network.analysis.potential.opportunities import Opportunity
from dtz_network.report.documents.findings import Findings
from dtz_network.report.documents.subject import Subject
from dtz_network.report.report_model import Block, Bullets, Section, Text, Writer, paragraph
from dtz_network.report.sections.basis import certainty_words
from dtz_network.report.sections.calls import title_of, word
from dtz_network.report.sections.introductions import trust
from dtz_network.report.sections.missing import unjudged
from dtz_network.report.sections.naming import alphabetical, few, ordered

_TOLD = 3


def sections(found: Findings, subject: Subject, write: Writer) -> list[Section]:
    """Return the opportunities under one heading; what has nothing to tell says why."""
    parts = (
        ("opportunities", _opportunities(found, subject, write), _why_none(found, write)),
        ("crossovers", _crossovers(found, subject, write), _no_crossovers(found, write)),
        ("contacts", _contacts(found, subject, write), _no_contacts(found, write)),
        ("alone", _alone(found, subject, write), write.sentence("chances.no-alone")),
        ("funds", _funds(found, subject, write), _no_funds(found, write)),
    )
    made = [Section("chances", write.words("chances.title"), (paragraph(write.sentence("chances.lead")),))]
    for anchor, texts, otherwise in parts:
        items = tuple(texts)
        said = _said(found, anchor, write) if items else ()
        blocks: tuple[Block, ...] = (Bullets(items),) if items else (paragraph(otherwise),)
        blocks = (paragraph(said), *blocks) if said else blocks
        made.append(Section(anchor, write.words(f"chances.{anchor}"), blocks, 3))
    return made


def _said(found: Findings, anchor: str, write: Writer) -> Text:
    """Return what must be said beside a list: how far it may be trusted."""
    if anchor == "contacts":
        return trust(found.record, Choice(), write)
    if anchor == "alone":
        return write.sentence("lonely.screening")
    return write.sentence("chances.fund-lead") if anchor == "funds" else ()


def themes_of(found: Findings, subject: Subject) -> set[str]:
    """Return the themes that mark a subject, and the sectors in which many of its members work."""
    many = max(3, len(subject.organisations) // 5)
    return {*subject.themes, *found.most(found.sectors, subject.organisations, many)}


# --- opportunities


def opportunities(found: Findings, subject: Subject) -> list[Opportunity]:
    """Return the themes of a subject in which more could be done together, those that stand out most first."""
    themes = themes_of(found, subject)
    return [one for one in found.opportunities.themes if one.stands_out and one.theme in themes]


def _opportunities(found: Findings, subject: Subject, write: Writer) -> Iterator[Text]:
    for one in opportunities(found, subject)[:_TOLD]:
        text = write.sentence(
            f"chances.apart.{found.opportunities.side}",
            theme=found.network.name(one.theme, write.lang),
            n=write.count("opportunities.apart", len(one.apart), one.apart),
            of=write.count("opportunities.carriers", one.carriers),
            certainty=certainty_words(one.certainty, write),
        )
        yield (*text, " ", *_take_to(found, one.projects, one.apart, write))


def _take_to(found: Findings, projects: Sequence[str], parties: Sequence[str], write: Writer) -> Text:
    """Return the first step: an initiative to take it to; inside the bureau also whom to ask."""
    network = found.network
    if found.edition == "internal" and parties:
        names = few(network, parties, write, 2)
        if projects:
            return write.sentence(
                "chances.step-both", project=network.name(projects[0], write.lang), names=names
            )
        return write.sentence("chances.step-names", names=names)
    if projects:
        return write.sentence("chances.step-project", project=network.name(projects[0], write.lang))
    return write.sentence("chances.step-none")


def _why_none(found: Findings, write: Writer) -> Text:
    state = found.opportunities.state
    if state in ("too_few", "no_themes", "no_initiatives"):
        return write.sentence("chances.cannot")
    return write.sentence("chances.no-opportunities")


# --- cross-overs


def crossovers(found: Findings, subject: Subject) -> list[Crossover]:
    """Return the cross-overs of which one side is a sector of the subject, by rank."""
    themes = themes_of(found, subject)
    return [gap for gap in found.crossovers.firm if themes & set(gap.pair)]


def _crossovers(found: Findings, subject: Subject, write: Writer) -> Iterator[Text]:
    network = found.network
    for gap in crossovers(found, subject)[:_TOLD]:
        meeting = gap.meeting
        one, other = ordered(network, gap.pair, write)
        text = write.sentence(
            f"chances.crossover-{'thin' if meeting.n else 'none'}",
            one=network.name(one, write.lang),
            other=network.name(other, write.lang),
            shared=few(network, gap.shared, write, 3),
            n=write.count("crossovers.meetings", meeting.n, gap.pair),
            expected=write.count("crossovers.expected", round(meeting.expected)),
            certainty=certainty_words(gap.certainty, write),
        )
        first = dict(zip(gap.pair, (gap.names.one, gap.names.other), strict=True))
        parties = [party.organisation for theme in (one, other) for party in first[theme][:1]]
        yield (*text, " ", *_take_to(found, gap.names.projects, parties, write))


def _no_crossovers(found: Findings, write: Writer) -> Text:
    state = found.crossovers.state
    if state == "no_initiatives":
        return unjudged(found.network, write)
    if state in ("no_themes", "too_few"):
        return write.sentence(f"crossovers.{state}")
    return write.sentence("chances.no-crossovers")


# --- contacts


def proposals(found: Findings, subject: Subject) -> list[Proposal]:
    """Return the proposals of which both are members, then those of which one is, in their own order."""
    if found.introductions is None:
        return []
    members = set(subject.organisations)
    touching = [p for p in found.introductions.proposals if members & {p.one, p.other}]
    return sorted(touching, key=lambda p: not members >= {p.one, p.other})


def _contacts(found: Findings, subject: Subject, write: Writer) -> Iterator[Text]:
    network = found.network
    for proposal in proposals(found, subject)[:_TOLD]:
        reasons = [_reason(found, term, write) for term in proposal.terms[:2]]
        text = write.sentence(
            "chances.contact",
            one=network.name(proposal.one, write.lang),
            other=network.name(proposal.other, write.lang),
            why=language.join(reasons, write.lang),
        )
        through = proposal.way.through if proposal.way else ""
        step = (
            write.sentence("chances.step-through", name=network.name(through, write.lang))
            if through
            else write.sentence("chances.step-contact")
        )
        yield (*text, " ", *step)


def _reason(found: Findings, term: Term, write: Writer) -> str:
    network = found.network
    if term.kind != "fit":
        return write.words(f"chances.why.{term.kind}", name=network.name(term.subject, write.lang))
    offer, need = network.entities[term.subject], network.entities[term.need]
    giver, taker = (network.name(one.get("by"), write.lang) for one in (offer, need))
    kind = network.schema.term("capacity_kinds", offer.get("kind"), write.lang)
    return write.words("chances.why.fit", giver=giver, taker=taker, kind=kind)


def _no_contacts(found: Findings, write: Writer) -> Text:
    return write.sentence(
        "chances.no-contacts" if found.edition == "internal" else "chances.contacts-internal"
    )


# --- initiatives that stand alone


def alone(found: Findings, subject: Subject) -> list[Lonely]:
    """Return the initiatives that stand alone or nearly so and could join initiatives of the subject."""
    own = set(subject.projects)
    return [
        row
        for row in found.lonely.rows
        if row.potential in ("clear", "some") and own & {row.project, *row.neighbours}
    ]


def _alone(found: Findings, subject: Subject, write: Writer) -> Iterator[Text]:
    network, own = found.network, set(subject.projects)
    for row in alone(found, subject)[:_TOLD]:
        near = [project for project in row.neighbours if project in own]
        text = write.sentence(
            f"chances.all-{row.hangs}",
            project=network.name(row.project, write.lang),
            themes=alphabetical(network, row.shared, write),
            certainty=certainty_words(row.certainty, write),
        )
        yield (*text, " ", *_take_to(found, near, [ask.organisation for ask in row.ask], write))


# --- funds


def fits(found: Findings, subject: Subject) -> list[tuple[CallFit, list[ProjectFit]]]:
    """Return each open fund with the initiatives of the subject that meet all or all but one of its conditions."""
    own = set(subject.projects)
    made = []
    for call in found.calls:
        near = [p for p in call.projects if p.project in own and p.count("missing") + p.count("unknown") <= 1]
        if near and not call.closed:
            made.append((call, near))
    return made


def _funds(found: Findings, subject: Subject, write: Writer) -> Iterator[Text]:
    for call, near in fits(found, subject):
        whole = [p.project for p in near if p.count("met") == len(p.conditions)]
        nearly = [p for p in near if p.project not in whole]
        name = title_of(found.network, call.call, write)
        if whole:
            yield write.sentence(
                "chances.fund",
                fund=name,
                n=write.count("chances.fund", len(whole), whole),
                names=few(found.network, whole, write),
            )
        elif nearly:
            yield _nearly(found, name, nearly[0], write)


def _nearly(found: Findings, fund: str, fit: ProjectFit, write: Writer) -> Text:
    lacking = next(c for c in fit.conditions if c.state in ("missing", "unknown"))
    return write.sentence(
        f"chances.fund-{lacking.state}",
        fund=fund,
        project=found.network.name(fit.project, write.lang),
        met=write.count("chances.met", fit.count("met")),
        of=write.count("chances.conditions", len(fit.conditions)),
        condition=word(found.network, lacking, write),
    )


def _no_funds(found: Findings, write: Writer) -> Text:
    return write.sentence("chances.no-funds" if found.calls else "chances.no-calls")
