"""By what a row of a series is known again: people by their key, capitals apart; ties by ends, role and what tells them apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from dtz_network.intake.rows import EntityRow, Ref, Row, renamed
from dtz_network.model.changes import Details, Fact, Stated, Tie
from dtz_network.model.dates import may_be_equal
from dtz_network.model.schema import Schema


def as_spelled(rows: Sequence[Row], records: Collection[tuple[str, str]]) -> list[Row]:
    """Return rows with the people as the series spelled them before, where names and addresses differ in capitals only.

    No two of them become one: a person whom another row names so, or whom two rows may be, stays as she is.
    """
    stored = {key.casefold(): key for kind, key in sorted(records) if kind == "Person"}
    named = {row.key for row in rows if isinstance(row, EntityRow) and row.type == "Person"}
    times = Counter(map(str.casefold, named))
    spelled = {
        Ref("Person", key): Ref("Person", stored[key.casefold()])
        for key in named
        if ("Person", key) not in records and times[key.casefold()] == 1 and key.casefold() in stored
    }
    return [renamed(row, spelled) for row in rows]


class HashableTie(Tie):
    """A tie that can be a key although its details are a mapping."""

    def __hash__(self) -> int:
        return hash((self.type, self.source, self.target, self.role, self.since, self.until))


def refines(new: Fact, old: Fact) -> bool:
    """Return whether ``new`` gives the dates of ``old`` or says them more precisely."""
    return new.since.startswith(old.since) and new.until.startswith(old.until)


def restates(new: Fact, old: Fact) -> bool:
    """Return whether ``new`` has every date that ``old`` has."""
    return (not old.since or bool(new.since)) and (not old.until or new.until == old.until or bool(new.until))


def fields(tie: Tie) -> Mapping[str, object]:
    """Return what a tie says besides its ends: only what is not empty."""
    pairs: Iterator[tuple[str, object]] = iter(
        [("role", tie.role), ("since", tie.since), ("until", tie.until), *tie.details.items()]
    )
    return {name: value for name, value in pairs if value}


def ends(tie: Tie, schema: Schema) -> tuple[object, ...]:
    """Return what makes two rows speak of the same relationship: ends, role, third ends, what tells apart."""
    spec = schema.types[tie.type].properties
    refs = _references(tie.details, spec)
    apart = tuple(sorted((p, str(v)) for p, v in tie.details.items() if p in spec and spec[p].apart))
    return (tie.type, tie.source, tie.target, tie.role, refs, apart)


def folded(tie: Tie, schema: Schema) -> tuple[object, ...]:
    """Return what makes two rows speak of the same relationship when capitals of its role do not count."""
    kind, source, target, role, *others = ends(tie, schema)
    return (kind, source, target, str(role).casefold(), *others)


def _references(details: Details, spec: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    named = (p for p in details if getattr(spec.get(p), "type", "") == "ref")
    return tuple(sorted((p, str(details[p])) for p in named))


def may_change(versions: Sequence[Stated], tie: Tie) -> bool:
    """Return whether ``tie`` may be a newer version: its start is compatible, or it was undone."""
    said = [stated.said for stated in versions if isinstance(stated.said, Tie)]
    return all(may_be_equal(old.since, tie.since) for old in said)
