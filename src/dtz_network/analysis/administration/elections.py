"""What an election ends: seats of a council on the day of the new one, and when aldermen leave.

Members of a council step down at once when the new council takes office (Kieswet, art. C 4). Aldermen stay until their successors
are appointed and have accepted (Gemeentewet, art. 42; the same for the provincial executive, Provinciewet, art. 41). Mayor, King's
commissioner, secretary and clerk are not elected and stay.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dtz_network.analysis.claims import order
from dtz_network.model.dates import day_before, first_day, holds, is_date, is_end, last_day
from dtz_network.model.network import Entity, Network, Relationship, fold

Office = Literal["council", "executive", "unknown"]
COUNCILS = frozenset({"council", "provincial_council"})
EXECUTIVES = frozenset({"executive", "provincial_executive"})
_COUNCILLORS = frozenset({"councillor", "group_leader", "state_member"})
_ALDERMEN = frozenset({"alderman", "deputy_mayor", "deputy_provincial"})
_APPOINTED = frozenset({"mayor", "commissioner", "secretary", "clerk", "staff", "adviser", "observer"})
"""Roles in a council or executive that no election ends."""


@dataclass(frozen=True)
class Held:
    """A tie by which somebody holds, or follows from, an elected office: who, of or in what, and the last day it gets.

    ``until`` is "" where it stays for now; ``office`` the office from which it follows.
    """

    tie: str
    person: str
    of: str
    role: str
    office: Office
    until: str


@dataclass(frozen=True)
class Election:
    """What an election of one government ends.

    Attributes:
        ending: what ends, council first; ``staying`` until successors are appointed; ``asked`` seats in other bodies on behalf of
            the government of which the office is not recorded.
        vacant: seats that are empty then, each with the day from which.
    """

    government: str
    bodies: tuple[str, ...]
    ending: tuple[Held, ...]
    staying: tuple[Held, ...]
    asked: tuple[Held, ...]
    vacant: tuple[tuple[str, str], ...]


def plan(
    network: Network, of: str, council: str, executive: str = "", *, also: Collection[str] = ()
) -> Election:
    """Return what ends with the council that takes office on ``council`` and the executive appointed on ``executive``.

    ``of`` is the government or one of its bodies; without ``executive`` the aldermen stay. ``also`` names
    memberships on behalf of the government that end with the executive although the office is not recorded. A tie that began on or
    after the day, or ended before it, is left alone, so that the same election twice ends nothing twice.

    Raises:
        ValueError: no date.
    """
    bodies = bodies_of(network, of)
    government = _government(network, of, bodies)
    found = _Ending(network, government, bodies, {"council": council, "executive": executive}, also=also)
    held = sorted(
        found.held(), key=lambda h: (h.office, order(network, h.of), order(network, h.person), h.tie)
    )
    ending = tuple(h for h in held if h.until)
    return Election(
        government,
        tuple(body.id for body in bodies),
        ending,
        tuple(h for h in held if not h.until and h.office != "unknown"),
        tuple(h for h in held if not h.until and h.office == "unknown"),
        tuple(dict.fromkeys(found.vacant(ending))),
    )


def bodies_of(network: Network, of: str) -> list[Entity]:
    """Return the council and executive of a government, or of the government that a body is a part of; by name."""
    entity = network.entities[of]
    if not network.is_a(of, "GovernanceBody"):
        return [body for body in network.of_type("GovernanceBody") if _is_of(network, body, entity)]
    found = {entity.id: entity}
    for whole in _wholes(network, entity):
        if network.is_a(whole, "Government"):
            found |= {body.id: body for body in bodies_of(network, whole)}
    return sorted(found.values(), key=lambda body: order(network, body.id))


def _wholes(network: Network, body: Entity) -> list[str]:
    return [tie.target for tie in network.ties_of(body.id, "PartOf") if tie.source == body.id]


def _is_of(network: Network, body: Entity, government: Entity) -> bool:
    """Return whether a council or executive is of a government: as a part of it, else by its place in the name."""
    if body.get("kind") not in COUNCILS | EXECUTIVES:
        return False
    if wholes := _wholes(network, body):
        return government.id in wholes
    places = [_place(name) for name in government.names]
    return any(place and place <= set(_words(body.name)) for place in places)


def _place(name: str) -> set[str]:
    return set(_words(name)) - {"gemeente", "gem", "provincie", "municipality", "province", "of", "van"}


def _words(name: str) -> list[str]:
    return [word.strip("(),.") for word in fold(name).split()]


def _government(network: Network, of: str, bodies: Iterable[Entity]) -> str:
    """Return the government, "" where a body is a part of none."""
    if not network.is_a(of, "GovernanceBody"):
        return of
    around = (whole for body in bodies for whole in _wholes(network, body))
    return next((whole for whole in around if network.is_a(whole, "Government")), "")


class _Ending:
    """Works out what an election of one government ends."""

    def __init__(
        self,
        network: Network,
        government: str,
        bodies: Sequence[Entity],
        begin: Mapping[str, str],
        *,
        also: Collection[str],
    ) -> None:
        self.network, self.government, self.begin, self.also = network, government, begin, also
        self.bodies = {body.id: body.get("kind") for body in bodies}

    def held(self) -> Iterator[Held]:
        """Yield the ties that follow from an elected office and still run on the day."""
        for tie in self.network.ties("Membership", "Employment"):
            office = self._office(tie)
            if office and self._runs(tie, office):
                until = self._until(office, tie.id)
                yield Held(tie.id, tie.source, tie.target, tie.role, office, until)

    def _office(self, tie: Relationship) -> Office | None:
        """Return the office from which a tie follows, None for none of this government."""
        if tie.type == "Employment":
            code = self.network.schema.code("roles", tie.role) or ""
            return _of_role(code) if tie.target == self.government else None
        kind = self.bodies.get(tie.target, "")
        if kind in COUNCILS | EXECUTIVES:
            return None if tie.role in _APPOINTED else "council" if kind in COUNCILS else "executive"
        if not self.government or self.government not in tie.all("on_behalf_of"):
            return None
        return _of_role(tie.role) or self._known_office(tie.source) or "unknown"

    def _known_office(self, person: str) -> Office | None:
        """Return the office that somebody holds in the council or executive, by other ties of hers."""
        for tie in self.network.ties_of(person, "Membership", "Employment"):
            inside = tie.type == "Employment" or tie.target in self.bodies
            if tie.source == person and inside and (office := self._office(tie)) and self._runs(tie, office):
                return office
        return None

    def _day(self, office: Office) -> str:
        return self.begin["council"] if office == "council" else self.begin["executive"]

    def _until(self, office: Office, tie: str) -> str:
        day = self._day(office)
        return day_before(day) if day and (office != "unknown" or tie in self.also) else ""

    def _runs(self, tie: Relationship, office: Office) -> bool:
        """Return whether a tie still runs on the last day of the old ones (asked of the council's day where no other is known)."""
        last = day_before(self._day(office) or self.begin["council"])
        began = is_date(tie.since) and first_day(tie.since) > first_day(last)
        ended = is_end(tie.until) and last_day(tie.until) <= last_day(last)
        return not began and not ended

    def vacant(self, ending: Iterable[Held]) -> Iterator[tuple[str, str]]:
        """Yield the seats that nobody holds any more, with the day from which."""
        over = {held.tie: self._day(held.office) for held in ending}
        ties = {tie.id: tie for tie in self.network.ties("Membership")}
        for ident, day in over.items():
            for seat in ties[ident].all("seat") if ident in ties else ():
                others = (t for t in self.network.ties_of(seat, "Membership") if t.id not in over)
                if not any(_fills(tie, day) for tie in others):
                    yield seat, day


def _fills(tie: Relationship, day: str) -> bool:
    since, until = (date if is_end(date) else "" for date in (tie.since, tie.until))
    return tie.get("capacity") != "deputy" and holds(since, until, day) != "no"


def _of_role(role: str) -> Office | None:
    if role in _COUNCILLORS:
        return "council"
    return "executive" if role in _ALDERMEN else None
