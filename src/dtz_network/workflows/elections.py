"""An election: planned, shown, and stored as one act that can be undone."""

from __future__ import annotations

from collections.abc import Collection

from dtz_network import language
from dtz_network.analysis.administration import elections
from dtz_network.analysis.administration.elections import Election, Held
from dtz_network.errors import InputError
from dtz_network.language import Language
from dtz_network.model.changes import Applied, ChangeSet, Fact, Tie
from dtz_network.model.dates import first_day, is_date
from dtz_network.model.network import Network
from dtz_network.store.base import Store
from dtz_network.workflows import entity_named
from dtz_network.workflows.by_hand import Act


def plan(
    network: Network, of: str, council: str, executive: str = "", *, also: Collection[str] = ()
) -> Election:
    """Return what an election of a government (or of the government of a body) ends; nothing is stored.

    Raises:
        InputError: nobody of that name, no date, an executive before its council, or nothing is known of it.
    """
    for name, date in (("date", council), ("executive", executive)):
        if (date or name == "date") and not is_date(date):
            raise InputError("value-date", value=date, property=name)
    if executive and first_day(executive) < first_day(council):
        raise InputError("election-backwards", council=council, executive=executive)
    meant = entity_named.meant(network, of, ("Government", "GovernanceBody"))
    found = elections.plan(network, meant.id, council, executive, also=also)
    if not (found.bodies or found.ending or found.staying or found.asked):
        raise InputError("election-nothing", name=meant.name or meant.id)
    return found


def apply(store: Store, network: Network, planned: Election, act: Act) -> Applied | None:
    """Store what ends and which seats are vacant then; None if nothing ends."""
    if not planned.ending:
        return None
    ties = {tie.id: tie for tie in network.relationships}
    said = [
        Tie(t.id, t.type, t.source, t.target, t.role, t.since, held.until, t.details)
        for held in planned.ending
        for t in (ties[held.tie],)
    ]
    empty = [Fact(seat, "holder_status", "vacant", since=day) for seat, day in planned.vacant]
    changes = ChangeSet("hand", act.who, act.why, source=act.as_source(), ties=said, facts=empty)
    return store.apply(changes)


def told(network: Network, planned: Election, lang: Language) -> list[str]:
    """Return the plan in words: what ends, who stays, what is asked, and which seats become vacant."""
    lines = [_held(network, held, "ends", lang) for held in planned.ending]
    lines += [_held(network, held, "stays", lang) for held in planned.staying]
    lines += [_held(network, held, "asked", lang) for held in planned.asked]
    for seat, day in planned.vacant:
        body = network.name(network.entities[seat].get("body"), lang)
        said = {"seat": network.name(seat, lang), "body": body, "date": language.date(day, lang)}
        lines.append(language.text("election.vacant", lang, **said))
    return lines


def _held(network: Network, held: Held, what: str, lang: Language) -> str:
    role = network.schema.code("roles", held.role)
    said = (
        network.schema.term("roles", role, lang)
        if role
        else held.role or language.text("election.member", lang)
    )
    until = language.date(held.until, lang) if held.until else ""
    names = {"name": network.name(held.person, lang), "of": network.name(held.of, lang)}
    return language.text(f"election.{what}", lang, role=said, until=until, id=held.tie, **names)
