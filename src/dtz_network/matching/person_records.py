"""What records say of people, as written and made comparable."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from dtz_network.matching import contact_details, person_names
from dtz_network.matching.given_names import same_given
from dtz_network.matching.person_names import PersonName
from dtz_network.matching.spelling import letters, plain

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Person:
    """What a record says of a person, as written; several values each.

    Attributes:
        id: of the record.
        name: as written, all parts in one.
        other_names: former names and other spellings.
        births: dates of birth; only where the reader was asked for them.
        addresses: street and number.
        postcodes: with or without the place.
    """

    id: str
    name: str
    other_names: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    births: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()


@dataclass
class Profile:
    """A record made comparable: names taken apart, addresses and numbers in one form, all folded."""

    person: Person
    names: tuple[PersonName, ...]
    given: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    births: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    postcodes: frozenset[str] = frozenset()

    @cached_property
    def name(self) -> PersonName:
        """The name that is compared first."""
        return self.names[0]


def comparable(person: Person) -> Profile:
    """Return a record made comparable."""
    read = [n for n in map(person_names.parse, (person.name, *person.other_names)) if not n.is_empty]
    names = (*read, *(other for n in read for other in person_names.other_readings(n))) or (PersonName(),)
    cells = (*person.emails, *person.phones)
    emails = frozenset(found for cell in cells for found in contact_details.emails(cell))
    given = {first for name in read for first in name.given}
    given.update(first for address in emails for name in read if (first := _from_address(address, name)))
    return Profile(
        person, names, frozenset(given), emails,
        frozenset(found for cell in cells for found in contact_details.phones(cell)),
        _each(_page, person.links), _each(contact_details.domain, emails), _each(plain, person.places), _each(plain, person.roles),
        _each(letters, person.births), _each(letters, person.addresses), _each(letters, person.postcodes),
    )  # fmt: skip


def _each(made: Callable[[str], str], values: Iterable[str]) -> frozenset[str]:
    """Return what is made of each value that says something."""
    return frozenset([found for value in values if value and (found := made(value))]) if values else _NONE


def _page(link: str) -> str:
    return re.sub(r"^https?://(www\.)?|/+$", "", plain(link))


def _from_address(address: str, name: PersonName) -> str:
    """Return the given name that an address tells: albert for A.S. Beer with albert.beer@."""
    if name.given:
        return ""
    parts = [letters(part) for part in re.split(r"[._\-+]", address.partition("@")[0])]
    first = parts[0] if parts else ""
    rest = "".join(parts[1:])
    if (
        len(first) >= 3
        and rest
        and name.surname
        and rest.endswith(name.surnames[0])
        and name.surnames[0] not in first
    ):
        return first
    return ""


def names_owner(detail: str, profile: Profile) -> bool:
    """Return whether an address has the surname of a record in it: j.bos@ of Jan Bos is his alone."""
    local = letters(detail.partition("@")[0])
    return "@" in detail and any(
        len(part) >= 3 and part in local for name in profile.names for part in name.surnames
    )


def same_first(a: Profile, b: Profile) -> bool:
    """Return whether two records may have the same given name."""
    return any(same_given(x, y) for x in a.given for y in b.given)
