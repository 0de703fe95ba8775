"""What is given out is recorded in the store: it is listed, dumped, undone, counted from, and in no report."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest

from dtz_network.cli.main import run
from dtz_network.edition.withholding import withhold
from dtz_network.errors import InputError
from dtz_network.report import compared, traced
from dtz_network.report.render import markdown
from dtz_network.store.embedded import EmbeddedStore
from dtz_network.workflows import (
    by_hand,
    demonstration,
    editions,
    entity_named,
    publishing,
    reports,
    stores,
    verifying,
    withdrawing,
)
from dtz_network.workflows.questions import since
from dtz_network.workflows.reports import Asked


@pytest.fixture(scope="module")
def given_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store of the plan of which the board report went to two municipalities, made once."""
    place = tmp_path_factory.mktemp("given")
    store = stores.open_store(place / "network.db", create=True)
    demonstration.load_shipped(store, "dutch-techzone")
    store.close()
    words = ["report", "board", "Program Board", "--format", "all", "-o", str(place)]
    receivers = ["--for", "Gemeente Emmen", "--for", "Gemeente Hardenberg"]
    with pytest.MonkeyPatch.context() as patch:
        for name in ("keys", "home", "config"):
            patch.setenv(f"DTZ_{name.upper()}", str(place / name))
        assert run(["--lang", "nl", "--store", str(place / "network.db"), *words, *receivers]) == 0
    return place


@pytest.fixture
def folder(given_out: Path, place: Path) -> Path:
    """A copy of that folder."""
    shutil.copytree(given_out, place, dirs_exist_ok=True)
    return place


def test_it_is_listed_with_file_edition_date_receiver_and_fingerprint(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    words = ["--lang", "nl", "--store", str(folder / "network.db"), "report", "given"]
    assert run([*words, "--json"]) == 0
    (one,) = json.loads(capsys.readouterr().out)
    told = json.loads((folder / "rapportage-program-board.facts.json").read_text(encoding="utf-8"))
    assert one["receivers"] == ["Gemeente Emmen", "Gemeente Hardenberg"]
    assert one["fingerprint"] == told["fingerprint"]
    assert dict(one["files"]) == told["documents"]
    assert {len(digest) for digest in told["documents"].values()} == {64}
    assert (one["edition"], one["known_at"]) == ("public", 1)
    assert run(words) == 0
    assert (
        "Gemeente Emmen; Gemeente Hardenberg  Rapportage Program Board  openbaar" in capsys.readouterr().out
    )


def test_it_is_in_every_dump_and_can_be_undone(folder: Path) -> None:
    store = stores.open_store(folder / "network.db")
    assert [act.kind for act in store.changesets()][-1] == "publish"
    stores.write_dump(store, folder / "all.jsonl")
    stores.load_dump(folder / "copy.db", folder / "all.jsonl")
    other = stores.open_store(folder / "copy.db")
    assert publishing.given_out(other.load()) == publishing.given_out(store.load()) != []
    assert store.check() == []
    store.undo(store.changesets()[-1].id, who="tester")
    assert publishing.given_out(store.load()) == []
    store.close()
    other.close()


@pytest.mark.parametrize("edition", ["public", "partner", "internal"])
def test_no_report_tells_what_was_given_out_and_its_data_stay_the_same(folder: Path, edition: str) -> None:
    store = stores.open_store(folder / "network.db")
    report = reports.make(store, "network", language="nl", edition=edition)
    assert "Gemeente Hardenberg" not in traced.as_json(traced.of(report))
    assert not editions.published(store.load(), editions.edition_meant(edition)).of_type("Publication")
    assert verifying.verify(store, folder / "rapportage-program-board.pdf").differences == ()
    store.close()


def test_since_the_last_report_counts_from_the_day_it_was_given_out(folder: Path) -> None:
    store = stores.open_store(folder / "network.db")
    network = store.load()
    (one,) = publishing.given_out(network)
    body = entity_named.meant(network, "Program Board").id
    assert publishing.last(network, body) == one
    assert publishing.last(network, "e-other") is None
    assert publishing.last(network, before=one.date) is None
    with pytest.raises(InputError) as told:
        since.find(store, "last-report", body="Coördinatieteam")
    assert "--for" in told.value.hint("nl")
    written = reports.write(reports.make(store, "board", body, language="nl"), [folder / "a.md"])
    early = reports.make(store, "board", "Coördinatieteam", language="nl")
    publishing.record(store, early, written.digests, ["Gemeente Emmen"], who="tester", date="2020-01-01")
    _, found = since.find(store, "last-report", body="Coördinatieteam")
    assert found.change.since == "2020-01-01"
    assert "Publication" not in {known.type for known in found.change.learned.entities}
    store.close()


def test_what_was_given_out_is_no_source_of_a_report_and_changes_no_word_of_it(folder: Path) -> None:
    store = stores.open_store(folder / "network.db")
    report = reports.make(store, "board", "Program Board", language="nl", edition="internal")
    assert report.subtitle == "Concept · Bronnen: Jaarplan 2022 Dutch TechZone (6 september 2022)"
    (written,) = reports.write(report, [folder / "inside.docx"]).documents
    publishing.record(
        store, report, [("inside.docx", "1" * 64)], ["Gemeente Emmen"], who="tester", date="2026-05-01"
    )
    assert verifying.verify(store, written).differences == ()
    store.close()


def test_a_report_that_was_given_out_today_is_told_where_changes_since_it_are_asked(folder: Path) -> None:
    store = stores.open_store(folder / "network.db")
    (one,) = publishing.given_out(store.load())
    with pytest.raises(InputError) as told:
        reports.make(store, "board", "Program Board", language="nl", asked=Asked(since="last-report"))
    assert told.value.key == "since-report-new"
    assert one.date in told.value.message("nl")
    store.close()


def test_a_number_that_reads_the_same_is_no_difference(folder: Path) -> None:
    store = stores.open_store(folder / "network.db")
    told = traced.of(reports.make(store, "board", "Program Board", language="nl"))
    first = told.facts[0]
    finer = replace(told, facts=(replace(first, value=f"{first.value}.0001"), *told.facts[1:]))
    assert compared.compare(told, finer) == []
    other = replace(told, facts=(replace(first, value="99", shown="99"), *told.facts[1:]))
    assert [found.kind for found in compared.compare(told, other)] == ["changed"]
    store.close()


def test_to_nobody_is_an_error(folder: Path) -> None:
    store = stores.open_store(folder / "network.db")
    report = reports.make(store, "year", "2021", language="nl")
    written = reports.write(report, [folder / "y.md"])
    with pytest.raises(InputError):
        publishing.record(store, report, written.digests, [" "], who="tester", date="2026-01-01")
    store.close()


def test_after_an_erasure_or_a_change_it_is_told_which_documents_name_the_party(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = folder / "network.db"
    store = stores.open_store(place)
    network = store.load()
    (one,) = publishing.looked_at(network)
    assert one.since is not None
    assert (one.since.changed, one.since.gone, one.since.known) == ((), 0, True)
    body = entity_named.meant(network, "Program Board").id
    seated = {tie.source for tie in network.ties_of(body, "Membership")}
    her, other = sorted(seated, key=network.name)[:2]
    name = network.name(her)
    by_hand.correct(store, other, {"name": ["Piet Anders"]}, by_hand.Act("tester"))
    store.erase([her, *network.entities[her].aliases], "tester", "op verzoek")
    (one,) = publishing.looked_at(store.load())
    assert one.since is not None
    assert (one.since.changed, one.since.gone) == ((other,), 1)
    store.close()
    assert name.encode() not in place.read_bytes()
    capsys.readouterr()
    assert run(["--lang", "nl", "--store", str(place), "report", "given", "--outdated"]) == 0
    told = capsys.readouterr().out
    assert "Het noemt 1 partij die sindsdien is gewist" in told
    assert "Gewijzigd sindsdien: Piet Anders." in told
    assert name not in told


@pytest.mark.parametrize(
    ("kind", "subject", "asked"),
    [("board", "Program Board", Asked(since="2020")), ("changes", "2020", Asked())],
)
def test_a_report_of_what_changed_reads_the_network_of_now_and_of_then_once_each(
    folder: Path, kind: str, subject: str, asked: Asked
) -> None:
    store = stores.open_store(folder / "network.db")
    with patch.object(EmbeddedStore, "load", autospec=True, side_effect=EmbeddedStore.load) as load:
        reports.make(store, kind, subject, language="nl", asked=asked)
    assert sorted(bool(call.kwargs.get("known_at")) for call in load.call_args_list) == [False, True]
    store.close()


def test_an_edition_is_made_once_for_all_documents_given_out(folder: Path) -> None:
    store = stores.open_store(folder / "network.db")
    report = reports.make(store, "board", "Program Board", language="nl")
    for day in ("2026-02-01", "2026-03-01"):
        publishing.record(
            store, report, [(f"{day}.pdf", day * 6)], ["Gemeente Emmen"], who="tester", date=day
        )
    network = store.load()
    with patch.object(editions, "withhold", side_effect=withhold) as made:
        assert len(publishing.looked_at(network)) == 3
    assert [call.args[1] for call in made.call_args_list] == ["public"]
    store.close()


def test_what_is_kept_of_a_document_names_nobody_and_differs_from_document_to_document(folder: Path) -> None:
    store = stores.open_store(folder / "network.db")
    network = store.load()
    report = reports.make(store, "board", "Program Board", language="nl")
    one, other = (withdrawing.keep(network, report, salt) for salt in ("a", "b"))
    assert len(one) == len(other) > 16
    assert not {ident for ident, _ in one} & {ident for ident, _ in other}
    assert withdrawing.keep(network, report, "a") == one
    unnamed = {ident for ident in network.entities if ident[2:10] in json.dumps(one)}
    assert not unnamed
    assert withdrawing.look(network, "public", (), "a").known is False
    store.close()


def test_a_cluster_report_counts_from_the_day_it_was_last_given_out_itself(tmp_path: Path) -> None:
    store = stores.open_store(tmp_path / "network.db", create=True)
    act = by_hand.Act("tester")
    for cluster in ("Alfa", "Beta", "Gamma"):
        by_hand.add(store, "Cluster", {"name": [f"Cluster {cluster}"]}, act)
        for name in ("Een", "Twee"):
            ident, _ = by_hand.add(store, "Company", {"name": [f"{cluster} {name}"]}, act)
            by_hand.link(
                store, "Participation", ident, f"Cluster {cluster}", act, role="member", since="2026-01-05"
            )
    asked = Asked(since="last-report")
    with pytest.raises(InputError) as told:
        reports.make(store, "group", "Cluster Alfa", language="nl", asked=asked)
    assert told.value.key == "since-no-report"
    for name, day in (("Cluster Alfa", "2025-02-03"), ("Cluster Beta", "2026-02-03")):
        report = reports.make(store, "group", name, language="nl")
        publishing.record(store, report, [("a.pdf", "0" * 64)], ["Gemeente Emmen"], who="tester", date=day)
    made = [markdown.render(one) for _, one in reports.make_every_group(store, language="nl", asked=asked)]
    assert "3 februari 2025" in made[0]
    assert "Alfa Een" in made[0].partition("3 februari 2025")[2]
    assert "3 februari 2026" in made[1]
    assert "Vóór deze dag is geen versie van dit rapport" in made[2]
    alone = reports.make(store, "group", "Cluster Beta", language="nl", asked=asked)
    assert markdown.render(alone) == made[1]
    store.close()


def test_a_computed_group_is_known_again_by_its_members_when_its_name_changed(place: Path) -> None:
    store = stores.open_store(place / "network.db", create=True)
    demonstration.load_shipped(store, "example")
    made = reports.make(store, "group", "G2", language="nl", as_of="2025-06-01")
    assert len(made.members) > 20
    other = reports.make(store, "group", "G3", language="nl", as_of="2025-06-01")
    kept = made.members[1:]
    for report, day in (
        (replace(made, subject="Groep 9: van vroeger", members=kept), "2025-03-01"),
        (replace(other, subject=made.subject), "2025-04-01"),
        (replace(made, subject="Groep 9: van vroeger", members=kept), "2025-09-01"),
    ):
        publishing.record(store, report, [("a.md", "0" * 64)], ["Gemeente Emmen"], who="tester", date=day)
    asked = Asked(since="last-report")
    again = reports.make(store, "group", "G2", language="nl", as_of="2025-06-01", asked=asked)
    assert "Vergeleken is de stand van 1 maart 2025 met die van 1 juni 2025" in markdown.render(again)
    later = reports.make(store, "group", "G3", language="nl", as_of="2025-06-01", asked=asked)
    assert "Vergeleken is de stand van 1 april 2025 met die van 1 juni 2025" in markdown.render(later)
    for name, told in reports.make_every_group(store, language="nl", as_of="2025-06-01", asked=asked):
        assert ("Vergeleken is" in markdown.render(told)) == ("-groep-2-" in name or "-groep-3-" in name)
    store.close()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--for", "  ", "-o", "report.md"], "to whom"),
        (["--for", "Gemeente Emmen", "-o", "-"], "in a file"),
        (["--for", "Gemeente Emmen", "--json"], "in a file"),
    ],
)
def test_what_cannot_be_recorded_as_given_out_is_refused_before_anything_is_written(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    more: list[str],
    said: str,
) -> None:
    (folder / "out").mkdir()
    monkeypatch.chdir(folder / "out")
    words = ["--lang", "en", "--store", str(folder / "network.db"), "report", "board", "Program Board"]
    assert run([*words, *more]) == 2
    out = capsys.readouterr()
    assert said in out.err
    assert (out.out, list((folder / "out").iterdir())) == ("", [])


def test_an_internal_edition_that_is_given_out_is_warned_about(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base = [
        "--lang",
        "nl",
        "--store",
        str(folder / "network.db"),
        "report",
        "network",
        "--for",
        "Gemeente Emmen",
    ]
    for edition, warned in (("internal", True), ("public", False)):
        capsys.readouterr()
        assert run([*base, "--edition", edition, "-o", str(folder / f"{edition}.md")]) == 0
        assert ("niet bedoeld om door te geven" in capsys.readouterr().err) is warned
