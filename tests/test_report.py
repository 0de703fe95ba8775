"""Reports: the plan's numbers, both languages, every format the same facts, names never markup."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest

from dtz_network.language import LANGUAGES, Language, date
from dtz_network.report.render import html, markdown
from dtz_network.report.report_model import Writer, plain
from dtz_network.store.base import Store
from dtz_network.workflows import by_hand, reports, stores

Snapshot = Callable[[str, str], None]


STAND = re.compile(r"(Stand|As of) .*", re.MULTILINE)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("kind", "subject"), [("board", "Program Board"), ("year", "2021")])
def test_reports_on_the_plan_read_as_they_were_read(
    plan_store: Store, snapshot: Snapshot, lang: Language, kind: str, subject: str
) -> None:
    text = markdown.render(reports.make(plan_store, kind, subject, language=lang))
    made = date(plan_store.load().recorded[:10], lang)
    snapshot(f"plan-{kind}.{lang}.md", STAND.sub(r"\1 …", text).replace(made, "…"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_report_on_the_example_says_that_it_is_invented_and_finds_what_is_there(
    example_store: Store, lang: Language
) -> None:
    report = reports.make(example_store, "network", language=lang)
    text = markdown.render(report)
    assert ("verzonnen voorbeeld" if lang == "nl" else "invented example") in text.split("##")[0]
    assert 'class="invented"' in html.render(report)
    assert "Nardaro Zorgtechniek B.V." in next(
        s for s in text.split("## ") if s.startswith(("Waar veel", "Where much"))
    )
    for name in ("Open werkplaats Esdoornhof", "Dorpsmolen Nieuw Leven"):
        assert name in text
    assert ".." not in text.replace("...", "")


def test_a_report_is_a_value(plan_store: Store) -> None:
    one = reports.make(plan_store, "board", "Program Board", language="nl")
    two = reports.make(plan_store, "board", "Program Board", language="nl")
    assert one == two
    assert json.loads(json.dumps(asdict(one)))["title"] == one.title
    assert html.render(one) == html.render(two)


def test_every_sentence_of_the_report_can_be_written_in_both_languages(
    plan_store: Store, example_store: Store
) -> None:
    for store, kind, subject in (
        (plan_store, "board", "Coördinatieteam"),
        (example_store, "board", "Stuurgroep"),
        (example_store, "group", "G1"),
    ):
        for lang in LANGUAGES:
            text = markdown.render(reports.make(store, kind, subject, language=lang))
            assert "{" not in text
            assert "None" not in text


def test_the_steering_group_of_the_example_has_its_vacancies(example_store: Store) -> None:
    text = markdown.render(reports.make(example_store, "board", "Stuurgroep Voorbeeldzone", language="nl"))
    assert "Er zijn 2 vacatures." in text
    assert "14 zetels: 6 ondernemers, 4 onderwijs en 4 overheid" in text


def test_a_sentence_that_ends_in_a_name_with_a_full_stop_has_one() -> None:
    write = Writer("nl")
    text = plain(write.sentence("group.members", names="Alfa B.V."))
    assert text == "Leden, de meest verbonden eerst: Alfa B.V."


def test_what_an_edition_withholds_is_not_in_the_report(tmp_path_factory: pytest.TempPathFactory) -> None:
    store = stores.open_store(tmp_path_factory.mktemp("s") / "network.db", create=True)
    act = by_hand.Act("tester", source="gesprek met Klaas Vaak")
    body, _ = by_hand.add(store, "GovernanceBody", {"name": ["Werkgroep"]}, act)
    by_hand.add(store, "Person", {"name": ["Klaas Vaak"], "email": ["klaas@vaak.example"]}, act)
    by_hand.link(store, "Membership", "Klaas Vaak", body, act, role="adviser")
    public = html.render(reports.make(store, "board", body, language="nl"))
    internal = html.render(reports.make(store, "board", body, language="nl", edition="internal"))
    assert "Vaak" not in public
    assert "Klaas Vaak" in internal
    assert "klaas@vaak.example" not in public
    store.close()


def test_a_membership_that_ended_is_not_shown_as_sitting(tmp_path: Path) -> None:
    store = stores.open_store(tmp_path / "network.db", create=True)
    act = by_hand.Act("tester", confirmed=True)
    body = by_hand.add(store, "GovernanceBody", {"name": ["Stuurgroep"]}, act)[0]
    for name, until in (("Ans Zittend", ""), ("Bas Vertrokken", "2020")):
        person = by_hand.add(store, "Person", {"name": [name]}, act)[0]
        by_hand.link(store, "Membership", person, body, act, since="2018", until=until)
    for as_of, sitting in (("", ["Ans Zittend"]), ("2019", ["Ans Zittend", "Bas Vertrokken"])):
        made = reports.make(store, "board", "Stuurgroep", language="nl", edition="partner", as_of=as_of)
        rows = markdown.render(made).splitlines()
        named = ("Ans Zittend", "Bas Vertrokken")
        assert [name for name in named if any(row.startswith(f"| {name} |") for row in rows)] == sitting
    store.close()
