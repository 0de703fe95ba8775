"""What a report can be traced by: how it was asked, of which data, and every number with its question and place.

It goes with each document: in HTML and Word inside the file, beside every file as ``NAME.facts.json``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from dtz_network.report.report_model import (
    Block,
    Bullets,
    Fact,
    Paragraph,
    Picture,
    Report,
    Section,
    plain,
    texts,
)

FORMAT = "dtz-network facts 1"


@dataclass(frozen=True)
class TracedFact:
    """One number of a document and where it stands.

    Attributes:
        id, question, value, shown, entities, statements: as of the fact itself.
        section: title of its section.
        row: first cell of its row in a table, "" elsewhere.
        sentence: the words around it, "" in a table.
    """

    id: str
    question: str
    value: str
    shown: str
    entities: tuple[str, ...]
    statements: tuple[int, ...]
    section: str
    row: str = ""
    sentence: str = ""


@dataclass(frozen=True)
class Traced:
    """What a document needs to be made and compared again.

    Attributes:
        kind, subject, language, edition, as_of, asked: what was asked for.
        recorded, known_at, fingerprint: of the data.
        facts: in the order in which the document cites them.
        sections: title and SHA-256 of the words of each section, to tell that a text changed without a number.
        documents: name and SHA-256 of the files written from it.
    """

    kind: str
    subject: str
    title: str
    language: str
    edition: str
    as_of: str
    recorded: str
    known_at: int
    fingerprint: str
    facts: tuple[TracedFact, ...]
    sections: tuple[tuple[str, str], ...]
    asked: tuple[tuple[str, str], ...] = ()
    documents: Mapping[str, str] = field(default_factory=dict)


def of(report: Report) -> Traced:
    """Return what a report can be traced by."""
    return Traced(
        report.kind, report.subject, report.title, report.language, report.edition, report.as_of,
        report.recorded, report.known_at, report.fingerprint,
        tuple(fact for section in report.sections for fact in _facts(section)),
        tuple((section.title, digest("\n".join(_words(section)).encode())) for section in report.sections),
        report.asked,
    )  # fmt: skip


def _facts(section: Section) -> Iterator[TracedFact]:
    for text, row in texts(section):
        for part in text:
            if isinstance(part, Fact):
                yield TracedFact(
                    **vars(part), section=section.title, row=row, sentence="" if row else plain(text)
                )


def _words(section: Section) -> Iterator[str]:
    yield section.title
    for block in section.blocks:
        yield from _heads(block)
    yield from (plain(text) for text, _ in texts(section))


def _heads(block: Block) -> tuple[str, ...]:
    return () if isinstance(block, Paragraph | Bullets | Picture) else (block.caption, *block.headings)


def digest(data: bytes) -> str:
    """Return the SHA-256 of a file or a text."""
    return hashlib.sha256(data).hexdigest()


def as_json(traced: Traced) -> str:
    """Return it as JSON, sorted, the same for the same report."""
    told = {"format": FORMAT, **vars(traced)}
    return json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1, default=vars) + "\n"


def from_json(text: str) -> Traced:
    """Return what was written by :func:`as_json`.

    Raises:
        ValueError: it is something else.
    """
    data = json.loads(text)
    if not isinstance(data, dict) or data.pop("format", "") != FORMAT:
        raise ValueError(FORMAT)
    try:
        facts = tuple(_fact(one) for one in data.pop("facts"))
        sections, asked = (
            tuple((str(one), str(other)) for one, other in data.pop(name)) for name in ("sections", "asked")
        )
        return Traced(
            **{name: data[name] for name in _PLAIN},
            facts=facts,
            sections=sections,
            asked=asked,
            documents=data["documents"],
        )
    except (KeyError, TypeError) as error:
        raise ValueError(FORMAT) from error


_PLAIN = [one.name for one in fields(Traced) if one.name not in ("facts", "sections", "asked", "documents")]


def _fact(data: dict[str, Any]) -> TracedFact:
    made = TracedFact(**data)
    return TracedFact(
        **{**vars(made), "entities": tuple(made.entities), "statements": tuple(made.statements)}
    )
