"""Rows in which the name and the organisation stand in each other's column, found by the words of the whole list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import log

from dtz_network.matching import contact_details, organisation_names
from dtz_network.matching.person_records import Person
from dtz_network.matching.spelling import letters, plain
from dtz_network.matching.word_lists import call_names, common_surnames, kinds, legal_forms, listed

_SURE = 3.0
"""Together the cells must fit each other's column better by this much (natural logarithm of the odds): about twenty to one."""
_DOMAIN = 3.0
"""What it says that a cell is the domain of the e-mail address."""
_STROKED = re.compile(r"\b([A-Za-z])/([A-Za-z])\b")
"""One abbreviation with a stroke in it: A/S."""
_ROUNDS = 8
"""Rows put right in one round make the words of the columns clearer for the next."""
_PRIOR = {
    "<initial>": (5.0, 0.1),
    "<title>": (5.0, 0.1),
    "<call name>": (4.0, 0.5),
    "<small>": (2.0, 1.0),
    "<surname>": (3.0, 0.7),
    "<legal form>": (0.1, 5.0),
    "<kind>": (0.1, 4.0),
}
"""Kinds of words, and how often one may think to have seen them in names and in organisations before any list."""


def straightened(people: Sequence[Person]) -> tuple[list[Person], frozenset[str]]:
    """Return the records with names and organisations in their places, and the ids of those that were changed.

    A row is only changed if both cells say so: its name looks like an organisation and its organisation like a name. Where
    the columns as a whole stand under each other's heading, they are looked at as if they did not.
    """
    turned = frozenset(person.id for person in people if person.organisations) & _if_exchanged(people)
    found = [_turned(person) if person.id in turned else person for person in people]
    for _ in range(_ROUNDS):
        names: Counter[str] = Counter()
        organisations: Counter[str] = Counter()
        for person in found:
            names.update(_words(person.name))
            organisations.update(word for cell in person.organisations[:1] for word in _words(cell))
        wrong = frozenset(person.id for person in found if _is_turned(person, names, organisations))
        if not wrong:
            break
        turned ^= wrong
        found = [_turned(person) if person.id in wrong else person for person in found]
    return found, turned


def _if_exchanged(people: Sequence[Person]) -> frozenset[str]:
    """Return the ids of all records if by the kinds of words most rows have each other's cells, else none."""
    leans = [_lean(person.name) - _lean(person.organisations[0]) for person in people if person.organisations]
    exchanged, right = sum(lean > 0.0 for lean in leans), sum(lean < 0.0 for lean in leans)
    whole = exchanged > right and sum(leans) > _SURE
    return frozenset(person.id for person in people if whole)


def _lean(cell: str) -> float:
    """Return how much the kinds of words of a cell speak for an organisation (natural logarithm of the odds), less than nothing for a name."""
    said = (_PRIOR[word] for word in _words(cell) if word in _PRIOR)
    return sum(log((as_organisation + 0.5) / (as_name + 0.5)) for as_name, as_organisation in said)


def _turned(person: Person) -> Person:
    return replace(
        person, name=person.organisations[0], organisations=(person.name, *person.organisations[1:])
    )


def _is_turned(person: Person, names: Counter[str], organisations: Counter[str]) -> bool:
    """Return whether both cells are more like those of the other column; the row itself does not count."""
    if not person.organisations:
        return False
    here, there = Counter(_words(person.name)), Counter(_words(person.organisations[0]))

    def odds(cell: Counter[str]) -> float:
        total = 0.0
        for word in cell:
            as_name, as_organisation = _PRIOR.get(word, (0.0, 0.0))
            as_name += names[word] - here[word]
            as_organisation += organisations[word] - there[word]
            total += log((as_organisation + 0.5) / (as_name + 0.5))
        return total

    first, second = odds(here), odds(there)
    for address in (
        found for cell in (*person.emails, *person.phones) for found in contact_details.emails(cell)
    ):
        employer = letters(contact_details.domain(address).split(".")[0])
        first += _DOMAIN * (employer != "" and organisation_names.parse(person.name).key == employer)
        second += _DOMAIN * (
            employer != "" and organisation_names.parse(person.organisations[0]).key == employer
        )
    return first > 0.0 > second and first - second > _SURE


def _words(cell: str) -> Iterator[str]:
    """Yield the words of a cell once each, and what kind of words they are."""
    seen: set[str] = set()
    for token in re.split(r"[\s,()&/]+", _STROKED.sub(r"\1\2", cell)):
        word = plain(token).strip(".'\"")
        bare = word.replace(".", "")
        if not bare:
            continue
        seen.add(word)
        if re.fullmatch(r"(?:\w\.)+\w?|[A-Z]", token):
            first = cell.lstrip().startswith(token)  # "A.B. Bos", but "Alfa A.B."
            seen.add("<initial>" if first or bare not in legal_forms() else "<legal form>")
        elif bare in legal_forms() and bare not in listed("tussenvoegsels"):
            seen.add("<legal form>")
        elif bare in kinds():
            seen.add("<kind>")
        elif bare in listed("titles"):
            seen.add("<title>")
        elif bare in call_names():
            seen.add("<call name>")
        elif letters(bare) in common_surnames():
            seen.add("<surname>")
        elif bare in listed("tussenvoegsels"):
            seen.add("<small>")
    yield from sorted(seen)
