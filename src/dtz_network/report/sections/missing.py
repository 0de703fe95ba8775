"""What cannot be judged yet and why, and what to fill in first."""

from __future__ import annotations

from collections.abc import Collection

from dtz_network import language
from dtz_network.analysis.initiatives import initiatives, lack
from dtz_network.analysis.potential import gaps
from dtz_network.analysis.potential.gaps import Gap
from dtz_network.edition.counting import SMALLEST
from dtz_network.model.network import Network
from dtz_network.report.report_model import Section, Table, Text, Writer, cells, paragraph
from dtz_network.report.sections.naming import listed

_NAMED, _FEW, _ENOUGH = 6, 4, 30


def unjudged(network: Network, write: Writer) -> Text:
    """Return why nothing can be said of who works with whom: no initiative is recorded, or none runs; () where it can."""
    why = lack(network)
    if why == "none_runs":
        return write.sentence(
            "clusters.none-runs",
            n=write.count("clusters.initiatives", len(initiatives(network))),
            when=write.words(
                "when.day" if len(network.as_of) == len("2022-03-16") else "when.period",
                date=language.date(network.as_of, write.lang),
            ),
        )
    return write.sentence("clusters.no-initiatives") if why else ()


def clusters_section(network: Network, write: Writer) -> Section:
    """Return why groups and cross-overs cannot be judged; an empty section where they can."""
    title = write.words("clusters.title")
    if text := unjudged(network, write):
        return Section("clusters", title, (paragraph(text),))
    from dtz_network.analysis.projection import two_mode  # only here: it takes half a second to read

    actors = two_mode(network).actors
    if len(actors) >= _ENOUGH:
        return Section("clusters", title, ())
    n = write.count("groups.organisations", len(actors), actors)
    return Section("clusters", title, (paragraph(write.sentence("clusters.too-few", n=n)),))


def gaps_section(
    network: Network, write: Writer, edition: str = "public", hidden: Collection[str] = ()
) -> Section:
    """Return what is missing as a table: of how many, and what it leaves open; people are counted, not named.

    ``hidden`` are types of relationships that the edition leaves out: what they would tell is not missing.
    """
    found = [gap for gap in gaps.find(network) if _is_missing(gap, edition, hidden)]
    title = write.words("gaps.title")
    if not found:
        return Section("gaps", title, ())
    headings = tuple(write.words(f"gaps.col.{name}") for name in ("what", "of", "open"))
    rows = tuple(_row(network, gap, write, edition) for gap in found)
    return Section("gaps", title, (Table(write.words("gaps.lead"), headings, rows),))


def _is_missing(gap: Gap, edition: str, hidden: Collection[str]) -> bool:
    if gap.key == "contact" and edition != "internal":
        return False
    return gap.key not in ("contact", "employer", "behalf") or not {"Employment", "Contact"} & set(hidden)


def _row(network: Network, gap: Gap, write: Writer, edition: str) -> tuple[Text, ...]:
    n = write.count(f"gaps.{gap.key}", len(gap.entities), gap.entities)
    of = write.sentence("gaps.of", count=n, of=write.count(f"gaps.{gap.key}.of", gap.of))
    people = any(network.is_a(entity, "Person") for entity in gap.entities)
    if (
        people
        and edition == "public"
        and min(len(gap.entities), gap.of - len(gap.entities)) in range(1, SMALLEST)
    ):
        key = "gaps.some" if 2 * len(gap.entities) <= gap.of else "gaps.most"
        of = write.sentence(key, of=write.count(f"gaps.{gap.key}.of", gap.of))
    if gap.entities and len(gap.entities) <= _FEW and not people:
        names = [network.name(entity, write.lang) for entity in gap.entities]
        of = (*of, f": {language.join(names, write.lang)}")
    if gap.of == 0:
        of = (write.words("gaps.none"),)
    return cells(write.words(f"gap.{gap.key}.lacks"), of, write.words(f"blocks.{gap.blocks}"))


def describe(network: Network, gap: Gap, write: Writer, named: int = _NAMED) -> Text:
    """Return one gap as a sentence: what lacks, how many of how many, who, and what it blocks."""
    if gap.of == 0:
        return write.sentence(f"gap.{gap.key}.none", blocks=write.words(f"blocks.{gap.blocks}"))
    return write.sentence(
        f"gap.{gap.key}",
        n=write.count(f"gaps.{gap.key}", len(gap.entities), gap.entities),
        of=write.count(f"gaps.{gap.key}.of", gap.of),
        names=listed(network, gap.entities, write, named),
        blocks=write.words(f"blocks.{gap.blocks}"),
    )
