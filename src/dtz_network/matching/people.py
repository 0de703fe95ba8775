"""Pairs of records that may be one person, each with its evidence and its zone.

No score decides: a zone follows from named evidence. How rare a name is, is counted in the records themselves
(the more people share a surname, the less it says; Newcombe et al., 1959).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations
from typing import Literal

from rapidfuzz.distance import OSA

from dtz_network.matching import contact_details, organisation_names, person_names
from dtz_network.matching.person_names import PersonName, given_slip, same_given
from dtz_network.matching.spelling import letters, plain, same_shape, shape, slip
from dtz_network.matching.word_lists import call_names, common_surnames

Zone = Literal["A1", "A2", "R1", "R2", "C"]
"""A1: own address or number, and the name fits. A2: full name and organisation. R1: initial or slip, same organisation, or a
rare name with nothing against it. R2: the name alone. C: own address or number, but the names clash."""
SURE: frozenset[Zone] = frozenset({"A1", "A2"})
Fit = Literal["full", "call", "initials", "initial", "slip", "half", "swapped", "surname", "clash", "none"]
"""How two names fit, best first; ``surname``: one of them has nothing else; ``clash``: another given name."""


_CROWD = 1_000
"""A name that more records share tells nobody apart: they are looked for by organisation, address and number alone."""
_FEWEST = 500
"""Fewer records than this say little about how rare a name is."""
_ENOUGH = 4
_RARE: Mapping[tuple[str, bool], tuple[float, float]] = {
    ("full", False): (0.03, 0.3), ("full", True): (1.0, 3.0), ("call", False): (0.01, 0.1), ("call", True): (0.03, 1.0),
    ("initials", False): (0.1, 0.3), ("initials", True): (0.3, 1.0), ("initial", False): (0.1, 0.3), ("initial", True): (0.1, 0.3),
    ("slip", False): (-1.0, 0.03), ("slip", True): (0.0, 0.1), ("half", False): (-1.0, 0.0), ("half", True): (0.0, 0.1),
    ("swapped", False): (0.0, 0.03), ("swapped", True): (0.0, 0.03),
}  # fmt: skip
"""How names fit, and whether an organisation is lacking: up to how many expected namesakes it is R1, and up to how many R2."""


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


@dataclass(frozen=True)
class Evidence:
    """One thing that speaks for or against: its key, and the value of either record."""

    key: str
    one: str = ""
    other: str = ""
    against: bool = False


@dataclass(frozen=True)
class Pair:
    """Two records that may be one person; the surest come first.

    Attributes:
        one, other: ids of the records.
        zone: what may be done with it.
        evidence: for and against.
        rank: to order questions by; larger is surer, within a zone.
    """

    one: str
    other: str
    zone: Zone
    evidence: tuple[Evidence, ...]
    rank: float = 0.0


@dataclass
class _Profile:
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
        return self.names[0]


class People:
    """Records of people made comparable, and the pairs among them."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._profiles = {person.id: _profile(person) for person in people}
        self._shared = self._shared_details()
        surnames = Counter(
            part for p in self._profiles.values() for part in {p.name.surname, *p.name.surnames}
        )
        given = Counter(first for p in self._profiles.values() for first in list(p.given)[:1])
        self._surnames, self._given = surnames, given
        self._letters = Counter(p.name.initials[:1] for p in self._profiles.values())
        self._domains = self._employers()

    # --- what the records say together

    def _shared_details(self) -> frozenset[str]:
        """Return addresses and numbers that stand with names that cannot be of one person."""
        users: dict[str, list[_Profile]] = defaultdict(list)
        for profile in self._profiles.values():
            for detail in profile.emails | profile.phones:
                if not _names_owner(detail, profile):
                    users[detail].append(profile)
        return frozenset(
            detail
            for detail, found in users.items()
            if any(
                (how := fit(a, b)) == "clash" or (how == "none" and (len(found) > 2 or not _same_first(a, b)))
                for a, b in combinations(found[:30], 2)
            )
        )

    def _employers(self) -> dict[str, str]:
        """Return the organisation that an e-mail domain stands for, where the records agree on one."""
        said: dict[str, Counter[str]] = defaultdict(Counter)
        spelled: dict[str, str] = {}
        for profile in self._profiles.values():
            for domain in profile.domains:
                for organisation in profile.person.organisations:
                    key = organisation_names.parse(organisation).key
                    said[domain][key] += 1
                    spelled.setdefault(key, organisation)
        found = {}
        for domain, counts in said.items():
            key, _ = counts.most_common(1)[0]
            like = sum(
                n
                for other, n in counts.items()
                if organisation_names.likeness(spelled[key], spelled[other]) != "different"
            )
            if like * 2 > counts.total():
                found[domain] = spelled[key]
        return found

    # --- pairs

    def pairs(self) -> list[Pair]:
        """Return all pairs that may be one person, surest first."""
        return self._judged(self._candidates(self._profiles, self._profiles))

    def pairs_with(self, incoming: Iterable[str]) -> list[Pair]:
        """Return the pairs of some records with any other, surest first."""
        wanted = {ident: self._profiles[ident] for ident in incoming}
        return self._judged(self._candidates(wanted, self._profiles))

    def _judged(self, candidates: Iterable[tuple[str, str]]) -> list[Pair]:
        found = [pair for one, other in candidates if (pair := self.compare(one, other)) is not None]
        return sorted(found, key=lambda pair: (pair.zone, -pair.rank, pair.one, pair.other))

    def _candidates(
        self, some: Mapping[str, _Profile], every: Mapping[str, _Profile]
    ) -> Iterator[tuple[str, str]]:
        asked = {ident: self._keys(profile) for ident, profile in some.items()}
        wanted = {key for keys in asked.values() for key in keys}
        blocks: dict[str, list[str]] = defaultdict(list)
        for ident, profile in every.items():
            for key in asked.get(ident) or self._keys(profile):
                if key in wanted:
                    blocks[key].append(ident)
        for ident, keys in asked.items():
            blocked = (blocks[key] for key in keys if len(blocks[key]) <= _CROWD or key[0] in "@ow")
            others = {other for block in blocked for other in block}
            for other in others:
                # of two asked records the first one asks
                if ident != other and (other not in asked or ident < other):
                    yield (ident, other) if ident < other else (other, ident)

    def _keys(self, profile: _Profile) -> set[str]:
        """Return where a record is looked for: surname and its misspellings, address, number, organisation with given name."""
        keys = {f"@{value}" for value in (profile.emails | profile.phones | profile.links) - self._shared}
        keys |= {
            f"@{value}|{name.initials[:1]}"
            for value in profile.emails | profile.phones
            for name in profile.names
        }
        for name in profile.names:
            for part in {*name.surnames, name.surname} - {""}:
                keys |= {f"s{part}", f"m{shape(part)}"}
                if len(part) >= 4:
                    keys |= {f"d{part[:n]}{part[n + 1 :]}" for n in range(len(part))} | {f"d{part}"}
            if name.given:
                keys |= {f"s{first}" for first in name.given if name.surname}
        keys |= {f"b{birth}" for birth in profile.births} | {f"a{address}" for address in profile.addresses}
        keys |= {
            f"p{postcode}|{name.initials[:1]}" for postcode in profile.postcodes for name in profile.names
        }
        employers = {organisation_names.parse(o).key[:6] for o in self._organisations(profile)}
        surnames = {part for name in profile.names for part in name.surnames}
        for employer in employers:
            keys |= {f"o{employer}|{first}" for first in profile.given} | {
                f"w{employer}|{s}" for s in surnames
            }
        return keys

    def _organisations(self, profile: _Profile) -> list[str]:
        said = list(profile.person.organisations)
        said.extend(self._domains.get(domain, domain.split(".")[0]) for domain in profile.domains)
        return said

    def _expected(self, a: _Profile, b: _Profile, names: Fit) -> float:
        """Return how many other people one expects to fit the names of two records, by the names of all records."""
        people = max(len(self._profiles), _FEWEST)
        sharing = 0.0
        for part in {a.name.surname, b.name.surname, *a.name.surnames, *b.name.surnames}:
            sharing = max(sharing, self._surnames[part] - 2 + 3 * (part in common_surnames()))
        if names in ("full", "call"):
            first = max((self._given[given] for given in a.given | b.given), default=0) / people
        else:
            first = max(self._letters[profile.name.initials[:1]] for profile in (a, b)) / people
            first /= 15 if names == "initials" else 1
        return max(sharing, 0.0) * first

    def compare(self, one: str, other: str) -> Pair | None:
        """Return the pair with its zone and evidence, None if nothing is to be asked."""
        a, b = self._profiles[one], self._profiles[other]
        names = fit(a, b)
        mine = self._own(a, b)
        private = _private(a, b)
        if names in ("clash", "none", "surname") and not mine and not private:
            return None
        evidence = [
            Evidence(f"name-{names}", a.person.name, b.person.name, against=names in ("clash", "none"))
        ]
        evidence += [Evidence("own-detail", value, value) for value in mine]
        if mine and names not in ("clash", "none"):
            return Pair(one, other, "A1", tuple(evidence), 1.0)
        if mine and (names == "clash" or _same_first(a, b)):
            return Pair(one, other, "C", tuple(evidence))
        place = _agree(a.places, b.places)
        evidence += private
        if found := _by_private(a, b, private, place) if private else None:
            return Pair(one, other, found, tuple(evidence), float(len(private)))
        if sum(item.against for item in private) > 1:
            return None
        if names in ("clash", "none", "surname"):
            return None
        work = self._work(a, b)
        evidence.append(
            Evidence(
                f"organisation-{work}",
                ", ".join(a.person.organisations),
                ", ".join(b.person.organisations),
                against=work == "different",
            )
        )
        if place:
            said = [", ".join(sorted(profile.places)) for profile in (a, b)]
            evidence.append(Evidence(f"place-{place}", said[0], said[1], against=place == "different"))
        role = _agree(a.roles, b.roles)
        against = self._other_address(a, b)
        if against:
            evidence.append(Evidence("other-address", against[0], against[1], against=True))
        expected = self._expected(a, b, names)
        zone = _zone(names, work, expected, against=bool(against))
        rank = 1.0 / (1.0 + expected) + 0.2 * (place == "same") + 0.2 * (role == "same")
        return Pair(one, other, zone, tuple(evidence), rank) if zone else None

    def _own(self, a: _Profile, b: _Profile) -> list[str]:
        """Return the addresses, numbers and pages of both that are of one person."""
        if a.emails.isdisjoint(b.emails) and a.phones.isdisjoint(b.phones) and a.links.isdisjoint(b.links):
            return []
        mobile = {number for number in a.phones & b.phones if contact_details.is_mobile(number)}
        own = (a.emails & b.emails) | mobile | (a.links & b.links)
        return sorted(v for v in own if v not in self._shared and not contact_details.is_shared_box(v))

    def _work(self, a: _Profile, b: _Profile) -> str:
        """Return how the organisations of two records compare, best first; ``unknown`` if one names none."""
        one, other = self._organisations(a), self._organisations(b)
        if not one or not other:
            return "unknown"
        found = {organisation_names.likeness(x, y) for x in one for y in other}
        return next(
            like for like in ("same", "slip", "short", "former", "part", "different") if like in found
        )

    def _other_address(self, a: _Profile, b: _Profile) -> tuple[str, str] | None:
        """Return two own addresses at one domain that differ by more than how a name is written."""
        for one in a.emails:
            for other in b.emails:
                same_domain = one.rpartition("@")[2] == other.rpartition("@")[2]
                if (
                    one != other
                    and same_domain
                    and not any(contact_details.is_shared_box(x) or x in self._shared for x in (one, other))
                ):
                    return one, other
        return None


def _zone(names: Fit, work: str, expected: float, *, against: bool) -> Zone | None:
    """Return the zone of two records without an own detail in common; None is never asked.

    ``expected`` is the number of other people whose name would fit as well.
    """
    full = names in ("full", "call", "initials")
    if work in ("same", "slip"):
        return "R2" if against else "A2" if full else "R1"
    if work in ("short", "former", "part") and (full or names in ("slip", "initial")):
        return "R2" if against else "R1"
    rare, asked = _RARE.get((names, work == "unknown"), (-1.0, -1.0))
    return "R1" if expected <= rare else "R2" if expected <= asked else None


def _private(a: _Profile, b: _Profile) -> list[Evidence]:
    """Return what date of birth, address and postcode say; nothing where a record has none."""
    found = []
    for key, one, other in (
        ("birth", a.births, b.births), ("address", a.addresses, b.addresses), ("postcode", a.postcodes, b.postcodes),
    ):  # fmt: skip
        if one and other:
            same = bool(one & other) or any(_nearly(x, y) for x in one for y in other)
            found.append(
                Evidence(f"{key}-{'same' if same else 'different'}", min(one), min(other), against=not same)
            )
    return found


def _nearly(one: str, other: str) -> bool:
    """Return whether two addresses, dates or codes differ by a slip; one may lack a part of the other."""
    if one.isdigit() and other.isdigit():
        return len(one) >= 6 and OSA.distance(one, other, score_cutoff=1) <= 1
    shorter, longer = sorted((one, other), key=len)
    return slip(one, other) or (
        len(shorter) >= 8 and (shorter in longer or OSA.distance(one, other) <= len(longer) // 5)
    )


def _by_private(a: _Profile, b: _Profile, private: Sequence[Evidence], place: str) -> Zone | None:
    """Return the zone of records with dates of birth or addresses, by counting what agrees.

    Surname, given name, postcode and place count for one, date of birth and address for two; four are asked, and
    proposed if name and date of birth are among them. A name that agrees while birth and address differ is a namesake.
    """
    same = {item.key.partition("-")[0] for item in private if not item.against}
    parts_a, parts_b = ({*p.given, *p.name.surnames} for p in (a, b))
    surname = any(x == y or slip(x, y) for x in a.name.surnames for y in b.name.surnames)
    first = any(same_given(x, y) or given_slip(x, y) for x in a.given for y in b.given)
    turned = not surname and not first and sum(x == y or slip(x, y) for x in parts_a for y in parts_b) >= 2
    points = surname + first + 2 * turned + 2 * ("birth" in same) + 2 * ("address" in same)
    points += ("postcode" in same) + (place == "same")
    if points < _ENOUGH or (not same and len(private) > 1):
        return None
    return "A2" if surname and first and "birth" in same else "R1"


def _names_owner(detail: str, profile: _Profile) -> bool:
    """Return whether an address has the surname of a record in it: j.bos@ of Jan Bos is his alone."""
    local = letters(detail.partition("@")[0])
    return "@" in detail and any(
        len(part) >= 3 and part in local for name in profile.names for part in name.surnames
    )


def _agree(one: frozenset[str], other: frozenset[str]) -> str:
    if not one or not other:
        return ""
    return "same" if one & other or any(slip(x, y) for x in one for y in other) else "different"


def _same_first(a: _Profile, b: _Profile) -> bool:
    return any(same_given(x, y) for x in a.given for y in b.given)


def _profile(person: Person) -> _Profile:
    read = [n for n in map(person_names.parse, (person.name, *person.other_names)) if not n.is_empty]
    names = (*read, *(other for n in read for other in person_names.other_readings(n))) or (PersonName(),)
    cells = (*person.emails, *person.phones)
    emails = frozenset(found for cell in cells for found in contact_details.emails(cell))
    given = {first for name in read for first in name.given}
    given |= {
        first for address in emails for name in read for first in [_from_address(address, name)] if first
    }
    return _Profile(
        person, names, frozenset(given), emails,
        frozenset(found for cell in cells for found in contact_details.phones(cell)),
        frozenset(re.sub(r"^https?://(www\.)?|/+$", "", plain(link)) for link in person.links if link),
        frozenset(found for address in emails if (found := contact_details.domain(address))),
        frozenset(plain(place) for place in person.places if place),
        frozenset(plain(role) for role in person.roles if role),
        frozenset(letters(birth) for birth in person.births if birth),
        frozenset(letters(address) for address in person.addresses if address),
        frozenset(letters(postcode) for postcode in person.postcodes if postcode),
    )  # fmt: skip


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


def fit(a: _Profile, b: _Profile) -> Fit:
    """Return how the names of two records fit, the best of all that they have."""
    found = [_fit(x, y, _given_of(a, x), _given_of(b, y)) for x in a.names for y in b.names]
    order: list[Fit] = [
        "full",
        "call",
        "initials",
        "slip",
        "initial",
        "half",
        "swapped",
        "surname",
        "clash",
        "none",
    ]
    return min(found, key=order.index)


def _given_of(profile: _Profile, name: PersonName) -> frozenset[str]:
    return profile.given if name is profile.names[0] else frozenset(name.given)


def _fit(a: PersonName, b: PersonName, given_a: frozenset[str], given_b: frozenset[str]) -> Fit:
    if a.is_empty or b.is_empty:
        return "none"
    surname = _surnames(a, b)
    if surname == "none":
        if a.given and b.given and a.given[0] == b.surname and b.given[0] == a.surname:
            return "swapped"
        return "none"
    first = _first(a, b, given_a, given_b)
    if first in ("clash", "surname"):
        return first
    if surname == "half":
        return "half"
    if surname == "slip":
        misread = first == "slip" and same_shape(a.surname, b.surname)
        return "slip" if misread or first in ("full", "call", "initials", "initial") else "clash"
    return first


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
        if any(same_given(x, y) for x in given_a for y in given_b):
            return "call"
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
            else ("slip" if len(one) >= 2 and slip_initials(one, other) else "clash")
        )
    named, lettered = (given_a, b) if given_a else (given_b, a)
    return "initial" if any(_may_begin(first, lettered.initials) for first in named) else "clash"


def slip_initials(one: str, other: str) -> bool:
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
        groups = frozenset(
            number
            for name, found in known.items()
            if len(name) >= 4 and slip(given, name)
            for number in found
        )
    return frozenset(name[0] for name, found in call_names().items() if found & groups)
