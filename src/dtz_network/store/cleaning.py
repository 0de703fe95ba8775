"""Takes the known values of a person out of free text, and tells which text may still name her."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from dtz_network.model.network import fold

GONE = "[…]"
"""Stands where a value of an erased person stood."""

_PARTICLES = frozenset(
    ["van", "der", "den", "het", "ter", "ten", "tot", "aan", "bij", "onder", "over", "voor"]
)
_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 3


class Cleaner:
    """Knows the values of one person; case, accents and spacing do not hide them.

    >>> cleaner = Cleaner(["Zoë de Wit"], ["06-12345678"], ["zoe@wit.nl"])
    >>> cleaner.clean("Gesprek met ZOE de  Wit (0612345678, Zoe@Wit.nl), daarna met Witteveen")
    'Gesprek met […] ([…], […]), daarna met Witteveen'
    >>> cleaner.clean("Genodigden: Wit, Zoë de; Post, Henk")
    'Genodigden: […]; Post, Henk'
    >>> cleaner.may_name("Met mevrouw Zoë gebeld"), cleaner.may_name("Met Witteveen gebeld")
    (True, False)
    """

    def __init__(self, names: Iterable[str], phones: Iterable[str] = (), others: Iterable[str] = ()) -> None:
        names, phones = list(names), list(phones)
        patterns = [_words(name) for name in (*names, *others) if len(fold(name)) >= _SHORTEST]
        patterns += [_words(turned) for name in names for turned in _surname_first(name)]
        patterns += [pattern for pattern in map(_digits, phones) if pattern]
        alternatives = sorted(set(patterns), key=lambda pattern: (-len(pattern), pattern))
        self._values = re.compile("|".join(alternatives)) if alternatives else None
        parts = {part for name in names for part in _WORD.findall(fold(name))}
        telling = sorted(part for part in parts if len(part) >= _SHORTEST and part not in _PARTICLES)
        self._parts = re.compile(rf"(?<!\w)(?:{'|'.join(telling)})(?!\w)") if telling else None

    def clean(self, text: str) -> str:
        """Return the text without the values."""
        if self._values is None:
            return text
        text, said = unicodedata.normalize("NFC", text), text
        folded = _fold_in_place(text)
        kept: list[str] = []
        end = 0
        for match in self._values.finditer(folded):
            kept += [text[end : match.start()], GONE]
            end = match.end()
        return "".join([*kept, text[end:]]) if kept else said

    def names(self, text: str) -> bool:
        """Return whether a whole value stands in the text."""
        return self.clean(text) != text

    def may_name(self, text: str) -> bool:
        """Return whether a part of a name stands in the text as a word."""
        return self._parts is not None and bool(self._parts.search(_fold_in_place(text)))


def _words(value: str) -> str:
    inner = r"\s+".join(re.escape(word) for word in _fold_in_place(value).split())
    return rf"(?<!\w){inner}(?!\w)"


def _surname_first(name: str) -> list[str]:
    """Return a name as lists write it.

    >>> _surname_first("Sanne de Wit")
    ['de Wit, Sanne', 'Wit, Sanne de']
    """
    words = name.split()
    return [f"{' '.join(words[n:])}, {' '.join(words[:n])}" for n in sorted({1, len(words) - 1}) if n > 0]


def _digits(phone: str) -> str:
    """Return a pattern for a telephone number however it is written, with or without country code."""
    digits = re.sub(r"\D", "", phone)
    if len(digits) < 6:
        return ""
    own = re.sub(r"^(?:0031|31|0)", "", digits)
    between = r"[\s().-]*"
    return rf"(?<!\d)(?:(?:\+|00)\s?31|0)?{between}{between.join(own)}(?!\d)"


def _fold_in_place(text: str) -> str:
    """Return the text without case and accents, each character where it was."""
    if text.isascii():
        return text.lower()
    return "".join(_plain(char) for char in text)


def _plain(char: str) -> str:
    if char.isascii():
        return char.lower()
    return unicodedata.normalize("NFKD", char)[0].lower()[0]
