"""Open actions of a body: agreed at its meetings, or taken on by its members."""

from __future__ import annotations

from dtz_network import language
from dtz_network.analysis.administration import governance
from dtz_network.model.dates import first_day, is_date, last_day
from dtz_network.model.network import Entity, Network, fold
from dtz_network.report.report_model import Block, Section, Table, Text, Writer, cells, paragraph


def find(network: Network, body: str) -> list[Entity]:
    """Return the open actions of a body, those that are due first."""
    members = {holder.person for holder in governance.body(network, body).members}
    found = [
        action
        for action in network.of_type("Action")
        if action.get("status") in ("", "open")
        and (_agreed_there(network, action, body) or members & set(action.all("assignee")))
    ]
    return sorted(found, key=lambda action: (_due(action) or "9999", fold(action.name), action.id))


def _agreed_there(network: Network, action: Entity, body: str) -> bool:
    event = network.resolve(action.get("event"))
    return event is not None and event.get("body") == body


def _due(action: Entity) -> str:
    return last_day(action.get("due")) if is_date(action.get("due")) else ""


def section(network: Network, body: str, write: Writer, edition: str) -> Section:
    """Return the open actions; outside the bureau nothing of them is shown, and that is said."""
    title = write.words("actions.title")
    if edition != "internal":
        return Section("actions", title, (paragraph(write.sentence("actions.internal")),))
    found = find(network, body)
    if not found:
        return Section("actions", title, (paragraph(write.sentence("actions.none")),))
    late = [action.id for action in found if _is_late(network, action)]
    lead = [write.sentence("actions.lead", n=write.count("actions.open", len(found), [a.id for a in found]))]
    if late:
        lead.append(write.sentence("actions.late", n=write.count("actions.late", len(late), late)))
    headings = tuple(write.words(f"col.{name}") for name in ("action", "assignee", "due", "agreed-at"))
    rows = tuple(_row(network, action, write) for action in found)
    blocks: tuple[Block, ...] = (paragraph(*lead), Table(write.words("actions.caption"), headings, rows))
    return Section("actions", title, blocks)


def _is_late(network: Network, action: Entity) -> bool:
    today = network.day
    return bool(_due(action) and today and _due(action) < first_day(today))


def _row(network: Network, action: Entity, write: Writer) -> tuple[Text, ...]:
    who = [network.name(ident, write.lang) for ident in action.all("assignee")]
    return cells(
        action.name,
        language.join(who, write.lang) or "–",
        language.date(action.get("due"), write.lang) if _due(action) else write.words("not-said"),
        network.name(action.get("event"), write.lang) if action.get("event") else "–",
    )
