"""The balance of business, education and government in words: the whole, every set, or one set."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from dtz_network import language
from dtz_network.analysis.composition.balance import Balance
from dtz_network.analysis.composition.helix_balance import HelixBalance, Subject
from dtz_network.analysis.grouping.groups import Groups
from dtz_network.analysis.helices import TRIPLE
from dtz_network.model.network import Network
from dtz_network.report.report_model import (
    Block,
    Bullets,
    Detail,
    Paragraph,
    Section,
    Table,
    Text,
    Writer,
    cells,
    paragraph,
)
from dtz_network.report.sections import bodies
from dtz_network.report.sections.basis import certainty_words
from dtz_network.report.sections.bodies import side_words
from dtz_network.report.sections.groups import balance_blocks, title
from dtz_network.report.sections.missing import unjudged
from dtz_network.report.sections.mixing import blocks as mixing_blocks
from dtz_network.report.sections.naming import listed


def overview(
    network: Network, groups: Groups, found: HelixBalance, write: Writer, detail: Detail
) -> list[Section]:
    """Return the balance of the whole network, of every group, cluster and body, and of the initiatives."""
    kinds = partial(side_words, network, write=write)
    titles = {group.id: title(network, group, write) for group in groups.groups}
    none = unjudged(network, write)
    whole = [paragraph(none)] if none else mixing_blocks(found.whole, "helix", kinds, write, detail)
    sets: list[Block] = [
        Table(write.words(f"balance.{kind}s"), *_set_table(network, chosen, titles, write))
        for kind in ("group", "cluster", "body")
        if (chosen := [subject for subject in found.of_kind(kind) if subject.balance.n])
    ]
    empty = [subject.id for subject in found.of_kind("body") if not subject.balance.n]
    sets += bodies.empty(network, "balance.empty", empty, write)
    return [
        Section("balance", write.words("balance.title"), tuple(whole)),
        Section("sets", write.words("balance.sets"), tuple(sets)),
        Section(
            "initiatives", write.words("balance.initiatives"), tuple(_projects(network, found, write, detail))
        ),
    ]


def _set_table(
    network: Network, subjects: Sequence[Subject], titles: dict[str, str], write: Writer
) -> tuple[tuple[str, ...], tuple[tuple[Text, ...], ...], tuple[int, ...]]:
    helices = [share.helix for share in subjects[0].balance.shares]
    headings = (
        write.words("col.which-set"),
        write.words("col.number-of"),
        *(side_words(network, helix, write) for helix in helices),
        write.words("col.stands-out"),
    )
    rows = tuple(_set_row(network, subject, titles, write) for subject in subjects)
    return headings, rows, tuple(range(1, 2 + len(helices)))


def _set_row(network: Network, subject: Subject, titles: dict[str, str], write: Writer) -> tuple[Text, ...]:
    found = subject.balance
    counts = [write.count("balance.helix", share.n, (subject.id,)) for share in found.shares]
    return cells(
        titles.get(subject.id) or network.name(subject.id, write.lang),
        write.count("balance.n", found.n, subject.organisations or (subject.id,)),
        *counts,
        _stands_out(network, subject, write),
    )


def _stands_out(network: Network, subject: Subject, write: Writer) -> str:
    """Return what is missing and what is more or less than expected, with how sure it is."""
    found = subject.balance
    if found.certainty == "too_little":
        return write.words("certainty.too_little")
    words = [write.words("balance.no", helix=side_words(network, h, write)) for h in found.missing]
    for share in found.unusual if subject.organisations else ():
        if share.helix in TRIPLE and share.n:
            key = "balance.many" if share.n > share.expected else "balance.few"
            sure = certainty_words(share.certainty, write)
            words.append(write.words(key, helix=side_words(network, share.helix, write), certainty=sure))
    return "; ".join(words) or "–"


def _projects(network: Network, found: HelixBalance, write: Writer, detail: Detail) -> list[Block]:
    projects = found.of_kind("project")
    if not projects:
        return []
    if all(len(project.organisations) < 2 for project in projects):
        n = write.count("balance.projects", len(projects), [project.id for project in projects])
        return [paragraph(write.sentence("balance.single", n=n))]
    counts = [write.count("balance.together", n) for n in found.together]
    lead = write.sentence(
        "balance.together",
        n=write.count("balance.projects", len(projects), [p.id for p in projects]),
        three=counts[3],
        two=counts[2],
        fewer=write.count("balance.together", found.together[1] + found.together[0]),
    )
    near = [p for p in projects if len(p.balance.missing) == 1]
    by = {helix: [p.id for p in near if p.balance.missing == (helix,)] for helix in TRIPLE}
    items = [_lacking(network, helix, idents, write, detail) for helix, idents in by.items() if idents]
    return [paragraph(lead), *([Bullets(tuple(items))] if items else [])]


def _lacking(network: Network, helix: str, idents: Sequence[str], write: Writer, detail: Detail) -> Text:
    n = write.count("balance.lacking", len(idents), idents)
    names = listed(network, idents, write, detail.limit)
    return write.sentence("balance.lacking", helix=side_words(network, helix, write), n=n, names=names)


def one(network: Network, found: HelixBalance, name: str, write: Writer, detail: Detail) -> list[Section]:
    """Return the balance of one set: what it is made of, and who works with whom within it."""
    (subject,) = found.subjects
    made = subject.balance
    counts = [
        f"{language.number(share.n, write.lang)} {side_words(network, share.helix, write)}"
        for share in made.shares
        if share.n or share.helix in TRIPLE
    ]
    lead = write.sentence(
        "balance.seats" if not subject.organisations and subject.kind == "body" else "balance.organisations",
        name=name,
        n=write.count("balance.n", made.n, subject.organisations or (subject.id,)),
        helices=language.join(counts, write.lang),
    )
    blocks: list[Block] = [paragraph(lead), *_made_of(network, subject, write)]
    if made.unknown:
        n = write.count("balance.unknown", len(made.unknown), made.unknown)
        blocks.append(paragraph(write.sentence("balance.unknown", n=n)))
    if detail.expert:
        blocks.append(_figures(made, write))
    sections = [Section("balance", write.words("balance.of", name=name), tuple(blocks))]
    if subject.kind in ("group", "cluster"):
        within = mixing_blocks(found.whole, "helix", partial(side_words, network, write=write), write, detail)
        sections.append(Section("within", write.words("balance.within"), tuple(within)))
    return sections


def _made_of(network: Network, subject: Subject, write: Writer) -> list[Block]:
    found = subject.balance
    if subject.organisations or found.certainty == "too_little":
        return balance_blocks(network, found, write)
    missing = [
        write.sentence("balance.no-seats", helix=side_words(network, helix, write)) for helix in found.missing
    ]
    return [paragraph(*(missing or [write.sentence("balance.all-seated")]))]


def _figures(found: Balance, write: Writer) -> Paragraph:
    return paragraph(
        write.sentence(
            "balance.figures",
            evenness=write.decimal("balance.evenness", found.evenness),
            swing=write.decimal("balance.swing", found.swing),
            blau=write.decimal("balance.blau", found.blau),
        )
    )
