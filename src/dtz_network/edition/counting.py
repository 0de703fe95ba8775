"""Counts of people as they may be published: small ones not, nor what they follow from."""

from __future__ import annotations

from collections import defaultdict
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
