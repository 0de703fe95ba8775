"""``python -m tools.example_network``: writes graph/example afresh."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import yaml

from tools.example_network.build import build

FOLDER = Path(__file__).resolve().parents[2] / "graph" / "example"
_SOURCE = """series: verzonnen voorbeeld
kind: list
name: Verzonnen voorbeeldnetwerk
date: "2026-03-01"
ground: geen persoonsgegevens; alles is verzonnen
purpose: uitproberen en toetsen
invented: true
"""


def files() -> dict[str, str]:
    """Return every generated file: name to text."""
    example = build()
    made = {"source.yaml": _SOURCE}
    for kind, rows in sorted(example.tables.items()):
        columns = list(dict.fromkeys(column for row in rows for column in row))
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, columns, lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(rows)
        made[f"{kind}.csv"] = out.getvalue()
    made["planted.yaml"] = "# Generated: what was planted, for tests.\n" + yaml.safe_dump(
        example.planted, allow_unicode=True, sort_keys=True
    )
    return made


def main() -> None:
    """Write all files."""
    for name, text in files().items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
