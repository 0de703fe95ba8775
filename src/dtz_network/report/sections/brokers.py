"""Who connects, on whom much hangs, with and without the bureau; figures for experts apart."""

from __future__ import annotations

from collections.abc import Sequence

from dtz_network import language
from dtz_network.analysis.brokerage.brokers import Brokers, CutPoint
from dtz_network.analysis.brokerage.connectors import Connector
from dtz_network.analysis.brokerage.go_between import ROLES
from dtz_network.analysis.brokerage.positions import KeySet, Position
from dtz_network.analysis.kinds import KINDS, Kind
from dtz_network.model.network import Network
from dtz_network.report.report_model import (
    Block,
    Bullets,
    Detail,
    Part,
    Section,
    Table,
    Text,
    Writer,
    cells,
    paragraph,
)
from dtz_network.report.sections.basis import certainty_words, closed
from dtz_network.report.sections.missing import unjudged
from dtz_network.report.sections.naming import capital, kind_words, listed

_TOLD, _NAMED = 6, 8


def sections(network: Network, found: Brokers, write: Writer, detail: Detail) -> list[Section]:
    """Return who connects in words; figures for experts where asked for."""
    told = [
        _connectors(network, found, write, detail),
        _bureau(network, found, write),
        _dependence(network, found, write, detail),
    ]
    if detail.expert:
        told.append(_expert(network, found, write, detail))
    return closed(told, found.basis, write, detail)


def _connectors(network: Network, found: Brokers, write: Writer, detail: Detail) -> Section:
    title = write.words("brokers.title")
    lead = [write.sentence("brokers.lead"), write.sentence(f"brokers.through.{found.through}")]
    if not found.connectors:
        why = unjudged(network, write) or write.sentence("brokers.none")
        return Section("brokers", title, (paragraph(*lead, why),))
    shown = found.connectors[: detail.limit]
    columns = ("place", "organisation", "range", "sure", "partners")
    headings = tuple(write.words(f"brokers.col.{name}") for name in columns)
    rows = tuple(_row(network, connector, write) for connector in shown)
    reach = [_reach(network, key, write) for key in _sets(found) if key.purpose == "reach"]
    blocks: list[Block] = [
        paragraph(*lead, write.sentence("brokers.ranks")),
        Table(write.words("brokers.caption"), headings, rows, (0, 4)),
    ]
    if _nobody_stands_out(found):
        blocks.append(paragraph(write.sentence("brokers.nobody")))
    else:
        blocks.append(Bullets(tuple(_told(network, connector, write) for connector in shown[:_TOLD])))
    return Section("brokers", title, (*blocks, *([paragraph(*reach)] if reach else [])))


def _nobody_stands_out(found: Brokers) -> bool:
    """Return whether the first rank is shared by half of all that connect, or its place is known of nobody."""
    first = [connector for connector in found.connectors if connector.rank == 1]
    shared = len(found.connectors) > 2 and 2 * first[0].shared >= len(found.connectors)
    return shared or (len(first) > 1 and all(one.certainty == "too_little" for one in first))


def _row(network: Network, connector: Connector, write: Writer) -> tuple[Text, ...]:
    rank = language.number(connector.rank, write.lang)
    place = rank if connector.shared == 1 else write.words("brokers.shared", rank=rank)
    low, high = (language.number(n, write.lang) for n in (connector.low, connector.high))
    return cells(
        write.fact("brokers.rank", connector.rank, place, [connector.organisation]),
        network.name(connector.organisation, write.lang),
        write.fact(
            "brokers.range", f"{connector.low}-{connector.high}", f"{low}–{high}" if low != high else low
        ),
        certainty_words(connector.certainty, write),
        write.count("brokers.partners", len(connector.partners), connector.partners),
    )


def _told(network: Network, connector: Connector, write: Writer) -> Text:
    """Return between whom an organisation stands, and on what that hangs."""
    name = capital(network.name(connector.organisation, write.lang))
    pairs = [_strongest(network, connector, kind, write) for kind in KINDS]
    known = [pair for pair in pairs if pair]
    share = write.fact(
        "brokers.share", connector.share, _percent(connector.share, write), [connector.organisation]
    )
    if known:
        between = language.join(known, write.lang)
        text = write.sentence("brokers.between", name=name, share=share, between=between)
    else:
        text = write.sentence("brokers.between-unknown", name=name, share=share)
    if not connector.hangs_on:
        return text
    on = network.name(connector.hangs_on, write.lang)
    return (*text, " ", *write.sentence("brokers.one-tie", on=on))


def _strongest(network: Network, connector: Connector, kind: Kind, write: Writer) -> str:
    best = next((between for between in connector.between if between.kind == kind), None)
    if best is None:
        return ""
    one, other = (kind_words(network, kind, code, write) for code in (best.one, best.other))
    return write.words("brokers.one-and-other", one=one, other=other)


def _percent(share: float, write: Writer) -> str:
    return language.number(100 * share, write.lang, 1 if share < 0.095 else 0) + " %"


def _sets(found: Brokers) -> Sequence[KeySet]:
    return found.positions.key_sets if found.positions else ()


def _reach(network: Network, key: KeySet, write: Writer) -> Text:
    names = listed(network, key.organisations, write)
    return write.sentence(
        "brokers.reach", names=names, n=write.count("brokers.reach", key.met, key.organisations)
    )


def _bureau(network: Network, found: Brokers, write: Writer) -> Section:
    """Return what changes when the bureau is left out."""
    title = write.words("brokers.bureau-title")
    own = [ident for ident in found.bureau if network.is_a(ident, "Organization")]
    name = listed(network, own or found.bureau[:3], write)
    if not found.bureau:
        return Section(
            "bureau",
            title,
            (paragraph(write.sentence("ourselves.unknown"), write.sentence("brokers.bureau-unknown")),),
        )
    if not found.connectors_without:
        shown = len(own or found.bureau[:3])
        return Section(
            "bureau", title, (paragraph(write.sentence("brokers.bureau-absent", n=shown, name=name)),)
        )
    at = next((c for c in found.connectors if c.organisation in own), None)
    where = (
        write.sentence(
            "brokers.bureau-at", name=name, rank=write.count("brokers.rank", at.rank, [at.organisation])
        )
        if at
        else write.sentence("brokers.bureau-not-between", name=name)
    )
    first = [c.organisation for c in found.connectors_without if c.rank == 1]
    without = write.sentence("brokers.bureau-without", names=listed(network, first, write, _NAMED))
    return Section("bureau", title, (paragraph(where, without),))


def _dependence(network: Network, found: Brokers, write: Writer, detail: Detail) -> Section:
    """Return on whom alone the contact of others hangs."""
    own = set(found.bureau)
    cuts = [cut for cut in found.without_bureau or found.cut_points if cut.organisation not in own]
    items = [_cut(network, cut, write) for cut in cuts[: detail.limit]]
    items += [_cut(network, cut, write) for cut in found.cut_points if cut.organisation in own]
    items += [
        write.sentence(
            "brokers.one-person",
            n=write.count("brokers.cut-off", len(cut.cut_off), cut.cut_off),
            names=listed(network, cut.cut_off, write, _NAMED),
        )
        for cut in found.people[: detail.limit]
    ]
    blocks: list[Block] = [Bullets(tuple(items))] if items else []
    if not items and found.connectors:
        blocks = [paragraph(write.sentence("dependence.none"))]
    return Section("dependence", write.words("dependence.title"), tuple(blocks))


def _cut(network: Network, cut: CutPoint, write: Writer) -> Text:
    return write.sentence(
        "brokers.cut",
        name=network.name(cut.organisation, write.lang),
        n=write.count("dependence.cut-off", len(cut.cut_off), cut.cut_off),
        names=listed(network, cut.cut_off, write, _NAMED),
    )


def _expert(network: Network, found: Brokers, write: Writer, detail: Detail) -> Section:
    """Return structural holes, roles with their z, mixing and key players as tables."""
    title = write.words("brokers.expert-title")
    if found.positions is None:
        return Section("positions", title, (paragraph(write.sentence("brokers.too-large")),))
    if not found.positions.positions:
        return Section("positions", title, ())
    shares = {connector.organisation: connector.share for connector in found.connectors}
    chosen = found.positions.positions[: detail.limit]
    blocks = [_holes(network, chosen, shares, write)]
    blocks += [table for kind in KINDS if (table := _roles(network, kind, chosen, write))]
    keys = [_key_set(network, key, write) for key in found.positions.key_sets]
    mixed = [
        write.sentence(
            "brokers.mixing",
            kind=write.words(f"brokers.kind.{row.kind}"),
            n=write.count("brokers.mixing-n", row.n),
            ei=_figure("brokers.ei", row.mixing.ei, write),
            expected=_figure("brokers.ei-expected", row.mixing.expected, write),
            apart=_figure("brokers.assortativity", row.mixing.assortativity, write),
        )
        for row in found.positions.mixing
    ]
    return Section("positions", title, (*blocks, Bullets((*keys, *mixed))))


def _figure(question: str, value: float | None, write: Writer, decimals: int = 3) -> Part:
    if value is None:
        return write.words("brokers.undefined")
    return write.decimal(question, value, decimals)


def _holes(network: Network, chosen: Sequence[Position], shares: dict[str, float], write: Writer) -> Table:
    columns = ("organisation", "betweenness", "constraint", "effective")
    rows = tuple(
        cells(
            network.name(position.organisation, write.lang),
            _figure("brokers.betweenness", shares[position.organisation], write, 4),
            _figure("brokers.constraint", position.constraint, write),
            _figure("brokers.effective", position.effective_size, write, 2),
        )
        for position in chosen
    )
    headings = tuple(write.words(f"brokers.col.{name}") for name in columns)
    return Table(write.words("brokers.holes-caption"), headings, rows, (1, 2, 3))


def _roles(network: Network, kind: Kind, chosen: Sequence[Position], write: Writer) -> Table | None:
    """Return the five roles between the kinds of one sort, each count with its z."""
    rows = []
    for position in chosen:
        for roles in (roles for roles in position.roles if roles.kind == kind):
            shown = (
                f"{language.number(count, write.lang)} ({language.number(z, write.lang, 1)})"
                for count, z in zip(roles.counts, roles.z, strict=True)
            )
            facts = (
                write.fact(f"brokers.{role}", text, text) for role, text in zip(ROLES, shown, strict=True)
            )
            own = kind_words(network, kind, roles.own, write)
            rows.append(cells(network.name(position.organisation, write.lang), own, *facts))
    headings = [write.words(f"brokers.col.{name}") for name in ("organisation", "own")]
    headings += [write.words(f"brokers.role.{role}") for role in ROLES]
    caption = write.words("brokers.roles-caption", kind=write.words(f"brokers.kind.{kind}"))
    return Table(caption, tuple(headings), tuple(rows), tuple(range(2, 7))) if rows else None


def _key_set(network: Network, key: KeySet, write: Writer) -> Text:
    return write.sentence(
        f"brokers.key-{key.purpose}",
        names=listed(network, key.organisations, write),
        value=_figure(f"brokers.key-{key.purpose}", key.value, write),
        how=write.words("brokers.exact" if key.exact else "brokers.greedy"),
    )
