"""What in a written Dutch name is surname, given name, initials, title and remark.

Tussenvoegsels may stand in front, behind or after a comma; a call name in brackets behind initials; a maiden name behind a hyphen.
What is left out is told (``remark``), so that nothing of a cell is lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from dtz_network.matching.spelling import letters, plain, shape, slip
from dtz_network.matching.word_lists import call_names, listed, related_names


@dataclass(frozen=True)
class PersonName:
    """A name taken apart, folded for comparing.

    Attributes:
        surnames: the parts of the surname without tussenvoegsels; two for a double or married name.
        given: given names in full, the call name first; several where several are written.
        initials: first letters in order, of given names where those are written.
        tussenvoegsel: as written, folded: "van der".
        titles: forms of address and degrees.
        remark: what is no part of the name, as written.
    """

    surnames: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    initials: str = ""
    tussenvoegsel: str = ""
    titles: tuple[str, ...] = ()
    remark: str = ""

    @property
    def surname(self) -> str:
        """All parts of the surname as one word."""
        return "".join(self.surnames)

    @property
    def is_empty(self) -> bool:
        """Whether no surname was found."""
        return not self.surnames


_SMALL = re.compile(r"(?<![\w])(v\.?\s?/?\s?d\.?|v\.d\.?|v/d|v\.\s?d\.)(?=\s|\.|$|[A-Z])", re.IGNORECASE)
_AFTER_HYPHEN = re.compile(
    r"(?<=\w)\s?-\s?(?:(?:van|de|der|den|het|'t|ter|ten|te|in|op|vd)\s+)+(?=[^\W\d_])", re.IGNORECASE
)
_DIGITS = str.maketrans("01568934", "olsbbgea")
"""Digits in a word are letters that a scan misread."""
_MIXED = re.compile(r"\b(?=\w*\d)(?=\w*[^\W\d])\w+\b")
_SPACED_HYPHEN = re.compile(
    r"\s+-\s+(?=(?:van|de|der|den|het|'t|ter|ten|te|in|op|vd|v\.d\.)\b)", re.IGNORECASE
)
_CALL = re.compile(r"(?<=\w\.)\s*/\s*([^\W\d_]{2,})")
_BRACKETS = re.compile(r"[(\[{\"“„]\s*([^)\]}\"”]*?)\s*(?:[)\]}\"”]|$)")
_STOPS = re.compile(r"\s+[-–—/|]+\s+|[;:|*?!]+|\s/\s|\s{3,}")
_TWO_LETTERS = (
    "th",
    "ch",
    "ph",
    "ij",
    "sj",
    "tj",
    "st",
    "fr",
    "chr",
    "joh",
    "wilh",
    "jac",
    "jos",
    "corn",
    "ant",
    "alb",
)


def parse(written: str) -> PersonName:
    """Return the parts of a name; without a surname an empty name.

    >>> parse("Heijden, drs. P.F. (Paul) van der") == PersonName(
    ...     ("heyden",), ("paul",), "pf", "van der", ("drs",), "")
    True
    >>> parse("Mw. J. Grotenhuis-van der Horst").surnames
    ('grotenhuis', 'horst')
    >>> parse("Jan de Vries (vervangt Piet)").remark
    'vervangt Piet'
    """
    return _parse(" ".join(written.split()))


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
    >>> natural("JAN DE VRIES (vervangt Piet)")
    Written(name='Jan de Vries', title='', remark='vervangt Piet')
    """
    whole = " ".join(written.split())
    if parse(whole).is_empty:
        return Written(whole)
    remarks: list[str] = []
    text, call = _without_brackets(_CALL.sub(r" (\1)", whole), remarks)
    text = _without_tail(_SPACED_HYPHEN.sub("-", text), remarks)
    front, comma, behind = text.partition(",")
    titles: list[str] = []
    first, last = _tokens(front, titles), _tokens(behind, titles)
    if comma and last and _is_remark(last, first):
        remarks.append(behind.strip())
        last = []
    if last and all(_is_small(token) for token in last):
        first, last = [*first[:-1], *last, *first[-1:]], []
    behind_surname = len(first)
    while last and behind_surname > 1 and _is_small(first[behind_surname - 1]):
        behind_surname -= 1
    last, first = [*last, *first[behind_surname:]], first[:behind_surname]  # "Vries van der, Jan"
    named = f"({' '.join(call)})" if call else ""
    given = [t for t in (last or first) if _is_initials(t) and not _is_small(t)][-1:] if call else []
    tokens = [part for token in [*last, *first] for part in ([token, named] if [token] == given else [token])]
    if named and not given:
        tokens.insert(1, named)
    name = " ".join(tokens)
    if len(tokens) > 1 and (name.isupper() or name.islower()):
        name = " ".join(token.lower() if _is_small(token) else _capitals(token) for token in tokens)
    remark = "; ".join(found for found in remarks if re.search(r"\w", found))
    shown = Written(name, " ".join(titles), remark)
    return shown if _signs(f"{name}{shown.title}{remark}") == _signs(whole) else Written(whole)


def _signs(text: str) -> list[str]:
    """Return the letters and digits of a text, to tell that nothing of a cell was lost."""
    return sorted(sign for sign in text.casefold() if sign.isalnum())


def _capitals(token: str) -> str:
    """Return a word with capitals where a Dutch name has them: IJsbrand, Jan-Peter, J.P."""
    lower = re.sub(r"(?<![^\W\d_])[^\W\d_]", lambda found: found[0].upper(), token.lower())
    lower = re.sub(r"-(?:Van|De|Der|Den|Het|Ter|Ten|Te|In|Op)$", lambda found: found[0].lower(), lower)
    return re.sub(r"\bIj", "IJ", lower)


@dataclass(frozen=True)
class _Parts:
    """The words of a name as written, by what they are."""

    given: Sequence[str]
    small: Sequence[str]
    surname: Sequence[str]
    call: Sequence[str]
    maiden: Sequence[str]
    titles: Sequence[str]
    remarks: Sequence[str]


@lru_cache(maxsize=200_000)
def _parse(written: str) -> PersonName:
    parts = _taken_apart(written)
    surnames = [_surname_part(part) for token in parts.surname for part in re.split(r"[-–/]+", token)]
    surnames = [part for part in (*surnames, *parts.maiden) if part]
    return _made(parts, surnames)


def _taken_apart(written: str) -> _Parts:
    remarks: list[str] = []
    text = _MIXED.sub(lambda found: found[0].translate(_DIGITS), written)
    text, call = _without_brackets(_CALL.sub(r" (\1)", text), remarks)
    text = _AFTER_HYPHEN.sub("-", _SMALL.sub(" vd ", text))
    text = _without_tail(text, remarks)
    text, born = _maiden(text)
    maiden = [_surname_part(part) for part in re.split(r"[-–]", born)] if born else []
    front, comma, behind = text.partition(",")
    titles: list[str] = []
    first, last = _tokens(front, titles), _tokens(behind, titles)
    if comma and last and _is_remark(last, first):
        remarks.append(behind.strip())
        last, comma = [], ""
    if comma and last and all(_is_small(token) for token in last):
        first, last, comma = [*first[:-1], *last, *first[-1:]], [], ""  # "Vries, de"
    if not first and last:
        first, last, comma = last, [], ""
    given, small, surname = _reversed(first, last) if comma and last else _in_order(first)
    return _Parts(given, small, surname, call, maiden, titles, remarks)


def _made(parts: _Parts, surnames: Sequence[str]) -> PersonName:
    full: list[str] = [letters(name) for name in parts.call if letters(name)]
    initials = ""
    for token in parts.given:
        if _is_initials(token):
            initials += (
                "".join(re.findall(r"[a-z]", plain(token)))
                if "." in token or token.isupper()
                else plain(token)[:1]
            )
        else:
            names = [letters(name) for name in token.split("-")] if "-" in token else [letters(token)]
            initials += "".join(name[:1] for name in names)
            full.append("".join(names))
    if not initials and full:
        initials = full[0][:1]
    return PersonName(
        tuple(dict.fromkeys(surnames)), tuple(dict.fromkeys(full)), initials, " ".join(map(plain, parts.small)),
        tuple(plain(title).replace(".", "") for title in parts.titles), "; ".join(remark for remark in parts.remarks if remark),
    )  # fmt: skip


def _surname_part(part: str) -> str:
    """Return a part of a surname, its own tussenvoegsels taken off ("van der horst")."""
    tokens = [token for token in part.split() if not _is_small(token)]
    return letters(" ".join(tokens) if tokens else part)


def _without_brackets(text: str, remarks: list[str]) -> tuple[str, list[str]]:
    """Return a text without what stands in brackets, and the call name if there was one."""
    call: list[str] = []
    for found in _BRACKETS.finditer(text):
        inner = found[1].strip(" .'")
        tokens = [token.strip(",.") for token in inner.split()]
        born = tokens and plain(tokens[0]).strip(".") in listed("born")
        if (
            inner
            and not born
            and len(tokens) <= 4
            and not _any_remark(tokens)
            and re.fullmatch(r"[^\W\d_][\w .'-]*", inner)
        ):
            call.extend(tokens)
        elif inner:
            remarks.append(inner)
    return " ".join(_BRACKETS.sub(" ", text).split()), call


def _any_remark(tokens: Sequence[str]) -> bool:
    return any(_remarks(token) for token in tokens)


def _remarks(token: str) -> bool:
    """Return whether a word belongs to a remark: "nieuw", "oud-wethouder", "i.p.v.", "+1"."""
    known = (listed("remarks") | listed("roles")) - listed("tussenvoegsels")
    parts = re.split(r"[-/]", plain(token).replace(".", "").strip(",;:()[]*?!"))
    return any(part in known for part in parts) or all(not c.isalpha() for c in token)


def _without_tail(text: str, remarks: list[str]) -> str:
    """Cut off what follows a dash, slash or sign, unless it is a second surname ("Jansen - de Vries")."""
    text = _without_head(text, remarks)
    kept = text
    for found in _STOPS.finditer(text):
        head, tail = text[: found.start()].strip(" ,"), text[found.end() :].strip()
        if not head:
            continue
        if (
            found[0].strip() in ("-", "–", "—")
            and re.fullmatch(r"[A-Z][\w'-]+", tail)
            and not _any_remark([tail])
        ):
            kept = f"{head}-{tail}"
            break
        remarks.append(tail)
        kept = head
        break
    tokens = kept.strip(" *?!;:|-").split()
    for place in range(1, len(tokens)):
        lettered = _is_initials(tokens[place]) and not (tokens[place].islower() and len(tokens[place]) > 3)
        if _remarks(tokens[place]) and not lettered and _is_whole(tokens[:place], tokens[place]):
            remarks.append(" ".join(tokens[place:]))
            return " ".join(tokens[:place]).rstrip(",")
    return " ".join(tokens)


def _is_whole(name: Sequence[str], remark: str) -> bool:
    """Return whether what stands before a word can be a name, so that the word is a remark: not "I.T." before "Gast"."""
    left = [
        t
        for t in name
        if not _is_initials(t) and not _is_small(t) and plain(t).strip(".,") not in listed("titles")
    ]
    if (len(left) == 1 and len(name) == 1) or (
        left and left[0] == name[-1] and plain(left[0]).strip(",") in call_names()
    ):
        return remark.islower() and not name[0].islower() and plain(left[0]) not in call_names()
    return bool(left) and not name[-1].endswith(",")


def _without_head(text: str, remarks: list[str]) -> str:
    """Cut off what stands before a name: "nieuw: ", "1. ", "t.a.v. "."""
    head, stop, tail = text.partition(":")
    if not stop or not all(map(_remarks, head.split())):
        found = re.match(r"(.*?)\s[-–—]\s(.+)", text)
        head, tail = (found[1], found[2]) if found and all(map(_remarks, found[1].split())) else ("", text)
    words_ = tail.split()
    while len(words_) > 1 and _remarks(words_[0]) and not words_[0][:1].isupper() and words_[0][-1:] != ",":
        head = f"{head} {words_.pop(0)}"
    if head.strip():
        remarks.append(head.strip())
    return " ".join(words_)


def _maiden(text: str) -> tuple[str, str]:
    """Return a text without "geb. Bakker" or "e/v Bakker", and that name, "" without one."""
    known = "|".join(re.escape(word) for word in listed("born"))
    found = re.search(rf"\b(?:{known})\b\.?\s+(.+)$", text, re.IGNORECASE)
    if not found:
        return text, ""
    return text[: found.start()].strip(" ,-"), found[1].strip()


def _tokens(text: str, titles: list[str]) -> list[str]:
    """Return the words of a text without titles and degrees, glued initials kept as one."""
    text = re.sub(r"(?<=[A-Za-z])\.(?=[A-Za-z]{2})", ". ", text)
    found: list[str] = []
    raw = text.replace("_", " ").split()
    for place, token in enumerate(raw):
        if _is_title(token, found, raw[place + 1 :]):
            titles.append(token.strip(","))
        elif plain(token).strip(".,'"):
            found.append(token.strip(","))
    return found


def _is_title(token: str, before: Sequence[str], after: Sequence[str]) -> bool:
    """Return whether a word is a form of address, or a degree behind a name; "M.R." and "de Heer" are not."""
    word = plain(token).strip(".,'").replace(".", "")
    if re.fullmatch(r"(?:[^\W\d_]\.){2,}[^\W\d_]?", token.strip(",")):
        return False
    if word in listed("titles"):
        surname = not after and before and _is_small(before[-1])
        return not surname and not (len(word) <= 2 and token.isupper() and "." not in token)
    return word in listed("degrees") and bool(before) and _all_degrees(after)


def _all_degrees(tokens: Sequence[str]) -> bool:
    return all(plain(token).strip(".,").replace(".", "") in listed("degrees") for token in tokens)


def _is_small(token: str) -> bool:
    bare = plain(token).strip(".,'")
    initial = len(bare) == 1 and (token[:1].isupper() or token.endswith("."))
    if bare in listed("tussenvoegsels") or token.strip(",") in ("v.d.", "v.d", "v.d.r.", "v/d"):
        return not initial
    return len(bare) >= 2 and token.islower() and shape(bare) in _small_shapes() and bare not in call_names()


@cache
def _small_shapes() -> frozenset[str]:
    """Return the tussenvoegsels as a scan sees them."""
    return frozenset(map(shape, ("van", "de", "der", "den", "het", "ten", "ter")))


def _is_initials(token: str) -> bool:
    bare = token.strip(",")
    if re.fullmatch(r"(?:[^\W\d_]{1,4}\.-?)+[^\W\d_]?", bare):
        return all(len(part) == 1 or plain(part) in _TWO_LETTERS for part in re.split(r"[.-]+", bare) if part)
    return (len(bare) == 1 and bare.isalpha()) or (re.fullmatch(r"[B-DF-HJ-NP-TV-Z]{2,4}", bare) is not None)


def _is_remark(last: Sequence[str], first: Sequence[str]) -> bool:
    """Return whether what stands after a comma is no given name but a function or a remark."""
    bare = [plain(token).strip(".") for token in last if not _is_initials(token)]
    if any(word in listed("roles") for word in bare):
        return True
    return any(word in listed("remarks") - listed("tussenvoegsels") for word in bare) and len(first) > 1


def _reversed(first: Sequence[str], last: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """Return given names, tussenvoegsels and surname of "Vries, Jan de" or "de Vries, Jan"."""
    given = [token for token in last if not _is_small(token)]
    small = [token for token in last if _is_small(token)]
    for token in first:
        if _is_small(token):
            small.append(token)
    surname = [token for token in first if not _is_small(token)] or list(first)
    return given, small, [" ".join(surname)] if not any("-" in token for token in surname) else surname


def _in_order(tokens: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """Return given names, tussenvoegsels and surname of "Jan de Vries", "J. de Vries" or "Vries de, Jan"."""
    if not tokens:
        return [], [], []
    if len(tokens) == 1:
        return [], [], list(tokens)
    if len(tokens) > 1 and _is_small(tokens[0]):
        return _small_first(tokens)
    places = [place for place, token in enumerate(tokens) if place and _is_small(token)]
    if places:
        begin = places[0]
        end = begin
        while end < len(tokens) and _is_small(tokens[end]):
            end += 1
        if end == len(tokens):  # "Vries de" or "Jan Vries de"
            return list(tokens[: begin - 1]), list(tokens[begin:]), [tokens[begin - 1]]
        rest = list(tokens[end:])
        if _is_initials(rest[-1]) and not _is_initials(tokens[0]):  # "Vries de J."
            return [rest[-1]], list(tokens[begin:end]), list(tokens[:begin])
        return list(tokens[:begin]), list(tokens[begin:end]), [" ".join(rest)]
    if _is_initials(tokens[-1]) and not _is_initials(tokens[0]):  # "Bakker J."
        place = len(tokens) - 1
        while place > 1 and _is_initials(tokens[place - 1]):
            place -= 1
        return list(tokens[place:]), [], [" ".join(tokens[:place])]
    begin = len(tokens) - 1
    if begin > 1 and plain(tokens[begin - 1]) in listed("surname_beginnings"):
        begin -= 1
    return list(tokens[:begin]), [], [" ".join(tokens[begin:])]


def _small_first(tokens: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """Return the parts of "de Vries J." or "de Vries"; given names stand behind if at all."""
    end = 0
    while end < len(tokens) - 1 and _is_small(tokens[end]):
        end += 1
    surname, given = [tokens[end]], list(tokens[end + 1 :])
    return given, list(tokens[:end]), surname


def other_readings(name: PersonName) -> tuple[PersonName, ...]:
    """Return how a name may be meant too: "Bakker Jan" with the surname in front and no comma.

    >>> other_readings(parse("Bakker Jan"))[0].surnames, other_readings(parse("Jan Bakker"))
    (('bakker',), ())
    """
    if (
        len(name.surnames) == 1
        and len(name.given) == 1
        and name.surname in call_names()
        and name.given[0] not in call_names()
    ):
        return (
            PersonName(
                name.given, name.surnames, name.surname[:1], name.tussenvoegsel, name.titles, name.remark
            ),
        )
    return ()


def several(written: str) -> list[str]:
    """Return the names in a cell that holds more than one, each with a surname of its own; else the cell itself.

    >>> several("Annette Verhoef en Robert Dreier"), several("Jan en Piet de Vries")
    (['Annette Verhoef', 'Robert Dreier'], ['Jan en Piet de Vries'])
    """
    found = [part.strip() for part in re.split(r"\s+(?:en|and|&|\+)\s+", written)]
    names = [parse(part) for part in found]
    whole = all(name.surnames and name.initials and not name.remark for name in names)
    return found if len(found) > 1 and whole else [written]


@lru_cache(maxsize=200_000)
def same_given(one: str, other: str) -> bool:
    """Return whether two given names may be of one person: equal, or given name and call name.

    >>> same_given("hendrik", "henk"), same_given("hendrik", "jan")
    (True, False)
    """
    if one == other:
        return True
    groups = call_names()
    return bool(groups.get(one, frozenset()) & groups.get(other, frozenset()))


@lru_cache(maxsize=200_000)
def given_slip(one: str, other: str) -> bool:
    """Return whether a given name may be another with a typing error; two known names are two names.

    >>> given_slip("frrank", "frank"), given_slip("frrank", "frans"), given_slip("wim", "pim"), given_slip("kon", "koen")
    (True, True, False, True)
    """
    groups = call_names()
    if one in groups and other in groups:
        return False
    if _near(one, other):
        return True
    for wrong, known in ((one, other), (other, one)):
        if wrong not in groups and known in groups and len(wrong) >= 4:
            return any(_near(wrong, name) for name in related_names(known))
    return False


def _near(one: str, other: str) -> bool:
    short = min(len(one), len(other)) >= 3 and max(len(one), len(other)) >= 4 and len(one) != len(other)
    return slip(one, other) or (short and OSA.distance(one, other) <= 1)
