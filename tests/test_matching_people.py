"""Pairs of records that may be one person: zones by evidence, relatives and shared mailboxes kept apart, known answers."""

from __future__ import annotations

import csv
import gzip
import os
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dtz_network.matching.columns import straightened
from dtz_network.matching.pairs import SURE, Pair
from dtz_network.matching.people import People
from dtz_network.matching.person_records import Person

pytestmark = pytest.mark.thorough

DATA = Path(os.environ.get("DTZ_TEST_DATA") or ".") / "dutch-contacts"
needs_lists = pytest.mark.skipif(
    not DATA.is_dir(), reason="DTZ_TEST_DATA does not name the folder with real lists"
)


def person(
    ident: str, name: str, organisation: str = "", email: str = "", phone: str = "", place: str = ""
) -> Person:
    """Return a record with one value of each kind."""
    values = ([value] if value else [] for value in (organisation, email, phone, place))
    organisations, emails, phones, places = map(tuple, values)
    return Person(ident, name, organisations=organisations, emails=emails, phones=phones, places=places)


def zone(*people: Person) -> str:
    """Return the zone of the first two records, "" if they are not asked about."""
    found = {(pair.one, pair.other): pair.zone for pair in People(people).pairs()}
    return found.get((people[0].id, people[1].id), "")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("Jan de Vries", "Alfa", "jan@alfa.example"), ("J. de Vries", "", "jan@alfa.example"), "A1"),
        (("Jan de Vries", "Alfa", "", "06-12345678"), ("Vries, Jan de", "Beta", "", "+31612345678"), "A1"),
        (("Jan de Vries", "Alfa B.V."), ("Vries, Johannes de", "alfa"), "A2"),
        (("J.L.M. Bos", "gem. Emmen"), ("Bos, J.L.M.", "Emmen (gemeente)"), "A2"),
        (("Jan de Vries", "Alfa"), ("J. de Vries", "Alfa"), "R1"),
        (("Jan de Vrise", "Alfa"), ("Jan de Vries", "Alfa"), "R1"),
        (("Jan Hoekstra-Bos", "Alfa"), ("Jan Hoekstra", "Alfa"), "R1"),
        (("Willeke Zandvoort", "Alfa"), ("Willeke Zandvoort", "Beta"), "R1"),
        (("Bemard Kools", "Titulaer Chem."), ("Bernard Kools", "Titulaer Chemie"), "R1"),
        (("Anna Jansen", "Alfa", "anna@alfa.example"), ("Anna Bakker", "Alfa", "anna@alfa.example"), "C"),
        (("Kleinherenbrink Yassin", "Alfa"), ("Kleinherenbrink, Y.", "Alfa"), "R1"),
        (("Isa van Dijk", "Alfa"), ("Isa van Deik", "Alfa"), "R1"),
        (("Harm Kraak", "Alfa"), ("Harm Krak", "Alfa"), "R1"),
        (("Isis Bossinc", "Alfa"), ("I. Boszink", "Alfa"), "R1"),
        (("Lola Hamstra", "Slager Tuinbouw"), ("Lola Buma-Hamstra", "Slager Tuinbouw Groep"), "R1"),
        (("Henk Zandvoort", "Zandvoort"), ("Piet Zandvoort", "Zandvoort"), ""),
        (("P. Zandvoort", "Alfa"), ("Q. Zandvoort", "Alfa"), ""),
        (("Zandvoort", "Alfa"), ("Zandvoort", "Alfa"), ""),
        (("Jan Bos", "Alfa", "info@alfa.example"), ("Piet Vos", "Alfa", "info@alfa.example"), ""),
        (("Jan Bos", "Alfa", "", "0591-123456"), ("Piet Vos", "Alfa", "", "0591-123456"), ""),
    ],
)  # fmt: skip
def test_the_zone_follows_from_the_evidence(one: Sequence[str], other: Sequence[str], expected: str) -> None:
    assert zone(person("1", *one), person("2", *other)) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Els Bakker", "Liesbeth Bakker", "R1"),  # both Elisabeth, and as often two sisters
        ("Jan Bakker", "Hans Bakker", "R1"), ("Elisabeth Bakker", "Els Bakker", "A2"), ("Wim Bakker", "Willem Bakker", "A2"),
    ],
)  # fmt: skip
def test_two_call_names_of_one_given_name_at_one_firm_are_asked_and_not_proposed(
    one: str, other: str, expected: str
) -> None:
    people = [
        Person(str(n), name, organisations=("Alfa Techniek",), places=("Emmen",))
        for n, name in enumerate((one, other))
    ]
    (pair,) = People(people).pairs()
    assert pair.zone == expected


@pytest.mark.parametrize(
    ("name", "titles", "expected"),
    [
        ("Roelof Drent", ("salesmanager", "directeur"), "R2"), ("Roelof Drent", ("directeur", "directeur"), "A2"),
        ("Roelof Drent", ("salesmanager", ""), "A2"), ("Roel Drent", ("salesmanager", "directeur"), "A2"),
    ],
)  # fmt: skip
def test_a_call_name_with_another_job_title_is_asked_and_not_proposed(
    name: str, titles: tuple[str, str], expected: str
) -> None:
    people = [
        Person(str(n), who, organisations=("Alfa Techniek",), roles=(title,) if title else ())
        for n, (who, title) in enumerate(zip(("Roel Drent", name), titles, strict=True))
    ]
    (pair,) = People(people).pairs()
    assert pair.zone == expected
    assert ("role-different" in {item.key for item in pair.evidence if item.against}) == (expected == "R2")


def test_organisations_differ_only_where_both_records_name_one() -> None:
    one = person("1", "Willeke Zandvoort", "", "willeke@alfa.example")
    pair = next(iter(People([one, person("2", "Willeke Zandvoort", "Beta Staal")]).pairs()))
    keys = {item.key for item in pair.evidence}
    assert "organisation-unknown" in keys
    assert "organisation-different" not in keys


def test_a_mailbox_of_several_people_never_identifies() -> None:
    people = [
        person("1", "J. Bos", "Alfa", "griffie7@raad.example"),
        person("2", "Piet Vos", "Beta", "griffie7@raad.example"),
        person("3", "Jan Bos", "Gamma", "griffie7@raad.example"),
    ]
    assert all(pair.zone not in SURE for pair in People(people).pairs())


def test_two_own_addresses_at_one_domain_speak_against() -> None:
    one = person("1", "Jan Smit", "Alfa", "jan.smit@alfa.example")
    other = person("2", "Jan Smit", "Alfa", "jan.smit2@alfa.example")
    assert zone(one, other) == "R2"
    (pair,) = People([one, other]).pairs()
    against = [evidence for evidence in pair.evidence if evidence.against]
    assert [(item.key, item.one, item.other) for item in against] == [
        ("other-address", "jan.smit@alfa.example", "jan.smit2@alfa.example")
    ]


def test_a_common_name_at_another_employer_is_not_asked_where_many_bear_it() -> None:
    crowd = [person(f"x{n}", f"Jan {'ABCDEFGHIJ'[n % 10]}aalders", f"Firma {n}") for n in range(400)]
    jansens = [person(f"j{n}", "Jan Jansen", f"Bedrijf {n}") for n in range(40)]
    assert zone(*jansens, *crowd) == ""
    rare = [person("r1", "Willeke Zandvoort", "Alfa"), person("r2", "Willeke Zandvoort", "Beta")]
    assert zone(*rare, *crowd, *jansens) == "R1"


NAMES = st.sampled_from(
    ["Jan Bos", "J. Bos", "Bos, Jan", "Piet Vos", "P. de Vos", "Hans Bos", "J.P. (Hans) Bos"]
)
PLACES = st.sampled_from(["", "Alfa", "Alfa B.V.", "Beta"])
MAILS = st.sampled_from(["", "info@alfa.example", "jan.bos@alfa.example", "pvos@beta.example"])
RECORDS = st.lists(st.tuples(NAMES, PLACES, MAILS), max_size=8)


@given(RECORDS, st.randoms(use_true_random=False))
def test_pairs_do_not_depend_on_the_order_of_the_records(
    rows: list[tuple[str, str, str]], random: object
) -> None:
    people = [person(str(n), *row) for n, row in enumerate(rows)]

    def said(found: list[Pair]) -> set[tuple[str, str, str]]:
        return {(pair.one, pair.other, pair.zone) for pair in found}

    shuffled = people[::-1]
    assert said(People(people).pairs()) == said(People(shuffled).pairs())
    chosen = [p.id for p in people[:3]]
    wanted = {pair for pair in said(People(people).pairs()) if pair[0] in chosen or pair[1] in chosen}
    assert said(People(people).pairs_with(chosen)) == wanted


def test_names_and_organisations_in_each_others_column_are_put_right() -> None:
    rows = [
        person("1", "Jan de Vries", "Alfa Techniek B.V."),
        person("2", "Beta Metaal BV", "mevr. A. Bos"),
        person("3", "Alfa Techniek", "Vries, J. de"),
        person("4", "Piet Smit", "Beta Metaal"),
        person("5", "Smit", ""),
        person("6", "Van der Berg Advies", "Van der Berg Advies"),
    ]
    found, turned = straightened(rows)
    assert turned == {"2", "3"}
    assert [(p.name, *p.organisations) for p in found][1:3] == [
        ("mevr. A. Bos", "Beta Metaal BV"),
        ("Vries, J. de", "Alfa Techniek"),
    ]


# --- lists with known answers


def rows(name: str) -> list[dict[str, str]]:
    path = DATA / name
    text = (
        gzip.decompress(path.read_bytes()).decode() if path.suffix == ".gz" else path.read_text("utf-8-sig")
    )
    return list(csv.DictReader(text.splitlines(), delimiter=";" if "incoming" in name else ","))


def known(row: dict[str, str], ident: str) -> Person:
    parts = (row.get("naam"), row.get("Voornaam"), row.get("Tussenvoegsel"), row.get("Achternaam"))

    def cell(*columns: str) -> str:
        return next((row[column] for column in columns if row.get(column)), "")

    return person(
        ident, " ".join(part for part in parts if part), cell("organisatie", "Organisatie"), cell("email", "E-mailadres"),
        cell("telefoon", "Telefoonnummer"), cell("plaats", "Plaats"),
    )  # fmt: skip


@needs_lists
def test_a_thousand_contacts_find_their_doubles() -> None:
    found = rows("list_1k.csv")
    pairs = People(known(row, row["id"]) for row in found).pairs()
    same: dict[str, list[str]] = defaultdict(list)
    for row in found:
        same[row["truth_person"]].append(row["id"])
    truth = {frozenset(pair) for ids in same.values() for pair in combinations(ids, 2)}
    sure = {frozenset((p.one, p.other)) for p in pairs if p.zone in SURE}
    said = sure | {frozenset((p.one, p.other)) for p in pairs if p.zone == "R1"}
    assert len(truth) == 480
    assert sure <= truth
    assert 2 * len(said & truth) / (len(said) + len(truth)) >= 0.94


@needs_lists
def test_incoming_rows_meet_the_network_without_a_wrong_proposal() -> None:
    stored = {row["id"]: row for row in rows("list_10k.csv.gz")}
    incoming = {f"in{n}": row for n, row in enumerate(rows("incoming_200.csv"))}
    everybody = People(known(row, ident) for ident, row in {**stored, **incoming}.items())
    offered: dict[str, list[Pair]] = defaultdict(list)
    for pair in everybody.pairs_with(incoming):
        one, other = (pair.one, pair.other) if pair.one in incoming else (pair.other, pair.one)
        if other in stored:
            offered[one].append(pair)

    def right(ident: str, pair: Pair) -> bool:
        other = pair.other if pair.one == ident else pair.one
        return stored[other]["truth_person"] == incoming[ident]["truth_person"]

    ticked = [(ident, pair) for ident, found in offered.items() for pair in found if pair.zone in SURE]
    asked = [ident for ident, found in offered.items() if not any(pair.zone in SURE for pair in found)]
    present = [ident for ident, row in incoming.items() if not row["truth_person"].startswith("new")]
    assert all(right(ident, pair) for ident, pair in ticked)
    assert len(asked) <= len(incoming) * 0.25
    assert sum(any(right(i, p) for p in offered[i]) for i in present) / len(present) >= 0.94


@pytest.mark.parametrize("share", [1, 2])
def test_columns_that_stand_under_each_others_heading_are_put_right(share: int) -> None:
    """All rows exchanged, or two of every three: what most rows say is not what is right."""
    firms = ("Stichting Groen", "Hoge Techniek B.V.", "gemeente Emmen", "Bouwbedrijf Veld", "Delta Metaal")
    names = ("Jan de Vries", "M. Bakker", "Willeke Zandvoort", "Kees Jansen", "A.B. Oosterloo", "Els Postma")
    right = [person(f"{n}", name, firms[n % 5]) for n, name in enumerate(names * 12)]
    given = [
        row if share > 1 and n % 7 < 2 else person(row.id, row.organisations[0], row.name)
        for n, row in enumerate(right)
    ]
    found, turned = straightened(given)
    assert found == right
    assert turned == {one.id for one, other in zip(given, right, strict=True) if one != other}
