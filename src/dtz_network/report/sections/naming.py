"""Names in running text: lists of them cut short, kinds of organisations, an offer that meets a need, whom to ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from dtz_network import language
from dtz_network.analysis.fits import Fit
from dtz_network.analysis.kinds import Kind
from dtz_network.analysis.potential.ask_first import Ask
from dtz_network.model.network import Network, fold
from dtz_network.report.report_model import Fact, Paragraph, Text, Writer, paragraph

FEW = 4


def listed(network: Network, idents: Sequence[str], write: Writer, most: int = 12) -> str:
    """Return the names of entities as a list in words; beyond ``most`` their number, but one left over is named as well."""
    shown = most + (len(idents) == most + 1)
    return cut([network.name(ident, write.lang) for ident in idents[:shown]], write, shown, len(idents))


def cut(names: Sequence[str], write: Writer, most: int, of: int = 0) -> str:
    """Return names in words, the first ``most``; the rest (of ``of``, if these are not all) is counted."""
    shown = names[:most]
    more = max(of, len(names)) - len(shown)
    if not more:
        return language.join(list(shown), write.lang)
    return f"{', '.join(shown)} {_more(more, write)}"


def rest(n: int, most: int, write: Writer) -> tuple[Paragraph, ...]:
    """Return what stands below a table of ``most`` rows at most: how many more there are, nothing where all are in it."""
    return (paragraph((_more(n - most, write),)),) if n > most else ()


def _more(n: int, write: Writer) -> str:
    return write.words("and-more", n=language.number(n, write.lang))


def alphabetical(network: Network, idents: Iterable[str], write: Writer) -> str:
    """Return the names of a few entities (themes) in words, in the order of the names as they are shown."""
    names = [network.name(ident, write.lang) for ident in ordered(network, idents, write)]
    return language.join(names, write.lang)


def quoted(name: str) -> str:
    """Return a name for running text; one without any letter between quotes.

    >>> quoted("4"), quoted("HTSM")
    ('‘4’', 'HTSM')
    """
    return name if any(sign.isalpha() for sign in name) else f"‘{name}’"


def themes_named(network: Network, idents: Iterable[str], write: Writer) -> str:
    """Return the names of themes in running text, in the order of the names as they are shown."""
    names = [quoted(network.name(ident, write.lang)) for ident in ordered(network, idents, write)]
    return language.join(names, write.lang)


def ordered(network: Network, idents: Iterable[str], write: Writer) -> list[str]:
    """Return ids once each, in the order of their names as they are shown."""
    return sorted(set(idents), key=lambda ident: (fold(network.name(ident, write.lang)), ident))


def types(network: Network, idents: Iterable[str], write: Writer) -> str:
    """Return how many entities there are of each type in words, most first ("20 bedrijven en 4 scholen"); of one type alone that."""
    counts = Counter(network.entities[ident].type for ident in idents)
    if len(counts) == 1 and (many := counts.total()) > 1:
        return write.words("types-one", types=network.schema.label(next(iter(counts)), write.lang, many))
    told = [(n, network.schema.label(kind, write.lang, n)) for kind, n in counts.items()]
    told.sort(key=lambda one: (-one[0], fold(one[1])))
    return language.join([f"{language.number(n, write.lang)} {label}" for n, label in told], write.lang)


def seat(network: Network, ident: str, write: Writer) -> str:
    """Return a seat by its number, where it has one ("Seat 5"), else by its name."""
    number = network.entities[ident].get("number") if ident in network.entities else ""
    return write.words("seat.number", n=number) if number else network.name(ident, write.lang)


def few(network: Network, idents: Sequence[str], write: Writer, most: int = FEW) -> str:
    """Return the names of entities, the first ``most`` of them; where one is left over, it is named as well."""
    return listed(network, idents, write, most)


def few_named(names: Sequence[str], write: Writer, most: int = FEW, of: int = 0) -> str:
    """Return names in words as :func:`few` does; ``of`` if these are not all."""
    one_over = len(names) == most + 1 >= of
    return cut(names, write, most + one_over, of)


def counted(items: Sequence[tuple[str, Fact]], write: Writer) -> Text:
    """Return names as a list in words, each with its number behind it."""
    last = language.join(["", "", ""], write.lang).removeprefix(", ")
    parts: list[str | Fact] = []
    for place, (name, n) in enumerate(items):
        before = "" if not place else last if place == len(items) - 1 else ", "
        parts += [f"{before}{name} (", n, ")"]
    return tuple(parts)


def kind_words(network: Network, kind: Kind, code: str, write: Writer) -> str:
    """Return a side, sector or place in words."""
    return (
        network.schema.term("helices", code, write.lang)
        if kind == "helix"
        else network.name(code, write.lang)
    )


def capital(name: str) -> str:
    """Return a name for the beginning of a sentence.

    >>> capital("gemeente Emmen")
    'Gemeente Emmen'
    """
    return name[:1].upper() + name[1:]


def fitting(network: Network, fit: Fit, write: Writer) -> Text:
    """Return an offer that meets a need as a sentence; names that tell whose they are say so once."""
    giver, taker, offer, need = (
        network.name(ident, write.lang) for ident in (fit.giver, fit.taker, fit.offer, fit.need)
    )
    kind = network.schema.term("capacity_kinds", fit.kind, write.lang)
    if offer.startswith(giver) and need.startswith(taker):
        return write.sentence("fit-named", offer=offer, need=need, kind=kind)
    return write.sentence("fit", giver=giver, taker=taker, kind=kind, offer=offer, need=need)


def asking(network: Network, ask: Ask, write: Writer) -> str:
    """Return an organisation with the reasons to ask it, as part of a sentence."""
    reasons = []
    for reason in ask.reasons:
        names = few(network, reason.ids, write, 1)
        when = language.date(reason.date, write.lang) if reason.date else ""
        key = f"ask.{reason.why}.dated" if when else f"ask.{reason.why}"
        reasons.append(write.words(key, names=names, n=len(reason.ids), date=when))
    return f"{network.name(ask.organisation, write.lang)} ({', '.join(reasons)})"
