"""Networks as matrices and in UCINET's data language: a row a tie; a table of figures stays a table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dtz_network.errors import InputError
from dtz_network.intake.readers import files
from dtz_network.intake.readers.table import Table

WHO = """;Bank van Noord;Spoorweg;Vezelfabriek
"Otter, J.";1;0;1
"Zeewolf, R.";0;1;0
"Reiger, A.";1;;0
"Bever, T.";0;0;0
"""
TIES = {
    ("Otter, J.", "Bank van Noord"),
    ("Otter, J.", "Vezelfabriek"),
    ("Zeewolf, R.", "Spoorweg"),
    ("Reiger, A.", "Bank van Noord"),
}


def read(text: str, name: str = "m.csv") -> Table:
    document = files.read_bytes(text.encode(), name)
    assert document.network
    return document.tables[0]


def ties(table: Table) -> set[tuple[str, str]]:
    return {(row.get("from"), row.get("to")) for row in table.rows if row.get("to")}


@pytest.mark.parametrize("text", [WHO, WHO.replace("1", "x").replace("0", ""), WHO.replace(";", "\t")])
def test_a_matrix_of_who_is_in_what_is_a_network_and_nobody_is_lost(text: str) -> None:
    table = read(text)
    assert ties(table) == TIES
    assert "Bever, T." in {row.get("from") for row in table.rows}


def test_of_a_matrix_of_names_with_themselves_each_tie_is_read_once_with_its_weight() -> None:
    table = read("naam,Alfa,Beta,Gamma\nAlfa,0,2,0\nBeta,2,0,1.5\nGamma,0,1.5,0\n")
    assert {(row.get("from"), row.get("to"), row.get("weight")) for row in table.rows} == {
        ("Alfa", "Beta", "2"), ("Beta", "Gamma", "1.5"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Gemeente;2019;2020\nEmmen;107113;106900\nHoogeveen;55662;55600\nCoevorden;35267;35200\nBorger;1;2\n",
        "Naam;Organisatie;Lid\nJan Bos;Alfa;1\nPiet Mos;Beta;0\nKees Vos;Gamma;1\nEls Ket;Delta;0\n",
        "Naam;Lid\nJan Bos;1\nPiet Mos;0\nKees Vos;1\nEls Ket;0\n",
    ],
)
def test_figures_and_lists_are_no_matrix(text: str) -> None:
    assert not files.read_bytes(text.encode(), "lijst.csv").network


DL_WHOLE = """dl nr=4 nc=3 format=fullmatrix
row labels:
"Otter, J.","Zeewolf, R.","Reiger, A.","Bever, T."
col labels:
"Bank van Noord",Spoorweg,Vezelfabriek
data:
1 0 1
0 1 0
1 0 0
0 0 0
"""


def test_ucinet_files_are_read_in_their_usual_forms() -> None:
    assert ties(read(DL_WHOLE, "m.dl")) == TIES
    embedded = "DL N = 3\nLABELS EMBEDDED\nDATA:\nAlfa Beta Gamma\nAlfa 0 1 0\nBeta 1 0 0\nGamma 0 0 0\n"
    assert ties(read(embedded, "m.dl")) == {("Alfa", "Beta")}
    edges = "dl n=3, format=edgelist1\nlabels:\nAlfa,Beta,Gamma\ndata:\n1 2 4\n2 3\n"
    assert ties(read(edges, "m.txt")) == {("Alfa", "Beta"), ("Beta", "Gamma")}
    named = "dl n=4 format=nodelist1\nlabels embedded:\ndata:\nAlfa Beta Gamma\nBeta Delta\n"
    assert ties(read(named, "m.dl")) == {("Alfa", "Beta"), ("Alfa", "Gamma"), ("Beta", "Delta")}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("dl n=3 format=fullmatrix\ndata:\n0 1\n", "dl-broken"),
        ("dl n=2\n1 0 0 1\n", "dl-broken"),
        ("dl n=2 format=lowerhalf\ndata:\n0\n1 0\n", "dl-form"),
    ],
)
def test_a_broken_ucinet_file_is_refused_with_what_to_do(text: str, key: str) -> None:
    with pytest.raises(InputError) as caught:
        files.read_bytes(text.encode(), "m.dl")
    assert (caught.value.key, bool(caught.value.hint("nl"))) == (key, True)


@given(st.lists(st.lists(st.booleans(), min_size=3, max_size=3), min_size=4, max_size=8))
def test_every_mark_of_a_matrix_is_one_tie(marks: list[list[bool]]) -> None:
    rows = [
        f"persoon {chr(97 + n)};" + ";".join("1" if one else "0" for one in row)
        for n, row in enumerate(marks)
    ]
    document = files.read_bytes(("wie;A;B;C\n" + "\n".join(rows)).encode(), "m.csv")
    found = ties(document.tables[0]) if document.network else set()
    wanted = {
        (f"persoon {chr(97 + n)}", "ABC"[k])
        for n, row in enumerate(marks)
        for k, one in enumerate(row)
        if one
    }
    assert found == (wanted if any(map(any, marks)) and not all(map(all, marks)) else set())
