"""What the store keeps: sources, records, statements, judgements; and the act that adds them.

A *statement* is immutable and about a *record*: either one property value (:class:`Fact`) or one
whole relationship (:class:`Tie`). A :class:`ChangeSet` is one atomic act; a store gives it a number
and a time. See ``docs/model.md`` for the laws.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

SourceKind = Literal["confirmed", "own", "registry", "list", "document"]
SOURCE_KINDS: tuple[SourceKind, ...] = ("confirmed", "own", "registry", "list", "document")
"""Kinds of source, the one that is believed first in front."""

Verdict = Literal["same", "different", "part of", "later"]
VERDICTS: tuple[Verdict, ...] = ("same", "different", "part of", "later")

StatementKind = Literal["fact", "tie", "judgement"]
ActKind = Literal["import", "hand", "judge", "split", "undo", "erase", "publish"]

TYPE = "type"
"""The property that says what a record is; every record that is spoken of needs it live."""

NOTHING: Mapping[str, str | tuple[str, ...]] = MappingProxyType({})
Details = Mapping[str, str | tuple[str, ...]]


def nothing() -> Details:
    """Return the empty details, one shared object."""
    return NOTHING


def mint(prefix: str) -> str:
    """Return a new id; ``e`` for records, ``r`` relationships, ``c`` changesets, ``s`` sources."""
    return f"{prefix}-{secrets.token_hex(6)}"


@dataclass(frozen=True, slots=True)
class Source:
    """Where statements come from: a file, a conversation, a register, a person.

    Attributes:
        id: minted once.
        series: what later editions of the same list have in common ("ledenlijst"); an import is
            compared with what its series said last.
        kind: how far it is believed.
        name: as people call it (file name, "gesprek 12-3-2026").
        digest: SHA-256 of the bytes of a file, "" for others.
        date: partial ISO date of the source itself (a document's date), "" if unknown.
        controller, ground, purpose, keep_until: for the privacy register.
        invented: whether its content is made up and must say so wherever it is shown.
    """

    id: str
    series: str
    kind: SourceKind
    name: str
    digest: str = ""
    date: str = ""
    controller: str = ""
    ground: str = ""
    purpose: str = ""
    keep_until: str = ""
    invented: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """What one source series calls one thing; its id is minted once and never derived from a name.

    ``key`` is the identity of the row in its series (``None`` for hand entries).
    """

    id: str
    series: str
    type: str
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One property value of a record: ``value`` is text, for a reference the id of a record."""

    record: str
    property: str
    value: str
    since: str = ""
    until: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """One whole relationship: both ends, role, dates and details (references are record ids).

    ``relationship`` is the id shared by all statements about the same relationship record.
    """

    relationship: str
    type: str
    source: str
    target: str
    role: str = ""
    since: str = ""
    until: str = ""
    details: Details = field(default_factory=nothing)
    place: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision about two records: who decided and when is in the changeset, why in ``evidence``."""

    one: str
    other: str
    verdict: Verdict
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Retraction:
    """Takes one statement back; ``statement`` is its number in the store."""

    kind: StatementKind
    statement: int


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """One atomic act, not yet in the store.

    Attributes:
        kind: what sort of act.
        who, why: who acts and for what reason, in their own words.
        source: the source of its facts and ties.
        records: records that the store does not have yet (or has not heard of in this series).
        facts, ties, judgements, retractions: what is said and taken back.
        unchanged: changesets whose statements this act found again unchanged; they cannot be
            undone while this act is in force.
    """

    kind: ActKind
    who: str
    why: str = ""
    source: Source | None = None
    records: Sequence[Record] = ()
    facts: Sequence[Fact] = ()
    ties: Sequence[Tie] = ()
    judgements: Sequence[Judgement] = ()
    retractions: Sequence[Retraction] = ()
    unchanged: Sequence[str] = ()

    @property
    def changes(self) -> int:
        """The number of statements, judgements and retractions."""
        return len(self.facts) + len(self.ties) + len(self.judgements) + len(self.retractions)


@dataclass(frozen=True, slots=True)
class Applied:
    """A changeset as the store keeps it.

    Attributes:
        number: place in the total order of changesets, from 1.
        id: minted once.
        at: recorded time (ISO, UTC), never going back.
        source: id of its source, "" if none.
        undoes: ids of the changesets that it undoes.
        in_force: whether no undo that is itself in force names it.
        counts: statements by kind ("fact", "tie", "judgement", "retraction").
    """

    number: int
    id: str
    at: str
    kind: ActKind
    who: str
    why: str
    source: str
    undoes: tuple[str, ...]
    in_force: bool
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement as the store keeps it: what was said, its number, and by which act and source."""

    number: int
    said: Fact | Tie | Judgement
    changeset: str
    at: str
    source: str
    live: bool
    shown: bool = True

    @property
    def kind(self) -> StatementKind:
        """The kind of statement."""
        return "fact" if isinstance(self.said, Fact) else "tie" if isinstance(self.said, Tie) else "judgement"


@dataclass(frozen=True)
class SeriesState:
    """What one series has said so far: the ground on which an import is planned.

    Attributes:
        records: by (type, key), also those whose import was undone, so that ids stay.
        facts, ties: the series' statements, live ones and, for records or relationships of which
            nothing is live any more, those that were last in force (``live`` tells).
        digests: of files of this series whose changeset is in force.
    """

    series: str
    records: Mapping[tuple[str, str], str] = field(default_factory=dict)
    facts: Sequence[Stated] = ()
    ties: Sequence[Stated] = ()
    digests: frozenset[str] = frozenset()
