"""What an edition withholds is gone: from the network, and from every byte of a page made of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dtz_network import resources
from dtz_network.edition.naming import Names
from dtz_network.edition.withholding import EDITIONS, Edition, withheld_ties, withhold
from dtz_network.model import schema
from dtz_network.model.changes import Source
from dtz_network.model.network import Network
from dtz_network.store.base import Store
from dtz_network.view import graph_view
from dtz_network.view.page import page
from tests.view_networks import entity, network, tie

SECRETS = {
    "public": (
        "Karel Geheim", "karel@example.org", "0612345678", "linkedin.com/in/karel", "geheime notitie",
        "Vergeet mij niet", "samen de weg op", "gesprek over geld", "Restwarmte aangeboden", "niet openbare map",
    ),
    "partner": (
        "karel@example.org", "0612345678", "linkedin.com/in/karel", "geheime notitie", "Vergeet mij niet",
        "samen de weg op", "gesprek over geld", "niet openbare map",
    ),
    "internal": (),
}  # fmt: skip


@pytest.fixture
def told() -> Network:
    """A network in which something is secret in every way that an edition knows."""
    people = [
        entity("e-karel", "Person", name="Karel Geheim", email="karel@example.org", phone="0612345678",
               linkedin="https://linkedin.com/in/karel", note="geheime notitie"),
        entity("e-openbaar", "Person", name="Ada Openbaar", email="ada@example.org", description="kent Karel Geheim"),
    ]  # fmt: skip
    things = [
        entity("e-firma", "Company", name="Firma Zon", note="geheime notitie", description="Opgericht door karel GEHEIM."),
        entity("e-board", "GovernanceBody", name="Stuurgroep Zon", kind="steering_group"),
        entity("e-seat", "Seat", name="zetel van Karel Geheim", body="e-board", holder_status="filled"),
        entity("e-action", "Action", name="Vergeet mij niet", assignee="e-karel"),
        entity("e-talk", "Event", name="gesprek over geld", kind="conversation"),
        entity("e-offer", "Offer", name="Restwarmte aangeboden", by="e-firma"),
        entity("e-cluster", "Cluster", name="Cluster Zon", lead="e-openbaar"),
        entity("e-own", "Company", "niet openbare map", "s-own", name="Firma Maan"),
    ]  # fmt: skip
    ties = [
        tie("r-1", "Membership", ("e-openbaar", "e-board"), "chair", on_behalf_of=("e-firma",)),
        tie("r-2", "Membership", ("e-karel", "e-board"), "adviser", seat="e-seat"),
        tie("r-3", "Employment", ("e-karel", "e-firma"), "directeur"),
        tie("r-4", "Contact", ("e-openbaar", "e-firma")),
        tie("r-5", "Introduction", ("e-firma", "e-own"), reason="samen de weg op"),
        tie("r-6", "Employment", ("e-openbaar", "e-firma"), "adviseur"),
    ]
    return network([*people, *things], ties)


def test_what_a_mail_or_card_is_called_stays_inside() -> None:
    sources = {
        "s-list": Source("s-list", "leden", "list", "Ledenlijst.csv"),
        "s-mail": Source("s-mail", "mail", "list", "Klacht van Karel.EML"),
    }
    firms = [
        entity("e-zon", "Company", name="Firma Zon"),
        entity("e-maan", "Company", "", "s-mail", name="Firma Maan"),
    ]
    whole = network(firms, (), sources)
    for edition in ("public", "partner"):
        assert {source.name for source in withhold(whole, edition).sources.values()} == {"Ledenlijst.csv", ""}
    assert withhold(whole, "internal").sources["s-mail"].name == "Klacht van Karel.EML"


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_withheld_string_is_in_the_page(told: Network, edition: Edition) -> None:
    written = page(graph_view.build(withhold(told, edition), "nl", edition)).casefold()
    found = [secret for secret in SECRETS[edition] if secret.casefold() in written]
    assert not found


@pytest.mark.parametrize("edition", ["public", "partner"])
def test_a_meeting_that_was_named_after_who_was_there_loses_that_name(
    told: Network, edition: Edition
) -> None:
    event = entity(
        "e-met", "Event", name="Ada Openbaar, Karel Geheim", kind="meeting", body="e-board", date="2022-11-02"
    )
    named = entity("e-named", "Event", name="Zondag met Ada Openbaar", kind="meeting")
    there = [tie(f"r-{n}", "Attendance", (who, "e-met")) for n, who in enumerate(("e-openbaar", "e-karel"))]
    whole = network([*told.entities.values(), event, named], [*told.relationships, *there])
    shown = withhold(whole, edition)
    assert shown.name("e-met") == "bijeenkomst Stuurgroep Zon van 2 november 2022"
    assert shown.name("e-named") == "Zondag met Ada Openbaar"
    assert "Ada Openbaar, " not in page(graph_view.build(shown, "nl", edition))
    assert withhold(whole, "internal").name("e-met") == "Ada Openbaar, Karel Geheim"


OWN = """\
name: {name}
kind: entity
extends: {extends}
label: {{nl: {name}, en: {name}}}
plural: {{nl: {name}, en: {name}}}
article: de
description: {{nl: Een eigen soort, en: A type of its own}}
look: {{shape: square, colour: '#117733'}}
"""


@pytest.mark.parametrize("edition", EDITIONS)
def test_types_of_a_bureau_are_withheld_as_those_that_they_extend(
    told: Network, edition: Edition, tmp_path: Path
) -> None:
    own = {"Person": "Researcher", "Event": "Lunch", "Action": "Chore", "Offer": "Gift"}
    (tmp_path / "schema").mkdir()
    for extends, name in own.items():
        (tmp_path / "schema" / f"{name}.yaml").write_text(
            OWN.format(name=name, extends=extends), encoding="utf-8"
        )
    entities = {i: replace(e, type=own.get(e.type, e.type)) for i, e in told.entities.items()}
    network = replace(told, schema=schema.load(resources.graph_folder(), tmp_path), entities=entities)
    html = page(graph_view.build(withhold(network, edition), "nl", edition))
    assert [secret for secret in SECRETS[edition] if secret.casefold() in html.casefold()] == []
    assert ("Karel Geheim" in html) == (edition != "public")


def test_what_a_joined_record_is_called_is_withheld_as_a_name(told: Network) -> None:
    """A person who was joined with another record is not named by what that record is called, an organisation is."""
    joined = {
        "e-karel": ("Karel Anders",),
        "e-openbaar": ("Ada Ooit",),
        "e-firma": ("Zon en Zoon", "Zaak van Karel Anders"),
    }
    named = {i: replace(e, joined=joined.get(i, ())) for i, e in told.entities.items()}
    kept = named["e-own"]
    note = (replace(kept.values["name"][0], value="Hulp van Karel Anders"),)
    named["e-own"] = replace(kept, values={**kept.values, "description": note})
    all_told = replace(told, entities=named)
    cases: tuple[tuple[Edition, tuple[str, ...]], ...] = (
        ("public", ("Karel Anders", "Ada Ooit")),
        ("partner", ("Ada Ooit",)),
    )
    for edition, gone in cases:
        text = page(graph_view.build(withhold(all_told, edition), "nl", edition))
        assert "Zon en Zoon" in text
        assert [name for name in gone if name in text] == []
    assert withhold(all_told, "internal").entities["e-karel"].names == ["Karel Geheim", "Karel Anders"]


def test_the_internal_edition_withholds_nothing(told: Network) -> None:
    assert withhold(told, "internal") is told
    written = page(graph_view.build(told, "nl", "internal"))
    assert all(secret in written for secret in SECRETS["public"])


def test_public_shows_people_only_in_their_public_role(told: Network) -> None:
    shown = withhold(told, "public")
    assert [e.name for e in shown.of_type("Person")] == ["Ada Openbaar"]
    assert [t.id for t in shown.relationships] == ["r-1"]
    assert shown.entities["e-cluster"].get("lead") == ""


def test_partner_shows_names_and_roles(told: Network) -> None:
    shown = withhold(told, "partner")
    assert [t.id for t in shown.relationships] == ["r-1", "r-2", "r-3", "r-6"]
    assert "Karel Geheim" in [e.name for e in shown.of_type("Person")]


def test_a_seat_whose_holder_is_left_out_is_withheld_and_not_unknown(told: Network) -> None:
    assert withhold(told, "public").entities["e-seat"].get("holder_status") == "withheld"
    assert withhold(told, "partner").entities["e-seat"].get("holder_status") == "filled"


def test_what_is_left_out_is_told_by_type(told: Network) -> None:
    assert withheld_ties(told, withhold(told, "public")) == {
        "Membership",
        "Employment",
        "Contact",
        "Introduction",
    }
    assert withheld_ties(told, withhold(told, "internal")) == frozenset()


def test_the_plan_shows_all_board_and_team_members(plan_store: Store) -> None:
    whole = plan_store.load()
    shown = withhold(whole, "public")
    assert len(shown.ties("Membership")) == len(whole.ties("Membership")) == 32
    assert len(shown.of_type("Person")) == 27
    assert "Jan Nap" not in page(graph_view.build(shown, "nl", "public"))


def test_a_company_called_like_a_person_keeps_its_name() -> None:
    found = withhold(
        network([entity("a", "Person", name="Jan de Vries"), entity("b", "Company", name="Jan de Vries")]),
        "public",
    )
    assert [e.name for e in found.entities.values()] == ["Jan de Vries"]


def test_names_are_found_in_any_spelling_and_only_whole() -> None:
    names = Names([entity("a", "Person", name="Henriëtte van der Werff")])
    assert names.within("met HENRIETTE van der Werff gesproken")
    assert not names.within("met Henriëtte van der Werffhorst gesproken")
    assert not names.within("")
