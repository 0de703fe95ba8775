"""Popolo JSON (popoloproject.com, version 1.0): people, organisations and memberships as rows of the model.

A legislature, council, committee or board becomes a body, a party an association; a membership without dates has
those of its term. A party stands with a membership as *on behalf of*: of who was elected it is public. A post of a body is a seat.
Birth dates, gender and pictures are not read; what else is left out is told.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from dtz_network.errors import InputError, Problem
from dtz_network.intake import body_roles
from dtz_network.intake.readers.table import Table, TableRow
from dtz_network.intake.rows import Doubtful, EntityRow, Ref, RelationRow, Row, Understood
from dtz_network.intake.written_dates import without_time
from dtz_network.model.dates import AT_LATEST, is_date
from dtz_network.model.schema import Schema

Thing = Mapping[str, Any]

_BODIES = {
    "legislature": "", "chamber": "", "parliament": "", "council": "council", "committee": "committee",
    "executive": "executive", "cabinet": "", "board": "board",
}  # fmt: skip
"""Classifications of bodies, and their kind in the vocabulary where it has one."""
_KINDS = (
    ("Company", ("company", "corporation", "business", "bedrijf")),
    ("School", ("school", "university", "college")),
    ("Government", ("government", "ministry", "department", "municipality", "gemeente", "province")),
)
_PRIVATE = (
    "birth_date",
    "death_date",
    "gender",
    "image",
    "images",
    "national_identity",
    "biography",
    "summary",
)


_READ = {
    "persons": "id name other_names honorific_prefix email contact_details memberships",
    "organizations": "id name other_names classification identifiers links",
    "posts": "id label role organization_id",
    "memberships": "id person_id person organization_id organization post_id post role label start_date end_date on_behalf_of_id legislative_period_id",
    "events": "id name classification start_date end_date organization_id",
}  # fmt: skip
"""Fields that are read, or say what others say too."""
AT_THE_LATEST = "end_date_at_the_latest"
"""Field of a membership that is over, and not known since when: the bound of its end, which Popolo has no field for."""
ALSO_ON_BEHALF_OF = "also_on_behalf_of_ids"
"""Field of a membership on behalf of more than one organisation: the others."""
CAPACITY = "capacity"
"""Field of a membership of a deputy."""


BODY_KIND = "body_kind"
"""Field of a body with its kind in our vocabulary, "" for none: more than a classification tells."""
OF_SEAT = ("side", "role", "number", "holder_status")
"""Fields of a post that a seat has and Popolo has not, but for the role."""


def parse(text: str, file: str) -> Thing:
    """Return the document.

    Raises:
        InputError: no JSON (with line and column), or JSON of another kind.
    """
    data = _unnested(_loaded(text, file))
    lists = ("persons", "organizations", "memberships")
    if not isinstance(data, dict) or not any(isinstance(data.get(name), list) for name in lists):
        raise InputError("file-kind", file=file, kind="JSON")
    if not any(data.get(name) for name in lists):
        raise InputError("file-no-rows", file=file)
    return data


def _unnested(data: Any) -> Any:
    """Return a document with its lists side by side.

    Some publish memberships inside people and organisations inside memberships, and write ``organisations``; who is in
    a body and in a party with the same role sits there on behalf of the party.
    """
    if not isinstance(data, dict):
        return data
    data = {name.replace("organisation", "organization"): items for name, items in data.items()}
    people = data.get("persons")
    if not isinstance(people, list) or not any(isinstance(p, dict) and p.get("memberships") for p in people):
        return data
    known = data.get("organizations")
    organizations: list[Any] = [*known] if isinstance(known, list) else []
    seen = {_text(item.get("id")) for item in organizations if isinstance(item, dict)}
    own = data.get("memberships")
    memberships: list[Any] = [*own] if isinstance(own, list) else []
    for person in people:
        held = person.get("memberships") if isinstance(person, dict) else None
        held = [_membership_of(person, item) for item in held] if isinstance(held, list) else []
        for item in held:
            inner = item.get("organization")
            if isinstance(inner, dict) and _text(inner.get("id")) not in seen:
                seen.add(_text(inner.get("id")))
                organizations.append(inner)
        memberships.extend(_with_parties(held))
    return {**data, "organizations": organizations, "memberships": memberships}


def _membership_of(person: Thing, item: Any) -> Any:
    if not isinstance(item, dict):
        return {}
    said = {key.replace("organisation", "organization"): value for key, value in item.items()}
    return {"person_id": person.get("id"), **said}


def _with_parties(held: Sequence[Thing]) -> list[Thing]:
    """Return the memberships of one person, a party's as what a body's stands on behalf of where roles and dates agree."""

    def kind(item: Thing) -> str:
        inner = item.get("organization")
        return _text(inner.get("classification")).casefold() if isinstance(inner, dict) else ""

    def same(item: Thing) -> tuple[str, ...]:
        return tuple(_text(item.get(name)) for name in ("role", "start_date", "end_date"))

    parties = [item for item in held if kind(item) == "party"]
    bodies = [item for item in held if kind(item) in _BODIES]
    found: list[Thing] = [item for item in held if item not in parties]
    for party in parties:
        fitting = [item for item in bodies if same(item) == same(party) and "on_behalf_of_id" not in item]
        if len(fitting) == 1:
            place = found.index(fitting[0])
            found[place] = {**fitting[0], "on_behalf_of_id": party.get("organization_id")}
            bodies.remove(fitting[0])
        else:
            found.append(party)
    return found


def _loaded(text: str, file: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError("json-broken", file=file, line=error.lineno, column=error.colno) from error
    except RecursionError as error:
        raise InputError("json-broken", file=file, line=0, column=0) from error


def flat(text: str, file: str) -> list[Table]:
    """Return a list of flat objects as a table, a row an object; of other JSON no table.

    Raises:
        InputError: no JSON (with line and column).
    """
    data = _loaded(text, file)
    if not isinstance(data, list) or not all(isinstance(item, dict) for item in data):
        return []
    rows = [TableRow(n, {str(k): _text(v) for k, v in item.items()}) for n, item in enumerate(data, 1)]
    columns = dict.fromkeys(column for row in rows for column in row.cells)
    return [Table(file, "", list(columns), rows)] if rows else []


def read(data: Thing, schema: Schema, file: str) -> Understood:
    """Return the rows of a document and everything that was not understood, each with its place."""
    return _Reader(data, schema, file).read()


class _Reader:
    def __init__(self, data: Thing, schema: Schema, file: str) -> None:
        self.data, self.schema, self.file = data, schema, file
        self.result = Understood()
        self._body_roles = body_roles.by_vocabulary(schema)
        self.refs: dict[tuple[str, str], Ref] = {}
        self._posts: dict[str, Thing] = {}
        self._met: dict[str, dict[str, None]] = defaultdict(dict)
        events = (event for event in data.get("events") or () if isinstance(event, dict))
        self.terms = {_text(event.get("id")): event for event in events}

    def read(self) -> Understood:
        seen: dict[str, None] = {}
        for place, person in self._all("persons"):
            self._add(self._person(place, person))
            seen.update((name, None) for name in _PRIVATE if person.get(name))
        self.result.not_read = list(seen)
        for place, organization in self._all("organizations"):
            self._add(self._organization(place, organization))
        for place, post in self._all("posts"):
            self._add(self._seat(place, post))
        for place, membership in self._all("memberships"):
            self._add(self._membership(place, membership))
        self._tell_left()
        return self.result

    def _tell_left(self) -> None:
        """Tell which lists and fields of the document were not read."""
        lists = [name for name, found in self.data.items() if found and name not in (*_READ, "meta")]
        own = {AT_THE_LATEST, ALSO_ON_BEHALF_OF, CAPACITY, BODY_KIND, *OF_SEAT, *_PRIVATE}
        fields = [
            f"{name}.{key}"
            for name, met in self._met.items()
            for key in met
            if key not in own | {*_READ[name].split()}
        ]
        if left := sorted([*lists, *fields]):
            self.result.doubtful.append(Doubtful("fields-left", {"fields": ", ".join(left)}, self.file))

    def _add(self, row: Row | None) -> None:
        if row is not None:
            self.result.rows.append(row)

    def _all(self, name: str) -> Iterator[tuple[str, Thing]]:
        found = self.data.get(name) or []
        for number, item in enumerate(found if isinstance(found, list) else [], 1):
            if isinstance(item, dict):
                self._met[name].update((str(key), None) for key, value in item.items() if value)
                yield f"{name} {number}", item
            else:
                self._problem("popolo-object", f"{name} {number}")

    def _problem(self, key: str, place: str, **values: object) -> None:
        self.result.problems.append(Problem.at(key, self.file, place, None, "", **values))

    # --- things

    def _person(self, place: str, person: Thing) -> EntityRow | None:
        ref = self._ref("persons", "Person", place, person)
        if ref is None:
            return None
        contacts = [item for item in person.get("contact_details") or () if isinstance(item, dict)]
        values = {
            "name": [_text(person.get("name"))],
            "other_name": _other_names(person),
            "title": [_text(person.get("honorific_prefix"))],
            "email": [_text(person.get("email")), *_of_type(contacts, "email")],
            "phone": _of_type(contacts, "phone", "cell", "voice"),
        }
        return self._entity(ref, values, place)

    def _organization(self, place: str, organization: Thing) -> EntityRow | None:
        kind = _text(organization.get("classification")).casefold()
        body = next((word for word in _BODIES if word in kind.split()), None)
        types = (name for name, words in _KINDS if any(word in kind for word in words))
        type_name = "GovernanceBody" if body is not None else next(types, "Association")
        ref = self._ref("organizations", type_name, place, organization)
        if ref is None:
            return None
        if body is None and type_name == "Association" and "party" not in kind and kind:
            self.result.doubtful.append(
                Doubtful("type-guessed", {"name": _text(organization.get("name")), "type": type_name}, place)
            )
        links = [item for item in organization.get("links") or () if isinstance(item, dict)]
        values = {
            "name": [_text(organization.get("name"))],
            "other_name": _other_names(organization),
            "kind": [
                _text(organization.get(BODY_KIND))
                if BODY_KIND in organization
                else _BODIES.get(body or "", "")
            ],
            **_identifiers(organization),
            "url": [_text(link.get("url")) for link in links if _text(link.get("note")) == "website"][:1],
        }
        return self._entity(ref, values, place)

    def _ref(self, group: str, kind: str, place: str, thing: Thing) -> Ref | None:
        ident, name = _text(thing.get("id")), _text(thing.get("name"))
        if not ident and not name:
            self.result.doubtful.append(Doubtful("nameless", {}, place))
            return None
        if not ident or not name:
            self._problem("popolo-nameless", place, property="id" if not ident else "name")
            return None
        if (group, ident) in self.refs:
            self._problem("popolo-twice", place, value=ident)
            return None
        self.refs[group, ident] = Ref(kind, ident)
        return self.refs[group, ident]

    def _entity(self, ref: Ref, values: Mapping[str, Sequence[str]], place: str) -> EntityRow:
        spec = self.schema.types[ref.type].properties
        kept: dict[str, tuple[str, ...]] = {}
        for name, found in values.items():
            if name not in spec:
                continue
            normal = dict.fromkeys(self.schema.normal(spec[name], value) for value in found)
            fitting = [value for value in normal if value and not self.schema.fault(spec[name], value)]
            if fitting:
                kept[name] = tuple(fitting) if spec[name].many else (fitting[0],)
        return EntityRow(ref.type, ref.key, kept, place=place)

    def _seat(self, place: str, post: Thing) -> EntityRow | None:
        """Return a post of a body as a seat; of an organisation it is what somebody works as."""
        ident, body = _text(post.get("id")), self._named(place, post, "organization_id", "organizations")
        self._posts[ident] = post
        if not ident or body is None or body.type != "GovernanceBody":
            return None
        self.refs["posts", ident] = Ref("Seat", ident)
        name = _text(post.get("label")) or _text(post.get("role"))
        role = self._body_roles["roles"].code(_text(post.get("role")))
        said = {"name": [name], **{prop: [_text(post.get(prop))] for prop in OF_SEAT}, "role": [role]}
        return replace(self._entity(Ref("Seat", ident), said, place), references={"body": (body,)})

    # --- memberships

    def _membership(self, place: str, membership: Thing) -> RelationRow | None:
        post = self._posts.get(_text(membership.get("post_id")), {})
        if not _text(membership.get("organization_id")) and post:
            membership = {**membership, "organization_id": post.get("organization_id")}
        person = self._named(place, membership, "person_id", "persons")
        organization = self._named(place, membership, "organization_id", "organizations")
        if person is None or organization is None:
            return None
        since, until = (self._date(place, membership, side) for side in ("start_date", "end_date"))
        told = (one.get(name) for one in (membership, post) for name in ("role", "label"))
        role = next(filter(None, map(_text, told)), "")
        if organization.type != "GovernanceBody":
            return RelationRow("Employment", person, organization, role, since, until, place=place)
        code = self._role(place, role)
        capacity = _text(membership.get(CAPACITY))
        details = {"capacity": capacity} if capacity in self.schema.vocabularies["capacities"] else {}
        references = self._references(place, membership)
        return RelationRow("Membership", person, organization, code, since, until, details, references, place)

    def _references(self, place: str, membership: Thing) -> dict[str, tuple[Ref, ...]]:
        """Return on whose behalf somebody sits, and in which seat."""
        others = membership.get(ALSO_ON_BEHALF_OF)
        idents = [membership.get("on_behalf_of_id"), *(others if isinstance(others, list) else ())]
        named = (
            self._named(place, {"on_behalf_of_id": ident}, "on_behalf_of_id", "organizations")
            for ident in idents
            if ident
        )
        found = {"on_behalf_of": tuple(ref for ref in named if ref and ref.type != "GovernanceBody")}
        if seat := self.refs.get(("posts", _text(membership.get("post_id")))):
            found["seat"] = (seat,)
        return {name: refs for name, refs in found.items() if refs}

    def _named(self, place: str, membership: Thing, key: str, group: str) -> Ref | None:
        ident = _text(membership.get(key))
        found = self.refs.get((group, ident))
        if found is None:
            self._problem("popolo-reference", place, property=key, value=ident or "–")
        return found

    def _role(self, place: str, role: str) -> str:
        spec = self.schema.types["Membership"].role
        if not role or spec is None:
            return "member"
        code = (
            role
            if role in self.schema.vocabularies[spec.vocabulary]
            else self._body_roles[spec.vocabulary].code(role)
        )
        if not code:
            self.result.doubtful.append(Doubtful("role-unknown", {"role": role}, place))
        return code or "member"

    def _date(self, place: str, membership: Thing, side: str) -> str:
        """Return a date of a membership, else that of its term."""
        if side == "end_date" and (latest := _text(membership.get(AT_THE_LATEST))):
            return f"{AT_LATEST}{latest}" if is_date(latest) else ""
        own = _text(membership.get(side))
        found = own or _text(self.terms.get(_text(membership.get("legislative_period_id")), {}).get(side))
        date = without_time(found)
        if date and not is_date(date):
            self._problem("value-date", place, value=found, property=side)
            return ""
        return date


def _text(value: object) -> str:
    return (
        " ".join(str(value).split())
        if isinstance(value, str | int | float) and not isinstance(value, bool)
        else ""
    )


def _identifiers(thing: Thing) -> dict[str, list[str]]:
    """Return identifiers by the name of their scheme, such as ``cbs``."""
    found = (item for item in thing.get("identifiers") or () if isinstance(item, dict))
    pairs = ((_text(item.get("scheme")).casefold(), _text(item.get("identifier"))) for item in found)
    return {scheme: [value] for scheme, value in pairs if scheme and value and scheme != "name"}


def _other_names(thing: Thing) -> list[str]:
    """Return former and alternate names; translations of a name are not names that people here use."""
    own = _text(thing.get("name"))
    found = (item for item in thing.get("other_names") or () if isinstance(item, dict))
    names = [_text(item.get("name")) for item in found if _text(item.get("note")) != "multilingual"]
    return [name for name in dict.fromkeys(names) if name and name != own]


def _of_type(contacts: Sequence[Thing], *types: str) -> list[str]:
    return [_text(item.get("value")) for item in contacts if _text(item.get("type")) in types]
