"""Layers of a page: cross-overs, initiatives that stand alone, introductions; each finding with its reasons.

What a layer says depends on the edition. *Internal* has all three, introductions as proposals. *Partner* has
cross-overs and initiatives that stand alone without whom to ask, and of introductions those that were made and
that both sides agreed may be known. *Public* has cross-overs alone, without what could carry them: no proposals.
All are worked out on the network that the edition shows, so that nothing withheld speaks through a figure, and are
those of the day of the last act, as the questions by that name answer without a date.
"""

from __future__ import annotations

from collections.abc import Sequence

from dtz_network import language
from dtz_network.analysis.introducing.introductions import Choice, Proposal
from dtz_network.analysis.potential.crossovers import Crossover, Crossovers
from dtz_network.analysis.potential.lonely import Lonely
from dtz_network.edition.withholding import Edition
from dtz_network.language import Language
from dtz_network.model.network import Network, Relationship
from dtz_network.model.progress import Progress
from dtz_network.report.report_model import Bullets, Detail, Paragraph, Section, Text, Writer, plain
from dtz_network.report.sections import crossovers as crossover_sections
from dtz_network.report.sections import introductions as introduction_sections
from dtz_network.report.sections import lonely as lonely_sections
from dtz_network.report.sections.basis import basis_line
from dtz_network.view.shown import Layer, Mark
from dtz_network.workflows.questions import crossovers, introductions, lonely

MOST = 3000
"""Entities up to which layers are worked out with the page; above, a layer says so."""
_DETAIL = Detail()


def make(
    network: Network, edition: Edition, lang: Language, progress: Progress | None = None
) -> tuple[Layer, ...]:
    """Return the layers of a network as its edition shows it; a layer without findings says why."""
    kinds = ["crossovers"] if edition == "public" else ["crossovers", "lonely", "introductions"]
    if len(network.entities) > MOST:
        note = language.text("page.layer.large", lang, n=language.number(MOST, lang))
        return tuple(Layer(kind, _label(kind, lang), (note,)) for kind in kinds)
    now = network.today()
    made = [_crossovers(now, edition, lang, progress)]
    if edition != "public":
        made.append(_lonely(now, edition, lang))
        made.append(
            _proposals(network, lang, progress) if edition == "internal" else _introduced(network, lang)
        )
    return tuple(made)


def _label(kind: str, lang: Language) -> str:
    return language.text(f"page.layer.{kind}", lang)


def _crossovers(network: Network, edition: Edition, lang: Language, progress: Progress | None) -> Layer:
    write = Writer(lang)
    found = crossovers.find(network, progress=progress)
    notes = _notes(crossovers.tell(network, found, write, _DETAIL))
    marks = (_crossover(network, found, gap, edition, write) for gap in found.firm)
    return Layer("crossovers", _label("crossovers", lang), notes, tuple(marks))


def _crossover(network: Network, found: Crossovers, gap: Crossover, edition: Edition, write: Writer) -> Mark:
    section = crossover_sections.pair(network, found, gap, write)
    sides = [party.organisation for side in (gap.names.one, gap.names.other) for party in side]
    reasons = _items(section)
    if edition == "public":
        told = 1 + bool(gap.names.one) + bool(gap.names.other)
        return Mark(section.title, gap.pair, _once(*gap.shared, *sides), reasons[:told], pair=True)
    hosts = [*gap.names.both, *gap.names.projects]
    return Mark(section.title, gap.pair, _once(*gap.shared, *sides, *hosts), reasons, pair=True)


def _lonely(network: Network, edition: Edition, lang: Language) -> Layer:
    write = Writer(lang)
    found = lonely.find(network)
    marks = (_alone(network, row, edition, write) for row in found.rows)
    return Layer(
        "lonely", _label("lonely", lang), _notes(lonely.tell(network, found, write, _DETAIL)), tuple(marks)
    )


def _alone(network: Network, row: Lonely, edition: Edition, write: Writer) -> Mark:
    section = lonely_sections.initiative(network, row, write)
    reasons = _items(section)
    if edition != "internal" and row.ask:
        reasons = reasons[:-1]
    along = _once(*row.partners, *row.reached, *row.neighbours[:8])
    return Mark(section.title, (row.project,), along, reasons)


def _proposals(network: Network, lang: Language, progress: Progress | None) -> Layer:
    write = Writer(lang)
    found = introductions.find(network, Choice(), progress=progress)
    made = found.introductions
    note = (
        language.text("page.layer.proposals", lang, n=len(made.proposals), cap=made.choice.cap)
        if made.proposals
        else _notes(introductions.tell(network, found, write, _DETAIL))[0]
    )
    basis = plain(basis_line(made.basis, write, _DETAIL).text)
    marks = (_proposal(network, proposal, place, write) for place, proposal in enumerate(made.proposals, 1))
    trust = plain(introduction_sections.trust(found.record, made.choice, write)) if made.proposals else ""
    notes = tuple(text for text in (note, trust, basis) if text)
    return Layer("introductions", _label("introductions", lang), notes, tuple(marks))


def _proposal(network: Network, found: Proposal, place: int, write: Writer) -> Mark:
    section = introduction_sections.proposal(network, found, place, write, _DETAIL)
    along = _once(*(term.subject for term in found.terms), *((found.way.through,) if found.way else ()))
    return Mark(section.title, (found.one, found.other), along, _items(section), pair=True)


def _introduced(network: Network, lang: Language) -> Layer:
    """Return the introductions that are left in the network: made, and agreed that they may be known."""
    ties = sorted(network.ties("Introduction"), key=lambda tie: tie.id)
    note = language.text("page.layer.agreed" if ties else "page.layer.agreed.none", lang)
    marks = tuple(_known(network, tie, lang) for tie in ties)
    return Layer("introductions", _label("introduced", lang), (note,), marks)


def _known(network: Network, tie: Relationship, lang: Language) -> Mark:
    names = [network.name(end, lang) for end in (tie.source, tie.target)]
    word = network.schema.term("introduction_states", tie.get("status"), lang)
    decided = tie.get("decided")
    when = f", {language.date(decided, lang)}" if decided else ""
    return Mark(" – ".join(names), (tie.source, tie.target), (), (f"{word}{when}.".capitalize(),), pair=True)


def _once(*idents: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ident for ident in idents if ident))


def _items(section: Section) -> tuple[str, ...]:
    """Return the bullets of a section as sentences."""
    return tuple(
        plain(item) for block in section.blocks if isinstance(block, Bullets) for item in block.items
    )


def _notes(sections: Sequence[Section]) -> tuple[str, ...]:
    """Return what an answer says as a whole: its first paragraphs and the line on what it rests on."""
    texts = [*_paragraphs(sections[0]), *(_paragraphs(sections[-1])[-1:] if len(sections) > 1 else [])]
    return tuple(plain(text) for text in texts)


def _paragraphs(section: Section) -> list[Text]:
    return [block.text for block in section.blocks if isinstance(block, Paragraph)]


__all__ = ["MOST", "make"]
