"""Cells that stand in a list and say nothing: a dash, "n.v.t.", "onbekend", "?"; or name no organisation: "zzp'er", "gepensioneerd"."""

from __future__ import annotations

_NOTHING = frozenset(
    {"", "-", "–", "—", "n.v.t.", "n.v.t", "nvt", "n/a", "onbekend", "nog onbekend", "unknown", "?", "n.n.", "nn", "n.t.b.", "ntb", "tbc", "tbd", "tba", "volgt", "anonymous", "anoniem", "info requested", "#n/a", "#n/b", "#verw!", "#ref!",
     "#waarde!", "#value!", "#naam?", "#name?", "#deel/0!", "#div/0!"}
)  # fmt: skip

_NO_EMPLOYER = frozenset(
    {"zzp", "zzp'er", "zzper", "zzp-er", "zelfstandig", "zelfstandige", "zelfstandig ondernemer", "freelance", "freelancer", "eigen bedrijf", "self-employed",
     "self employed", "particulier", "privé", "prive", "privépersoon", "op persoonlijke titel", "persoonlijke titel", "private", "gepensioneerd", "pensioen",
     "met pensioen", "retired", "student", "studente", "werkzoekend", "werkloos", "geen", "none", "inwoner", "bewoner", "burger"}
)  # fmt: skip

_NO_PARTY = frozenset(
    {"", "independent", "independents", "onafhankelijk", "partijloos", "geen", "none", "no party", "non-partisan", "nonpartisan", "parteilos", "sans etiquette", "sans étiquette",
     "unknown", "unaffiliated", "no affiliation", "not affiliated", "party"}
)  # fmt: skip


def says_nothing(cell: str) -> bool:
    """Return whether a cell says nothing, in any case and with blanks around.

    >>> says_nothing(" N.v.t."), says_nothing("?"), says_nothing("Onbekend B.V.")
    (True, True, False)
    """
    return cell.strip().casefold() in _NOTHING


def names_no_organisation(cell: str) -> bool:
    """Return whether a cell for an organisation says that somebody has none.

    >>> names_no_organisation("ZZP'er"), names_no_organisation("Zelfstandig Wonen B.V.")
    (True, False)
    """
    return cell.strip().casefold().replace("’", "'") in _NO_EMPLOYER


def names_no_party(cell: str) -> bool:
    """Return whether a cell for a party says that somebody is of none, or that it is not known: these share nothing.

    >>> names_no_party("Independent"), names_no_party("Unknown"), names_no_party("Independent Labour")
    (True, True, False)
    """
    return says_nothing(cell) or cell.strip().casefold() in _NO_PARTY
