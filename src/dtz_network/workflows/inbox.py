"""The inbox of a desk: each file is imported as one act and laid away; what its name says of it, and what it asks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from dtz_network import language
from dtz_network.errors import DtzError, ProblemsError, refused
from dtz_network.intake.written_dates import to_date
from dtz_network.language import Language
from dtz_network.model.changes import Applied
from dtz_network.store.base import Store
from dtz_network.workflows import contacts
from dtz_network.workflows.contacts import Import
from dtz_network.workflows.provenance import About
from dtz_network.workflows.workbook import reading, returned
from dtz_network.workflows.workbook.gathered import in_words
from dtz_network.workflows.workbook.questions import Ask
from dtz_network.workflows.workbook.reading import Plan

_SHOWN = 12
_LISTED = re.compile(
    r"^(?:deelnemers(?:lijst)?|aanwezig(?:en|heidslijst)?|presentielijst|attendees?|participants?|attendance)(?![a-z])[\s_:,-]*",
    re.IGNORECASE,
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}-\d{1,2}-\d{4}|\d{1,2}-\d{4}|\d{4}")
MAPPING = ".yaml"
"""Ending of a file that tells what the columns of the list of the same name beside it mean; once, then it is remembered."""
Explain = Callable[[Import], Sequence[str]]


@dataclass
class Done:
    """What one run did: lines to read, the acts, the questions in the workbook, and what could not be read.

    ``laid_away`` are the files that left the inbox, each with where it lay; ``workbook`` is the one that was written.
    """

    lines: list[str] = field(default_factory=list)
    acts: list[Applied] = field(default_factory=list)
    asks: list[Ask] = field(default_factory=list)
    refused: list[Path] = field(default_factory=list)
    laid_away: list[tuple[Path, Path]] = field(default_factory=list)
    workbook: Path = Path()


def take(
    store: Store, path: Path, processed: Path, lang: Language, who: str, explain: Explain, done: Done
) -> None:
    """Import one file of the inbox and lay it away; what cannot be read stays, and is told."""
    about, mapping = described(path), path.with_suffix(MAPPING)
    try:
        if returned.is_workbook(path):
            take_workbook(store, reading.plan(store, path, who=who), lang, done, path.name)
            _lay_away(path, processed, lang, done)
            return
        told = mapping if mapping.exists() else None
        planned = contacts.plan_import(store, path, about, who=who, mapping=told)
        applied = contacts.apply_import(store, planned)
    except DtzError as error:
        done.refused.append(path)
        done.lines += [language.text("desk.refused", lang, file=path.name), *said(error, lang)]
        return
    done.acts += [applied] if applied else []
    key = "desk.taken" if planned.plan.changes.changes else "desk.known"
    done.lines.append(language.text(key, lang, file=path.name, new=len(planned.plan.changes.records)))
    if about.event:
        date = language.date(to_date(about.event_date) or "", lang) if about.event_date else "–"
        done.lines.append(language.text("desk.event", lang, name=about.event, date=date))
    done.lines += [f"   {text}" for text in explain(planned)]
    done.asks += list(_still(planned, lang))
    for place in filter(None, (path, told)):
        _lay_away(place, processed, lang, done)


def take_workbook(store: Store, planned: Plan, lang: Language, done: Done, file: str = "") -> None:
    """Store what was changed and answered in a workbook, and tell it; ``file`` names one out of the inbox."""
    if file:
        key = "desk.taken" if planned.changes.changes else "desk.known"
        done.lines.append(language.text(key, lang, file=file, new=len(planned.changes.records)))
    done.lines += [in_words("plan", item, lang) for item in planned.lines]
    done.lines += [in_words("note", item, lang) for item in planned.notes]
    applied = reading.apply(store, planned)
    done.acts += [applied] if applied else []
    done.asks += planned.asks


def _lay_away(path: Path, processed: Path, lang: Language, done: Done) -> None:
    """Move what was read out of the inbox; it is told where the system refuses, for it was read all the same."""
    try:
        away = _free(processed / path.name)
        path.replace(away)
    except OSError as error:
        why = refused(error)
        reason = why.nl if lang == "nl" else why.en
        done.lines.append(language.text("desk.stays", lang, file=path.name, reason=reason))
    else:
        done.laid_away.append((away, path))


def put_back(done: Done) -> None:
    """Put the files that were laid away back in the inbox: what they ask stands in no workbook yet."""
    for away, inbox in done.laid_away:
        with suppress(OSError):
            away.replace(inbox)


def _free(place: Path) -> Path:
    """Return a place where nothing stands yet."""
    number = 2
    found = place
    while found.exists():
        found = place.with_name(f"{place.stem} ({number}){place.suffix}")
        number += 1
    return found


def _still(planned: Import, lang: Language) -> Iterator[Ask]:
    """Yield what an import asks about roles that may be over."""
    for role in planned.still:
        key = f"workbook.ask.{'also' if role.now else 'still'}-{role.kind.casefold()}"
        yield Ask("tie", (role.tie,), language.text(key, lang, name=role.name, of=role.of, now=role.now))


def described(path: Path) -> About:
    """Return what the name of a file says of it: a list of attendees has its meeting and date in it.

    >>> about = described(Path("Deelnemers Netwerkbijeenkomst waterstof 12-3-2026.xlsx"))
    >>> about.event, about.event_date
    ('Netwerkbijeenkomst waterstof', '12-3-2026')
    """
    if path.suffix.lower() not in (".xlsx", ".xls", ".ods", ".csv") or not _LISTED.match(path.stem):
        return About()
    rest = _LISTED.sub("", path.stem).replace("_", " ")
    dates = _DAY.findall(rest)
    date = dates[-1] if dates and to_date(dates[-1]) else ""
    event = " ".join(rest.replace(date, " ").split()).strip(" -,") if date else rest.strip()
    kind = "briefing" if event.casefold().startswith(("informatiebijeenkomst", "briefing")) else ""
    return About(event=event or path.stem, event_date=date, event_kind=kind)


def said(error: DtzError, lang: Language) -> list[str]:
    """Return what is wrong, and the next step, in lines."""
    if isinstance(error, ProblemsError):
        shown = [f"   {problem.message(lang)}" for problem in error.problems[:_SHOWN]]
        more = len(error.problems) - _SHOWN
        return [*shown, *([f"   … +{more}"] if more > 0 else [])]
    return [f"   {text}" for text in (error.message(lang), error.hint(lang)) if text]
