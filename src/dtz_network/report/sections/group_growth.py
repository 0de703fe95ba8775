"""How far a network and its groups have grown, in words and figures for experts."""

from __future__ import annotations

from dtz_network import language
from dtz_network.analysis.grouping.groups import Groups
from dtz_network.analysis.grouping.maturity import Growth, Maturity
from dtz_network.model.network import Network
from dtz_network.report.report_model import Section, Table, Text, Writer, cells, paragraph
from dtz_network.report.sections.groups import title
from dtz_network.report.sections.naming import few

_COLUMNS = ("group", "phase", "largest", "centralisation", "hubs", "core", "fit", "random")


def section(network: Network, groups: Groups, found: Growth, write: Writer) -> Section:
    """Return the phase of the network and of each group, by rule of thumb, with the figures behind it."""
    titles = {group.id: title(network, group, write) for group in groups.groups}
    rows = tuple(_row(network, stage, titles, write) for stage in found.stages)
    heads = tuple(write.words(f"growth.col.{name}") for name in _COLUMNS)
    table = Table(write.words("growth.caption"), heads, rows, (2, 3, 6, 7))
    return Section(
        "growth", write.words("growth.title"), (paragraph(write.sentence("growth.meaning")), table)
    )


def _row(network: Network, stage: Maturity, titles: dict[str, str], write: Writer) -> tuple[Text, ...]:
    name = titles.get(stage.group) or write.words("growth.whole")
    phase = write.words(f"growth.phase.{stage.phase}")
    if stage.phase == "too_few":
        return cells(name, phase, *["–"] * (len(_COLUMNS) - 2))
    return cells(
        name,
        phase,
        write.percent("growth.largest", stage.largest),
        write.decimal("growth.centralisation", stage.centralisation),
        few(network, stage.hubs, write, 2) or "–",
        write.words("growth.core", n=language.number(len(stage.core), write.lang)),
        write.decimal("growth.fit", stage.fit),
        write.decimal("growth.random", stage.random),
    )
