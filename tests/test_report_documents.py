"""The finished documents: as they were read, in both languages; what each edition leaves out; bad input."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path

import pytest

from dtz_network import language
from dtz_network.errors import InputError
from dtz_network.language import LANGUAGES, Language
from dtz_network.model.changes import Source
from dtz_network.model.network import Network
from dtz_network.report import describe
from dtz_network.report.documents import asked as asked_of
from dtz_network.report.documents import organisation
from dtz_network.report.documents.status import Status
from dtz_network.report.render import markdown
from dtz_network.report.report_model import (
    Bullets,
    Detail,
    Fact,
    Paragraph,
    Report,
    Section,
    Table,
    Writer,
    plain,
)
from dtz_network.report.sections import money, naming
from dtz_network.store.base import Store
from dtz_network.workflows import answers, by_hand, documents, entity_named, reports, stores
from dtz_network.workflows.questions import brokers
from dtz_network.workflows.reports import Asked
from tests.analysis_networks import Cells, build

from .view_networks import entity, network, tie

Snapshot = Callable[[str, str], None]
STAND = re.compile(r"(Stand|As of) .*", re.MULTILINE)
DAY = "2026-06-01"
RANKS = (("brokers", "place"), ("crossovers", "rank"), ("opportunities", "rank"))


def text_of(report: Report) -> str:
    """Return a report as Markdown without what differs from one import to the next."""
    text = STAND.sub(r"\1 …", markdown.render(report))
    day = language.date(report.recorded[:10], report.language)
    return re.sub(r"data [0-9a-f]{12}", "data …", text).replace(day, "…")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "kind", "subject", "asked"),
    [
        ("note", "board", "Program Board", Asked(note=True)),
        ("organisation", "organisation", "Fokker", Asked()),
        ("network", "network", "", Asked()),
    ],
)
def test_documents_on_the_plan_read_as_they_were_read(
    plan_store: Store, snapshot: Snapshot, lang: Language, name: str, kind: str, subject: str, asked: Asked
) -> None:
    made = reports.make(plan_store, kind, subject, language=lang, asked=asked)
    snapshot(f"plan-{name}.{lang}.md", text_of(made))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "kind", "subject", "edition"),
    [
        ("cluster", "group", "Cluster Waterstofdal", "public"),
        ("group", "group", "G5", "internal"),
        ("organisation", "organisation", "Dienst Joroel", "public"),
        ("board", "board", "Stuurgroep Voorbeeldzone", "internal"),
    ],
)
def test_documents_on_the_example_read_as_they_were_read(
    example_store: Store, snapshot: Snapshot, lang: Language, name: str, kind: str, subject: str, edition: str
) -> None:
    made = reports.make(example_store, kind, subject, language=lang, edition=edition, as_of=DAY)
    snapshot(f"example-{name}.{lang}.md", text_of(made))


def test_the_board_report_on_the_plan_says_what_the_plan_has(plan_store: Store) -> None:
    text = markdown.render(reports.make(plan_store, "board", "Program Board", language="nl"))
    for said in (
        "16 zetels: 7 ondernemers, 3 onderwijs en 6 overheid",
        "€ 261.050",
        "€ 451.550",
        "2021: verschil € 18.000",
        "Directeur van het programmabureau (Programmabureau): de bron noemt de functie, maar geen naam",
        "clusters en cross-overs kunnen daarom nog niet worden beoordeeld",
    ):
        assert said in text


def words(section: Section) -> str:
    """Return the paragraphs of a section as one text."""
    return " ".join(plain(block.text) for block in section.blocks if isinstance(block, Paragraph))


def ranked(sections: Iterable[Section]) -> set[str]:
    """Return the headings of places in an order that tables of some sections have."""
    write = Writer("nl")
    heads = {write.words(f"{name}.col.{head}") for name, head in RANKS}
    tables = [block for section in sections for block in section.blocks if isinstance(block, Table)]
    return heads & {head for table in tables for head in table.headings}


def test_a_board_report_ranks_nobody(plan_store: Store, example_store: Store) -> None:
    for store, body in ((plan_store, "Program Board"), (example_store, "Stuurgroep Voorbeeldzone")):
        for edition in ("public", "internal"):
            made = reports.make(store, "board", body, language="nl", edition=edition, as_of=DAY)
            assert ranked(made.sections) == set()
    here = example_store.load(as_of=DAY)
    found = brokers.find(here)
    assert ranked(brokers.tell(here, found, Writer("nl"), Detail())) == {"plaats"}


def test_a_report_is_a_draft_until_it_says_who_adopted_it_and_when(plan_store: Store) -> None:
    draft = reports.make(plan_store, "board", "Program Board", language="nl")
    adopted = reports.make(
        plan_store, "board", "Program Board", language="nl",
        asked=Asked(status=Status("de Program Board", "2022-09-06")),
    )  # fmt: skip
    assert draft.subtitle.startswith("Concept")
    assert adopted.subtitle.startswith("Vastgesteld door de Program Board op 6 september 2022")
    assert "Dit rapport vaststellen" not in markdown.render(adopted)
    with pytest.raises(InputError) as half:
        documents.asked({"adopted_by": "het bestuur"}.get)
    assert half.value.key == "report-adopted"


@pytest.mark.parametrize("as_of", ["", "2022-09-06"])
def test_a_term_that_is_over_on_the_day_of_the_last_act_is_over_without_a_date_too(as_of: str) -> None:
    ends = {"over": "2021", "soon": "2023-01", "later": "2030"}
    seats: dict[str, Cells] = {
        f"Seat/{key}": {"body": "GovernanceBody/board", "term_end": end, "number": str(number)}
        for number, (key, end) in enumerate(ends.items(), 1)
    }
    network = build({"GovernanceBody/board": {}, **seats})
    network = network.at(as_of) if as_of else network
    found, write = asked_of.find(network, "GovernanceBody/board"), Writer("nl")
    made = asked_of.section(network, found, Status("het bestuur", "2022"), write)
    (bullets,) = made.blocks
    assert isinstance(bullets, Bullets)
    facts = [part for item in bullets.items for part in item if isinstance(part, Fact)]
    assert {fact.question: fact.entities for fact in facts if fact.question.startswith("governance.terms-")} == {
        "governance.terms-over": ("Seat/over",), "governance.terms-soon": ("Seat/soon",),
    }  # fmt: skip


def test_sections_are_chosen_with_what_stands_below_them(example_store: Store) -> None:
    made = reports.make(example_store, "group", "G1", language="nl", asked=Asked(sections=("chances",)))
    assert [section.level for section in made.sections] == [2, 3, 3, 3, 3, 3]
    with pytest.raises(InputError) as unknown:
        reports.make(example_store, "group", "G1", language="nl", asked=Asked(sections=("chanses",)))
    assert "chances" in unknown.value.hint("nl")


def test_a_summary_of_a_cluster_has_five_sentences(example_store: Store) -> None:
    for name in ("G1", "G5", "Cluster Waterstofdal"):
        made = reports.make(example_store, "group", name, language="en")
        summary = next(s for s in markdown.render(made).split("## ") if s.startswith("Summary")).splitlines()[
            2
        ]
        assert len(re.findall(r"[.)](?= |$)", summary.replace("B.V.", "BV"))) - summary.count(") ") == 5


def test_outside_the_bureau_nobody_is_proposed_or_to_be_asked(example_store: Store) -> None:
    holder = "Jelmer"
    for edition in ("public", "partner"):
        for _, made in reports.make_every_group(example_store, language="nl", edition=edition):
            text = markdown.render(made)
            assert "navragen bij" not in text
            assert "vragen aan" not in text
            assert "alleen in de uitgave voor intern gebruik" in text
    public = markdown.render(reports.make(example_store, "network", language="nl"))
    assert "Het eerst te vragen" not in public
    assert holder not in public


def test_every_cluster_and_group_has_a_file_of_its_own_and_equal_words(example_store: Store) -> None:
    made = dict(reports.make_every_group(example_store, language="nl"))
    assert len(made) == 3 + 5
    alone = reports.make(example_store, "group", "G2", language="nl")
    assert markdown.render(made["05-groep-2-logistiek-en-agrofood"]) == markdown.render(alone)


def test_no_document_has_an_empty_table_or_two_sections_of_one_name(example_store: Store) -> None:
    kinds = (
        ("network", ""),
        ("board", "Werkgroep agro"),
        ("group", "G3"),
        ("organisation", "Fokker"),
        ("changes", "2025"),
    )
    for kind, subject in kinds:
        name = subject if subject != "Fokker" else "Dienst Joroel"
        made = reports.make(example_store, kind, name, language="en")
        anchors = [section.anchor for section in made.sections]
        assert len(anchors) == len(set(anchors))
        tables = [block for section in made.sections for block in section.blocks if isinstance(block, Table)]
        assert all(table.rows for table in tables)
        assert "{" not in markdown.render(made)


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Store]:
    """A store with a cluster that has no members, and nothing else."""
    store = stores.open_store(tmp_path / "network.db", create=True)
    by_hand.add(store, "Cluster", {"name": ["Cluster Niets"]}, by_hand.Act("tester"))
    yield store
    store.close()


def test_an_empty_cluster_says_so_and_a_group_that_is_not_there_names_the_nearest(
    bare: Store, example_store: Store
) -> None:
    made = reports.make(bare, "group", "Cluster Niets", language="nl")
    assert [section.anchor for section in made.sections] == ["summary", "account"]
    assert "geen leden vastgelegd" in markdown.render(made)
    with pytest.raises(InputError) as absent:
        reports.make(example_store, "group", "Waterstofdaal", language="nl")
    assert "Cluster Waterstofdal" in absent.value.hint("nl")


def teamed(teams: int) -> Network:
    """Return a cluster of the first of some teams of four companies, which share three initiatives and a sector each."""
    things = [entity("cluster", "Cluster", name="Cluster Vier")]
    ties = []
    for team in range(teams):
        sector = f"t{team}"
        things.append(entity(sector, "Theme", name=f"Sector {team}", kind="sector"))
        for n in range(4):
            things.append(entity(f"o{team}-{n}", "Company", name=f"Firma {team}-{n}"))
            ties.append(tie(f"a{team}-{n}", "Activity", (f"o{team}-{n}", sector)))
        for n in range(3):
            things.append(entity(f"p{team}-{n}", "Project", name=f"Plan {team}-{n}"))
            ties.append(tie(f"b{team}-{n}", "Activity", (f"p{team}-{n}", sector)))
            ties += [
                tie(f"c{team}-{n}-{o}", "Participation", (f"o{team}-{o}", f"p{team}-{n}")) for o in range(4)
            ]
    ties += [tie(f"d{n}", "Participation", (f"o0-{n}", "cluster"), "member") for n in range(4)]
    return network(things, ties)


@pytest.mark.parametrize(("teams", "said"), [(7, {"summary", "firm"}), (8, set())])
def test_a_cluster_of_few_organisations_makes_no_claim_about_groups(teams: int, said: set[str]) -> None:
    here = teamed(teams)
    found = answers.findings(here, here, "public")
    write = Writer("nl")
    made = describe.group_report(found, answers.subject_meant(found, "Cluster Vier", write), write)
    few = f"er zijn {4 * teams} organisaties met een deelname aan een initiatief, en daarvoor zijn er ten minste 30 nodig"
    assert {section.anchor for section in made.sections if few in words(section)} == said


def test_an_action_that_is_late_is_said_inside_the_bureau_alone(bare: Store) -> None:
    act = by_hand.Act("tester")
    body, _ = by_hand.add(bare, "GovernanceBody", {"name": ["Stuurgroep"]}, act)
    event, _ = by_hand.add(
        bare, "Event", {"name": ["Overleg 1"], "date": ["2020-01-10"], "body": [body]}, act
    )
    by_hand.add(bare, "Action", {"name": ["Brief sturen"], "due": ["2020-02"], "event": [event]}, act)
    inside = markdown.render(reports.make(bare, "board", "Stuurgroep", language="nl", edition="internal"))
    assert "Brief sturen" in inside
    assert "Daarvan is 1 over tijd" in inside
    assert "Brief sturen" not in markdown.render(reports.make(bare, "board", "Stuurgroep", language="nl"))


def test_since_the_last_meeting_is_told_in_the_edition_asked_for(bare: Store) -> None:
    act = by_hand.Act("tester")
    body, _ = by_hand.add(bare, "GovernanceBody", {"name": ["Stuurgroep"]}, act)
    by_hand.add(
        bare,
        "Event",
        {"name": ["Overleg 1"], "kind": ["meeting"], "date": ["2020-01-10"], "body": [body]},
        act,
    )
    by_hand.add(bare, "Person", {"name": ["Klaas Vaak"]}, act)
    by_hand.link(bare, "Membership", "Klaas Vaak", body, act, role="adviser", since="2021")
    asked = Asked(since="last-meeting")
    public = markdown.render(reports.make(bare, "board", "Stuurgroep", language="nl", asked=asked))
    inside = markdown.render(
        reports.make(bare, "board", "Stuurgroep", language="nl", asked=asked, edition="internal")
    )
    assert "Overleg 1" in public
    assert "Vaak" not in public
    assert "Klaas Vaak" in inside
    with pytest.raises(InputError):
        reports.make(bare, "board", "Stuurgroep", language="nl", asked=Asked(since="gisteren"))


def named(*, funders: int, sources: Mapping[str, Source] | None = None) -> Network:
    """Return an organisation that so many others fund, and on whose behalf as many people sit in a body."""
    things = [entity("a", "Company", name="Alfa"), entity("g", "GovernanceBody", name="Raad")]
    ties = []
    for n in range(funders):
        things += [entity(f"f{n}", "Company", name=f"Fonds {n}"), entity(f"p{n}", "Person", name=f"Mens {n}")]
        ties.append(tie(f"t{n}", "Funding", (f"f{n}", "a"), amount="1000"))
        ties.append(tie(f"m{n}", "Membership", (f"p{n}", "g"), "member", on_behalf_of=("a",)))
    return network(things, ties, sources)


def test_a_table_that_is_cut_says_how_many_more_there_are() -> None:
    def said(funders: int) -> list[str]:
        write = Writer("nl")
        whole = named(funders=funders)
        found = [*organisation.sections(whole, "a", write, "public"), *money.sections(whole, write)]
        return [
            f"{section.anchor}: {plain(after.text)}"
            for section in found
            for before, after in pairwise(section.blocks)
            if isinstance(before, Table) and isinstance(after, Paragraph)
        ]

    assert said(12) == []
    assert said(13) == ["seats: en nog 1", "money: en nog 1"]
    assert said(1052) == ["seats: en nog 1.040", "money: en nog 1.040", "funding: en nog 1.012"]


def test_two_editions_of_a_source_are_both_named_above_and_below() -> None:
    sources = {
        f"s{year}": Source(f"s{year}", "leden", "list", "Ledenlijst", date=year) for year in ("2024", "2025")
    }
    made = describe.organisation_report(named(funders=0, sources=sources), "a", "nl", "public")
    assert made.subtitle == "Bronnen: Ledenlijst (2024); Ledenlijst (2025)"
    assert [plain(item) for block in made.sections[-1].blocks if isinstance(block, Bullets) for item in block.items] == [
        "Ledenlijst (2024)", "Ledenlijst (2025)",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["changes", "board"])
def test_what_changed_until_a_day_is_of_that_day_and_names_who_left_before(bare: Store, kind: str) -> None:
    act = by_hand.Act("tester")
    body, _ = by_hand.add(bare, "GovernanceBody", {"name": ["Stuurgroep"]}, act)
    by_hand.add(bare, "Person", {"name": ["Klaas Vaak"]}, act)
    by_hand.link(bare, "Membership", "Klaas Vaak", body, act, role="chair", since="2019", until="2021-03-01")
    since = "2021-01-01"
    made = reports.make(
        bare, kind, since if kind == "changes" else body, language="nl", as_of="2021-12-31",
        asked=Asked(since=since),
    )  # fmt: skip
    text = markdown.render(made)
    assert made.as_of == "2021-12-31"
    assert "Stand 31 december 2021" in text
    assert "Klaas Vaak" in text
    assert bare.load().of_type("Person")[0].id not in text


def test_names_of_the_vocabulary_are_translated_and_names_of_ones_own_are_not(bare: Store) -> None:
    act = by_hand.Act("tester")
    firm, _ = by_hand.add(bare, "Company", {"name": ["Waterstof"]}, act)
    for name in ("Waterstof", "Waterstof in de zone"):
        theme, _ = by_hand.add(bare, "Theme", {"name": [name]}, act)
        by_hand.link(bare, "Activity", firm, theme, act)
    fund, _ = by_hand.add(bare, "Fund", {"name": ["EFRO"]}, act)
    whole = bare.load()
    assert [whole.name(one.id, "en") for one in whole.of_type("Theme")] == [
        "hydrogen",
        "Waterstof in de zone",
    ]
    assert [whole.name(one, "en") for one in (firm, fund)] == ["Waterstof", "ERDF"]
    assert [whole.name(one.id, "nl") for one in whole.of_type("Theme")] == [
        "Waterstof",
        "Waterstof in de zone",
    ]
    assert entity_named.meant(whole, "Hydrogen", ("Theme",)).name == "Waterstof"
    assert markdown.render(reports.make(bare, "organisation", firm, language="en")).count("hydrogen") == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_names_and_types_stand_in_the_order_of_the_language(bare: Store, lang: Language) -> None:
    act = by_hand.Act("tester")
    themes = [by_hand.add(bare, "Theme", {"name": [n]}, act)[0] for n in ("Kunststof", "Zorgtechnologie")]
    firm, _ = by_hand.add(bare, "Company", {"name": ["Firma"]}, act)
    council, _ = by_hand.add(bare, "Government", {"name": ["Dienst"]}, act)
    club, _ = by_hand.add(bare, "Association", {"name": ["Club"]}, act)
    whole, write = bare.load(), Writer(lang)
    told = {
        "nl": ("kunststof en zorgtechnologie", "1 bedrijf, 1 overheid en 1 vereniging of stichting"),
        "en": ("health technology and plastics", "1 association, 1 company and 1 government"),
    }[lang]
    shown = naming.alphabetical(whole, themes, write)
    assert (shown.lower(), naming.types(whole, (club, council, firm), write)) == told
