"""What an initiative is, and which of them run: the one definition that every question uses.

An *initiative* is a Project that is no programme. It *runs* on a day unless it ended before that day, by its phase or by its
date. It is an initiative *with partners* where it is recorded who takes part, the bureau left out: those are the columns
of the two-mode graph (:func:`~dtz_network.analysis.projection.two_mode`). Asked for a day, the network has the
initiatives that run on that day; without a date it has all that were ever recorded.
"""

from __future__ import annotations

from typing import Literal

from dtz_network.model.dates import first_day, is_date, last_day
from dtz_network.model.network import Entity, Network

Lack = Literal["", "no_initiatives", "none_runs"]
"""Why nothing can be said of who works with whom: no initiative is recorded, or none of them runs on the day asked for; "" where there is something to say."""
ENDED = ("finished", "stopped")
"""Phases in which an initiative is over."""


def is_initiative(network: Network, ident: str) -> bool:
    """Return whether something is an initiative or project; a programme is not."""
    entity = network.entities.get(ident)
    return entity is not None and _is_one(network, entity)


def _is_one(network: Network, entity: Entity) -> bool:
    return network.schema.types[entity.type].is_a("Project") and entity.get("kind") != "programme"


def initiatives(network: Network) -> list[Entity]:
    """Return the initiatives and projects, by name."""
    return [entity for entity in network.of_type("Project") if _is_one(network, entity)]


def running(network: Network) -> list[Entity]:
    """Return the initiatives that run on the day of the network, by name."""
    return [entity for entity in initiatives(network) if runs(network, entity.id)]


def runs(network: Network, ident: str) -> bool:
    """Return whether an initiative is under way on the day of the network (that of the last act, if it is of none).

    It is not when its last day lies before, or when its phase says that it is over. Of an earlier day than
    that of the last act the phase of today says nothing where the last day is known; what had not begun then did
    not run. What begins later than today is being prepared, and counts.
    """
    project = network.entities[ident]
    if project.get("kind") == "programme":
        return False
    today, recorded = network.day, network.recorded[:10]
    if not is_date(today):
        return project.get("phase") not in ENDED
    start, end = project.get("start"), project.get("end")
    if is_date(end) and last_day(end) < first_day(today):
        return False
    if is_date(recorded) and last_day(today) < recorded:
        if is_date(start) and first_day(start) > last_day(today):
            return False
        if is_date(end):
            return True
    return project.get("phase") not in ENDED


def lack(network: Network) -> Lack:
    """Return why nothing can be said of who works with whom, "" if that is not so."""
    every = initiatives(network)
    if not every:
        return "no_initiatives"
    counted = [p for p in every if runs(network, p.id)] if network.as_of else every
    return "" if counted else "none_runs"
