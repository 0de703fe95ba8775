"""Counts of people as they may be published: small ones not, and none that can be had by subtraction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from dtz_network.edition.withholding import Edition, say_withheld
from dtz_network.model.network import Entity, Network

SMALLEST = 5
"""Counts of people below this are not published."""


def suppress(count: int, edition: Edition) -> int | None:
    """Return a count of people as it may be shown, None where it must be withheld (1 to 4).

    >>> suppress(3, "public"), suppress(3, "internal"), suppress(0, "public"), suppress(5, "partner")
    (None, 3, 0, 5)
    """
    return None if edition == "public" and 0 < count < SMALLEST else count


def suppress_parts(counts: Sequence[int], edition: Edition) -> list[int | None]:
    """Return the parts of a total that is shown, so that no withheld part follows by subtraction.

    Where what is withheld adds up to less than five people, the next smallest parts go too.

    >>> suppress_parts([12, 3, 7], "public")
    [12, None, None]
    >>> suppress_parts([12, 4, 2, 0], "public"), suppress_parts([12, 3], "partner")
    ([12, None, None, 0], [12, 3])
    """
    shown = [suppress(count, edition) for count in counts]
    hidden = [count for count, kept in zip(counts, shown, strict=True) if kept is None]
    left = sorted((count, place) for place, count in enumerate(counts) if shown[place])
    while hidden and (len(hidden) < 2 or sum(hidden) < SMALLEST) and left:
        count, place = left.pop(0)
        shown[place] = None
        hidden.append(count)
    return shown


def veil(network: Network, edition: Edition) -> Network:
    """Return a network of an edition in which it cannot be told how many holders of seats were withheld, where they are few.

    In a body with one to four such seats all its seats without a name are withheld: which of them are vacant is
    then not told either, for a count of vacancies would give the count of people.
    """
    held = {seat for tie in network.ties("Membership") for seat in tie.all("seat")}
    empty: dict[str, list[Entity]] = defaultdict(list)
    for seat in network.of_type("Seat"):
        if seat.id not in held:
            empty[seat.get("body")].append(seat)
    few = [
        seat
        for seats in empty.values()
        if suppress(sum(seat.get("holder_status") == "withheld" for seat in seats), edition) is None
        for seat in seats
    ]
    if not few:
        return network
    return replace(network, entities={**network.entities, **{seat.id: say_withheld(seat) for seat in few}})
