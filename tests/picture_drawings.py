"""A drawing of each kind, with one name wherever a name can stand."""

from __future__ import annotations

from dtz_network.picture.drawn.drawings import (
    BalanceDrawing,
    Bar,
    Cell,
    Drawing,
    Line,
    Look,
    MapDrawing,
    MatrixDrawing,
    NetworkDrawing,
    Spot,
    Term,
    TermsDrawing,
    Town,
)


def drawings(name: str) -> list[Drawing]:
    """Return a network, a balance, a matrix, terms and a map."""
    looks = (Look(name, "star", "#E69F00"), Look("school", "triangle", "#009E73"))
    spots = (Spot(0, 0, name, 0, 8), Spot(300, 10, "Alfa", 1, 6), Spot(150, 200, "Beta", 1, 6))
    square = (0, 0, 900, 0, 900, 800, 0, 800)
    return [
        NetworkDrawing(spots, (Line(0, 1, strong=True), Line(0, 2)), looks, name),
        BalanceDrawing((Bar(name, 7, 3.2, 1, 6, "7", name), Bar("b", 0, 0.0, 0, 0, "0", "")), (name, "b", "c")),
        MatrixDrawing(
            (name, "b", "c"),
            ((), (Cell("less", "2"),), (Cell("more", "9"), None)),
            (("less", name), ("more", "more"), ("even", "even"), ("blank", "?")),
        ),
        TermsDrawing(
            (
                Term(name, "2022-01-01", "2025-12-31", "filled"),
                Term("open", "2023", "", "possibly"),
                Term("b", "", "2024-06", "vacant"),
                Term("none", "", "", "unnamed"),
            ),
            "2024-03-01",
            name,
            (("filled", name), ("unsure", "unsure")),
        ),
        MapDrawing((Town(name, (square,), 4, "4"), Town("b", (tuple(1000 + p for p in square),), 0, "")), name),
    ]  # fmt: skip
