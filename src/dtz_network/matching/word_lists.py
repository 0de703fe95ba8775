"""The words of Dutch names, read once from the files in ``lists/``; all folded."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from dtz_network.model import plain_yaml

_LISTS = resources.files("dtz_network.matching") / "lists"


@cache
def listed(name: str) -> frozenset[str]:
    """Return a list of words, such as ``titles`` or ``tussenvoegsels``.

    Raises:
        KeyError: there is no such list.
    """
    return frozenset(str(word) for word in _read("words.yaml")[name])


@cache
def legal_forms() -> frozenset[str]:
    """Return words that say how an organisation is set up and not which one it is."""
    return frozenset(str(word) for word in _read("organisations.yaml")["legal_forms"])


@cache
def no_forms() -> frozenset[str]:
    """Return words of names that are no legal forms with a slip in them ("nederlandse")."""
    return frozenset(str(word) for word in _read("organisations.yaml")["no_forms"])


@cache
def reach() -> dict[str, str]:
    """Return the part of a concern that a word in the place of a legal form says (``nl`` for ``nederland``)."""
    found = _read("organisations.yaml")["reach"].items()
    return {str(word): str(part) for part, written in found for word in written}


@cache
def legal_persons() -> dict[str, str]:
    """Return the kind of legal person that a legal form says (``vereniging`` for ``vzw``)."""
    found = _read("organisations.yaml")["legal_persons"].items()
    return {str(form): str(person) for person, written in found for form in written}


@cache
def kinds() -> dict[str, str]:
    """Return the kind of government that a word stands for (``gem`` for ``gemeente``)."""
    found = _read("organisations.yaml")["kinds"].items()
    return {str(word): str(kind) for kind, written in found for word in written}


@cache
def abbreviations() -> dict[str, str]:
    """Return the words that are meant by abbreviations (``univ`` for ``universiteit``)."""
    found = _read("organisations.yaml")["abbreviations"].items()
    return {str(short): str(whole) for whole, written in found for short in written}


@cache
def type_words() -> dict[str, tuple[str, ...]]:
    """Return the words that tell of which type an organisation is, of all languages, by the name of the type."""
    found = _read("organisation_types.yaml").items()
    return {str(kind): tuple(str(word) for words in said.values() for word in words) for kind, said in found}


@cache
def call_names() -> dict[str, frozenset[int]]:
    """Return in which groups of given and call names a name stands; two names of one group may be one person."""
    groups: dict[str, set[int]] = defaultdict(set)
    for number, names in enumerate(_name_groups()):
        for name in names:
            groups[name].add(number)
    return {name: frozenset(numbers) for name, numbers in groups.items()}


@cache
def given_names() -> tuple[str, ...]:
    """Return the given name of each group, from which its call names come."""
    return tuple(names[0] for names in _name_groups())


@cache
def _name_groups() -> tuple[tuple[str, ...], ...]:
    with (_LISTS / "call_names.csv").open(encoding="utf-8") as file:
        return tuple(tuple(row["names"].split()) for row in csv.DictReader(file))


@dataclass(frozen=True)
class Renamed:
    """What a name of a government means: written out, its later name, or what it was merged into; with years."""

    means: str
    relation: str
    since: str
    until: str


@cache
def governments() -> dict[tuple[str, str], Renamed]:
    """Return abbreviations, former names and mergers of governments, by kind and name (folded words).

    Ministries since 2010; municipalities: those of Drenthe since 1998, elsewhere since 2018 and not all (CBS, Gemeentelijke indeling).
    """
    with (_LISTS / "governments.csv").open(encoding="utf-8") as file:
        return {
            (row["kind"], row["name"]): Renamed(row["means"], row["relation"], row["from"], row["until"])
            for row in csv.DictReader(file)
        }


@cache
def related_names(name: str) -> frozenset[str]:
    """Return the names that stand in a group with a name, itself too."""
    groups = call_names().get(name, frozenset())
    return frozenset(other for other, found in call_names().items() if found & groups)


@cache
def shared_boxes() -> frozenset[str]:
    """Return names of mailboxes that are of an organisation and not of a person."""
    return frozenset(_read("mail.yaml")["shared_boxes"])


@cache
def providers() -> frozenset[str]:
    """Return domains of mail providers, which say nothing about an employer."""
    return frozenset(_read("mail.yaml")["providers"])


@cache
def common_surnames() -> frozenset[str]:
    """Return the surnames that most people bear in the Netherlands, without tussenvoegsels (CBG, Nederlandse Familienamenbank, 2007)."""
    return frozenset((_LISTS / "common_surnames.txt").read_text(encoding="utf-8").split())


@cache
def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = plain_yaml.read((_LISTS / name).read_text(encoding="utf-8"))
    return found
