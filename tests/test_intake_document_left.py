"""Tables of money and lists of projects of a document are no facts, and are told with their heading and place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from docx import Document as WordDocument

from dtz_network.intake import document
from dtz_network.intake.readers import files
from dtz_network.intake.rows import Understood
from dtz_network.model import schema
from dtz_network.workflows import contacts, stores

SCHEMA = schema.shipped()
SEED = Path(os.environ.get("DTZ_TEST_DATA") or ".").parent / "seeds" / "jaarplan-2022.txt"
PLAN = """JAARPLAN 2026

STUURGROEP WONEN:
• Jan Bos (Alfa Techniek)
• Els Vos (Beta Bouw)

Onze projecten in 2026:
• Proef waterstof in de bedrijfshal
• Campus voor techniek
• Kassen verwarmen met restwarmte

Begroting 2026
Programmakosten        € 226.550
Communicatie           115.000,00
Aanjaaggeld            50.000,00
Totaal                 391.550,00
"""


def read(text: str) -> Understood:
    return document.read(files.read_bytes(text.encode(), "plan.txt").lines, SCHEMA)


def left(found: Understood) -> list[tuple[str, object, object]]:
    return [
        (d.key, d.values["heading"], d.values["n"])
        for d in found.doubtful
        if d.key in ("amounts-left", "projects-left")
    ]


def test_money_and_projects_are_told_and_people_are_read_as_before() -> None:
    found = read(PLAN)
    assert left(found) == [
        ("amounts-left", "Begroting 2026", 4), ("projects-left", "Onze projecten in 2026", 3),
    ]  # fmt: skip
    (named,) = [d for d in found.doubtful if d.key == "projects-left"]
    assert (
        named.values["names"]
        == "Proef waterstof in de bedrijfshal, Campus voor techniek, Kassen verwarmen met restwarmte"
    )
    assert named.place == "regel 8"
    assert not [row for row in found.rows if row.type == "Project"]


@pytest.mark.parametrize(
    "text",
    [
        "In 2024 was er 12.500 euro. Daarna niets.\n",
        "STUURGROEP PROJECTEN:\n• Jan Bos (Alfa)\n• Els Vos (Beta)\n• Piet Kok (Gamma)\n",
        "Wij werken aan projecten.\nDat gaat goed.\n",
    ],
)
def test_prose_and_lists_of_people_are_not_told_so(text: str) -> None:
    assert left(read(text)) == []


def test_tables_of_a_word_file_are_told_too(place: Path) -> None:
    made = WordDocument()
    made.add_paragraph("STUURGROEP WONEN:")
    for name in ("Jan Bos (Alfa Techniek)", "Els Vos (Beta Bouw)"):
        made.add_paragraph(name, style="List Bullet")
    made.add_heading("Wat wij doen")
    rows = [("Project", "Wanneer"), ("Proef waterstof", "2026"), ("Campus voor techniek", "2027")]
    table = made.add_table(0, 2)
    for row in rows:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = row
    made.add_heading("Financiën")
    money = made.add_table(0, 2)
    for post, amount in (
        ("Post", "2026"),
        ("Bureau", "€ 226.550"),
        ("Campus", "50.000"),
        ("Totaal", "276.550"),
    ):
        cells = money.add_row().cells
        cells[0].text, cells[1].text = post, amount
    made.save(str(place / "plan.docx"))
    found = document.read(files.read(place / "plan.docx").lines, SCHEMA)
    assert left(found) == [("amounts-left", "Financiën", 3), ("projects-left", "Project, Wanneer", 2)]


@pytest.mark.skipif(not SEED.exists(), reason="the annual plan is not here")
def test_of_the_annual_plan_the_budget_is_told(place: Path) -> None:
    store = stores.open_store(place / "network.db", create=True)
    planned = contacts.plan_import(store, SEED, who="tester")
    told = [(d.values["heading"], d.place) for d in planned.doubtful if d.key == "amounts-left"]
    assert told == [("Begroting 2022 Dutch TechZone", "regel 408"), ("Programmakosten 190.453", "regel 530")]
    store.close()
