"""Parts of the cluster report: who, how firm, what they work on, where they sit, and the balance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from dtz_network import language
from dtz_network.analysis.claims import by_name
from dtz_network.analysis.composition.balance import Share
from dtz_network.analysis.helices import TRIPLE
from dtz_network.model.network import Relationship, fold
from dtz_network.report.documents.findings import Findings
from dtz_network.report.documents.subject import Subject
from dtz_network.report.pictures import balance as balance_picture
from dtz_network.report.pictures import network as network_picture
from dtz_network.report.pictures import towns
from dtz_network.report.report_model import (
    Block,
    Fact,
    Picture,
    Section,
    Table,
    Text,
    Writer,
    cells,
    filled,
    paragraph,
)
from dtz_network.report.sections import group_doubt, groups
from dtz_network.report.sections.basis import certainty_words
from dtz_network.report.sections.bodies import side_words
from dtz_network.report.sections.naming import counted, rest, types

MOST = 40
"""Rows of a table at most; how many more there are is said."""
_PLACES = 12


def who(found: Findings, subject: Subject, write: Writer) -> Section:
    """Return the members by type and place, and each by name."""
    ids = subject.organisations
    lead = write.sentence(
        "cluster.types",
        n=write.count("cluster.members", len(ids), ids),
        types=types(found.network, ids, write),
    )
    counts = _by_place(found, ids, write)
    where = _where(found, ids, counts, write)
    headings = tuple(write.words(f"cluster.col.{name}") for name in ("member", "kind", "place", "joint"))
    own = set(subject.projects)
    rows = tuple(_member(found, ident, own, write) for ident in ids[:MOST])
    blocks: list[Block] = [paragraph(lead, where), *_map(found, subject, counts, write)]
    if rows:
        blocks.append(filled(Table(write.words("cluster.members-caption"), headings, rows, (3,))))
    blocks += [*rest(len(ids), MOST, write), *_drawn(found, subject, write)]
    return Section("who", write.words("cluster.who"), tuple(blocks))


def _by_place(found: Findings, ids: Sequence[str], write: Writer) -> dict[str, Fact]:
    """Return how many of some organisations are in each place, those with most first."""
    members: dict[str, list[str]] = defaultdict(list)
    for ident in ids:
        for place in found.places.get(ident, ()):
            members[place].append(ident)
    ordered = found.most(found.places, ids, 1)[:_PLACES]
    return {place: write.count("cluster.in-place", len(members[place]), members[place]) for place in ordered}


def _where(found: Findings, ids: Sequence[str], counts: Mapping[str, Fact], write: Writer) -> Text:
    if not counts:
        return write.sentence("cluster.nowhere")
    told = [(found.network.name(place, write.lang), n) for place, n in counts.items()]
    unknown = [ident for ident in ids if not found.places.get(ident)]
    text = write.sentence("cluster.where", places=counted(told, write))
    if not unknown:
        return text
    n = write.count("cluster.place-unknown", len(unknown), unknown)
    return (*text, " ", *write.sentence("cluster.place-unknown", n=n))


def _map(found: Findings, subject: Subject, counts: Mapping[str, Fact], write: Writer) -> list[Picture]:
    caption = write.words("picture.map.caption", name=subject.name)
    return towns.of(found.network, found.areas, counts, caption, write)


def _drawn(found: Findings, subject: Subject, write: Writer) -> list[Picture]:
    lead = {project: leads(found, project) for project in subject.projects}
    return network_picture.of_members(
        found.network, subject.name, subject.organisations, subject.projects, found.partners, lead, write
    )


def _member(found: Findings, ident: str, own: set[str], write: Writer) -> tuple[Text, ...]:
    network = found.network
    joint = [project for project in own if ident in found.partners.get(project, ())]
    places = [network.name(place, write.lang) for place in found.places.get(ident, ())]
    return cells(
        network.name(ident, write.lang),
        network.schema.label(network.entities[ident].type, write.lang),
        ", ".join(places) or "–",
        write.count("cluster.joint", len(joint), by_name(network, joint)),
    )


def firm(found: Findings, subject: Subject, write: Writer) -> Section:
    """Return how far the members belong together by what they do, and who may as well belong elsewhere."""
    blocks: list[Block] = [paragraph(*firmness(found, subject, write))]
    if subject.beside is not None and subject.group is not None:
        by_id = {group.id: group for group in found.groups.groups}
        texts = group_doubt.beside_group(found.network, subject.beside, by_id, write, 12)
        blocks.append(paragraph(*texts))
    if not subject.declared:
        blocks.append(paragraph(write.sentence("groups.meaning")))
    loose = groups.loose_names(found.network, subject.group, write) if subject.group else []
    if loose and not subject.declared:
        blocks.append(paragraph(write.sentence("group.loose", names=language.join(loose[:8], write.lang))))
    return Section("firm", write.words("cluster.firm"), tuple(blocks))


def firmness(found: Findings, subject: Subject, write: Writer) -> list[Text]:
    """Return how sure the group is, or why nothing can be said."""
    if subject.group is None:
        state = found.groups.state
        n = write.count("groups.organisations", found.groups.n)
        key = "cluster.firm-few" if state == "too_few" else "cluster.firm-none"
        return [write.sentence(key, n=n, name=subject.name)]
    share = write.percent("cluster.firm", round(subject.group.firm, 3), (subject.id,))
    key = "cluster.firm-beside" if subject.declared else "cluster.firm-own"
    return [write.sentence(f"{key}-{subject.group.certainty}", share=share)]


def work(found: Findings, subject: Subject, write: Writer) -> Section:
    """Return the initiatives with phase and lead, and the themes that mark them."""
    title = write.words("cluster.work")
    if not subject.projects:
        return Section("work", title, (paragraph(write.sentence("cluster.no-work")),))
    network = found.network
    n = write.count("cluster.projects", len(subject.projects), subject.projects)
    themes = language.join([network.name(theme, write.lang) for theme in subject.themes], write.lang)
    lead = write.sentence("cluster.works-on" if themes else "cluster.works", n=n, themes=themes)
    headings = tuple(
        write.words(f"cluster.col.{name}") for name in ("initiative", "phase", "lead", "partners", "own")
    )
    rows = tuple(_project(found, subject, project, write) for project in subject.projects[:MOST])
    table = filled(Table(write.words("cluster.work-caption"), headings, rows, (3, 4)))
    return Section("work", title, (paragraph(lead), table, *rest(len(subject.projects), MOST, write)))


def _project(found: Findings, subject: Subject, project: str, write: Writer) -> tuple[Text, ...]:
    network = found.network
    entity = network.entities[project]
    partners = found.partners.get(project, ())
    own = [ident for ident in partners if ident in set(subject.organisations)]
    phase = entity.get("phase")
    return cells(
        network.name(project, write.lang),
        network.schema.term("phases", phase, write.lang) if phase else "–",
        language.join([network.name(ident, write.lang) for ident in leads(found, project)], write.lang)
        or "–",
        write.count("cluster.partners", len(partners), partners),
        write.count("cluster.own-partners", len(own), own),
    )


def leads(found: Findings, project: str) -> tuple[str, ...]:
    """Return the organisations that lead an initiative (*trekker*)."""
    ties = found.network.ties_of(project, "Participation")
    wanted = set(found.partners.get(project, ()))
    return by_name(
        found.network,
        {t.source for t in ties if t.target == project and t.role == "lead" and t.source in wanted},
    )


def bodies(found: Findings, subject: Subject, write: Writer) -> Section:
    """Return in which bodies members are represented, and by whom where the edition names them."""
    title = write.words("cluster.bodies")
    ties = [(ident, tie) for ident in subject.organisations for tie in found.seats.get(ident, ())]
    if not ties:
        return Section("bodies", title, (paragraph(write.sentence("cluster.no-bodies")),))
    represented = by_name(found.network, {ident for ident, _ in ties})
    lead = write.sentence(
        "cluster.seated",
        n=write.count("cluster.represented", len(represented), represented),
        of=write.count("cluster.members", len(subject.organisations)),
    )
    headings = tuple(write.words(f"col.{name}") for name in ("body", "side", "holder", "behalf"))
    names = found.network.name
    ordered = sorted(
        ties,
        key=lambda row: (
            fold(names(row[1].target)),
            fold(names(row[0])),
            fold(names(row[1].source)),
            row[1].id,
        ),
    )
    rows = tuple(_seat(found, ident, tie, write) for ident, tie in ordered[:MOST])
    table = filled(Table(write.words("cluster.bodies-caption"), headings, rows))
    return Section("bodies", title, (paragraph(lead), table, *rest(len(ordered), MOST, write)))


def _seat(found: Findings, ident: str, tie: Relationship, write: Writer) -> tuple[Text, ...]:
    network = found.network
    seat = network.resolve(tie.get("seat"))
    side = side_words(network, seat.get("side"), write) if seat is not None else "–"
    names = (network.name(tie.target, write.lang), side, network.name(tie.source, write.lang))
    return cells(*names, network.name(ident, write.lang))


def balance(found: Findings, subject: Subject, write: Writer) -> Section:
    """Return the balance of business, education and government beside what is to be expected."""
    title = write.words("cluster.balance")
    made = found.subjects.get(subject.id)
    if made is None or made.balance.certainty == "too_little":
        n = write.count("balance.n", made.balance.n if made else 0)
        return Section("balance", title, (paragraph(write.sentence("balance.too-little", n=n)),))
    headings = tuple(
        write.words(f"cluster.col.{name}") for name in ("side", "number", "expected", "usual", "judgement")
    )
    rows = tuple(_share(found, share, write) for share in made.balance.shares)
    table = Table(write.words("cluster.balance-caption"), headings, rows, (1, 2))
    blocks = groups.balance_blocks(found.network, made.balance, write)
    picture = balance_picture.of(found.network, subject.name, made.balance, write)
    return Section("balance", title, (*blocks, picture, table))


def _share(found: Findings, share: Share, write: Writer) -> tuple[Text, ...]:
    expected: Fact = write.fact(
        "balance.expected", share.expected, language.number(share.expected, write.lang, 1)
    )
    word = write.words("cluster.usual")
    if share.n == 0 and share.helix in TRIPLE:
        word = write.words("cluster.absent")
    elif share.certainty != "too_little":
        key = "cluster.more" if share.n > share.expected else "cluster.fewer"
        word = write.words(key, certainty=certainty_words(share.certainty, write))
    usual = write.sentence(
        "picture.usual",
        low=write.count("balance.low", share.low),
        high=write.count("balance.high", share.high),
    )
    side = side_words(found.network, share.helix, write)
    return cells(side, write.count("balance.helix", share.n), expected, usual, word)
