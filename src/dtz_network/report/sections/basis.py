"""On what an answer rests, in one sentence: how much, of when, how sure; method and settings for experts."""

from __future__ import annotations

from collections.abc import Iterable

from dtz_network import language
from dtz_network.analysis.claims import RANDOM, Basis, Certainty
from dtz_network.report.report_model import Detail, Paragraph, Section, Text, Writer, paragraph


def basis_line(basis: Basis, write: Writer, detail: Detail) -> Paragraph:
    """Return the line below an answer: n, ties and date; with ``expert`` method, settings, seed and band."""
    repeated = "basis.random" if basis.band.endswith(RANDOM) else "basis.repeated"
    repeated = "basis.drawn" if "draws" in basis.band else repeated
    key = "basis.exact" if basis.band == "exact" else repeated
    date = language.date(basis.date, write.lang) if basis.date else write.words("basis.undated")
    n, ties = (
        write.count(f"basis.{what}", number) for what, number in (("n", basis.n), ("ties", basis.ties))
    )
    told = write.sentence(key, count=n, ties=ties, date=date)
    sentences = [told if basis.n else write.sentence("basis.nothing", date=date)]
    if basis.possibly:
        sentences.append(write.sentence("basis.possibly", n=write.count("basis.possibly", basis.possibly)))
    if detail.expert:
        sentences.append(_method(basis, write))
    return paragraph(*sentences)


def _method(basis: Basis, write: Writer) -> Text:
    settings = [f"{name} {value}" for name, value in basis.parameters]
    settings += [f"seed {basis.seed}"] if basis.seed is not None else []
    settings += [basis.band] if basis.band != "exact" else []
    settings.append(f"data {basis.fingerprint[:12]}")
    return write.sentence("basis.method", method=basis.method, settings="; ".join(settings))


def closed(told: Iterable[Section], basis: Basis, write: Writer, detail: Detail) -> list[Section]:
    """Return the sections that say something, on what they rest below the last; one of them must."""
    *kept, last = (section for section in told if section.blocks)
    return [*kept, last.with_blocks(basis_line(basis, write, detail))]


def certainty_words(certainty: Certainty, write: Writer) -> str:
    """Return how sure a claim is, in words."""
    return write.words(f"certainty.{certainty}")
