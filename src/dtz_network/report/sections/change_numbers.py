"""What changed in numbers: relationships by kind, turnover, what has no date; and in the computed groups."""

from __future__ import annotations

from collections.abc import Iterator

from dtz_network import language
from dtz_network.analysis.history.change import Change, Count
from dtz_network.analysis.history.group_change import GroupChange, GroupChanges
from dtz_network.model.network import Network
from dtz_network.report.report_model import Block, Bullets, Detail, Table, Text, Writer, cells, paragraph
from dtz_network.report.sections import naming
from dtz_network.report.sections.basis import certainty_words
from dtz_network.report.sections.change_words import listed
from dtz_network.report.sections.groups import title


def numbers(network: Network, found: Change, write: Writer, detail: Detail) -> Iterator[Block]:
    """Yield how many relationships began and ended by kind, what stayed, and what cannot be dated."""
    if found.counts:
        headings = tuple(
            write.words(f"col.{name}")
            for name in ("tie", "then", "heard", "began", "ended", "now", "direction")
        )
        rows = tuple(_count(network, row, write) for row in found.counts)
        yield Table(write.words("change.counts"), headings, rows, (1, 2, 3, 4, 5))
    turn, texts = found.turnover, []
    if turn.parties:
        text = write.sentence(
            "change.turnover",
            n=write.count("change.parties", turn.parties),
            kept=write.count("change.kept", turn.kept),
            began=write.count("change.began", turn.began),
            ended=write.count("change.ended", turn.ended),
            share=write.percent("change.jaccard", turn.jaccard),
        )
        texts.append(text)
    if turn.newly_recorded:
        n = write.count("change.newly-recorded", len(turn.newly_recorded), turn.newly_recorded)
        texts.append(
            write.sentence(
                "change.newly-recorded",
                n=n,
                names=naming.listed(network, turn.newly_recorded, write, detail.limit),
            )
        )
    if found.undated:
        n = write.count("change.undated", found.undated)
        of = write.count("change.relationships", found.relationships)
        texts.append(write.sentence("change.undated", n=n, of=of))
    if texts:
        yield Bullets(tuple(texts))


def _count(network: Network, row: Count, write: Writer) -> tuple[Text, ...]:
    label = network.schema.types[row.type].plural[write.lang]
    heard = f"{'+' if row.heard > 0 else '−' if row.heard < 0 else ''}{language.number(abs(row.heard), write.lang)}"
    key = "unclear" if row.certainty == "too_little" else "growth" if row.began > row.ended else "shrinking"
    words = write.words(f"change.{key}")
    sure = "" if row.certainty == "too_little" else f" ({certainty_words(row.certainty, write)})"
    return cells(
        label,
        write.count("change.then", row.then),
        write.fact("change.heard", row.heard, heard),
        write.count("change.began", row.began),
        write.count("change.ended", row.ended),
        write.count("change.now", row.now),
        words + sure if row.began or row.ended else "–",
    )


def groups(network: Network, found: GroupChanges, write: Writer, detail: Detail) -> Iterator[Block]:
    """Yield which computed groups grew, split or ended, and who surely moved."""
    if found.state != "compared":
        n = write.count("groups.organisations", found.found.n)
        yield paragraph(write.sentence(f"change.groups-{found.state.replace('_', '-')}", n=n))
        return
    titles = {group.id: title(network, group, write) for group in found.found.groups}
    items = [
        _group(network, one, titles, write, detail)
        for one in found.groups
        if one.state not in ("same", "noise")
    ]
    quiet = [one.id for one in found.groups if one.state in ("same", "noise")]
    if quiet:
        yield paragraph(
            write.sentence("change.groups-quiet", n=write.count("change.groups", len(quiet), quiet))
        )
    if items:
        yield Bullets(tuple(items))
    moves = [
        write.sentence(
            "change.move",
            organisation=network.name(move.organisation, write.lang),
            before=titles.get(move.before, move.before),
            after=titles.get(move.after, move.after),
            certainty=certainty_words(move.certainty, write),
        )
        for move in found.moves
    ]
    yield from listed("moves", moves, write, detail)
    if found.unsure:
        n = write.count("change.unsure", len(found.unsure), found.unsure)
        yield paragraph(write.sentence("change.unsure", n=n))


def _group(network: Network, one: GroupChange, titles: dict[str, str], write: Writer, detail: Detail) -> Text:
    came = tuple(ident for ident in one.after if ident not in one.before)
    left = tuple(ident for ident in one.before if ident not in one.after)
    return write.sentence(
        f"change.group-{one.state}",
        group=titles.get(one.id, one.id),
        before=write.count("change.group-before", len(one.before), one.before),
        after=write.count("change.group-after", len(one.after), one.after),
        came=naming.listed(network, came, write, detail.limit) or "–",
        left=naming.listed(network, left, write, detail.limit) or "–",
    )
