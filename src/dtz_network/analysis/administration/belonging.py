"""What belongs to a body: the organisation or programme that it is of, the bodies and projects below, and what it oversees."""

from __future__ import annotations

from dtz_network.model.network import Network

_ABOVE = ("GovernanceBody", "Project", "Cluster", "Fund")
"""Types through which the way up goes on; an organisation ends it, for what it is a part of is not of the body."""


def belonging(network: Network, body: str) -> frozenset[str]:
    """Return the ids of what belongs to a body, itself included.

    Up: what it is a part of, to the first organisation. From there down: the bodies, projects, programmes and clusters
    that are parts of these, and the projects, organisations and bodies that one of the bodies oversees (and their parts).
    Parties that are only members do not belong: what they give elsewhere is not of the body.
    """
    found = _above(network, body)
    waiting = sorted(found)
    while waiting:
        whole = waiting.pop()
        below = [tie.source for tie in network.ties_of(whole, "PartOf") if tie.target == whole]
        overseen = [tie.target for tie in network.ties_of(whole, "Oversight") if tie.source == whole]
        fresh = {
            *(part for part in below if network.is_a(part, *_ABOVE)),
            *(other for other in overseen if not network.is_a(other, "Person")),
        } - found
        found |= fresh
        waiting += sorted(fresh)
    return frozenset(found)


def _above(network: Network, body: str) -> set[str]:
    """Return a body and what it is a part of."""
    found, waiting = {body}, [body]
    while waiting:
        part = waiting.pop()
        if network.is_a(part, *_ABOVE):
            wholes = {tie.target for tie in network.ties_of(part, "PartOf") if tie.source == part} - found
            found |= wholes
            waiting += sorted(wholes)
    return found
