"""Drawings of documents: whole XML, the same bytes, nothing outside the frame, colours that everybody can tell apart."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from dtz_network.model.dates import first_day, last_day
from dtz_network.model.schema import shipped
from dtz_network.picture import palette, svg
from dtz_network.picture.colours import VISIBLE, contrast, outline
from dtz_network.picture.drawn import draw, matrix, terms
from dtz_network.picture.drawn.drawings import Line, Look, NetworkDrawing, Spot, Term, TermsDrawing

from .picture_drawings import drawings

READABLE = 4.5
"""Least contrast of letters (WCAG 2.2, 1.4.3)."""
HOSTILE = '<script>alert(1)</script> & "q" \x00\ud800 ]]> {{x}} #let'
SPACE = "{http://www.w3.org/2000/svg}"


def words(text: str) -> list[str]:
    return [element.text or "" for element in etree.fromstring(text).iter(f"{SPACE}text")]


@pytest.mark.parametrize("place", range(5))
def test_a_drawing_is_the_same_bytes_and_names_in_it_are_text(place: int) -> None:
    made = [draw.sized(drawings(HOSTILE)[place], HOSTILE, "desc", "nl", "a-1")[0] for _ in range(2)]
    assert made[0] == made[1]
    root = etree.fromstring(made[0])
    assert "<script" not in made[0]
    assert {element.tag for element in root.iter()} <= {
        SPACE + tag
        for tag in (
            "svg",
            "title",
            "desc",
            "rect",
            "g",
            "text",
            "line",
            "circle",
            "path",
            "polygon",
            "ellipse",
        )
    }
    assert root.get("aria-labelledby") == "a-1-title a-1-desc"
    assert [child.get("id") for child in root][:2] == ["a-1-title", "a-1-desc"]
    assert any("script" in word for word in words(made[0]))


@pytest.mark.parametrize("place", range(5))
def test_nothing_stands_outside_the_frame(place: int) -> None:
    drawing = drawings("Naam")[place]
    made, wide, high = draw.sized(drawing, "t", "d", "nl")
    for element in etree.fromstring(made).iter():
        for name, most in (
            ("x", wide),
            ("x1", wide),
            ("x2", wide),
            ("cx", wide),
            ("y", high),
            ("y1", high),
            ("cy", high),
        ):
            if name in element.attrib:
                assert 0 <= float(element.attrib[name]) <= most


def test_letters_and_shapes_stand_out_from_what_is_behind_them() -> None:
    for fill in (palette.GROUND, palette.BAND, palette.EVEN):
        assert contrast(palette.INK, fill) >= READABLE
    assert contrast(palette.SOFT, palette.GROUND) >= READABLE
    assert contrast(palette.SOFT, palette.EVEN) >= READABLE
    for fill in (*matrix.FILLS.values(), palette.MARK):
        assert contrast(palette.on(fill), fill) >= READABLE
    assert contrast(palette.LINE, palette.GROUND) >= VISIBLE
    assert contrast(palette.MARK, palette.BAND) >= VISIBLE
    for kind in shipped().entity_types():
        if kind.look:
            assert contrast(outline(kind.look.colour, palette.GROUND), palette.GROUND) >= VISIBLE


_BLIND = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}  # fmt: skip
"""How each form of colour-blindness sees linear red, green and blue (Machado, Oliveira and Fernandes 2009)."""


def seen(colour: str, blind: str) -> tuple[float, float, float]:
    """Return a colour as it is seen, in CIELAB."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    red, green, blue = (
        min(1.0, max(0.0, sum(k * v for k, v in zip(row, linear, strict=True)))) for row in _BLIND[blind]
    )
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    f = [t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z)]
    return 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])


@pytest.mark.parametrize("blind", _BLIND)
def test_who_is_colour_blind_can_tell_less_from_more(blind: str) -> None:
    told = {word: seen(matrix.FILLS[word], blind) for word in ("less", "even", "more")}
    for one, other in combinations(told.values(), 2):
        assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 > 25


@settings(deadline=None, max_examples=30)
@given(
    st.lists(st.tuples(st.integers(-900, 900), st.integers(-900, 900)), min_size=1, max_size=40, unique=True)
)
def test_names_never_cover_each_other(places: list[tuple[int, int]]) -> None:
    spots = tuple(Spot(x, y, f"Naam van {n}", 0, 6) for n, (x, y) in enumerate(places))
    lines = tuple(Line(0, n) for n in range(1, len(spots)))
    made, *_ = draw.sized(
        NetworkDrawing(spots, lines, (Look("bedrijf", "square", "#0072B2"),)), "t", "d", "nl"
    )
    taken = []
    for text in etree.fromstring(made).iter(f"{SPACE}text"):
        if text.text != "bedrijf":
            x, y, wide = float(text.attrib["x"]), float(text.attrib["y"]), svg.width(text.text or "", 10)
            left = x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[text.attrib["text-anchor"]]
            taken.append((left, y - 8, left + wide, y + 2))
    inner = [(left + 0.2, top + 0.2, right - 0.2, bottom - 0.2) for left, top, right, bottom in taken]
    assert not any(
        one[2] > other[0] and one[0] < other[2] and one[3] > other[1] and one[1] < other[3]
        for one, other in combinations(inner, 2)
    )
    assert len(taken) >= 1


def test_a_partial_date_is_drawn_as_long_as_it_leaves_open() -> None:
    drawing = TermsDrawing((Term("a", "2022", "2024-12-31", "filled"),), "2023-01-01", "nu", ())
    root = etree.fromstring(draw.sized(drawing, "t", "d", "nl")[0])
    boxes = [e for e in root.iter(f"{SPACE}rect") if e.get("height") == "11"]
    scale = terms._scale(drawing)
    unsure, sure = sorted(boxes, key=lambda box: float(box.attrib["x"]))
    for box, start, end in (
        (unsure, first_day("2022"), last_day("2022")),
        (sure, last_day("2022"), "2024-12-31"),
    ):
        assert float(box.attrib["x"]) == pytest.approx(scale.at(start), abs=0.1)
        assert float(box.attrib["width"]) == pytest.approx(scale.at(end) - scale.at(start), abs=0.2)
    assert unsure.get("fill") != sure.get("fill")


@settings(deadline=None, max_examples=15)
@given(st.text(st.characters(codec=None), min_size=1, max_size=30))
def test_any_name_at_all_gives_a_whole_drawing(name: str) -> None:
    for drawing in drawings(name):
        etree.fromstring(draw.sized(drawing, name, name, "nl", "x")[0])


def test_a_long_name_stands_on_two_lines_and_is_not_cut() -> None:
    names = [f"Firma {place}" for place in range(15)]
    names[7] = "Groene moleculenproeftuin Hoogeveen"
    named = tuple(Spot(110 * (n % 5), 90 * (n // 5), name, 0, 6) for n, name in enumerate(names))
    looks = (Look("bedrijf", "dot", "#0072b2"),)
    told = words(draw.sized(NetworkDrawing(named, (Line(0, 1),), looks, ""), "t", "d", "nl")[0])
    assert {"Groene moleculenproeftuin", "Hoogeveen", *names[8:]} <= {*told}
