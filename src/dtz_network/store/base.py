"""The ``Store`` protocol: what every store does, in domain verbs, dataclasses in and out.

No query text and no internal ids cross it. The laws that each store must keep are property tests in
``tests/test_store_laws.py``; the contract is ``tests/store_contract/``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from dtz_network.model.changes import (
    Applied,
    ChangeSet,
    SeriesState,
    Source,
    Stated,
    StatementKind,
)  # fmt: skip
from dtz_network.model.network import Entity, Network
from dtz_network.model.progress import Progress
from dtz_network.model.schema import Schema
from dtz_network.store.questions import Answer, Given, Question


@dataclass(frozen=True)
class StoreInfo:
    """What a store is: where, which format, how much, up to which changeset."""

    place: str
    engine: str
    format: int
    id: str
    entities: int
    relationships: int
    changesets: int
    last_at: str
    warnings: tuple[str, ...] = ()
    """Keys of warnings (``store.warning.KEY``), such as a synchronised folder."""


@dataclass(frozen=True)
class Columns:
    """The current network in columns, for analysis: parallel lists, entity ids as text.

    ``entities`` has one row an entity: id, type; ``facts`` one a shown value: entity, property,
    value, since, until; ``ties`` one a tie: id, type, source, target, role, since, until.
    """

    entities: tuple[Sequence[str], ...]
    facts: tuple[Sequence[str], ...]
    ties: tuple[Sequence[str], ...]


@dataclass(frozen=True)
class HistoryLine:
    """One statement in the history of an entity, with the act and source that made it.

    ``retracted_by`` is the id of the changeset in force that took it back, "" if none.
    """

    stated: Stated
    act: Applied
    source: Source | None
    retracted_by: str = ""


@dataclass(frozen=True)
class Mention:
    """A text that names somebody, or may.

    Attributes:
        kind: ``fact``, ``tie`` (a text of a relationship), ``judgement`` (its evidence), ``act`` (why),
            ``source`` (its name), ``key`` (what a list calls a record) or ``file`` (the store's own).
        of: id of the record or relationship, number of the judgement or act, id of the source, name of the file.
        property: of a fact; the type of a relationship; else "".
        text: as it stands.
    """

    kind: str
    of: str
    property: str
    text: str


@dataclass(frozen=True)
class Erasure:
    """Receipt of an erasure, without the name: counts, and texts that may still name the person."""

    changeset: str
    records: int
    facts: int
    texts: int
    to_decide: tuple[Mention, ...] = ()


@dataclass(frozen=True)
class Finding:
    """One thing that ``check`` found wrong: key of its words and the values that fill them."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)


class Store(Protocol):
    """A store of statements; every act is atomic and totally ordered."""

    @property
    def schema(self) -> Schema:
        """By which the content is understood."""

    def info(self) -> StoreInfo:
        """Return what this store is and how much it holds."""

    def close(self) -> None:
        """Let go of the store; a closed store raises ``StoreError`` when used."""

    def apply(self, changes: ChangeSet, progress: Progress | None = None) -> Applied:
        """Store one act, whole or not at all, and return it as stored.

        Raises:
            RefusedError: it breaks a law (a statement about a record without type, *different*
                inside an entity, a retraction of what is not live), or the store moved on since it
                was planned (a record of the same series, type and key exists by another id).
            StoreError: locked, full, read-only.
        """

    def series(self, name: str) -> SeriesState:
        """Return what the series ``name`` has said so far, the ground on which an import is planned."""

    def load(self, known_at: str | None = None, as_of: str | None = None) -> Network:
        """Return the network, as known at a changeset (id, number or date), as valid on a date."""

    def columns(self) -> Columns:
        """Return the current network in columns, quickly."""

    def find(self, text: str, types: Sequence[str] = (), limit: int = 20) -> list[Entity]:
        """Return the entities of which a name (also a former or an erased alias's) matches ``text``."""

    def ask(self, question: Question, given: Given) -> Answer:
        """Return what a named question finds in the current network."""

    def changesets(self, since: str | None = None) -> list[Applied]:
        """Return the acts in recorded order, after the changeset ``since`` if given."""

    def sources(self) -> dict[str, Source]:
        """Return all sources by id."""

    def history(self, entity: str) -> list[HistoryLine]:
        """Return every statement about an entity (any of its records), oldest first."""

    def judgements(self) -> list[Stated]:
        """Return the live judgements about records, oldest first."""

    def stated(self, kind: StatementKind, number: int) -> HistoryLine:
        """Return one statement by its number ("why does it say this?")."""

    def undo(self, *changesets: str, who: str, why: str = "", with_later: bool = False) -> Applied:
        """Undo acts by adding one; ``with_later`` takes along, newest first, what builds on them.

        Raises:
            RefusedError: later acts in force build on it (listed), already undone, or an erasure.
        """

    def split(self, entity: str, apart: Sequence[str], who: str, why: str = "") -> Applied:
        """Take records ``apart`` out of an entity: retract judgements across the cut, say *different*.

        Raises:
            RefusedError: the records are not, or are all, of this entity.
        """

    def since_merge(self, entity: str, apart: Sequence[str]) -> list[Stated]:
        """Return the hand entries made about an entity since the merge that a split would cut."""

    def erase(
        self, records: Sequence[str], who: str, ground: str = "AVG 17", texts: Sequence[str] = ()
    ) -> Erasure:
        """Erase a person: values, texts, places, keys; the only act that destroys, never undone.

        ``records`` names all records of the person, judged same or not. ``texts`` are taken out of every
        text beside her values (without records they are all that goes).
        """

    def mentions(self, names: Sequence[str]) -> tuple[Mention, ...]:
        """Return the texts in which a name, or a word of one, stands, whether still in force or not.

        The names of people are none of them; organisations only where the whole name stands in theirs.
        """

    def suppressed(self, rows: Iterable[Mapping[str, str]]) -> Iterator[bool]:
        """Return for each row (name, email, organisation) whether its person was erased before."""

    def backup(self, path: Path) -> None:
        """Write a copy of the whole store to ``path`` (refused if it exists)."""

    def check(self) -> list[Finding]:
        """Recompute every derived part and compare; an empty list is good news."""

    def rebuild(self, progress: Progress | None = None) -> None:
        """Make every derived part anew from what was said, which stays as it is."""

    def dump(self, *, history: bool = True) -> Iterator[str]:
        """Return the store as JSON lines: the full history, or the live state (sorted, no counters)."""

    def tail(self, after: str) -> Iterator[str]:
        """Return what was recorded after an act, as JSON lines, to go on elsewhere."""

    def extend(self, lines: Iterable[str], progress: Progress | None = None) -> None:
        """Add the acts of a tail, all or none; ids and numbers kept.

        Raises:
            RefusedError: the tail does not follow the last act of this store.
        """

    def replace(self, lines: Iterable[str], progress: Progress | None = None) -> None:
        """Become what a full dump says that goes on where this store ends.

        It is the way to take over an erasure: what was erased there goes here too.

        Raises:
            RefusedError: the dump lacks acts of this store, or is of another one.
        """

    def fill_from(self, other: Store, progress: Progress | None = None) -> None:
        """Fill an empty store with all that another one holds, ids and numbers kept."""

    def load_dump(self, lines: Iterable[str], progress: Progress | None = None) -> None:
        """Fill an empty store from a full dump, ids and numbers kept.

        Raises:
            RefusedError: the store is not empty.
            InputError: a line that is no dump line (its number is named), or a newer format.
        """
