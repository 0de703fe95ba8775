"""What the tests of the contract write into a store."""

from __future__ import annotations

from dtz_network.model.changes import (
    Applied,
    ChangeSet,
    Details,
    Fact,
    Judgement,
    Record,
    Source,
    SourceKind,
    Tie,
)
from dtz_network.store.base import Store

FULL_NAME = "Quirïnus Zwaardvisser"


def source(ident: str, series: str = "ledenlijst", kind: SourceKind = "list", digest: str = "") -> Source:
    return Source(ident, series, kind, f"{series}.csv", digest)


def say(
    *facts: Fact, by: str = "me", src: Source | None = None, records: list[Record] | None = None
) -> ChangeSet:
    return ChangeSet(
        "hand", by, "", src or source(f"s-{id(facts):x}", f"hand:{by}", "own"), records or [], facts
    )


def named(ident: str, kind: str, name: str, series: str = "ledenlijst") -> tuple[Record, list[Fact]]:
    return Record(ident, series, kind, ident), [
        Fact(ident, "type", kind),
        Fact(ident, "name", name, place="rij 2"),
    ]


def first_import(store: Store, digest: str = "abc") -> Applied:
    """Jan (e-1) works at Acme (e-2) and sits in the board (e-3) in a seat (e-4), on behalf of Acme."""
    things = [
        named("e-1", "Person", "Jan Müller"),
        named("e-2", "Company", "Acme"),
        named("e-3", "GovernanceBody", "Program Board"),
        named("e-4", "Seat", "zetel 1"),
    ]
    details: Details = {"seat": "e-4", "on_behalf_of": ("e-2",)}
    ties = [
        Tie("r-1", "Employment", "e-1", "e-2", "directeur", "2020", place="rij 2"),
        Tie("r-2", "Membership", "e-1", "e-3", "member", "2021", "", details, "rij 2"),
    ]
    facts = [fact for _, said in things for fact in said] + [Fact("e-4", "body", "e-3")]
    records = [record for record, _ in things]
    return store.apply(ChangeSet("import", "me", "lijst", source("s-1", digest=digest), records, facts, ties))


def add_person(store: Store, ident: str, name: str, series: str = "andere lijst") -> Applied:
    record, facts = named(ident, "Person", name, series)
    return store.apply(ChangeSet("import", "me", "", source(f"s-{ident}", series), [record], facts))


def judge(store: Store, one: str, other: str, verdict: str = "same") -> Applied:
    return store.apply(ChangeSet("judge", "me", judgements=[Judgement(one, other, verdict, "zelfde naam")]))  # type: ignore[arg-type]


def content(store: Store) -> tuple[object, object]:
    network = store.load()
    return network.entities, network.relationships


def with_person(store: Store) -> None:
    first_import(store)
    record, facts = named("e-q", "Person", FULL_NAME, "bezoekers")
    facts += [
        Fact("e-q", "email", "quir@zwaard.example"),
        Fact("e-q", "phone", "0699887766"),
        Fact("e-q", "note", "groet"),
    ]
    details: Details = {"on_behalf_of": ("e-2",)}
    ties = [
        Tie("r-q", "Membership", "e-q", "e-3", "member", "2021", "", details, "rij 7"),
        Tie("r-w", "Employment", "e-q", "e-2", "directeur", place="rij 7"),
    ]
    src = Source("s-q", "bezoekers", "list", f"gesprek {FULL_NAME.upper()}.csv")
    store.apply(ChangeSet("import", "me", f"over {FULL_NAME}", src, [record], facts, ties))
    store.apply(
        say(
            Fact("e-2", "note", "Bel quirinus  zwaardvisser op 06-99887766"),
            Fact("e-3", "note", "Vraag Zwaardvisser"),
        )
    )
