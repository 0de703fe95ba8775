"""What exporters write that no person would: a row of a closed account, an address inside a mail server, a whole name as first name."""

from __future__ import annotations

import pytest

from dtz_network.intake import contact_list, meetings
from dtz_network.intake.readers import files
from dtz_network.intake.rows import EntityRow, Ref, RelationRow, Understood
from dtz_network.model import schema

SCHEMA = schema.shipped()
LINKEDIN = """Notes:
"When exporting your connection data, you may notice that some of the email addresses are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Jan,de Boer,https://www.linkedin.example/in/jandeboer1,,Gemeente Emmen,adviseur,12 Mar 2024
,,https://www.linkedin.example/in/anon,,,,05 Jan 2021
Maria,"Zwaan, MBA 🚀",https://www.linkedin.example/in/mz,,Zwaan B.V.,Founder,01 Feb 2023
"""
INTERNAL = "/o=ExchangeLabs/ou=Exchange Administrative Group/cn=Recipients/cn=abc-ezwaan"
OUTLOOK = f"""First Name,Last Name,Company,E-mail Address,E-mail Type
Els,Zwaan,Deltion College,{INTERNAL},EX
Kees,Otter,Provincie Drenthe,k.otter@drenthe.example,SMTP
"""


def read(text: str) -> Understood:
    return contact_list.read(files.read_bytes(text.encode(), "lijst.csv").tables, SCHEMA)


def people(found: Understood) -> list[tuple[str, ...]]:
    rows = (row for row in found.rows if isinstance(row, EntityRow) and row.type == "Person")
    return [
        (row.values["name"][0], *row.values.get("title", ()), *row.values.get("email", ())) for row in rows
    ]


def test_a_row_of_a_closed_account_is_passed_over_and_told() -> None:
    found = read(LINKEDIN)
    assert not found.problems
    assert people(found) == [("Jan de Boer",), ("Maria Zwaan", "MBA")]
    assert [d.place for d in found.doubtful if d.key == "row-of-nobody"] == ["6"]
    without = read(LINKEDIN.replace("Zwaan B.V.", ""))
    told = [d.values["columns"] for d in without.doubtful if d.key == "no-organisation" and d.place == "7"]
    assert told == ["Position"]  # the page is kept


def test_a_row_without_a_name_that_says_something_is_still_refused() -> None:
    found = read("Voornaam;Achternaam;Organisatie;Functie\nJan;Bos;Alfa;directeur\n;;;secretaris\n")
    assert [problem.key for problem in found.problems] == ["row-without-name"]


def test_an_address_inside_a_mail_server_is_left_out_and_told_and_its_owner_stays() -> None:
    found = read(OUTLOOK)
    assert not found.problems
    assert people(found) == [("Els Zwaan",), ("Kees Otter", "k.otter@drenthe.example")]
    assert [d.values["column"] for d in found.doubtful if d.key == "address-internal"] == ["E-mail Address"]


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        ("First Name,Last Name,Company\nJan de Vries,,Alfa\nPiet,Bos,Beta\n", ["Jan de Vries", "Piet Bos"]),
        (
            "Name;Vorname;Firma\nSchmidt;Anna;Alfa GmbH\nMüller;Karl;Beta GmbH\n",
            ["Anna Schmidt", "Karl Müller"],
        ),
        ("Naam;Achternaam;Organisatie\nJan;Bos;Alfa\nPiet;Mos;Beta\n", ["Jan Bos", "Piet Mos"]),
        ("Naam;Voornaam;Organisatie\nJan Bos;Jan;Alfa\nPiet Mos;Piet;Beta\n", ["Jan Bos", "Piet Mos"]),
        (
            "Nom;Prénom;Organisme;Fonction;Courriel\nDupont;Marie;Alfa;directrice;m@alfa.example\n",
            ["Marie Dupont"],
        ),
        ("Nombre;Apellidos;Empresa\nMaría;López;Alfa\n", ["María López"]),
        ("Förnamn;Efternamn;Företag;E-post\nBjörn;Ek;Alfa AB;b@alfa.example\n", ["Björn Ek"]),
        ("Navn;Virksomhed;Telefonnummer\nMette Holm;Alfa A/S;12345678\n", ["Mette Holm"]),
    ],
)
def test_names_in_parts_are_put_together_whatever_the_headings(rows: str, named: list[str]) -> None:
    found = read(rows)
    assert not found.problems
    assert [person[0] for person in people(found)] == named


BOX = b"""From jan@otter.example Tue Mar 12 09:15:00 2024
Date: Tue, 12 Mar 2024 09:15:00 +0100
From: Jan Otter <jan@otter.example>
To: Ada Vos <ada@bureau.example>
Subject: een

Hallo
From hier uit gezien is alles goed.

From els@zeewolf.example Wed Mar 13 09:15:00 2024
Date: Wed, 13 Mar 2024 09:15:00 +0100
From: Els Zeewolf <els@zeewolf.example>
To: Ada Vos <ada@bureau.example>
Subject: twee

Hoi
"""
CARD = """BEGIN:VCARD
VERSION:2.1
N:Otter;Jan
TEL;WORK;VOICE:+31 591 111111
TEL;CELL:+31 6 12345678
TEL;HOME:+31 591 222222
X-SOCIALPROFILE;type=linkedin:https://www.linkedin.com/in/otter
END:VCARD
BEGIN:VCARD
VERSION:4.0
FN:Els Zeewolf
TEL;VALUE=uri;TYPE=work:tel:+31-592-365555;ext=102
END:VCARD
"""


def test_a_box_of_mails_is_a_conversation_each() -> None:
    mails = files.read_bytes(BOX, "box.mbox").meetings
    assert [(one.subject, one.date, one.attendees[0].name) for one in mails] == [
        ("een", "2024-03-12", "Jan Otter"), ("twee", "2024-03-13", "Els Zeewolf"),
    ]  # fmt: skip


def test_of_a_card_the_mobile_number_the_extension_and_the_page_are_kept() -> None:
    (cards,) = files.read_bytes(CARD.encode(), "k.vcf").tables
    assert [row.get("telefoon") for row in cards.rows] == [
        "+31 591 111111 / +31 6 12345678", "+31-592-365555 tst. 102",
    ]  # fmt: skip
    assert cards.rows[0].get("linkedin") == "https://www.linkedin.com/in/otter"


def test_what_stands_with_the_name_of_somebody_invited_is_where_she_works_or_a_note() -> None:
    ics = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:x
BEGIN:VEVENT
UID:1
SUMMARY:Overleg
DTSTART:20240312T093000Z
ORGANIZER;CN="Ada Vos":mailto:ada@bureau.example
ATTENDEE;CN="Otter, Jan de (Provincie Drenthe)":mailto:j.deotter@drenthe.example
ATTENDEE;CN="Lies Bos (op afstand)":mailto:l.bos@otter.example
END:VEVENT
END:VCALENDAR
"""
    found = meetings.read(files.read_bytes(ics.encode(), "u.ics").meetings, SCHEMA)
    notes = {
        r.values["name"][0]: r.values["note"]
        for r in found.rows
        if isinstance(r, EntityRow) and "note" in r.values
    }
    assert notes == {"Lies Bos": ("op afstand",)}
    assert [
        (r.source.key, r.target) for r in found.rows if isinstance(r, RelationRow) and r.type == "Employment"
    ] == [("j.deotter@drenthe.example", Ref("Government", "provincie drenthe"))]
    assert "name-remark" in {d.key for d in found.doubtful}


@pytest.mark.filterwarnings("error")
def test_an_odd_time_zone_of_an_invitation_is_no_business_of_the_user() -> None:
    zone = "/mozilla.org/20070129_1/Europe/Amsterdam"
    ics = f"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:x
BEGIN:VEVENT
UID:1
SUMMARY:Overleg
DTSTART;TZID={zone}:20240312T093000
END:VEVENT
END:VCALENDAR
"""
    (meeting,) = files.read_bytes(ics.encode(), "u.ics").meetings
    assert meeting.date == "2024-03-12"
