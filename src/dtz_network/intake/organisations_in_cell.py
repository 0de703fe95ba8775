"""A cell that may name more than one organisation: "Alfa B.V. / Beta B.V.". It stays one; that is asked, or told."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from dtz_network.intake.rows import Doubtful
from dtz_network.matching import organisation_names

_BETWEEN = re.compile(r"\s*[/;|]\s*|\s*,\s+|\s+[&+]\s+|\s+(?:en|and|und)\s+", re.IGNORECASE)
_STRONG = re.compile(r"\s*[/;|]\s*")
"""What stands between two names more often than in one."""
_SHORTEST = 3
"""So many letters a half has at least: "A/S" is a legal form, "v/h" a word."""


def doubt(name: str, is_known: Callable[[str], bool], place: str) -> Doubtful | None:
    """Return what is asked about a name that may be of several organisations, or told of it; None for nothing.

    It is asked where each part is known or says what legal person it is, and told where a slash or semicolon alone stands
    for it.
    """
    parts = _parts(name, _BETWEEN)
    if parts and all(is_known(part) or _says_what(part) for part in parts):
        return Doubtful("organisations-asked", {"name": name, "parts": "; ".join(parts)}, place, asks=True)
    if _parts(name, _STRONG):
        return Doubtful("organisations-one", {"name": name}, place)
    return None


def _parts(name: str, between: re.Pattern[str]) -> Sequence[str]:
    """Return the parts of a name, none where it is one or a part is too short to be a name."""
    parts = [part.strip() for part in between.split(name)]
    return parts if len(parts) > 1 and all(len(part) >= _SHORTEST for part in parts) else ()


def _says_what(part: str) -> bool:
    """Return whether a part says by itself that it is an organisation: a legal person or a kind of government."""
    parsed = organisation_names.parse(part)
    return bool(parsed.persons or parsed.kind)
