"""Pairs of records that may be one person, each with its evidence and its zone.

No score decides: a zone follows from named evidence. How rare a name is, is counted in the records themselves
(the more people share a surname, the less it says; Newcombe et al., 1959).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import combinations

from dtz_network.matching import contact_details, organisation_names, private_details
from dtz_network.matching.name_fit import Fit, fit
from dtz_network.matching.pairs import Evidence, Pair, Zone
from dtz_network.matching.person_records import Person, Profile, comparable, names_owner, same_first
from dtz_network.matching.spelling import letters, shape, slip, sound
from dtz_network.matching.word_lists import call_names, common_surnames
from dtz_network.model import collector

_CROWD = 1_000
"""A name that more records share tells nobody apart: they are looked for by organisation, address and number alone."""
_DOUBTS = ("other-address", "role-different")
"""What makes two records of one name at one organisation a question, and no proposal."""
_FEWEST = 500
"""Fewer records than this say little about how rare a name is."""
_RARE: Mapping[tuple[str, bool], tuple[float, float]] = {
    ("full", False): (0.03, 0.3), ("full", True): (1.0, 3.0), ("call", False): (0.01, 0.1), ("call", True): (0.03, 1.0),
    ("nickname", False): (0.01, 0.1), ("nickname", True): (0.03, 1.0),
    ("initials", False): (0.1, 0.3), ("initials", True): (0.3, 1.0), ("initial", False): (0.1, 0.3), ("initial", True): (0.1, 0.3),
    ("slip", False): (-1.0, 0.03), ("slip", True): (0.0, 0.1), ("half", False): (-1.0, 0.0), ("half", True): (0.0, 0.1),
    ("swapped", False): (0.0, 0.03), ("swapped", True): (0.0, 0.03),
}  # fmt: skip
"""How names fit, and whether an organisation is lacking: up to how many expected namesakes it is R1, and up to how many R2."""


class People:
    """Records of people made comparable, and the pairs among them."""

    def __init__(self, people: Iterable[Person]) -> None:
        with collector.paused():
            self._know(people)

    def _know(self, people: Iterable[Person]) -> None:
        self._profiles = {person.id: comparable(person) for person in people}
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
        users: dict[str, list[Profile]] = defaultdict(list)
        for profile in self._profiles.values():
            for detail in profile.emails | profile.phones:
                if not names_owner(detail, profile):
                    users[detail].append(profile)
        return frozenset(
            detail
            for detail, found in users.items()
            if any(
                (how := fit(a, b)) == "clash" or (how == "none" and (len(found) > 2 or not same_first(a, b)))
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
        with collector.paused():
            found = [pair for one, other in candidates if (pair := self.compare(one, other)) is not None]
        return sorted(found, key=lambda pair: (pair.zone, -pair.rank, pair.one, pair.other))

    def _candidates(
        self, some: Mapping[str, Profile], every: Mapping[str, Profile]
    ) -> Iterator[tuple[str, str]]:
        asked = {ident: self._keys(profile) for ident, profile in some.items()}
        wanted = {key for keys in asked.values() for key in keys}
        blocks: dict[str, list[str]] = defaultdict(list)
        near: dict[str, frozenset[str]] = {}
        for ident, profile in every.items():
            for key in asked.get(ident) or self._keys_among(profile, wanted, near):
                blocks[key].append(ident)
        for ident, keys in asked.items():
            blocked = (blocks[key] for key in keys if len(blocks[key]) <= _CROWD or key[0] in "@ow")
            others = {other for block in blocked for other in block}
            for other in others:
                # of two asked records the first one asks
                if ident != other and (other not in asked or ident < other):
                    yield (ident, other) if ident < other else (other, ident)

    def _keys_among(self, profile: Profile, wanted: set[str], near: dict[str, frozenset[str]]) -> set[str]:
        """Return the keys of a record that are wanted; ``near`` remembers those of surnames, of which most are not."""
        found: set[str] = set()
        for name in profile.names:
            for part in (*name.surnames, name.surname) if len(name.surnames) > 1 else name.surnames:
                if part not in near:
                    near[part] = _of_surname(part) & wanted
                found |= near[part]
        return found | wanted & self._other_keys(profile)

    def _keys(self, profile: Profile) -> set[str]:
        """Return where a record is looked for: surname and its misspellings, address, number, organisation with given name."""
        parts = {part for name in profile.names for part in (*name.surnames, name.surname) if part}
        return {key for part in parts for key in _of_surname(part)} | self._other_keys(profile)

    def _other_keys(self, profile: Profile) -> set[str]:
        keys = {f"@{value}" for value in (profile.emails | profile.phones | profile.links) - self._shared}
        keys |= {
            f"@{value}|{name.initials[:1]}"
            for value in profile.emails | profile.phones
            for name in profile.names
        }
        keys |= {f"s{first}" for name in profile.names for first in name.given if name.surname}
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

    def _organisations(self, profile: Profile) -> list[str]:
        said = list(profile.person.organisations)
        said.extend(self._domains.get(domain, domain.split(".")[0]) for domain in profile.domains)
        return said

    def _expected(self, a: Profile, b: Profile, names: Fit) -> float:
        """Return how many other people one expects to fit the names of two records, by the names of all records."""
        people = max(len(self._profiles), _FEWEST)
        sharing = 0.0
        for part in {a.name.surname, b.name.surname, *a.name.surnames, *b.name.surnames}:
            sharing = max(sharing, self._surnames[part] - 2 + 3 * (part in common_surnames()))
        if names in ("full", "call", "nickname"):
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
        private = private_details.compared(a, b)
        if names in ("clash", "none", "surname") and not mine and not private:
            return None
        evidence = [
            Evidence(f"name-{names}", a.person.name, b.person.name, against=names in ("clash", "none"))
        ]
        evidence += [Evidence("own-detail", value, value) for value in mine]
        if mine and names not in ("clash", "none"):
            return Pair(one, other, "A1", tuple(evidence), 1.0)
        if mine and (names == "clash" or same_first(a, b)):
            return Pair(one, other, "C", tuple(evidence))
        place = _agree(a.places, b.places)
        evidence += private
        if found := private_details.zone(a, b, private, place) if private else None:
            return Pair(one, other, found, tuple(evidence), float(len(private)))
        if sum(item.against for item in private) > 1:
            return None
        if names in ("clash", "none", "surname"):
            return None
        work = self._work(a, b)
        evidence.append(_of_work(a, b, work))
        if place:
            said = [", ".join(sorted(profile.places)) for profile in (a, b)]
            evidence.append(Evidence(f"place-{place}", said[0], said[1], against=place == "different"))
        role = _agree(a.roles, b.roles)
        against = self._other_address(a, b)
        if against:
            evidence.append(Evidence("other-address", against[0], against[1], against=True))
        if names == "call" and role == "different":
            titles = [", ".join(profile.person.roles) for profile in (a, b)]
            evidence.append(Evidence("role-different", titles[0], titles[1], against=True))
        expected = self._expected(a, b, names)
        doubt = any(item.key in _DOUBTS for item in evidence)
        zone = _zone(names, work, expected, against=doubt)
        if zone == "A2" and (self._names_work(a) or self._names_work(b)):
            zone = "R1"
        rank = 1.0 / (1.0 + expected) + 0.2 * (place == "same") + 0.2 * (role == "same")
        return Pair(one, other, zone, tuple(evidence), rank) if zone else None

    @cached_property
    def _works(self) -> frozenset[str]:
        """What the organisations of all records are compared by."""
        works = {work for p in self._profiles.values() for work in p.person.organisations}
        return frozenset(organisation_names.parse(work).key for work in works)

    def _names_work(self, profile: Profile) -> bool:
        """Return whether a name is that of an organisation, by the other records or its e-mail address, and no known name of a person: it stands in the wrong column."""
        if not profile.name.given or any(given in call_names() for given in profile.name.given):
            return False
        key = organisation_names.parse(profile.person.name).key
        return key in self._works or any(key == letters(domain.split(".")[0]) for domain in profile.domains)

    def _own(self, a: Profile, b: Profile) -> list[str]:
        """Return the addresses, numbers and pages of both that are of one person."""
        if a.emails.isdisjoint(b.emails) and a.phones.isdisjoint(b.phones) and a.links.isdisjoint(b.links):
            return []
        mobile = {number for number in a.phones & b.phones if contact_details.is_mobile(number)}
        own = (a.emails & b.emails) | mobile | (a.links & b.links)
        return sorted(v for v in own if v not in self._shared and not contact_details.is_shared_box(v))

    def _work(self, a: Profile, b: Profile) -> str:
        """Return how the organisations of two records compare, best first; ``unknown`` if one names none."""
        one, other = self._organisations(a), self._organisations(b)
        if not one or not other:
            return "unknown"
        found = {organisation_names.likeness(x, y) for x in one for y in other}
        return next(like for like in organisation_names.LIKENESSES if like in found)

    def _other_address(self, a: Profile, b: Profile) -> tuple[str, str] | None:
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


@lru_cache(maxsize=20_000)
def _of_surname(part: str) -> frozenset[str]:
    """Return where a part of a surname is looked for: itself, its strokes, and itself with one letter left out."""
    keys = {f"s{part}", f"m{shape(part)}", f"h{sound(part)}"}
    if len(part) >= 4:
        keys |= {f"d{part[:n]}{part[n + 1 :]}" for n in range(len(part))} | {f"d{part}"}
    return frozenset(keys)


def _zone(names: Fit, work: str, expected: float, *, against: bool) -> Zone | None:
    """Return the zone of two records without an own detail in common; None is never asked.

    ``expected`` is the number of other people whose name would fit as well.
    """
    full = names in ("full", "call", "initials")
    if work in ("same", "slip") or (work == "concern" and full):
        return "R2" if against else "A2" if full else "R1"
    if work in ("concern", "apart", "short", "former", "part") and (
        full or names in ("nickname", "slip", "initial", "half")
    ):
        return "R2" if against else "R1"
    rare, asked = _RARE.get((names, work == "unknown"), (-1.0, -1.0))
    return "R1" if expected <= rare else "R2" if expected <= asked else None


def _of_work(a: Profile, b: Profile, work: str) -> Evidence:
    """Return what the organisations say; that they differ is said only where both records name one."""
    one, other = (", ".join(profile.person.organisations) for profile in (a, b))
    told = work if work != "different" or (one and other) else "unknown"
    return Evidence(f"organisation-{told}", one, other, against=told == "different")


def _agree(one: frozenset[str], other: frozenset[str]) -> str:
    if not one or not other:
        return ""
    return "same" if one & other or any(slip(x, y) for x in one for y in other) else "different"
