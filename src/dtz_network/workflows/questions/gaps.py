"""What the network lacks: as sentences, and as a sheet to fill in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from dtz_network.analysis.potential.gaps import Gap, find
from dtz_network.language import Language
from dtz_network.model.network import Network
from dtz_network.report.report_model import Writer, plain
from dtz_network.report.sections import missing
from dtz_network.store.base import Store
from dtz_network.workflows.workbook import writing

_NAMED = 6


def tell(network: Network, found: Sequence[Gap], lang: Language, named: int) -> Iterator[str]:
    """Yield each gap as a sentence."""
    write = Writer(lang)
    for gap in found:
        yield plain(missing.describe(network, gap, write, named))


def write_sheet(store: Store, path: Path, lang: Language) -> None:
    """Write what is missing as a workbook to fill in, a sheet a gap; it is read back as any workbook.

    Raises:
        StoreError: the file cannot be written.
    """
    network, write = store.load(), Writer(lang)
    found = [(gap, plain(missing.describe(network, gap, write, _NAMED))) for gap in find(network)]
    writing.write_gaps(store, network, found, path, lang)


__all__ = ["find", "tell", "write_sheet"]
