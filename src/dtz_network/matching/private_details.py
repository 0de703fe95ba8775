"""What date of birth, address and postcode say of two records, where a reader was asked for them."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import OSA

from dtz_network.matching.given_names import given_slip, same_given
from dtz_network.matching.pairs import Evidence, Zone
from dtz_network.matching.person_records import Profile
from dtz_network.matching.spelling import slip

_ENOUGH = 4
"""So many points are asked: see :func:`zone`."""


def compared(a: Profile, b: Profile) -> list[Evidence]:
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


def zone(a: Profile, b: Profile, private: Sequence[Evidence], place: str) -> Zone | None:
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
