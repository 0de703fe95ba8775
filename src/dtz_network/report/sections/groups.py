"""Groups in a report: members by type, balance, links between groups.

Declared clusters beside them, doubt and figures stand in :mod:`~dtz_network.report.sections.group_doubt`.
"""

from __future__ import annotations

from dtz_network import language
from dtz_network.analysis.composition import balance
from dtz_network.analysis.composition.balance import Balance
from dtz_network.analysis.grouping import links
from dtz_network.analysis.grouping.groups import Group, Groups
from dtz_network.analysis.projection import two_mode
from dtz_network.model.network import Network
from dtz_network.report.pictures import network as network_picture
from dtz_network.report.report_model import (
    Block,
    Paragraph,
    Section,
    Table,
    Text,
    Writer,
    cells,
    paragraph,
)  # fmt: skip
from dtz_network.report.sections.basis import certainty_words
from dtz_network.report.sections.missing import unjudged
from dtz_network.report.sections.naming import listed, rest, types

_LISTED = 12


def title(network: Network, group: Group, write: Writer) -> str:
    """Return the name of a computed group: its number, and its themes, place, body or central organisation."""
    number = group.id.removeprefix("G")
    themes = [ident for ident in group.called if ident in group.themes]
    words = language.join([network.name(theme, write.lang) for theme in themes], write.lang)
    more = [
        write.words("groups.in" if ident in group.places else "groups.around", name=network.name(ident, write.lang))
        for ident in group.called
        if ident not in group.themes
    ]  # fmt: skip
    name = " ".join([words, *more] if words else more)
    return (
        write.words("group.title", number=number, themes=name)
        if name
        else write.words("group.untitled", number=number)
    )


def short(group: Group, write: Writer) -> str:
    """Return the name of a computed group by its number alone, where its whole name stands beside it."""
    return write.words("group.untitled", number=group.id.removeprefix("G"))


def _apart(network: Network) -> bool:
    """Return whether no two organisations share an initiative."""
    met = [tie.affiliation for tie in two_mode(network).ties]
    return len(met) == len(set(met))


def overview(network: Network, groups: Groups, write: Writer) -> Section:
    """Return the overview of all groups, or the honest sentence why there are none."""
    heading = write.words("groups.title")
    if not groups.groups and (why := unjudged(network, write)):
        return Section("groups", heading, (paragraph(why),))
    if not groups.groups:
        key = "groups.too-few" if groups.state == "too_few" else "groups.none"
        if key == "groups.none" and _apart(network):
            key = "groups.apart"
        return Section(
            "groups",
            heading,
            (paragraph(write.sentence(key, n=write.count("groups.organisations", groups.n))),),
        )
    text = paragraph(
        write.sentence(
            "groups.found",
            n=write.count("groups.count", len(groups.groups)),
            organisations=write.count("groups.organisations", groups.n),
            projects=write.count("groups.projects", groups.m),
        ),
        write.sentence("groups.meaning"),
        write.sentence("groups.weak" if groups.state == "weak" else "groups.sharper"),
        write.sentence("groups.outside", n=write.count("groups.outside", len(groups.outside), groups.outside))
        if groups.outside
        else (),
    )
    headings = tuple(
        write.words(f"col.{name}") for name in ("group", "organisations", "initiatives", "firm", "central")
    )
    rows = tuple(_overview_row(network, group, write) for group in groups.groups)
    return Section("groups", heading, (text, Table(write.words("groups.caption"), headings, rows, (1, 2))))


def _overview_row(network: Network, group: Group, write: Writer) -> tuple[Text, ...]:
    ids = [member.id for member in group.members]
    central = [network.name(member.id, write.lang) for member in group.members[:3]]
    return cells(
        title(network, group, write),
        write.count("group.members", len(ids), ids),
        write.count("group.projects", len(group.projects), group.projects),
        write.words(f"certainty.{group.certainty}"),
        ", ".join(central),
    )


def one(network: Network, group: Group, write: Writer, level: int = 3) -> Section:
    """Return one group: members by type, its initiatives, balance, and who may belong elsewhere."""
    ids = [member.id for member in group.members]
    blocks: list[Block] = [Paragraph(_members_sentence(network, ids, write))]
    blocks.append(paragraph(write.sentence("group.members", names=listed(network, ids, write, _LISTED))))
    projects = [network.name(project, write.lang) for project in group.projects[:_LISTED]]
    blocks.append(paragraph(write.sentence("group.works-on", names=language.join(projects, write.lang))))
    blocks.extend(balance_blocks(network, balance.of(network, ids), write))
    if loose := loose_names(network, group, write):
        blocks.append(paragraph(write.sentence("group.loose", names=language.join(loose[:8], write.lang))))
    return Section(group.id.lower(), title(network, group, write), tuple(blocks), level)


def loose_names(network: Network, group: Group, write: Writer) -> list[str]:
    """Return the names of members that may belong elsewhere, each with the group where it may."""
    return [
        write.words("group.loose-to", name=name, number=member.elsewhere.removeprefix("G"))
        if member.elsewhere
        else name
        for member in group.members
        if member.loose and (name := network.name(member.id, write.lang))
    ]


def _members_sentence(network: Network, ids: list[str], write: Writer) -> Text:
    return write.sentence(
        "group.types", n=write.count("group.members", len(ids), ids), types=types(network, ids, write)
    )


def balance_blocks(network: Network, found: Balance, write: Writer) -> list[Block]:
    """Return the balance of business, education and government in sentences."""
    if found.certainty == "too_little":
        return [paragraph(write.sentence("balance.too-little", n=write.count("balance.n", found.n)))]
    return [paragraph(*balance_sentences(network, found, write))]


def balance_sentences(network: Network, found: Balance, write: Writer) -> list[Text]:
    """Return which helix is missing, more or less than expected, or that nothing stands out."""
    sentences = []
    for share in found.shares:
        if share.helix in found.missing and share.helix != "civil_society":
            sentences.append(write.sentence("balance.missing", helix=_helix(network, share.helix, write)))
    for share in found.unusual:
        key = "balance.more" if share.n > share.expected else "balance.less"
        if share.n:
            sentences.append(
                write.sentence(
                    key,
                    helix=_helix(network, share.helix, write),
                    n=write.count("balance.helix", share.n),
                    expected=write.fact(
                        "balance.expected", share.expected, language.number(share.expected, write.lang, 1)
                    ),
                    certainty=certainty_words(share.certainty, write),
                )
            )
    return sentences or [write.sentence("balance.as-expected")]


def _helix(network: Network, helix: str, write: Writer) -> str:
    return network.schema.term("helices", helix, write.lang)


def links_section(network: Network, groups: Groups, write: Writer) -> Section:
    """Return the links between groups, as observed and as expected, those of most participations first."""
    found, heading = links.between(network, groups), write.words("links.title")
    if found and not any(link.ties for link in found):
        return Section("links", heading, (paragraph(write.sentence("links.none")),))
    by_id = {group.id: group for group in groups.groups}
    order = {ident: place for place, ident in enumerate(by_id)}
    pairs = {link: sorted((link.one, link.other), key=lambda ident: order[ident]) for link in found}
    found.sort(key=lambda link: (-link.ties, *(order[ident] for ident in pairs[link])))
    headings = tuple(
        write.words(f"col.{name}") for name in ("group", "group-too", "ties", "expected", "through")
    )
    rows = tuple(
        cells(
            *(short(by_id[ident], write) for ident in pairs[link]),
            write.count("links.ties", link.ties, link.organisations),
            write.decimal("links.expected", link.expected, 1),
            ", ".join(network.name(o, write.lang) for o in link.organisations[:3]) or "–",
        )
        for link in found[:_LISTED]
    )
    titles = {group.id: title(network, group, write) for group in groups.groups}
    blocks: tuple[Block, ...] = (
        paragraph(write.sentence("links.lead")),
        *network_picture.of_groups(network, titles, groups.groups, found, write),
        Table(write.words("links.caption"), headings, rows, (2, 3)),
        *rest(len(found), _LISTED, write),
    )
    return Section("links", heading, blocks if rows else ())
