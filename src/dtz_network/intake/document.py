"""People, bodies, roles and organisations out of the lists of a document (an annual plan, minutes, a board list).

Only lists are read as facts: a heading that names a body, below it one entry a line, such as "Peter Cool (voorzitter) (Intergas)",
"Annette Verhoef en Robert Dreier (NHL Stenden)" or "Jan de Vries, wethouder, gemeente X"; headings such as "Ondernemers:" are the
side that the seats below represent. A name in running text is a question, with its line, never a fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dtz_network.intake.listed_organisations import told_type
from dtz_network.intake.readers.text_lines import TextLine
from dtz_network.intake.rows import Doubtful, EntityRow, Ref, RelationRow, Row, Understood
from dtz_network.matching import person_names, written_names
from dtz_network.matching.spelling import plain
from dtz_network.matching.word_lists import call_names, kinds, legal_forms, listed
from dtz_network.model.network import fold
from dtz_network.model.schema import Schema

_BODY = re.compile(
    r"\b(?:stuurgroep|werkgroep|projectgroep|regiegroep|kopgroep|klankbordgroep|kerngroep|begeleidingsgroep|adviesgroep|initiatiefgroep|denktank|taskforce"
    r"|program(?:ma)?\s?(?:board|raad|team|bureau)|\w*bestuur|\w*team|\w*raad(?:\s+van\s+\w+)?|\w*commissie|\w*board|\w*overleg|\w*college(?:\s+van\s+b(?:en|&)w)?"
    r"|directie|presidium|platform|\w*tafel|bureau|steering\s+(?:group|committee)|working\s+group|committee|council|task\s?force)\b",
    re.IGNORECASE,
)
_SIDES = {
    "business": (
        "ondernemers",
        "ondernemer",
        "bedrijven",
        "bedrijfsleven",
        "ondernemingen",
        "namens ondernemers",
        "business",
        "companies",
        "industrie",
    ),
    "education": (
        "onderwijs",
        "scholen",
        "onderwijsinstellingen",
        "kennisinstellingen",
        "kennis",
        "onderwijs en onderzoek",
        "education",
        "schools",
    ),
    "government": (
        "overheid",
        "overheden",
        "gemeenten",
        "gemeente",
        "provincie",
        "provincies",
        "government",
        "governments",
    ),
    "civil_society": (
        "maatschappelijk",
        "maatschappelijke organisaties",
        "maatschappelijk middenveld",
        "samenleving",
        "civil society",
    ),
}
_LEADING = re.compile(
    r"^(?:de\s+|het\s+|leden(?:\s+van)?(?:\s+(?:de|het))?\s+|samenstelling(?:\s+van)?(?:\s+(?:de|het))?\s+|members\s+of\s+(?:the\s+)?)",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"\s*(?:bestaat\s+uit|bestaan\s+uit|samenstelling|leden|wordt\s+gevormd\s+door|per\s+\d.*|\(\d{4}.*\)|\d{4}|consists\s+of)?\s*:?\s*$",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\(([^()]*)\)")
_OPEN = re.compile(r"\([^()]*$")
_STOPS = re.compile(r"[.!?]\s|\b(?:is|zijn|wordt|worden|heeft|hebben|kan|zal|the|are|has)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[a-zà-ÿ)]{4})\.$|(?<=\))\.$")
_WITHIN = ("leden", "lid", "members", "deelnemers", "samenstelling", "overige leden")
_VACANT = ("vacature", "vacant", "vacancy", "nog in te vullen", "n.t.b.", "ntb", "tbd")
_ROLES = {
    "vz": "chair",
    "vzr": "chair",
    "voorz": "chair",
    "secr": "secretary",
    "penn": "treasurer",
    "vice-voorzitter": "vice_chair",
    "plv voorzitter": "vice_chair",
    "plaatsvervangend voorzitter": "vice_chair",
    "vicevoorzitter": "vice_chair",
    "ambtelijk secretaris": "secretary",
    "chairman": "chair",
    "chairperson": "chair",
    "bestuurslid": "member",
    "commissielid": "member",
    "raadsgriffier": "clerk",
    "loco-burgemeester": "deputy_mayor",
}
_IN_BODY = ("chair", "vice_chair", "secretary", "treasurer", "member", "observer")
"""Roles that one has in a body; other words are what somebody does for the organisation named beside them."""
_BY_SIDE = {"education": "School", "government": "Government", "civil_society": "Association"}
_LONGEST = 160


@dataclass(frozen=True)
class Entry:
    """What one line of a list says: names, role as written, organisations."""

    names: tuple[str, ...]
    role: str = ""
    organisations: tuple[str, ...] = ()


def read(lines: Sequence[TextLine], schema: Schema) -> Understood:
    """Return the rows of a document, and what stands in running text as questions."""
    return _of_one_type(_Reader(schema).read(_joined(lines)))


def _of_one_type(found: Understood) -> Understood:
    """Return what was found with one organisation for one name: the type that a side tells holds in every list."""
    sided = {
        row.key: Ref(row.type, row.key)
        for row in reversed(found.rows)
        if isinstance(row, EntityRow) and row.type in _BY_SIDE.values() and not told_type(row.key)
    }
    types = {Ref(kind, key): ref for key, ref in sided.items() for kind in ("Company", *_BY_SIDE.values())}
    rows: dict[object, Row] = {}
    for row in found.rows:
        if isinstance(row, EntityRow):
            ref = types.get(Ref(row.type, row.key), Ref(row.type, row.key))
            rows.setdefault(ref, replace(row, type=ref.type))
        else:
            ends = {name: tuple(types.get(ref, ref) for ref in refs) for name, refs in row.references.items()}
            moved = replace(
                row,
                source=types.get(row.source, row.source),
                target=types.get(row.target, row.target),
                references=ends,
            )
            rows[id(row)] = moved
    guesses = [
        guess
        for guess in found.doubtful
        if guess.key != "type-guessed"
        or (known := sided.get(fold(str(guess.values["name"])))) is None
        or known.type == guess.values["type"]
    ]
    return Understood(list(rows.values()), found.problems, guesses, found.not_read)


def _joined(lines: Sequence[TextLine]) -> list[TextLine]:
    """Return lines, one that goes on inside a bracket or after a comma in a list joined with the next."""
    found: list[TextLine] = []
    for line in lines:
        last = found[-1] if found else None
        if (
            last
            and line.text
            and _OPEN.search(last.text)
            and not line.bullet
            and not line.heading
            and len(last.text) < _LONGEST
        ):
            found[-1] = TextLine(f"{last.text} {line.text}", last.place, last.bullet, last.heading)
        else:
            found.append(line)
    return found


class _Reader:
    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.result = Understood()
        self.roles = {
            fold(word): term.code
            for term in schema.vocabularies["roles"].values()
            for word in (term.code, *term.label.values())
        }
        self.roles |= {
            fold(word): code for word, code in _ROLES.items() if code in schema.vocabularies["roles"]
        }
        self._body, self._side, self._last, self._listed = "", "", -2, False
        self._seen: set[Ref] = set()
        self._seats: dict[str, int] = {}

    def read(self, lines: Sequence[TextLine]) -> Understood:
        for number, line in enumerate(lines):
            if not line.text:
                continue
            if side := _side(line):
                self._side = side if self._body else ""
            elif body := self._heading(line, lines[number + 1 :]):
                self._body, self._side = body, ""
            elif self._body and (entry := self.entry(line) or self._beside(lines, number)):
                self._add(entry, line)
                self._last, self._listed = number, line.bullet
            elif self._body and fold(line.text.strip(" :()-")) in _VACANT:
                self._vacancy(line)
            elif inline := self._inline(line):
                self._body, self._side = inline[0], ""
                for one in inline[1]:
                    self._add(one, line)
                self._body = ""
            elif self._body and line.text.endswith(":") and fold(line.text.strip(" :")) in _WITHIN:
                continue
            elif self._body and (line.heading or len(line.text) > _LONGEST or _STOPS.search(line.text)):
                self._body, self._side = "", ""
                self._ask(line)
            else:
                if not line.bullet and self._body and not self._could_go_on(line):
                    self._body, self._side = "", ""
                self._ask(line)
        return self.result

    def _beside(self, lines: Sequence[TextLine], number: int) -> Entry | None:
        """Return what a name says that is known by its neighbours alone: an entry stands right above or below."""
        line = lines[number]
        if line.text.isupper() or not _is_person(line.text) or len(line.text.split()) > 4:
            return None
        below = lines[number + 1] if number + 1 < len(lines) else None
        near = self._last == number - 1 or (below is not None and self.entry(below) is not None)
        return Entry((line.text,)) if near else None

    def _could_go_on(self, line: TextLine) -> bool:
        """Return whether a list may go on after a line: a short one that is no sentence and no other heading."""
        return len(line.text) < 40 and not line.text.endswith((".", ":")) and not self._listed

    # --- headings

    def _heading(self, line: TextLine, after: Sequence[TextLine]) -> str:
        """Return the name of the body that a line is the heading of, "" for none.

        It names a body by a word, in capitals, with a colon or as a style, and an entry follows.
        """
        text = line.text
        if len(text) > 90 or line.bullet or (_BRACKETS.search(text.removesuffix(":")) and self.entry(line)):
            return ""
        shown = _TRAILING.sub("", _LEADING.sub("", text)).strip(" :–-")
        capitals = shown.isupper() and len(re.sub(r"\W", "", shown)) > 3
        marked = text.endswith(":") or capitals or line.heading
        short = len(text.split()) <= 6 and not text.endswith(".")
        if not shown or not _BODY.search(shown) or not (marked or short or _TRAILING.sub("", text) != text):
            return ""
        below = [one for one in after[:12] if one.text][:4]
        entries = sum(self.entry(one) is not None for one in below)
        sides = sum(bool(_side(one)) for one in below)
        if entries == 0 or (not marked and entries + sides < 2):
            return ""
        return _titled(shown) if capitals else shown[:1].upper() + shown[1:]

    def _inline(self, line: TextLine) -> tuple[str, list[Entry]] | None:
        """Return body and members of "Dagelijks bestuur: J. Bos (vz), K. Vos (secretaris) en L. Mos", None for other lines."""
        head, colon, tail = line.text.partition(":")
        if (
            not colon
            or not tail.strip()
            or len(head) > 60
            or not _BODY.search(head)
            or fold(head) in self.roles
        ):
            return None
        parts = re.split(r"[,;]\s*(?![^()]*\))|\s+en\s+(?![^()]*\))", _SENTENCE_END.sub("", tail))
        found = [
            self.entry(TextLine(part.strip(), line.place, bullet=True)) for part in parts if part.strip()
        ]
        entries = [entry for entry in found if entry is not None]
        if len(entries) < 2 or len(entries) != len(found):
            return None
        shown = _TRAILING.sub("", _LEADING.sub("", head)).strip()
        return (_titled(shown) if shown.isupper() else shown[:1].upper() + shown[1:]), entries

    # --- entries

    def entry(self, line: TextLine) -> Entry | None:
        """Return what a line of a list says, None if it is no entry."""
        text = _SENTENCE_END.sub("", line.text.strip(" ;,"))
        if not text or len(text) > _LONGEST or text.endswith(":"):
            return None
        role, organisations = "", list[str]()
        if found := re.match(r"^([A-Za-zÀ-ÿ -]{3,30}):\s*(.+)$", text):
            code = self.roles.get(fold(found[1]))
            if code is None:
                return None
            role, text = found[1], found[2]
        for inner in _BRACKETS.findall(text):
            for part in _apart(inner):
                if fold(part) in self.roles or _is_role(part):
                    role = role or part
                else:
                    organisations.append(part)
        rest = " ".join(_BRACKETS.sub(" ", text).split()).strip(" ,;-–")
        names, more = self._names(rest, bracketed=bool(organisations or role), bullet=line.bullet)
        for part in more:
            if fold(part) in self.roles or (_is_role(part) and not role):
                role = role or part
            else:
                organisations.append(part)
        if not names or len(organisations) > 4:
            return None
        return Entry(tuple(names), role, tuple(dict.fromkeys(organisations)))

    def _names(self, text: str, *, bracketed: bool, bullet: bool) -> tuple[list[str], list[str]]:
        """Return the names that a text begins with, and what follows them after a comma or a dash."""
        head, *more = [
            part.strip()
            for part in re.split(r"\s+[-–—|]\s+|\s*[,;]\s+|\s+namens\s+|\s+\(?vanuit\s+", text)
            if part.strip()
        ] or [""]
        if (
            more
            and _is_person(f"{head}, {more[0]}")
            and not _is_person(head)
            and person_names.parse(f"{head}, {more[0]}").initials
        ):
            head, more = f"{head}, {more[0]}", more[1:]
        names = [part.strip() for part in re.split(r"\s+(?:en|and|&)\s+", head)]
        if not all(map(_is_person, names)):
            return [], []
        known = any(_is_known(name) for name in names)
        return (names, more) if bracketed or more or bullet or known else ([], [])

    # --- rows

    def _add(self, entry: Entry, line: TextLine) -> None:
        body = Ref("GovernanceBody", fold(self._body))
        self._entity(body, {"name": self._body, **self._kind()}, line)
        organisations = [self._organisation(name, line) for name in entry.organisations]
        code = self.roles.get(fold(entry.role), "")
        job = bool(entry.role and code not in _IN_BODY and len(organisations) == 1)
        if entry.role and not code and not job:
            self.result.doubtful.append(Doubtful("role-unknown", {"role": entry.role}, line.place))
        for name in entry.names:
            shown = written_names.natural(name)
            person = Ref("Person", fold(shown.name))
            self._entity(person, {"name": shown.name, "title": shown.title}, line)
            references = {"on_behalf_of": tuple(organisations)} if organisations else {}
            if self._side:
                references["seat"] = (self._seat(body, line),)
            role = "member" if job or not code else code
            self.result.rows.append(
                RelationRow("Membership", person, body, role, references=references, place=line.place)
            )
            if job:  # "A. Bos, wethouder, gemeente Emmen" is a member, and alderman elsewhere
                self.result.rows.append(
                    RelationRow("Employment", person, organisations[0], entry.role, place=line.place)
                )

    def _vacancy(self, line: TextLine) -> None:
        """Add an empty seat of the body."""
        body = Ref("GovernanceBody", fold(self._body))
        self._entity(body, {"name": self._body, **self._kind()}, line)
        self._seat(body, line, state="vacant")

    def _seat(self, body: Ref, line: TextLine, state: str = "") -> Ref:
        number = self._seats[body.key] = self._seats.get(body.key, 0) + 1
        seat = Ref("Seat", f"{body.key}|{number:02}")
        name = f"{self._body}, zetel {number}"
        values = {"name": name, "side": self._side, "holder_status": state, "number": str(number)}
        said = {name: (value,) for name, value in values.items() if value}
        row = EntityRow("Seat", seat.key, said, {"body": (body,)}, place=line.place)
        self.result.rows.append(row)
        return seat

    def _kind(self) -> dict[str, str]:
        words = fold(self._body)
        terms = self.schema.vocabularies["body_kinds"].values()
        return next(
            ({"kind": t.code} for t in terms if any(fold(label) in words for label in t.label.values())), {}
        )

    def _organisation(self, name: str, line: TextLine) -> Ref:
        """Return an organisation; where its name does not tell what it is, the side does that it sits for."""
        kind = told_type(name) or _BY_SIDE.get(self._side, "Company")
        ref = Ref(kind, fold(name))
        if ref not in self._seen:
            told = {"name": name, "type": kind}
            self.result.doubtful.append(Doubtful("type-guessed", told, line.place))
        self._entity(ref, {"name": name}, line)
        return ref

    def _entity(self, ref: Ref, values: dict[str, str], line: TextLine) -> None:
        if ref not in self._seen:
            self._seen.add(ref)
            said = {key: (value,) for key, value in values.items() if value}
            self.result.rows.append(EntityRow(ref.type, ref.key, said, place=line.place))

    # --- running text

    def _ask(self, line: TextLine) -> None:
        """Tell names in running text that stand with a role or an organisation; they are no facts."""
        for name in _mentioned(line.text):
            self.result.doubtful.append(
                Doubtful("mentioned", {"name": name, "text": line.text[:80]}, line.place)
            )


_MENTION = re.compile(
    r"(?:\b(?P<role>[Ww]ethouder|[Bb]urgemeester|[Gg]edeputeerde(?! Staten)|[Dd]irecteur|[Vv]oorzitter|[Mm]inister|[Ss]taatssecretaris|[Cc]ommissaris)\s+(?P<one>[A-ZÀ-Þ][\w'À-ÿ.-]+(?:\s+(?:van|de|der|den|te|ter|ten|het|'t|in|v\.d\.|[A-ZÀ-Þ][\w'À-ÿ.-]+)){1,4}))"
    r"|(?P<two>[A-ZÀ-Þ][\w'À-ÿ-]+(?:\s+(?:van|de|der|den|te|ter|ten|het|'t|in|[A-ZÀ-Þ][\w'À-ÿ.-]+)){1,4})\s*(?:,|\(|–)\s*(?:wethouder|burgemeester|gedeputeerde|directeur|voorzitter|programmamanager)"
)


def _mentioned(text: str) -> Iterator[str]:
    for found in _MENTION.finditer(text):
        name = (found["one"] or found["two"]).strip(" .,")
        if _is_person(name) and _is_known(name):
            yield name


def _side(line: TextLine) -> str:
    """Return the side that a heading such as "Ondernemers:" means, "" for none."""
    word = fold(line.text.strip(" :"))
    marked = line.text.endswith(":") or line.heading or len(line.text.split()) <= 2
    return (
        next((side for side, words in _SIDES.items() if word in words), "")
        if marked and not line.bullet
        else ""
    )


def _apart(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"\s*[,;/]\s*|\s+en\s+(?=[A-Z])", text) if part.strip()]


def _is_role(text: str) -> bool:
    words = re.split(r"[\s-]+", plain(text))
    return len(words) <= 4 and any(
        word in listed("roles") or word in ("lid", "vz", "plv", "secr", "penningmeester") for word in words
    )


def _is_person(text: str) -> bool:
    """Return whether a text may be a name: two to six words, capitals but for tussenvoegsels, no words of organisations."""
    words = text.replace(",", " ").split()
    if not 2 <= len(words) <= 7 or re.search(r"\d|[:;@/&]", text):
        return False
    bare = [plain(word).strip(".,'") for word in words]
    forms = legal_forms() - listed("tussenvoegsels") - {"ab", "as", "ag", "st", "co", "en", "nl"}
    if any(word in forms or word in kinds() or _ORGANISED.search(word) for word in bare):
        return False
    small = listed("tussenvoegsels") | listed("titles") | listed("degrees")
    named = [word for word, low in zip(words, bare, strict=True) if low not in small and len(low) > 0]
    if not named or not all(word[:1].isupper() or "-" in word for word in named):
        return False
    name = person_names.parse(text)
    return bool(name.surnames and name.initials) and not name.remark


_ORGANISED = re.compile(
    r"(?:school|college|universiteit|academie|lyceum|bedrijf|groep|bank|techniek|zone|instituut|centrum|vereniging|stichting|ministerie|kamer|fonds|programma|project|regio)$"
)


def _is_known(text: str) -> bool:
    """Return whether a name has a known given or call name, initials or a tussenvoegsel."""
    name = person_names.parse(text)
    return bool(name.tussenvoegsel) or any(given in call_names() for given in name.given) or not name.given


def _titled(shown: str) -> str:
    """Return a heading in capitals as a name: PROGRAM BOARD becomes Program Board, STUURGROEP WONEN Stuurgroep Wonen."""
    small = ("VAN", "DE", "HET", "EN", "VOOR", "OF", "THE", "AND", "B&W")
    return " ".join(word.lower() if word in small else word.capitalize() for word in shown.split())
