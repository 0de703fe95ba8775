"""What is to be held beside computed groups: declared clusters, who may belong elsewhere, the figures."""

from __future__ import annotations

from collections.abc import Sequence

from dtz_network import language
from dtz_network.analysis.grouping.declared import Comparison
from dtz_network.analysis.grouping.groups import Group, Groups
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
)  # fmt: skip
from dtz_network.report.sections.groups import loose_names, short, title
from dtz_network.report.sections.naming import cut, listed


def declared_section(
    network: Network,
    groups: Groups,
    compared: Sequence[Comparison],
    write: Writer,
    detail: Detail | None = None,
) -> Section:
    """Return the declared clusters beside the computed groups; nothing where no cluster is declared."""
    heading = write.words("declared.title")
    if not compared or not groups.groups:
        return Section("declared", heading, ())
    limit = (detail or Detail()).limit
    by_id = {group.id: group for group in groups.groups}
    items = [text for found in compared for text in beside_group(network, found, by_id, write, limit)]
    matched = {found.group for found in compared}
    for group in groups.groups:
        if group.id not in matched and group.certainty != "too_little":
            items.append(write.sentence("declared.undeclared", group=title(network, group, write)))
    return Section("declared", heading, (Bullets(tuple(items)),))


def beside_group(
    network: Network, found: Comparison, groups: dict[str, Group], write: Writer, limit: int
) -> list[Text]:
    """Return a declared cluster beside the computed group that is closest to it."""
    cluster = network.name(found.cluster, write.lang)
    n = write.count("declared.members", len(found.members), found.members)
    if not found.group:
        return [write.sentence("declared.alone", cluster=cluster, n=n)]
    group = groups[found.group]
    shared = [ident for ident in found.members if ident in group.organisations]
    texts = [
        write.sentence(
            "declared.match",
            cluster=cluster,
            n=n,
            group=title(network, group, write),
            shared=write.count("declared.shared", len(shared), shared),
        )
    ]
    if found.certainty == "too_little":
        texts.append(write.sentence("declared.doubtful", cluster=cluster))
    for key, ids in (("declared.acting", found.acting), ("declared.idle", found.idle)):
        if ids:
            names = listed(network, ids, write, limit)
            n = write.count(key, len(ids), ids)
            told = write.sentence(key, cluster=cluster, group=short(group, write), names=names, n=n)
            texts.append(told)
    return texts


def elsewhere_section(network: Network, groups: Groups, write: Writer, detail: Detail) -> Section:
    """Return, by group, the members that may as well belong to another one; not where the group is in doubt."""
    firm = [group for group in groups.groups if group.certainty != "too_little"]
    loose = [(group, loose_names(network, group, write)) for group in firm]
    items = tuple(
        write.sentence(
            "groups.elsewhere", group=title(network, group, write), names=cut(names, write, detail.limit)
        )
        for group, names in loose
        if names
    )
    why = paragraph(
        write.sentence("groups.elsewhere-why"),
        write.sentence("groups.elsewhere-doubt") if len(firm) < len(groups.groups) else (),
    )
    blocks: tuple[Block, ...] = (why, Bullets(items))
    return Section("elsewhere", write.words("groups.elsewhere-title"), blocks if items else ())


def figures_section(network: Network, groups: Groups, write: Writer) -> Section:
    """Return the figures behind the words: sharpness beside chance, the sweep, firmness of each group."""
    if not groups.groups:
        return Section("group-figures", write.words("groups.figures-title"), ())
    lead = write.sentence(
        "groups.twins",
        observed=write.decimal("groups.modularity", round(groups.modularity, 3)),
        random=write.decimal("groups.random", round(groups.random, 3)),
        chance=write.decimal("groups.chance", round(groups.chance, 3)),
    )
    blocks: tuple[Block, ...] = (paragraph(lead), _firmness(network, groups, write), _sweep(groups, write))
    return Section("group-figures", write.words("groups.figures-title"), blocks)


def _firmness(network: Network, groups: Groups, write: Writer) -> Table:
    headings = tuple(write.words(f"groups.col.{name}") for name in ("group", "thinned", "repeats", "inside"))
    rows = tuple(
        cells(
            title(network, group, write),
            write.decimal("group.firm", round(group.firm, 3)),
            write.decimal("group.repeats", round(group.repeats, 3)),
            write.decimal("group.inside", round(group.inside, 3)),
        )
        for group in groups.groups
    )
    return Table(write.words("groups.firmness"), headings, rows, (1, 2, 3))


def _sweep(groups: Groups, write: Writer) -> Table:
    taken = dict(groups.basis.parameters).get("resolution")
    headings = tuple(
        write.words(f"groups.col.{name}") for name in ("resolution", "number", "agreement", "taken")
    )
    rows = tuple(
        cells(
            language.number(step.resolution, write.lang, 1),
            write.count("groups.sweep", step.groups),
            write.decimal("groups.agreement", round(step.agreement, 3)),
            write.words("groups.taken") if step.resolution == taken else "",
        )
        for step in groups.sweep
    )
    return Table(write.words("groups.sweep"), headings, rows, (0, 1, 2))
