"""``dtz contact review``: one question a screen, or all of them in a workbook."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dtz_network.cli.output import actor, agreed, current_language, line, opened, progress, say
from dtz_network.cli.tree import Command, option, words

if TYPE_CHECKING:
    from dtz_network.model.changes import Verdict
    from dtz_network.model.network import Network
    from dtz_network.store.base import Store
    from dtz_network.workflows.review import Answer, Question, Review

_KEYS: dict[str, Verdict] = {"s": "same", "d": "different", "p": "part of", "l": "later"}


@click.command("review", cls=Command, help="cli.contact.review")
@option("--export", "exported", type=click.Path(path_type=Path, dir_okay=False))
@option("--import", "imported", type=click.Path(path_type=Path, dir_okay=False, exists=False))
@option("--join-sure", is_flag=True)
@option("--all", "every", is_flag=True)
@option("--yes", "-y", is_flag=True)
@click.pass_context
def review(
    ctx: click.Context,
    *,
    exported: Path | None,
    imported: Path | None,
    join_sure: bool,
    every: bool,
    yes: bool,
) -> None:
    """Answer who is whom."""
    from dtz_network.workflows import review as reviewing

    store = opened(ctx)
    if imported is not None:
        _import(store, imported, yes=yes)
        return
    found = reviewing.open_questions(store, cap=None if every or exported or join_sure else reviewing.CAP)
    if not found.questions:
        say("cli.review.none")
    elif exported is not None:
        from dtz_network.workflows import review_sheet

        review_sheet.write(found, exported, current_language(), _sentence)
        say("cli.review.exported", path=exported, n=len(found.questions))
    elif join_sure:
        _join_sure(store, found, yes=yes)
    else:
        _ask_all(store, found)


def _sentence(evidence: Sequence[object]) -> str:
    from dtz_network.cli.import_plan import in_words

    return in_words(evidence)  # type: ignore[arg-type]


# --- in the terminal


def _ask_all(store: Store, found: Review) -> None:
    """Ask one question after the other; every answer is stored at once, the last one can be taken back."""
    from dtz_network.errors import RefusedError
    from dtz_network.workflows import review as reviewing

    given: list[tuple[int, str]] = []
    place = 0
    while place < len(found.questions):
        question = found.questions[place]
        line()
        line(words("cli.review.counter", place=place + 1, total=len(found.questions)))
        _show(found.network, question)
        key = _key(question)
        if key == "q":
            break
        if key == "u":
            if not given:
                say("cli.review.nothing-to-undo")
                continue
            place, act = given.pop()
            store.undo(act, who=actor())
            say("cli.review.taken-back")
            continue
        try:
            applied = reviewing.answer(store, _answers(question, key), who=actor(), network=found.network)
        except RefusedError as error:
            click.echo(error.message(current_language()), err=True)
            continue
        given.append((place, applied.id))
        place += 1
    left = len(found.questions) - place + found.more
    say("cli.review.done", answered=len(given), left=left)


def _answers(question: Question, key: str) -> list[Answer]:
    """Return what a key answers: a number that one of the candidates is the same, else a verdict on the first or on all."""
    from dtz_network.workflows import review as reviewing

    verdict: Verdict = "same" if key.isdigit() else _KEYS.get(key, "different")
    place = int(key) - 1 if key.isdigit() else 0
    chosen = question.candidates[place : place + 1] if verdict == "same" else question.candidates
    return [reviewing.Answer(question.entity, one.entity, verdict, one.evidence) for one in chosen]


def _key(question: Question) -> str:
    """Return the key of an answer; other keys are asked again."""
    numbers = (
        [str(n) for n in range(1, min(len(question.candidates), 9) + 1)]
        if len(question.candidates) > 1
        else []
    )
    allowed = [
        *("s" if not numbers else ""),
        *numbers,
        "d",
        "l",
        "u",
        "q",
        *("p" if question.kind == "organisation" else ""),
    ]
    key = "keys-several" if numbers else "keys-organisation" if question.kind == "organisation" else "keys"
    say(f"cli.review.{key}", last=len(numbers))
    while True:
        key = _pressed().casefold()
        if key in ("\x03", "\x04", "\x1b"):
            return "q"
        if key in allowed:
            return key


def _pressed() -> str:
    """Return the next key; from a pipe the next sign that is no blank, the end of it means to stop."""
    if sys.stdin.isatty():
        return click.getchar()
    while sign := sys.stdin.read(1):
        if not sign.isspace():
            return sign
    return "q"


def _show(network: Network, question: Question) -> None:
    """Write both sides beside each other, differences marked, with what speaks for and against."""
    from dtz_network.workflows import review_sides

    lang = current_language()
    mine = review_sides.side(network, question.entity, lang)
    for number, candidate in enumerate(question.candidates, 1):
        if len(question.candidates) > 1:
            line(words("cli.review.candidate", n=number))
        other = review_sides.side(network, candidate.entity, lang)
        for label in dict.fromkeys((*mine, *other)):
            left, right = mine.get(label, ""), other.get(label, "")
            mark = " " if left == right or not left or not right else "≠"
            line(f"  {label:<22.22} {left:<38.38} {mark} {right}")
        line(words("cli.review.why", evidence=_sentence(candidate.evidence)))
        if candidate.sure:
            line(words("cli.review.sure"))


# --- all at once


def _join_sure(store: Store, found: Review, *, yes: bool) -> None:
    from dtz_network.workflows import review as reviewing

    answers = reviewing.sure_answers(found)
    for said in answers:
        names = {"one": found.network.name(said.entity), "other": found.network.name(said.candidate)}
        line(words("cli.review.join", **names, evidence=_sentence(said.evidence)))
    if not answers:
        say("cli.review.none-sure")
        return
    if not agreed(yes=yes, key="cli.review.confirm", n=len(answers)):
        return
    applied = reviewing.answer(store, answers, who=actor(), network=found.network)
    say("cli.applied", id=applied.id, number=applied.number)


def _import(store: Store, path: Path, *, yes: bool) -> None:
    from dtz_network.workflows import review as reviewing
    from dtz_network.workflows import review_sheet

    with progress():
        read = review_sheet.read(store, path)
    for note in read.notes:
        verdict = note.values.get("verdict")
        said = {"verdict": words(f"verdict.{verdict}")} if verdict else {}
        say(f"cli.review.{note.key}", **{**note.values, **said})
    if not read.answers:
        say("cli.review.no-answers")
        return
    if not agreed(yes=yes, key="cli.review.confirm", n=len(read.answers)):
        return
    applied = reviewing.answer(store, read.answers, who=actor(), why=path.name, network=read.network)
    say("cli.applied", id=applied.id, number=applied.number)
