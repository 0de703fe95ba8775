"""The report on the whole network: its groups, who works with whom, where it could do more, what it hangs on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dtz_network.edition.counting import suppress
from dtz_network.edition.withholding import Edition
from dtz_network.model.network import Network
from dtz_network.report.documents import account, changed, in_short, risks
from dtz_network.report.documents.findings import Findings
from dtz_network.report.report_model import Bullets, Detail, Part, Section, Text, Writer, paragraph
from dtz_network.report.sections import balance, crossovers, group_doubt, lonely, missing, opportunities
from dtz_network.report.sections import groups as group_sections
from dtz_network.report.sections.naming import few

_LISTED = 8


def sections(found: Findings, write: Writer) -> list[Section]:
    """Return the sections of the report; where there is too little for groups that is said, with what lacks."""
    network = found.network
    made = [_first(found, write), group_sections.overview(network, found.groups, write)]
    if found.groups.groups:
        made += [
            group_doubt.declared_section(network, found.groups, found.declared, write),
            group_sections.links_section(network, found.groups, write),
            *balance.overview(network, found.groups, found.balance, write, Detail(_LISTED)),
        ]
    unjudged = missing.clusters_section(network, write)
    if unjudged.blocks:
        made = [section for section in made if section.blocks != unjudged.blocks]
        made.append(unjudged)
    else:
        made += [*_chances(found, write), _dependence(found, write)]
    made += changed.sections(found.since, write, Detail(_LISTED)) if found.since else []
    made += [missing.gaps_section(network, write, found.edition, found.hidden), _account(found, write)]
    return [section for section in made if section.blocks]


def _first(found: Findings, write: Writer) -> Section:
    """Return what is recorded, and in short what the report finds where there is enough for it."""
    section = counts(found.network, write, found.edition)
    told = () if missing.clusters_section(found.network, write).blocks else in_short.summary(found, write)
    if not told:
        return section
    return replace(section.with_blocks(*told), title=write.words("board.summary"))


def counts(network: Network, write: Writer, edition: Edition) -> Section:
    """Return how many organisations, initiatives, people and relationships there are; few people are not counted in public."""
    parts: dict[str, Part] = {}
    for name, kind in (("organisations", "Organization"), ("projects", "Project"), ("people", "Person")):
        ids = [entity.id for entity in network.of_type(kind)]
        parts[name] = write.count(f"network.{name}", len(ids))
        if name == "people" and suppress(len(ids), edition) is None:
            parts[name] = write.words("network.few")
        elif name == "people" and not ids:
            parts[name] = write.words("network.nobody")
    ties = write.count("network.ties", len(network.relationships))
    text = write.sentence("network.counts", ties=ties, **parts)
    return Section("counts", write.words("network.counts-title"), (paragraph(text),))


def _chances(found: Findings, write: Writer) -> list[Section]:
    """Return the sections of the questions, without the lines that the account has; names of whom to ask stay inside."""
    network, detail = found.network, Detail(_LISTED)
    titles = {group.id: group_sections.title(network, group, write) for group in found.groups.groups}
    return [
        *opportunities.sections(network, found.opportunities, write, detail, basis=False),
        *crossovers.sections(
            network, found.crossovers, write, detail, whole=True, titles=titles, basis=False
        ),
        *lonely.sections(network, found.lonely, write, detail, basis=False),
    ]


def _dependence(found: Findings, write: Writer) -> Section:
    items = tuple(_hanging(found, write))
    blocks = (Bullets(items),) if items else (paragraph(write.sentence("dependence.none")),)
    return Section("dependence", write.words("dependence.title"), blocks)


def _hanging(found: Findings, write: Writer) -> Iterator[Text]:
    for cut in found.cuts[:5]:
        yield write.sentence(
            "brokers.cut",
            name=found.network.name(cut.organisation, write.lang),
            n=write.count("dependence.cut-off", len(cut.cut_off), cut.cut_off),
            names=few(found.network, cut.cut_off, write, _LISTED),
        )
    for cut_off in found.one_person[:5]:
        n = write.count("risks.person", len(cut_off), cut_off)
        yield write.sentence("risks.person", n=n, where=risks.about(found, cut_off, write))


def _account(found: Findings, write: Writer) -> Section:
    return account.section(found.network, write, found.edition, found.answers())
