"""From a network (already withheld for its edition) and answers to a report."""

from __future__ import annotations

from dtz_network.analysis.administration.logged import Counts
from dtz_network.analysis.brokerage.handover import Handover
from dtz_network.analysis.grouping import declared
from dtz_network.analysis.grouping.groups import Group, Groups
from dtz_network.language import Language
from dtz_network.model.network import Network
from dtz_network.report.report_model import Detail, Kind, Report, Section, Writer, paragraph
from dtz_network.report.sections import board, group_doubt, logged, missing, money
from dtz_network.report.sections import groups as group_sections
from dtz_network.report.sections import handover as handover_sections


def board_report(network: Network, body: str, lang: Language, edition: str) -> Report:
    """Return the report on one body."""
    write = Writer(lang)
    found = board.sections(network, body, write, edition)
    return _report(
        network, "board", write.words("board.title", body=network.name(body, lang)), found, write, edition
    )


def year_report(network: Network, year: str, lang: Language, edition: str, counts: Counts) -> Report:
    """Return the figures and the money of a year, ``counts`` of the contact log beside them; a sentence where it has none."""
    write = Writer(lang)
    counted = logged.section(network, counts, write)
    found = money.sections(network, write, year) + ([counted] if counted.blocks else [])
    if not found:
        text = paragraph(write.sentence("year.nothing", year=year))
        found = [Section("nothing", write.words("year.title", year=year), (text,))]
    return _report(network, "year", write.words("year.title", year=year), found, write, edition)


def network_report(network: Network, groups: Groups, lang: Language, edition: str) -> Report:
    """Return the report on the whole network."""
    write = Writer(lang)
    found = [_counts(network, write), group_sections.overview(network, groups, write)]
    if groups.groups:
        found += [group_sections.one(network, group, write) for group in groups.groups]
        found += [
            group_doubt.declared_section(network, groups, declared.compare(network, groups), write),
            group_sections.links_section(network, groups, write),
        ]
    else:
        found.append(missing.clusters_section(network, write))
    found += [group_sections.alone_section(network, write), group_sections.dependence_section(network, write)]
    found += [missing.gaps_section(network, write, edition), _method(groups, write)]
    found.append(group_doubt.figures_section(network, groups, write))
    kept = [section for section in found if section.blocks]
    return _report(network, "network", write.words("network.title"), kept, write, edition)


def group_report(network: Network, group: Group, groups: Groups, lang: Language, edition: str) -> Report:
    """Return the report on one computed group."""
    write = Writer(lang)
    found = [group_sections.one(network, group, write, level=2), _method(groups, write)]
    return _report(network, "group", group_sections.title(network, group, write), found, write, edition)


def handover_report(network: Network, found: Handover, lang: Language) -> Report:
    """Return what one person leaves to others, of the internal edition."""
    write = Writer(lang)
    told = handover_sections.sections(network, found, write, Detail())
    title = write.words("handover.title", name=network.name(found.person, lang))
    return _report(network, "handover", title, told, write, "internal")


def _counts(network: Network, write: Writer) -> Section:
    parts = {}
    for name, kind in (("organisations", "Organization"), ("projects", "Project"), ("people", "Person")):
        ids = [entity.id for entity in network.of_type(kind)]
        parts[name] = write.count(f"network.{name}", len(ids))
    ties = write.count("network.ties", len(network.relationships))
    text = write.sentence("network.counts", ties=ties, **parts)
    return Section("counts", write.words("network.counts-title"), (paragraph(text),))


def _method(groups: Groups, write: Writer) -> Section:
    text = write.sentence("method.groups", runs=groups.runs, seed=groups.seed)
    blocks = (paragraph(text),) if groups.groups else ()
    return Section("method", write.words("method.title"), blocks)


def _report(
    network: Network, kind: Kind, title: str, sections: list[Section], write: Writer, edition: str
) -> Report:
    names = [source.name for source in network.sources.values() if source.name]
    subtitle = write.words("sources", names="; ".join(dict.fromkeys(names))) if names else ""
    return Report(
        kind,
        title,
        subtitle,
        write.lang,
        edition,
        network.as_of,
        network.recorded,
        network.known_at,
        network.fingerprint,
        network.invented,
        tuple(sections),
    )
