"""Planning an import against what the series said last, and what is doubtful about contact lists."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dtz_network.errors import InputError, ProblemsError
from dtz_network.intake import plan_lines
from dtz_network.model.changes import Tie
from dtz_network.store.base import Store
from dtz_network.workflows import contacts, provenance, stores

Import = Callable[..., contacts.Import]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("DTZ_KEYS", str(tmp_path / "keys"))
    made = stores.open_store(tmp_path / "network.db", create=True)
    yield made
    made.close()


@pytest.fixture
def read(store: Store, tmp_path: Path) -> Import:
    """Plan (and unless told otherwise apply) a list written as CSV."""

    def plan(
        text: str, name: str = "leden.csv", *, apply: bool = True, join: bool = False
    ) -> contacts.Import:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        planned = contacts.plan_import(store, path, who="tester")
        if apply:
            contacts.apply_import(store, planned, join=join)
        return planned

    return plan


LIST = "Naam;Organisatie;Functie;E-mail;Telefoon;Sinds\nJan Jansen;Alfa B.V.;inkoper;jan@alfa.example;0612345678;2020\n"


def test_a_thinner_list_erases_nothing_and_a_fuller_one_adds(store: Store, read: Import) -> None:
    read(LIST)
    thin = read(
        "Naam;Organisatie;Functie;E-mail;Telefoon;Sinds\nJan Jansen;Alfa B.V.;inkoper;jan@alfa.example;;\n"
    )
    assert thin.plan.changes.changes == 0
    fuller = read(
        LIST.replace("2020", "2020").replace("Sinds", "Sinds;Tot").replace(";2020\n", ";2020;2024\n")
    )
    assert [line.sign for line in fuller.plan.lines()] == ["changed"]
    (tie,) = store.load().ties("Employment")
    assert (tie.role, tie.since, tie.until) == ("inkoper", "2020", "2024")


def test_a_changed_value_replaces_what_the_same_series_said(store: Store, read: Import) -> None:
    read(LIST)
    changed = read(LIST.replace("0612345678", "0687654321"))
    assert len(changed.plan.changes.retractions) in (0, 1)
    (person,) = store.load().of_type("Person")
    assert "0687654321" in person.all("phone")
    assert len(changed.plan.changes.records) == 0


def test_who_is_missing_from_this_years_list_stays(store: Store, read: Import) -> None:
    read(LIST + "Piet Pietersen;Beta B.V.;chef;;;\n")
    assert read(LIST).plan.changes.changes == 0
    assert len(store.load().of_type("Person")) == 2


def test_two_equal_rows_are_two_records(store: Store, read: Import) -> None:
    read("Naam;Organisatie\nJan Jansen;Alfa\nJan Jansen;Alfa\n")
    assert len(store.load().of_type("Person")) == 2
    assert len(store.load().of_type("Company")) == 1


def test_a_new_role_leaves_the_old_one_standing(store: Store, read: Import) -> None:
    read(LIST)
    read(LIST.replace("Alfa B.V.", "Beta B.V."))
    ties = store.load().ties("Employment")
    assert len(ties) == 2
    assert [tie.until for tie in ties] == ["", ""]


def test_a_known_person_in_another_list_is_shown_and_only_joined_on_request(
    store: Store, read: Import
) -> None:
    read(LIST)
    planned = read(LIST, "deelnemers.csv")
    assert {(m.row[0], m.sure) for m in planned.matches} == {("Person", True), ("Company", True)}
    assert len(store.load().of_type("Person")) == 2
    read(LIST.replace("Sinds", "Vanaf"), "derde.csv", join=True)
    network = store.load()
    assert max(len(e.aliases) for e in network.of_type("Person")) == 1
    judged = [
        line
        for e in network.of_type("Person")
        for line in store.history(e.id)
        if line.stated.kind == "judgement"
    ]
    assert all("jan@alfa.example" in line.stated.said.evidence for line in judged)  # type: ignore[union-attr]
    assert judged


def test_a_shared_mailbox_is_no_evidence(store: Store, read: Import) -> None:
    read("Naam;E-mail\nJan Jansen;info@alfa.example\n")
    planned = read("Naam;E-mail\nPiet Pietersen;info@alfa.example\n", "andere.csv")
    assert planned.matches == []


def test_guesses_and_unread_columns_are_named(read: Import) -> None:
    planned = read("Naam;Organisatie;Geboortedatum;Lievelingskleur\nJan;gemeente Emmen;1970;rood\n")
    said = {(d.key, *d.values.values()) for d in planned.doubtful}
    assert ("type-guessed", "gemeente Emmen", "Government", "name") in said
    assert ("column-unknown", "Lievelingskleur") in said
    assert planned.not_read == ["Geboortedatum"]


def test_every_slip_of_a_file_is_told_at_once(store: Store, read: Import) -> None:
    with pytest.raises(ProblemsError) as caught:
        read(
            "Naam;Organisatie;E-mail;Sinds\nJan;Alfa;geen;2020\nPiet;Beta;piet@beta.example;maart\n;;;2021\n"
        )
    told = caught.value.message("nl")
    for part in (
        "rij 2, kolom E-mail",
        "rij 3, kolom Sinds",
        "rij 4",
    ):
        assert part in told
    assert store.info().changesets == 0


def test_a_sector_that_is_not_known_is_told_and_stops_no_list(store: Store, read: Import) -> None:
    planned = read(
        "Naam;Organisatie;Branche\nJan;Alfa;metaall\nPiet;Beta;metaal\nEls;Gamma;onzin\nAns;Delta;onzin\n"
    )
    told = [dict(doubt.values) for doubt in planned.doubtful if doubt.key == "sectors-unknown"]
    assert told == [{"column": "Branche", "values": "metaall (metaal, metal?), onzin"}]
    network = store.load()
    assert [network.name(tie.source) for tie in network.ties("Activity")] == ["Beta"]
    assert len(network.of_type("Person")) == 4


def test_a_dutch_number_gets_its_zero_back_and_a_kvk_number_its_zeros(store: Store, read: Import) -> None:
    read("Naam;Organisatie;Mobiel;KvK-nummer\nJan;Alfa;612345678;4012345\n")
    network = store.load()
    assert network.of_type("Person")[0].get("phone") == "0612345678"
    assert network.of_type("Company")[0].get("kvk") == "04012345"


def test_a_list_of_a_body_gives_members_with_their_organisation(store: Store, read: Import) -> None:
    read("Naam;Organisatie;Stuurgroep;Rol in overleg\nJan Jansen;Alfa;Stuurgroep Noord;voorzitter\n")
    network = store.load()
    (tie,) = network.ties("Membership")
    assert (network.name(tie.target), tie.role) == ("Stuurgroep Noord", "chair")
    assert [network.name(o) for o in tie.all("on_behalf_of")] == ["Alfa"]


def test_a_row_takes_back_only_what_it_restates_whole(store: Store, read: Import) -> None:
    read(LIST)
    changed = read(
        "Naam;Organisatie;Functie;E-mail;Tot\nJan Jansen;Alfa B.V.;inkoper;jan@alfa.example;2024\n"
    )
    assert changed.plan.changes.retractions == ()
    (tie,) = store.load().ties("Employment")
    assert (tie.role, tie.since, tie.until) == ("inkoper", "2020", "2024")


def test_cells_about_an_organisation_that_the_row_does_not_name_are_told(read: Import) -> None:
    planned = read("Naam;Sector\nJan;metaal\n")
    assert [(d.key, d.values) for d in planned.doubtful] == [("no-organisation", {"columns": "Sector"})]


COMBINED = """type;key;name;holder;contact;last_contact;funder;funded;year;amount
Person;ans;Ans Contact;;;;;;;
Company;alfa;Alfa B.V.;;;;;;;
Project;waterstof;Waterstof;;;;;;;
Contact;;;Person/ans;Company/alfa;2024-03-01;;;;
Funding;;;;;;Company/alfa;Project/waterstof;2023;1000
Funding;;;;;;Company/alfa;Project/waterstof;2024;2000
"""


def test_a_detail_that_changed_is_no_second_tie_but_another_year_is(store: Store, read: Import) -> None:
    read(COMBINED, "relaties.csv")
    changed = read(COMBINED.replace("2024-03-01", "2025-06-02").replace("2000", "2500"), "relaties.csv")
    network = store.load()
    (contact,) = network.ties("Contact")
    assert contact.get("last_contact") == "2025-06-02"
    assert sorted((tie.get("year"), tie.get("amount")) for tie in network.ties("Funding")) == [
        ("2023", "1000"), ("2024", "2500"),
    ]  # fmt: skip
    said = [line.words(store.schema, "en") for line in changed.plan.lines()]
    assert said == [
        "~ contact Ans Contact – Alfa B.V. (last contact: 2024-03-01 → 2025-06-02)",
        "~ funding Alfa B.V. – Waterstof (amount: €2,000 → €2,500)",
    ]


def test_people_of_one_name_without_a_key_are_two_in_any_order(store: Store, read: Import) -> None:
    rows = ["Jan Jansen;jan@alfa.example", "Jan Jansen;jan@beta.example", "Piet;piet@alfa.example"]
    read("\n".join(["name;email", *rows, ""]), "Person.csv")
    found = sorted((e.name, tuple(e.all("email"))) for e in store.load().of_type("Person"))
    assert found == [
        ("Jan Jansen", ("jan@alfa.example",)),
        ("Jan Jansen", ("jan@beta.example",)),
        ("Piet", ("piet@alfa.example",)),
    ]
    assert read("\n".join(["name;email", *rows[::-1], ""]), "Person.csv").plan.changes.changes == 0


def test_a_date_that_is_told_more_precisely_shows_the_value_once(store: Store, read: Import) -> None:
    for since in ("", "2022", "2022-03"):
        read(f"key;name;email;since\nans;Ans;ans@alfa.example;{since}\n", "Person.csv")
    (person,) = store.load().of_type("Person")
    assert [(value.value, value.since) for value in person.values["email"]] == [
        ("ans@alfa.example", "2022-03")
    ]


def test_a_plan_in_english_has_no_dutch_words(read: Import, store: Store) -> None:
    tables = "type;key;name;person;body;role\nPerson;a;Ans;;;\nGovernanceBody;b;Board;;;\nMembership;;;Person/a;GovernanceBody/b;chair\n"
    planned = read(tables, "relationships.csv")
    assert [line.words(store.schema, "en") for line in planned.plan.lines()][-1].endswith("(role: chair)")
    assert [line.words(store.schema, "nl") for line in planned.plan.lines()][-1].endswith("(rol: voorzitter)")


def test_equal_rows_of_a_contact_list_in_another_order_change_nothing(store: Store, read: Import) -> None:
    head = "Naam;Organisatie;Functie;E-mail\n"
    rows = ["Jan;Alfa;inkoper;\n", "Jan;Alfa;inkoper;\n", "Jan;Beta;chef;\n", "Ans;Alfa;;ans@alfa.example\n"]
    read(head + "".join(rows))
    before = list(store.dump(history=False))
    assert read(head + "".join(rows[::-1])).plan.changes.changes == 0
    assert list(store.dump(history=False)) == before


def test_cells_in_each_others_column_are_put_right_and_told(store: Store, read: Import) -> None:
    planned = read(
        "Naam;Organisatie;E-mail;Telefoon\n"
        "Jan de Vries;Alfa Techniek B.V.;;\n"
        "Beta Metaal B.V.;mevr. P. Smit;06-12345678;p.smit@beta.example\n"
    )
    network = store.load()
    piet = next(e for e in network.of_type("Person") if e.name == "P. Smit")
    assert (piet.get("title"), piet.all("email"), piet.all("phone")) == (
        "mevr.",
        ["p.smit@beta.example"],
        ["06-12345678"],
    )
    assert {e.name for e in network.of_type("Company")} == {"Alfa Techniek B.V.", "Beta Metaal B.V."}
    told = [(d.key, d.values["value"], d.place) for d in planned.doubtful if d.key == "cells-exchanged"]
    assert told == [("cells-exchanged", "06-12345678", "3"), ("cells-exchanged", "Beta Metaal B.V.", "3")]


def test_names_are_put_in_order_and_remarks_beside_them(store: Store, read: Import) -> None:
    planned = read(
        "Naam;Organisatie;E-mail;Telefoon;Opmerking\n"
        "Vries, drs. J.P. (Jan) de;Alfa;a@alfa.example, b@alfa.example;0592-123456 / 06-12345678;belt zelf\n"
        "BAKKER-DE GROOT, ANNA (komt later);gem. Emmen;;;\n"
        "Annette Verhoef en Robert Dreier;Beta;;;\n"
    )
    network = store.load()
    jan = next(e for e in network.of_type("Person") if "Vries" in e.name)
    assert (jan.name, jan.get("title"), jan.get("note")) == ("J.P. (Jan) de Vries", "drs.", "belt zelf")
    assert sorted(jan.all("email")) == ["a@alfa.example", "b@alfa.example"]
    assert sorted(jan.all("phone")) == ["0592123456", "0612345678"]
    anna = next(e for e in network.of_type("Person") if "Bakker" in e.name)
    assert (anna.name, anna.get("note")) == ("Anna Bakker-de Groot", "komt later")
    assert {"Annette Verhoef", "Robert Dreier"} <= {e.name for e in network.of_type("Person")}
    assert [e.name for e in network.of_type("Government")] == ["gem. Emmen"]
    keys = [d.key for d in planned.doubtful]
    assert (keys.count("name-remark"), keys.count("several-people")) == (1, 1)


def test_a_place_is_where_an_organisation_stands_and_lies_in_its_municipality(
    store: Store, read: Import
) -> None:
    read("Naam;Organisatie;Plaats;Gemeente\nJan Bos;Alfa;Klazienaveen;gemeente Emmen\nPiet Vos;Beta;Assen;\n")
    network = store.load()
    said = {
        (t.type, network.name(t.source), network.name(t.target)) for t in network.ties("Location", "PartOf")
    }
    assert said == {
        ("Location", "Alfa", "Emmen"),
        ("PartOf", "Klazienaveen", "Emmen"),
        ("Location", "Beta", "Assen"),
    }
    assert {e.name: e.get("kind") for e in network.of_type("Region")} == {
        "Emmen": "municipality", "Klazienaveen": "place", "Assen": "municipality",
    }  # fmt: skip


def test_who_is_gone_from_a_list_is_asked_about_and_stays(store: Store, read: Import) -> None:
    board = "Naam;Organisatie;Overleg\nJan Bos;Alfa;Stuurgroep\nPiet Vos;Beta;Stuurgroep\n"
    assert list(read(board).still) == []
    planned = read("Naam;Organisatie;Overleg\nJan Bos;Alfa;Stuurgroep\n")
    assert [(s.name, s.kind, s.of, s.now) for s in planned.still] == [
        ("Piet Vos", "Employment", "Beta", ""), ("Piet Vos", "Membership", "Stuurgroep", ""),
    ]  # fmt: skip
    network = store.load()
    assert len(network.ties("Membership")) == 2
    assert {s.tie for s in planned.still} <= {tie.id for tie in network.relationships}


def test_another_employer_is_a_question_about_the_first(store: Store, read: Import) -> None:
    read("Naam;Organisatie;E-mail\nJan Bos;Alfa;jan@bos.example\n")
    planned = read("Naam;Organisatie;E-mail\nJan Bos;Beta;jan@bos.example\n", "nieuw.csv")
    assert [(s.name, s.of, s.now) for s in planned.still] == [("Jan Bos", "Alfa", "Beta")]
    assert [tie.until for tie in store.load().ties("Employment")] == ["", ""]
    again = read("Naam;Organisatie;E-mail\nJan Bos;Alfa B.V.;jan@bos.example\n", "derde.csv")
    assert [s.of for s in again.still if s.of == "Alfa"] == []


GOOGLE = (
    "Name,Given Name,Additional Name,Family Name,Birthday,Group Membership,E-mail 1 - Type,E-mail 1 - Value,E-mail 2 - Type,E-mail 2 - Value,"
    "Phone 1 - Type,Phone 1 - Value,Address 1 - Street,Organization 1 - Name,Organization 1 - Title\n"
    '"Werff, Enno",Enno,van der,Werff,1970-01-01,* My Contacts,* Home,enno@thuis.example,Work,enno@alfa.example ::: e.werff@alfa.example,'
    "Work Fax,0591-111111,Straat 1,Alfa-college,docent\n"
)
OUTLOOK = (
    '"Aanspreektitel","Voornaam","Middelste naam","Achternaam","Bedrijf","Functie","Werkadres, plaats","Telefoon op werk","Telefoon thuis","Mobiele telefoon","E-mailadres","E-mailadres 2","Verjaardag","Notities","Webpagina"\n'
    '"drs.","Jan","de","Vries","Alfa B.V.","directeur","Emmen","0591-123456","0591-999999","06-12345678","jan@alfa.example","j.devries@alfa.example","1-1-1970","belt zelf","www.alfa.example"\n'
)
LINKEDIN = (
    "Notes:\nSome connections have no address.\n\nFirst Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Alice,Johnson,https://www.linkedin.example/in/alice,alice@tech.example,TechCorp,CTO,15 Jan 2023\n"
)


def test_exports_of_google_outlook_and_linkedin_are_read(store: Store, read: Import) -> None:
    google = read(GOOGLE, "google.csv")
    read(OUTLOOK, "outlook.csv")
    read(LINKEDIN, "Connections.csv")
    people = {e.name: e for e in store.load().of_type("Person")}
    enno, jan, alice = people["Enno van der Werff"], people["Jan de Vries"], people["Alice Johnson"]
    assert sorted(enno.all("email")) == ["e.werff@alfa.example", "enno@alfa.example"]
    assert enno.all("phone") == []
    assert google.not_read == ["Birthday", "Address 1 - Street", "E-mail 1 - Value (home)"]
    assert (jan.get("title"), jan.get("note"), sorted(jan.all("phone"))) == (
        "drs.",
        "belt zelf",
        ["0591123456", "0612345678"],
    )
    assert sorted(jan.all("email")) == ["j.devries@alfa.example", "jan@alfa.example"]
    assert alice.get("linkedin") == "https://www.linkedin.example/in/alice"
    urls = {e.name: e.get("url") for e in store.load().entities.values() if e.get("url")}
    assert urls == {"Alfa B.V.": "https://www.alfa.example"}
    assert "0591-999999" not in "\n".join(store.dump())


def test_a_list_of_addresses_alone_has_names_made_of_them(store: Store, read: Import) -> None:
    planned = read("Primary Email\nj.de.bos@alfa.example\ninfo@alfa.example\n", "adressen.csv")
    assert [e.name for e in store.load().of_type("Person")] == ["J. de Bos"]
    assert [d.key for d in planned.doubtful] == ["name-from-address", "box"]


@pytest.mark.skipif(
    not os.environ.get("DTZ_TEST_DATA"), reason="DTZ_TEST_DATA does not name the folder with real lists"
)
def test_real_exports_bring_names_addresses_and_employers(store: Store) -> None:
    folder = Path(os.environ["DTZ_TEST_DATA"]) / "contacts-calendars"
    for name, people, addresses, jobs in (
        ("csv/google_contacts.csv", 2, 2, 2), ("csv/linkedin_connections_2.csv", 2, 1, 2), ("csv-to-vcard/gmail.csv", 1, 3, 1),
        ("csv-to-vcard/outlook.csv", 1, 3, 0), ("csv-to-vcard/tb_plain.csv", 1, 2, 1), ("csv-to-vcard/email.csv", 4, 4, 0),
    ):  # fmt: skip
        planned = contacts.plan_import(store, folder / name, who="tester").plan.changes
        kinds = [record.type for record in planned.records]
        facts = [fact.property for fact in planned.facts]
        found = (
            kinds.count("Person"),
            facts.count("email"),
            [tie.type for tie in planned.ties].count("Employment"),
        )
        assert (name, found) == (name, (people, addresses, jobs))


def test_a_list_of_attendees_is_a_meeting_with_who_was_there(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "deelnemers.csv"
    path.write_text(
        "Naam;Organisatie;Aanwezig\nJan Bos;Alfa;ja\nPiet Vos;Beta;nee\nEls Mos;Beta;\n", encoding="utf-8"
    )
    about = provenance.About(event="Ontmoeting waterstof", event_date="12-3-2026")
    contacts.apply_import(store, contacts.plan_import(store, path, about, who="tester"))
    network = store.load()
    (event,) = network.of_type("Event")
    assert (event.name, event.get("date"), event.get("kind")) == (
        "Ontmoeting waterstof",
        "2026-03-12",
        "meeting",
    )
    assert {network.name(t.source): t.role for t in network.ties("Attendance")} == {
        "Jan Bos": "attendee", "Piet Vos": "excused", "Els Mos": "attendee",
    }  # fmt: skip
    assert contacts.plan_import(store, path, about, who="tester").plan.changes.changes == 0
    planned = contacts.plan_import(store, path, provenance.About(series="zonder"), who="tester")
    assert ("column-unknown", "Aanwezig") in {(d.key, d.values.get("column")) for d in planned.doubtful}
    with pytest.raises(InputError):
        contacts.plan_import(store, path, provenance.About(event="x", event_date="ooit"), who="tester")


def test_a_mistyped_heading_is_a_guess_that_is_shown(store: Store, read: Import) -> None:
    planned = read("Naam;Organisaite;Tellefoon;Aanwezigheid bij\nJan Bos;Alfa;0591-1;ja\n")
    said = [(d.key, d.values["column"]) for d in planned.doubtful if d.key.startswith("column")]
    assert said == [
        ("column-guessed", "Organisaite"),
        ("column-guessed", "Tellefoon"),
        ("column-unknown", "Aanwezigheid bij"),
    ]
    assert [e.name for e in store.load().of_type("Company")] == ["Alfa"]


def test_a_remark_in_the_column_of_names_makes_no_person(store: Store, read: Import) -> None:
    planned = read("Naam;Organisatie\nkomt later;Alfa Techniek B.V.\nJan Bos;Beta Metaal B.V.\n")
    assert [e.name for e in store.load().of_type("Person")] == ["Jan Bos"]
    told = [(d.key, d.values["text"]) for d in planned.doubtful if d.key == "not-a-name"]
    assert told == [("not-a-name", "komt later")]


def test_one_address_beside_two_names_is_of_whom_it_fits(store: Store, read: Import) -> None:
    planned = read(
        "Naam;Organisatie;E-mail\n"
        "Fatima el Amrani en Joost Visser;Alfa;f.elamrani@alfa.example\n"
        "Anna Bakker en Piet Smit;Beta;planning7@beta.example\n"
    )
    emails = {e.name: e.all("email") for e in store.load().of_type("Person")}
    assert emails == {
        "Fatima el Amrani": ["f.elamrani@alfa.example"],
        "Joost Visser": [],
        "Anna Bakker": [],
        "Piet Smit": [],
    }
    told = [d.values["address"] for d in planned.doubtful if d.key == "address-of-neither"]
    assert told == ["planning7@beta.example"]


def test_an_organisation_that_is_known_keeps_its_type(store: Store, read: Import) -> None:
    read("Organisatie;Soort organisatie\nNHL Stenden;School\n", "scholen.csv")
    planned = read("Naam;Organisatie\nJan Bos;NHL Stenden\nPiet Vos;Alfa\n", join=True)
    network = store.load()
    assert {e.name: e.type for e in network.of_type("Organization")} == {
        "NHL Stenden": "School",
        "Alfa": "Company",
    }
    assert [d.values["name"] for d in planned.doubtful if d.key == "type-guessed"] == ["Alfa"]
    again = read("Naam;Organisatie\nJan Bos;NHL Stenden\nPiet Vos;Alfa\n")
    assert again.plan.changes.changes == 0


def test_what_may_be_two_organisations_is_asked_once(store: Store, read: Import) -> None:
    first = read("Naam;Organisatie\nJan Bos;Alfa B.V. / Beta B.V.\n")
    assert [d.key for d in first.doubtful if d.asks] == ["organisations-asked"]
    again = read("Naam;Organisatie\nJan Bos;Alfa B.V. / Beta B.V.\nEls Vos;Gamma\n")
    assert not [d for d in again.doubtful if d.asks]


def test_a_new_grant_is_shown_with_its_kind_and_its_amount_the_local_way(store: Store) -> None:
    details = {"kind": "money", "amount": "451550.00", "year": "2022"}
    tie = Tie("t1", "Funding", "e1", "e2", details=details)
    line = plan_lines.of_tie(tie, None, "Alfa – Waterstof", "", store.schema)
    assert (
        line.words(store.schema, "nl")
        == "+ financiering Alfa – Waterstof (vorm: geld; bedrag: € 451.550; jaar: 2022)"
    )
    assert "amount: €451,550" in line.words(store.schema, "en")
    more = plan_lines.of_tie(replace(tie, details={**details, "amount": "10.5"}), tie, "x", "", store.schema)
    assert "bedrag: € 451.550 → € 10,50" in more.words(store.schema, "nl")
