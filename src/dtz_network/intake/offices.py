"""An office that is written with the place where it is held: "wethouder Nunspeet" is alderman of the municipality Nunspeet."""

from __future__ import annotations

import re

from dtz_network.intake.reference import Reference
from dtz_network.matching import organisation_names
from dtz_network.matching.spelling import plain

_OF_MUNICIPALITY = frozenset(
    {"wethouder", "burgemeester", "locoburgemeester", "loco-burgemeester", "raadslid", "gemeenteraadslid", "gemeentesecretaris", "raadsgriffier",
     "mayor", "alderman", "councillor"}
)  # fmt: skip
_WRITTEN = re.compile(r"^(?P<office>[\w-]+)\s+(?:(?:van|te|in|of)\s+)?(?P<place>[^\W\d_].*)$")


def office(text: str, reference: Reference) -> tuple[str, str] | None:
    """Return the office and the municipality of a text, None where the word is no such office or no municipality is known by that name.

    >>> from dtz_network.model import schema
    >>> from dtz_network.intake.reference import shipped
    >>> known = shipped(schema.shipped())
    >>> office("wethouder Coevorden", known), office("wethouder Zorg", known), office("directeur Coevorden", known)
    (('wethouder', 'gemeente Coevorden'), None, None)
    """
    found = _WRITTEN.match(" ".join(text.split()))
    if found is None or plain(found["office"]) not in _OF_MUNICIPALITY:
        return None
    known = reference.is_municipality(found["place"])
    return (found["office"], f"gemeente {found['place']}") if known else None


def is_held_at(text: str, organisation: str) -> bool:
    """Return whether a text is an office at the organisation beside it, and no person.

    >>> is_held_at("burgemeester van Turfhaven", "gemeente Turfhaven"), is_held_at("burgemeester van Dijk", "gemeente Emmen")
    (True, False)
    """
    found = _WRITTEN.match(" ".join(text.split()))
    if found is None or plain(found["office"]) not in _OF_MUNICIPALITY:
        return False
    return plain(re.sub(r"^(?:de\s+)?gemeente\s+", "", found["place"])) in plain(organisation).split()


def is_office(text: str) -> bool:
    """Return whether a text is an office with a place, and so no organisation, whether that place is known or not.

    >>> is_office("wethouder Nunspeet"), is_office("wethouder Zorg B.V."), is_office("Burgemeester")
    (True, False, False)
    """
    found = _WRITTEN.match(" ".join(text.split()))
    if found is None or plain(found["office"]) not in _OF_MUNICIPALITY:
        return False
    return not organisation_names.parse(text).persons
