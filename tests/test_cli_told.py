"""What the terminal tells of an act and of its grounds: how a name was read, details, evidence in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dtz_network.cli import main
from dtz_network.errors import InputError, RefusedError
from dtz_network.intake import match
from dtz_network.matching.pairs import Evidence
from dtz_network.store.base import Store

Run = Callable[..., Result]


@pytest.fixture
def dtz(tmp_path: Path, plan_store: Store, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command, on a copy of the network of the annual plan."""
    monkeypatch.setenv("DTZ_CONFIG", str(tmp_path / "dtz.toml"))
    monkeypatch.setenv("DTZ_KEYS", str(tmp_path / "keys"))
    plan_store.backup(tmp_path / "network.db")

    def run(*words: str, lang: str = "nl") -> Result:
        return CliRunner().invoke(main.dtz, ["--lang", lang, "--store", str(tmp_path / "network.db"), *words])

    return run


def test_the_log_tells_what_a_part_of_a_name_was_read_as(dtz: Run) -> None:
    told = dtz("log", "talk", "jan nap", "oldeman", "--date", "12-3-2026", "--body", "coördinatie")
    assert "'oldeman' is gelezen als Alma Oldeman (e-" in told.stderr
    assert "'coördinatie' is gelezen als Coördinatieteam (e-" in told.stderr
    assert "jan nap" not in told.stderr  # the whole name, but for capitals
    told = dtz("log", "action", "Offerte sturen", "--who", "Jan Nap", "--event", "oldeman")
    assert "'oldeman' is gelezen als bijeenkomst Coördinatieteam van 12 maart 2026 (e-" in told.stderr
    told = dtz("log", "done", "offerte", lang="en")
    assert "'offerte' was read as Offerte sturen (e-" in told.stderr
    assert "'fokker'" not in dtz("log", "introduction", "Fokker", "remondi", "--status", "idee").stderr


def test_what_is_logged_is_told_in_a_sentence_with_its_number(dtz: Run) -> None:
    numbered = r" \(e-[\w-]+\)\.\n"
    for lang, words, sentence in (
        ("nl", ("talk", "jan nap", "oldeman", "--date", "12-3-2026", "--about", "waterstof"), "Gesprek van 12 maart 2026, over waterstof, met Jan Nap en Alma Oldeman"),
        ("en", ("talk", "--date", "2026-03", "--body", "coördinatie"), "Meeting of March 2026, Coördinatieteam"),
        ("nl", ("action", "Offerte sturen", "--who", "Jan Nap", "--due", "1-4-2026"), "Actie: Offerte sturen, voor Jan Nap, uiterlijk 1 april 2026"),
        ("en", ("action", "Call"), "Action: Call"),
    ):  # fmt: skip
        told = dtz("log", *words, lang=lang).stdout
        assert re.fullmatch(re.escape(sentence) + numbered, told), told


def test_no_open_action_is_not_an_empty_log(dtz: Run) -> None:
    assert dtz("log", "list", "--open").stderr == "Er staan geen acties open.\n"
    assert "Gemeenteraadsverkiezingen" in dtz("log", "list").stdout


def test_why_tells_the_amount_that_was_stated(dtz: Run) -> None:
    said = dtz("why", "gemeente Emmen", "Funding", lang="en").stdout
    assert "funding: gemeente Emmen – Dutch TechZone, kind: money" in said
    assert "amount: €107,863" in said
    assert "bedrag: € 107.863" in dtz("why", "gemeente Emmen", "financiering").stdout


def test_why_tells_in_words_why_two_were_judged_the_same(dtz: Run, tmp_path: Path) -> None:
    contacts = tmp_path / "contacts.csv"
    contacts.write_text("Naam;Organisatie\nMischa Baert;Fokker\n", encoding="utf-8")
    assert dtz("contact", "import", str(contacts), "--join", "--yes").exit_code == 0
    said = dtz("why", "Mischa Baert").stdout
    assert "dezelfde (dezelfde naam (Mischa Baert); dezelfde organisatie (Fokker))" in said
    dtz("contact", "add", "Person", "M. Baert", "--source", "gesprek")
    dtz("contact", "merge", "Mischa Baert", "M. Baert", "--why", "zij zei het: zelf; echt")
    assert "zij zei het: zelf; echt" in dtz("why", "Mischa Baert").stdout


def test_evidence_that_was_kept_is_read_back() -> None:
    evidence = (Evidence("name", "Ada Bos", "Ada Bos"), Evidence("place", "Emmen", "Assen", against=True))
    assert match.from_short(match.in_short(evidence)) == evidence


def test_the_list_of_acts_tells_source_and_reason(dtz: Run) -> None:
    dtz(
        "contact",
        "correct",
        "Jan Nap",
        "telefoon=0591 1",
        "--source",
        "gesprek 12-3",
        "--why",
        "nieuw nummer",
    )
    dtz("contact", "correct", "Jan Nap", "telefoon=0591 2", "--why", "nog nieuwer")
    heading, *rows = dtz("changes").stdout.splitlines()
    assert "gegevens" in heading
    assert rows[-2].endswith("gesprek 12-3; nieuw nummer")
    assert rows[-1].split("  ")[-1].strip() == "nog nieuwer"


def test_an_undo_tells_the_minute_of_what_it_undid(dtz: Run) -> None:
    dtz("log", "action", "Bellen")
    at = minute_of_the_last(dtz)
    assert f"invoer van {at}." in dtz("undo").stderr


def minute_of_the_last(dtz: Run) -> str:
    """Return when the last act was recorded, as the list of acts has it."""
    return " ".join(dtz("changes").stdout.splitlines()[-1].split()[2:4])


def test_status_says_when_it_is_not_known_who_we_are(dtz: Run) -> None:
    assert "dtz init --organisation NAAM" in dtz("status").stderr
    assert "dtz init --organisation NAAM" in dtz("init", "--no-store").stderr
    dtz("init", "--no-store", "--organisation", "Dutch TechZone")
    assert "Wij: Dutch TechZone; –" in dtz("status").stdout


def test_municipalities_that_are_shipped_are_those_with_places(dtz: Run, plan_store: Store) -> None:
    places = plan_store.schema.vocabularies["places"]
    towns = {term.more["part_of"] for term in places.values()}
    assert f"{len(places)} plaatsen in {len(towns)} gemeenten" in dtz("reference", "list").stdout


@pytest.mark.parametrize(
    ("said", "property_"),
    [("telefoon", "telefoonnummer"), ("Phone", "telefoonnummer"), ("e-mail", "e-mailadres")],
)
def test_a_property_is_known_by_the_beginning_of_its_label(dtz: Run, said: str, property_: str) -> None:
    value = "jan@nap.example" if said == "e-mail" else "0591 123456"
    assert dtz("contact", "correct", "Jan Nap", f"{said}={value}").exit_code == 0
    assert f"{property_}: {value}" in dtz("why", "Jan Nap").stdout


def test_an_unknown_property_is_told_with_the_nearest_labels(dtz: Run) -> None:
    refused = dtz("contact", "correct", "Jan Nap", "notities=x").exception
    assert isinstance(refused, InputError)
    assert refused.hint("nl").startswith("Bedoelt u: notitie")
    assert refused.hint("en").startswith("Did you mean: note")
    refused = dtz("contact", "correct", "Jan Nap", "zzz=x").exception
    assert isinstance(refused, InputError)
    assert "LinkedIn, omschrijving" in refused.hint("nl")


def test_what_a_type_demands_may_be_given_by_its_label(dtz: Run) -> None:
    assert dtz("contact", "add", "Aanbod", "Lascapaciteit", "van=Intergas", "soort=capaciteit").exit_code == 0
    assert "van: Intergas" in dtz("why", "Lascapaciteit").stdout
    refused = dtz("contact", "add", "Aanbod", "Draaibank").exception
    assert isinstance(refused, InputError)
    assert refused.message("nl") == "Voor aanbod ontbreekt: van."


def test_a_tie_without_properties_says_how_role_and_dates_are_given(dtz: Run) -> None:
    refused = dtz("contact", "link", "Employment", "Jan Nap", "Intergas", "rol=adviseur").exception
    assert isinstance(refused, InputError)
    assert "--role" in refused.hint("nl")


def test_the_model_tells_what_a_type_demands(dtz: Run) -> None:
    _, heading, *rows = dtz("model", "show", "Offer").stdout.splitlines()
    marked = {row.split()[0]: row.index("*") for row in rows if "*" in row}
    demanded, many = heading.index("verplicht"), heading.index("meer")
    assert marked == {"name": demanded, "by": demanded, "other_name": many, "theme": many}


def test_an_entity_is_shown_by_the_name_that_it_had_before_a_merge(dtz: Run) -> None:
    assert dtz("contact", "merge", "Fokker", "Remondis").exit_code == 0
    for name in ("Fokker", "Remondis"):
        told = dtz("contact", "show", name, lang="en")
        assert told.exit_code == 0, told.output
        assert {"Fokker", "Remondis"} <= set(told.stdout.replace(";", " ").split())
    apart = [row.split()[0] for row in told.stdout.splitlines() if row.startswith("    e-")]
    assert len(apart) == 2
    assert "    " + apart[0] + "  Fokker  [Jaarplan 2022 Dutch TechZone, line" in told.stdout
    for name in ("Fokker", "Remondis"):
        refused = dtz("contact", "split", name, "no-record").exception
        assert isinstance(refused, RefusedError)  # the name is known, the record is not
    again = dtz("contact", "merge", "Fokker", "Remondis").exception
    assert isinstance(again, InputError)
    assert again.key == "same-already"
    assert dtz("contact", "split", "Fokker", apart[1]).exit_code == 0


def test_a_line_of_a_document_is_told_in_the_language_of_the_terminal(dtz: Run) -> None:
    assert "Jaarplan 2022 Dutch TechZone, line 4" in dtz("contact", "show", "Remondis", lang="en").stdout
    assert "Jaarplan 2022 Dutch TechZone, regel 4" in dtz("contact", "show", "Remondis").stdout


def test_a_talk_without_a_subject_is_not_named_after_who_was_there(dtz: Run) -> None:
    """Otherwise a name means two things, and a title that all may see names people."""
    dtz("log", "talk", "jan nap", "--date", "12-3-2026")
    dtz("log", "talk", "jan nap", "oldeman", "--date", "12-3-2026", "--body", "coördinatie")
    said = dtz("log", "list").stdout
    assert "gesprek van 12 maart 2026" in said
    assert "bijeenkomst Coördinatieteam van 12 maart 2026" in said
    assert "Coördinatieteam meeting of 12 March 2026" in dtz("log", "list", lang="en").stdout
    for words in (("contact", "show"), ("privacy", "access"), ("why",)):
        assert "(persoon, e-" in dtz(*words, "Jan Nap").stdout
    assert "(bijeenkomst, e-" in dtz("why", "gesprek van 12 maart 2026").stdout
    for page in (("report", "board", "coördinatie"), ("explore", "-")):
        assert "Jan Nap, Alma" not in dtz(*page).stdout


def test_an_event_that_was_named_after_who_was_there_is_not_taken_for_the_person(dtz: Run) -> None:
    dtz("log", "talk", "jan nap", "--date", "12-3-2026", "--about", "Jan Nap")
    assert "(persoon, e-" in dtz("contact", "show", "Jan Nap").stdout
    assert dtz("privacy", "erase", "Jan Nap", "--yes").exit_code == 0


def test_only_people_have_data_of_their_own(dtz: Run) -> None:
    for verb in ("access", "erase"):
        told = dtz("privacy", verb, "Fokker")
        assert told.exit_code != 0
        assert "only person fits here" in str(told.exception)


def test_what_was_logged_counts_as_the_last_contact(dtz: Run) -> None:
    dtz("contact", "add", "Person", "Vera Las")
    dtz("contact", "link", "Employment", "Vera Las", "Fokker")
    dtz("contact", "link", "Contact", "Jan Nap", "Fokker")
    asked = ("query", "quiet-contacts", "-p")
    assert "Fokker" in dtz(*asked, "as_of=2026-03-30").stdout
    dtz("log", "talk", "Vera Las", "--date", "12-3-2026")
    assert "Fokker" not in dtz(*asked, "as_of=2026-03-30").stdout
    assert "Fokker" in dtz(*asked, "as_of=2028-03-30", "-p", "since=2027").stdout
    assert "Relatiehouder is Jan Nap; laatste contact 12 maart 2026" in dtz("who-knows", "Fokker").stdout
    assert "12 maart 2026" in dtz("handover", "Jan Nap").stdout


def test_who_logs_a_talk_was_there_and_is_told(
    dtz: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DTZ_CONFIG", str(tmp_path / "dtz.toml"))
    day = ("--date", "12-3-2026")
    assert "Wie van ons erbij was, is niet vastgelegd" in dtz("log", "talk", "Fokker", *day).stderr
    told = dtz("who-knows", "Fokker").stdout
    assert "(12 maart 2026) was met Fokker; wie van ons erbij was" in " ".join(told.split())
    dtz("init", "--person", "Jan Nap")
    assert "met Fokker en Jan Nap" in dtz("log", "talk", "Fokker", "--date", "13-3-2026").stdout
    for words in (("Fokker", "Jan Nap"), ("Jan Nap",)):
        assert dtz("log", "talk", *words, *day).stdout.count("Jan Nap") == 1
    assert "Nap" not in dtz("log", "talk", "Fokker", *day, "--without-me").stdout
    told = " ".join(dtz("who-knows", "Fokker").stdout.split())
    assert "De laatste ontmoeting (13 maart 2026) was van Jan Nap met Fokker." in told
    assert 'dtz contact link Contact "WIE VAN ONS" "Fokker"' in told
    assert "13 maart 2026: gesprek (Jan Nap en Fokker)" in told
    dtz("init", "--person", "Ina Onbekend")
    assert 'dtz contact add Person "Ina Onbekend"' in dtz("log", "talk", "Fokker", *day).stderr
