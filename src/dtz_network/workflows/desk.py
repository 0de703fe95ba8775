"""A folder for someone who only opens a spreadsheet: put files in, fill in the workbook, and bring both up to date at one go.

One run takes back what the workbook asks to take back, reads what was changed and answered in it, imports every file of the inbox
(each one act) and writes the workbook again, with what was done and what is asked. Nothing is joined but by an answer.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dtz_network import language
from dtz_network.errors import DtzError, InputError, ProblemsError, refused
from dtz_network.intake.written_dates import to_date
from dtz_network.language import LANGUAGES, Language
from dtz_network.model.changes import Applied
from dtz_network.model.dates import minute
from dtz_network.model.progress import Progress
from dtz_network.store.base import Store
from dtz_network.workflows import contacts, files
from dtz_network.workflows.contacts import About, Import
from dtz_network.workflows.workbook import extra_sheets, questions, reading, returned, writing
from dtz_network.workflows.workbook.planning import Line
from dtz_network.workflows.workbook.questions import Ask

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
    """What one run did: lines to read, the acts, the questions in the workbook, and what could not be read."""

    lines: list[str] = field(default_factory=list)
    acts: list[Applied] = field(default_factory=list)
    asks: list[Ask] = field(default_factory=list)
    refused: list[Path] = field(default_factory=list)


def name(key: str, lang: Language) -> str:
    """Return the name of a file or folder of the desk: workbook, inbox, processed, previous."""
    return language.text(f"desk.{key}", lang)


def prepare(folder: Path, lang: Language, store: Store) -> Path:
    """Make the folder with its inbox and a file to click, where they are not there yet; return the inbox.

    Raises:
        StoreError: the folder cannot be written.
    """
    inbox = _there(folder, "inbox", lang)
    for place in (inbox, _there(folder, "processed", lang)):
        files.make_folder(place)
    click, text = _to_click(store, lang)
    if not (folder / click).exists():
        files.write_text(text, folder / click)
        (folder / click).chmod(0o755)
    return inbox


def _there(folder: Path, key: str, lang: Language) -> Path:
    """Return a file or folder of the desk, in whatever language it stands there."""
    named = [folder / name(key, one) for one in (lang, *LANGUAGES)]
    return next((place for place in named if place.exists()), named[0])


def _to_click(store: Store, lang: Language) -> tuple[str, str]:
    """Return name and text of the file that runs the desk of its own folder by a double click."""
    run = f'"{sys.executable}" -m dtz_network --lang {lang} --store "{store.info().place}" desk'
    title = name("click", lang)
    if sys.platform == "win32":
        return f"{title}.bat", f'@echo off\r\nchcp 65001 >nul\r\n{run} "%~dp0."\r\npause\r\n'
    ending = "command" if sys.platform == "darwin" else "sh"
    return f"{title}.{ending}", f'#!/bin/sh\n{run} "$(dirname "$0")"\n'


def run(
    store: Store,
    folder: Path,
    lang: Language,
    *,
    who: str,
    explain: Explain,
    progress: Progress | None = None,
) -> Done:
    """Bring folder and network up to date; ``explain`` tells the plan of an import in lines.

    What stands in the way is also written into the folder, for who does not see the terminal.

    Raises:
        InputError: the workbook is open in another program, or is none of this network.
        ProblemsError: cells of the workbook that are not understood; then nothing was done.
        StoreError: the folder cannot be written.
    """
    inbox = prepare(folder, lang, store)
    workbook, failed = _there(folder, "workbook", lang), _there(folder, "failed", lang)
    failed.unlink(missing_ok=True)
    done = Done()
    try:
        if workbook.exists():
            _demand_closed(workbook)
            _read(store, workbook, lang, who, done)
    except DtzError as error:
        stopped = language.text("desk.stopped-after" if done.acts else "desk.stopped", lang)
        files.write_text("\n".join([*done.lines, stopped, *_said(error, lang), ""]), failed)
        raise
    for path in sorted(inbox.iterdir()):
        if path.is_file() and not path.name.startswith((".", "~")) and path.suffix != MAPPING:
            _take(store, path, _there(folder, "processed", lang), lang, who, explain, done)
    _write(store, workbook, lang, done, progress)
    return done


def _demand_closed(workbook: Path) -> None:
    """Refuse a workbook that another program has open: what is in it may not be saved, and it cannot be written."""
    locks = (workbook.with_name(f"~${workbook.name}"), workbook.with_name(f".~lock.{workbook.name}#"))
    try:
        with workbook.open("r+b"):
            is_open = any(lock.exists() for lock in locks)
    except PermissionError:
        is_open = True
    if is_open:
        raise InputError("desk-open", file=workbook.name)


# --- the workbook


def _read(store: Store, workbook: Path, lang: Language, who: str, done: Done) -> None:
    """Take back what is asked to be taken back, then do what was changed and answered."""
    planned = reading.plan(store, workbook, who=who)
    back = extra_sheets.to_take_back(returned.sheets(workbook))
    known = {act.id: act for act in store.changesets() if act.in_force}
    for act in (ident for ident in back if ident in known):
        try:
            done.acts.append(store.undo(act, who=who, why=workbook.name))
            done.lines.append(language.text("desk.taken-back", lang, at=minute(known[act].at)))
        except DtzError as error:
            done.lines += _said(error, lang)
    if any(ident in known for ident in back):
        planned = reading.plan(store, workbook, who=who)
    done.lines += [_words("plan", item, lang) for item in planned.lines]
    done.lines += [_words("note", item, lang) for item in planned.notes]
    applied = reading.apply(store, planned)
    done.acts += [applied] if applied else []
    done.asks += planned.asks


def _words(kind: str, item: Line, lang: Language) -> str:
    row = language.text("place.row", lang, row=item.row) if item.row else ""
    place = ", ".join(filter(None, (item.sheet, row)))
    return language.text(f"workbook.{kind}.{item.key}", lang, place=place, **item.values)


def _write(store: Store, workbook: Path, lang: Language, done: Done, progress: Progress | None) -> None:
    """Write the workbook again; the one before is kept beside it."""
    asks, more = questions.who_is_whom(store, lang)
    done.asks = questions.once([*asks, *done.asks])
    if more:
        done.lines.append(language.text("desk.more", lang, n=more))
    if done.asks:
        done.lines.append(language.text("workbook.note.asked", lang, n=len(done.asks)))
    if not done.lines:
        done.lines.append(language.text("desk.nothing", lang))
    if workbook.exists():
        files.write_bytes(
            workbook.read_bytes(), workbook.with_name(f"{name('previous', lang)}{workbook.suffix}")
        )
    writing.write(store, workbook.with_suffix(".xlsx"), lang, progress, asks=done.asks, report=done.lines)


# --- the inbox


def _take(
    store: Store, path: Path, processed: Path, lang: Language, who: str, explain: Explain, done: Done
) -> None:
    """Import one file of the inbox and lay it away; what cannot be read stays, and is told."""
    about, mapping = described(path), path.with_suffix(MAPPING)
    try:
        told = mapping if mapping.exists() else None
        planned = contacts.plan_import(store, path, about, who=who, mapping=told)
        applied = contacts.apply_import(store, planned)
    except DtzError as error:
        done.refused.append(path)
        done.lines += [language.text("desk.refused", lang, file=path.name), *_said(error, lang)]
        return
    done.acts += [applied] if applied else []
    key = "desk.taken" if planned.plan.changes.changes else "desk.known"
    done.lines.append(language.text(key, lang, file=path.name, new=len(planned.plan.changes.records)))
    if about.event:
        date = language.date(to_date(about.event_date) or "", lang) if about.event_date else "–"
        done.lines.append(language.text("desk.event", lang, name=about.event, date=date))
    done.lines += [f"   {text}" for text in explain(planned)]
    done.asks += list(_still(planned, lang))
    done.lines += [text for place in (path, told) if place for text in _lay_away(place, processed, lang)]


def _lay_away(path: Path, processed: Path, lang: Language) -> list[str]:
    """Move what was read out of the inbox; return what is told where the system refuses, for it was read all the same."""
    try:
        path.replace(_free(processed / path.name))
    except OSError as error:
        why = refused(error)
        return [language.text("desk.stays", lang, file=path.name, reason=why.nl if lang == "nl" else why.en)]
    return []


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


def _said(error: DtzError, lang: Language) -> list[str]:
    """Return what is wrong, and the next step, in lines."""
    if isinstance(error, ProblemsError):
        shown = [f"   {problem.message(lang)}" for problem in error.problems[:_SHOWN]]
        more = len(error.problems) - _SHOWN
        return [*shown, *([f"   … +{more}"] if more > 0 else [])]
    return [f"   {text}" for text in (error.message(lang), error.hint(lang)) if text]
