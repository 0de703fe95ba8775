"""What stands where a name of a person is asked for and is none: an organisation, a department, a mailbox, a room."""

from __future__ import annotations

import re

from dtz_network.intake.names_in_text import is_known, is_person
from dtz_network.intake.organisation_types import tells_itself
from dtz_network.matching.name_parts import is_initials
from dtz_network.matching.spelling import letters, plain
from dtz_network.matching.word_lists import call_names, legal_forms, listed, shared_boxes
from dtz_network.model.network import fold


def is_organisation(name: str) -> bool:
    """Return whether what stands for a name tells that it is an organisation.

    >>> is_organisation("Stichting Groen"), is_organisation("Jan School"), is_organisation("gemeente Emmen")
    (True, False, True)
    """
    return len(name.split()) > 1 and not _has_given(name) and tells_itself(name)


def is_of_department(name: str) -> bool:
    """Return whether a name is of a department, a mailbox or a room.

    >>> is_of_department("Secretariaat Alfa"), is_of_department("Redactie"), is_of_department("Post, Jan"), is_of_department("Kamer Jan")
    (True, True, False, False)
    """
    words = name.split()
    first = plain(words[0]) if words else ""
    return (first in shared_boxes() or first in listed("departments")) and not _has_given(name)


def is_nobody(name: str, organisation: str) -> bool:
    """Return whether a name beside an organisation is that organisation's own, another's, or a department's.

    >>> is_nobody("Zorgboog Noord", "Zorgboog Noord"), is_nobody("Jan Bos", "Jan Bos"), is_nobody("gemeente Emmen", "Alfa")
    (True, False, True)
    """
    if not any(map(str.isalpha, re.sub(r"\([^()]*\)", "", name))):
        return True  # "? (still to be found)"
    same = bool(organisation) and fold(name) == fold(organisation)
    if same and not (is_person(name) and is_known(name)):
        return True
    return is_organisation(name) or is_of_department(name)


def _has_given(name: str) -> bool:
    """Return whether a word is a given name that is known, initials, or a form of address."""
    return any(
        letters(word) in call_names()
        or (is_initials(word) and letters(word) not in legal_forms())
        or plain(word).strip(".,") in listed("titles")
        for word in name.split()
    )
