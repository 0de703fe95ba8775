"""What in a written organisation name is the name, what the legal form and what the kind of government."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

from rapidfuzz.distance import OSA

from dtz_network.matching.spelling import letters, plain, shape, slip
from dtz_network.matching.word_lists import (
    abbreviations,
    governments,
    kinds,
    legal_forms,
    legal_persons,
    no_forms,
    reach,
)

Likeness = Literal["same", "slip", "concern", "apart", "short", "former", "part", "different"]
"""Equal but for legal form and spacing; a typing error; equal, but one of them says that it is the group, the holding, ...; equal, but each
names another part of a concern or another legal person; one abbreviates the other; one is a former name of the other or was merged into
it; one begins with the other, or is the other with a few letters in front; none of these."""

LIKENESSES: tuple[Likeness, ...] = get_args(Likeness)
"""The same, best first."""


@dataclass(frozen=True)
class OrganisationName:
    """A name taken apart, folded for comparing.

    Attributes:
        key: the name as one word, without legal form, ``&`` and ``en`` left out.
        words: its words, abbreviations written out.
        kind: ``gemeente``, ``provincie``, ... where the name says so.
        reach: the part of a concern that the name says beside its key: ``nederland``, ``holding``.
        persons: the kinds of legal person that it says: ``stichting``, ``bv``.
        numbers: its words that are numbers.
        first: the first letters of its words.
    """

    key: str
    words: tuple[str, ...]
    kind: str = ""
    reach: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    numbers: tuple[str, ...] = ()
    first: str = ""


_LONG = 7
_WHOLES = frozenset({"groep", "holding", "beheer", "internationaal"})
"""Of names of one concern these are of the whole."""
_CITY = re.compile(r"stad\s+(?:(?:den|de|sint|st\.?)\s+)?[^\s&+/]{3,}")
"""A city that calls itself so ("Stad Gent"): its municipality; not "Stad en Land"."""
_LETTERS = re.compile(r"[A-Z]{2,5}")
_HUMP = re.compile(r"(?<=[a-zà-ÿ])(?=[A-Z][a-z])")
_STOP = re.compile(r"(?<=\b[a-z])\.(?=[a-z]\b)")
_STOPS = re.compile(r"\b(?:[a-z]\.){2,}")
_SIGN = re.compile(r"[^\w\s']|_")
_GLUED = re.compile(r"(?<=[a-z]{3})(?:bv|nv|vof)$")


@lru_cache(maxsize=200_000)
def parse(written: str) -> OrganisationName:
    """Return the parts of a name.

    >>> parse("Dutch TechZone B.V.").key == parse("DutchTechZone").key
    True
    >>> parse("Emmen (gemeente)") == parse("gem. Emmen")
    True
    >>> sorted(parse("Stichting Alfa").persons), sorted(parse("Alfa Holding B.V.").reach)
    (['stichting'], ['holding'])
    """
    text = plain(_HUMP.sub(" ", written))
    if "." in text:
        text = _STOPS.sub(lambda found: found[0].replace(".", ""), _STOP.sub("", text))
    found = _SIGN.sub(" ", text).replace("'", "").split()
    kind = ""
    if _CITY.fullmatch(text.strip()):
        kind = "gemeente"
        found.pop(0)
    elif len(found) > 1:
        for place in (0, len(found) - 1):
            if found[place] in kinds():
                kind = kinds()[found.pop(place)]
                break
    names = [word for word in found if word not in ("en", "and", "und", "et")] or found
    forms = []
    while len(names) > 1 and _is_form(names[-1]):
        forms.append(names.pop())
    while len(names) > 1 and _is_form(names[0]) and names[0] not in ("de", "het", "van", "der", "den"):
        forms.append(names.pop(0))
    if kind and len(names) > 1 and names[0] in ("van", "de"):
        names.pop(0)
    names = [abbreviations().get(word, word) for word in names]
    names = " ".join(names).split()
    if kind and (known := governments().get((kind, " ".join(names)))) and known.relation == "abbreviation":
        names = [word for word in known.means.split() if word != "en"]
    key = "".join(letters(word) for word in names)
    persons = frozenset(legal_persons()[form] for form in forms if form in legal_persons())
    words = tuple(filter(None, map(letters, names)))
    numbers = tuple(word for word in words if word.isdigit())
    first = "".join(word[0] for word in words)
    return OrganisationName(_GLUED.sub("", key), words, kind, _reach(forms), persons, numbers, first)


def _in_concern(one: OrganisationName, other: OrganisationName) -> Likeness:
    """Return what else-equal names say of each other: Alfa and Alfa Holding are of one concern, Stichting Alfa and Alfa BV stand apart."""
    if one.persons and other.persons and one.persons.isdisjoint(other.persons):
        return "apart"
    if one.reach == other.reach:
        return "same"
    return "apart" if one.reach and other.reach else "concern"


def _reach(forms: Iterable[str]) -> frozenset[str]:
    """Return the parts of a concern among legal forms, long ones also mistyped."""
    return frozenset(
        part
        for form in forms
        for word, part in reach().items()
        if form == word or (form not in legal_forms() and len(word) >= 8 and slip(form, word))
    )


def _each_slips(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether names of as many words differ by slips in each: not "Platform Terra" and "Platform Trio"."""
    if len(one) != len(other):
        return True
    pairs = ((x, y) for x, y in zip(one, other, strict=True) if x != y)
    return all(
        slip(x, y) or shape(x) == shape(y) or OSA.distance(x, y, score_cutoff=1) <= 1 for x, y in pairs
    )


@lru_cache(maxsize=100_000)
def _is_form(word: str) -> bool:
    """Return whether a word is a legal form, long ones also mistyped."""
    if word in legal_forms():
        return True
    return len(word) >= 8 and word not in no_forms() and any(slip(word, form) for form in _long_forms())


@lru_cache(maxsize=1)
def _long_forms() -> tuple[str, ...]:
    return tuple(form for form in legal_forms() if len(form) >= 8)


@lru_cache(maxsize=500_000)
def likeness(one: str, other: str) -> Likeness:
    """Return how two written names are alike.

    >>> likeness("Fokker Aerostructures BV", "Fokker Aerostructurs"), likeness("Gemeente Emmen", "Provincie Emmen")
    ('slip', 'different')
    >>> likeness("Alfa B.V.", "Alfa Holding B.V."), likeness("Alfa B.V.", "Stichting Alfa"), likeness("Alfa", "Stichting Alfa")
    ('concern', 'apart', 'same')
    >>> likeness("NHL Stenden", "NHL Stenden Hogeschool"), likeness("ROC Zandloper", "Reg. Opl. Centrum Zandloper")
    ('part', 'short')
    """
    a, b = parse(one), parse(other)
    if not a.key or not b.key or (a.kind and b.kind and a.kind != b.kind):
        return "different"
    if a.key == b.key:
        if a.kind != b.kind:  # "Emmen B.V." is no municipality
            return "different" if a.persons or b.persons else "slip"
        return _in_concern(a, b)
    if a.numbers != b.numbers:
        return "different"
    if a.kind and b.kind and min(len(a.key), len(b.key)) < _LONG:  # Emmen and Ommen are two municipalities
        return "former" if _became(a, b) or _became(b, a) else "different"
    if slip(a.key, b.key) and _each_slips(a.words, b.words):
        return "slip"
    if len(a.words) == len(b.words) and sorted(a.words) == sorted(b.words):
        return "slip"
    if _shortens(a, b) or _shortens(b, a):
        return "short"
    if _became(a, b) or _became(b, a):
        return "former"
    shorter, longer = sorted((a.key, b.key), key=len)
    if len(shorter) >= 5 and longer.startswith(shorter) and a.kind == b.kind:
        return "part"
    if a.kind == b.kind and (_leads(one, a, b) or _leads(other, b, a)):
        return "part"
    return "different"


def differ_in_kind(one: str, other: str) -> bool:
    """Return whether one of two equal names says that it is of a government.

    >>> differ_in_kind("Coevorden", "gemeente Coevorden"), differ_in_kind("gemeente Emmen", "provincie Emmen")
    (True, False)
    """
    a, b = parse(one), parse(other)
    return bool(a.key) and a.key == b.key and bool(a.kind) != bool(b.kind)


def is_above(one: str, other: str) -> bool:
    """Return whether the first of two names of one concern is of the whole, by what each says: a group or holding, else the shorter name.

    >>> is_above("Alfa Groep", "Alfa BV"), is_above("Alfa", "Alfa Nederland"), is_above("Alfa Wonen", "Alfa")
    (True, True, False)
    """
    first, second = (bool(parse(name).reach & _WHOLES) for name in (one, other))
    return first if first != second else len(one) <= len(other)


def later_names(name: OrganisationName) -> list[str]:
    """Return the key of a government and of all that it became, in order."""
    found = [name.key]
    while (later := _later().get((name.kind, found[-1]), "")) and later not in found:
        found.append(later)
    return found


def _became(old: OrganisationName, new: OrganisationName) -> bool:
    """Return whether a government got the name of another, or was merged into it, also in steps."""
    return bool(old.kind) and old.kind == new.kind and new.key in later_names(old)


@lru_cache(maxsize=1)
def _later() -> dict[tuple[str, str], str]:
    """Return what governments became, by kind and key."""

    def key(name: str) -> str:
        return "".join(letters(word) for word in name.split() if word != "en")

    return {
        (kind, key(name)): key(to.means)
        for (kind, name), to in governments().items()
        if to.relation != "abbreviation"
    }


def _leads(written: str, longer: OrganisationName, shorter: OrganisationName) -> bool:
    """Return whether a name is another with letters of its own in front: "GKN Fokker", "ROC Drenthe College"."""
    if len(shorter.key) < 5 or longer.words[1:] != shorter.words:
        return False
    first = written.split(maxsplit=1)[0] if written.strip() else ""
    return _LETTERS.fullmatch(first) is not None and not written.isupper()


def _shortens(short: OrganisationName, whole: OrganisationName) -> bool:
    """Return whether a name abbreviates another: its first letters, or each word or its beginning."""
    if len(short.key) >= len(whole.key):
        return False
    if len(short.key) >= 2 and short.key == whole.first and len(whole.first) >= 3:
        return True
    if len(short.words) == len(whole.words) == 1:
        return False  # "Tech" is no abbreviation of "Technopolis"
    return _covers(short.words, whole.words)


def _covers(short: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Return whether every word of one begins or abbreviates the words of the other, in order, all used up."""
    if not short or not whole:
        return not short and not whole
    head, rest = short[0], short[1:]
    if (
        head == whole[0]
        or slip(head, whole[0])
        or (whole[0].startswith(head) and (len(head) >= 2 or len(short) > 1))
    ) and _covers(rest, whole[1:]):
        return True
    n = len(head)  # the words of which it may be the first letters
    return 2 <= n <= len(whole) and head == "".join([w[0] for w in whole[:n]]) and _covers(rest, whole[n:])
