"""What was given out: file, edition, day, receiver and fingerprint, kept in the store as an act of its own.

It stands in the store and not in a ledger beside it, because it must share the life of the data: a dump and a
backup carry it, both stores know it, it has a who and a when, an undo takes it back, and the erasure of a person
finds her name where she was the receiver. Only the internal edition shows it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from dtz_network.analysis.grouping.agreement import jaccard
from dtz_network.analysis.grouping.group import SAME
from dtz_network.errors import InputError
from dtz_network.model.changes import TYPE, Applied, ChangeSet, Fact, Record, Source, mint
from dtz_network.model.dates import is_date
from dtz_network.model.network import Entity, Network
from dtz_network.report.report_model import Report
from dtz_network.store.base import Store
from dtz_network.workflows import withdrawing
from dtz_network.workflows.withdrawing import Kept, Since

PUBLICATION = "Publication"
LAST_REPORT = ("last-report", "vorige-rapport")
"""What is said for the day on which the last document was given out."""


@dataclass(frozen=True)
class GivenOut:
    """One document given out.

    Attributes:
        files: names with their SHA-256.
        members: organisations of the computed group that it is about; none of other documents.
        since: what became of whom it names.
    """

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
    members: tuple[str, ...] = ()
    since: Since | None = None


def record(
    store: Store,
    report: Report,
    files: Sequence[tuple[str, str]],
    receivers: Sequence[str],
    *,
    who: str,
    date: str,
    network: Network | None = None,
) -> Applied:
    """Keep that the documents of a report were given out; ``files`` are their names with their SHA-256.

    ``network`` is that of the store where it was read before; what was given out since does not matter in it.

    Raises:
        InputError: no receiver, or no date.
    """
    named = receivers_meant(receivers)
    if not is_date(date):
        raise InputError("value-date", value=date, property="date")
    made = Record(mint("e"), f"hand:{who}", PUBLICATION)
    values = [
        (TYPE, PUBLICATION), ("name", report.title), ("kind", report.kind), ("subject", report.subject),
        ("date", date), ("edition", report.edition), ("fingerprint", report.fingerprint),
        ("known_at", str(report.known_at)),
        *(("receiver", name) for name in named),
        *(("file", f"{name} {digest}") for name, digest in files),
        ("members", " ".join(report.members)),
        ("named", _packed(withdrawing.keep(network or store.load(), report, _salt(files)))),
    ]  # fmt: skip
    facts = [Fact(made.id, key, value) for key, value in values if value]
    source = Source(mint("s"), f"hand:{who}", "own", report.title, date=date)
    return store.apply(ChangeSet("publish", who, source=source, records=[made], facts=facts))


def receivers_meant(said: Sequence[str]) -> list[str]:
    """Return to whom a document is given, each once.

    Raises:
        InputError: to nobody.
    """
    named = list(dict.fromkeys(name.strip() for name in said if name.strip()))
    if not named:
        raise InputError("published-to-nobody")
    return named


def _salt(files: Sequence[tuple[str, str]]) -> str:
    """Return what is one document's own: the first of the hashes of its files."""
    return min((digest for _, digest in files), default="")


def _packed(kept: Kept) -> str:
    return " ".join(f"{ident}:{state}" for ident, state in kept)


def _unpacked(text: str) -> Kept:
    pairs = (pair.partition(":") for pair in text.split())
    return tuple((ident, state) for ident, _, state in pairs)


def looked_at(network: Network) -> list[GivenOut]:
    """Return what was given out, newest first, with what became since of the parties that each document names."""
    made = []
    for one in given_out(network):
        kept = _unpacked(network.entities[one.id].get("named"))
        since = withdrawing.look(network, one.edition, kept, _salt(one.files))
        made.append(replace(one, since=since))
    return made


def naming(network: Network, ident: str) -> tuple[list[GivenOut], list[GivenOut]]:
    """Return what was given out with an entity in it, newest first, and that of which it was not kept whom it names."""
    named, perhaps = [], []
    for one in given_out(network):
        kept = _unpacked(network.entities[one.id].get("named"))
        if withdrawing.is_named(network, ident, kept, _salt(one.files)):
            named.append(one)
        elif not kept and one.edition != "public":
            perhaps.append(one)
    return named, perhaps


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
        tuple(entity.get("members").split()),
    )


def last(network: Network, subject: str = "", before: str = "", kind: str = "") -> GivenOut | None:
    """Return the last document given out before a day, of one subject and kind if given; ``None`` if there is none."""
    found = (one for one in given_out(network) if subject in ("", one.subject) and kind in ("", one.kind))
    return next((one for one in found if not before or one.date < before), None)


def demanded(found: GivenOut | None, latest: GivenOut | None, before: str) -> GivenOut:
    """Return the document given out before a day; ``latest`` is the last one, whenever that was given out.

    Raises:
        InputError: there is none, or none before that day.
    """
    if found is None and latest is not None:
        raise InputError("since-report-new", date=latest.date, before=before)
    if found is None:
        raise InputError("since-no-report")
    return found


def last_on_group(
    network: Network, ident: str, title: str, groups: Mapping[str, Collection[str]], before: str
) -> GivenOut | None:
    """Return the last report on a computed group given out before a day if given, whatever the group was called in it.

    It is about the group of all ``groups`` that its members overlap with most (Jaccard, from where a group keeps its
    id); of a report that did not keep its members the title tells.
    """
    for one in given_out(network):
        if one.kind == "group" and (not before or one.date < before):
            known = {found.id for member in one.members if (found := network.resolve(member))}
            overlap, nearest = max((jaccard(known, groups[group]), group) for group in sorted(groups))
            if (nearest == ident and overlap >= SAME) if one.members else one.subject == title:
                return one
    return None
