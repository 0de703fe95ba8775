"""A person in one line or a signature: what is told by its form, by its words, by its place; what is left is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from dtz_network.cli import main
from dtz_network.intake import signature
from dtz_network.workflows import stores

MAIL = """Beste Piet,

Dank voor je bericht, zie de bijlage.

Met vriendelijke groet,

drs. Jan de Vries
Accountmanager Industrie
Maakfabriek Emmen B.V.
T 0591-123456 | M 06 12 34 56 78
E j.devries@maakfabriek.example | www.maakfabriek.example
Nijverheidsstraat 12, 7811 AB Emmen

Van: Piet Smit
Verzonden: maandag 1 maart 2026
"""


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("Jan Jansen, Bedrijf X, directeur", ("Jan Jansen", "directeur", "Bedrijf X", "", "")),
        ("Jan Jansen, directeur, Bedrijf X B.V., jan@x.example, 06-12345678",
         ("Jan Jansen", "directeur", "Bedrijf X B.V.", "jan@x.example", "0612345678")),
        ("Jansen, Jan de", ("Jansen, Jan de", "", "", "", "")),
        ("Vries, Jan de; gemeente Emmen; wethouder", ("Vries, Jan de", "wethouder", "gemeente Emmen", "", "")),
        ("mevr. A. de Vries-Bakker; gemeente Emmen; beleidsadviseur economie",
         ("mevr. A. de Vries-Bakker", "beleidsadviseur economie", "gemeente Emmen", "", "")),
        (MAIL, ("drs. Jan de Vries", "Accountmanager Industrie", "Maakfabriek Emmen B.V.", "j.devries@maakfabriek.example",
                "0591123456 / 0612345678")),
        ("Mvg Sanne de Wit\nProjectleider | Drenthe College\nsanne@drenthecollege.example\n",
         ("Sanne de Wit", "Projectleider", "Drenthe College", "sanne@drenthecollege.example", "")),
        ("Kind regards,\nTom Smith\nDirector - Alfa Engineering Ltd\n+44 20 7946 0958\n> earlier mail\n",
         ("Tom Smith", "Director", "Alfa Engineering Ltd", "", "+442079460958")),
        ("Groeten,\nEls Bos\nVeldboom\nels@veldboom.example", ("Els Bos", "", "Veldboom", "els@veldboom.example", "")),
    ],
)  # fmt: skip
def test_a_line_or_a_signature_is_read(text: str, cells: tuple[str, ...]) -> None:
    found = signature.read(text).cells
    assert tuple(found.get(column, "") for column in signature.COLUMNS[:5]) == cells


def test_what_is_not_understood_is_told() -> None:
    assert signature.read(MAIL).left == ["Nijverheidsstraat 12, 7811 AB Emmen"]
    assert signature.read("").cells == {}


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("Directeur PlastWerk B.V.\nEmmen", ("Directeur", "PlastWerk B.V.", "Emmen")),
        ("Directeur, PlastWerk B.V.\nEmmen", ("Directeur", "PlastWerk B.V.", "Emmen")),
        ("Directeur, PlastWerk B.V., Emmen", ("Directeur", "PlastWerk B.V.", "Emmen")),
        ("Directeur | PlastWerk B.V. | Emmen", ("Directeur", "PlastWerk B.V.", "Emmen")),
        ("Directeur bij PlastWerk\nEmmen", ("Directeur", "PlastWerk", "Emmen")),
        ("Emmen\nDirecteur-eigenaar PlastWerk B.V.", ("Directeur-eigenaar", "PlastWerk B.V.", "Emmen")),
        ("Managing Director at PlastWerk\nEmmen", ("Managing Director", "PlastWerk", "Emmen")),
        ("Sales Director PlastWerk Ltd", ("Sales Director", "PlastWerk Ltd", "")),
        ("HR-manager Gamma Zorg B.V.\nHoogeveen", ("HR-manager", "Gamma Zorg B.V.", "Hoogeveen")),
        ("Projectleider Drenthe College", ("Projectleider", "Drenthe College", "")),
        ("Adviseur gemeente Emmen", ("Adviseur", "gemeente Emmen", "")),
        ("CEO PlastWerk\nkoen@plastwerk.example", ("CEO", "PlastWerk", "")),
        ("Burgemeester van Emmen", ("Burgemeester", "gemeente Emmen", "")),
        ("Wethouder\nEmmen", ("Wethouder", "gemeente Emmen", "")),
        ("Directeur\nEmmen", ("Directeur", "", "Emmen")),
        ("Directeur Bedrijfsvoering\nPlastWerk", ("Directeur Bedrijfsvoering", "PlastWerk", "")),
        ("Director of Sales\nPlastWerk", ("Director of Sales", "PlastWerk", "")),
        ("Adviseur Economie, Wonen en Zorg\ngemeente Emmen", ("Adviseur Economie, Wonen en Zorg", "gemeente Emmen", "")),
        ("Projectmanager bij het Drenthe College", ("Projectmanager", "Drenthe College", "")),
        ("Voorzitter College van Bestuur\nDrenthe College", ("Voorzitter College van Bestuur", "Drenthe College", "")),
        ("Voorzitter Raad van Bestuur Alfa Zorggroep", ("Voorzitter Raad van Bestuur", "Alfa Zorggroep", "")),
        ("Manager Bedrijfsvoering Gemeente Emmen", ("Manager Bedrijfsvoering", "Gemeente Emmen", "")),
        ("Manager Operations PlastWerk\nkoen@plastwerk.example", ("Manager Operations", "PlastWerk", "")),
        ("Directeur PlastWerk B.V.\nPlastWerk B.V.\nEmmen", ("Directeur", "PlastWerk B.V.", "Emmen")),
        ("Makelaar Bos B.V.", ("", "Makelaar Bos B.V.", "")),
        ("Adviesbureau Bos B.V.\nDirecteur", ("Directeur", "Adviesbureau Bos B.V.", "")),
    ],
)  # fmt: skip
def test_a_line_may_tell_role_and_organisation_and_a_known_place_is_no_role(
    lines: str, told: tuple[str, ...]
) -> None:
    found = signature.read(f"Met vriendelijke groet,\nKoen Bruins\n{lines}\n")
    assert tuple(found.cells.get(column, "") for column in ("Functie", "Organisatie", "Plaats")) == told
    assert found.left == []


@given(st.text(max_size=120))
def test_any_text_is_read_without_error(text: str) -> None:
    found = signature.read(text)
    assert set(found.cells) <= set(signature.COLUMNS)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    for name in ("KEYS", "HOME", "CONFIG"):
        monkeypatch.setenv(f"DTZ_{name}", str(tmp_path / name))
    place = tmp_path / "network.db"
    stores.open_store(place, create=True).close()

    def command(*arguments: str, text: str = "") -> Any:
        words = ["--store", str(place), "--lang", "nl", *arguments]
        return CliRunner().invoke(main.dtz, words, input=text, catch_exceptions=False, standalone_mode=False)

    return command


def test_a_contact_in_one_line_has_its_source_and_is_asked_about(run: Any) -> None:
    done = run("contact", "add", "Jan Jansen, Bedrijf X, directeur", "--met", "bijeenkomst 12-3")
    assert "+ dienstverband Jan Jansen – Bedrijf X (rol: directeur)" in done.stdout
    assert "bijeenkomst 12-3" in run("why", "Jan Jansen").stdout
    assert "Niets nieuws" in run("contact", "add", "Jan Jansen, Bedrijf X, directeur").stderr
    again = run("contact", "add", "-", "--dry-run", text="Mvg,\nJansen, J.\nBedrijf X\n")
    assert "is misschien Jan Jansen" in again.stdout
    joined = run("contact", "add", "-", "--join", text="Groet,\nJ. (Jan) Jansen\nBedrijf X\nj@x.example\n")
    assert "is vrijwel zeker Jan Jansen" in joined.stdout
    assert run("contact", "find", "Jansen").stdout.count("persoon") == 1


def test_what_has_no_place_is_told_without_empty_brackets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DTZ_LANG", "nl")
    base = ["--store", str(tmp_path / "network.db")]
    stores.open_store(tmp_path / "network.db", create=True).close()
    run = CliRunner()
    said = "Jan Jansen\ndirecteur\nAlfa Techniek B.V.\nHoofdstraat 12\n7811 AB Emmen\nDenk aan het milieu voordat u dit bericht afdrukt, en lees onze voorwaarden\n"
    told = run.invoke(main.dtz, [*base, "contact", "add", "-", "--dry-run"], input=said)
    assert "is niet begrepen" in told.output
    assert "()" not in told.output
