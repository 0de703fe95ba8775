"""Which cluster or group is meant by a name: one finder for reports and questions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from dtz_network.errors import InputError, nearest
from dtz_network.model.network import fold

T = TypeVar("T")
_LISTED = 6


def meant(name: str, every: Iterable[tuple[str, str, T]]) -> T:
    """Return what is called so, of ids, names and what they are of: by its id ("G2"), its name, or a part of the name.

    Raises:
        InputError: none is called so (the nearest names are told), or several (each with its id).
    """
    known, wanted = list(every), fold(name)
    exact = [one for one in known if wanted in (fold(one[0]), fold(one[1]))]
    hits = exact or [one for one in known if wanted and wanted in fold(one[1])]
    if len(hits) == 1:
        return hits[0][2]
    if hits:
        found = _few([f"{called} ({ident})" for ident, called, _ in hits])
        raise InputError("group-ambiguous", name=name, n=len(hits), found=found)
    names = [called for _, called, _ in known]
    raise InputError("group-absent", name=name, known=_few(nearest(name, names) or names))


def _few(names: Sequence[str]) -> str:
    """Return the first names; dots stand for the others."""
    return "; ".join([*names[:_LISTED], *(["…"] if len(names) > _LISTED else [])])
