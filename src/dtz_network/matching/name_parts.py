"""The words of a written name, by what they are: given, tussenvoegsel, surname, title, remark."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from dtz_network.matching.spelling import letters, plain, shape
from dtz_network.matching.word_lists import call_names, listed

_SMALL = re.compile(
    r"(?<![\w])(v\.?\s?/?\s?d\.?|v\.d\.?|v/d|v\.\s?d\.)(?=\s|\.|$|(?-i:[A-Z]))", re.IGNORECASE
)
_AFTER_HYPHEN = re.compile(
    r"(?<=\w)\s?-\s?(?:(?:van|de|der|den|het|'t|ter|ten|te|in|op|vd)\s+)+(?=[^\W\d_])", re.IGNORECASE
)
_DIGITS = str.maketrans("01568934", "olsbbgea")
"""Digits in a word are letters that a scan misread."""
_DIGIT = re.compile(r"\d")
_MIXED = re.compile(r"\b(?=\w*\d)(?=\w*[^\W\d])\w+\b")
SPACED_HYPHEN = re.compile(
    r"\s+-\s+(?=(?:van|de|der|den|het|'t|ter|ten|te|in|op|vd|v\.d\.)\b)", re.IGNORECASE
)
CALL = re.compile(r"(?<=\w\.)\s*/\s*([^\W\d_]{2,})")
_BRACKETS = re.compile(r"[(\[{\"“„]\s*([^)\]}\"”]*?)\s*(?:[)\]}\"”]|$)")
_OPENING = frozenset('([{"“„')
_STOPS = re.compile(r"\s+[-–—/|]+\s+|[;:|*?!]+|\s/\s|\s{3,}")
_DASHED = re.compile(r"(.*?)\s[-–—]\s(.+)")
_DASHES = frozenset("-–—")
_GLUED = re.compile(r"(?<=[A-Za-z])\.(?=[A-Za-z]{2})")
_LETTERED = re.compile(r"(?:[^\W\d_]\.){2,}[^\W\d_]?")
_WITH_ARTICLE = ("heer", "dame")
"""Forms of address that an article may go with: "de heer B. Wolters"."""
_JOINING = ("en", "and", "&", "+", "met", "with")
_TOKENS = 50_000
"""So many words of names are remembered as what they are: in a long list the same ones come back."""
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


@dataclass(frozen=True)
class Parts:
    """The words of a name as written, by what they are."""

    given: Sequence[str]
    small: Sequence[str]
    surname: Sequence[str]
    call: Sequence[str]
    maiden: Sequence[str]
    titles: Sequence[str]
    remarks: Sequence[str]


def taken_apart(written: str) -> Parts:
    """Return the words of a name, whatever the order in which they stand."""
    remarks: list[str] = []
    text = written
    if _DIGIT.search(text):
        text = _MIXED.sub(lambda found: found[0].translate(_DIGITS), text)
    if "/" in text:
        text = CALL.sub(r" (\1)", text)
    if "(" in text:
        text = _born_bracketed().sub(r"\2 \1", text)
    text, call = without_brackets(text, remarks)
    text = _SMALL.sub(" vd ", text)
    if "-" in text:
        text = _AFTER_HYPHEN.sub("-", text)
    text = without_tail(text, remarks)
    text, born = _maiden(text)
    maiden = [surname_part(part) for part in re.split(r"[-–]", born)] if born else []
    front, comma, behind = text.partition(",")
    titles: list[str] = []
    first = tokens_of(front, titles)
    last = tokens_behind(behind, first, titles)
    if comma and last and is_remark(last, first):
        remarks.append(behind.strip())
        last, comma = [], ""
    if comma and last and all(is_small(token) for token in last):
        first, last, comma = [*first[:-1], *last, *first[-1:]], [], ""  # "Vries, de"
    if not first and last:
        first, last, comma = last, [], ""
    given, small, surname = _reversed(first, last) if comma and last else _in_order(first)
    return Parts(given, small, surname, call, maiden, titles, remarks)


@lru_cache(maxsize=_TOKENS)
def surname_part(part: str) -> str:
    """Return a part of a surname, its own tussenvoegsels taken off ("van der horst")."""
    tokens = [token for token in part.split() if not is_small(token)]
    return letters(" ".join(tokens) if tokens else part)


def without_brackets(text: str, remarks: list[str]) -> tuple[str, list[str]]:
    """Return a text without what stands in brackets, and the call name if there was one."""
    call: list[str] = []
    if _OPENING.isdisjoint(text):
        return " ".join(text.split()), call
    for found in _BRACKETS.finditer(text):
        inner = found[1].strip(" .'")
        tokens = [token.strip(",.") for token in inner.split()]
        born = len(tokens) > 1 and plain(tokens[0]).strip(".") in listed("born")
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
    return any(is_remark_word(token) for token in tokens)


@lru_cache(maxsize=_TOKENS)
def is_remark_word(token: str) -> bool:
    """Return whether a word belongs to a remark: "nieuw", "oud-wethouder", "i.p.v.", "+1"."""
    known = _remark_words()
    parts = re.split(r"[-/]", plain(token).replace(".", "").strip(",;:()[]*?!"))
    if len(parts) > 1 and all(part[:1].isupper() for part in token.split("-")):
        return all(part in known for part in parts)  # "Luijn-Belt" is a name
    return any(part in known for part in parts) or all(not c.isalpha() for c in token)


@cache
def _remark_words() -> frozenset[str]:
    return (listed("remarks") | listed("roles")) - listed("tussenvoegsels")


def without_tail(text: str, remarks: list[str]) -> str:
    """Cut off what follows a dash, slash or sign, unless it is a second surname ("Jansen - de Vries")."""
    text = _without_head(text, remarks)
    kept = text
    for found in _STOPS.finditer(text):
        head, tail = text[: found.start()].strip(" ,"), text[found.end() :].strip()
        if not head:
            continue
        form = r"[A-Z][\w'-]+" if " " in head else r"[A-Z][\w'-]+(?:,.+)?"  # also "Jansen - Bos, Anna"
        if (
            found[0].strip() in ("-", "–", "—")
            and re.fullmatch(form, tail)
            and not _any_remark([tail.partition(",")[0]])
            and plain(tail) not in listed("departments")
        ):
            kept = f"{head}-{tail}"
            break
        remarks.append(tail)
        kept = head
        break
    tokens = kept.strip(" *?!;:|-").split()
    for place in range(1, len(tokens)):
        if not is_remark_word(tokens[place]):
            continue
        lettered = is_initials(tokens[place]) and not (tokens[place].islower() and len(tokens[place]) > 3)
        begins = plain(tokens[place]) in listed("surname_beginnings") and tokens[place][:1].isupper()
        if begins and tokens[place + 1 :] and tokens[place + 1][:1].isupper():
            continue  # "J. Oude Egbrink"
        if not lettered and _is_whole(tokens[:place], tokens[place]):
            joined = place > 1 and tokens[place - 1].casefold() in _JOINING  # "J. Bos en partner"
            remarks.append(" ".join(tokens[place - joined :]))
            return " ".join(tokens[: place - joined]).rstrip(",")
    return " ".join(tokens)


def _is_whole(name: Sequence[str], remark: str) -> bool:
    """Return whether what stands before a word can be a name, so that the word is a remark: not "I.T." before "Gast"."""
    left = [
        t
        for t in name
        if not is_initials(t) and not is_small(t) and plain(t).strip(".,") not in listed("titles")
    ]
    if (len(left) == 1 and len(name) == 1) or (
        left and left[0] == name[-1] and plain(left[0]).strip(",") in call_names()
    ):
        return remark.islower() and not name[0].islower() and plain(left[0]) not in call_names()
    return bool(left) and not name[-1].endswith(",")


def _without_head(text: str, remarks: list[str]) -> str:
    """Cut off what stands before a name: "nieuw: ", "1. ", "t.a.v. "."""
    head, stop, tail = text.partition(":")
    if not stop or not all(map(is_remark_word, head.split())):
        found = None if _DASHES.isdisjoint(text) else _DASHED.match(text)
        head, tail = (found[1], found[2]) if found and _is_no_name(found[1]) else ("", text)
    words_ = tail.split()
    while (
        len(words_) > 1
        and is_remark_word(words_[0])
        and not words_[0][:1].isupper()
        and words_[0][-1:] != ","
    ):
        head = f"{head} {words_.pop(0)}"
    if head.strip():
        remarks.append(head.strip())
    return " ".join(words_)


def _is_no_name(head: str) -> bool:
    """Return whether what stands before a dash is a remark or a department: "Communicatie – Lotte Vink"."""
    words = head.split()
    return all(map(is_remark_word, words)) or plain(words[0]) in listed("departments")


def _maiden(text: str) -> tuple[str, str]:
    """Return a text without "geb. Bakker" or "e/v Bakker", and that name, "" without one."""
    found = _born().search(text)
    if not found:
        return text, ""
    return text[: found.start()].strip(" ,-"), found[1].strip()


@cache
def _born() -> re.Pattern[str]:
    known = "|".join(re.escape(word) for word in listed("born"))
    return re.compile(rf"\b(?:{known})\b\.?\s+(.+)$", re.IGNORECASE)


@cache
def _born_bracketed() -> re.Pattern[str]:
    """Return what finds "(geb. Bakker)", and what follows it."""
    known = "|".join(re.escape(word) for word in listed("born"))
    return re.compile(rf"\(\s*((?:{known})\b\.?\s+[^()]+?)\s*\)(.*)$", re.IGNORECASE)


def tokens_of(text: str, titles: list[str]) -> list[str]:
    """Return the words of a text without titles and degrees, glued initials kept as one."""
    if not text:
        return []
    text = _GLUED.sub(". ", text) if "." in text else text
    found: list[str] = []
    raw = text.replace("_", " ").split()
    for place, token in enumerate(raw):
        if _is_title(token, found, raw[place + 1 :]):
            article = (
                [found.pop()] if plain(token) in _WITH_ARTICLE and [*map(plain, found)] == ["de"] else []
            )
            titles.append(" ".join([*article, token.strip(",")]))
        elif plain(token).strip(".,'"):
            found.append(token.strip(","))
    return found


def tokens_behind(text: str, first: Sequence[str], titles: list[str]) -> list[str]:
    """Return the words behind a comma; degrees behind a name that is whole ("Maria Jansen, MBA") are titles, "Jansen, MA" has initials."""
    words = text.replace(",", " ").split()
    whole = len(first) > 1 and not is_small(first[0])
    if (
        words
        and _all_degrees(words)
        and (whole or all(re.search("[a-z]", word) and not word.islower() for word in words))
    ):
        titles += words
        return []
    return tokens_of(text, titles)


def _is_title(token: str, before: Sequence[str], after: Sequence[str]) -> bool:
    """Return whether a word is a form of address, or a degree behind a name; "M.R." and "de Heer" are not."""
    word = plain(token).strip(".,'").replace(".", "")
    if "." in token and _LETTERED.fullmatch(token.strip(",")):
        return False
    if word in listed("titles"):
        surname = not after and before and is_small(before[-1])
        return not surname and not (len(word) <= 2 and token.isupper() and "." not in token)
    if not before and len(word) > 2 and token.endswith(".") and shape(word) in _title_shapes():
        return True  # "rnevr."
    return word in listed("degrees") and bool(before) and _all_degrees(after)


def is_title(text: str) -> bool:
    """Return whether a text is forms of address and degrees alone.

    >>> is_title("prof. dr."), is_title("MBA"), is_title("Adviseur")
    (True, True, False)
    """
    words = [plain(word).strip(".,").replace(".", "") for word in text.split()]
    return bool(words) and all(word in listed("titles") or word in listed("degrees") for word in words)


@cache
def _title_shapes() -> frozenset[str]:
    """Return forms of address as a scan sees them."""
    return frozenset(map(shape, ("mevr", "dhr", "drs", "ing", "mr")))


def _all_degrees(tokens: Sequence[str]) -> bool:
    return all(plain(token).strip(".,").replace(".", "") in listed("degrees") for token in tokens)


@lru_cache(maxsize=_TOKENS)
def is_small(token: str) -> bool:
    """Return whether a word is a tussenvoegsel, also one that a scan misread."""
    bare = plain(token).strip(".,'")
    initial = len(bare) == 1 and (token[:1].isupper() or token.endswith("."))
    if token.strip(",") in ("v.", "v.d.", "v.d", "v.d.r.", "v/d"):
        return True
    if bare in listed("tussenvoegsels"):
        return not initial
    return len(bare) >= 2 and token.islower() and shape(bare) in _small_shapes() and bare not in call_names()


@cache
def _small_shapes() -> frozenset[str]:
    """Return the tussenvoegsels as a scan sees them."""
    return frozenset(map(shape, ("van", "de", "der", "den", "het", "ten", "ter")))


@lru_cache(maxsize=_TOKENS)
def is_initials(token: str) -> bool:
    """Return whether a word is initials: J., J.P., Th.J., JP."""
    bare = token.strip(",")
    if re.fullmatch(r"(?:[^\W\d_]{1,4}\.-?)+[^\W\d_]?", bare):
        return all(len(part) == 1 or plain(part) in _TWO_LETTERS for part in re.split(r"[.-]+", bare) if part)
    return (len(bare) == 1 and bare.isalpha()) or (re.fullmatch(r"[B-DF-HJ-NP-TV-Z]{2,4}", bare) is not None)


def is_remark(last: Sequence[str], first: Sequence[str]) -> bool:
    """Return whether what stands after a comma is no given name but a function or a remark."""
    bare = [plain(token).strip(".") for token in last if not is_initials(token)]
    if any(word in listed("roles") for word in bare):
        return True
    return any(word in listed("remarks") - listed("tussenvoegsels") for word in bare) and len(first) > 1


def _reversed(first: Sequence[str], last: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """Return given names, tussenvoegsels and surname of "Vries, Jan de" or "de Vries, Jan"."""
    given = [token for token in last if not is_small(token)]
    small = [token for token in last if is_small(token)]
    for token in first:
        if is_small(token):
            small.append(token)
    surname = [token for token in first if not is_small(token)] or list(first)
    return given, small, [" ".join(surname)] if not any("-" in token for token in surname) else surname


def _in_order(tokens: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """Return given names, tussenvoegsels and surname of "Jan de Vries", "J. de Vries" or "Vries de, Jan"."""
    if not tokens:
        return [], [], []
    if len(tokens) == 1:
        return [], [], list(tokens)
    if len(tokens) > 1 and is_small(tokens[0]):
        return _small_first(tokens)
    places = [place for place, token in enumerate(tokens) if place and is_small(token)]
    if places:
        begin = places[0]
        end = begin
        while end < len(tokens) and is_small(tokens[end]):
            end += 1
        if end == len(tokens):  # "Vries de" or "Jan Vries de"
            if begin > 1 and _is_given_behind(tokens[begin - 1], tokens[0]):  # "Vries J. de"
                return [tokens[begin - 1]], list(tokens[begin:]), [" ".join(tokens[: begin - 1])]
            return list(tokens[: begin - 1]), list(tokens[begin:]), [tokens[begin - 1]]
        rest = list(tokens[end:])
        if is_initials(rest[-1]) and not is_initials(tokens[0]):  # "Vries de J."
            return [rest[-1]], list(tokens[begin:end]), list(tokens[:begin])
        return list(tokens[:begin]), list(tokens[begin:end]), [" ".join(rest)]
    if is_initials(tokens[-1]) and not is_initials(tokens[0]):  # "Bakker J."
        place = len(tokens) - 1
        while place > 1 and is_initials(tokens[place - 1]):
            place -= 1
        return list(tokens[place:]), [], [" ".join(tokens[:place])]
    begin = len(tokens) - 1
    before = plain(tokens[begin - 1])
    if begin > 1 and (before in listed("surname_beginnings") or _is_surname_too(tokens[:begin])):
        begin -= 1
    return list(tokens[:begin]), [], [" ".join(tokens[begin:])]


def _is_given_behind(last: str, first: str) -> bool:
    """Return whether of two words the last one is the given name: initials or a known name, where the first one is not."""
    given = [is_initials(word) or letters(word) in call_names() for word in (first, last)]
    return given == [False, True]


def _is_surname_too(front: Sequence[str]) -> bool:
    """Return whether the last word before a surname belongs to it: behind initials, and no known given name ("H.J. Snijders Blok")."""
    *initials, last = front
    return (
        bool(initials)
        and all(is_initials(token) and "." in token for token in initials)
        and not is_initials(last)
        and last[:1].isupper()
        and plain(last) not in call_names()
    )


def _small_first(tokens: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """Return the parts of "de Vries J." or "de Vries"; given names stand behind if at all."""
    end = 0
    while end < len(tokens) - 1 and is_small(tokens[end]):
        end += 1
    surname, given = [tokens[end]], list(tokens[end + 1 :])
    return given, list(tokens[:end]), surname
