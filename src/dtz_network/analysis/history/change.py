"""What changed between two days, on two clocks: in the region, and in what we know of it.

*Then* is the network as it was known on the first day, *now* as it is known today. What changed in the
region is read from what is known now: what began or ended between the days (:mod:`valid_change`). What we
only heard or corrected since is the difference between then and now as to everything else
(:mod:`learned`). The number of ties that held then and hold now differs by both, and is taken apart into
both: better registration looks like growth.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dtz_network.analysis.administration import governance
from dtz_network.analysis.administration.governance import Holding
from dtz_network.analysis.claims import Basis, Certainty, basis, beyond_chance, by_name
from dtz_network.analysis.distributions import sign_test
from dtz_network.analysis.grouping.groups import Settings
from dtz_network.analysis.history import learned, valid_change
from dtz_network.analysis.history.group_change import GroupChanges
from dtz_network.analysis.history.group_change import compare as compare_groups
from dtz_network.analysis.history.learned import Learned
from dtz_network.analysis.history.valid_change import Period, TieChange
from dtz_network.analysis.projection import TwoMode, two_mode
from dtz_network.model.network import Network
from dtz_network.model.progress import Progress

METHOD = (
    "valid time beside recorded time; ties counted as known then, as known now of then, as known now; Jaccard of "
    "ties on common parties (Snijders, van de Bunt & Steglich 2010); sign test on began and ended"
)


@dataclass(frozen=True)
class Count:
    """Relationships of one type: as known then, and what makes the difference to now.

    Attributes:
        then: that held on the first day, as it was known then.
        heard: net number that we know of now and did not know then (negative: taken back).
        began, ended: that may hold on one of the days only, by what is known now; ``now`` = then + heard +
            began - ended.
        certainty: that more began than ended or the other way round (sign test).
    """

    type: str
    then: int
    heard: int
    began: int
    ended: int
    now: int
    certainty: Certainty


@dataclass(frozen=True)
class SeatChange:
    """A seat whose holders, state or term is not what it was.

    Attributes:
        before, after: states on the two days; ``held``, ``holds`` who holds it, by membership order.
        term_ended: end of the term, where it lies between the days.
    """

    seat: str
    body: str
    before: Holding
    after: Holding
    held: tuple[str, ...]
    holds: tuple[str, ...]
    term_ended: str


@dataclass(frozen=True)
class Turnover:
    """Participation of the organisations that were recorded then and are now, on the two days.

    Attributes:
        parties: these organisations that take part on either day; ``newly_recorded`` organisations that
            were not recorded then.
        kept, began, ended: their ties to initiatives, by what is known now.
        jaccard: kept / (kept + began + ended), 1 if nothing changed; 1 without ties.
    """

    parties: int
    newly_recorded: tuple[str, ...]
    kept: int
    began: int
    ended: int
    jaccard: float


@dataclass(frozen=True)
class Change:
    """All that changed between two days.

    Attributes:
        since, until: the two days; ``known_then`` number of the last act of the first, 0 if none.
        ties: relationships that began or ended in the region; ``entities`` initiatives and events that did.
        learned: what we heard or corrected since, which is no change in the region.
        undated: number of relationships without a start of ``relationships``: whether they are new cannot
            be told.
    """

    since: str
    until: str
    known_then: int
    ties: tuple[TieChange, ...]
    entities: tuple[TieChange, ...]
    seats: tuple[SeatChange, ...]
    learned: Learned
    counts: tuple[Count, ...]
    turnover: Turnover
    groups: GroupChanges
    undated: int
    relationships: int
    basis: Basis


def compare(
    then: Network,
    now: Network,
    since: str,
    until: str,
    *,
    seed: int = 1,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Change:
    """Return what changed between two days.

    Args:
        then: as known on the day ``since``, of whatever date; empty where nothing was recorded yet.
        now: as known now, of whatever date.
        since, until: ISO days.
        seed, settings, progress: of the computed groups.
    """
    period = Period(since, until)
    before, after = now.at(since), now.at(until)
    return Change(
        since=since,
        until=until,
        known_then=then.known_at,
        ties=tuple(valid_change.ties(now, period)),
        entities=tuple(valid_change.entities(now, period)),
        seats=tuple(_seats(now, before, after, period)),
        learned=learned.compare(then, now, period),
        counts=tuple(_counts(then.at(since), before, after)),
        turnover=_turnover(then, now, two_mode(before), two_mode(after)),
        groups=compare_groups(before, after, seed=seed, settings=settings, progress=progress),
        undated=sum(not valid_change.dates_of(tie, now)[0] for tie in now.relationships),
        relationships=len(now.relationships),
        basis=replace(
            basis(now, METHOD, len(now.entities), len(now.relationships), since=since, until=until),
            as_of=until,
        ),
    )


def _seats(now: Network, before: Network, after: Network, period: Period) -> list[SeatChange]:
    """Return the seats that changed, body by body, in the order of the seats."""
    old = {seat.seat: seat for report in governance.bodies(before) for seat in report.seats}
    found = []
    for report in governance.bodies(after):
        for seat in report.seats:
            was = old.get(seat.seat, seat)
            held, holds = (tuple(h.person for h in one.holders) for one in (was, seat))
            ended = seat.term_end if period.ends(seat.term_end) else ""
            if (was.state, held) != (seat.state, holds) or ended:
                found.append(SeatChange(seat.seat, report.body, was.state, seat.state, held, holds, ended))
    places = {ident: place for place, ident in enumerate(by_name(now, (row.body for row in found)))}
    return sorted(found, key=lambda row: places[row.body])


def _counts(then: Network, before: Network, after: Network) -> list[Count]:
    """Return the numbers of ties by type, types in the order of the model; those without any left out."""
    was, known, now = (_by_type(network) for network in (then, before, after))
    rows = []
    for kind in after.schema.relationship_types():
        one, two, three = (found.get(kind.name, set()) for found in (was, known, now))
        if one or two or three:
            more, less = len(three - two), len(two - three)
            heard = len(two) - len(one)
            sure = direction(more, less) if then.entities else "too_little"
            rows.append(Count(kind.name, len(one), heard, more, less, len(three), sure))
    return rows


def _by_type(network: Network) -> dict[str, set[str]]:
    """Return the ids of the relationships that may hold on the day of the network, by type."""
    found: dict[str, set[str]] = {}
    for tie in network.relationships:
        if valid_change.started(tie, network):
            found.setdefault(tie.type, set()).add(tie.id)
    return found


def direction(began: int, ended: int) -> Certainty:
    """Return how sure it is that more began than ended, or the other way round: a two-sided sign test.

    >>> direction(9, 0), direction(8, 2), direction(0, 0)
    ('sure', 'too_little', 'too_little')
    """
    if not began + ended:
        return "too_little"
    return beyond_chance(sign_test(began, ended))


def _turnover(then: Network, now: Network, before: TwoMode, after: TwoMode) -> Turnover:
    recorded = {found.id for ident in then.entities if (found := now.resolve(ident))}
    kinds = set(now.schema.concrete("Organization"))
    fresh = [e.id for e in now.entities.values() if e.type in kinds and e.id not in recorded]
    one, other = (
        {(tie.actor, tie.affiliation) for tie in mode.ties if tie.actor in recorded}
        for mode in (before, after)
    )
    kept, everything = len(one & other), len(one | other)
    return Turnover(
        parties=len({actor for actor, _ in one | other}),
        newly_recorded=by_name(now, fresh),
        kept=kept,
        began=len(other - one),
        ended=len(one - other),
        jaccard=round(kept / everything, 3) if everything else 1.0,
    )
