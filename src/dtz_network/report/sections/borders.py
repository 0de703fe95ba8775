"""What goes over the borders of zone, province and country, in words, with what cannot be seen from here."""

from __future__ import annotations

from dtz_network import language
from dtz_network.analysis.composition.borders import Borders, BorderTies, Side
from dtz_network.analysis.places import OUTSIDE
from dtz_network.model.network import Network
from dtz_network.report.report_model import Block, Bullets, Detail, Section, Text, Writer, paragraph
from dtz_network.report.sections import mixing
from dtz_network.report.sections.naming import few, listed

_NAMED = 3
"""Organisations of a side up to which they are named."""


def sections(network: Network, found: Borders, write: Writer, detail: Detail) -> list[Section]:
    """Return a section a border, and one on what is missing and what is not seen."""
    told = [_border(network, border, write, detail) for border in found.borders]
    limits = _limits(network, found, write, detail)
    blocks = (Bullets(tuple(limits)),) if limits else ()
    return [*told, Section("limits", write.words("borders.limits"), blocks)]


def _border(network: Network, found: BorderTies, write: Writer, detail: Detail) -> Section:
    title = write.words(f"borders.{found.border}")
    collaborations = _collaborations(network, found, write)
    if len(found.sides) < 2:
        known = found.sides[0] if found.sides else None
        text = (
            write.sentence(
                "borders.one-side",
                side=area_words(network, known.area, write),
                n=write.count("borders.side", len(known.organisations), known.organisations),
            )
            if known
            else write.sentence(f"borders.{found.border}.none")
        )
        return Section(found.border, title, (paragraph(text), *collaborations))
    blocks: list[Block] = [paragraph(_sides(network, found, write))]
    blocks += mixing.blocks(
        found.mixing, "place", lambda area: area_words(network, area, write), write, detail
    )
    crossing = tuple(_crossings(network, found, write, detail))
    return Section(
        found.border, title, (*blocks, *([Bullets(crossing)] if crossing else []), *collaborations)
    )


def area_words(network: Network, area: str, write: Writer) -> str:
    """Return the name of an area: of the list of regions, of the network, or outside of the zone."""
    if area == OUTSIDE:
        return write.words("borders.outside")
    return (
        network.schema.term("regions", area, write.lang)
        if area not in network.entities
        else network.name(area)
    )


def _sides(network: Network, found: BorderTies, write: Writer) -> Text:
    """Return how many organisations there are on each side, as one sentence."""
    parts = [f"{area_words(network, side.area, write)} {_side(network, side, write)}" for side in found.sides]
    everyone = sorted({ident for side in found.sides for ident in side.organisations})
    n = write.count("borders.sides", len(everyone), everyone)
    return write.sentence("borders.sides", n=n, sides=language.join(parts, write.lang))


def _side(network: Network, side: Side, write: Writer) -> str:
    """Return how many are on a side; few are named."""
    n = language.number(len(side.organisations), write.lang)
    return f"{n} ({few(network, side.organisations, write)})" if len(side.organisations) <= _NAMED else n


def _crossings(network: Network, found: BorderTies, write: Writer, detail: Detail) -> list[Text]:
    projects = tuple(crossing.project for crossing in found.crossings)
    return [
        write.sentence(
            f"borders.{key}",
            n=write.count(f"borders.{key}", len(idents), idents),
            names=listed(network, idents, write, detail.limit),
        )
        for key, idents in (("crossings", projects), ("far", found.far))
        if idents
    ]


def _collaborations(network: Network, found: BorderTies, write: Writer) -> list[Block]:
    by_id = {tie.id: tie for tie in network.ties("Collaboration")}
    ties = [by_id[ident] for ident in found.collaborations]
    items = [
        write.sentence(
            "borders.collaboration",
            one=network.name(tie.source, write.lang),
            other=network.name(tie.target, write.lang),
        )
        for tie in ties
    ]
    if not items:
        return []
    n = write.count(
        "borders.collaborations", len(ties), [], [s for tie in ties for s in tie.origin.statements]
    )
    return [paragraph(write.sentence("borders.collaborations", n=n)), Bullets(tuple(items))]


def _limits(network: Network, found: Borders, write: Writer, detail: Detail) -> list[Text]:
    """Return what is not seen from here, where a border has two sides, and of whom no place is recorded."""
    crossed = any(len(border.sides) > 1 for border in found.borders)
    texts = [write.sentence(f"borders.{key}") for key in ("far-side", "overlap")] if crossed else []
    if found.without_place:
        texts.append(
            write.sentence(
                "borders.nowhere"
                if len(found.without_place) == found.organisations
                else "borders.without-place",
                n=write.count("borders.without-place", len(found.without_place), found.without_place),
                of=write.count("borders.organisations", found.organisations),
                names=listed(network, found.without_place, write, detail.limit),
            )
        )
    return texts
