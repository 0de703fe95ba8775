"""Names as one would write them: given names first, titles and remarks beside them, nothing lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from dtz_network.matching.name_parts import (
    CALL,
    SPACED_HYPHEN,
    is_initials,
    is_remark,
    is_remark_word,
    is_small,
    tokens_behind,
    tokens_of,
    without_brackets,
    without_tail,
)
from dtz_network.matching.person_names import parse
from dtz_network.matching.spelling import letters, plain
from dtz_network.matching.word_lists import call_names, kinds, listed

_SHOUTED = 4
_JOINED = re.compile(r"(?:\s+(?:en|and|&|\+|/)\s+|\s*;\s+)(?![^()]*\))")
"""What stands between two names, outside brackets."""
_COMMA = re.compile(r"\s*,\s*(?![^()]*\))")
_COUPLE = re.compile(
    r"^(?P<titles>(?:de\s+)?(?:dhr\.?|hr\.?|heer|mr\.?)\s+(?:en|and|&|\+)\s+(?:mevr\.?|mw\.?|mevrouw|mrs\.?))\s+(?P<name>.+)$",
    re.IGNORECASE,
)
"""A man and a wife by one name."""
_ORNAMENT = re.compile("[\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]")
"""Pictures that people put behind their names in networks."""
_BRACKETED = re.compile(r"\([^()]*\)")


@dataclass(frozen=True)
class Written:
    """A name as one would write it: given names first, without titles and remarks, which stand beside it."""

    name: str
    title: str = ""
    remark: str = ""


def natural(written: str) -> Written:
    """Return a name in natural order; capitals throughout become ordinary letters.

    >>> natural("Heijden, drs. P.F. (Paul) van der")
    Written(name='P.F. (Paul) van der Heijden', title='drs.', remark='')
    >>> natural("Jan VAN DER BERG").name, natural("Maria Jansen, MBA 🚀").title
    ('Jan van der Berg', 'MBA')
    >>> natural("JAN DE VRIES (vervangt Piet)")
    Written(name='Jan de Vries', title='', remark='vervangt Piet')
    """
    whole = " ".join(_ORNAMENT.sub(" ", written).split())
    if couple := _COUPLE.match(whole):
        shown = natural(couple["name"])
        return Written(shown.name, f"{couple['titles']} {shown.title}".strip(), shown.remark)
    if parse(whole).is_empty:
        return Written(whole)
    remarks: list[str] = []
    text, call = without_brackets(CALL.sub(r" (\1)", whole), remarks)
    if call and text[:1].isalpha() and whole.endswith(")") and not _is_called(text, call):
        remarks, call = [*remarks, " ".join(call)], []
    text = without_tail(SPACED_HYPHEN.sub("-", text), remarks)
    front, comma, behind = text.partition(",")
    titles: list[str] = []
    first = tokens_of(front, titles)
    last = tokens_behind(behind, first, titles)
    if not comma:
        first, last = _turned(first)
    if comma and last and is_remark(last, first):
        remarks.append(behind.strip())
        last = []
    if last and all(is_small(token) for token in last):
        first, last = [*first[:-1], *last, *first[-1:]], []
    behind_surname = len(first)
    while last and behind_surname > 1 and is_small(first[behind_surname - 1]):
        behind_surname -= 1
    last, first = [*last, *first[behind_surname:]], first[:behind_surname]  # "Vries van der, Jan"
    tokens = _with_call_name([*last, *first], last or first, call)
    name = " ".join(_lettered(tokens))
    remark = "; ".join(found for found in remarks if re.search(r"\w", found))
    shown = Written(name, " ".join(titles), remark)
    return shown if _signs(f"{name}{shown.title}{remark}") == _signs(whole) else Written(whole)


def _with_call_name(tokens: Sequence[str], given: Sequence[str], call: Sequence[str]) -> list[str]:
    """Return the words of a name with the call name in brackets behind the last initials, else behind the first word."""
    if not call:
        return [*tokens]
    named = f"({' '.join(call)})"
    initials = [token for token in given if is_initials(token) and not is_small(token)][-1:]
    if not initials:
        return [*tokens[:1], named, *tokens[1:]]
    return [part for token in tokens for part in ([token, named] if [token] == initials else [token])]


def _lettered(tokens: Sequence[str]) -> list[str]:
    """Return words with capitals where a name has them, if they are all large or all small, or shouted."""
    name = " ".join(tokens)
    if len(tokens) > 1 and (name.isupper() or name.islower()):
        return [token.lower() if is_small(token) else _capitals(token) for token in tokens]
    shouted = [place for place, token in enumerate(tokens) if _is_shouted(token)]
    return [
        _capitals(token)
        if place in shouted
        else token.lower()
        if _is_shouted_small(token) and place < max(shouted, default=0)
        else token
        for place, token in enumerate(tokens)
    ]


def _is_shouted_small(token: str) -> bool:
    """Return whether a word is a tussenvoegsel in capitals: the DER of "Jan VAN DER BERG"."""
    return len(token) > 1 and token.isalpha() and token.isupper() and is_small(token)


def _is_called(name: str, call: Sequence[str]) -> bool:
    """Return whether what stands in brackets behind a name may be what somebody is called: a known name, or behind initials alone."""
    given = parse(name).given
    known = any(letters(word) in call_names() for word in call)
    if not known and len(call) > 1 and any(plain(word) in kinds() for word in call):
        return False  # "P. (Prov. Drenthe)"
    return known or (
        all(map(is_initials, given)) if given else letters(name) not in call_names()
    )  # "Henk (KPN)"


def _turned(tokens: list[str]) -> tuple[list[str], list[str]]:
    """Return surname and given names of what begins with a tussenvoegsel and ends with names that are known: "de Vries Jan"."""
    small = len(list(takewhile(is_small, tokens)))
    given = tokens[small + 1 :]
    if (
        not small
        or not given
        or not all(letters(token) in call_names() or is_initials(token) for token in given)
    ):
        return tokens, []
    return tokens[: small + 1], given


def _is_shouted(token: str) -> bool:
    """Return whether a word is in capitals throughout and long enough to be no initials: KUIPER."""
    return token.isupper() and sum(sign.isalpha() for sign in token) >= _SHOUTED and not is_initials(token)


def _signs(text: str) -> list[str]:
    """Return the letters and digits of a text, to tell that nothing of a cell was lost."""
    return sorted(sign for sign in text.casefold() if sign.isalnum())


def _capitals(token: str) -> str:
    """Return a word with capitals where a Dutch name has them: IJsbrand, Jan-Peter, J.P."""
    lower = re.sub(r"(?<![^\W\d_])[^\W\d_]", lambda found: found[0].upper(), token.lower())
    lower = re.sub(r"-(?:Van|De|Der|Den|Het|Ter|Ten|Te|In|Op)$", lambda found: found[0].lower(), lower)
    return re.sub(r"\bIj", "IJ", lower)


def is_only_remark(written: str) -> bool:
    """Return whether a cell for a name holds none, only words of remarks, the later ones small.

    >>> is_only_remark("komt later"), is_only_remark("Jan Later"), is_only_remark("komt Jan later")
    (True, False, False)
    """
    tokens = written.split()
    small = tokens[1:] or tokens
    return bool(tokens) and all(is_remark_word(t) for t in tokens) and all(not t[:1].isupper() for t in small)


def several(written: str) -> list[str]:
    """Return the names in a cell that holds more than one, each with a surname of its own; else the cell itself.

    What stands in brackets behind a name stays with it; a surname behind two given names is of both.

    >>> several("Annette Verhoef en Robert Dreier"), several("Jan en Piet de Vries"), several("Zorg en Wonen Jansen")
    (['Annette Verhoef', 'Robert Dreier'], ['Jan de Vries', 'Piet de Vries'], ['Zorg en Wonen Jansen'])
    >>> several("Jan Bos (directeur) en Piet Kok (secretaris)"), several("Jan Bos (zorg en wonen)")
    (['Jan Bos (directeur)', 'Piet Kok (secretaris)'], ['Jan Bos (zorg en wonen)'])
    >>> several("J. Bos, J. Vos en P. Mos"), several("Vos, J. en Mos, P."), several("Jan Bos, directeur en eigenaar")
    (['J. Bos', 'J. Vos', 'P. Mos'], ['Vos, J.', 'Mos, P.'], ['Jan Bos, directeur en eigenaar'])
    >>> several("Tess Mulder, Ans Kok"), several("Jansen Bakker, Piet Jan")
    (['Tess Mulder', 'Ans Kok'], ['Jansen Bakker, Piet Jan'])
    >>> several("Dhr. en mevr. Zwiers"), several("Dhr. en mevr. J. Zwiers")
    (['Dhr. Zwiers', 'mevr. Zwiers'], ['Dhr. en mevr. J. Zwiers'])
    """
    found = [part.strip() for part in _JOINED.split(written)]
    listed_too = [part.strip() for joined in found for part in joined.split(",")]
    for parts in (listed_too, found) if len(found) > 1 else ():
        if all(map(_is_whole, parts)):
            return parts
    listed_only = [part.strip() for part in _COMMA.split(written)]
    if len(listed_only) > 1 and all(_is_whole(part) and _begins_given(part) for part in listed_only):
        return listed_only
    return _sharing(found) or [written]


def _begins_given(part: str) -> bool:
    """Return whether a name begins with a known given name or initials and does not end with one: not "Bakker Jan"."""
    words = _BRACKETED.sub(" ", part).split()
    first = letters(words[0]) in call_names() or is_initials(words[0])
    return first and letters(words[-1]) not in call_names()


def _is_whole(part: str) -> bool:
    """Return whether a text is a name with a surname, and a given name or an initial."""
    name = parse(_BRACKETED.sub(" ", part))
    return bool(name.surnames and name.initials) and not name.remark


def _sharing(found: list[str]) -> list[str]:
    """Return names of which only the last one has the surname of all, none where that is not certain."""
    *first, last = (part.split() for part in found)
    given = list(takewhile(_is_given, last))
    surname = last[len(given) :]
    if not (first and given and surname and all(words and all(map(_is_given, words)) for words in first)):
        return []
    if len({sum(not _is_title(word) for word in words) > 0 for words in (*first, given)}) > 1:
        return []  # "Dhr. en mevr. J. Zwiers": whose is the J.?
    return [" ".join([*words, *surname]) for words in first] + found[-1:]


def _is_given(word: str) -> bool:
    return letters(word) in call_names() or is_initials(word) or _is_title(word)


def _is_title(word: str) -> bool:
    return plain(word).strip(".,") in listed("titles")


def may_be_several(written: str) -> bool:
    """Return whether a cell read as one name may hold more people.

    >>> may_be_several("Fokko en Wobke Zwiers"), may_be_several("Jan Bos, hoofd zorg en wonen"), may_be_several("Fam. Kok")
    (True, False, True)
    """
    if _COUPLE.match(written.strip()) or plain(written).startswith(("fam. ", "fam ", "familie ")):
        return len(several(written)) == 1
    return len(several(written)) == 1 and len(_JOINED.split(natural(written).name)) > 1


def owners(address: str, names: Sequence[str]) -> list[str]:
    """Return of the people in one cell those whose an e-mail address may be: of one surname the one whose initial begins it.

    >>> owners("r.zwiers@x.example", ["Henk Zwiers", "Ria Zwiers"]), owners("zwiers@x.example", ["Henk Zwiers", "Ria Zwiers"])
    (['Ria Zwiers'], ['Henk Zwiers', 'Ria Zwiers'])
    """
    if len(names) == 1:
        return [*names]
    found = [name for name in names if address_fits(address, name)]
    begun = [name for name in found if letters(address)[:1] == parse(name).initials[:1]]
    return begun if len(begun) == 1 else found


def address_fits(address: str, written: str) -> bool:
    """Return whether the part of an e-mail address before the ``@`` holds a surname of a name, or its given name alone.

    >>> address_fits("f.elamrani@x.example", "Fatima el Amrani"), address_fits("f.elamrani@x.example", "Joost Visser")
    (True, False)
    """
    name = parse(written)
    local = letters(address.partition("@")[0])
    surnames = (letters(part) for part in name.surnames)
    return any(len(part) >= 2 and part in local for part in surnames) or local in map(letters, name.given)
