"""Whom to bring together, and how often such proposals were right before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dtz_network.analysis.claims import Basis, basis
from dtz_network.analysis.introducing import backtest, dated, introductions, track_record
from dtz_network.analysis.introducing.introductions import ACROSS, Choice, Introductions
from dtz_network.analysis.introducing.track_record import Record
from dtz_network.analysis.introducing.ways import over
from dtz_network.errors import InputError
from dtz_network.model.network import Network
from dtz_network.model.progress import Progress
from dtz_network.report.report_model import Detail, Section, Writer
from dtz_network.report.sections import introductions as sections
from dtz_network.report.sections import record as record_section
from dtz_network.report.sections.basis import closed
from dtz_network.workflows import project_tables
from dtz_network.workflows.entity_named import meant
from dtz_network.workflows.ourselves import ours

TESTED = 3000
"""Up to so many organisations the record is worked out with every answer; beyond, with ``--backtest``."""
_BAND = f"{track_record.DRAWS} draws of the tests"


@dataclass(frozen=True)
class Proposed:
    """Proposals and the record of earlier years on the same network, None where that was not worked out; ``ours``
    whether it is known who we are.
    """

    introductions: Introductions
    record: Record | None
    ours: bool = True


def chosen(
    network: Network, *, pairs: int, cap: int, organisation: str, project: str, across: Sequence[str]
) -> Choice:
    """Return what is asked for, with names resolved.

    Raises:
        InputError: not known, several, or nothing that can lie between two.
    """
    unknown = [what for what in across if what not in ACROSS]
    if unknown:
        raise InputError("introductions-across", what=unknown[0], known=", ".join(ACROSS))
    one = meant(network, organisation, ("Organization",)).id if organisation else ""
    for_project = meant(network, project, ("Project",)).id if project else ""
    return Choice(pairs, cap, one, for_project, tuple(across))


def find(network: Network, choice: Choice, *, seed: int = 1, progress: Progress | None = None) -> Proposed:
    """Return whom to bring together, with what earlier years say of such proposals.

    Of a network without a date that is on the day of the last act; what was done together before then counts too.
    """
    bureau = ours(network)
    found = introductions.find(
        _with_earlier_work(network), choice=choice, bureau=bureau, seed=seed, progress=progress
    )
    record = look_back(network, seed=seed, progress=progress) if found.organisations <= TESTED else None
    return Proposed(found, record, bool(bureau))


def _with_earlier_work(network: Network) -> Network:
    """Return the network of the day of the last act and the participations that were over by then; of a date: itself."""
    now = network.today()
    held = {tie.id for tie in now.relationships}
    earlier = [tie for tie in network.ties("Participation") if tie.id not in held and over(now, tie)]
    return replace(now, relationships=[*now.relationships, *earlier]) if earlier else now


def tell(network: Network, found: Proposed, write: Writer, detail: Detail) -> list[Section]:
    """Return the proposals in words."""
    made = found.introductions
    listed = [
        sections.proposal(network, proposal, place, write, detail)
        for place, proposal in enumerate(made.proposals[: detail.limit], 1)
    ]
    lead = sections.overview(made, found.record, write, detail, ours=found.ours)
    left_out = sections.left_out(network, made, write, detail)
    return closed([lead, *listed, left_out], made.basis, write, detail)


def look_back(
    network: Network, *, years: Sequence[int] = (), seed: int = 1, progress: Progress | None = None
) -> Record:
    """Return the record of earlier years on a network."""
    past = dated.of_network(network, ours(network))
    n, ties = len(past.ground.actors), len(past.rows)
    about = basis(network, backtest.METHOD, n, ties, seed=seed, band=_BAND)
    return backtest.run({"": past}, about, years=years, seed=seed, progress=progress)


def look_back_on_tables(
    paths: Sequence[Path],
    columns: Mapping[str, Sequence[str]],
    *,
    years: Sequence[int] = (),
    seed: int = 1,
    progress: Progress | None = None,
) -> Record:
    """Return the record on tables of projects.

    Raises:
        InputError: the tables cannot be understood.
    """
    parts = project_tables.read(paths, columns)
    n = sum(len(part.ground.actors) for part in parts.values())
    ties = sum(len(part.rows) for part in parts.values())
    latest = max(year for part in parts.values() for year in part.first_years)
    names = ", ".join(path.name for path in paths)
    told = (
        ("columns", ", ".join(f"{kind}={heading}" for kind in columns for heading in columns[kind])),
        ("tables", names),
    )
    about = Basis(
        n, ties, str(latest), "", 0, project_tables.fingerprint(paths), backtest.METHOD, told, seed, _BAND
    )
    return backtest.run(parts, about, years=years, seed=seed, progress=progress)


def tell_record(found: Record, write: Writer, detail: Detail) -> list[Section]:
    """Return the record in words."""
    return closed([record_section.section(found, write, detail)], found.basis, write, detail)


def years_meant(said: str) -> tuple[int, ...]:
    """Return the years of "2018-2020" or "2019"; none for "".

    Raises:
        InputError: no years.
    """
    first, _, last = said.partition("-")
    if not said:
        return ()
    if not (first.isdigit() and (last or first).isdigit() and len(first) == 4):
        raise InputError("report-year", year=said)
    return tuple(range(int(first), int(last or first) + 1))
