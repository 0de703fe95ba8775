"""Given names and call names: whether two may be of one person."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA

from dtz_network.matching.spelling import slip
from dtz_network.matching.word_lists import call_names, given_names, related_names


@lru_cache(maxsize=200_000)
def same_given(one: str, other: str) -> bool:
    """Return whether two given names may be of one person: equal, or given name and call name.

    >>> same_given("hendrik", "henk"), same_given("hendrik", "jan")
    (True, False)
    """
    if one == other:
        return True
    groups = call_names()
    return bool(groups.get(one, frozenset()) & groups.get(other, frozenset()))


@lru_cache(maxsize=200_000)
def one_called(one: str, other: str) -> bool:
    """Return whether two names of one group are a given name and its call name, or one begins as the other does.

    Two call names that only have their given name in common are as often of two people: Els and Liesbeth are both Elisabeth.

    >>> one_called("johannes", "hans"), one_called("wim", "willem"), one_called("els", "liesbeth"), one_called("jan", "hans")
    (True, True, False, False)
    """
    shared = call_names().get(one, frozenset()) & call_names().get(other, frozenset())
    return one[:2] == other[:2] or any(given_names()[group] in (one, other) for group in shared)


@lru_cache(maxsize=200_000)
def given_slip(one: str, other: str) -> bool:
    """Return whether a given name may be another with a typing error; two known names are two names.

    >>> given_slip("frrank", "frank"), given_slip("frrank", "frans"), given_slip("wim", "pim"), given_slip("kon", "koen")
    (True, True, False, True)
    """
    groups = call_names()
    if one in groups and other in groups:
        return False
    if _near(one, other):
        return True
    for wrong, known in ((one, other), (other, one)):
        if wrong not in groups and known in groups and len(wrong) >= 4:
            return any(_near(wrong, name) for name in related_names(known))
    return False


def _near(one: str, other: str) -> bool:
    short = min(len(one), len(other)) >= 3 and max(len(one), len(other)) >= 4 and len(one) != len(other)
    return slip(one, other) or (short and OSA.distance(one, other) <= 1)
