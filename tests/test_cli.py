"""The command line: help in two languages, the jobs end to end, slips told with place and next step."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from dtz_network import resources
from dtz_network.cli.main import dtz, run
from dtz_network.workflows import provenance

Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Say:
    """Run ``dtz`` on a store of its own; returns exit code, standard output and standard error."""
    monkeypatch.setenv("DTZ_STORE", str(tmp_path / "network.db"))
    monkeypatch.setenv("DTZ_CONFIG", str(tmp_path / "dtz.toml"))
    monkeypatch.setenv("DTZ_KEYS", str(tmp_path / "keys"))
    monkeypatch.setenv("DTZ_WHO", "tester")
    monkeypatch.setenv("DTZ_LANG", "en")

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(arguments)
        out = capsys.readouterr()
        return code, out.out, out.err

    return call


@pytest.fixture
def plan(say: Say) -> Say:
    """A store with the network of the annual plan."""
    assert say("init")[0] == 0
    assert say("contact", "import", str(resources.graph_folder() / "dutch-techzone"), "--yes")[0] == 0
    return say


def commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the path of every command."""
    yield path
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from commands(found, (*path, name))


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_command_has_help_in_both_languages(say: Say, lang: str) -> None:
    for path in commands(dtz):
        code, out, _ = say("--lang", lang, *path, "--help")
        assert code == 0, path
        assert out.startswith("Gebruik:" if lang == "nl" else "Usage:"), path
        assert "cli." not in out, path


def test_the_program_board_is_found_reported_and_undone(plan: Say) -> None:
    code, out, _ = plan("report", "board", "Program Board")
    assert code == 0
    for words in (
        "16 seats: 7 business, 3 education and 6 government",
        "€261,050",
        "€451,550",
        "difference €18,000",
    ):
        assert words in out
    assert "names no initiative with its partners" in out
    code, _, err = plan("undo")
    assert (code, "Undone: act 1" in err) == (0, True)
    assert plan("contact", "find", "Remondis")[1] == ""
    plan("undo", "2")
    assert "Remondis" in plan("contact", "find", "remondis")[1]


def test_the_dutch_report_says_the_same(plan: Say) -> None:
    out = plan("--lang", "nl", "report", "board", "Program Board")[1]
    for words in (
        "16 zetels: 7 ondernemers, 3 onderwijs en 6 overheid",
        "€ 261.050",
        "€ 451.550",
        "2021: verschil € 18.000",
    ):
        assert words in out
    assert "de bron noemt de functie, maar geen naam" in out


def test_every_number_of_a_report_carries_what_it_rests_on(plan: Say) -> None:
    report = json.loads(plan("report", "board", "Program Board", "--json")[1])
    facts = [part for s in report["sections"] for b in s["blocks"] for part in _facts(b)]
    assert len(facts) > 30
    assert all(fact["question"] and fact["value"] for fact in facts)
    contribution = next(fact for fact in facts if fact["value"] == "107863")
    assert contribution["statements"]


def _facts(block: dict[str, object]) -> Iterator[dict[str, str]]:
    if isinstance(block, dict):
        if "question" in block:
            yield block  # type: ignore[misc]
        for value in block.values():
            yield from _facts(value)  # type: ignore[arg-type]
    elif isinstance(block, list):
        for value in block:
            yield from _facts(value)


def test_the_same_folder_again_stores_nothing(plan: Say) -> None:
    code, _, err = plan("contact", "import", str(resources.graph_folder() / "dutch-techzone"), "--yes")
    assert (code, "Nothing new" in err) == (0, True)
    assert len(json.loads(plan("changes", "--json")[1])) == 1
    assert len(json.loads(plan("changes", "--since", "2020-01-31", "--json")[1])) == 1
    assert json.loads(plan("changes", "--since", "31-1-2999", "--json")[1]) == []
    assert json.loads(plan("changes", "--since", "1", "--json")[1]) == []


def test_a_list_comes_in_with_doubt_shown_and_a_dry_run_stores_nothing(plan: Say, tmp_path: Path) -> None:
    path = tmp_path / "deelnemers.csv"
    path.write_bytes(
        "Naam;Organisatie;Functie;E-mail;Geboortedatum\nJan Jansen;Intergas;inkoper;jan@intergas.example;1970\n".encode(
            "cp1252"
        )
    )
    code, out, err = plan("contact", "import", str(path), "--dry-run")
    assert code == 0
    assert "Intergas" in out
    assert "almost surely Intergas" in out
    assert "Geboortedatum" in err
    assert "Nothing was stored" in err
    assert plan("contact", "import", str(path), "--yes", "--join")[0] == 0
    shown = plan("contact", "show", "Jan Jansen")[1]
    assert "Intergas" in shown
    assert "1970" not in shown
    assert len(plan("contact", "find", "intergas")[1].splitlines()) == 2


def test_by_hand_add_link_end_correct_merge_split(plan: Say) -> None:
    one = plan("contact", "add", "Company", "Bedrijf X", "--met", "gesprek 12-3-2026")[1].strip()
    person = plan("contact", "add", "Person", "Piet de Vries")[1].strip()
    code, tie, _ = plan(
        "contact",
        "link",
        "Employment",
        "Piet de Vries",
        "Bedrijf X",
        "--role",
        "directeur",
        "--since",
        "2020",
    )
    assert code == 0
    assert plan("contact", "end", tie.strip(), "2024-06-30")[0] == 0
    assert "until 30 June 2024" in plan("contact", "show", person)[1]
    assert plan("contact", "correct", "Bedrijf X", "url=https://x.example")[0] == 0
    other = plan("contact", "add", "Company", "Bedrijf X BV")[1].strip()
    assert plan("contact", "merge", one, other)[0] == 0
    assert one in plan("contact", "show", other)[1]
    assert plan("contact", "split", one, other)[0] == 0
    assert other not in plan("contact", "show", one)[1]
    assert plan("check")[0] == 0


def test_who_is_added_by_hand_and_may_be_known_is_told_with_the_candidates(plan: Say) -> None:
    known = plan("contact", "add", "Company", "Bedrijf X")[1].strip()
    code, out, err = plan("contact", "add", "Company", "Bedrijf X B.V.")
    assert code == 0
    assert f"contact merge {known} {out.strip()}" in err
    body = plan("contact", "add", "GovernanceBody", "Program Baord")[2]
    assert "may be Program Board" in body
    project = plan("contact", "add", "Project", "Waterstofhub")[1].strip()
    assert f"may be Waterstofhub ({project})" in plan("contact", "add", "Project", "Waterstofhup")[2]
    assert "may be" not in plan("contact", "add", "Project", "Robotica")[2]
    assert "may be" not in plan("contact", "add", "Person", "Ongelijk Persoon")[2]


def test_a_part_of_a_name_that_is_linked_is_told_in_full_and_a_slip_with_the_nearest(plan: Say) -> None:
    plan("contact", "add", "Person", "Piet de Vries")
    plan("contact", "add", "Company", "Bedrijf Xylofoon")
    code, _, err = plan("contact", "link", "Employment", "Piet de Vries", "Xylofoon")
    assert (code, "'Xylofoon' was read as Bedrijf Xylofoon" in err, "Piet de Vries' was read" in err) == (
        0,
        True,
        False,
    )
    code, _, err = plan("contact", "link", "Employment", "Piet de Vreis", "Bedrijf Xylofoon")
    assert code != 0
    assert "Piet de Vries" in err


def test_why_names_source_and_line(plan: Say) -> None:
    out = plan("why", "Remondis")[1]
    assert "Jaarplan 2022 Dutch TechZone, regel 454" in out


def test_gaps_say_what_to_fill_in_first_and_make_a_sheet(plan: Say, tmp_path: Path) -> None:
    out = plan("gaps")[1]
    assert out.splitlines()[0].startswith("No initiative with its partners")
    path = tmp_path / "gaps.xlsx"
    assert plan("gaps", "--sheet", str(path))[0] == 0
    from dtz_network.intake.readers import workbook

    assert len(list(workbook.sheets(path.read_bytes(), "gaps.xlsx"))) >= 5


def test_groups_of_a_small_network_are_not_claimed(plan: Say) -> None:
    assert "names no initiative with its partners" in plan("groups")[1]


def test_dump_and_load_give_the_same_dump(plan: Say, tmp_path: Path) -> None:
    one, two = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    assert plan("store", "dump", str(one))[0] == 0
    copy = str(tmp_path / "copy.db")
    assert plan("--store", copy, "store", "load", str(one))[0] == 0
    assert plan("--store", copy, "store", "dump", str(two))[0] == 0
    assert one.read_bytes() == two.read_bytes()


def test_what_is_sent_on_standard_input_is_read_in_its_own_encoding(
    plan: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pipe on Windows says cp1252 of everything: a dump is UTF-8, a text in either."""

    def send(data: bytes) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), encoding="cp1252"))

    for name, encoding in (("Zoë Müller", "utf-8"), ("Renée Plön", "cp1252")):
        send(f"Groet,\n{name}\nBedrijf X\n".encode(encoding))
        assert plan("contact", "add", "-")[0] == 0
        assert name in plan("contact", "show", name)[1]
    one, copy = tmp_path / "one.jsonl", str(tmp_path / "copy.db")
    assert plan("store", "dump", str(one))[0] == 0
    send(one.read_bytes())
    assert plan("--store", copy, "store", "load", "-")[0] == 0
    assert "Zoë Müller" in plan("--store", copy, "contact", "show", "Zoë Müller")[1]


def test_a_person_is_shown_and_then_erased(plan: Say) -> None:
    assert "Peter Cool" in plan("privacy", "access", "Peter Cool")[1]
    assert plan("privacy", "erase", "Peter Cool", "--yes")[0] == 0
    assert "Peter Cool" not in plan("report", "board", "Program Board", "--edition", "internal")[1]
    assert "16 seats" in plan("report", "board", "Program Board")[1]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("contat",), 2, "Did you mean contact?"),
        (("contact", "show", "Remondus"), 2, "Did you mean: Remondis?"),
        (("contact", "add", "Compny", "X"), 5, "Did you mean: Company"),
        (("contact", "add", "bedrijf", "X", "kvk=12"), 2, "does not have the form of kvk"),
        (("contact", "add", "Company", "X", "colour=red"), 2, "no property 'colour'"),
        (
            ("contact", "link", "Membership", "Guido Rink", "Program Board", "--role", "voorziter"),
            2,
            "Did you mean: ",
        ),
        (
            ("contact", "link", "Membership", "Guido Rink", "Program Board", "--since", "2022-13"),
            2,
            "is not a date",
        ),
        (("contact", "import", "absent.csv"), 2, "File not found: absent.csv"),
        (("report", "board", "Raad"), 2, "was not found"),
        (("report", "year", "twenty"), 2, "is not a year"),
        (("undo", "77"), 2, "Unknown act: 77"),
        (("query", "interlock"), 2, "Did you mean: interlocks?"),
        (("query", "nope"), 2, "There is no question 'nope'.\n  All questions: dtz query --list."),
        (("backup", "absent/copy.db"), 3, "absent/copy.db cannot be written"),
        (("--store", "absent/x.db", "status"), 3, "There is no network file"),
        (("--store", "mysql://localhost", "status"), 2, "cannot open"),
    ],
)
def test_a_slip_is_told_with_the_next_step(
    plan: Say, arguments: tuple[str, ...], code: int, told: str
) -> None:
    found, out, err = plan(*arguments)
    assert (found, out) == (code, "")
    assert told in err
    assert "Traceback" not in err


def test_all_errors_of_a_file_are_told_at_once_and_nothing_is_stored(plan: Say, tmp_path: Path) -> None:
    path = tmp_path / "Company.csv"
    path.write_text("key,name,sector,kvk\na,Alfa,metaal,123\nb,,metaal,\n", encoding="utf-8")
    code, _, err = plan("contact", "import", str(path), "--yes")
    assert code == 2
    for place in (
        "Company.csv, column sector",
        "Company.csv, row 2, column kvk",
        "Company.csv, row 3, column name",
    ):
        assert place in err
    assert len(json.loads(plan("changes", "--json")[1])) == 1


def test_words_of_errors_are_in_the_users_language(plan: Say) -> None:
    assert "Bedoelt u: Remondis?" in plan("--lang", "nl", "contact", "show", "Remondus")[2]


def test_ctrl_c_in_the_middle_leaves_the_store_as_it_was(plan: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    from dtz_network.workflows import contacts

    before = plan("store", "dump", "-")[1]
    real = contacts.apply_import

    def interrupted(*arguments: object, **given: object) -> None:
        def stop(stage: str, done: int, total: int) -> None:
            if stage == "ties":
                raise KeyboardInterrupt

        real(*arguments, **{**given, "progress": stop})  # type: ignore[arg-type]

    monkeypatch.setattr(contacts, "apply_import", interrupted)
    code, _, err = plan("contact", "import", str(resources.graph_folder() / "example"), "--yes")
    assert (code, "Interrupted" in err) == (130, True)
    assert plan("store", "dump", "-")[1] == before
    assert plan("check")[0] == 0


def test_completion_scripts_are_printed_for_every_shell(say: Say) -> None:
    for shell in ("bash", "zsh", "fish"):
        code, out, _ = say("completion", shell)
        assert (code, "_DTZ_COMPLETE" in out) == (0, True)


def test_the_status_of_an_empty_store_says_where_to_begin(say: Say) -> None:
    say("init")
    assert "No acts yet. Begin with 'dtz contact import'" in say("status")[1]


def test_init_keeps_what_the_bureau_said_once(say: Say, tmp_path: Path) -> None:
    assert say("init", "--organisation", "Bureau Noord", "--person", "A. Eerste", "--language", "nl")[0] == 0
    assert "Bureau Noord" in (tmp_path / "dtz.toml").read_text(encoding="utf-8")
    assert say("init", "--no-store")[0] == 0
    assert "Bureau Noord; A. Eerste" in say("status")[1]


def test_init_of_a_second_store_keeps_the_default_store_and_organisation_and_says_so(
    say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert say("--store", "first.db", "init", "--organisation", "Bureau Noord")[0] == 0
    first = (tmp_path / "dtz.toml").read_text(encoding="utf-8")
    assert json.dumps(str(tmp_path / "first.db")) in first  # found from whatever folder
    for more in ([], ["--no-store"]):
        code, _, err = say("--store", "second.db", "init", "--organisation", "Bureau Zuid", *more)
        assert code == 0
        assert (tmp_path / "dtz.toml").read_text(encoding="utf-8") == first
        assert "first.db stays the default" in err
        assert "'Bureau Noord' stays" in err
    assert (tmp_path / "second.db").exists()
    err = say("--store", "first.db", "init", "--organisation", "Bureau Zuid", "--no-store")[2]
    assert "'Bureau Noord' is replaced by 'Bureau Zuid'" in err


@pytest.mark.parametrize(
    ("lang", "typed", "taken", "asked"),
    [
        ("nl", "j\n", True, 1),
        ("nl", "JA\n", True, 1),
        ("nl", "y\n", True, 1),
        ("en", "Yes\n", True, 1),
        ("en", "ja\n", True, 1),
        ("nl", "nee\n", False, 1),
        ("en", "N\n", False, 1),
        ("nl", "\n", False, 1),
        ("nl", "joh\nja\n", True, 2),
    ],
)
def test_a_question_takes_yes_and_no_in_both_languages(
    say: Say, lang: str, typed: str, taken: bool, asked: int
) -> None:
    assert say("init")[0] == 0
    source = resources.graph_folder() / "dutch-techzone"
    told = CliRunner().invoke(dtz, ["--lang", lang, "contact", "import", str(source)], input=typed)
    assert told.exit_code == 0
    assert told.stderr.count("[j/N]" if lang == "nl" else "[y/N]") == asked
    assert ("Remondis" in say("contact", "find", "remondis")[1]) is taken
    assert "invalid" not in told.stderr


def test_what_is_of_another_kind_is_said_to_be_so_in_words(plan: Say) -> None:
    code, _, err = plan("--lang", "nl", "handover", "Program Board")
    assert code == 2
    assert "'Program Board' is een" in err
    assert "past alleen persoon" in err.casefold()
    assert "niet gevonden" not in err
    assert "Program Board' is a" in plan("handover", "Program Board")[2]


def test_a_number_that_is_too_small_is_told_in_dutch(plan: Say) -> None:
    code, _, err = plan("--lang", "nl", "brokers", "--limit", "0")
    assert (code, "minstens 1" in err, "range" in err) == (2, True, False)


def test_a_date_may_be_typed_the_dutch_way(plan: Say) -> None:
    assert plan("contact", "add", "Person", "A. Eerste", "--since", "16-3-2022")[0] == 0
    as_dutch, as_iso = (
        plan("contact", "show", "Program Board", "--as-of", day) for day in ("31-12-2022", "2022-12-31")
    )
    assert as_dutch[0] == 0
    assert as_dutch == as_iso
    code, _, err = plan("--lang", "nl", "contact", "add", "Person", "B. Tweede", "--since", "32-13-2022")
    assert code == 2
    assert "16-3-2022" in err


def test_who_was_excused_is_no_attendee_and_codes_are_words(say: Say, tmp_path: Path) -> None:
    lists = {
        "deelnemers.csv": "Naam;Organisatie;Aanwezig\nJan Bos;Alfa Techniek;ja\nPiet Vos;Alfa Techniek;nee\n",
        "leden.csv": "Naam;Organisatie;Overleg;Rol in overleg\nPiet Vos;Alfa Techniek;Bestuur;lid\n",
    }
    for name, text in lists.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert say("init")[0] == 0
    meeting = ("--event", "Ontmoeting", "--event-date", "12-3-2026")
    assert say("contact", "import", str(tmp_path / "deelnemers.csv"), *meeting, "--yes")[0] == 0
    assert say("contact", "import", str(tmp_path / "leden.csv"), "--join", "--yes")[0] == 0
    shown = say("--lang", "nl", "contact", "show", "Piet Vos")[1]
    assert "afgemeld: Ontmoeting" in shown
    assert "was bij" not in shown
    assert "was bij: Ontmoeting" in say("--lang", "nl", "contact", "show", "Jan Bos")[1]
    logged = say("--lang", "nl", "log", "list")[1]
    assert "Jan Bos" in logged
    assert "Piet Vos" not in logged
    code, answer, _ = say("--lang", "nl", "query", "who-we-know-at", "--param", "organisation=Alfa Techniek")
    assert code == 0
    assert "lid" in answer.split()
    assert "member" not in answer


def test_a_job_that_ended_is_told_in_the_past(say: Say, tmp_path: Path) -> None:
    (tmp_path / "lijst.csv").write_text(
        "Naam;Organisatie;Functie;Tot\nKim Dam;Delta College;lector;31-12-2020\nEls Mos;Delta College;docent;\n",
        encoding="utf-8",
    )
    assert say("init")[0] == 0
    assert say("contact", "import", str(tmp_path / "lijst.csv"), "--yes")[0] == 0
    assert "werkte bij: Delta College" in say("--lang", "nl", "contact", "show", "Kim Dam")[1]
    assert "werkt bij: Delta College" in say("--lang", "nl", "contact", "show", "Els Mos")[1]


def test_what_is_added_can_be_tried_out_and_joined_at_once(plan: Say) -> None:
    known = plan("contact", "add", "Company", "Bedrijf X", "kvk=90000003")[1].strip()
    acts = len(plan("changes")[1].splitlines())
    code, out, err = plan("contact", "add", "Company", "Bedrijf X B.V.", "kvk=90000003", "--dry-run")
    assert (code, out, "Nothing was stored" in err) == (0, "", True)
    assert f"may be Bedrijf X ({known})" in err
    assert plan("contact", "add", "Company", "Z", "colour=red", "--dry-run")[0] == 2
    assert len(plan("changes")[1].splitlines()) == acts
    code, added, err = plan("contact", "add", "Company", "Bedrijf X B.V.", "kvk=90000003", "--join")
    assert (code, "may be" in err) == (0, False)
    assert f"Bedrijf X ({known})" in err
    assert len(plan("contact", "find", "Bedrijf X")[1].splitlines()) == 2
    assert plan("undo")[0] == 0
    assert plan("contact", "show", added.strip())[0] == 2


def test_what_was_said_since_a_merge_is_told_in_words(plan: Say) -> None:
    one = plan("contact", "add", "Company", "Bedrijf X")[1].strip()
    other = plan("contact", "add", "Company", "Bedrijf Y")[1].strip()
    assert plan("contact", "merge", one, other)[0] == 0
    assert plan("contact", "correct", one, "note=nieuw pand")[0] == 0
    told = plan("contact", "split", one, other)[2]
    assert "notes: nieuw pand" in told.casefold() or "note: nieuw pand" in told.casefold()
    assert "Fact(" not in told


def test_what_came_by_standard_input_is_nowhere_afterwards(
    plan: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Naam;Organisatie\nJan Jansen;Intergas\n")))
    code, out, _ = plan("contact", "import", "-", "--yes")
    assert (code, "Jan Jansen" in out) == (0, True)
    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_day_that_is_none_is_told_wherever_it_is_asked_for(plan: Say, tmp_path: Path) -> None:
    for asked in (("show", "Program Board"), ("export", str(tmp_path / "list.csv"))):
        code, _, err = plan("contact", *asked, "--as-of", "someday")
        assert (code, "'someday' is not a date" in err) == (2, True), err


def test_what_may_be_chosen_is_told_in_the_language_of_the_error(plan: Say) -> None:
    assert "conversation" in plan("log", "talk", "Intergas", "--date", "12-3-2026", "--kind", "praatje")[2]
    step = ("log", "introduction", "Intergas", "Remondis", "--state", "klaar")
    assert "idea" in plan(*step)[2]
    assert "idee" in plan("--lang", "nl", *step)[2]
    assert "company, e-" in plan("contact", "show", "a")[2]
    assert "bedrijf, e-" in plan("--lang", "nl", "contact", "show", "a")[2]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kind: [", "line 1"),
        ("kind: list\nkind: mail", "line 2"),
        ("[" * 3000, "cannot be understood"),
        ("- kind", "cannot be read"),
        ("invented: misschien", "true / false"),
        ("colour: red", "event_date"),
    ],
)
def test_what_is_wrong_with_the_description_of_a_folder_is_told(
    plan: Say, tmp_path: Path, text: str, said: str
) -> None:
    folder = tmp_path / "lijst"
    folder.mkdir()
    (folder / "source.yaml").write_text(text, encoding="utf-8")
    code, _, err = plan("contact", "import", str(folder))
    assert (code, said in err) == (2, True), err


def test_an_empty_field_of_the_description_of_a_folder_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "source.yaml").write_text("ground:\nname: lijst\n", encoding="utf-8")
    assert provenance.read_about(tmp_path) == provenance.About(name="lijst")


def test_of_two_types_that_are_merged_the_one_that_was_stated_stays(plan: Say) -> None:
    stated = plan("contact", "add", "Company", "Stichting Alfa Werkt")[1].strip()
    guessed = plan("contact", "add", "Association", "Stichting Alfa Werkt Samen")[1].strip()
    assert plan("contact", "merge", stated, guessed)[0] == 0
    assert "company" in plan("contact", "show", guessed)[1].splitlines()[0]


def test_an_end_before_the_begin_and_a_correction_without_a_value_are_refused(plan: Say) -> None:
    firm = plan("contact", "add", "Company", "Bedrijf X")[1].strip()
    plan("contact", "add", "Person", "Piet de Vries")
    link = ("contact", "link", "Employment", "Piet de Vries", firm, "--since", "2022")
    assert plan(*link, "--until", "2019")[0] == 2
    tie = plan(*link)[1].strip()
    acts = plan("changes")[1]
    code, _, err = plan("contact", "end", tie, "2021-12-31")
    assert (code, "before the start (2022)" in err) == (2, True)
    code, _, err = plan("contact", "correct", firm, "url=")
    assert (code, "No value" in err) == (2, True)
    assert plan("changes")[1] == acts
    assert plan("contact", "end", tie, "2022")[0] == 0
