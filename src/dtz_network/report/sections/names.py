"""Names in a sentence: the first few, and how many more; an offer that meets a need."""

from __future__ import annotations

from collections.abc import Sequence

from dtz_network import language
from dtz_network.analysis.fits import Fit
from dtz_network.analysis.potential.ask_first import Ask
from dtz_network.model.network import Network
from dtz_network.report.report_model import Text, Writer

NAMED = 4


def listed(network: Network, idents: Sequence[str], write: Writer, most: int = NAMED) -> str:
    """Return the names of entities, the first ``most`` of them."""
    return named([network.name(ident, write.lang) for ident in idents], write, most)


def named(names: Sequence[str], write: Writer, most: int = NAMED, of: int = 0) -> str:
    """Return names in words; the rest (of ``of``, if these are not all) is counted, one more is named as well."""
    whole = max(of, len(names))
    if whole <= most + 1 and len(names) == whole:
        return language.join(list(names), write.lang)
    shown = names[:most]
    return f"{', '.join(shown)} {write.words('and-more', n=whole - len(shown))}"


def fitting(network: Network, fit: Fit, write: Writer) -> Text:
    """Return an offer that meets a need as a sentence."""
    return write.sentence(
        "fit",
        giver=network.name(fit.giver, write.lang),
        taker=network.name(fit.taker, write.lang),
        kind=network.schema.term("capacity_kinds", fit.kind, write.lang),
        offer=network.name(fit.offer, write.lang),
        need=network.name(fit.need, write.lang),
    )


def asking(network: Network, ask: Ask, write: Writer) -> str:
    """Return an organisation with the reasons to ask it, as part of a sentence."""
    reasons = []
    for reason in ask.reasons:
        names = listed(network, reason.ids, write, 1)
        when = language.date(reason.date, write.lang) if reason.date else ""
        key = f"ask.{reason.why}.dated" if when else f"ask.{reason.why}"
        reasons.append(write.words(key, names=names, n=len(reason.ids), date=when))
    return f"{network.name(ask.organisation, write.lang)} ({', '.join(reasons)})"
