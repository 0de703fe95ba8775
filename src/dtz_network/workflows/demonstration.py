"""The demonstration: both shipped networks as stores, with reports and pages, in a folder of their own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dtz_network import language, resources
from dtz_network.language import Language
from dtz_network.store.base import Progress, Store
from dtz_network.workflows import contacts, pages, questions, reports, stores

NETWORKS = {"dutch-techzone": "plan", "example": "example"}
_REPORTS = {
    "plan": (("board", "Program Board"), ("year", "2022"), ("year", "2021")),
    "example": (("network", ""),),
}


@dataclass(frozen=True)
class Made:
    """One file that the demonstration made: what it is ("store", "report", ...), of what, where."""

    what: str
    name: str
    path: Path


def make(folder: Path | None, lang: Language, progress: Progress | None = None) -> list[Made]:
    """Make all files of the demonstration afresh and return them; stores that are there are replaced."""
    target = (folder or Path.cwd() / "dtz-demo").resolve()
    target.mkdir(parents=True, exist_ok=True)
    made: list[Made] = []
    for step, (network, short) in enumerate(NETWORKS.items()):
        if progress:
            progress(network, step, len(NETWORKS))
        name = language.text(f"report.demo.{short}", lang)
        made.extend(_network(target, network, short, name, lang))
    return made


def _network(target: Path, network: str, short: str, name: str, lang: Language) -> list[Made]:
    place = target / f"{network}.db"
    place.unlink(missing_ok=True)
    made = [Made("store", name, place)]
    store = stores.open_store(place, create=True)
    try:
        load_shipped(store, network)
        for kind, subject in _REPORTS[short]:
            report = reports.make(store, kind, subject, language=lang)
            for form in ("html", "md"):
                path = target / f"{network}-{kind}{f'-{subject}' if kind == 'year' else ''}.{form}"
                reports.write(reports.render(report, form), path)
                made.append(Made("report", report.title, path))
        page = target / f"{network}.html"
        pages.write(pages.make(store, language=lang), page)
        made.append(Made("page", name, page))
        loaded = store.load()
        sheet = target / f"{network}-gaps.xlsx"
        questions.write_gap_sheet(loaded, questions.gaps(loaded), sheet, lang)
        made.append(Made("sheet", name, sheet))
    finally:
        store.close()
    return made


def load_shipped(store: Store, network: str) -> None:
    """Import a shipped network ("dutch-techzone" or "example") into a store."""
    folder = resources.graph_folder() / network
    planned = contacts.plan_import(store, folder, who="dtz demo")
    contacts.apply_import(store, planned)
