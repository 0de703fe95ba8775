"""Shows the plan of an import before anything is stored."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from dtz_network.cli.output import current_language, line
from dtz_network.cli.tree import words
from dtz_network.intake.match import Match
from dtz_network.language import few
from dtz_network.matching.pairs import Evidence
from dtz_network.model.network import Network
from dtz_network.store.base import Store
from dtz_network.workflows import provenance, review_sides
from dtz_network.workflows.contacts import Import
from dtz_network.workflows.provenance import About

_SHOWN = 40
_NAMED = 12


def from_standard_input(ctx: click.Context, path: Path) -> Path:
    """Return a path to what comes on standard input where the path is ``-``; it is gone when the command is done."""
    if str(path) != "-":
        return path
    kept = Path(ctx.with_resource(tempfile.TemporaryDirectory(prefix="dtz-")), "stdin.csv")
    kept.write_bytes(sys.stdin.buffer.read())
    return kept


def described(path: Path, given: Mapping[str, Any]) -> About:
    """Return what is said of the source: ``source.yaml`` of a folder, overruled by options."""
    about = provenance.read_about(path)
    said = {
        name: given[name]
        for name in (
            "series",
            "kind",
            "name",
            "ground",
            "purpose",
            "keep_until",
            "event",
            "event_date",
            "sbi_edition",
            "event_kind",
        )
        if given[name]
    }
    return replace(about, **said)


def summary(planned: Import) -> dict[str, Any]:
    """Return the plan for programs."""
    changes = planned.plan.changes
    return {
        "file": planned.document.name,
        "source": changes.source,
        "new_records": len(changes.records),
        "facts": len(changes.facts),
        "ties": len(changes.ties),
        "retractions": len(changes.retractions),
        "lines": planned.plan.lines(),
        "matches": planned.matches,
        "doubtful": planned.doubtful,
        "not_read": planned.not_read,
        "withheld": planned.withheld,
        "still": planned.still,
        "left_out": [problem.message(current_language()) for problem in planned.left_out],
    }


def show(planned: Import, store: Store, *, join: bool = False) -> None:
    """Write the plan: adds and changes to standard output, doubt and omissions beside it; ``join``: what is sure will be joined."""
    lang = current_language()
    lines = list(planned.plan.lines())
    for item in lines[:_SHOWN]:
        line(item.words(store.schema, lang))
    if len(lines) > _SHOWN:
        line(words("cli.import.more", n=len(lines) - _SHOWN))
    changes = planned.plan.changes
    line(
        words(
            "cli.import.totals",
            records=words("count.records", n=len(changes.records)),
            facts=words("count.values", n=len(changes.facts)),
            ties=words("count.ties", n=len(changes.ties)),
            retractions=len(changes.retractions),
        )
    )
    _doubts(planned, store, join=join)


def doubts(planned: Import, store: Store) -> list[str]:
    """Return what was understood by a guess, left out or not read, in lines."""
    return [*_understood(planned, store, _NAMED), *_left(planned)]


def _understood(planned: Import, store: Store, most: int) -> Iterator[str]:
    """Yield what was understood by a guess, and how many more there are than are told."""
    yield from _guesses(planned, store)
    listed = [doubt for doubt in planned.doubtful if doubt.key != "type-guessed"]
    for doubt in listed[:most]:
        what = words(f"doubt.{doubt.key}", **_labelled(doubt.values, store))
        sign = "?" if doubt.asks else "~"
        yield f"{sign} {what} ({doubt.place})" if doubt.place else f"{sign} {what}"
    if len(listed) > most:
        yield words("cli.import.more", n=len(listed) - most)


def _left(planned: Import) -> Iterator[str]:
    """Yield what was left out or not read."""
    for problem in planned.left_out:
        yield words("cli.import.left-out", what=problem.message(current_language()))
    for place in planned.withheld:
        yield words("cli.import.withheld", place=place)
    if planned.not_read:
        yield words("cli.import.not-read", columns=", ".join(planned.not_read))


def _guesses(planned: Import, store: Store) -> Iterator[str]:
    """Yield which organisations were taken for which type by their name, by their side, or for want of both; a line each."""
    guessed: dict[tuple[str, str], list[str]] = {}
    for doubt in planned.doubtful:
        if doubt.key == "type-guessed":
            taken = str(doubt.values["type"]), str(doubt.values["by"])
            guessed.setdefault(taken, []).append(str(doubt.values["name"]))
    for (kind, by), names in guessed.items():
        said = {"type": store.schema.label(kind, current_language()), "names": few(names, _NAMED)}
        yield words(f"cli.import.guessed-by-{by}", **said)


def show_matches(
    matches: Sequence[Match], store: Store, known: Network | None = None, *, join: bool = False
) -> None:
    """Write whom new rows may be, what speaks for it and against."""
    sure = "cli.import.match-joined" if join else "cli.import.match-sure"
    network = known or (store.load() if matches else None)
    settled = dict.fromkeys(match.name for match in matches if match.settled)
    if settled:
        line(words("cli.import.settled", n=len(settled), names=few(list(settled), _NAMED)))
    matches = [match for match in matches if not match.settled]
    for match in matches[:_SHOWN]:
        other = match.other_name or (
            network.name(match.entity, current_language()) if network else match.entity
        )
        key = sure if match.sure else "cli.import.match"
        said = {
            "name": match.name,
            "known": other,
            "place": match.place,
            "evidence": in_words(match.evidence),
        }
        line(words(key, id=match.entity or words("cli.import.this-file"), **said))
    if len(matches) > _SHOWN:
        line(words("cli.import.more", n=len(matches) - _SHOWN))


def in_words(evidence: Sequence[Evidence]) -> str:
    """Return evidence as a sentence, what speaks for first."""
    return review_sides.evidence(evidence, current_language())


def _doubts(planned: Import, store: Store, *, join: bool) -> None:
    show_matches(planned.matches, store, planned.known, join=join)
    for text in _understood(planned, store, _SHOWN):
        line(text)
    for role in planned.still[:_SHOWN]:
        key = f"cli.import.{'also' if role.now else 'still'}-{role.kind.casefold()}"
        line(words(key, name=role.name, of=role.of, now=role.now, id=role.tie))
    if len(planned.still) > _SHOWN:
        line(words("cli.import.more", n=len(planned.still) - _SHOWN))
    for text in _left(planned):
        click.echo(text, err=True)


def _labelled(values: Mapping[str, object], store: Store) -> dict[str, object]:
    """Return the values of a doubt with words for the names of types and properties."""
    lang, found = current_language(), dict(values)
    if kind := store.schema.types.get(str(values.get("type", ""))):
        prop = kind.properties.get(str(values.get("property", "")))
        found |= {"type": kind.label[lang], **({"property": prop.label[lang]} if prop else {})}
    return found
