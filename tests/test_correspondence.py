"""Invitations, mails and the log: a dated event, who was there; never the text of a mail."""

from __future__ import annotations

import email
import email.policy
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from dtz_network.analysis.administration import logged
from dtz_network.cli import main
from dtz_network.edition.withholding import withhold
from dtz_network.errors import InputError
from dtz_network.intake.readers import correspondence, files
from dtz_network.store.base import Store
from dtz_network.workflows import by_hand, contact_log, contacts, provenance, stores
from dtz_network.workflows.by_hand import Act

DATA = Path(os.environ.get("DTZ_TEST_DATA") or ".") / "contacts-calendars" / "ics"
INVITATION = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//NL
BEGIN:VEVENT
UID:abc-1
DTSTART;TZID=Europe/Amsterdam:20260312T140000
SUMMARY:Kennismaking
  waterstof
LOCATION:Gemeentehuis Emmen
ORGANIZER;CN="Vries, Jan de":mailto:Jan@alfa.example
ATTENDEE;CN="Vries, Jan de";PARTSTAT=ACCEPTED:mailto:jan@alfa.example
ATTENDEE;CN="Cool, Peter";PARTSTAT=ACCEPTED:MAILTO:p.cool@intergas.example
ATTENDEE;PARTSTAT=DECLINED:mailto:w.zandvoort@beta.example
ATTENDEE;CUTYPE=ROOM;CN=Raadzaal:mailto:raadzaal@emmen.example
ATTENDEE:mailto:info@beta.example
END:VEVENT
BEGIN:VEVENT
UID:abc-2
STATUS:CANCELLED
DTSTART:20260401T090000Z
SUMMARY:Vervallen
END:VEVENT
END:VCALENDAR
"""
MAIL = """From: "Nora Nieuw" <Nora@gamma.example>
To: Jan de Vries <jan@alfa.example>, info@dtz.example
Cc: =?utf-8?q?Zo=C3=AB_Bos?= <zoe@alfa.example>
Date: Thu, 12 Mar 2026 23:30:00 +0100
Subject: =?utf-8?q?Vraag_over_stageplek_=C3=A9l?=
Message-ID: <1@gamma.example>
Content-Type: text/plain; charset=utf-8

Beste Jan,

Mijn geheim is dat ik van taart houd.

Met vriendelijke groet,
Nora Nieuw
HR-manager
Gamma Zorg B.V.
06-12345678
"""


@pytest.fixture
def store(place: Path) -> Any:
    made = stores.open_store(place / "network.db", create=True)
    yield made
    made.close()


def load(store: Store, place: Path, name: str, text: str) -> contacts.Import:
    (place / name).write_text(text, encoding="utf-8")
    planned = contacts.plan_import(store, place / name, who="tester")
    contacts.apply_import(store, planned)
    return planned


def test_an_invitation_is_an_event_with_those_who_were_asked(store: Store, place: Path) -> None:
    planned = load(store, place, "uitnodiging.ics", INVITATION)
    network = store.load()
    (event,) = network.of_type("Event")
    assert (event.name, event.get("date"), event.get("place"), event.get("kind")) == (
        "Kennismaking waterstof", "2026-03-12", "Gemeentehuis Emmen", "meeting",
    )  # fmt: skip
    assert sorted((network.name(t.source), t.role) for t in network.ties("Attendance")) == [
        ("Jan de Vries", "chair"), ("Peter Cool", "attendee"), ("W. Zandvoort", "excused"),
    ]  # fmt: skip
    assert {d.key for d in planned.doubtful} == {"name-from-address", "box"}
    assert load(store, place, "uitnodiging.ics", INVITATION).plan.changes.changes == 0


def test_of_a_mail_header_and_signature_are_read_and_nothing_of_its_text(store: Store, place: Path) -> None:
    load(store, place, "bericht.eml", MAIL)
    network = store.load()
    (event,) = network.of_type("Event")
    assert (event.name, event.get("date"), event.get("kind")) == (
        "Vraag over stageplek él", "2026-03-12", "conversation",
    )  # fmt: skip
    people = {e.name: e for e in network.of_type("Person")}
    assert people.keys() == {"Nora Nieuw", "Jan de Vries", "Zoë Bos"}
    nora = people["Nora Nieuw"]
    assert (nora.all("email"), nora.all("phone")) == (["nora@gamma.example"], ["0612345678"])
    (job,) = network.ties("Employment")
    assert (network.name(job.target), job.role) == ("Gamma Zorg B.V.", "HR-manager")
    assert "taart" not in "\n".join(store.dump())


def test_the_sender_of_two_mails_is_one_person(store: Store, place: Path) -> None:
    load(store, place, "een.eml", MAIL)
    load(store, place, "twee.eml", MAIL.replace("<1@", "<2@").replace("Subject: ", "Subject: Re: "))
    network = store.load()
    assert len(network.of_type("Event")) == 2
    assert len(network.of_type("Person")) == 3


def test_the_title_of_a_mail_is_without_re_and_fw_and_the_mail_keeps_them(store: Store, place: Path) -> None:
    load(store, place, "drie.eml", MAIL.replace("Subject: ", "Subject: RE: FW: Antw: "))
    (event,) = store.load().of_type("Event")
    assert event.name == "Vraag over stageplek él"
    assert list(event.all("other_name")) == ["RE: FW: Antw: Vraag over stageplek él"]


@pytest.mark.parametrize(
    ("said", "code", "counted"),
    [("werkbezoek", "work_visit", "visits"), ("telefoon", "phone_call", "conversations"),
     ("Video", "video_call", "conversations"), ("e-mail", "message", "conversations"),
     ("netwerkbijeenkomst", "network_event", "meetings_attended")],
)  # fmt: skip
def test_the_kinds_of_talk_of_a_bureau_count_and_stay_inside(
    store: Store, said: str, code: str, counted: str
) -> None:
    by_hand.add(store, "Person", {"name": ["Jan Bos"]}, Act("tester"))
    ident = contact_log.talk(store, ["Jan Bos"], Act("tester"), date="2021-03-12", kind=said).id
    network = store.load()
    assert network.entities[ident].get("kind") == code
    assert logged.count(network, "2021", "2021").of(counted).n == 1  # type: ignore[arg-type]
    assert (ident in withhold(network, "partner").entities) is (counted == "meetings_attended")


def test_another_signature_than_the_senders_is_left_alone() -> None:
    met = correspondence.mail(MAIL.replace('"Nora Nieuw" <Nora@', '"Piet Bos" <piet@').encode(), "x.eml")
    assert met.attendees[0].cells == ()


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Petra Hof (Gemeente Emmen) <p.hof@emmen.example>", "Petra Hof (Gemeente Emmen)"),
        ('"Petra Hof (Gemeente Emmen)" <p.hof@emmen.example>', "Petra Hof (Gemeente Emmen)"),
        ("=?utf-8?q?Zo=C3=AB_Bos?= (Gemeente Emmen) <p.hof@emmen.example>", "Zoë Bos (Gemeente Emmen)"),
        ("Zoë Bos (Gemeente Emmen) <p.hof@emmen.example>", "Zoë Bos (Gemeente Emmen)"),
        ("p.hof@emmen.example (Petra Hof)", "Petra Hof"),
        ("Petra Hof (p.hof@emmen.example) <p.hof@emmen.example>", "Petra Hof"),
        ("P. (Petra) Hof <p.hof@emmen.example>", "P. Hof (Petra)"),
        ("Jan Bos <jan@x.example>,\n Petra Hof (Gemeente\n Emmen) <P.Hof@emmen.example>", "Petra Hof (Gemeente Emmen)"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("header", ["From", "To", "Cc"])
def test_what_stands_in_brackets_beside_a_name_is_kept(header: str, written: str, name: str) -> None:
    raw = f"{header}: {written}\nSubject: x\n\n".encode()
    found = correspondence.people(email.message_from_bytes(raw, policy=email.policy.default), header)
    assert found[-1] == correspondence.Attendee(name, "p.hof@emmen.example")


def test_the_organisation_beside_a_name_is_where_somebody_works_another_remark_a_note_that_is_told(
    store: Store, place: Path
) -> None:
    text = MAIL.replace("Jan de Vries <", "Jan de Vries (Gemeente Emmen) <").replace(
        "=?utf-8?q?Zo=C3=AB_Bos?=", "Els Bos (via Teams)"
    )
    planned = load(store, place, "bericht.eml", text.replace("06-12345678", "Emmen"))
    network = store.load()
    jobs = {(network.name(t.source), network.name(t.target)) for t in network.ties("Employment")}
    assert jobs == {("Jan de Vries", "Gemeente Emmen"), ("Nora Nieuw", "Gamma Zorg B.V.")}
    assert [network.name(t.source) for t in network.ties("Location")] == ["Gamma Zorg B.V."]
    assert [d.values["remark"] for d in planned.doubtful if d.key == "name-remark"] == ["via Teams"]


def test_in_a_chain_of_answers_the_signature_is_that_of_the_sender() -> None:
    chain = (
        MAIL
        + "\nVan: Jan de Vries <jan@alfa.example>\nOnderwerp: taart\n\nHoi Nora\n\nGroet,\nJan de Vries\ndirecteur Alfa\n"
    )
    met = correspondence.mail(chain.encode(), "x.eml")
    assert dict(met.attendees[0].cells)["Organisatie"] == "Gamma Zorg B.V."


@pytest.mark.parametrize(
    ("name", "text", "key"),
    [
        ("leeg.ics", "BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n", "calendar-empty"),
        ("half.ics", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\n", "calendar-"),
        ("anoniem.eml", "Subject: hallo\n\ntekst\n", "mail-senderless"),
    ],
)
def test_broken_files_are_refused_with_a_reason(
    store: Store, place: Path, name: str, text: str, key: str
) -> None:
    with pytest.raises(InputError) as caught:
        load(store, place, name, text)
    assert caught.value.key.startswith(key)
    assert store.changesets() == []


@pytest.mark.skipif(not DATA.is_dir(), reason="DTZ_TEST_DATA does not name the folder with real lists")
def test_real_calendars_are_read_or_refused_with_a_reason() -> None:
    read, refused = 0, []
    for path in sorted(DATA.glob("*.ics")):
        try:
            assert files.read(path).meetings
            read += 1
        except InputError as error:
            refused.append(error.key)
    assert (read, set(refused)) == (16, {"calendar-empty"})  # two hold only a time zone


# --- the log


def test_a_conversation_and_an_action_in_one_line_each(store: Store, place: Path) -> None:
    load(store, place, "lijst.csv", "Naam;Organisatie\nJan de Vries;Alfa Techniek\n")
    act = Act("tester")
    talk = contact_log.talk(
        store, ["Jan de Vries", "Alfa Techniek"], act, date="12-3-2026", about="waterstof", kind="bezoek"
    )
    action = contact_log.action(
        store, "Offerte sturen", act, who=["Jan de Vries"], due="1-4-2026", event="waterstof"
    )
    contact_log.action(store, "Bellen", act)
    network = store.load()
    assert (network.entities[talk.id].get("kind"), network.entities[talk.id].get("date")) == (
        "visit",
        "2026-03-12",
    )
    assert network.entities[action.id].get("event") == talk.id
    said = [(e.entity.name, e.date, e.who, e.is_open) for e in contact_log.entries(network)]
    assert said == [
        ("Offerte sturen", "2026-04-01", ("Jan de Vries",), True), ("Bellen", "", (), True),
        ("waterstof", "2026-03-12", ("Jan de Vries", "Alfa Techniek"), False),
    ]  # fmt: skip
    contact_log.done(store, "Offerte sturen", act)
    assert [e.entity.name for e in contact_log.entries(store.load(), only_open=True)] == ["Bellen"]


@pytest.mark.parametrize(
    ("who", "date", "kind", "key"),
    [("Piet Onbekend", "2026", "", "not-found"), ("Jan de Vries", "ooit", "", "value-date"), ("Jan de Vries", "2026", "feest", "log-term")],
)  # fmt: skip
def test_a_slip_in_the_log_stores_nothing(
    store: Store, place: Path, who: str, date: str, kind: str, key: str
) -> None:
    load(store, place, "lijst.csv", "Naam;Organisatie\nJan de Vries;Alfa Techniek\n")
    acts = len(store.changesets())
    with pytest.raises(InputError) as caught:
        contact_log.talk(store, [who], Act("tester"), date=date, kind=kind)
    assert caught.value.key.startswith(key)
    assert len(store.changesets()) == acts


def test_the_commands_of_the_log(store: Store, place: Path) -> None:
    def run(*words: str) -> Any:
        command = ["--store", str(place / "network.db"), "--lang", "nl", *words]
        return CliRunner().invoke(main.dtz, command, catch_exceptions=False, standalone_mode=False)

    assert "Er is nog niets vastgelegd." in run("log", "list").stderr
    load(store, place, "lijst.csv", "Naam;Organisatie\nJan de Vries;Alfa Techniek\n")
    assert "Vastgelegd als handeling 2" in run("log", "talk", "Jan de Vries", "--date", "12-3-2026").stderr
    run("log", "action", "Offerte sturen", "--who", "Jan de Vries", "--due", "1-4-2026")
    listed = run("log", "list").stdout.splitlines()
    assert [line.split()[0] for line in listed[1:]] == ["2026-04-01", "2026-03-12"]
    assert "open" in listed[1]
    run("log", "done", "Offerte sturen", "--status", "vervallen")
    assert "Offerte" not in run("log", "list", "--open").stdout


def test_who_is_present_and_excused_at_one_meeting_is_told(store: Store, place: Path) -> None:
    about = provenance.About(event="Ontmoeting", event_date="2026-03-12")
    lists = (
        "Naam;E-mail;Aanwezig\nAn Bos;an.bos@alfa.example;ja\nPiet Vos;p.vos@beta.example;nee\n",
        "Naam;E-mail;Aanwezig\nAn Bos;an.bos@alfa.example;nee\nPiet Vos;p.vos@beta.example;nee\n",
    )
    told = []
    for number, text in enumerate(lists):
        (place / f"lijst{number}.csv").write_text(text, encoding="utf-8")
        planned = contacts.plan_import(store, place / f"lijst{number}.csv", about, who="tester")
        contacts.apply_import(store, planned, join=True)
        told += [(number, dict(d.values)) for d in planned.doubtful if d.key == "present-and-excused"]
    assert told == [(1, {"name": "An Bos", "event": "Ontmoeting"})]
