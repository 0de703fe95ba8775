"""What is asked of a document beside its subject, and what changed as its edition shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dtz_network.edition.counting import veil
from dtz_network.edition.withholding import Edition
from dtz_network.errors import InputError, nearest
from dtz_network.model.dates import is_date
from dtz_network.model.network import Network
from dtz_network.model.progress import Progress
from dtz_network.report.documents.status import Status
from dtz_network.report.report_model import Report
from dtz_network.store.base import Store
from dtz_network.workflows.editions import published

if TYPE_CHECKING:
    from dtz_network.report.documents.changed import Since


@dataclass(frozen=True)
class Asked:
    """What is asked of a document beside its subject.

    Attributes:
        since: a date, or "last-meeting": adds what changed; ``until`` the last day of an interim yearly report.
        sections: anchors of the sections wanted, all if none.
        status: draft or adopted; ``note`` the speaking note in place of the board report.
    """

    since: str = ""
    until: str = ""
    sections: tuple[str, ...] = ()
    status: Status = field(default_factory=Status)
    note: bool = False


def asked(given: Callable[[str], object]) -> Asked:
    """Return what is asked, from the options of a command line (by name; None or empty where not given).

    Raises:
        InputError: who adopted a document without when, or the other way round; no date.
    """
    by, on = str(given("adopted_by") or ""), str(given("adopted_on") or "")
    if bool(by) != bool(on):
        raise InputError("report-adopted")
    if on and not is_date(on):
        raise InputError("value-date", value=on, property="adopted-on")
    wanted = given("section")
    return Asked(
        since=str(given("since") or ""),
        until=str(given("until") or ""),
        sections=tuple(map(str, wanted)) if isinstance(wanted, tuple | list) else (),
        status=Status(by, on),
        note=bool(given("note")),
    )


def pairs(given: Asked) -> tuple[tuple[str, str], ...]:
    """Return what is asked as pairs of option and value, which :func:`from_pairs` reads."""
    named = {
        "since": given.since,
        "until": given.until,
        "adopted_by": given.status.by,
        "adopted_on": given.status.on,
        "note": "yes" if given.note else "",
    }
    return (*((k, v) for k, v in named.items() if v), *(("section", anchor) for anchor in given.sections))


def from_pairs(found: tuple[tuple[str, str], ...]) -> Asked:
    """Return what was asked from its pairs of option and value."""
    single: dict[str, object] = {key: value for key, value in found if key != "section"}
    return asked({**single, "section": tuple(value for key, value in found if key == "section")}.get)


def in_part(
    report: Report, wanted: tuple[str, ...], choose: Callable[[Report, tuple[str, ...]], Report]
) -> Report:
    """Return a report with the sections that were asked for.

    Raises:
        InputError: it has no such section.
    """
    known = [section.anchor for section in report.sections]
    absent = [name for name in wanted if name not in known]
    if absent:
        near = nearest(absent[0], known) or known
        raise InputError("report-section", section=absent[0], known=", ".join(near))
    return choose(report, wanted) if wanted else report


def since(
    store: Store,
    given: Asked,
    edition: Edition,
    *,
    body: str = "",
    document: tuple[str, str] = ("", ""),
    as_of: str = "",
    progress: Progress | None = None,
    now: Network | None = None,
) -> Since | None:
    """Return what changed as the edition shows it, None where that is not asked.

    ``document`` is kind and subject of the report, whose last edition "last-report" means; ``now`` the network where it was read before.

    Raises:
        InputError: no date, no meeting is recorded, or nothing at all.
    """
    if not given.since:
        return None
    from dtz_network.report.documents.changed import Since
    from dtz_network.workflows.questions import since as changing

    shown = lambda network: veil(published(network, edition), edition)  # noqa: E731
    network, found = changing.find(
        store, given.since, body=body, as_of=as_of, shown=shown, document=document, progress=progress, now=now
    )
    return Since(network, found.change, found.meeting, found.body)
