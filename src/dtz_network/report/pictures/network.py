"""The network of a cluster or group, and of the groups among each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import sqrt

from dtz_network import language
from dtz_network.analysis.claims import by_name
from dtz_network.analysis.grouping.groups import Group
from dtz_network.analysis.grouping.links import GroupLink
from dtz_network.model.network import Network
from dtz_network.picture import layout
from dtz_network.picture.drawn.drawings import Line, Look, NetworkDrawing, Spot
from dtz_network.report.report_model import Picture, Text, Writer, paragraph
from dtz_network.report.sections.naming import counted

MOST = 250
"""Things that are drawn: of more the initiatives and organisations with most ties."""
_TOLD = 3


def of_members(
    network: Network,
    name: str,
    organisations: Sequence[str],
    projects: Sequence[str],
    partners: Mapping[str, Sequence[str]],
    leads: Mapping[str, Sequence[str]],
    write: Writer,
) -> list[Picture]:
    """Return who takes part in which of some initiatives, no picture where nobody does.

    ``partners`` and ``leads`` have the organisations of each initiative.
    """
    chosen = set(organisations)
    ties = [(one, project) for project in projects for one in partners.get(project, ()) if one in chosen]
    if not ties:
        return []
    degrees = Counter(end for tie in ties for end in tie)
    loose = [ident for ident in organisations if not degrees[ident]]
    drawn = [ident for ident in (*organisations, *projects) if degrees[ident]]
    drawn = sorted(drawn, key=lambda ident: (-degrees[ident], network.name(ident).casefold(), ident))[:MOST]
    strong = {(one, project) for project in projects for one in leads.get(project, ())}
    drawing = _drawing(network, by_name(network, drawn), ties, strong, degrees, write)
    caption = write.words("picture.network.caption", name=name)
    return [Picture(caption, drawing, _told(network, ties, degrees, loose, len(degrees) > MOST, write))]


def _drawing(
    network: Network,
    drawn: Sequence[str],
    ties: Iterable[tuple[str, str]],
    strong: set[tuple[str, str]],
    degrees: Mapping[str, int],
    write: Writer,
) -> NetworkDrawing:
    number = {ident: place for place, ident in enumerate(drawn)}
    pairs = sorted((number[a], number[b], (a, b) in strong) for a, b in ties if a in number and b in number)
    places = layout.place(drawn, [(drawn[one], drawn[other]) for one, other, _ in pairs])
    kinds = [network.entities[ident].type for ident in drawn]
    looks = sorted(set(kinds), key=lambda kind: (_look(network, kind, write).label, kind))
    return NetworkDrawing(
        tuple(
            Spot(*places[ident], network.name(ident, write.lang), looks.index(kind), _radius(degrees[ident]))
            for ident, kind in zip(drawn, kinds, strict=True)
        ),
        tuple(Line(*pair) for pair in pairs),
        tuple(_look(network, kind, write) for kind in looks),
        write.words("picture.network.lead") if any(pair[2] for pair in pairs) else "",
    )


def _radius(degree: int) -> float:
    return round(min(10.0, 4 + 1.3 * sqrt(degree)), 1)


def _look(network: Network, kind: str, write: Writer) -> Look:
    found = network.schema.types[kind]
    shape, colour = (found.look.shape, found.look.colour) if found.look else ("dot", "#8c8c8c")
    return Look(found.label[write.lang], shape, colour)


def _told(
    network: Network,
    ties: Sequence[tuple[str, str]],
    degrees: Mapping[str, int],
    loose: Sequence[str],
    cut: bool,  # noqa: FBT001  one of the things told
    write: Writer,
) -> Text:
    parties, projects = (by_name(network, {tie[end] for tie in ties}) for end in (0, 1))
    most = [
        (network.name(ident, write.lang), write.count("picture.most", degrees[ident], (ident,)))
        for ident in sorted(parties, key=lambda ident: -degrees[ident])[:_TOLD]
        if degrees[ident] > 1
    ]
    sentences = [
        write.sentence(
            "picture.network.told",
            n=write.count("picture.parties", len(parties), parties),
            projects=_phrase("projects", len(projects), projects, write),
            ties=_phrase("ties", len(ties), parties, write),
        )
    ]
    if most:
        sentences.append(write.sentence("picture.network.most", names=counted(most, write)))
    if loose:
        n = write.count("picture.loose", len(loose), by_name(network, loose))
        sentences.append(write.sentence("picture.network.loose", n=n))
    if cut:
        sentences.append(write.sentence("picture.network.cut", n=write.count("picture.drawn", MOST)))
    return paragraph(*sentences).text


def _phrase(name: str, n: int, idents: Iterable[str], write: Writer) -> Text:
    return write.sentence(f"picture.{name}", n=write.count(f"picture.{name}", n, idents))


def of_groups(
    network: Network,
    titles: Mapping[str, str],
    groups: Sequence[Group],
    links: Sequence[GroupLink],
    write: Writer,
) -> list[Picture]:
    """Return the groups as discs by size, with a line where they share ties; none where there are fewer than three."""
    tied = [link for link in links if link.ties]
    if len(groups) < 3 or not tied:
        return []
    idents = [group.id for group in groups]
    number = {ident: place for place, ident in enumerate(idents)}
    places = layout.place(idents, [(link.one, link.other) for link in tied])
    found = network.schema.types["Company"].look
    look = Look(write.words("picture.groups.disc"), "dot", found.colour if found else "#0072b2")
    spots = tuple(Spot(*places[g.id], titles[g.id].partition(":")[0], 0, _disc(g, groups)) for g in groups)
    lines = tuple(Line(number[link.one], number[link.other], _much(link)) for link in tied)
    strong = write.words("picture.groups.much") if any(map(_much, tied)) else ""
    drawing = NetworkDrawing(spots, lines, (look,), strong)
    told = _groups_told(titles, groups, tied, write)
    return [Picture(write.words("picture.groups.caption"), drawing, told)]


def _disc(group: Group, groups: Sequence[Group]) -> float:
    """Return the radius of a group: its surface is the number of its organisations."""
    most = max(len(one.organisations) for one in groups)
    return round(20 * sqrt(len(group.organisations) / most), 1)


def _much(link: GroupLink) -> bool:
    return link.certainty != "too_little" and link.ties > link.expected


def _groups_told(
    titles: Mapping[str, str], groups: Sequence[Group], tied: Sequence[GroupLink], write: Writer
) -> Text:
    sizes = [
        (titles[group.id], write.count("picture.size", len(group.organisations), group.organisations))
        for group in groups
    ]
    short = {ident: title.partition(":")[0] for ident, title in titles.items()}
    order = [group.id for group in groups]
    pairs = [sorted((link.one, link.other), key=order.index) for link in tied if _much(link)]
    much = [language.join([short[ident] for ident in pair], write.lang) for pair in pairs]
    apart = len(groups) * (len(groups) - 1) // 2 - len(tied)
    sentences = [write.sentence("picture.groups.told", names=counted(sizes, write))]
    if much:
        sentences.append(write.sentence("picture.groups.more", pairs="; ".join(much)))
    if apart:
        sentences.append(write.sentence("picture.groups.apart", n=write.count("picture.apart", apart)))
    return paragraph(*sentences).text
