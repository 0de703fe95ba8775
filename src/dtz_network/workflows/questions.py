"""Questions of the analysis, for the command line, reports and pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from dtz_network import language
from dtz_network.analysis import gaps as missing_data
from dtz_network.analysis import groups as grouping
from dtz_network.analysis.gaps import Gap
from dtz_network.analysis.groups import Groups
from dtz_network.language import Language
from dtz_network.model.network import Network
from dtz_network.report import group_sections, missing
from dtz_network.report.report_model import Writer, plain
from dtz_network.store.base import Progress
from dtz_network.workflows import files


def gaps(network: Network) -> list[Gap]:
    """Return what the network lacks, what blocks most first."""
    return missing_data.find(network)


def describe_gaps(network: Network, found: Sequence[Gap], lang: Language, named: int) -> Iterator[str]:
    """Yield each gap as a sentence."""
    write = Writer(lang)
    for gap in found:
        yield plain(missing.describe(network, gap, write, named))


def groups(network: Network, *, seed: int = 1, progress: Progress | None = None) -> Groups:
    """Return the computed groups."""
    return grouping.find(network, seed=seed, progress=progress)


def group_rows(network: Network, found: Groups, lang: Language) -> list[tuple[str, str, str, str]]:
    """Return groups as rows: name, number of organisations, how firm, the most tied members."""
    write = Writer(lang)
    return [
        (
            group_sections.title(network, group, write),
            str(len(group.members)),
            write.words(f"certainty.{group.certainty}"),
            ", ".join(network.name(member.id, lang) for member in group.members[:4]),
        )
        for group in found.groups
    ]


def why_no_groups(found: Groups, lang: Language) -> str:
    """Return why there are no groups."""
    write = Writer(lang)
    key = "groups.too-few" if found.state == "too_few" else "groups.none"
    return plain(write.sentence(key, n=write.count("groups.organisations", found.n)))


def write_gap_sheet(network: Network, found: Sequence[Gap], path: Path, lang: Language) -> None:
    """Write what is missing as a workbook to fill in, one sheet a gap, ids in the first column.

    Raises:
        StoreError: the file cannot be written.
    """
    write = Writer(lang)
    with files.workbook(path) as book:
        head = book.add_format({"bold": True, "bottom": 1})
        for gap in found:
            sheet = book.add_worksheet(write.words(f"gap.{gap.key}.sheet")[:31])
            sheet.write_string(0, 0, plain(missing.describe(network, gap, write, 0 if gap.of else 6)))
            columns = [
                language.text("cli.col.id", lang),
                language.text("cli.col.name", lang),
                _column(network, gap, lang),
            ]
            for place, name in enumerate(columns):
                sheet.write_string(2, place, name, head)
            for row, ident in enumerate(gap.entities, 3):
                sheet.write_string(row, 0, ident)
                sheet.write_string(row, 1, network.name(ident, lang))
            sheet.set_column(0, 0, 18)
            sheet.set_column(1, 2, 44)
            sheet.freeze_panes(3, 2)


def _column(network: Network, gap: Gap, lang: Language) -> str:
    spec = network.schema.types[gap.type]
    if gap.column in spec.properties:
        return spec.properties[gap.column].label[lang]
    return spec.label[lang] if not gap.column else language.text(f"plan.{gap.column}", lang)
