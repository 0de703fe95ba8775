"""The account at the end of a document: sources, date, edition, method of each answer, what is not known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dtz_network import language
from dtz_network.analysis.claims import RANDOM, Basis
from dtz_network.model.changes import Source
from dtz_network.model.network import Network
from dtz_network.report.report_model import (
    Block,
    Bullets,
    Detail,
    Section,
    Text,
    Writer,
    paragraph,
)
from dtz_network.report.sections.basis import basis_line

_RUNS = re.compile(r"(\d+) (?:x (\d+)%)?")


def section(
    network: Network,
    write: Writer,
    edition: str,
    answers: Sequence[tuple[str, Basis]] = (),
    more: Iterable[Text] = (),
) -> Section:
    """Return the account; ``answers`` are keys of questions with what their answers rest on, ``more`` sentences."""
    day = network.day
    about = [write.sentence("account.as-of", date=language.date(day, write.lang))] if day else []
    blocks: list[Block] = [paragraph(*about, write.sentence(f"account.{edition}"), *more)]
    known = tuple((name,) for name in sources(network, write))
    if known:
        blocks += [paragraph(write.sentence("account.sources")), Bullets(known)]
    if answers:
        made = tuple(_answer(key, basis, write) for key, basis in answers)
        blocks += [paragraph(write.sentence("account.method")), Bullets(made)]
    return Section("account", write.words("account.title"), tuple(blocks))


def sources(network: Network, write: Writer) -> list[str]:
    """Return each source that has a name with its date, what is equal once."""
    told = (_source(source, write) for source in network.sources.values() if source.name)
    return list(dict.fromkeys(told))


def _source(source: Source, write: Writer) -> str:
    return f"{source.name} ({language.date(source.date, write.lang)})" if source.date else source.name


def _answer(key: str, basis: Basis, write: Writer) -> Text:
    """Return on what one answer rests, after the name of the question: how much, how it was done, how often it was repeated."""
    line = basis_line(basis, write, Detail())
    how = f"account.how.{key}"
    method = write.words(how) if f"report.{how}" in language.catalogue(write.lang) else basis.method
    text = (f"{write.words(f'account.answer.{key}')}: ", *_lowered(line.text))
    return (*text, " ", *write.sentence("account.how", method=method), *_repeated(basis, write))


def _repeated(basis: Basis, write: Writer) -> Text:
    """Return how often figures were worked out again, and from which seed; nothing for what is exact."""
    runs = _RUNS.match(basis.band)
    if runs is None:
        return ()
    key = "account.random" if basis.band.endswith(RANDOM) else "account.left-out"
    seed = str(basis.seed if basis.seed is not None else 0)
    parts = {"n": write.count("account.runs", int(runs[1])), "share": runs[2] or "", "seed": seed}
    return (" ", *write.sentence(key, **parts))


def _lowered(text: Text) -> Text:
    first, *rest = text
    return (first[:1].lower() + first[1:] if isinstance(first, str) else first, *rest)
