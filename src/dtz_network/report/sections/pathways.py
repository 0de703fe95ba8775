"""Learning pathways in words: which step is missing in which sector, which is the weakest, what cannot be told."""

from __future__ import annotations

from collections.abc import Iterator

from dtz_network.analysis.composition.pathways import STEPS, Pathway, Pathways, Route, Step
from dtz_network.model.network import Network
from dtz_network.report.report_model import (
    Block,
    Bullets,
    Detail,
    Section,
    Table,
    Text,
    Writer,
    cells,
    paragraph,
)
from dtz_network.report.sections.naming import listed

THIN = 2
"""Up to so many ties a stretch is told to be weak."""


def sections(network: Network, found: Pathways, write: Writer, detail: Detail) -> list[Section]:
    """Return the steps of every sector, what is missing and weakest, and what this does not tell."""
    title = write.words("pathways.title")
    told = tuple(_limits(network, found, write, detail)) if found.schools else ()
    limits = Section("limits", write.words("pathways.limits"), (Bullets(told),) if told else ())
    if not found.schools or len(found.without_level) == found.schools:
        n = write.count("pathways.schools", found.schools)
        key = "pathways.too-little" if found.schools else "pathways.none"
        return [Section("pathways", title, (paragraph(write.sentence(key, n=n)),)), limits]
    table = [_table(network, found, write)]
    blocks: list[Block] = [*table, *_missing(network, found, write, detail)]
    return [Section("pathways", title, tuple(blocks)), limits]


def _table(network: Network, found: Pathways, write: Writer) -> Table:
    headings = [write.words("col.sector"), write.words("col.schools")]
    headings += [write.words("pathways.step", level=a, following=b) for a, b in STEPS]
    rows = [
        cells(
            _sector(network, pathway, write),
            write.count("pathways.schools", len(pathway.schools), pathway.schools),
            *(_cell(step, write) for step in pathway.steps),
        )
        for pathway in found.pathways
    ]
    return Table(write.words("pathways.caption"), tuple(headings), tuple(rows), (1,))


def _cell(step: Step, write: Writer) -> Text | str:
    if step.missing == "link":
        return write.words("pathways.no-link")
    if step.missing:
        return write.words("pathways.no-level", level=step.missing)
    schools = sorted({end for link in step.links for end in (link.one, link.other)})
    behind = [ident for link in step.links for ident in link.relationships]
    return write.sentence(
        "pathways.links", n=write.count("pathways.links", len(step.links), [*schools, *behind])
    )


def _missing(network: Network, found: Pathways, write: Writer, detail: Detail) -> Iterator[Block]:
    lacking = [
        _no_link(network, pathway, step, write, detail)
        for pathway in found.pathways
        for step in pathway.steps
        if step.missing == "link"
    ]
    if lacking:
        yield paragraph(write.sentence("pathways.missing"))
        yield Bullets(tuple(lacking))
    weak = [
        text
        for pathway in found.pathways
        for route in pathway.routes
        for text in _weak(network, pathway, route, write)
    ]
    if weak:
        yield paragraph(write.sentence("pathways.weak"))
        yield Bullets(tuple(dict.fromkeys(weak)))


def _no_link(network: Network, pathway: Pathway, step: Step, write: Writer, detail: Detail) -> Text:
    return write.sentence(
        "pathways.no-link-in" if pathway.sector else "pathways.no-link-at-all",
        level=_level(network, step.level, write),
        following=_level(network, step.following, write),
        sector=_sector(network, pathway, write),
        lower=listed(network, step.lower, write, detail.limit),
        upper=listed(network, step.upper, write, detail.limit),
    )


def _weak(network: Network, pathway: Pathway, route: Route, write: Writer) -> Iterator[Text]:
    """Yield what is weak in the longest stretch of a route; the all-schools route is told by its sectors."""
    if not pathway.sector or not route.stretch or route.own_school or route.width > THIN:
        return
    parts = {
        "sector": _sector(network, pathway, write),
        "stretch": " – ".join(_level(network, level, write) for level in route.stretch),
    }
    if not route.width:
        yield write.sentence("pathways.not-through", **parts)
        return
    steps = {(step.level, step.following): step for step in pathway.steps}
    level, following = route.weakest[0]
    behind = [ident for link in steps[level, following].links for ident in link.relationships]
    yield write.sentence(
        "pathways.weakest",
        n=write.count("pathways.width", route.width, behind),
        level=_level(network, level, write),
        following=_level(network, following, write),
        **parts,
    )


def _limits(network: Network, found: Pathways, write: Writer, detail: Detail) -> Iterator[Text]:
    """Yield what is not known of the schools; where no school has a sector, no sector can be said to lack one."""
    of = write.count("pathways.schools", found.schools)
    nowhere = len(found.without_sector) == found.schools
    for key, idents in (
        ("without-level", found.without_level),
        ("without-sector", found.without_sector),
        ("without-school", () if nowhere else found.without_school),
    ):
        if idents:
            n = write.count(f"pathways.{key}", len(idents), idents)
            every = key != "without-school" and len(idents) == found.schools > 1
            yield write.sentence(
                f"pathways.{key}-all" if every else f"pathways.{key}",
                n=n,
                of=of,
                names=listed(network, idents, write, detail.limit),
            )
    yield write.sentence("pathways.programmes")
    yield write.sentence("pathways.recorded")


def _sector(network: Network, pathway: Pathway, write: Writer) -> str:
    return network.name(pathway.sector, write.lang) if pathway.sector else write.words("pathways.all")


def _level(network: Network, level: str, write: Writer) -> str:
    return network.schema.term("school_levels", level, write.lang)
