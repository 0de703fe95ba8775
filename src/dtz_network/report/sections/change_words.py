"""What several parts of what changed are told with: numbered lists, a relationship in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dtz_network import language
from dtz_network.analysis.administration.figures import decimal
from dtz_network.analysis.history.learned import KnownTie
from dtz_network.analysis.history.valid_change import TieChange
from dtz_network.model.network import Network
from dtz_network.report.report_model import Block, Bullets, Detail, Text, Writer, paragraph


def listed(subject: str, items: Sequence[Text], write: Writer, detail: Detail) -> Iterator[Block]:
    """Yield the number of items and as many as asked for; one that is left over is told as well."""
    if not items:
        return
    n = write.count(f"change.{subject}", len(items))
    yield paragraph(write.sentence(f"change.{subject}", n=n))
    limit = detail.limit + (len(items) == detail.limit + 1)
    more = len(items) - limit
    shown = [*items[:limit], *([(write.words("and-more", n=more),)] if more > 0 else [])]
    yield Bullets(tuple(shown))


def of_body(kind: str, target: str, body: str) -> bool:
    """Return whether a relationship is told where one body is asked for: every one but a membership of another body."""
    return kind != "Membership" or body in ("", target)


def named(network: Network, one: TieChange | KnownTie, write: Writer) -> str:
    """Return a relationship in words: its type, both ends, its role."""
    spec = network.schema.types[one.type]
    label = spec.label[write.lang]
    role = one.role
    if role and spec.role and spec.role.vocabulary:
        role = network.schema.term(spec.role.vocabulary, role, write.lang)
    ends = f"{network.name(one.source, write.lang)} – {network.name(one.target, write.lang)}"
    told = [part for part in (role, _amount(network, one, write)) if part]
    return f"{label[:1].upper()}{label[1:]} {ends}" + (f" ({', '.join(told)})" if told else "")


def _amount(network: Network, one: TieChange | KnownTie, write: Writer) -> str:
    """Return the amount of a funding with its status, its kind where no amount is known; "" for other ties."""
    tie = next((tie for tie in network.ties_of(one.source, "Funding") if tie.id == one.id), None)
    if tie is None:
        return ""
    amount = decimal(tie.get("amount"))
    if amount is None:
        return network.schema.term("funding_kinds", tie.get("kind"), write.lang)
    status = network.schema.term("funding_states", tie.get("status"), write.lang)
    return f"{language.amount(amount, write.lang)} {status}".strip()
