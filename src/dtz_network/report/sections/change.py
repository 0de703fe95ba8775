"""What changed, in words: in the region; what we only heard or corrected; numbers taken apart; groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dtz_network import language
from dtz_network.analysis.administration.figures import decimal
from dtz_network.analysis.history.change import Change, Count, SeatChange
from dtz_network.analysis.history.group_change import GroupChange, GroupChanges
from dtz_network.analysis.history.learned import Difference, KnownEntity, KnownTie
from dtz_network.analysis.history.valid_change import TieChange
from dtz_network.model.network import Network
from dtz_network.report.report_model import (
    Block,
    Bullets,
    Detail,
    Paragraph,
    Part,
    Section,
    Table,
    Text,
    Writer,
    cells,
    paragraph,
)
from dtz_network.report.sections import naming
from dtz_network.report.sections.basis import certainty_words
from dtz_network.report.sections.groups import title

_SUBJECTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("members", ("Membership",)),
    ("participation", ("Participation",)),
    ("money", ("Funding",)),
    ("ties", ()),
)
"""The subjects of which relationships are told, and their types; the last has all others."""


def sections(
    network: Network,
    found: Change,
    write: Writer,
    detail: Detail,
    *,
    meeting: str = "",
    body: str = "",
    news: bool = False,
) -> list[Section]:
    """Return the sections on what changed; ``body`` restricts seats and members to one body.

    With ``news`` it is said that what was heard later is left out where nothing was known on the first day.
    """
    return [
        Section("change", write.words("change.title"), (_lead(found, write, meeting, news=news),)),
        Section("region", write.words("change.region"), tuple(_region(network, found, write, detail, body))),
        Section(
            "learned", write.words("change.learned"), tuple(_learned(network, found, write, detail, body))
        ),
        Section("numbers", write.words("change.numbers"), tuple(_numbers(network, found, write, detail))),
        Section("groups", write.words("change.groups"), tuple(_groups(network, found.groups, write, detail))),
    ]


def _lead(found: Change, write: Writer, meeting: str, *, news: bool) -> Paragraph:
    since, until = (language.date(day, write.lang) for day in (found.since, found.until))
    sentences = [write.sentence("change.lead", since=since, until=until)]
    if meeting:
        sentences.insert(0, write.sentence("change.meeting", meeting=meeting, date=since))
    if not found.known_then:
        sentences.append(
            write.sentence("change.nothing-told" if news else "change.nothing-known", since=since)
        )
    return paragraph(*sentences)


# --- in the region


def _region(network: Network, found: Change, write: Writer, detail: Detail, body: str) -> Iterator[Block]:
    """Yield what surely began or ended; what may have is counted, for experts listed."""
    seats = [_seat(network, seat, write) for seat in found.seats if body in ("", seat.body)]
    yield from _listed("seats", seats, write, detail)
    possible: list[Part] = []
    for subject, changes in _by_subject(found, body):
        told = [one for one in changes if one.sure or detail.expert]
        yield from _listed(subject, [_changed(network, one, write) for one in told], write, detail)
        if unsure := [one.id for one in changes if not one.sure]:
            possible.append(write.count(f"change.{subject}-possibly", len(unsure), unsure))
            possible.append(write.words(f"change.of-{subject}"))
    if possible:
        yield paragraph(write.sentence("change.possibly"), _together(possible))
    elif not seats and not found.entities and not found.ties:
        yield paragraph(write.sentence("change.region-none"))


def _by_subject(found: Change, body: str) -> Iterator[tuple[str, list[TieChange]]]:
    for subject, kind in (("projects", "Project"), ("events", "Event")):
        yield subject, [one for one in found.entities if one.type == kind]
    for subject, kinds in _SUBJECTS:
        yield subject, [t for t in found.ties if _about(t.type, kinds) and _of_body(t.type, t.target, body)]


def _together(parts: Sequence[Part]) -> Text:
    """Return numbers and words in turns as a list: "3 initiatieven, 2 deelnames"."""
    text: list[Part] = []
    for number, words in zip(parts[::2], parts[1::2], strict=True):
        text += [", "] if text else []
        text += [number, f" {words}"]
    return (*text, ".")


def _about(kind: str, kinds: Sequence[str]) -> bool:
    named = [one for _, of in _SUBJECTS for one in of]
    return kind in kinds if kinds else kind not in named


def _of_body(kind: str, target: str, body: str) -> bool:
    return kind != "Membership" or body in ("", target)


def _listed(subject: str, items: Sequence[Text], write: Writer, detail: Detail) -> Iterator[Block]:
    """Yield the number of items and as many as asked for."""
    if not items:
        return
    n = write.count(f"change.{subject}", len(items))
    yield paragraph(write.sentence(f"change.{subject}", n=n))
    more = len(items) - detail.limit
    shown = [*items[: detail.limit], *([(write.words("and-more", n=more),)] if more > 0 else [])]
    yield Bullets(tuple(shown))


def _seat(network: Network, seat: SeatChange, write: Writer) -> Text:
    held, holds = (
        language.join([network.name(p, write.lang) for p in people], write.lang)
        or write.words(f"seat.{state}")
        for people, state in ((seat.held, seat.before), (seat.holds, seat.after))
    )
    key = "change.seat-same" if held == holds else "change.seat"
    text = write.sentence(
        key,
        seat=naming.seat(network, seat.seat, write),
        body=network.name(seat.body, write.lang),
        held=held,
        holds=holds,
    )
    if not seat.term_ended:
        return text
    return (*text, " ", *write.sentence("change.term", date=language.date(seat.term_ended, write.lang)))


def _changed(network: Network, one: TieChange, write: Writer) -> Text:
    kind = {"Project": "project", "Event": "event"}.get(one.type, "tie")
    return write.sentence(
        f"change.{kind}-{_sure(one)}",
        tie=_named(network, one, write) if one.target else network.name(one.source, write.lang),
        date=language.date(one.on, write.lang),
    )


def _sure(one: TieChange) -> str:
    return one.what if one.sure else f"{one.what}-possibly"


def _named(network: Network, one: TieChange | KnownTie, write: Writer) -> str:
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


# --- what we heard or corrected


def _learned(network: Network, found: Change, write: Writer, detail: Detail, body: str) -> Iterator[Block]:
    known = found.learned
    for how in ("added", "withdrawn", "corrected"):
        ties = [t for t in known.ties if t.how == how and _of_body(t.type, t.target, body)]
        items = [_known_tie(network, tie, write) for tie in ties]
        yield from _listed(f"ties-{how}", items, write, detail)
        entities = [e for e in known.entities if e.how == how]
        yield from _listed(
            f"entities-{how}", [_known_entity(network, one, write) for one in entities], write, detail
        )
    if not known.ties and not known.entities:
        yield paragraph(write.sentence("change.learned-none"))


def _known_tie(network: Network, tie: KnownTie, write: Writer) -> Text:
    dates = _dates(tie.since, tie.until, write)
    text = f"{_named(network, tie, write)}{f', {dates}' if dates else ''}"
    return (text + _said(network, tie.type, tie.differences, write),)


def _dates(since: str, until: str, write: Writer) -> str:
    shown = [language.date(day, write.lang) if day else "" for day in (since, until)]
    key = "period" if since and until else "from" if since else "to" if until else ""
    return write.words(f"change.{key}", since=shown[0], until=shown[1]) if key else ""


def _known_entity(network: Network, one: KnownEntity, write: Writer) -> Text:
    kind = network.schema.label(one.type, write.lang)
    return (
        f"{network.name(one.id, write.lang)} ({kind})" + _said(network, one.type, one.differences, write),
    )


def _said(network: Network, kind: str, differences: Sequence[Difference], write: Writer) -> str:
    """Return what was and is known of each field that differs, after a colon."""
    if not differences:
        return ""
    told = [
        write.words(
            "change.difference",
            field=_field(network, kind, one.field, write),
            before=_value(network, kind, one.field, one.before, write),
            after=_value(network, kind, one.field, one.after, write),
        )
        for one in differences
    ]
    return ": " + "; ".join(told)


def _field(network: Network, kind: str, field: str, write: Writer) -> str:
    spec = network.schema.types[kind].properties.get(field)
    if spec is not None:
        return spec.label[write.lang]
    return (
        write.words(f"change.field.{field}")
        if field in ("source", "target", "role", "since", "until", "type")
        else field
    )


def _value(network: Network, kind: str, field: str, value: str, write: Writer) -> str:
    spec = network.schema.types[kind].properties.get(field)
    shown = []
    for one in value.split("; "):
        found = network.resolve(one)
        if found is not None:
            shown.append(network.name(one, write.lang))
        else:
            shown.append(network.schema.value(spec, one, write.lang) if spec else one)
    return ", ".join(shown) if value else write.words("change.nothing")


# --- numbers


def _numbers(network: Network, found: Change, write: Writer, detail: Detail) -> Iterator[Block]:
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


# --- groups


def _groups(network: Network, found: GroupChanges, write: Writer, detail: Detail) -> Iterator[Block]:
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
    yield from _listed("moves", moves, write, detail)
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
