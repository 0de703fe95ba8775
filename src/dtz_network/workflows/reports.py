"""Reports: from a store to a report, and from a report to a file."""

from __future__ import annotations

from typing import get_args

from dtz_network.analysis.grouping.groups import Group, Groups
from dtz_network.edition import logged
from dtz_network.edition.withholding import EDITIONS, Edition, withhold
from dtz_network.errors import InputError, nearest
from dtz_network.language import Language
from dtz_network.model.dates import is_date
from dtz_network.model.network import Network
from dtz_network.model.progress import Progress
from dtz_network.report import describe
from dtz_network.report.render import html, markdown
from dtz_network.report.report_model import Kind, Report, Writer
from dtz_network.report.sections import groups as group_sections
from dtz_network.store.base import Store
from dtz_network.workflows import by_hand, yearly
from dtz_network.workflows.files import write_text as write
from dtz_network.workflows.questions import groups as grouping

_FORMS = {"html": html.render, "md": markdown.render}


def make(
    store: Store,
    kind: str,
    subject: str = "",
    *,
    language: Language,
    edition: str = "public",
    as_of: str = "",
    progress: Progress | None = None,
) -> Report:
    """Return a report: "board" of a body, "group" by name, "network", or "year".

    Without a date it is as things stood on the day of the last act, except a year, which has its own.

    Raises:
        InputError: an unknown kind, body, group, year, date or edition.
    """
    known = [name for name in get_args(Kind) if name != "handover"]  # internal: `dtz handover` alone makes it
    if kind not in known:
        raise InputError("report-kind", kind=kind, known=", ".join(known))
    whole = network_of(store, as_of)
    if kind != "year" and not as_of and whole.recorded:
        whole = whole.at(whole.recorded[:10])
    network = published(whole, edition_meant(edition))
    if kind == "board":
        body = by_hand.meant(network, subject, ("GovernanceBody",))
        return describe.board_report(network, body.id, language, edition)
    if kind == "year":
        if not is_date(subject) or len(subject) != 4:
            raise InputError("report-year", year=subject)
        counts = logged.bare(yearly.counts(whole, subject), edition_meant(edition))
        return describe.year_report(network, subject, language, edition, counts)
    groups = grouping.find(network, progress=progress)
    if kind == "network":
        return describe.network_report(network, groups, language, edition)
    return describe.group_report(
        network, group_meant(network, groups, subject, language), groups, language, edition
    )


def edition_meant(edition: str) -> Edition:
    """Return the edition.

    Raises:
        InputError: there is no such edition.
    """
    found = next((known for known in EDITIONS if known == edition), None)
    if found is None:
        raise InputError("edition", edition=edition, known=", ".join(EDITIONS))
    return found


def network_of(store: Store, as_of: str = "") -> Network:
    """Return the network of a store, as valid on a date if given.

    Raises:
        InputError: no date.
    """
    if as_of and not is_date(as_of):
        raise InputError("value-date", value=as_of, property="as-of")
    return store.load(as_of=as_of or None)


def published(network: Network, edition: Edition) -> Network:
    """Return the network as an edition shows it."""
    return withhold(network, edition)


def group_meant(network: Network, groups: Groups, name: str, language: Language) -> Group:
    """Return the group called so ("G2", or its title or part of it).

    Raises:
        InputError: there are no groups, or none is called so.
    """
    if not groups.groups:
        raise InputError("no-groups", n=groups.n)
    titles = {group_sections.title(network, group, Writer(language)): group for group in groups.groups}
    titles |= {group.id: group for group in groups.groups}
    found = titles.get(name) or next((g for t, g in titles.items() if name.casefold() in t.casefold()), None)
    if found is None:
        raise InputError(
            "group-absent", name=name, known=", ".join(nearest(name, titles) or list(titles)[:6])
        )
    return found


def render(report: Report, form: str) -> str:
    """Return a report as a document ("html" or "md").

    Raises:
        InputError: another form.
    """
    if form not in _FORMS:
        raise InputError("report-form", form=form or "–", known=", ".join(_FORMS))
    return _FORMS[form](report)


__all__ = ["edition_meant", "group_meant", "make", "network_of", "published", "render", "write"]
