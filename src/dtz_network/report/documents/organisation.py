"""The profile of one organisation, on a page: what it is, what it does, where it sits, with whom, what is not known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dtz_network import language
from dtz_network.analysis.administration import money
from dtz_network.analysis.claims import by_name
from dtz_network.analysis.helices import helices
from dtz_network.model.events import last_contact
from dtz_network.model.network import Network, Relationship
from dtz_network.report.documents import account
from dtz_network.report.report_model import (
    Block,
    Bullets,
    Section,
    Table,
    Text,
    Writer,
    cells,
    filled,
    paragraph,
)
from dtz_network.report.sections.bodies import side_words
from dtz_network.report.sections.money import of_one
from dtz_network.report.sections.naming import capital, few, rest
from dtz_network.report.sections.naming import ordered as in_order

MOST = 12
_NAMED, _MOST = 8, 5


def sections(network: Network, ident: str, write: Writer, edition: str) -> list[Section]:
    """Return the profile; parts of which nothing is recorded are named at the end, not shown empty."""
    parts = [
        ("work", _work(network, ident, write)),
        ("seats", _seats(network, ident, write)),
        ("money", _money(network, ident, write)),
        ("capacity", _capacity(network, ident, write, edition)),
        ("contact", _contact(network, ident, write) if edition == "internal" else []),
    ]
    known = [Section(key, write.words(f"profile.{key}"), tuple(blocks)) for key, blocks in parts if blocks]
    shown = {"work", "seats", "money"} | ({"capacity", "contact"} if edition == "internal" else set())
    lacking = [write.words(f"profile.no-{key}") for key, blocks in parts if not blocks and key in shown]
    about = Section("about", write.words("profile.about"), tuple(_about(network, ident, write)))
    made = [about, *known]
    if lacking:
        text = write.sentence("profile.lacking", what=language.join(lacking, write.lang))
        made.append(Section("lacking", write.words("profile.lacking-title"), (paragraph(text),)))
    return [*(section for section in made if section.blocks), account.section(network, write, edition)]


def _about(network: Network, ident: str, write: Writer) -> Iterator[Block]:
    entity, name = network.entities[ident], network.name(ident, write.lang)
    sides = [side_words(network, side, write) for side in helices(network, ident)]
    kind = network.schema.label(entity.type, write.lang)
    sentences = [
        write.sentence("profile.is", name=name, kind=kind, side=language.join(sides, write.lang))
        if sides and sides != [kind]
        else write.sentence("profile.is-bare", name=name, kind=kind)
    ]
    for key, relation in (("profile.in", "Location"), ("profile.on", "Activity")):
        ids = in_order(
            network, {t.target for t in network.ties_of(ident, relation) if t.source == ident}, write
        )
        if ids:
            sentences.append(write.sentence(key, names=few(network, ids, write, _NAMED)))
    clusters = [p for p in _joined(network, ident) if network.is_a(p, "Cluster")]
    if clusters:
        sentences.append(write.sentence("profile.cluster", names=few(network, clusters, write)))
    if entity.get("description"):
        sentences.append((entity.get("description"),))
    yield paragraph(*sentences)


def _joined(network: Network, ident: str) -> tuple[str, ...]:
    return by_name(network, {tie.target for tie in _participations(network, ident)} & set(network.entities))


def _participations(network: Network, ident: str) -> list[Relationship]:
    return [tie for tie in network.ties_of(ident, "Participation") if tie.source == ident]


def _work(network: Network, ident: str, write: Writer) -> list[Block]:
    ties = {t.target: t for t in _participations(network, ident) if network.is_a(t.target, "Project")}
    if not ties:
        return []
    projects = by_name(network, ties)
    headings = tuple(write.words(f"profile.col.{name}") for name in ("initiative", "phase", "role", "since"))
    rows = tuple(_project_row(network, ties[project], write) for project in projects[:MOST])
    lead = write.sentence("profile.takes-part", n=write.count("profile.work", len(projects), projects))
    return [
        paragraph(lead, _partners(network, ident, projects, write)),
        filled(Table(write.words("profile.work-caption"), headings, rows)),
        *rest(len(projects), MOST, write),
    ]


def _project_row(network: Network, tie: Relationship, write: Writer) -> tuple[Text, ...]:
    phase = network.entities[tie.target].get("phase")
    return cells(
        network.name(tie.target, write.lang),
        network.schema.term("phases", phase, write.lang) if phase else "–",
        network.schema.term("participation_roles", tie.role, write.lang) if tie.role else "–",
        language.date(tie.since, write.lang) if tie.since else write.words("not-said"),
    )


def _partners(network: Network, ident: str, projects: tuple[str, ...], write: Writer) -> Text:
    """Return with whom it works most, by the number of joint initiatives, then by name."""
    joint = Counter(
        tie.source
        for project in projects
        for tie in network.ties_of(project, "Participation")
        if tie.target == project and tie.source != ident and network.is_a(tie.source, "Organization")
    )
    if not joint:
        return write.sentence("profile.no-partners")
    ordered = sorted(by_name(network, joint), key=lambda other: -joint[other])
    most = [network.name(other, write.lang) for other in ordered[:_MOST]]
    return write.sentence(
        "profile.partners" if len(joint) > _MOST else "profile.partners-all",
        n=write.count("profile.partners", len(joint), ordered),
        names=language.join(most, write.lang),
    )


def _seats(network: Network, ident: str, write: Writer) -> list[Block]:
    ties = [tie for tie in network.ties_of(ident, "Membership") if ident in tie.all("on_behalf_of")]
    if not ties:
        return []
    ordered = sorted(
        ties, key=lambda tie: (network.name(tie.target).casefold(), network.name(tie.source), tie.id)
    )
    headings = tuple(write.words(f"col.{name}") for name in ("body", "side", "holder", "role", "term"))
    rows = tuple(_seat_row(network, tie, write) for tie in ordered[:MOST])
    table = filled(Table(write.words("profile.seats-caption"), headings, rows))
    return [table, *rest(len(ordered), MOST, write)]


def _seat_row(network: Network, tie: Relationship, write: Writer) -> tuple[Text, ...]:
    seat = network.resolve(tie.get("seat"))
    end = seat.get("term_end") if seat is not None else ""
    return cells(
        network.name(tie.target, write.lang),
        side_words(network, seat.get("side"), write) if seat is not None else "–",
        network.name(tie.source, write.lang),
        network.schema.term("roles", tie.role, write.lang) if tie.role else "–",
        language.date(end, write.lang) if end else write.words("term-unknown"),
    )


def _money(network: Network, ident: str, write: Writer) -> list[Block]:
    rows = [row for row in money.amounts(network) if ident in (row.funder, row.funded)]
    return of_one(network, rows, write, "profile.money-caption", MOST)


def _capacity(network: Network, ident: str, write: Writer, edition: str) -> list[Block]:
    """Return what it offers and asks, which the public edition leaves out."""
    if edition == "public":
        return []
    offers = network.referring(ident, "by")
    own = network.name(ident, write.lang)
    items: list[Text] = [
        (f"{capital(entity.name)}.",)
        if entity.name.startswith(own)
        else write.sentence(f"profile.{kind.lower()}", name=entity.name)
        for kind in ("Need", "Offer")
        for entity in sorted(offers, key=lambda one: (one.name, one.id))
        if network.is_a(entity.id, kind)
    ]
    return [Bullets(tuple(items))] if items else []


def _contact(network: Network, ident: str, write: Writer) -> list[Block]:
    ties = [tie for tie in network.ties_of(ident, "Contact") if ident in (tie.source, tie.target)]
    items = []
    for tie in sorted(ties, key=lambda one: (network.name(one.source), one.id)):
        holder = tie.source if tie.target == ident else tie.target
        last = last_contact(network, tie)
        key = "profile.holder-last" if last else "profile.holder"
        date = language.date(last, write.lang) if last else ""
        items.append(write.sentence(key, name=network.name(holder, write.lang), date=date))
    return [Bullets(tuple(items))] if items else []
