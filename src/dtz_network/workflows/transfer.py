"""From one store to another: what differs, push and pull; only forward, never merged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dtz_network.errors import RefusedError
from dtz_network.model.changes import Applied
from dtz_network.model.progress import Progress
from dtz_network.store.base import Store

Relation = Literal["same", "ahead", "behind", "diverged", "other", "empty", "none"]
"""How one store stands to another: it has more acts, fewer, both, they are different networks, the other
one is empty, or this one is."""


@dataclass(frozen=True)
class Standing:
    """How a store stands to another one.

    Attributes:
        common: number of acts that both have.
        here, there: the acts that only one of them has, oldest first.
    """

    relation: Relation
    common: int
    here: tuple[Applied, ...]
    there: tuple[Applied, ...]


def compare(here: Store, there: Store) -> Standing:
    """Return how a store stands to another one, by their acts."""
    ours, theirs = here.changesets(), there.changesets()
    if not theirs or not ours:
        relation: Relation = "same" if not ours and not theirs else "empty" if ours else "none"
        return Standing(relation, 0, tuple(ours), tuple(theirs))
    if here.info().id != there.info().id:
        return Standing("other", 0, tuple(ours), tuple(theirs))
    common = _common(ours, theirs)
    left, right = tuple(ours[common:]), tuple(theirs[common:])
    relation = ("diverged" if right else "ahead") if left else ("behind" if right else "same")
    return Standing(relation, common, left, right)


def _common(ours: Sequence[Applied], theirs: Sequence[Applied]) -> int:
    pairs = zip(ours, theirs, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a.id != b.id), min(len(ours), len(theirs)))


def push(here: Store, there: Store, progress: Progress | None = None) -> Standing:
    """Bring the acts of this store to another one that lacks them, and return how this one stood to it before.

    Nothing is written where nothing differs. An erasure goes along: what it erased goes there too.

    Raises:
        RefusedError: the other one has acts that this one lacks, or is of another network.
    """
    return _brought("push", here, there, progress)


def pull(here: Store, there: Store, progress: Progress | None = None) -> Standing:
    """Bring the acts of another store here, and return how that one stood to this one before.

    Raises:
        RefusedError: this one has acts that the other lacks, or is of another network.
    """
    return _brought("pull", there, here, progress)


def _brought(
    verb: Literal["push", "pull"], source: Store, target: Store, progress: Progress | None
) -> Standing:
    """Bring the acts of one store to another; what is refused is told as seen from the store of the user."""
    found = compare(source, target)
    if found.relation == "empty":
        target.fill_from(source, progress)
    elif found.relation == "ahead" and any(act.kind == "erase" for act in found.here):
        target.replace(source.dump(), progress)
    elif found.relation == "ahead":
        target.extend(source.tail(_last_common(source, found)), progress)
    elif found.relation != "same":
        other = target if verb == "push" else source
        ours, theirs = (found.here, found.there) if verb == "push" else (found.there, found.here)
        way = "transfer" if found.relation in ("diverged", "other") else verb
        raise RefusedError(
            f"{way}-{found.relation}",
            place=other.info().place, acts=_listed(found.there), ours=_listed(ours), theirs=_listed(theirs),
        )  # fmt: skip
    return found


def _last_common(store: Store, found: Standing) -> str:
    return store.changesets()[found.common - 1].id


def _listed(acts: Sequence[Applied]) -> str:
    named = [f"{act.number} ({act.at[:10]}, {act.who})" for act in acts[:8]]
    return ", ".join([*named, "…"] if len(acts) > 8 else named)
