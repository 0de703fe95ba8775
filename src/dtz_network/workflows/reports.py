"""Reports: from a store to a report; to files by :mod:`dtz_network.workflows.written`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, get_args

from dtz_network.edition import logged
from dtz_network.edition.counting import veil
from dtz_network.edition.withholding import Edition
from dtz_network.errors import InputError
from dtz_network.language import Language
from dtz_network.model.dates import is_date, last_day
from dtz_network.model.network import Network
from dtz_network.model.progress import Progress
from dtz_network.report import describe
from dtz_network.report.report_model import Kind, Report, Writer
from dtz_network.store.base import Store
from dtz_network.workflows import documents, entity_named, group_named, publishing, stores, yearly
from dtz_network.workflows.documents import Asked
from dtz_network.workflows.editions import edition_meant, published
from dtz_network.workflows.written import (
    FACTS,
    FORMS,
    Written,
    facts_beside,
    file_name,
    places,
    render,
    write,
)

if TYPE_CHECKING:
    from dtz_network.analysis.grouping.groups import Group, Groups
    from dtz_network.report.documents.changed import Since
    from dtz_network.report.documents.findings import Findings
    from dtz_network.report.documents.subject import Subject


def make(
    store: Store,
    kind: str,
    subject: str = "",
    *,
    language: Language,
    edition: str = "public",
    as_of: str = "",
    asked: Asked | None = None,
    progress: Progress | None = None,
) -> Report:
    """Return a report: "board" of a body, "group" or "organisation" by name, "network", "changes", or "year".

    Without a date it is as things stood on the day of the last act, except a year, which has its own.

    Raises:
        InputError: an unknown kind, body, group, organisation, year, date, section or edition.
    """
    known = [
        name for name in get_args(Kind) if name not in ("handover", "note")
    ]  # made by options and `dtz handover`
    if kind not in known:
        raise InputError("report-kind", kind=kind, known=", ".join(known))
    wanted = asked or Asked()
    made = _Making(store, language, edition_meant(edition), as_of, wanted, progress)
    report = documents.in_part(made.of(kind, subject), wanted.sections, describe.chosen)
    return replace(report, asked=documents.pairs(wanted))


def make_every_group(
    store: Store,
    *,
    language: Language,
    edition: str = "public",
    as_of: str = "",
    asked: Asked | None = None,
    progress: Progress | None = None,
) -> Iterator[tuple[str, Report]]:
    """Yield the report on every declared cluster and computed group, after a name for its file; shared answers once.

    Raises:
        InputError: there are none.
    """
    from dtz_network.report.documents import subject as subjects

    wanted = asked or Asked()
    made = _Making(store, language, edition_meant(edition), as_of, wanted, progress, many=True)
    found = made.findings()
    every = subjects.every(found, Writer(language))
    if not every:
        raise InputError("no-groups", n=found.groups.n)
    for done, one in enumerate(every, 1):
        report = describe.group_report(made.news_of(found, one), one, Writer(language))
        if progress:
            progress("reports", done, len(every))
        yield (
            f"{done:02d}-{file_name(one.name) or 'report'}",
            replace(
                documents.in_part(report, wanted.sections, describe.chosen),
                subject=_subject(one),
                members=_members(one),
                asked=documents.pairs(wanted),
            ),
        )


def _subject(one: Subject) -> str:
    """Return under what name a report on a cluster or group is found again: a cluster's id, a group's name."""
    return one.id if one.declared else one.name


def _members(one: Subject) -> tuple[str, ...]:
    """Return by whom a computed group is known again; a cluster has an id."""
    return () if one.declared else one.organisations


@dataclass(frozen=True)
class _Making:
    """One report in the making; a method a kind."""

    store: Store
    language: Language
    edition: Edition
    as_of: str
    asked: Asked
    progress: Progress | None
    many: bool = False
    told: dict[str, Since | None] = field(default_factory=dict)

    @cached_property
    def known(self) -> Network:
        """The network as it is known now, on the date asked for if there is one."""
        return stores.network_of(self.store, self.as_of)

    @cached_property
    def whole(self) -> Network:
        """The network on the date asked for, else on that of the last act."""
        return self.known.today()

    @cached_property
    def network(self) -> Network:
        """The network as the edition shows it, without counts of few people."""
        return veil(published(self.whole, self.edition), self.edition)

    def of(self, kind: str, subject: str) -> Report:
        """Return the report of a kind."""
        made: dict[str, Callable[[str], Report]] = {
            "board": self.board,
            "group": self.group,
            "organisation": self.organisation,
            "network": self.network_report,
            "year": self.year,
            "changes": self.changes,
        }
        report = made[kind](subject)
        return report if report.subject else replace(report, subject=subject)

    def since(self, body: str = "", document: tuple[str, str] = ("", ""), day: str = "") -> Since | None:
        """Return what changed since a day, or else where that is asked; "last-report" is that of the document."""
        asked = replace(self.asked, since=day) if day else self.asked
        return documents.since(
            self.store, asked, self.edition, body=body, document=document, as_of=self.as_of,
            progress=self.progress, now=None if self.as_of else self.known,
        )  # fmt: skip

    def findings(self) -> Findings:
        """Return the answers of the analysis; what changed is added for each document (:meth:`news_of`)."""
        from dtz_network.workflows import answers

        return answers.findings(self.whole, self.network, self.edition, progress=self.progress)

    def news_of(self, found: Findings, one: Subject) -> Findings:
        """Return the answers with what changed since the last report on a cluster or group, or since the day asked for."""
        if not self.asked.since:
            return found
        key = _subject(one) if self.asked.since in publishing.LAST_REPORT else ""
        if key not in self.told:
            self.told[key] = self._news(found, one) if key else self.since()
        news = self.told[key]
        return replace(found, since=news, first=news is None)

    def _news(self, found: Findings, one: Subject) -> Since | None:
        """Return what changed since the last report; None where none was given out and many are made at once."""
        try:
            return (
                self.since(document=("group", one.id))
                if one.declared
                else self.since(day=self._last(found, one))
            )
        except InputError as error:
            if self.many and error.key in ("since-no-report", "since-report-new"):
                return None
            raise

    def _last(self, found: Findings, one: Subject) -> str:
        """Return the day on which the last report on a computed group was given out."""
        groups = {group.id: group.organisations for group in found.groups.groups}
        until = last_day(self.as_of or self.whole.recorded[:10])
        last, latest = (
            publishing.last_on_group(self.whole, one.id, one.name, groups, day) for day in (until, "")
        )
        return publishing.demanded(last, latest, until).date

    def board(self, subject: str) -> Report:
        """Return the board report, or the speaking note beside it."""
        body = entity_named.meant(self.network, subject, ("GovernanceBody",)).id
        tell = describe.note if self.asked.note else describe.board_report
        since = self.since(body)
        report = tell(self.network, body, self.language, self.edition, status=self.asked.status, since=since)
        return replace(report, subject=body)

    def group(self, subject: str) -> Report:
        """Return the report on a cluster or group."""
        from dtz_network.workflows import answers

        found, write = self.findings(), Writer(self.language)
        meant = answers.subject_meant(found, subject, write)
        report = describe.group_report(self.news_of(found, meant), meant, write)
        return replace(report, subject=_subject(meant), members=_members(meant))

    def organisation(self, subject: str) -> Report:
        """Return the profile of an organisation."""
        ident = entity_named.meant(self.network, subject, ("Organization",)).id
        return describe.organisation_report(self.network, ident, self.language, self.edition)

    def year(self, subject: str) -> Report:
        """Return the yearly report, of everything known of the year whenever it was recorded."""
        if not is_date(subject) or len(subject) != 4:
            raise InputError("report-year", year=subject)
        whole = self.known
        counts = logged.bare(yearly.counts(whole, subject, self.asked.until), self.edition)
        network = published(whole, self.edition)
        return describe.year_report(network, subject, self.language, self.edition, counts)

    def network_report(self, _subject: str) -> Report:
        """Return the report on the whole network."""
        found = replace(self.findings(), since=self.since(document=("network", "")))
        return describe.network_report(found, self.language)

    def changes(self, subject: str) -> Report:
        """Return what changed since a day."""
        since = self.since(day=subject)
        if since is None:
            raise InputError("value-date", value=subject, property="since")
        network = published(self.known, self.edition)
        return describe.changes_report(network, since, self.language, self.edition)


def group_meant(network: Network, groups: Groups, name: str, language: Language) -> Group:
    """Return the group called so ("G2", or its title or part of it).

    Raises:
        InputError: there are no groups, none is called so, or several.
    """
    from dtz_network.report.sections import groups as group_sections

    if not groups.groups:
        raise InputError("no-groups", n=groups.n)
    write = Writer(language)
    titles = [(group.id, group_sections.title(network, group, write), group) for group in groups.groups]
    return group_named.meant(name, titles)


__all__ = [
    "FACTS", "FORMS", "Asked", "Written", "facts_beside", "group_meant", "make", "make_every_group",
    "places", "render", "write",
]  # fmt: skip
