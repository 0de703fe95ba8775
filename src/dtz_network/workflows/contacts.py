"""Map contacts: files become a plan that is shown, then one atomic act that can be undone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dtz_network import language
from dtz_network.errors import InputError, Problem, ProblemsError
from dtz_network.intake import (
    contact_list,
    mapping_files,
    match,
    meetings,
    network_tables,
    popolo,
    popolo_json,
    same_row,
)
from dtz_network.intake import document as documents
from dtz_network.intake import mapping as mappings
from dtz_network.intake import plan as planning
from dtz_network.intake.match import Match
from dtz_network.intake.organisation_types import KnownTypes
from dtz_network.intake.readers import files
from dtz_network.intake.readers.files import Document
from dtz_network.intake.readers.table import Table
from dtz_network.intake.reference import Reference
from dtz_network.intake.rows import Doubtful, EntityRow, RelationRow, Row, Understood
from dtz_network.model import collector
from dtz_network.model.changes import Applied
from dtz_network.model.network import Network
from dtz_network.model.progress import Progress
from dtz_network.store.base import Store
from dtz_network.workflows import former_roles, presence, provenance, remembered
from dtz_network.workflows import reference as lists_kept
from dtz_network.workflows.former_roles import Still
from dtz_network.workflows.provenance import About

_NAMED = 3
"""So many places of a garbled word are named."""
ONE_LINE = "one line"
"""Series of what is added by hand in one line: each is a message of its own, not an edition of a list."""


@dataclass(frozen=True)
class Import:
    """An import that is planned and not yet stored.

    Attributes:
        plan: what would change.
        matches: new rows that may be entities already known.
        doubtful: what was understood by a guess.
        not_read: private columns that were left out.
        withheld: places of rows about people who were erased.
        left_out: what was not understood and therefore left out, because that was asked for.
        still: what an earlier edition or another source says that may be over now: a person, a tie of hers, and the tie beside it
            that raises the question ("" if she is no longer named at all).
        known: the network as it was when the import was planned.
        mapping: the mapping that was used, if any; ``remembered`` from an earlier edition of the list.
    """

    document: Document
    plan: planning.Plan
    matches: Sequence[Match]
    doubtful: Sequence[Doubtful]
    not_read: Sequence[str]
    withheld: Sequence[str]
    left_out: Sequence[Problem] = ()
    still: Sequence[Still] = ()
    mapping: Path | None = None
    remembered: bool = False
    known: Network | None = None


def plan_import(
    store: Store,
    path: Path,
    about: About | None = None,
    *,
    who: str,
    why: str = "",
    mapping: Path | None = None,
    leave_out: bool = False,
) -> Import:
    """Return the plan of importing a file or a folder of tables; nothing is stored.

    ``mapping`` is a file that says what the columns of a list mean (:mod:`dtz_network.intake.mapping_files`).
    With ``leave_out`` values that are not understood are left out and told, instead of refusing the file.

    Raises:
        ProblemsError: everything that was not understood, with file, sheet, row and column.
        InputError: a file that cannot be read at all.
    """
    document, about = files.read(path), about or provenance.read_about(path)
    return plan_document(store, document, about, who=who, why=why, mapping=mapping, leave_out=leave_out)


@collector.paused()
def plan_document(
    store: Store,
    document: Document,
    about: About,
    *,
    who: str,
    why: str = "",
    mapping: Path | None = None,
    leave_out: bool = False,
) -> Import:
    """Return the plan of importing a document that was read; see :func:`plan_import`."""
    source = provenance.source(document, about)
    chosen = mapping or remembered.find(_lists(document, store))
    known, state = store.load(), store.series(source.series)
    reference = replace(lists_kept.known(store.schema), types=KnownTypes(known, state.records))
    understood = _understand(document, store, chosen, about, reference)
    understood.doubtful += [*_garbled(document), *_unread(document)]
    if understood.problems and not leave_out:
        raise ProblemsError(understood.problems)
    rows = same_row.as_spelled(understood.rows, state.records.keys())
    kept, withheld = _without_erased(store, rows)
    plan = planning.plan(kept, state, source, store.schema, who=who, why=why)
    new = {(row.type, row.key) for row in kept if isinstance(row, EntityRow)} - state.records.keys()
    matches = match.find(kept, new, known) if new else []
    understood.doubtful += presence.contradictions(plan, matches, known)
    edition = not document.meetings and not source.series.startswith(ONE_LINE)
    still = former_roles.find(plan, matches, known, edition=edition)
    return Import(
        document,
        plan,
        matches,
        understood.doubtful,
        understood.not_read,
        withheld,
        ProblemsError(understood.problems).problems,
        still,
        chosen,
        remembered=mapping is None,
        known=known,
    )


def apply_import(
    store: Store, planned: Import, *, join: bool = False, progress: Progress | None = None
) -> Applied | None:
    """Store a plan and return the act, None if there was nothing to say.

    Municipalities, sectors and funds of one public code are judged the same. ``join`` records the judgement *same* for the sure matches (equal register number or address and
    name; for organisations also an equal name of the same type); others stay apart until judged.
    """
    changes = planned.plan.changes
    records = {(record.type, record.key or ""): record.id for record in changes.records}
    same = match.settled(planned.matches, records)
    if join:
        same += match.joins((item for item in planned.matches if not item.settled), records)
    if same:
        changes = replace(changes, judgements=(*changes.judgements, *same))
    if planned.mapping is not None and not planned.remembered:
        remembered.keep(_lists(planned.document, store), planned.mapping)
    if not changes.changes and not changes.unchanged:
        return None
    return store.apply(changes, progress)


def _lists(document: Document, store: Store) -> list[Table]:
    """Return the tables that are not in the words of the model."""
    if document.json:
        return popolo_json.flat(document.json, document.name)
    return [table for table in document.tables if not network_tables.speaks_model(table, store.schema)]


def _understand(
    document: Document, store: Store, mapping: Path | None, about: About, reference: Reference
) -> Understood:
    meeting = provenance.meeting(about, store.schema)
    if mapping is not None:
        told = mapping_files.load(mapping, store.schema)
        return mappings.read(_lists(document, store), told, store.schema, reference)
    modelled = [table for table in document.tables if network_tables.speaks_model(table, store.schema)]
    if document.network and not modelled:
        columns = ", ".join(document.tables[0].columns)
        raise InputError("network-unmapped", file=document.name, columns=columns)
    if document.meetings:
        return meetings.read(document.meetings, store.schema, reference)
    listed = popolo_json.contacts(document.json, document.name) if document.json else None
    if document.json and listed is None:
        return popolo.read(popolo_json.parse(document.json, document.name), store.schema, document.name)
    lists = [listed] if listed else [table for table in document.tables if table not in modelled]
    found = network_tables.read(modelled, store.schema)
    found.add(contact_list.read(lists, store.schema, meeting, reference, about.sbi_edition, about.date))
    found.add(documents.read(document.lines, store.schema, reference, about.date))
    if document.lines and not (found.rows or found.doubtful):
        raise InputError("document-no-lists", file=document.name)
    return found


def _garbled(document: Document) -> Iterator[Doubtful]:
    """Yield the words that were put right, each once, with the first places where it stands."""
    for (raw, value), places in document.garbled().items():
        yield Doubtful("mended", {"raw": raw, "value": value}, language.few(places, _NAMED))


def _unread(document: Document) -> Iterator[Doubtful]:
    """Yield what is not seen: files of a folder that are no tables, of a workbook hidden sheets and formulas without an outcome."""
    if document.passed:
        yield Doubtful("files-passed", {"files": ", ".join(document.passed)}, document.name)
    if document.hidden:
        yield Doubtful("sheet-hidden", {"sheets": ", ".join(document.hidden)}, document.name)
    if document.uncomputed:
        yield Doubtful("formula-empty", {"n": document.uncomputed}, document.name)


def _without_erased(store: Store, rows: Sequence[Row]) -> tuple[list[Row], list[str]]:
    """Leave out people who were erased, and the ties that name them; tell only their places."""
    people = [row for row in rows if isinstance(row, EntityRow) and row.type == "Person"]
    employers = {
        row.source: row.target.key
        for row in rows
        if isinstance(row, RelationRow) and row.type == "Employment"
    }
    asked = [
        {
            "name": "".join(row.values.get("name", ())[:1]),
            "email": "".join(row.values.get("email", ())[:1]),
            "organisation": employers.get((row.type, row.key), ""),  # type: ignore[call-overload]
        }
        for row in people
    ]
    gone = {
        (row.type, row.key) for row, erased in zip(people, store.suppressed(asked), strict=True) if erased
    }
    if not gone:
        return list(rows), []
    kept = [row for row in rows if not _names(row, gone)]
    return kept, [row.place for row in people if (row.type, row.key) in gone]


def _names(row: Row, gone: set[tuple[str, str]]) -> bool:
    if isinstance(row, EntityRow):
        return (row.type, row.key) in gone
    return bool({tuple(row.source), tuple(row.target)} & gone)
