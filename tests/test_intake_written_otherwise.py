"""Documents in Markdown, with labels set apart by blanks, with a side in a heading and with tables that are not of members; all invented.

The answers were made by hand. Whoever stands in them and is no fact is told.
"""

from __future__ import annotations

from dtz_network.intake import document
from dtz_network.intake.readers import text_lines
from dtz_network.intake.rows import EntityRow, Understood
from dtz_network.model import schema
from tests.test_intake_other_documents import asked, jobs, seats

SCHEMA = schema.shipped()

LABELLED = """REGIODEAL VELUWERAND
Jaarplan en begroting 2025

Inhoud
1. Inleiding ........ 3
2. Wie doet wat ........ 5
3. Begroting ........ 9

2. WIE DOET WAT

2.1 Samenstelling Regiegroep per 1 januari 2025

Onafhankelijk voorzitter     mw. drs. J.M. (Jolanda) Veenstra-Hoekstra
Namens de gemeenten          dhr. P. van den Berg, wethouder Nunspeet
                             mw. S. Kaya, wethouder Harderwijk
                             vacature (gemeente Elburg)
Namens het onderwijs         dhr. dr. W. Oosterhuis, voorzitter CvB Landstede Groep
Namens het bedrijfsleven     mw. L. de Jong, directeur Plastica BV
                             dhr. R. ten Hove, VNO-NCW Midden

2.2 Leden Ambtelijk Kernteam (4):
1) Karin Bos - gemeente Nunspeet (trekker)
2) Youssef El Amrani - gemeente Harderwijk
3) Tessa van 't Hof - provincie Gelderland
4) N.n.b. - gemeente Elburg

2.3 Klankbordgroep Arbeidsmarkt
De klankbordgroep bestaat uit Marieke Slot (UWV), Jan-Willem Drost (CNV) en Fatma Yilmaz (Landstede Groep). Secretaris is Tom Brink.

Afgetreden in 2024: Henk Veldhuis (gemeente Elburg), Ria Dijkstra (VNO-NCW Midden).

3. BEGROTING
Bijdragen gemeenten   120.000
Bijdrage provincie     80.000
Totaal                200.000
"""

MARKDOWN = """# Jaarverslag 2023 – Stichting Maakkracht Twente

## Organisatie

### Bestuur

| Naam | Functie | Organisatie | Benoemd | Aftredend |
|---|---|---|---|---|
| Ir. G.J. Wolters | voorzitter | Wolters Metaal B.V. | 01-01-2020 | 31-12-2023 |
| Drs. E. Nijhuis | penningmeester | Rabobank Twente | 01-07-2021 | 01-07-2025 |
| B. Özdemir MSc | lid | Saxion | 15-03-2022 | |
| Vacature | lid | ROC van Twente | | |

### Raad van Advies

* prof. dr. A. (Anneke) ter Braak – Universiteit Twente, *voorzitter*
* M. Lansink – gemeente Almelo
* J. Kamphuis – Kamphuis Groep / tevens bestuurslid FME

### Team

**Programmamanager:** Wendy Hofstede
**Projectleiders:** Ruud Assink, Petra Mulder en Sjoerd Wiersma
**Communicatie:** Iris Bloem (tot 1 mei 2023), Niek Post (vanaf 1 mei 2023)
"""

BORDER = """Wirtschaftsregion Emsland-Drenthe
Jaarstukken 2024 – Bijlage 3: Overzicht van overleggen en deelnemers

STUURGROEP GRENSREGIO
Voorzitter: B. Krüger, Landrat (Landkreis Emsland)
Leden:
A. Schulte (IHK Osnabrück)
drs. M. Vos, gedeputeerde provincie Drenthe
Wethouder H. Kuik (Coevorden)
Agendalid: R. Meijer (EDR)

WERKGROEP WATERSTOF – bedrijven
Enexis: Joost Reinders
Nedmag: Hanneke Schut en Bas Klok
RWE: dr. Claudia Brandt

WERKGROEP WATERSTOF – kennisinstellingen
Hanze: Elise Groen
Hochschule Osnabrück: Prof. Dr.-Ing. Uwe Lange

PROGRAMMABUREAU
Directeur: Mw. A. Bakker; secretariaat: Loes Prins, tel. 0591-123456, info@example.nl
"""

PROGRAMME = """Economic Board Rijnzone
MEERJARENPROGRAMMA 2024-2027

Bijlage 1  Governance

BESTUUR ECONOMIC BOARD (m.i.v. 1-1-2025)
J. DE GROOT, voorzitter
drs. K.L. van Rijn MBA (Havenbedrijf), vicevoorzitter
mw. ing. T. Postma – TechnoPark / portefeuille Innovatie
Ahmed Ben Ali (mkb-ondernemer)
Prof.dr. H.H. ter Meulen (rector magnificus Universiteit Rijnzone)
vacature onderwijs

Directie-overleg
-  Sanne Vos (directeur)
-  Pim Kok (adjunct-directeur, tot 1 sept. 2024)
-  Ine de Wit (a.i. directeur vanaf 1 sept. 2024)

Portefeuillehouders per gemeente
Gemeente	Portefeuillehouder	Ambtelijk contact
Rijnstad	wethouder L. Bakker	Nina Snel
Dijkhuizen	wethouder O. Demir	Karel Prins
Veenoord	burgemeester A. van Laar	n.n.b.

Raad van Toezicht: mr. F. Blok (voorzitter), C. Aerts en dr. M. Singh

Themagroepen
1. Circulair (trekker: Jos Haan, AVR)
2. Logistiek (trekker: Mia Lange, Havenbedrijf)
Deelnemers themagroep Circulair
Jos Haan, AVR
Lotte Kuipers, Hogeschool Rijnzone
T. Visser, gem. Rijnstad
"""


def of_text(text: str) -> Understood:
    return document.read(text_lines.of_text(text).lines, SCHEMA)


def places(found: Understood) -> list[tuple[str, str, str]]:
    """Return body, side and state of the seats."""
    return [
        (row.references["body"][0].key, "".join(row.values.get("side", ())), "".join(row.values.get("holder_status", ())))
        for row in found.rows
        if isinstance(row, EntityRow) and row.type == "Seat"
    ]  # fmt: skip


def test_labels_that_are_set_apart_are_sides_and_roles() -> None:
    found = of_text(LABELLED)
    board, team = "regiegroep", "ambtelijk kernteam"
    assert seats(found) == {
        ("j.m. (jolanda) veenstra-hoekstra", board, "chair", (), "", ""),
        ("p. van den berg", board, "member", (), "", ""),
        ("s. kaya", board, "member", (), "", ""),
        ("w. oosterhuis", board, "member", ("landstede groep",), "", ""),
        ("l. de jong", board, "member", ("plastica bv",), "", ""),
        ("r. ten hove", board, "member", ("vno-ncw midden",), "", ""),
        ("karin bos", team, "member", ("gemeente nunspeet",), "", ""),
        ("youssef el amrani", team, "member", ("gemeente harderwijk",), "", ""),
        ("tessa van 't hof", team, "member", ("provincie gelderland",), "", ""),
    }
    assert jobs(found) == {
        ("w. oosterhuis", "voorzitter CvB", "landstede groep"),
        ("l. de jong", "directeur", "plastica bv"),
    }
    government, education, business = ((board, side, "") for side in ("government", "education", "business"))
    assert places(found) == [
        government, government, (board, "government", "vacant"), education, business, business, (team, "", "unknown"),
    ]  # fmt: skip
    assert {name for name, _ in asked(found)} == {
        "dhr. P. van den Berg", "mw. S. Kaya", "Karin Bos", "Marieke Slot", "Jan-Willem Drost", "Fatma Yilmaz", "Tom Brink",
        "Henk Veldhuis", "Ria Dijkstra",
    }  # fmt: skip


def test_markdown_is_a_document() -> None:
    assert text_lines.is_prose(MARKDOWN.encode(), "verslag.md")
    assert text_lines.is_prose(MARKDOWN.encode(), "verslag.txt")
    found = of_text(MARKDOWN)
    board, advice, team = "bestuur", "raad van advies", "team"
    assert seats(found) == {
        ("g.j. wolters", board, "chair", ("wolters metaal b.v.",), "2020-01-01", "2023-12-31"),
        ("e. nijhuis", board, "treasurer", ("rabobank twente",), "2021-07-01", "2025-07-01"),
        ("b. ozdemir", board, "member", ("saxion",), "2022-03-15", ""),
        ("a. (anneke) ter braak", advice, "chair", ("universiteit twente",), "", ""),
        ("m. lansink", advice, "member", ("gemeente almelo",), "", ""),
        ("j. kamphuis", advice, "member", ("kamphuis groep",), "", ""),
        ("wendy hofstede", team, "programme_manager", (), "", ""),
        *(
            (name, team, "project_leader", (), "", "")
            for name in ("ruud assink", "petra mulder", "sjoerd wiersma")
        ),
    }
    assert places(found) == [(board, "", "vacant")]
    assert {name for name, _ in asked(found)} == {"J. Kamphuis", "Iris Bloem", "Niek Post"}


def test_below_a_heading_with_a_side_a_label_is_an_organisation() -> None:
    found = of_text(BORDER)
    group, hydrogen, office = "stuurgroep grensregio", "werkgroep waterstof", "programmabureau"
    assert seats(found) == {
        ("b. kruger", group, "chair", ("landkreis emsland",), "", ""),
        ("a. schulte", group, "member", ("ihk osnabruck",), "", ""),
        ("m. vos", group, "member", ("provincie drenthe",), "", ""),
        ("h. kuik", group, "member", ("coevorden",), "", ""),
        ("joost reinders", hydrogen, "member", ("enexis",), "", ""),
        ("hanneke schut", hydrogen, "member", ("nedmag",), "", ""),
        ("bas klok", hydrogen, "member", ("nedmag",), "", ""),
        ("claudia brandt", hydrogen, "member", ("rwe",), "", ""),
        ("elise groen", hydrogen, "member", ("hanze",), "", ""),
        ("dr.-ing. uwe lange", hydrogen, "member", ("hochschule osnabruck",), "", ""),
        ("a. bakker", office, "director", (), "", ""),
    }
    assert jobs(found) == {
        ("b. kruger", "Landrat", "landkreis emsland"),
        ("m. vos", "gedeputeerde", "provincie drenthe"),
        ("h. kuik", "wethouder", "coevorden"),
    }
    assert [side for _, side, _ in places(found)] == ["business"] * 4 + ["education"] * 2
    assert {name for name, _ in asked(found)} == {"R. Meijer", "Mw. A. Bakker"}


def test_who_stands_in_a_table_that_is_not_of_members_is_told() -> None:
    found = of_text(PROGRAMME)
    board, managers, supervisors, group = (
        "bestuur economic board",
        "directie-overleg",
        "raad van toezicht",
        "themagroep circulair",
    )
    assert seats(found) == {
        ("j. de groot", board, "chair", (), "", ""),
        ("k.l. van rijn", board, "vice_chair", ("havenbedrijf",), "", ""),
        ("t. postma", board, "member", ("technopark",), "", ""),
        ("ahmed ben ali", board, "member", (), "", ""),
        ("h.h. ter meulen", board, "member", ("universiteit rijnzone",), "", ""),
        ("sanne vos", managers, "director", (), "", ""),
        ("pim kok", managers, "member", (), "", "2024-08-31"),
        ("ine de wit", managers, "member", (), "2024-09-01", ""),
        ("f. blok", supervisors, "chair", (), "", ""),
        ("c. aerts", supervisors, "member", (), "", ""),
        ("m. singh", supervisors, "member", (), "", ""),
        ("jos haan", group, "member", ("avr",), "", ""),
        ("lotte kuipers", group, "member", ("hogeschool rijnzone",), "", ""),
        ("t. visser", group, "member", ("gem. rijnstad",), "", ""),
    }
    assert jobs(found) == {("h.h. ter meulen", "rector magnificus", "universiteit rijnzone")}
    told = {str(doubt.values["names"]) for doubt in found.doubtful if doubt.key == "list-bodiless"}
    assert told == {"L. Bakker, O. Demir, Karel Prins, A. van Laar"}
    assert places(found) == [(board, "education", "vacant")]


def test_a_word_for_a_theme_after_a_dash_is_part_of_the_name() -> None:
    found = of_text("Werkgroep Zorg - Onderwijs\n- Jan Bos (Alfa)\n- Els Mos (Beta)\n")
    assert {body for _, body, *_ in seats(found)} == {"werkgroep zorg - onderwijs"}
    assert places(found) == []
