"""Whether two names may be of one governance body: the same with letters folded, or different by a slip or a language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations

from rapidfuzz.distance import OSA

from dtz_network.matching.pairs import Evidence, Pair
from dtz_network.model.network import fold

_ONE_WORD = (("programma", "program"), ("programme", "program"), ("raad", "board"))
"""Words of which the names of bodies have both forms."""
_SHORTEST = 4
"""A shorter word that differs names another body ("Werkgroep A", "Werkgroep B")."""


def likeness(one: str, other: str) -> str:
    """Return the key of what agrees, "" for two bodies.

    >>> likeness("Program Board", "program board"), likeness("Program Baord", "Program Board")
    ('name-equal', 'name-slip')
    >>> likeness("Programma Raad", "Program Board"), likeness("Programboard", "Program Board")
    ('name-slip', 'name-slip')
    >>> likeness("Werkgroep 1", "Werkgroep 2"), likeness("Werkgroep", "Werkgroep 2"), likeness("Kerngroep B", "Kerngroep")
    ('', '', '')
    """
    mine, theirs = _words(one), _words(other)
    if abs(len("".join(mine)) - len("".join(theirs))) > 1:
        return ""
    if fold(one) == fold(other):
        return "name-equal"
    if len(mine) != len(theirs) and all(map(str.__eq__, mine, theirs)):
        return ""  # "Werkgroep", "Werkgroep 2"
    if len(mine) == len(theirs) and not all(map(_may_slip, mine, theirs)):
        return ""
    near = OSA.distance("".join(mine), "".join(theirs), score_cutoff=1) <= 1
    return "name-slip" if near else ""


def near(name: str, known: Iterable[str]) -> list[str]:
    """Return the known names that ``name`` may be a slip of, in order of the alphabet."""
    return sorted({other for other in known if likeness(name, other) == "name-slip"}, key=fold)


def pairs(names: Mapping[str, Sequence[str]]) -> Iterator[Pair]:
    """Yield the bodies (id and names) that may be one: equal names are sure (A2) where there are two, a slip is a question."""
    found = list(_alike(names))
    equal = [end for one, other, item in found if item.key == "name-equal" for end in (one, other)]
    for one, other, item in found:
        sure = item.key == "name-equal" and equal.count(one) == equal.count(other) == 1
        yield Pair(one, other, "A2" if sure else "R1", (item,))


def _alike(names: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str, Evidence]]:
    for one, other in combinations(sorted(names), 2):
        keys = {likeness(a, b): (a, b) for a in names[one] for b in names[other]}
        key = next((key for key in ("name-equal", "name-slip") if key in keys), "")
        if key:
            yield one, other, Evidence(key, *keys[key])


@cache
def _words(name: str) -> tuple[str, ...]:
    said = fold(name)
    for form, word in _ONE_WORD:
        said = said.replace(form, word)
    return tuple(said.split())


def _may_slip(one: str, other: str) -> bool:
    """Return whether two words are equal, or so long that a letter may be a slip."""
    return one == other or (min(len(one), len(other)) >= _SHORTEST and (one + other).isalpha())
