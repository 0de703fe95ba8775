"""What the network lacks: as sentences, and as a sheet to fill in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from dtz_network import language
from dtz_network.analysis.potential.gaps import Gap, find
from dtz_network.language import Language
from dtz_network.model.network import Network
from dtz_network.report.report_model import Writer, plain
from dtz_network.report.sections import missing
from dtz_network.workflows import files


def tell(network: Network, found: Sequence[Gap], lang: Language, named: int) -> Iterator[str]:
    """Yield each gap as a sentence."""
    write = Writer(lang)
    for gap in found:
        yield plain(missing.describe(network, gap, write, named))


def write_sheet(network: Network, found: Sequence[Gap], path: Path, lang: Language) -> None:
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


__all__ = ["find", "tell", "write_sheet"]
