"""Pairs of records that may be one organisation, each with its evidence and its zone.

Equal but for legal form and spacing is proposed; a slip, an abbreviation or a shared telephone, address or web domain is asked;
one name that begins with the other is asked as *part of*.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from dtz_network.matching import contact_details, organisation_names
from dtz_network.matching.organisation_names import Likeness, OrganisationName
from dtz_network.matching.pairs import Evidence, Pair, Zone
from dtz_network.matching.spelling import letters, plain, same_shape, shape
from dtz_network.model import identifiers

_ALIKE = 82.0
"""From this likeness of the words (0 to 100, order left out) names may be one where telephone, address or domain agree."""
_CROWD = 200
"""A block with more records says too little to compare all of them."""


@dataclass(frozen=True)
class Organisation:
    """What a record says of an organisation, as written.

    Attributes:
        id: of the record.
        name: as written.
        other_names: former names, short names, other spellings.
        kind: its type; two types are no ground to call them two.
        identifiers: numbers of registers as (scheme, number), an edition after ``@``; editions do not tell organisations apart.
    """

    id: str
    name: str
    other_names: tuple[str, ...] = ()
    kind: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()
    emails: tuple[str, ...] = ()
    websites: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Profile:
    organisation: Organisation
    spelled: tuple[str, ...]
    names: tuple[OrganisationName, ...]
    identifiers: Mapping[str, str]
    domains: frozenset[str]
    phones: frozenset[str]
    addresses: frozenset[str]
    places: frozenset[str]


class Organisations:
    """Records of organisations made comparable, and the pairs among them."""

    def __init__(self, organisations: Iterable[Organisation]) -> None:
        self._profiles = {found.id: _profile(found) for found in organisations}
        self._words = Counter(
            word for p in self._profiles.values() for word in {w for name in p.names for w in name.words}
        )

    def pairs(self) -> list[Pair]:
        """Return all pairs that may be one organisation, surest first."""
        return self._judged(self._candidates(self._profiles))

    def pairs_with(self, incoming: Iterable[str]) -> list[Pair]:
        """Return the pairs of some records with any other, surest first."""
        return self._judged(self._candidates({ident: self._profiles[ident] for ident in incoming}))

    def _judged(self, candidates: Iterable[tuple[str, str]]) -> list[Pair]:
        found = [pair for one, other in candidates if (pair := self.compare(one, other)) is not None]
        return sorted(found, key=lambda pair: (pair.zone, -pair.rank, pair.one, pair.other))

    def _candidates(self, some: Mapping[str, _Profile]) -> Iterator[tuple[str, str]]:
        asked = {ident: self._keys(profile) for ident, profile in some.items()}
        wanted = {key for keys in asked.values() for key in keys}
        blocks: dict[str, list[str]] = defaultdict(list)
        for ident, profile in self._profiles.items():
            for key in asked.get(ident) or wanted & self._keys(profile):
                blocks[key].append(ident)
        seen: set[tuple[str, str]] = set()
        for ident, keys in asked.items():
            for key in keys:
                if len(blocks[key]) > _CROWD and key[0] not in "k@":
                    continue
                for other in blocks[key]:
                    pair = (ident, other) if ident < other else (other, ident)
                    if ident != other and pair not in seen:
                        seen.add(pair)
                        yield pair

    def _keys(self, profile: _Profile) -> set[str]:
        """Return where a record is looked for: its name and misspellings, its beginning, rare words, numbers and domains."""
        keys = {f"@{value}" for value in (*profile.identifiers.values(), *profile.domains, *profile.phones)}
        keys |= {f"a{address}" for address in profile.addresses}
        for name in profile.names:
            keys |= {f"k{name.key}", f"m{shape(name.key)}", f"w{name.key[:5]}", f"w{name.key[-6:]}"}
            keys |= {f"t{word}" for word in name.words if len(word) >= 4}
            keys.add("f" + name.first)
            keys.add("f" + name.key)
            keys |= {f"g{later}" for later in organisation_names.later_names(name)}
            if 5 <= len(name.key) <= 20:
                keys |= {f"d{name.key[:n]}{name.key[n + 1 :]}" for n in range(len(name.key))} | {
                    f"d{name.key}"
                }
        return keys

    def compare(self, one: str, other: str) -> Pair | None:
        """Return the pair with its zone and evidence, None if nothing is to be asked."""
        a, b = self._profiles[one], self._profiles[other]
        likeness, x, y = _likeness(a.spelled, b.spelled)
        numbers = [scheme for scheme in a.identifiers if scheme in b.identifiers]
        shared = _shared(a, b)
        if likeness == "different" and not numbers and not shared:
            return None
        alike = max(fuzz.token_sort_ratio(plain(m), plain(n)) for m in a.spelled for n in b.spelled)
        same = [scheme for scheme in numbers if a.identifiers[scheme] == b.identifiers[scheme]]
        evidence = [_of_names(likeness, x, y), *_of_numbers(a, b, numbers)]
        if same:
            fits = likeness != "different" or alike >= _ALIKE
            return Pair(one, other, "A1" if fits else "C", tuple(evidence), 1.0)
        if numbers:
            return None
        evidence += [Evidence(f"{key}-same", min(found), min(found)) for key, found in shared.items()]
        place = _place(a, b)
        if place:
            evidence.append(
                Evidence(f"place-{place}", min(a.places), min(b.places), against=place == "different")
            )
        zone = self._zone(likeness, place, shared, alike, a, b)
        return Pair(one, other, zone, tuple(evidence), alike / 100 + len(shared)) if zone else None

    def _zone(
        self, likeness: str, place: str, shared: Mapping[str, object], alike: float, a: _Profile, b: _Profile
    ) -> Zone | None:
        if likeness == "same":
            elsewhere = place == "different" or all(
                one and other and not one & other
                for one, other in ((a.phones, b.phones), (a.addresses, b.addresses))
            )
            return "R1" if elsewhere and not shared else "A2"
        if shared:
            words = {w for name in a.names for w in name.words} & {w for name in b.names for w in name.words}
            telling = alike >= _ALIKE or any(self._words[word] <= 5 for word in words if len(word) >= 3)
            if likeness != "different" or telling:
                return "R1"
            return "R2" if len(shared) > 1 else None
        if likeness in ("slip", "concern", "apart"):
            return "R1" if place != "different" else "R2"
        if likeness == "former" or (likeness in ("part", "short") and place != "different"):
            return "R2"
        return None


def _likeness(some: tuple[str, ...], others: tuple[str, ...]) -> tuple[Likeness, str, str]:
    """Return how the two names that are most alike are so, and these."""
    if len(some) == len(others) == 1:
        return organisation_names.likeness(some[0], others[0]), some[0], others[0]
    return min(
        ((organisation_names.likeness(x, y), x, y) for x in some for y in others),
        key=lambda found: organisation_names.LIKENESSES.index(found[0]),
    )


def _shared(a: _Profile, b: _Profile) -> dict[str, frozenset[str]]:
    """Return the numbers, domains and addresses that two records have in common, by kind."""
    kinds = (
        ("phone", a.phones, b.phones),
        ("domain", a.domains, b.domains),
        ("address", a.addresses, b.addresses),
    )
    return {key: found for key, one, other in kinds if one and other and (found := one & other)}


def _of_names(likeness: Likeness, one: str, other: str) -> Evidence:
    """Return what two names say."""
    if likeness == "same" and plain(one) == plain(other):
        return Evidence("name-equal", one, other)
    key = "name-kind" if organisation_names.differ_in_kind(one, other) else f"name-{likeness}"
    return Evidence(key, one, other, against=likeness == "different")


def _of_numbers(a: _Profile, b: _Profile, schemes: Iterable[str]) -> Iterator[Evidence]:
    """Yield what the numbers say that both records have."""
    for scheme in schemes:
        one, other = a.identifiers[scheme], b.identifiers[scheme]
        yield Evidence(f"identifier-{'same' if one == other else 'different'}", one, other, one != other)


def _place(a: _Profile, b: _Profile) -> str:
    if not a.places or not b.places:
        return ""
    return "same" if any(x == y or same_shape(x, y) for x in a.places for y in b.places) else "different"


def _profile(organisation: Organisation) -> _Profile:
    spelled = tuple(name for name in (organisation.name, *organisation.other_names) if letters(name)) or ("",)
    addresses = [found for cell in organisation.emails for found in contact_details.emails(cell)]
    domains = {contact_details.domain(address) for address in addresses}
    domains |= {
        re.sub(r"^(?:https?://)?(?:www\.)?([^/]+).*$", r"\1", plain(site)) for site in organisation.websites
    }
    return _Profile(
        organisation, spelled, tuple(organisation_names.parse(name) for name in spelled),
        {scheme: letters(identifiers.parse(number).value) for scheme, number in organisation.identifiers if number},
        frozenset(domain for domain in domains if domain),
        frozenset(number for cell in organisation.phones for number in contact_details.phones(cell)),
        frozenset(letters(address) for address in organisation.addresses if address),
        frozenset(letters(place) for place in organisation.places if place),
    )  # fmt: skip
