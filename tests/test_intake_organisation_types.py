"""Of which type an organisation is by its name: in the languages of the lists that a bureau gets, and honest where nothing tells it."""

from __future__ import annotations

import pytest

from dtz_network.intake import organisation_types
from dtz_network.intake.organisation_types import guessed_type, is_company

GOVERNMENTS = (
    "Stadt Nordhorn", "Landkreis Emsland", "Samtgemeinde Emlichheim", "Wirtschaftsministerium", "Aalborg Kommune",
    "Region Midtjylland", "Malmö kommun", "Göteborgs stad", "Ville de Lille", "Conseil départemental du Nord",
    "Ministère de l'Éducation", "Ayuntamiento de Sevilla", "Comune di Bologna", "Norfolk County Council",
    "Veiligheidsregio Drenthe", "Wetterskip Fryslân", "Kamer van Koophandel", "Ministerium für Schule und Bildung",
    "Göteborgsregionens kommunalförbund", "Province of Drenthe",
)  # fmt: skip
SCHOOLS = (
    "Universität Bremen", "UNIVERSITAET INNSBRUCK", "Hochschule Emden/Leer", "Berufsbildende Schulen Nordhorn",
    "Aarhus Universitet", "Chalmers tekniska högskola", "Université de Lille", "Lycée Colbert", "Universidad de Sevilla",
    "Politecnico di Milano", "TU Delft", "Saxion", "RSG Ter Apel", "Stiftung Universität Hildesheim",
    "Institute of Technology Otterstown", "Volker Wessels vakschool B.V.", "mboRijnland",
)  # fmt: skip
ASSOCIATIONS = (
    "Otterhilfe e. V.", "Lernhaus Zwanenborn e.V.", "Kompetenzzentrum Holz eV", "Handwerkskammer Zwanenborn", "IHK Osnabrück",
    "Zwanenborner Heimstiftung", "Foreningen Norden", "Stiftelsen Minerva", "Fédération des loutres", "Fundación Azul",
    "Chamber of Commerce Limerick", "Otterstown Swimming Club", "The Otter Province ekonomisk förening", "Wandelvereniging De Zwerfkei",
)  # fmt: skip
COMPANIES = (
    "Stadtwerke Lingen GmbH", "Stadt Zwanenborn Marketing GmbH", "Van der Stad Bouw B.V.", "Loutre Services Sàrl", "Zwaan AB",
    "Verbandstoffabriek Zwart B.V.", "Schoolstraat Bakkerij", "Reiher Medien GbR",
)  # fmt: skip


@pytest.mark.parametrize(
    ("names", "kind"),
    [(GOVERNMENTS, "Government"), (SCHOOLS, "School"), (ASSOCIATIONS, "Association"), (COMPANIES, "Company")],
)
def test_a_name_tells_the_type_in_many_languages(names: tuple[str, ...], kind: str) -> None:
    assert {name: guessed_type(name) for name in names} == dict.fromkeys(names, kind)


def test_on_what_a_guess_rests_is_said() -> None:
    by = {
        (name, kind): organisation_types.doubt(name, kind, "", "side").values["by"]
        for name, kind in (("Alfa B.V.", "Company"), ("Alfa", "School"), ("Stichting Alfa", "Association"))
    }
    assert [*by.values()] == ["name", "side", "name"]
    assert organisation_types.doubt("Alfa", "Company", "").values["by"] == "nothing"
    assert [is_company(name) for name in ("Alfa nv", "Sociëteit De Ab", "Beta A/S")] == [True, False, True]
