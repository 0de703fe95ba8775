"""Is what a document says still so? Its numbers are computed again from the store and compared."""

from __future__ import annotations

import html as markup
import re
import textwrap
import zipfile
from dataclasses import dataclass
from pathlib import Path

from dtz_network import language
from dtz_network.errors import InputError
from dtz_network.language import Language
from dtz_network.model.progress import Progress
from dtz_network.report import compared, traced
from dtz_network.report.compared import Difference
from dtz_network.report.render import html
from dtz_network.report.report_model import Report, legible
from dtz_network.report.traced import Traced
from dtz_network.store.base import Store
from dtz_network.workflows import documents, reports, stores
from dtz_network.workflows.questions import handover

_NUMBER = re.compile(r'<data value="[^"]*" title="(f\d+): [^"]*">(.*?)</data>', re.DOTALL)


@dataclass(frozen=True)
class Verified:
    """The outcome: what the document says of itself, the same of now, and what differs."""

    document: str
    before: Traced
    now: Traced
    differences: tuple[Difference, ...]


def verify(store: Store, path: Path, progress: Progress | None = None) -> Verified:
    """Return what differs between a document and what the store would say now, and what was changed in it by hand.

    Raises:
        InputError: the file cannot be read or was not written here, or its subject is no longer there.
    """
    before, by_hand = _read(path)
    now = traced.of(legible(_again(store, before, progress)))
    return Verified(path.name, before, now, (*by_hand, *compared.compare(before, now)))


def _again(store: Store, before: Traced, progress: Progress | None) -> Report:
    """Return the report made again as it was asked for, of the same date."""
    lang: Language = "nl" if before.language == "nl" else "en"
    if before.kind == "handover":
        network = stores.network_of(store, before.as_of)
        return handover.document(network, handover.find(network, before.subject), lang)
    dated = "" if before.kind == "year" else before.as_of
    return reports.make(
        store,
        "board" if before.kind == "note" else before.kind,
        before.subject,
        language=lang,
        edition=before.edition,
        as_of=dated,
        asked=documents.from_pairs(before.asked),
        progress=progress,
    )


def _read(path: Path) -> tuple[Traced, list[Difference]]:
    """Return what a document is traced by, and what was changed in it since it was written."""
    try:
        data = path.read_bytes()
        if path.suffix == ".json":
            return traced.from_json(data.decode()), []
        if path.suffix in (".html", ".htm"):
            page = data.decode()
            told = traced.from_json(html.traced_in(page))
            shown = {ident: markup.unescape(words) for ident, words in _NUMBER.findall(page)}
        elif path.suffix == ".docx":
            from dtz_network.report.render import word

            told, shown = traced.from_json(word.traced_in(data)), word.numbers_in(data)
        else:
            told = traced.from_json(reports.facts_beside(path).read_text(encoding="utf-8"))
            return told, _as_written(path.name, data, told)
    except (OSError, UnicodeDecodeError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise InputError("report-untraced", file=str(path), beside=reports.facts_beside(path).name) from error
    return told, _by_hand(told, shown)


def _as_written(name: str, data: bytes, told: Traced) -> list[Difference]:
    return [] if told.documents.get(name) == traced.digest(data) else [Difference("file", name)]


def _by_hand(told: Traced, shown: dict[str, str]) -> list[Difference]:
    return [
        Difference(
            "hand", fact.section, fact.row or fact.sentence, fact.question, fact.shown, shown.get(fact.id, "")
        )
        for fact in told.facts
        if shown.get(fact.id) != fact.shown
    ]


def told(found: Verified, lang: Language) -> list[str]:
    """Return the outcome in lines, each difference in words."""
    n = len(found.before.facts)
    same = found.before.fingerprint == found.now.fingerprint
    lines = [_line(difference, lang) for difference in found.differences]
    if not lines:
        lines = [language.text("verify.same", lang, document=found.document, n=n)]
    else:
        head = language.text("verify.differs", lang, document=found.document, n=len(lines), facts=n)
        lines = [head, *(f"- {line}" for line in lines)]
    values = {"before": found.before.fingerprint[:12], "now": found.now.fingerprint[:12]}
    return [*lines, language.text("verify.data-same" if same else "verify.data-differs", lang, **values)]


def _line(difference: Difference, lang: Language) -> str:
    empty = language.text("verify.nothing", lang)
    return language.text(
        f"verify.{difference.kind}",
        lang,
        section=difference.section,
        where=textwrap.shorten(difference.where, 90, placeholder=" …"),
        before=difference.before or empty,
        now=difference.now or empty,
    )
