"""What cannot be judged yet and why, and what to fill in first."""

from __future__ import annotations

from dtz_network.analysis.potential import gaps
from dtz_network.analysis.potential.gaps import Gap
from dtz_network.analysis.projection import two_mode
from dtz_network.model.network import Network
from dtz_network.report.report_model import Bullets, Section, Text, Writer, paragraph
from dtz_network.report.sections.naming import listed

_NAMED = 6


def clusters_section(network: Network, write: Writer) -> Section:
    """Return why groups and cross-overs cannot be judged; an empty section where they can."""
    mode = two_mode(network)
    if len(mode.actors) >= 30:
        return Section("clusters", write.words("clusters.title"), ())
    if not gaps.initiatives(network):
        text = write.sentence("clusters.no-initiatives")
    else:
        text = write.sentence(
            "clusters.too-few", n=write.count("groups.organisations", len(mode.actors), mode.actors)
        )
    return Section("clusters", write.words("clusters.title"), (paragraph(text),))


def gaps_section(network: Network, write: Writer, edition: str = "public") -> Section:
    """Return what is missing, with the question that each gap blocks."""
    found = [gap for gap in gaps.find(network) if gap.key != "contact" or edition == "internal"]
    items = tuple(describe(network, gap, write) for gap in found)
    lead = [paragraph(write.sentence("gaps.lead"))] if items else []
    return Section("gaps", write.words("gaps.title"), (*lead, Bullets(items)) if items else ())


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
