"""Explore: the network of a store as one HTML page."""

from __future__ import annotations

import zipfile
from pathlib import Path

from dtz_network.analysis.grouping import declared
from dtz_network.edition.withholding import withheld_ties
from dtz_network.language import Language
from dtz_network.model.network import Network
from dtz_network.model.progress import Progress
from dtz_network.picture import areas
from dtz_network.report.report_model import Writer
from dtz_network.report.sections import groups as group_sections
from dtz_network.store.base import Store
from dtz_network.view import graph_view
from dtz_network.view.earlier import places
from dtz_network.view.graph_view import GraphView, GroupArea
from dtz_network.view.page import page
from dtz_network.workflows import configuration, layers, ourselves, reference, sharing, stores
from dtz_network.workflows.editions import edition_meant, published
from dtz_network.workflows.files import write_text as write
from dtz_network.workflows.questions import groups as grouping


def make(store: Store, *, language: Language, edition: str = "public") -> str:
    """Return the page of a store of the day of its last act, in an edition; :func:`view_of` takes more."""
    return page(view_of(store, language=language, edition=edition))


def view_of(
    store: Store,
    *,
    language: Language,
    edition: str = "public",
    as_of: str = "",
    title: str = "",
    earlier: Path | None = None,
    progress: Progress | None = None,
) -> GraphView:
    """Return what a page of a store shows in an edition, with computed groups and declared clusters as areas.

    What stood on the ``earlier`` page, if that file is one or a parcel with one, keeps its place in the picture.

    Raises:
        InputError: an unknown edition, or no date.
    """
    chosen = edition_meant(edition)
    whole = stores.network_of(store, as_of)
    network = published(whole, chosen)
    return graph_view.build(
        network,
        language,
        chosen,
        _areas(network, language, progress),
        title=title or _title(network),
        bureau=configuration.read().organisation,
        withheld=withheld_ties(whole, network),
        before=_places(earlier),
        layers=layers.make(network, chosen, language, progress),
        municipalities=areas.areas(network, reference.borders()),
        ours=ourselves.ours(network) if chosen == "internal" else (),
    )


def _places(earlier: Path | None) -> dict[str, tuple[int, int]]:
    if earlier is None or not earlier.is_file():
        return {}
    try:
        found = (
            sharing.page_in(earlier) if zipfile.is_zipfile(earlier) else earlier.read_text("utf-8", "replace")
        )
        return places(found)
    except OSError:
        return {}


def _title(network: Network) -> str:
    """Return the names of the sources, "" where there are none or many."""
    names = list(dict.fromkeys(source.name for source in network.sources.values() if source.name))
    return "; ".join(names) if len(names) < 3 else ""


def _areas(network: Network, language: Language, progress: Progress | None) -> list[GroupArea]:
    """Return the computed groups of the day of the last act, as reports have them, or else the declared clusters."""
    writer = Writer(language)
    now = network.today()
    found = grouping.find(now, progress=progress)
    computed = [
        GroupArea(g.id, group_sections.title(now, g, writer), g.organisations, declared=False)
        for g in found.groups
    ]
    clusters = [
        GroupArea(cluster.id, cluster.name, declared.members(network, cluster.id), declared=True)
        for cluster in network.of_type("Cluster")
    ]
    return computed or clusters


__all__ = ["make", "page", "view_of", "write"]
