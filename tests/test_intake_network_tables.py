"""Tables in the words of the model: a combined table may name its types by their labels, and no column is passed over."""

from __future__ import annotations

from dtz_network.intake import network_tables
from dtz_network.intake.readers.table import Table, TableRow
from dtz_network.model import schema as model_schema


def combined(*rows: dict[str, str]) -> Table:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    return Table("lijst.csv", "entities", columns, [TableRow(n, row) for n, row in enumerate(rows, 2)])


def test_a_column_that_a_type_does_not_have_is_told_once_however_the_type_is_named() -> None:
    for kind in ("Company", "bedrijf", "companies"):
        rows = [{"type": kind, "name": f"Bedrijf {n}", "kleur": "rood", "leeg": ""} for n in range(3)]
        found = network_tables.read([combined(*rows)], model_schema.shipped())
        assert [(p.key, p.column) for p in found.problems] == [("unknown-column", "kleur")]
        assert [row.type for row in found.rows] == ["Company"] * 3


def test_a_column_of_one_type_is_no_slip_of_another() -> None:
    rows = [{"type": "bedrijf", "name": "Alfa", "kvk": "90000003"}, {"type": "persoon", "name": "Jan Bos"}]
    found = network_tables.read([combined(*rows)], model_schema.shipped())
    assert (found.problems, [row.type for row in found.rows]) == ([], ["Company", "Person"])
