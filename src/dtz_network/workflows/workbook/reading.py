"""Reads a workbook that comes back: what she changed becomes a plan, what she did not touch is left as it is.

A cell is compared with what it said when the workbook was written (the store knows), and with what is known
now. What both changed is told and not overwritten. Emptied cells, removed names and rows that are gone become questions
on a sheet of the next workbook; what was answered there is part of the plan.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from dtz_network.errors import InputError, Problem, ProblemsError
from dtz_network.intake import match
from dtz_network.intake.match import Match
from dtz_network.intake.organisation_types import KnownTypes
from dtz_network.language import Language
from dtz_network.model.changes import Applied, ChangeSet, Source, mint
from dtz_network.model.progress import Progress
from dtz_network.store.base import Store
from dtz_network.workflows import reference
from dtz_network.workflows.workbook import answers, cells, questions, returned
from dtz_network.workflows.workbook.layout import ABOUT, FILL_IN, FORMAT, GAPS, SHEETS, Sheet
from dtz_network.workflows.workbook.names import Names
from dtz_network.workflows.workbook.planning import SERIES, Line, Planner
from dtz_network.workflows.workbook.questions import Ask
from dtz_network.workflows.workbook.returned import LANGUAGES


@dataclass
class Plan:
    """What would be stored, the lines that say so, what is told and not done, whom new rows may be, and what is asked.

    ``left_out`` are the cells that were not understood, where it was asked to leave these out.
    """

    changes: ChangeSet
    lines: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    matches: Sequence[Match] = ()
    asks: Sequence[Ask] = ()
    left_out: Sequence[Problem] = ()


def plan(
    store: Store, path: Path, *, who: str, why: str = "", join: bool = False, leave_out: bool = False
) -> Plan:
    """Return what a workbook that came back would change; nothing is stored.

    ``join`` records the judgement *same* for new rows that surely are somebody known; with ``leave_out`` cells that are not
    understood are left out and told, instead of refusing the workbook.

    Raises:
        InputError: no workbook of this network, or of a newer program.
        ProblemsError: cells that are not understood, all at once with sheet, row and column.
    """
    sheets = returned.sheets(path)
    known_at, lang, layout = _written(store, sheets, path.name)
    then, now = store.load(known_at=known_at), store.load()
    before = store.series(SERIES).records
    places = replace(reference.known(store.schema), types=KnownTypes(now, before))
    answered, waiting, wrong = questions.returned(path.name, sheets, now)
    joined = [(said.ids[0], said.ids[1]) for said in answered if (said.kind, said.answer) == ("same", "same")]
    erased = any(act.kind == "erase" for act in store.changesets())
    planner = Planner(then, now, lang, {key for _, key in before}, places, Names(now, joined), erased=erased)
    _take_sheets(planner, sheets, path.name, layout)
    if erased:
        planner.leave_out(_erased_people(store, planner))
    problems = ProblemsError([*planner.problems, *wrong])
    if problems.problems and not leave_out:
        raise problems
    done = answers.take(store, now, answered)
    for key, row, name in done.told:
        planner.lines.append(Line(key, questions.title(lang), row, {"name": name}))
    matches = planner.matches()
    joins = match.joins(matches, {(r.type, r.id): r.id for r in planner.records}) if join else []
    source = Source(mint("s"), SERIES, "own", path.name)
    changes = ChangeSet(
        "import", who, why, source=source, records=tuple(planner.records), facts=(*planner.facts, *done.facts),
        ties=(*planner.ties, *done.ties), judgements=(*done.judgements, *joins), retractions=tuple(done.retractions.values()),
    )  # fmt: skip
    settled = {(said.kind, said.ids) for said in answered}
    asks = questions.once([*planner.emptied.asks, *waiting])
    left = [ask for ask in asks if (ask.kind, ask.ids) not in settled and ask.kind != "same"]
    return Plan(changes, planner.lines, planner.notes, matches, left, problems.problems)


def _erased_people(store: Store, planner: Planner) -> dict[str, str]:
    """Return the new people who were erased before, id and name: a workbook of before that would bring them back."""
    people = [record.id for record in planner.records if record.type == "Person"]
    said = {(fact.record, fact.property): fact.value for fact in planner.facts}
    employers = {tie.source: tie.target for tie in planner.ties if tie.type == "Employment"}
    called = {
        ident: planner.now.name(end) if end in planner.now.entities else said.get((end, "name"), "")
        for ident, end in employers.items()
    }
    rows = [
        {"name": said.get((ident, "name"), ""), "email": said.get((ident, "email"), ""), "organisation": called.get(ident, "")}
        for ident in people
    ]  # fmt: skip
    return {
        ident: row["name"]
        for ident, row, gone in zip(people, rows, store.suppressed(rows), strict=True)
        if gone
    }


def _written(
    store: Store, sheets: Mapping[str, list[list[str]]], file: str
) -> tuple[str, Language, Collection[Sheet]]:
    """Return the act that a workbook knew last, its language and its sheets; one that is not of this network is refused."""
    about = [row[0] if row else "" for row in sheets.get(ABOUT, [])]
    if len(about) < 4:
        raise InputError("workbook-other", file=file)
    if not about[0].isdecimal() or int(about[0]) > FORMAT:
        raise InputError("workbook-newer", file=file)
    if about[1] != store.info().id:
        raise InputError("workbook-of-another", file=file)
    return about[2], "en" if about[3] == "en" else "nl", GAPS.values() if FILL_IN in about[4:] else SHEETS


def _take_sheets(
    planner: Planner, sheets: Mapping[str, list[list[str]]], file: str, layout: Collection[Sheet]
) -> None:
    """Take in all sheets, whatever their language; of one that is gone it is told, unless it had what is missing only."""
    whole = layout is SHEETS
    for sheet in layout:
        titles = {cells.title(sheet, one) for one in LANGUAGES}
        name = next((name for name in sheets if name in titles), None)
        if name is not None:
            planner.sheet(sheet, returned.rows(file, name, sheets[name], planner.now, sheet), whole=whole)
        elif whole:
            planner.notes.append(Line("sheet-gone", cells.title(sheet, planner.lang), 0, {}))
    planner.new_rows()


def apply(store: Store, planned: Plan, progress: Progress | None = None) -> Applied | None:
    """Store a plan and return the act, None if there is nothing to say."""
    return store.apply(planned.changes, progress) if planned.changes.changes else None
