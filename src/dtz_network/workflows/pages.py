"""Explore: the network of a store as one HTML page."""

from __future__ import annotations

from dtz_network.language import Language
from dtz_network.report import group_sections
from dtz_network.report.report_model import Writer
from dtz_network.store.base import Progress, Store
from dtz_network.view import graph_view
from dtz_network.view.graph_view import Area
from dtz_network.view.page import page
from dtz_network.view.sentences import Contacts
from dtz_network.workflows import questions, reports
from dtz_network.workflows.files import write_text as write


def make(
    store: Store,
    *,
    language: Language,
    edition: str = "public",
    as_of: str = "",
    title: str = "",
    progress: Progress | None = None,
) -> str:
    """Return the page of a store in an edition, with its computed groups as areas.

    Raises:
        InputError: an unknown edition, or no date.
    """
    network = reports.published(store, edition, as_of)
    found = questions.groups(network, progress=progress)
    writer = Writer(language)
    areas = [
        Area(group_sections.title(network, group, writer), tuple(member.id for member in group.members))
        for group in found.groups
    ]
    view = graph_view.build(
        network, language, edition=edition, title=title, areas=areas, contacts=_contacts(store, edition)
    )
    return page(view)


def _contacts(store: Store, edition: str) -> Contacts:
    """Return whether relationship holders are known at all, and may be shown."""
    if "Contact" not in set(store.columns().ties[1]):
        return "none"
    return "known" if edition == "internal" else "withheld"


__all__ = ["make", "write"]
