"""Letters made comparable: folded words, typing errors, letters that a scan misreads."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import OSA

_LIGATURES = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "ø": "o",
        "œ": "oe",
        "ł": "l",
        "đ": "d",
        "ĳ": "ij",
        "ı": "i",
        "’": "'",
        "‘": "'",
        "`": "'",
        "´": "'",
    }
)
_NO_LETTER = re.compile(r"[\W_]")
_STROKES = str.maketrans(
    {"i": "l", "1": "l", "j": "l", "r": "l", "t": "l", "f": "l", "|": "l", "!": "l", "n": "ll", "u": "ll", "h": "ll", "y": "ll",
     "m": "lll", "w": "vv", "d": "cl", "e": "c", "a": "o", "0": "o", "5": "s", "6": "b", "8": "b", "q": "g", "9": "g"}
)  # fmt: skip
"""Letters as the strokes that a scan sees: ``rn`` is ``m``, ``cl`` is ``d``, ``0`` is ``o`` (Kukich, 1992, section 2.3)."""


@lru_cache(maxsize=100_000)
def plain(text: str) -> str:
    """Return a text in lower case without accents; blanks are single.

    >>> plain("  Zoë  VAN Dĳk ")
    'zoe van dijk'
    """
    if text.isascii():
        return " ".join(text.lower().replace("`", "'").split())
    lower = text.casefold().translate(_LIGATURES)
    marks = unicodedata.normalize("NFKD", lower).casefold()
    return " ".join("".join(c for c in marks if not unicodedata.combining(c)).split())


@lru_cache(maxsize=100_000)
def letters(text: str) -> str:
    """Return the letters and digits of a text, folded, ``ij`` as ``y``.

    >>> letters("Dijk-Stra's")
    'dykstras'
    """
    return _NO_LETTER.sub("", plain(text)).replace("ij", "y")


_SOUNDS = tuple(
    (re.compile(written), heard)
    for written, heard in (
        (r"[ae]i|y|ey", "y"), (r"ou|auw|ouw", "au"), (r"uy", "ui"), (r"ck|q|c(?![h])", "k"), (r"x", "ks"), (r"th|dt|d$", "t"), (r"ph|v", "f"),
        (r"z", "s"), (r"sch$", "s"), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip
"""How Dutch ears write down what they hear: ``ei`` for ``ij``, ``v`` for ``f``, one vowel for two."""


_HEARD = 2
"""By so many letters may words that sound alike differ in length."""


@lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """Return how a folded word sounds: one form for words that the ear takes for each other.

    >>> sound("dyk") == sound("deik"), sound("kraak") == sound("krak"), sound("bossink") == sound("bosinc")
    (True, True, True)
    """
    for written, heard in _SOUNDS:
        word = written.sub(heard, word)
    return word


@lru_cache(maxsize=200_000)
def shape(word: str) -> str:
    """Return the strokes of a folded word: one form for words that a scan may take for each other.

    >>> shape("bernard") == shape("bemard"), shape("ol1e") == shape("olie"), shape("vvielen") == shape("wielen")
    (True, True, True)
    """
    return word.translate(_STROKES)


def same_shape(one: str, other: str) -> bool:
    """Return whether a scan may have taken one word for the other; one stroke may be lost in long words.

    Strokes alone make names of unlike letters alike, so that no more than four letters may differ.

    >>> same_shape("rnulderman", "mulderman"), same_shape("thomas", "monroe")
    (True, False)
    """
    a, b = shape(one), shape(other)
    if a == b:
        return len(one) >= 8 or OSA.distance(one, other) <= 2
    near = min(len(a), len(b)) >= 9 and OSA.distance(a, b, score_cutoff=1) <= 1
    return near and OSA.distance(one, other, score_cutoff=4) <= 4


@lru_cache(maxsize=500_000)
def slip(one: str, other: str) -> bool:
    """Return whether two words differ by what a typing or scanning error explains.

    One letter in words from four letters, two in words from eight (Damerau, 1964: 80 % of the misspellings are one
    letter wrong, missing, extra, or two exchanged), or letters that a scan misreads.

    >>> slip("jonng", "jong"), slip("bakker", "akkers"), slip("rnulder", "mulder"), slip("jan", "jon")
    (True, False, True, False)
    """
    if one == other:
        return False
    shorter = min(len(one), len(other))
    if shorter < 3:
        return False
    if shorter >= 4 and same_shape(one, other):
        return True
    allowed = 2 if shorter >= 8 else 1 if shorter >= 4 else 0
    if allowed > 0 and OSA.distance(one, other, score_cutoff=allowed) <= allowed:
        return True
    return abs(len(one) - len(other)) <= _HEARD and sound(one) == sound(other)
