"""Who sits where: bodies, seats, vacancies, terms, interlocks, and on whose behalf."""

from __future__ import annotations

from dtz_network.analysis.administration import governance
from dtz_network.analysis.administration.governance import Governance
from dtz_network.errors import InputError
from dtz_network.model.dates import is_date, last_day
from dtz_network.model.network import Network
from dtz_network.report.report_model import Detail, Section, Writer
from dtz_network.report.sections import bodies
from dtz_network.report.sections import governance as sections
from dtz_network.report.sections.basis import closed
from dtz_network.workflows import entity_named


def find(network: Network, body: str = "", *, ending_before: str = "") -> Governance:
    """Return all bodies, or one by name; without a date the terms that end within a year of that of the network.

    Raises:
        InputError: no such body, or no date.
    """
    if ending_before and not is_date(ending_before):
        raise InputError("value-date", value=ending_before, property="ending-before")
    chosen = entity_named.meant(network, body, ("GovernanceBody",)).id if body else ""
    day = network.day
    return governance.describe(network, ending_before or (_a_year_on(day) if day else ""), chosen)


def _a_year_on(date: str) -> str:
    """Return the same day of the next year."""
    day = last_day(date)
    return f"{int(day[:4]) + 1:04d}{day[4:].replace('-02-29', '-02-28')}"


def tell(network: Network, found: Governance, write: Writer, detail: Detail) -> list[Section]:
    """Return the bodies in words; a single one with its seats and members by name."""
    if len(found.bodies) == 1:
        told = bodies.one(network, found.bodies[0].body, write)[:-1]
        told += sections.shared(network, found, write, detail) + sections.ending(
            network, found, write, detail
        )
    else:
        told = sections.overview(network, found, write, detail)
    return closed(told, found.basis, write, detail)
