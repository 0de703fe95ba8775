"""Errors that a user can mend: what is wrong, where, and what to do, in the user's language.

An error carries the key of its words (``error.KEY`` and ``error.KEY.hint`` in ``translations/``) and
the values that fill them, so that the same error can be read in Dutch and in English. Only ``cli``
turns errors into terminal output.
"""

from __future__ import annotations

import difflib
import errno
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dtz_network import language
from dtz_network.language import Language


@dataclass(frozen=True)
class InWords:
    """A value of an error that reads differently in Dutch and in English, such as a type."""

    nl: str
    en: str


def _in_language(values: Mapping[str, object], lang: Language) -> dict[str, object]:
    return {
        name: (value.nl if lang == "nl" else value.en) if isinstance(value, InWords) else value
        for name, value in values.items()
    }


def refused(error: OSError) -> InWords:
    """Return why the system refuses to read or write something, in words and not in those of the system."""
    name = errno.errorcode.get(error.errno or 0, "")
    known = f"system.{name}" if f"system.{name}" in language.catalogue("nl") else "system.other"
    return InWords(*(language.text(known, lang, code=error.errno or "?") for lang in language.LANGUAGES))


def broken(error: Exception) -> InWords:
    """Return where a file of settings or lists cannot be read: the line that the parser names, if it does."""
    mark = getattr(error, "problem_mark", None)
    found = re.search(r"\bline (\d+)", str(error))
    line = mark.line + 1 if mark else found[1] if found else ""
    key = "broken.line" if line else "broken.somewhere"
    return InWords(*(language.text(key, lang, line=line) for lang in language.LANGUAGES))


class DtzError(Exception):
    """Something that the user can mend; ``message`` says what and where, ``hint`` the next step."""

    exit_code = 1

    def __init__(self, key: str, /, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values

    def message(self, lang: Language = "en") -> str:
        """Return what is wrong, and where."""
        return language.text(f"error.{self.key}", lang, **self._values_in(lang))

    def _values_in(self, lang: Language) -> dict[str, object]:
        return _in_language(self.values, lang)

    def hint(self, lang: Language = "en") -> str:
        """Return the next step ("" where there is none)."""
        key = f"error.{self.key}.hint"
        return language.text(key, lang, **self._values_in(lang)) if key in language.catalogue(lang) else ""

    def __str__(self) -> str:
        return " ".join(part for part in (self.message(), self.hint()) if part)


class InputError(DtzError):
    """A file or an argument that cannot be understood."""

    exit_code = 2


class StoreError(DtzError):
    """A store that cannot be opened, read or written."""

    exit_code = 3


class RefusedError(DtzError):
    """An act that the laws of the store forbid, such as an undo that later changes build on."""

    exit_code = 4


class SchemaError(DtzError):
    """A model file (``graph/schema``, ``graph/vocabularies``) that cannot be understood."""

    exit_code = 5


@dataclass(frozen=True)
class Problem:
    """One thing wrong in an input file, with its place; a reader collects all of them."""

    key: str
    values: tuple[tuple[str, object], ...] = ()
    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""

    @classmethod
    def at(
        cls,
        key: str,
        /,
        file: str = "",
        sheet: str = "",
        row: int | None = None,
        column: str = "",
        **values: object,
    ) -> Problem:
        """Return the problem ``key`` at its place."""
        return cls(key, tuple(sorted(values.items())), file, sheet, row, column)

    def place(self, lang: Language = "en") -> str:
        """Return file, sheet, row and column, as far as they are known."""
        parts = [self.file]
        if self.sheet:
            parts.append(language.text("place.sheet", lang, sheet=self.sheet))
        if self.row is not None:
            parts.append(language.text("place.row", lang, row=self.row))
        if self.column:
            parts.append(language.text("place.column", lang, column=self.column))
        return ", ".join(part for part in parts if part)

    def message(self, lang: Language = "en") -> str:
        """Return the place, what is wrong and the next step in one line."""
        key, values = f"error.{self.key}", _in_language(dict(self.values), lang)
        hint = f"{key}.hint"
        said = language.text(key, lang, **values)
        more = language.text(hint, lang, **values) if hint in language.catalogue(lang) else ""
        place = self.place(lang)
        return " ".join(part for part in (f"{place}:" if place else "", said, more) if part)


class ProblemsError(InputError):
    """All problems of an input at once, each told once; nothing was stored."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple({problem.message(): problem for problem in problems}.values())
        super().__init__("problems", n=len(self.problems))

    def message(self, lang: Language = "en") -> str:
        """Return the number of problems and then each on a line of its own."""
        lines = [problem.message(lang) for problem in self.problems]
        return "\n".join([super().message(lang), *(f"  {line}" for line in lines)])


class FaultError(DtzError):
    """A fault of the program itself, which its user cannot mend."""

    def __init__(self, fault: Exception) -> None:
        """Tell of what kind it is; what it says of itself may hold names, and is not told."""
        super().__init__("fault", kind=type(fault).__name__)


def nearest(word: str, known: Iterable[str], n: int = 3) -> list[str]:
    """Return the known words most like ``word``, best first.

    >>> nearest("Zorgg", ["Zorg", "Bouw"])
    ['Zorg']
    """
    by_fold = {name.casefold(): name for name in known}
    return [by_fold[hit] for hit in difflib.get_close_matches(word.casefold(), by_fold, n, 0.6)]
