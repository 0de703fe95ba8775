"""Review: questions follow from the network, answers are acts, a workbook goes out and comes back safely."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
import xlsxwriter
from click.testing import CliRunner

from dtz_network.cli import main
from dtz_network.errors import InputError, ProblemsError, RefusedError
from dtz_network.intake.readers import files
from dtz_network.matching.pairs import Evidence
from dtz_network.store.base import Store
from dtz_network.store.embedded import EmbeddedStore
from dtz_network.workflows import contacts, review, review_sheet, stores
from dtz_network.workflows.review import Answer

KNOWN = """Naam;Organisatie;E-mail
Jan de Vries;Alfa Techniek B.V.;jan@alfa.example
Willeke Zandvoort;Beta;
Petra Oosterhof;Gamma Bouw;
"""
GUESTS = """Naam;Organisatie;E-mail
Vries, J. de;Alfa Techniek;jan@alfa.example
W. Zandvoort;Beta;
Petra Oosterhof;Delta Zorg;
Klaas Nieuweboer;Gamma Bouw Assen;
"""


@pytest.fixture
def store(place: Path) -> Any:
    made = stores.open_store(place / "network.db", create=True)
    for name, text in (("relaties.csv", KNOWN), ("gasten.csv", GUESTS)):
        (place / name).write_text(text, encoding="utf-8")
        planned = contacts.plan_import(made, place / name, who="tester")
        contacts.apply_import(made, planned)
    yield made
    made.close()


def asked(store: Store) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the open questions: who, and each candidate with its zone."""
    found = review.open_questions(store)
    name = found.network.name
    return [(name(q.entity), [(name(c.entity), c.zone) for c in q.candidates]) for q in found.questions]


def answer(store: Store, who: str, verdict: str) -> None:
    found = review.open_questions(store)
    (question,) = (q for q in found.questions if found.network.name(q.entity) == who)
    first = question.candidates[0]
    review.answer(store, [Answer(question.entity, first.entity, verdict, first.evidence)], who="tester")  # type: ignore[arg-type]


def test_organisations_come_before_people_and_the_surest_first(store: Store) -> None:
    assert asked(store) == [
        ("Alfa Techniek", [("Alfa Techniek B.V.", "A2")]),
        ("Beta", [("Beta", "A2")]),
        ("Gamma Bouw Assen", [("Gamma Bouw", "R2")]),
        ("J. de Vries", [("Jan de Vries", "A1")]),
        ("Petra Oosterhof", [("Petra Oosterhof", "R1")]),
        ("W. Zandvoort", [("Willeke Zandvoort", "R1")]),
    ]


def test_an_answer_is_asked_once_and_the_same_file_again_asks_nothing(store: Store, place: Path) -> None:
    answer(store, "Gamma Bouw Assen", "part of")
    answer(store, "Petra Oosterhof", "different")
    answer(store, "J. de Vries", "same")
    left = {who for who, _ in asked(store)}
    assert left == {"Alfa Techniek", "Beta", "W. Zandvoort"}
    jan = next(e for e in store.load().of_type("Person") if "Vries" in e.name)
    assert len(jan.aliases) == 1
    (part,) = store.load().ties("PartOf")
    assert [store.load().name(end) for end in (part.source, part.target)] == [
        "Gamma Bouw Assen",
        "Gamma Bouw",
    ]
    assert store.check() == []
    again = contacts.plan_import(store, place / "gasten.csv", who="tester")
    assert (again.plan.changes.changes, list(again.matches)) == (0, [])


def test_what_is_put_off_comes_back_with_new_evidence(store: Store, place: Path) -> None:
    answer(store, "W. Zandvoort", "later")
    assert "W. Zandvoort" not in {who for who, _ in asked(store)}
    for number, town in enumerate(("Emmen", "Assen", "Zwolle")):
        more = f"Naam;Organisatie;Telefoon\nWilleke Zandvoort;Beta {town};0591-00000{number}\n"
        (place / f"extra{number}.csv").write_text(more, encoding="utf-8")
        contacts.apply_import(store, contacts.plan_import(store, place / f"extra{number}.csv", who="tester"))
    found = review.open_questions(store)
    assert any("Zandvoort" in found.network.name(q.entity) for q in found.questions)


def test_a_question_is_put_off_three_times_and_then_not_asked_again(store: Store) -> None:
    found = review.open_questions(store)
    (question,) = (q for q in found.questions if found.network.name(q.entity) == "W. Zandvoort")
    (candidate,) = question.candidates
    still_asked = []
    for value in ("one", "two", "three"):
        evidence = (Evidence("phone", value, value),)
        review.answer(store, [Answer(question.entity, candidate.entity, "later", evidence)], who="tester")
        still_asked.append("W. Zandvoort" in {who for who, _ in asked(store)})
    assert still_asked == [True, True, False]


def test_no_more_than_a_cap_is_asked(store: Store) -> None:
    found = review.open_questions(store, cap=2)
    assert (len(found.questions), found.more) == (2, 4)


def test_same_after_different_is_refused(store: Store) -> None:
    found = review.open_questions(store)
    question = found.questions[-1]
    pair = (question.entity, question.candidates[0].entity)
    review.answer(store, [Answer(*pair, "different")], who="tester")
    with pytest.raises(RefusedError):
        review.answer(store, [Answer(*pair, "same")], who="tester")


# --- in the terminal


def run(place: Path, *arguments: str, keys: str = "") -> Any:
    command = ["--store", str(place / "network.db"), "--lang", "nl", "contact", "review", *arguments]
    return CliRunner().invoke(main.dtz, command, input=keys, catch_exceptions=False, standalone_mode=False)


def test_keys_answer_take_back_and_stop(store: Store, place: Path) -> None:
    before = len(store.load().entities)
    done = run(place, keys="s" + "s" + "u" + "d" + "x" + "q")
    assert "Vraag 1 van 6" in done.stdout
    assert "dezelfde naam, op rechtsvorm en schrijfwijze na" in done.stdout
    assert "Voorstel: dezelfde" in done.stdout
    assert "Het vorige antwoord is teruggenomen." in done.stderr
    assert "2 beantwoord, nog 4 open." in done.stderr
    assert len(store.load().entities) == before - 1
    verdicts = [item.said.verdict for item in store.judgements()]  # type: ignore[union-attr]
    assert verdicts == ["same", "different"]


def test_stopping_at_once_changes_nothing(store: Store, place: Path) -> None:
    acts = len(store.changesets())
    assert "0 beantwoord, nog 6 open." in run(place, keys="u").stderr
    assert len(store.changesets()) == acts


def test_what_is_sure_is_joined_in_one_act(store: Store, place: Path) -> None:
    done = run(place, "--join-sure", "--yes")
    assert "J. de Vries is dezelfde als Jan de Vries" in done.stdout
    assert store.changesets()[-1].counts["judgement"] == 3
    store.undo(store.changesets()[-1].id, who="tester")
    assert len(asked(store)) == 6


def test_answers_in_the_terminal_do_not_read_the_network_again(store: Store, place: Path) -> None:
    with patch.object(EmbeddedStore, "load", autospec=True, side_effect=EmbeddedStore.load) as load:
        result = run(place, keys="sss")
    assert result.exit_code == 0, result.output
    assert load.call_count == 1


def test_nothing_open_is_said(place: Path) -> None:
    stores.open_store(place / "network.db", create=True).close()
    assert "Er zijn geen open vragen." in run(place).stderr


# --- as a workbook


Filled = Callable[[Mapping[str, str]], Path]


@pytest.fixture
def filled(store: Store, place: Path) -> Filled:
    """Write the questions, fill in verdicts by the name of the subject, and save the workbook as another program would."""

    def fill(verdicts: Mapping[str, str]) -> Path:
        path = place / "vragen.xlsx"
        assert "6 vragen" in run(place, "--export", str(path)).stderr
        (table,) = files.read(path).tables
        book = xlsxwriter.Workbook(str(place / "terug.xlsx"))
        sheet = book.add_worksheet("Blad1")
        for column, heading in enumerate(table.columns):
            sheet.write_string(1, column, heading)
            for row, line in enumerate(table.rows, 2):
                cell = line.get(heading)
                if heading == "Oordeel":
                    who = line.get("Wie")
                    cell = next((said for name, said in verdicts.items() if f"naam: {name}\n" in who), cell)
                sheet.write_string(row, column, cell)
        book.close()
        return place / "terug.xlsx"

    return fill


def test_the_workbook_proposes_what_is_sure_and_comes_back(store: Store, filled: Filled) -> None:
    path = filled({"Petra Oosterhof": "Verschillend", "Gamma Bouw Assen": "part of"})
    found = review_sheet.read(store, path)
    network = store.load()
    said = {network.name(item.entity): item.verdict for item in found.answers}
    assert said == {
        "Alfa Techniek": "same", "Beta": "same", "J. de Vries": "same", "Petra Oosterhof": "different", "Gamma Bouw Assen": "part of",
    }  # fmt: skip
    review.answer(store, found.answers, who="tester")
    assert [who for who, _ in asked(store)] == ["W. Zandvoort"]
    again = review_sheet.read(store, path)
    assert (again.answers, {note.key for note in again.notes}) == ([], {"already-same"})


def test_the_same_answers_twice_make_no_second_act_and_it_says_so(
    store: Store, place: Path, filled: Filled
) -> None:
    verdicts = ("later", "different", "part of", "same")
    names = ("W. Zandvoort", "Petra Oosterhof", "Gamma Bouw Assen", "Alfa Techniek")
    path = filled(dict(zip(names, verdicts, strict=True)))
    for acts in (3, 3):
        result = run(place, "--import", str(path), "--yes")
        assert result.exit_code == 0, result.output
        assert len(store.changesets()) == acts
    assert "Er staan geen nieuwe antwoorden in." in result.stderr


def test_what_was_judged_here_meanwhile_stands_and_is_told(store: Store, filled: Filled) -> None:
    path = filled({"W. Zandvoort": "dezelfde"})
    answer(store, "W. Zandvoort", "different")
    found = review_sheet.read(store, path)
    assert {note.key for note in found.notes} == {"judged-meanwhile"}
    assert "Zandvoort" not in {store.load().name(item.entity) for item in found.answers}


def test_every_slip_in_the_workbook_is_told_at_once(store: Store, place: Path, filled: Filled) -> None:
    path = filled({"W. Zandvoort": "misschien", "Petra Oosterhof": "weet niet"})
    with pytest.raises(ProblemsError) as caught:
        review_sheet.read(store, path)
    assert [p.key for p in caught.value.problems] == ["review-verdict", "review-verdict"]
    assert "terug.xlsx, blad Blad1, rij" in caught.value.message("nl")
    assert store.judgements() == []


def test_another_workbook_is_refused(store: Store, place: Path) -> None:
    with pytest.raises(InputError) as caught:
        review_sheet.read(store, place / "gasten.csv")
    assert caught.value.key == "review-sheet"


def test_what_may_be_a_part_stands_on_the_left_whichever_was_heard_of_first(place: Path) -> None:
    made = stores.open_store(place / "network.db", create=True)
    for name, organisation in (("een.csv", "Volker Wessels vakschool"), ("twee.csv", "VolkerWessels")):
        (place / name).write_text(f"Organisatie\n{organisation}\n", encoding="utf-8")
        contacts.apply_import(made, contacts.plan_import(made, place / name, who="tester"))
    assert asked(made) == [("Volker Wessels vakschool", [("VolkerWessels", "R2")])]
    made.close()
