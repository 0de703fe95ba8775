"""How the names of two people fit: full, by call name, by initials, by a slip, by half of a double name, or not."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from typing import Literal, get_args

from rapidfuzz import process
from rapidfuzz.distance import OSA

from dtz_network.matching.given_names import given_slip, one_called, same_given
from dtz_network.matching.person_names import PersonName
from dtz_network.matching.person_records import Profile
from dtz_network.matching.spelling import same_shape, shape, slip
from dtz_network.matching.word_lists import call_names

Fit = Literal[
    "full", "call", "initials", "nickname", "slip", "initial", "half", "swapped", "surname", "clash", "none"
]
"""How two names fit, best first; ``nickname``: two call names of one given name, which two people may bear as well; ``surname``: one of them has nothing else; ``clash``: another given name."""


_ORDER: tuple[Fit, ...] = get_args(Fit)


def fit(a: Profile, b: Profile) -> Fit:
    """Return how the names of two records fit, the best of all that they have."""
    found = [_fit(x, y, _given_of(a, x), _given_of(b, y)) for x in a.names for y in b.names]
    return found[0] if len(found) == 1 else min(found, key=_ORDER.index)


def _given_of(profile: Profile, name: PersonName) -> frozenset[str]:
    return profile.given if name is profile.names[0] else frozenset(name.given)


def _fit(a: PersonName, b: PersonName, given_a: frozenset[str], given_b: frozenset[str]) -> Fit:
    if a.is_empty or b.is_empty:
        return "none"
    surname = _surnames(a, b)
    if surname == "none":
        return "swapped" if _turned(a, b) or _turned(b, a) else "none"
    first = _first(a, b, given_a, given_b)
    if first in ("clash", "surname"):
        return first
    if surname == "half":
        return "half"
    if surname == "slip":
        misread = first == "slip" and same_shape(a.surname, b.surname)
        return "slip" if misread or first in ("full", "call", "nickname", "initials", "initial") else "clash"
    return first


def _turned(a: PersonName, b: PersonName) -> bool:
    """Return whether the first name reads as the second one with the surname in front: "Bosman Noa" beside "Noa Bosman" or "N. Bosman"."""
    if not a.given or a.given[0] != b.surname:
        return False
    return b.given[0] == a.surname if b.given else b.initials[:1] == a.surname[:1] != ""


def _surnames(a: PersonName, b: PersonName) -> str:
    if a.surname == b.surname or set(a.surnames) == set(b.surnames):
        return "same"
    if slip(a.surname, b.surname):
        return "slip"
    if set(a.surnames) & set(b.surnames):
        return "half"
    if any(slip(x, y) for x in a.surnames for y in b.surnames):
        return "half" if len(a.surnames) != len(b.surnames) else "slip"
    return "none"


def _first(a: PersonName, b: PersonName, given_a: frozenset[str], given_b: frozenset[str]) -> Fit:
    """Return how given names or initials fit: full, call, initials, initial, slip, surname, clash."""
    if given_a and given_b:
        if given_a & given_b:
            return "full"
        if alike := [(x, y) for x in given_a for y in given_b if same_given(x, y)]:
            return "call" if any(one_called(x, y) for x, y in alike) else "nickname"
        if any(given_slip(x, y) for x in given_a for y in given_b):
            return "slip"
        return "clash"
    if not (a.initials or given_a) or not (b.initials or given_b):
        return "surname"
    if not given_a and not given_b:
        one, other = sorted((a.initials, b.initials), key=len)
        if one == other:
            return "initials" if len(one) >= 2 else "initial"
        return (
            "initial"
            if other.startswith(one) and len(one) == 1
            else ("slip" if len(one) >= 2 and _slip_initials(one, other) else "clash")
        )
    named, lettered = (given_a, b) if given_a else (given_b, a)
    return "initial" if any(_may_begin(first, lettered.initials) for first in named) else "clash"


def _slip_initials(one: str, other: str) -> bool:
    """Return whether one set of initials lacks some of the other's ("j.m." for "j.l.m.")."""
    return one[0] == other[0] and all(c in other for c in one)


def _may_begin(given: str, initials: str) -> bool:
    """Return whether a given or call name may belong to initials: Sjaak to J., for Jacobus."""
    if given[:1] == initials[:1]:
        return True
    return initials[:1] in _formal_letters(given)


@lru_cache(maxsize=100_000)
def _formal_letters(given: str) -> frozenset[str]:
    known = call_names()
    groups = known.get(given, frozenset())
    if not groups and len(given) >= 4:
        groups = frozenset(number for name in _near(given) if slip(given, name) for number in known[name])
    return frozenset(letter for group in groups for letter in _letters_of()[group])


def _near(given: str) -> set[str]:
    """Return the known names that a name may be a slip of, and some more: at most two letters or one stroke away."""
    names = _long_names()
    letters = process.extract(given, names, scorer=OSA.distance, score_cutoff=2, limit=None)
    strokes = process.extract(shape(given), _strokes(), scorer=OSA.distance, score_cutoff=1, limit=None)
    return {name for name, _, _ in letters} | {names[place] for _, _, place in strokes}


@cache
def _long_names() -> tuple[str, ...]:
    return tuple(name for name in call_names() if len(name) >= 4)


@cache
def _strokes() -> tuple[str, ...]:
    return tuple(map(shape, _long_names()))


@cache
def _letters_of() -> dict[int, frozenset[str]]:
    """Return the first letters of the names of each group."""
    found: dict[int, set[str]] = defaultdict(set)
    for name, groups in call_names().items():
        for group in groups:
            found[group].add(name[0])
    return {group: frozenset(letters) for group, letters in found.items()}
