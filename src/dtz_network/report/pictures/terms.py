"""Terms of the seats of a body on a line of years."""

from __future__ import annotations

from dtz_network import language
from dtz_network.analysis.administration import governance
from dtz_network.analysis.administration.governance import SeatState
from dtz_network.model.dates import is_date, last_day
from dtz_network.model.network import Network
from dtz_network.picture.drawn.drawings import Sign, State, Term, TermsDrawing
from dtz_network.report.report_model import Picture, Text, Writer, paragraph
from dtz_network.report.sections.bodies import side_words

_ORDER: tuple[State, ...] = ("filled", "possibly", "unnamed", "vacant")


def of(network: Network, body: str, write: Writer) -> list[Picture]:
    """Return the terms of the seats, no picture where the sources name fewer than two."""
    seats = governance.body(network, body).seats
    today = network.day
    terms = tuple(_term(network, place, seat, write) for place, seat in enumerate(seats, 1))
    if sum(bool(term.start or term.end) for term in terms) < 2 or not is_date(today):
        return []
    caption = write.words("picture.terms.caption", body=network.name(body, write.lang))
    shown = language.date(today, write.lang)
    drawing = TermsDrawing(terms, last_day(today), shown, _legend(terms, write))
    return [Picture(caption, drawing, _told(seats, terms, last_day(today), write))]


def _term(network: Network, place: int, seat: SeatState, write: Writer) -> Term:
    full = [holder for holder in seat.holders if not holder.deputy]
    names = [network.name(holder.person, write.lang) for holder in full]
    who = ", ".join(dict.fromkeys(names)) or write.words(f"seat.{seat.state}")
    side = side_words(network, seat.side, write)
    start = seat.term_start or next((holder.since for holder in full if holder.since), "")
    dates = [day if is_date(day) else "" for day in (start, seat.term_end)]
    return Term(f"{place} {side}: {who}", dates[0], dates[1], _state(seat))


def _state(seat: SeatState) -> State:
    if seat.state == "vacant":
        return "vacant"
    if seat.state != "filled":
        return "unnamed"
    full = [holder for holder in seat.holders if not holder.deputy]
    return "possibly" if full and all(holder.certain == "possibly" for holder in full) else "filled"


def _legend(terms: tuple[Term, ...], write: Writer) -> tuple[tuple[Sign, str], ...]:
    dated = [term for term in terms if term.start or term.end]
    there = {term.state for term in dated}
    found: list[tuple[Sign, str]] = [
        (state, write.words(f"picture.terms.{state}")) for state in _ORDER if state in there
    ]
    if any(len(day) < 10 for term in dated for day in (term.start, term.end)):
        found.append(("unsure", write.words("picture.terms.unsure")))
    return tuple(found)


def _told(seats: tuple[SeatState, ...], terms: tuple[Term, ...], today: str, write: Writer) -> Text:
    dated = [seat.seat for seat, term in zip(seats, terms, strict=True) if term.start or term.end]
    sentences = [
        write.sentence(
            "picture.terms.all" if len(dated) == len(seats) else "picture.terms.told",
            n=write.count("picture.dated", len(dated), dated),
            of=write.count("governance.seats", len(seats), [seat.seat for seat in seats]),
        )
    ]
    ahead = sorted((last_day(term.end), place) for place, term in enumerate(terms) if term.end)
    coming = [(end, place) for end, place in ahead if end >= today]
    if coming:
        places = [place for end, place in coming if end == coming[0][0]]
        numbers = language.join([str(place + 1) for place in places], write.lang)
        date = language.date(terms[places[0]].end, write.lang)
        sentences.append(write.sentence("picture.terms.first", n=len(places), numbers=numbers, date=date))
    open_ = [seat.seat for seat, term in zip(seats, terms, strict=True) if term.state == "possibly"]
    if open_:
        n = write.count("picture.possibly", len(open_), open_)
        sentences.append(write.sentence("picture.terms.maybe", n=n))
    return paragraph(*sentences).text
