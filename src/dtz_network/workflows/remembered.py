"""Mappings that were used once, kept by the headings of their list: the next edition needs none."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from dtz_network.intake.readers.header import squeeze
from dtz_network.intake.readers.table import Table
from dtz_network.workflows import configuration, files


def find(tables: Sequence[Table]) -> Path | None:
    """Return the mapping that was used for a list with these headings, None without one."""
    places = (_place(table) for table in tables)
    return next((place for place in places if place.exists()), None)


def keep(tables: Sequence[Table], mapping: Path) -> None:
    """Remember a mapping for lists with these headings; headings are kept hashed, cells not at all.

    Raises:
        StoreError: the folder cannot be written.
    """
    for table in tables:
        place = _place(table)
        if place.resolve() != mapping.resolve():
            files.write_bytes(mapping.read_bytes(), place)


def _place(table: Table) -> Path:
    headings = "\n".join(sorted(squeeze(column) for column in table.columns))
    name = hashlib.sha256(headings.encode()).hexdigest()[:16]
    return configuration.data_folder() / "mappings" / f"{name}.yaml"
