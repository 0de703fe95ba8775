"""Interface words in Dutch and English, and numbers, amounts and dates as people write them there.

Catalogues are JSON files in ``translations/``: a key maps to a text with ``{placeholders}``, or to
``{"one": .., "other": ..}``, perhaps with "none", where the number ``n`` decides. A number inside a text brings its own word:
``{of:project|projects}`` is "1 project" and "2 projects".
"""

from __future__ import annotations

import json
import locale
import os
import string
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")

_MONTHS: dict[Language, tuple[str, ...]] = {
    "nl": (
        "januari", "februari", "maart", "april", "mei", "juni", "juli",
        "augustus", "september", "oktober", "november", "december",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June", "July",
        "August", "September", "October", "November", "December",
    ),
}  # fmt: skip


_LINE = "regel "
"""How a reader of documents writes a line, whatever the language."""
FOLDER = Path(__file__).resolve().parent / "translations"
"""The interface words: a pair of files a room, one a language."""


@cache
def catalogue(language: Language) -> Mapping[str, str | dict[str, str]]:
    """Return all interface words of ``language``."""
    words: dict[str, str | dict[str, str]] = {}
    for path in sorted(FOLDER.glob(f"*.{language}.json")):
        words.update(json.loads(path.read_text(encoding="utf-8")))
    return words


def text(key: str, language: Language, /, **values: object) -> str:
    """Return the words for ``key``, placeholders filled; a value ``n`` chooses singular or plural.

    Raises:
        KeyError: the key stands in no catalogue (a fault of the program, not of its user).
    """
    entry = catalogue(language)[key]
    if isinstance(entry, dict):
        entry = form(entry, values.get("n"))
    return _WORDS.vformat(entry, (), values) if values else entry


def form(entry: Mapping[str, str], n: object) -> str:
    """Return the form of some words that goes with a number.

    >>> form({"none": "nobody", "one": "one", "other": "many"}, 0), form({"one": "one", "other": "many"}, 0)
    ('nobody', 'many')
    """
    if n == 0 and "none" in entry:
        return entry["none"]
    return entry["one" if n == 1 else "other"]


def counted(number: object, forms: str) -> str:
    """Return the word that goes with a number as it is shown: of "project|projects" the first for one.

    >>> counted(1, "project|projects"), counted("0", "project|projects")
    ('project', 'projects')
    """
    one, _, other = forms.partition("|")
    return one if str(number) == "1" else other


class _Words(string.Formatter):
    def format_field(self, value: object, format_spec: str) -> str:
        if "|" in format_spec:
            return f"{value} {counted(value, format_spec)}"
        return str(super().format_field(value, format_spec))


_WORDS = _Words()


def detect(chosen: str | None = None) -> Language:
    """Return the language chosen, else that of ``DTZ_LANG``, else of the locale, else English."""
    for candidate in (chosen, os.environ.get("DTZ_LANG"), *_locale_names()):
        if candidate and candidate[:2].lower() in LANGUAGES:
            return "nl" if candidate[:2].lower() == "nl" else "en"
    return "en"


def _locale_names() -> list[str]:
    names = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    return [next((name for name in names if name), locale.getlocale()[0] or "")]


def number(value: float | Decimal, language: Language, decimals: int | None = None) -> str:
    """Return a number with the local separators.

    >>> number(261050, "nl"), number(1.5, "en"), number(Decimal("4.25"), "nl", 1)
    ('261.050', '1.5', '4,2')
    """
    if decimals is None:
        whole = value == int(value)
        written = f"{int(value):,}" if whole else f"{value:,}"
    else:
        written = f"{value:,.{decimals}f}"
    return written.translate(str.maketrans(",.", ".,")) if language == "nl" else written


def amount(value: float | Decimal, language: Language) -> str:
    """Return an amount in euro, cents only where there are any.

    >>> amount(261050, "nl"), amount(Decimal("1.5"), "en"), amount(-3, "nl")
    ('€ 261.050', '€1.50', '€ −3')
    """
    cents = None if value == int(value) else 2
    sign = "−" if value < 0 else ""
    shown = number(-value if value < 0 else value, language, cents)
    return f"€ {sign}{shown}" if language == "nl" else f"{sign}€{shown}"


def date(value: str, language: Language) -> str:
    """Return a partial ISO date (``2022``, ``2022-03``, ``2022-03-16``) in words.

    >>> date("2022-09-06", "nl"), date("2022-03", "en"), date("2022", "nl")
    ('6 september 2022', 'March 2022', '2022')
    >>> date("..2022-09-06", "nl"), date("..2022", "en")
    ('uiterlijk 6 september 2022', '2022 at the latest')
    """
    if value.startswith(".."):
        return bound(f"..{date(value[2:], language)}", language)
    year, *rest = value.split("-")
    if not rest:
        return year
    month = _MONTHS[language][int(rest[0]) - 1]
    return f"{int(rest[1])} {month} {year}" if len(rest) > 1 else f"{month} {year}"


def months(language: Language) -> tuple[str, ...]:
    """Return the names of the months, January first."""
    return _MONTHS[language]


def bound(value: str, language: Language) -> str:
    """Return an end that is no more than a bound (``..2022``) in words; another as it is.

    >>> bound("..2022-09-06", "nl"), bound("2022", "nl")
    ('uiterlijk 2022-09-06', '2022')
    """
    return text("date.latest", language, date=value[2:]) if value.startswith("..") else value


def place(value: str, language: Language) -> str:
    """Return a place in a source in words: a number alone is that of a row; lines are kept with a Dutch word.

    >>> place("12", "nl"), place("regel 454", "en"), place("Blad1, rij 3", "nl")
    ('rij 12', 'line 454', 'Blad1, rij 3')
    """
    if value.isdecimal():
        return text("place.row", language, row=value)
    if value.startswith(_LINE):
        return text("place.line", language, line=value.removeprefix(_LINE))
    return value


def few(words: Sequence[str], n: int) -> str:
    """Return the first ``n`` of some words, and how many more there are.

    >>> few(["Emmen", "Hoogeveen", "Coevorden"], 2), few(["Emmen"], 2)
    ('Emmen, Hoogeveen, … +1', 'Emmen')
    """
    return ", ".join([*words[:n], *([f"… +{len(words) - n}"] if len(words) > n else [])])


def shortened(text: str, n: int) -> str:
    """Return a text, of a longer one its first ``n`` letters.

    >>> shortened("De Zwerfkei", 20), shortened("De Zwerfkei", 4)
    ('De Zwerfkei', 'De Z …')
    """
    return text if len(text) <= n else f"{text[:n].rstrip()} …"


def join(words: list[str], language: Language) -> str:
    """Return a list in words.

    >>> join(["Emmen", "Hoogeveen", "Coevorden"], "nl")
    'Emmen, Hoogeveen en Coevorden'
    """
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + (" en " if language == "nl" else " and ") + words[-1]
