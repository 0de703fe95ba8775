"""Interface words: the same keys and placeholders in Dutch and English, and none missing that code asks for."""

from __future__ import annotations

import ast
import json
import re
import string
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from dtz_network import language
from dtz_network.errors import StoreError

PACKAGE = language.FOLDER.parent
FILES = sorted(language.FOLDER.glob("*.json"))
PAIRS = sorted({path.name.split(".")[0] for path in FILES})
ASKS = {"text": "", "words": "", "say": "", "sentence": ""}
ROOMS = {"report": "report.", "view": "page."}

Entry = str | dict[str, str]


def entries(room: str, lang: str) -> dict[str, Entry]:
    def once(pairs: list[tuple[str, Entry]]) -> dict[str, Entry]:
        names = [name for name, _ in pairs]
        assert len(names) == len(set(names)), f"twice in {room}.{lang}.json"
        return dict(pairs)

    path = language.FOLDER / f"{room}.{lang}.json"
    found: dict[str, Entry] = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=once)
    return found


def placeholders(entry: Entry) -> set[str]:
    texts = [entry] if isinstance(entry, str) else [*entry.values()]
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}


@dataclass(frozen=True)
class Asked:
    """A key that code asks for: the pattern of its full name, what it is given, and where."""

    pattern: str
    given: frozenset[str] | None
    place: str

    @property
    def keys(self) -> tuple[str, ...]:
        return matching(self.pattern)


@cache
def matching(pattern: str) -> tuple[str, ...]:
    return tuple(key for key in language.catalogue("nl") if re.fullmatch(pattern, key))


@cache
def asked() -> tuple[Asked, ...]:
    return tuple(scan())


def scan() -> Iterator[Asked]:
    for path in sorted(PACKAGE.rglob("*.py")):
        room = path.relative_to(PACKAGE).parts[0]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                yield from of_call(node, room, f"{path.relative_to(PACKAGE)}:{node.lineno}")
    for path in sorted(PACKAGE.rglob("*.j2")):
        room = path.relative_to(PACKAGE).parts[0]
        for key in re.findall(r"\bwords\(['\"]([\w.-]+)['\"][,)]", path.read_text(encoding="utf-8")):
            yield Asked(re.escape(ROOMS[room] + key), None, path.name)


def of_call(node: ast.Call, room: str, place: str) -> Iterator[Asked]:
    called = ast.unparse(node.func)
    name = called.split(".")[-1]
    if name.endswith("Error") or called == "Problem.at":
        prefix = "error."
    elif name in ASKS and "tell" not in called:
        prefix = "" if called.startswith("language.") else ROOMS.get(room, "")
        prefix = "report." if called.startswith("write.") else prefix  # a report's Writer, wherever it is
    else:
        return
    names = [keyword.arg for keyword in node.keywords]
    given = None if None in names else frozenset(name for name in names if name)
    for key in alternatives(node.args[0]):
        pattern = re.escape(prefix) + key
        yield Asked(pattern if prefix != "error." else f"{pattern}(\\.hint)?", given, place)


def alternatives(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from alternatives(node.body)
        yield from alternatives(node.orelse)
    elif (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"[\w.-]+", node.value)
    ):
        yield re.escape(node.value)
    elif isinstance(node, ast.JoinedStr):
        yield "".join(
            re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[\w.-]+"
            for part in node.values
        )


@pytest.mark.parametrize("room", PAIRS)
def test_both_languages_have_the_same_keys_and_placeholders(room: str) -> None:
    dutch, english = entries(room, "nl"), entries(room, "en")
    assert set(dutch) == set(english)
    for key, entry in dutch.items():
        other = english[key]
        assert placeholders(entry) == placeholders(other), key
        assert isinstance(entry, dict) == isinstance(other, dict), key
        if isinstance(entry, dict):
            assert isinstance(other, dict)
            assert {"one", "other"} <= set(entry) <= {"none", "one", "other"}, key
            assert set(entry) == set(other), key


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_words_are_empty(path: Path) -> None:
    room, lang, _ = path.name.split(".")
    for key, entry in entries(room, lang).items():
        for text in [entry] if isinstance(entry, str) else entry.values():
            assert text.strip(), key


def test_no_key_stands_in_two_files() -> None:
    found: dict[str, str] = {}
    for room in PAIRS:
        for key in entries(room, "nl"):
            assert key not in found, f"{key} in {room} and {found[key]}"
            found[key] = room


def test_every_key_that_code_asks_for_exists() -> None:
    every = asked()
    assert len(every) > 200, "the scan of the source has lost its way"
    assert [f"{one.place} {one.pattern}" for one in every if not one.keys] == []


def test_every_placeholder_is_filled() -> None:
    words = language.catalogue("nl")
    open_ = [
        f"{one.place} {key} {missing}"
        for one in asked()
        if one.given is not None and len(one.keys) <= 2
        for key in one.keys
        if (missing := placeholders(words[key]) - one.given)
    ]
    assert open_ == []


_PLURALS = {
    "nl": "organisaties|initiatieven|relaties|partijen|personen|leden|zetels|projecten|groepen|overleggen|acties|gesprekken|"
    "handelingen|regels|vragen|paren|sectoren|clusters|partners|verbindingen|scholen|bijdragen|gemeenten|deelnames|jaren",
    "en": "organisations|initiatives|ties|parties|people|persons|members|seats|projects|groups|bodies|actions|conversations|"
    "acts|rows|questions|pairs|themes|sectors|clusters|partners|connections|schools|municipalities|participations|years",
}
_NO_NUMBERS = {"place", "shuffled"}
"""Placeholders that stand before a verb or a word of their own, not a number."""


@pytest.mark.parametrize("lang", language.LANGUAGES)
def test_a_number_that_may_be_one_has_both_forms_of_its_word(lang: str) -> None:
    """``{of:project|projects}``, or ``one`` and ``other`` where it is called ``n``; words of the page are its own."""
    pattern = re.compile(r"\{(\w+)\} (?:lopende |nieuwe |running |new )?(?:" + _PLURALS[lang] + r")\b")
    found = []
    for room in PAIRS:
        for key, entry in entries(room, lang).items():
            forms = {"": entry} if isinstance(entry, str) else entry
            for form, text in forms.items():
                names = set(pattern.findall(text)) - _NO_NUMBERS - ({"n"} if form == "other" else set())
                found += [f"{key} {form}: {names}"] if names and not key.startswith("page.") else []
    assert found == []


def test_a_number_brings_its_own_word() -> None:
    assert [language.counted(n, "act|acts") for n in (0, 1, 2, "1")] == ["acts", "act", "acts", "act"]


def test_words_of_sqlite_and_of_a_server_stand_behind_what_to_do() -> None:
    """They are English, whatever the language: first what happened and the next step, then theirs."""
    machine = {"store-damaged", "store-disk-error", "store-fault", "dump-line", "store-moved-on"}
    for lang in language.LANGUAGES:
        said = language.catalogue(lang)
        keys = {f"error.{key}" for key in machine} | {
            key for key in said if re.fullmatch(r"error\.server-[a-z-]+", key)
        }
        for key in sorted(keys):
            assert "{reason}" not in str(said[key]), key
            hint = str(said.get(f"{key}.hint", ""))
            assert "{reason}" not in hint.partition(". ")[0], key
    fault = StoreError("store-damaged", path="netwerk.db", reason="database disk image is malformed")
    assert fault.message("nl") == "netwerk.db is beschadigd."
    assert fault.hint("nl").startswith("Zet een reservekopie terug")
    assert fault.hint("nl").endswith('SQLite meldt: "database disk image is malformed".')


def test_a_number_that_brings_its_own_word_stands_once() -> None:
    """``{n:word|words}`` is the number and the word, so ``{n} {n:word|words}`` would say it twice."""
    for path in FILES:
        assert not re.search(r"\{(\w+)\} \{\1:", path.read_text(encoding="utf-8")), path.name
