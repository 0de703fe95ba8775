"""The board report: what is asked, what changed, seats and terms, open actions, money with its sums, what lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dtz_network.model.network import Network
from dtz_network.report.documents import account, actions, asked
from dtz_network.report.documents.status import Status
from dtz_network.report.pictures import terms
from dtz_network.report.report_model import Detail, Section, Writer
from dtz_network.report.sections import bodies, missing, money

if TYPE_CHECKING:
    from dtz_network.report.documents.changed import Since

_LISTED = 8


def sections(
    network: Network,
    body: str,
    write: Writer,
    edition: str = "public",
    *,
    status: Status | None = None,
    since: Since | None = None,
) -> list[Section]:
    """Return the sections of the report on one body; ``since`` adds what changed."""
    found = [
        asked.section(network, asked.find(network, body), status or Status(), write),
        *_seats_and_change(network, body, write, since),
        actions.section(network, body, write, edition),
        *money.sections_of(network, write, body),
        missing.clusters_section(network, write),
        missing.gaps_section(network, write, edition),
        account.section(
            network,
            write,
            edition,
            [("change", since.change.basis)] if since else [],
            [write.sentence("account.counted")],
        ),
    ]
    return [section for section in found if section.blocks]


def _seats_and_change(network: Network, body: str, write: Writer, since: Since | None) -> list[Section]:
    summary, seats, *rest = bodies.one(network, body, write)
    rest = [seats.with_blocks(*terms.of(network, body, write)), *rest]
    if since is None:
        return [summary, *rest]
    from dtz_network.report.documents import changed

    return [summary, *changed.sections(since, write, Detail(_LISTED)), *rest]
