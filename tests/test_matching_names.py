"""Names taken apart: every way in which Dutch lists write people and organisations, remarks and misreadings included."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dtz_network.matching import contact_details, given_names, organisation_names, person_names, written_names
from dtz_network.matching.person_names import PersonName, parse
from dtz_network.matching.spelling import letters, same_shape, slip

DATA = Path(os.environ.get("DTZ_TEST_DATA") or ".")


@pytest.mark.parametrize(
    ("written", "surnames", "given", "initials"),
    [
        ("Jan de Vries", "vries", "jan", "j"),
        ("Vries, Jan de", "vries", "jan", "j"),
        ("Vries de, Jan", "vries", "jan", "j"),
        ("de Vries, Jan", "vries", "jan", "j"),
        ("Jan Vries, de", "vries", "jan", "j"),
        ("Vries, de, Jan", "vries", "jan", "j"),
        ("JAN DE VRIES", "vries", "jan", "j"),
        ("J.P. (Jan) de Vries", "vries", "jan", "jp"),
        ("Heijden, drs. P.F. (Paul) van der", "heyden", "paul", "pf"),
        ("heijden, p.f. (paul) van der", "heyden", "paul", "pf"),
        ("dhr. J.S. van Domselaar", "domselaar", "", "js"),
        ("Dhr. drs. F.P. Berkhout CMA CPC", "berkhout", "", "fp"),
        ("prof.dr.ir. J.H. de Boer MSc", "boer", "", "jh"),
        ("Dhr. drs. A van Waveren", "waveren", "", "a"),
        ("Enno vd Werff", "werff", "enno", "e"),
        ("Jan v.d. Werff", "werff", "jan", "j"),
        ("Ed v/d Laan", "laan", "ed", "e"),
        ("W. de Roo", "roo", "", "w"),
        ("Roo de, Willeke", "roo", "willeke", "w"),
        ("A.C.M. (Anneke) van 't Hof", "hof", "anneke", "acm"),
        ("Kees van ’t Veer", "veer", "kees", "k"),
        ("'t Hooft, Gerard", "hooft", "gerard", "g"),
        ("Th.J.M. Bos", "bos", "", "thjm"),
        ("IJ. van Dijk", "dyk", "", "ij"),
        ("Jan-Peter Balkenende", "balkenende", "janpeter", "jp"),
        ("Jan Willem de Boer", "boer", "jan willem", "jw"),
        ("Bakker J.", "bakker", "", "j"),
        ("J P Balkenende", "balkenende", "", "jp"),
        ("de Vries J.", "vries", "", "j"),
        ("de Vries", "vries", "", ""),
        ("jansen", "jansen", "", ""),
        ("Henk Klein Gebbink", "kleingebbink", "henk", "h"),
        ("bruins slot, h.j.e.", "bruinsslot", "", "hje"),
        ("Mw. J. Grotenhuis-van der Horst", "grotenhuis horst", "", "j"),
        ("Jansen - de Vries, A.", "jansen vries", "", "a"),
        ("JANSEN-DE VRIES, MARIA", "jansen vries", "maria", "m"),
        ("Jan Jansen - Bakker", "jansen bakker", "jan", "j"),
        ("mevr. A. Jansen e/v Bakker", "jansen bakker", "", "a"),
        ("Maria de Boer geb. van Dam", "boer dam", "maria", "m"),
        ("Jan de Heer", "heer", "jan", "j"),
        ("Emma de Graaf", "graaf", "emma", "e"),
        ("J0hn de 8oer", "boer", "john", "j"),
        ("Mw. I.T. Gast", "gast", "", "it"),
        ("vader, w.f.", "vader", "", "wf"),
        ("werd, rob de", "werd", "rob", "r"),
        ("Mw. drs. M.W. Haage", "haage", "", "mw"),
        ("Dhr. D.R. Pastoor", "pastoor", "", "dr"),
        ("smulders, ben", "smulders", "ben", "b"),
        ("cate, j.c. / johan ten", "cate", "johan", "jc"),
        ("Jan Gast", "gast", "jan", "j"),
        ("Pippa cle Pelt", "pelt", "pippa", "p"),
        ("Linde van Luik-van Belt", "luik belt", "linde", "l"),
        ("C.H. Daamen (geb. Dekker)", "daamen dekker", "", "ch"),
        ("Feline Oostveen (geboren de Haan)", "oostveen haan", "feline", "f"),
        ("Berg N. van den", "berg", "", "n"),
        ("Belterman Ria van", "belterman", "ria", "r"),
        ("rnevr. G. Smits", "smits", "", "g"),
    ],
)
def test_a_name_is_read_however_it_is_written(written: str, surnames: str, given: str, initials: str) -> None:
    name = parse(written)
    assert (" ".join(name.surnames), " ".join(name.given), name.initials) == (surnames, given, initials)


HARD = [
    ("Dhr. ing. K. Wind", "wind", "", "k"),
    ("mr. dr. A.B.C. van den Berg - Smit", "berg smit", "", "abc"),
    ("Wiebe-Jan Zijlstra", "zylstra", "wiebejan", "wj"),
    ("Zijlstra, W.J. (Wiebe-Jan)", "zylstra", "wiebejan", "wj"),
    ("ir. M. (Marieke) in 't Veld", "veld", "marieke", "m"),
    ("in ’t Veld, Marieke", "veld", "marieke", "m"),
    ("Op den Camp, Ruud", "camp", "ruud", "r"),
    ("Ruud op den Camp", "camp", "ruud", "r"),
    ("J.H. uit den Bogaard", "bogaard", "", "jh"),
    ("van de Ven-Jansen, Truus", "ven jansen", "truus", "t"),
    ("Truus van de Ven-Jansen", "ven jansen", "truus", "t"),
    ("Y. ten Cate", "cate", "", "y"),
    ("Chr. Huygens", "huygens", "", "chr"),
    ("Joh. de Witt", "witt", "", "joh"),
    ("Ds. P. 't Lam", "lam", "", "p"),
    ("Mevrouw S. El Yousfi", "yousfi", "", "s"),
    ("Ahmed El Amrani", "amrani", "ahmed", "a"),
    ("Özlem Yılmaz", "yilmaz", "ozlem", "o"),
    ("José María López", "lopez", "jose maria", "jm"),
    ("Zoë van der Ploeg", "ploeg", "zoe", "z"),
    ("VAN DER PLOEG, ZOË", "ploeg", "zoe", "z"),
    ("drs. Th. (Theo) ter Horst", "horst", "theo", "th"),
    ("Prof. mr. H.J. Snijders Blok", "snydersblok", "", "hj"),
    ("Jhr. W. van Tuyll van Serooskerken", "tuyllserooskerken", "", "w"),
    ("A.M. van Heutsz jr.", "heutsz", "", "am"),
    ("Bert Jan Kramer MBA", "kramer", "bert jan", "bj"),
    ("Jan-Willem v.d. Veen", "veen", "janwillem", "jw"),
    ("J.W. vd Veen", "veen", "", "jw"),
    ("J.W. v/d Veen", "veen", "", "jw"),
    ("vd Veen, J.W.", "veen", "", "jw"),
    ("Piet Hein", "hein", "piet", "p"),
    ("Henk ten Brinke", "brinke", "henk", "h"),
    ("Brinke, H. ten", "brinke", "", "h"),
    ("dr.ir. L.A.G. Oude Egbrink", "oudeegbrink", "", "lag"),
    ("Annet Nijhof - Leeuw", "nyhof leeuw", "annet", "a"),
    ("G. Kamphuis-Bos", "kamphuis bos", "", "g"),
    ("Kamphuis - Bos, Gerda", "kamphuis bos", "gerda", "g"),
    ("mevr. drs. E. (Els) Boer-de Wit", "boer wit", "els", "e"),
    ("A. 't Hart", "hart", "", "a"),
    ("‘t Hart, Anna", "hart", "anna", "a"),
    ("Jan van der Meer van Kuffeler", "meerkuffeler", "jan", "j"),
    ("Willem-Alexander de Jong BSc", "jong", "willemalexander", "wa"),
    ("H. Vos MSc RA", "vos", "", "h"),
    ("Ineke d'Hondt", "dhondt", "ineke", "i"),
    ("D'Hondt, Ineke", "dhondt", "ineke", "i"),
    ("Rients-Jan de Vries", "vries", "rientsjan", "rj"),
    ("K. v. Dijk", "dyk", "", "k"),
    ("Dijk, K. v.", "dyk", "", "k"),
]


def test_at_least_47_of_48_more_hard_names_are_read() -> None:
    assert len(HARD) == 48
    read = {name[0]: parse(name[0]) for name in HARD}
    wrong = [
        (written, read[written])
        for written, surnames, given, initials in HARD
        if (" ".join(read[written].surnames), " ".join(read[written].given), read[written].initials)
        != (surnames, given, initials)
    ]
    assert len(wrong) <= 1, wrong


@pytest.mark.parametrize(
    ("written", "remark"),
    [
        ("Jan de Vries (vervangt Piet)", "vervangt Piet"),
        ("Jan de Vries - wethouder", "wethouder"),
        ("Jan de Vries, wethouder", "wethouder"),
        ("Jan de Vries i.p.v. Kees Bos", "i.p.v. Kees Bos"),
        ("Jan de Vries ivm verlof tot 1-5", "ivm verlof tot 1-5"),
        ("Jan de Vries [afgemeld]", "afgemeld"),
        ("Jan de Vries oud-wethouder", "oud-wethouder"),
        ("Jan de Vries +1", "+1"),
        ("Jan de Vries; dieet vega", "dieet vega"),
        ("Jan de Vries / via secretariaat", "via secretariaat"),
        ("nieuw: Jan de Vries", "nieuw"),
        ("afgemeld - Jan de Vries", "afgemeld"),
        ("t.a.v. Jan de Vries", "t.a.v."),
        ("1. Jan de Vries", "1."),
        ("Jan de Vries ??", ""),
        ("* Jan de Vries", "*"),
    ],
)
def test_a_remark_is_no_part_of_the_name_and_is_told(written: str, remark: str) -> None:
    name = parse(written)
    assert (name.surnames, name.given, name.remark) == (("vries",), ("jan",), remark)


@given(st.text(max_size=40))
@example("𝐴")
def test_any_text_is_read_without_error_and_alike_in_capitals(text: str) -> None:
    name = parse(text)
    assert all(part == letters(part) for part in (*name.surnames, *name.given))
    assert parse(f"  {text}  ") == name


GIVEN = st.sampled_from(["Jan", "Willeke", "Anneke", "Berend", "Fatima", "Søren", "Chloë"])
SURNAME = st.sampled_from(["Vries", "Dijkstra", "Müller", "Boer", "Özdemir", "Hoekstra", "Smit"])
SMALL = st.sampled_from(["", "de", "van der", "van 't", "ter", "in 't"])


WORDS = [
    "Jan",
    "de",
    "van",
    "Vries,",
    "drs.",
    "(Piet)",
    "(nieuw)",
    "J.P.",
    "-",
    "nieuw:",
    "i.p.v.",
    "Bos",
    "Jansen-de",
    "MSc",
    "/",
    "wethouder",
    ",",
    "geb.",
    "1.",
]


@given(GIVEN, SMALL, SURNAME, st.sampled_from(["", "drs. ", "mevr. ", "prof. dr. "]))
def test_all_orders_of_a_name_are_one_name(first: str, small: str, last: str, title: str) -> None:
    forms = [
        f"{title}{first} {small} {last}",
        f"{small} {last}, {title}{first}",
        f"{last}, {title}{first} {small}",
    ]
    read = {(name.surnames, name.given, name.initials) for name in map(parse, forms)}
    assert len(read) == 1


def test_given_and_call_names() -> None:
    assert given_names.same_given("hendrik", "henk")
    assert given_names.same_given("johannes", "hans")
    assert not given_names.same_given("hendrik", "jan")
    assert not given_names.given_slip("wim", "pim")


def test_a_surname_in_front_without_a_comma_is_another_reading() -> None:
    assert [name.surnames for name in person_names.other_readings(parse("Hoekstra Jan"))] == [("hoekstra",)]
    assert person_names.other_readings(parse("Jan Hoekstra")) == ()
    assert parse("") == PersonName()


@pytest.mark.skipif(
    not DATA.joinpath("dutch-elite-2006").is_dir(),
    reason="DTZ_TEST_DATA does not name the folder with real lists",
)
def test_nearly_all_names_of_the_dutch_elite_are_read() -> None:
    text = (DATA / "dutch-elite-2006" / "DutchElite.paj").read_text(encoding="cp1252")
    lines = text.split("*Vertices", 2)[1].splitlines()[1:3811]
    names = [parse(line.split('"')[1]) for line in lines if '"' in line]
    assert len(names) == 3810
    assert sum(not name.is_empty and bool(name.initials) for name in names) >= 3790
    assert sum(bool(name.tussenvoegsel) for name in names) / len(names) > 0.2


@pytest.mark.skipif(
    not DATA.joinpath("dutch-councils-2015").is_dir(),
    reason="DTZ_TEST_DATA does not name the folder with real lists",
)
def test_all_names_of_five_councils_are_read() -> None:
    names = [
        parse(person["name"])
        for path in (DATA / "dutch-councils-2015").glob("*_persons.json")
        for person in json.loads(path.read_text(encoding="utf-8"))["persons"]
    ]
    assert len(names) == 231
    assert sum(bool(name.surnames and name.initials and not name.remark) for name in names) >= 229


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("Dutch TechZone", "DutchTechZone B.V.", "same"),
        ("Emmen (gemeente)", "gem. Emmen", "same"),
        ("Mulder & Nelis Beton", "Mulder en NelisB eton", "same"),
        ("De Boer Beton", "De Boer Bouw", "different"),
        ("Volker Wessels vakschool", "VolkerWessels", "part"),
        ("NHL Stenden", "NHL Stenden Hogeschool", "part"),
        ("mno Zandloperdal", "mbo Zandloperdal", "slip"),
        ("Coöleratie Verde Circulair", "Coöperatie Verde Circulair", "same"),
        ("Vari lmpelcn Chemle", "Van Impelen Chemie", "slip"),
        ("Drenthe College", "DC", "short"),
        ("Titulaer Ch.", "Titulaer Chemie Groep", "short"),
        ("Basisschool 7", "Basisschool 8", "different"),
        ("Provincie Groningen", "Gemeente Groningen", "different"),
        ("Gemeente Emmen", "Emmen", "slip"),
        ("Ministerie EZK", "Ministerie van Economische Zaken en Klimaat", "same"),
        ("Min. van OCW", "Ministerie van Onderwijs, Cultuur en Wetenschap", "same"),
        ("Ministerie EZK", "Ministerie van Economische Zaken", "former"),
        ("Ministerie van Verkeer en Waterstaat", "ministerie IenW", "former"),
        ("gemeente Schoonebeek", "gemeente Emmen", "former"),
        ("gemeente Middenveld", "gemeente Midden-Drenthe", "former"),
        ("gemeente Sleen", "gemeente Emmen", "different"),
        ("Gemeente Emmen", "gem. Ommen", "different"),
        ("Stichting Platform Terra Energie", "Stichting Platform Trio Energie", "different"),
        ("Stad Leuven", "Leuven Inc", "different"),
        ("TechCorp", "Technopolis", "different"),
        ("NAM", "Nederlandse Aardolie Maatschappij", "short"),
        ("Nederlandse Aardolie Mij.", "Nederlandse Aardolie Maatschappij B.V.", "same"),
        ("ROC Drenthe College", "Drenthe College", "part"),
        ("GKN Fokker", "Fokker", "part"),
        ("Jan Mulder", "Mulder", "different"),
        ("Mulder & Zn.", "Mulder en Zonen", "same"),
        ("StichtingVerdeOnderneemt", "Stichting Verde Onderneemt", "same"),
    ],
)  # fmt: skip
def test_how_two_organisation_names_are_alike(one: str, other: str, likeness: str) -> None:
    assert organisation_names.likeness(one, other) == likeness
    assert organisation_names.likeness(other, one) == likeness


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_the_same_both_ways(one: str, other: str) -> None:
    assert organisation_names.likeness(one, other) == organisation_names.likeness(other, one)


def test_slips_of_the_pen_and_of_a_scan() -> None:
    assert slip("bernard", "bemard")
    assert slip("hoekstra", "hoeksrta")
    assert not slip("vos", "bos")
    assert not slip("bakker", "backers")
    assert same_shape("vvinkel", "winkel")
    assert not same_shape("dane", "dolle")


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("06-12345678", ("0612345678",)),
        ("+31 6 12 34 56 78", ("0612345678",)),
        ("0031 (0)591 - 123456", ("0591123456",)),
        ("0592-123456 / 06 12345678", ("0592123456", "0612345678")),
        ("612345678", ("0612345678",)),
        ("+49 5922 1234567", ("+4959221234567",)),
        ("tst 123", ()),
    ],
)  # fmt: skip
def test_telephone_numbers_are_one_form(cell: str, numbers: tuple[str, ...]) -> None:
    assert contact_details.phones(cell) == numbers


def test_which_addresses_are_of_a_person() -> None:
    assert contact_details.emails("Jan <J.Bos@Alfa.example>; info@alfa.example") == (
        "j.bos@alfa.example",
        "info@alfa.example",
    )
    assert contact_details.is_shared_box("info@alfa.example")
    assert contact_details.is_shared_box("alfa@alfa.example")
    assert not contact_details.is_shared_box("j.bos@alfa.example")
    assert contact_details.domain("x@gmail.com") == ""


@pytest.mark.parametrize(
    ("written", "name", "title", "remark"),
    [
        ("Heijden, drs. P.F. (Paul) van der", "P.F. (Paul) van der Heijden", "drs.", ""),
        ("JAN DE VRIES (vervangt Piet)", "Jan de Vries", "", "vervangt Piet"),
        ("Vries de, Jan", "Jan de Vries", "", ""),
        ("Mw. J. Grotenhuis-van der Horst", "J. Grotenhuis-van der Horst", "Mw.", ""),
        ("Jan v.d. Werff", "Jan v.d. Werff", "", ""),
        ("Dhr. drs. F.P. Berkhout CMA CPC", "F.P. Berkhout", "Dhr. drs. CMA CPC", ""),
        ("mevr. A. Jansen e/v Bakker", "A. Jansen e/v Bakker", "mevr.", ""),
        ("ijsbrand bakker", "IJsbrand Bakker", "", ""),
        ("Bas (Sebastiaan) Jansen", "Bas (Sebastiaan) Jansen", "", ""),
        ("Jan de Vries, wethouder", "Jan de Vries", "", "wethouder"),
        ("Jansen - de Vries, A.", "A. Jansen-de Vries", "", ""),
        ("Peter Cool", "Peter Cool", "", ""),
        ("de heer mr. B. Wolters", "B. Wolters", "de heer mr.", ""),
        ("Jan de Heer", "Jan de Heer", "", ""),
        ("Dhr. H. Kuipers en partner", "H. Kuipers", "Dhr.", "en partner"),
        ("Berg, J. (Jan) v.d.", "J. (Jan) v.d. Berg", "", ""),
        ("??", "??", "", ""),
    ],
)
def test_a_name_is_shown_in_natural_order(written: str, name: str, title: str, remark: str) -> None:
    shown = written_names.natural(written)
    assert (shown.name, shown.title, shown.remark) == (name, title, remark)


@given(st.text(max_size=40) | st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join))
def test_nothing_of_a_cell_is_lost(text: str) -> None:
    shown = written_names.natural(text)

    def signs(*parts: str) -> list[str]:
        return sorted(c for part in parts for c in part.casefold() if c.isalnum())

    assert signs(shown.name, shown.title, shown.remark) == signs(text)


@given(GIVEN, SMALL, SURNAME)
def test_all_orders_of_a_name_are_shown_alike(first: str, small: str, last: str) -> None:
    whole = " ".join(f"{first} {small} {last}".split())
    forms = [whole, f"{small} {last}, {first}", f"{last}, {first} {small}", f"{last} {small}, {first}"]
    assert {written_names.natural(form).name for form in forms} == {whole}
