"""An invented plan and invented minutes of another bureau: sentences above a list, former members, chapters without a body."""

from __future__ import annotations

from dtz_network.intake import document
from dtz_network.intake.readers import text_lines
from dtz_network.intake.rows import RelationRow, Understood
from dtz_network.model import schema

PLAN = """2.1 Algemeen bestuur
Het algemeen bestuur telt negen zetels: drie namens de overheid en zes namens anderen.
De zittingstermijn is vier jaar.

Overheid
- Bert Wolters (voorzitter), wethouder gemeente Turfhaven
Bedrijfsleven
- Henk Kuipers, Kuipers Pompen B.V.
- Ibrahim el Amrani – Turfhaven Staal (afgetreden per 1 juli 2024)

2.2 Raad van Advies
Voorzitter: C. de Boer (Stichting Groene Vaart)
Leden: P. van der Meer (Hogeschool Noordveen), K. Zaaijer (Zaaijer Logistiek) en J. Hoving.

2.3 Kerngroep Arbeidsmarkt
- Lieke Postma (ROC De Venne)
- Wim Zaaijer (Zaaijer Logistiek)

2.4 Het team
Directeur: Maria Tuin
"""


def read(text: str) -> Understood:
    return document.read(text_lines.of_text(text).lines, schema.shipped())


def seats(found: Understood) -> set[tuple[str, str, tuple[str, ...], str, str]]:
    return {
        (row.source.key, row.target.key, tuple(ref.key for ref in row.references.get("on_behalf_of", ())), row.since, row.until)
        for row in found.rows
        if isinstance(row, RelationRow) and row.type == "Membership"
    }  # fmt: skip


def test_each_list_is_of_its_body_and_each_organisation_of_its_member() -> None:
    assert seats(read(PLAN)) == {
        ("bert wolters", "algemeen bestuur", ("gemeente turfhaven",), "", ""),
        ("henk kuipers", "algemeen bestuur", ("kuipers pompen b.v.",), "", ""),
        ("ibrahim el amrani", "algemeen bestuur", ("turfhaven staal",), "", "2024-06-30"),
        ("c. de boer", "raad van advies", ("stichting groene vaart",), "", ""),
        ("p. van der meer", "raad van advies", ("hogeschool noordveen",), "", ""),
        ("k. zaaijer", "raad van advies", ("zaaijer logistiek",), "", ""),
        ("j. hoving", "raad van advies", (), "", ""),
        ("lieke postma", "kerngroep arbeidsmarkt", ("roc de venne",), "", ""),
        ("wim zaaijer", "kerngroep arbeidsmarkt", ("zaaijer logistiek",), "", ""),
    }


def test_who_was_there_in_one_line_is_told_and_no_member() -> None:
    found = read(
        "Notulen Stuurgroep Vitale Venne\nAanwezig: dhr. B. Wolters (voorzitter, gemeente Turfhaven), mw. L. Postma (ROC De Venne)\n"
        "Afwezig m.k.: Jan Bos (Turfhaven Staal)\n"
    )
    assert seats(found) == set()
    told = " ".join(str(doubt.values["names"]) for doubt in found.doubtful if doubt.key == "list-attending")
    assert all(name in told for name in ("B. Wolters", "L. Postma", "Jan Bos"))


def test_members_below_no_heading_of_a_body_are_told() -> None:
    found = read("3 Wie wij zijn\n- Jan Bos (Alfa Techniek), penningmeester\n- Anna Vos – Beta Metaal\n")
    assert seats(found) == set()
    assert {doubt.values["name"] for doubt in found.doubtful if doubt.key == "mentioned"} == {
        "Jan Bos",
        "Anna Vos",
    }


def test_a_role_in_front_is_no_part_of_the_name_and_the_team_without_a_body_is_told() -> None:
    found = read(
        "2.3 Kerngroep Arbeidsmarkt\nLid | Wim Bos | Zaaijer Logistiek\nLid | Maria Dekker | UWV\n\n2.4 Het team\nDirecteur: Anna Tuin\n"
    )
    assert {seat[0] for seat in seats(found)} == {"wim bos", "maria dekker"}
    assert "Anna Tuin" in {doubt.values["name"] for doubt in found.doubtful if doubt.key == "mentioned"}
