"""A folder for someone who only opens a spreadsheet: put files in, fill in the workbook, and bring both up to date at one go.

One run takes back what the workbook asks to take back, reads what was changed and answered in it, imports every file of the inbox
(each one act) and writes the workbook again, with what was done and what is asked. Nothing is joined but by an answer.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from dtz_network import language
from dtz_network.errors import DtzError, InputError, StoreError
from dtz_network.language import LANGUAGES, Language
from dtz_network.model.dates import minute
from dtz_network.model.progress import Progress
from dtz_network.store.base import Store
from dtz_network.workflows import files
from dtz_network.workflows import inbox as inbox_files
from dtz_network.workflows.inbox import Done, Explain
from dtz_network.workflows.workbook import extra_sheets, questions, reading, returned, writing


def name(key: str, lang: Language) -> str:
    """Return the name of a file or folder of the desk: workbook, inbox, processed, previous, and new for the workbook that could not take its place."""
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

    What stands in the way is also written into the folder, for who does not see the terminal. A workbook that was opened
    meanwhile is left alone: the new one stands beside it, and the next run reads both.

    Raises:
        InputError: the workbook is open in another program, or is none of this network.
        ProblemsError: cells of the workbook that are not understood; then nothing was done.
        StoreError: the folder cannot be written; what was read out of the inbox is back in it.
    """
    inbox = prepare(folder, lang, store)
    failed = _there(folder, "failed", lang)
    failed.unlink(missing_ok=True)
    done = Done()
    try:
        _read_all([_there(folder, key, lang) for key in ("workbook", "new")], store, lang, who, done)
        for path in sorted(inbox.iterdir()):
            if path.is_file() and not path.name.startswith((".", "~")) and path.suffix != inbox_files.MAPPING:
                inbox_files.take(store, path, _there(folder, "processed", lang), lang, who, explain, done)
        _write(store, folder, lang, done, progress)
    except DtzError as error:
        inbox_files.put_back(done)
        stopped = language.text("desk.stopped-after" if done.acts else "desk.stopped", lang)
        with suppress(StoreError):
            files.write_text("\n".join([*done.lines, stopped, *inbox_files.said(error, lang), ""]), failed)
        raise
    return done


def _read_all(workbooks: Sequence[Path], store: Store, lang: Language, who: str, done: Done) -> None:
    """Read the workbook, and the one that could not take its place the last time; both before anything is done must be closed."""
    there = [path for path in workbooks if path.is_file()]
    for path in there:
        if _is_open(path):
            raise InputError("desk-open", file=path.name)
    for path in there:
        _read(store, path, lang, who, done)


def _is_open(workbook: Path) -> bool:
    """Return whether another program has a workbook open: what is in it may not be saved, and what is written here would be lost."""
    locks = (workbook.with_name(f"~${workbook.name}"), workbook.with_name(f".~lock.{workbook.name}#"))
    try:
        with workbook.open("r+b"):
            return any(lock.exists() for lock in locks)
    except OSError:
        return True


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
            done.lines += inbox_files.said(error, lang)
    if any(ident in known for ident in back):
        planned = reading.plan(store, workbook, who=who)
    inbox_files.take_workbook(store, planned, lang, done)


def _write(store: Store, folder: Path, lang: Language, done: Done, progress: Progress | None) -> None:
    """Write the workbook again, the one before kept beside it; where it cannot be written the new one stands beside it."""
    asks, more = questions.who_is_whom(store, lang)
    done.asks = questions.once([*asks, *done.asks])
    if more:
        done.lines.append(language.text("desk.more", lang, n=more))
    if done.asks:
        done.lines.append(language.text("workbook.note.asked", lang, n=len(done.asks)))
    if not done.lines:
        done.lines.append(language.text("desk.nothing", lang))

    def write(place: Path) -> None:
        writing.write(store, place, lang, progress, asks=done.asks, report=done.lines)
        done.workbook = place

    workbook, new = (_there(folder, key, lang).with_suffix(".xlsx") for key in ("workbook", "new"))
    try:
        _keep_previous(_there(folder, "workbook", lang), lang)
        write(workbook)
    except StoreError:
        done.lines.append(language.text("desk.new-beside", lang, file=workbook.name, new=new.name))
        write(new)
    else:
        with suppress(OSError):
            new.unlink(missing_ok=True)


def _keep_previous(workbook: Path, lang: Language) -> None:
    """Copy the workbook beside itself before it is written again.

    Raises:
        StoreError: it was opened meanwhile, or cannot be copied.
    """
    if not workbook.exists():
        return
    if _is_open(workbook):
        raise StoreError("not-written", path=str(workbook), reason="")
    files.write_bytes(workbook.read_bytes(), workbook.with_name(f"{name('previous', lang)}{workbook.suffix}"))
