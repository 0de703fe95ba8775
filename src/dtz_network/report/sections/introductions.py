"""Whom to bring together, in words: reasons with what each adds, the way there, and what to mind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dtz_network import language
from dtz_network.analysis.claims import by_name
from dtz_network.analysis.helices import helices
from dtz_network.analysis.introducing.introductions import (
    ENOUGH,
    Choice,
    Introductions,
    Proposal,
    Refused,
    sectors,
)
from dtz_network.analysis.introducing.objections import Objection
from dtz_network.analysis.introducing.terms import Term
from dtz_network.analysis.introducing.track_record import Record
from dtz_network.model.network import Network
from dtz_network.report.report_model import (
    Block,
    Bullets,
    Detail,
    Fact,
    Part,
    Section,
    Text,
    Writer,
    paragraph,
)  # fmt: skip
from dtz_network.report.sections.basis import certainty_words
from dtz_network.report.sections.naming import quoted
from dtz_network.report.sections.ways import way_text

_REASONS = 4
_NAMED = 3


def overview(
    found: Introductions, record: Record | None, write: Writer, detail: Detail, *, ours: bool = True
) -> Section:
    """Return how many proposals there are, how far to trust them, and who was left out; ``ours`` whether who we are is known."""
    title = write.words("intro.title")
    if found.state != "found":
        return Section("introductions", title, _nothing(found, write))
    n = write.count("intro.proposals", len(found.proposals), _ends(found.proposals))
    shown = min(detail.limit, len(found.proposals))
    blocks = paragraph(
        write.sentence(
            "intro.lead-for" if found.choice.organisation else "intro.lead",
            n=n,
            cap=write.count("intro.cap", found.choice.cap),
        ),
        write.sentence("intro.shown", n=write.count("intro.shown", shown))
        if shown < len(found.proposals)
        else (),
        write.sentence("intro.points"),
        _apart(found, write),
    )
    doubts = (trust(record, found.choice, write), *_thin(found, write))
    doubts += () if ours else (write.sentence("ourselves.unknown"), write.sentence("intro.ways-without-us"))
    return Section("introductions", title, (blocks, paragraph(*doubts)))


def _thin(found: Introductions, write: Writer) -> list[Text]:
    """Return what makes all proposals weak: one kind of reason only, or old data."""
    kinds = {term.kind for proposal in found.proposals for term in proposal.terms}
    made = [write.sentence(f"intro.only.{kind}") for kind in kinds if len(kinds) == 1]
    old = sum(any(o.why == "stale" for o in proposal.against) for proposal in found.proposals)
    if 2 * old > len(found.proposals):
        made.append(write.sentence("intro.old", n=write.count("intro.old", old)))
    return made


def _nothing(found: Introductions, write: Writer) -> tuple[Block, ...]:
    """Return why there is nobody to bring together: too little is recorded, or why each pair is dropped."""
    n = write.count("intro.organisations", found.organisations)
    if found.state == "none":
        pairs = write.count("intro.pairs", sum(pairs for _, pairs in found.dropped))
        reasons = [
            write.sentence(f"intro.dropped.{why}", n=write.count("intro.dropped", pairs))
            for why, pairs in found.dropped
        ]
        return (paragraph(write.sentence("intro.none", n=pairs)), Bullets(tuple(reasons)))
    key = "intro.nothing-shared" if found.known >= ENOUGH else "intro.too_little"
    return (paragraph(write.sentence(key, n=n, known=write.count("intro.known", found.known))),)


def _ends(proposals: Iterable[Proposal]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(end for p in proposals for end in (p.one, p.other)))


def _apart(found: Introductions, write: Writer) -> Text:
    """Return how many of the first proposals cannot be told apart."""
    shared = found.proposals[0].shared
    if shared == 1:
        return ()
    every = shared == len(found.proposals)
    return write.sentence("intro.all-equal" if every else "intro.equal", n=write.count("intro.equal", shared))


def trust(record: Record | None, choice: Choice, write: Writer) -> Text:
    """Return what earlier years say of such proposals, or that they say too little; a choice was not tested."""
    if record is None or record.stated is None:
        return write.sentence("intro.untested")
    shares = (record.stated.value, record.stated.low, record.stated.high)
    n, low, high = (
        write.fact("intro.of-fifty", 50 * share, language.number(round(50 * share), write.lang))
        for share in shares
    )
    chosen = choice.organisation or choice.project or choice.across
    key = "intro.tested-all" if chosen else "intro.tested"
    return write.sentence(key, rate=n, low=low, high=high)


def proposal(network: Network, found: Proposal, place: int, write: Writer, detail: Detail) -> Section:
    """Return one proposal: why, through whom, what it bridges, what to mind."""
    one, other = (network.name(end, write.lang) for end in (found.one, found.other))
    items = [_why(network, found, write), _through(network, found, write)]
    if found.closes:
        words = [_closes(network, found, what, write) for what in found.closes]
        items.append(write.sentence("intro.closes", what="; ".join(words)))
    items += _minded(network, found.against, write)
    if detail.expert:
        items.append(_rank(found, write))
    title = write.words("intro.pair", place=place, one=one, other=other)
    return Section(f"introduction-{place}", title, (Bullets(tuple(item for item in items if item)),), 3)


def _closes(network: Network, found: Proposal, what: str, write: Writer) -> str:
    """Return what a proposal bridges: the helices or sectors of both, or a border."""
    if what == "helix":
        sides = [
            [network.schema.term("helices", h, write.lang) for h in helices(network, end)]
            for end in (found.one, found.other)
        ]
    elif what == "sector":
        sides = [
            [network.name(theme, write.lang) for theme in by_name(network, sectors(network, end))]
            for end in (found.one, found.other)
        ]
    else:
        return write.words(f"intro.closes.{what}")
    one, other = (language.join(names[:2], write.lang) for names in sides)
    return write.words(f"intro.closes.{what}", one=one, other=other)


def _why(network: Network, found: Proposal, write: Writer) -> Text:
    """Return the reasons with their points; what is not named is summed, so that the points add up."""
    pair = (found.one, found.other)
    score = write.count("intro.score", found.points, pair)
    parts: list[Part] = list(write.sentence("intro.why", n=score))
    clauses = list(_reasons(network, found, write))
    for place, clause in enumerate(clauses):
        parts.extend(["; "] if place else [" "])
        parts.extend(clause)
    return (*parts, ".")


def _reasons(network: Network, found: Proposal, write: Writer) -> Iterable[Text]:
    partners = [term for term in found.terms if term.kind == "partner"]
    others = [term for term in found.terms if term.kind != "partner"]
    groups = [[term] for term in others[:_REASONS]]
    if partners:
        groups.append(partners)
    groups.sort(key=lambda group: -sum(term.value for term in group))
    for group in groups:
        yield _reason(network, found, group, write)
    rest = others[_REASONS:]
    if rest:
        yield write.sentence(
            "intro.rest", n=write.count("intro.rest", len(rest)), points=_points(rest, found, write)
        )


def _points(terms: Sequence[Term], found: Proposal, write: Writer) -> Fact:
    return write.count(
        "intro.term",
        sum(term.points for term in terms),
        (found.one, found.other, *(t.subject for t in terms)),
    )


def _reason(network: Network, found: Proposal, terms: Sequence[Term], write: Writer) -> Text:
    first, added = terms[0], _points(terms, found, write)
    if first.kind == "partner":
        named = [network.name(term.subject, write.lang) for term in terms[:_NAMED]]
        more = len(terms) > _NAMED
        n = write.count("intro.partners", len(terms), [term.subject for term in terms])
        names = language.join(named, write.lang)
        return write.sentence(
            "intro.partner-more" if more else "intro.partner", n=n, names=names, points=added
        )
    name = quoted(network.name(first.subject, write.lang))
    if first.kind == "fit":
        need = network.name(first.need, write.lang)
        return write.sentence("intro.fit", offer=name, need=need, points=added)
    if first.wide:
        others = write.count("intro.wide", first.total - 2, (first.subject,))
        return write.sentence(f"intro.{first.kind}-wide", name=name, n=others, points=added)
    return write.sentence(f"intro.{first.kind}", name=name, points=added)


def _through(network: Network, found: Proposal, write: Writer) -> Text:
    if found.way is None:
        return write.sentence("intro.no-way")
    steps = way_text(network, found.way, write)
    if not found.way.through:
        return (*write.sentence("intro.direct"), " ", *steps, ".")
    through = network.name(found.way.through, write.lang)
    return (*write.sentence("intro.through", name=through), " ", *steps, ".")


def _minded(network: Network, against: Sequence[Objection], write: Writer) -> list[Text]:
    """Return what to mind, one sentence for each kind."""
    made = []
    for why in dict.fromkeys(objection.why for objection in against):
        found = [objection for objection in against if objection.why == why]
        named = dict.fromkeys(ident for objection in found for ident in objection.about)
        dates = [language.date(o.date, write.lang) if o.date else write.words("way.undated") for o in found]
        told: dict[str, Part | int] = {
            "names": language.join([network.name(ident, write.lang) for ident in named], write.lang),
            "dates": language.join(list(dict.fromkeys(dates)), write.lang),
            "reason": _reason_said(found[0]),
        }
        made.append(write.sentence(f"intro.mind.{why}", n=len(named), **told))
    return made


def _reason_said(objection: Objection) -> str:
    return f" ({objection.reason})" if objection.reason else ""


def _rank(found: Proposal, write: Writer) -> Text:
    rank, shared, low, high = (
        write.count("intro.rank", n) for n in (found.rank, found.shared, found.low, found.high)
    )
    word = certainty_words(found.certainty, write)
    return write.sentence("intro.rank", rank=rank, shared=shared, low=low, high=high, certainty=word)


def left_out(network: Network, found: Introductions, write: Writer, detail: Detail) -> Section:
    """Return who would have been proposed, were it not for what was recorded before."""
    items = [_refused(network, refused, write) for refused in found.refused[: detail.limit]]
    if found.barred:
        items.append(
            write.sentence("intro.barred", n=write.count("intro.barred", len(found.barred), found.barred))
        )
    return Section(
        "not-proposed", write.words("intro.left-out"), (Bullets(tuple(items)),) if items else (), 3
    )


def _refused(network: Network, refused: Refused, write: Writer) -> Text:
    one, other = (network.name(end, write.lang) for end in (refused.one, refused.other))
    objection = refused.objection
    date = language.date(objection.date, write.lang) if objection.date else write.words("way.undated")
    return write.sentence(
        f"intro.refused.{objection.why}", one=one, other=other, date=date, reason=_reason_said(objection)
    )
