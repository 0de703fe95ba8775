"""What is drawn in documents, as values: where each thing stands and what is written beside it. Nothing here knows of SVG."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Word = Literal["less", "even", "more", "blank"]
State = Literal["filled", "possibly", "vacant", "unnamed"]
Sign = State | Literal["unsure"]


@dataclass(frozen=True)
class Look:
    """How things of one kind are drawn, and what that stands for."""

    label: str
    shape: str
    colour: str


@dataclass(frozen=True)
class Spot:
    """A thing on the plane: number of its look, radius, and its name ("" to leave it unnamed)."""

    x: int
    y: int
    name: str
    look: int
    radius: float


@dataclass(frozen=True)
class Line:
    """A tie between two spots, by their numbers; ``strong`` draws it thicker."""

    one: int
    other: int
    strong: bool = False


@dataclass(frozen=True)
class NetworkDrawing:
    """Things and the ties between them; ``strong`` says what a thick line stands for, "" where there is none."""

    spots: tuple[Spot, ...]
    lines: tuple[Line, ...]
    looks: tuple[Look, ...]
    strong: str = ""


@dataclass(frozen=True)
class Bar:
    """A count beside what may be expected: the mean, and the range of 95 in 100 draws. ``shown`` and ``beside`` are letters."""

    label: str
    n: int
    expected: float
    low: int
    high: int
    shown: str
    beside: str


@dataclass(frozen=True)
class BalanceDrawing:
    """Counts beside what may be expected; ``legend`` names the dot, the tick and the band."""

    bars: tuple[Bar, ...]
    legend: tuple[str, str, str]


@dataclass(frozen=True)
class Cell:
    """One pair: a word for its colour and sign, and the number that is written in it."""

    word: Word
    shown: str


@dataclass(frozen=True)
class MatrixDrawing:
    """Every two of some names, once: row ``n`` has a cell for each name before it, None where nothing is known."""

    names: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    legend: tuple[tuple[Word, str], ...]


@dataclass(frozen=True)
class Term:
    """One seat: its label, what is known of its term as partial dates ("" if unknown), and whether it is held."""

    label: str
    start: str
    end: str
    state: State


@dataclass(frozen=True)
class TermsDrawing:
    """Terms of seats under each other, with a line on the day ``today``; ``legend`` has the words that occur."""

    terms: tuple[Term, ...]
    today: str
    today_shown: str
    legend: tuple[tuple[Sign, str], ...]


@dataclass(frozen=True)
class Town:
    """A municipality: its border as rings of x, y, x, y ..., its name and how many things are there."""

    name: str
    rings: tuple[tuple[int, ...], ...]
    n: int
    shown: str


@dataclass(frozen=True)
class MapDrawing:
    """Municipalities with a disc for what is there; ``legend`` says what a disc stands for."""

    towns: tuple[Town, ...]
    legend: str


Drawing = NetworkDrawing | BalanceDrawing | MatrixDrawing | TermsDrawing | MapDrawing
