"""What was given out: file, edition, day, receiver and fingerprint, kept in the store as an act of its own.

It stands in the store and not in a ledger beside it, because it must share the life of the data: a dump and a
backup carry it, both stores know it, it has a who and a when, an undo takes it back, and the erasure of a person
finds her name where she was the receiver. Only the internal edition shows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dtz_network.errors import InputError
from dtz_network.model.changes import TYPE, Applied, ChangeSet, Fact, Record, Source, mint
from dtz_network.model.dates import is_date
from dtz_network.model.network import Entity, Network
from dtz_network.report.report_model import Report
from dtz_network.store.base import Store

PUBLICATION = "Publication"


@dataclass(frozen=True)
class GivenOut:
    """One document given out; ``files`` are names with their SHA-256."""

    id: str
    title: str
    kind: str
    subject: str
    date: str
    receivers: tuple[str, ...]
    edition: str
    files: tuple[tuple[str, str], ...]
    fingerprint: str
    known_at: int


def record(
    store: Store,
    report: Report,
    files: Sequence[tuple[str, str]],
    receivers: Sequence[str],
    *,
    who: str,
    date: str,
) -> Applied:
    """Keep that the documents of a report were given out; ``files`` are their names with their SHA-256.

    Raises:
        InputError: no receiver, or no date.
    """
    named = list(dict.fromkeys(name.strip() for name in receivers if name.strip()))
    if not named:
        raise InputError("published-to-nobody")
    if not is_date(date):
        raise InputError("value-date", value=date, property="date")
    made = Record(mint("e"), f"hand:{who}", PUBLICATION)
    values = [
        (TYPE, PUBLICATION), ("name", report.title), ("kind", report.kind), ("subject", report.subject),
        ("date", date), ("edition", report.edition), ("fingerprint", report.fingerprint),
        ("known_at", str(report.known_at)),
        *(("receiver", name) for name in named),
        *(("file", f"{name} {digest}") for name, digest in files),
    ]  # fmt: skip
    facts = [Fact(made.id, key, value) for key, value in values if value]
    source = Source(mint("s"), f"hand:{who}", "own", report.title, date=date)
    return store.apply(ChangeSet("publish", who, source=source, records=[made], facts=facts))


def given_out(network: Network) -> list[GivenOut]:
    """Return what was given out, newest first."""
    found = [_told(entity) for entity in network.of_type(PUBLICATION)]
    return sorted(found, key=lambda one: (one.date, one.known_at, one.id), reverse=True)


def _told(entity: Entity) -> GivenOut:
    files = (text.rpartition(" ") for text in sorted(entity.all("file")))
    return GivenOut(
        entity.id,
        entity.name,
        entity.get("kind"),
        entity.get("subject"),
        entity.get("date"),
        tuple(sorted(entity.all("receiver"))),
        entity.get("edition"),
        tuple((name, digest) for name, _, digest in files),
        entity.get("fingerprint"),
        int(entity.get("known_at") or 0),
    )


def last(network: Network, body: str = "", before: str = "") -> GivenOut | None:
    """Return the last document given out before a day, of one body if given; ``None`` if there is none."""
    found = (one for one in given_out(network) if not body or one.subject == body)
    return next((one for one in found if not before or one.date < before), None)
