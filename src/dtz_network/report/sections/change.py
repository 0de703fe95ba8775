"""What changed, in words: in the region; what we only heard or corrected; numbers taken apart; groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from dtz_network import language
from dtz_network.analysis.history.change import Change, SeatChange
from dtz_network.analysis.history.valid_change import TieChange
from dtz_network.model.network import Network
from dtz_network.report.report_model import (
    Block,
    Detail,
    Paragraph,
    Part,
    Section,
    Text,
    Writer,
    paragraph,
)
from dtz_network.report.sections import naming
from dtz_network.report.sections.change_learned import learned
from dtz_network.report.sections.change_numbers import groups, numbers
from dtz_network.report.sections.change_words import listed, named, of_body

_SUBJECTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("members", ("Membership",)),
    ("participation", ("Participation",)),
    ("money", ("Funding",)),
    ("attendance", ("Attendance",)),
    ("ties", ()),
)
"""The subjects of which relationships are told, and their types; the last has all others."""
_SHORT = ("projects", "members", "participation", "money")
"""The subjects that are told in short."""


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
    """Return the sections on what changed, counted from a ``meeting`` (its id) if given; ``body`` restricts seats and members.

    With ``news`` it is said that what was heard later is left out where nothing was known on the first day.
    """
    return [
        Section(
            "change",
            write.words("change.title"),
            (_lead(found, write, _called(network, meeting, write), news=news),),
        ),
        Section("region", write.words("change.region"), tuple(_region(network, found, write, detail, body))),
        Section(
            "learned", write.words("change.learned"), tuple(learned(network, found, write, detail, body))
        ),
        Section("numbers", write.words("change.numbers"), tuple(numbers(network, found, write, detail))),
        Section("groups", write.words("change.groups"), tuple(groups(network, found.groups, write, detail))),
    ]


def _called(network: Network, meeting: str, write: Writer) -> str:
    """Return what a meeting is called, by the body that met where it has no name: its day is told beside it."""
    event = network.resolve(meeting)
    return network.name((not event.name and event.get("body")) or event.id, write.lang) if event else ""


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


def _region(network: Network, found: Change, write: Writer, detail: Detail, body: str) -> Iterator[Block]:
    """Yield what surely began or ended; what may have is counted, for experts listed."""
    seats = [_seat(network, seat, write) for seat in found.seats if body in ("", seat.body)]
    yield from listed("seats", seats, write, detail)
    possible: list[Text] = []
    present = _present(found)
    for subject, changes in _by_subject(found, body):
        told = [one for one in changes if one.sure or detail.expert]
        items = [_changed(network, one, write, present.get(one.source, ())) for one in told]
        yield from listed(subject, items, write, detail)
        if unsure := [one.id for one in changes if not one.sure]:
            n = write.count(f"change.{subject}-possibly", len(unsure), unsure)
            possible.append(write.sentence(f"change.of-{subject}", n=n))
    if possible:
        yield paragraph(write.sentence("change.possibly"), _together(possible))
    elif not seats and not found.entities and not found.ties:
        yield paragraph(write.sentence("change.region-none"))


def _by_subject(found: Change, body: str) -> Iterator[tuple[str, list[TieChange]]]:
    for subject, kind in (("projects", "Project"), ("events", "Event")):
        yield subject, [one for one in found.entities if one.type == kind]
    with_event = {tie for present in _present(found).values() for tie in present}
    for subject, kinds in _SUBJECTS:
        ties = [t for t in found.ties if _about(t.type, kinds) and of_body(t.type, t.target, body)]
        yield subject, [tie for tie in ties if tie not in with_event]


def _present(found: Change) -> dict[str, list[TieChange]]:
    """Return who surely was at each event that is told itself, and is told with it."""
    told = {one.id for one in found.entities if one.type == "Event" and one.sure}
    present: dict[str, list[TieChange]] = defaultdict(list)
    for tie in found.ties:
        if tie.type == "Attendance" and tie.target in told and tie.sure:
            present[tie.target].append(tie)
    return present


def in_short(found: Change, write: Writer, body: str) -> Text:
    """Return how many initiatives, memberships, participations and contributions surely began or ended; () for none."""
    told: list[Text] = []
    for subject, changes in _by_subject(found, body):
        sure = [one.id for one in changes if one.sure]
        if sure and subject in _SHORT:
            n = write.count(f"change.{subject}", len(sure), sure)
            told.append(write.sentence(f"change.of-{subject}", n=n))
    return _together(told) if told else ()


def _together(items: Sequence[Text]) -> Text:
    """Return numbers with their words as a list: "3 initiatieven, 2 deelnames."."""
    text: list[Part] = []
    for item in items:
        text += [", ", *item] if text else item
    return (*text, ".")


def _about(kind: str, kinds: Sequence[str]) -> bool:
    named = [one for _, of in _SUBJECTS for one in of]
    return kind in kinds if kinds else kind not in named


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


def _changed(network: Network, one: TieChange, write: Writer, present: Sequence[TieChange]) -> Text:
    """Return one change in words; an event with who was there."""
    name, date = network.name(one.source, write.lang), language.date(one.on, write.lang)
    if one.type == "Attendance":
        return write.sentence(
            "change.present", name=name, event=network.name(one.target, write.lang), date=date
        )
    if present:
        names = naming.listed(network, [tie.source for tie in present], write)
        return write.sentence("change.event-with", tie=name, date=date, names=names)
    kind = {"Project": "project", "Event": "event"}.get(one.type, "tie")
    tie = named(network, one, write) if one.target else name
    return write.sentence(f"change.{kind}-{_sure(one)}", tie=tie, date=date)


def _sure(one: TieChange) -> str:
    return one.what if one.sure else f"{one.what}-possibly"
