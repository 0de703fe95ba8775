"""The demonstration: both shipped networks as stores, with reports and pages, in a folder of their own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dtz_network import language, resources
from dtz_network.errors import RefusedError
from dtz_network.language import Language
from dtz_network.model.progress import Progress
from dtz_network.store.base import Store
from dtz_network.store.credentials import Prompt
from dtz_network.store.neo4j.address import Address
from dtz_network.workflows import contacts, files, pages, reports, stores
from dtz_network.workflows.questions import gaps

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
    path: Path | Address


def make(
    folder: Path | None, lang: Language, progress: Progress | None = None, *,
    server: str = "", prompt: Prompt | None = None,
) -> list[Made]:  # fmt: skip
    """Make all files of the demonstration afresh and return them; stores that are there are replaced.

    With the address of a server the network of the annual plan goes there, into an empty database.

    Raises:
        RefusedError: there is a network on the server already.
    """
    target = (folder or Path.cwd() / "dtz-demo").resolve()
    files.make_folder(target)
    made: list[Made] = []
    for step, (network, short) in enumerate(NETWORKS.items()):
        if progress:
            progress(network, step, len(NETWORKS))
        name = language.text(f"report.demo.{short}", lang)
        place = stores.address_of(server) if server and short == "plan" else None
        store = _empty(place or target / f"{network}.db", prompt)
        try:
            made += [Made("store", name, place or target / f"{network}.db")]
            load_shipped(store, network)
            made += _files(store, target, network, name, lang)
        finally:
            store.close()
    return made


def _empty(place: Path | Address, prompt: Prompt | None) -> Store:
    if isinstance(place, Path):
        place.unlink(missing_ok=True)
        return stores.open_store(place, create=True)
    store = stores.open_store(str(place), create=True, prompt=prompt)
    if store.changesets():
        store.close()
        raise RefusedError("store-not-empty", path=place)
    return store


def _files(store: Store, target: Path, network: str, name: str, lang: Language) -> list[Made]:
    """Write reports, page and sheet of a network."""
    made = []
    for kind, subject in _REPORTS[NETWORKS[network]]:
        report = reports.make(store, kind, subject, language=lang)
        base = target / f"{network}-{kind}{f'-{subject}' if kind == 'year' else ''}"
        written = reports.write(report, [base.with_name(f"{base.name}.{form}") for form in reports.FORMS])
        made += [Made("report", report.title, path) for path in written.documents]
    page = target / f"{network}.html"
    pages.write(pages.make(store, language=lang), page)
    sheet = target / f"{network}-gaps.xlsx"
    gaps.write_sheet(store, sheet, lang)
    return [*made, Made("page", name, page), Made("sheet", name, sheet)]


def load_shipped(store: Store, network: str) -> None:
    """Import a shipped network ("dutch-techzone" or "example") into a store."""
    folder = resources.graph_folder() / network
    planned = contacts.plan_import(store, folder, who="dtz demo")
    contacts.apply_import(store, planned)
