"""Popolo JSON (popoloproject.com, version 1.0): people, organisations and memberships as rows of the model.

A legislature, council, committee or board becomes a body, a party an association; a membership without dates has
those of its term. A party stands with a membership as *on behalf of*: of who was elected it is public. A post of a body is a seat.
Birth dates, gender and pictures are not read; what else is left out is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dtz_network.errors import Problem
from dtz_network.intake import body_roles, popolo_fields
from dtz_network.intake.empty_cells import names_no_party
from dtz_network.intake.organisation_types import doubt
from dtz_network.intake.popolo_json import BODIES, Thing, text_of
from dtz_network.intake.rows import Doubtful, EntityRow, Ref, RelationRow, Row, Understood
from dtz_network.intake.written_dates import without_time
from dtz_network.language import few
from dtz_network.matching import written_names
from dtz_network.matching.written_names import Written
from dtz_network.model.dates import AT_LATEST, is_date
from dtz_network.model.schema import Property, Schema

_KINDS = (
    ("Company", ("company", "corporation", "business", "bedrijf")),
    ("School", ("school", "university", "college")),
    ("Government", ("government", "ministry", "department", "municipality", "gemeente", "province")),
)

_SHOWN = 6


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
        self._no_party: dict[Ref, str] = {}
        """What stands for no party: who is of none shares nothing with the others of none."""
        self._met: dict[str, dict[str, None]] = defaultdict(dict)
        events = (event for event in data.get("events") or () if isinstance(event, dict))
        self.terms = {text_of(event.get("id")): event for event in events}

    def read(self) -> Understood:
        seen: dict[str, None] = {}
        for place, person in self._all("persons"):
            self._add(self._person(place, person))
            seen.update((name, None) for name in popolo_fields.PRIVATE if person.get(name))
        self.result.not_read = list(seen)
        for place, organization in self._all("organizations"):
            self._add(self._organization(place, organization))
        for place, organization in self._all("organizations"):
            self.result.rows.extend(self._parts(place, organization))
        for place, post in self._all("posts"):
            self._add(self._seat(place, post))
        for place, membership in self._all("memberships"):
            self._add(self._membership(place, membership))
        self._tell_left()
        for name in self._no_party.values():
            self.result.doubtful.append(Doubtful("no-party", {"name": name}, self.file))
        return self.result

    def _tell_left(self) -> None:
        """Tell which lists and fields of the document were not read."""
        lists = [
            name for name, found in self.data.items() if found and name not in (*popolo_fields.READ, "meta")
        ]
        own = {
            popolo_fields.AT_THE_LATEST,
            popolo_fields.ALSO_ON_BEHALF_OF,
            popolo_fields.ALSO_PART_OF,
            popolo_fields.CAPACITY,
            popolo_fields.BODY_KIND,
            *popolo_fields.OF_SEAT,
            *popolo_fields.PRIVATE,
        }
        fields = [
            f"{name}.{key}"
            for name, met in self._met.items()
            for key in met
            if key not in own | {*popolo_fields.READ[name].split()}
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
        written = written_names.natural(text_of(person.get("name")))
        shown = Written(text_of(person.get("name"))) if written.remark else written
        values = {
            "name": [shown.name],
            "other_name": popolo_fields.other_names(person),
            "title": [text_of(person.get("honorific_prefix")) or shown.title],
            "email": [text_of(person.get("email")), *popolo_fields.of_type(contacts, "email")],
            "phone": popolo_fields.of_type(contacts, "phone", "cell", "voice"),
        }
        return self._entity(ref, values, place)

    def _organization(self, place: str, organization: Thing) -> EntityRow | None:
        kind = text_of(organization.get("classification")).casefold()
        body = next((word for word in BODIES if word in kind.split()), None)
        types = (name for name, words in _KINDS if any(word in kind for word in words))
        type_name = "GovernanceBody" if body is not None else next(types, "Association")
        ref = self._ref("organizations", type_name, place, organization)
        if ref is None:
            return None
        if "party" in kind and names_no_party(text_of(organization.get("name"))):
            self._no_party[ref] = text_of(organization.get("name"))
            return None
        if body is None and type_name == "Association" and "party" not in kind and kind:
            self.result.doubtful.append(doubt(text_of(organization.get("name")), type_name, place))
        values = {
            "name": [text_of(organization.get("name"))],
            "other_name": popolo_fields.other_names(organization),
            "kind": [
                text_of(organization.get(popolo_fields.BODY_KIND))
                if popolo_fields.BODY_KIND in organization
                else BODIES.get(body or "", "")
            ],
            **popolo_fields.identifiers(organization),
            "url": self._website(place, organization),
        }
        return self._entity(ref, values, place)

    def _website(self, place: str, organization: Thing) -> list[str]:
        """Return the website among the links of an organisation; the others are told."""
        links = [item for item in organization.get("links") or () if isinstance(item, dict)]
        urls = {text_of(link.get("url")): text_of(link.get("note")) for link in links}
        site = popolo_fields.website(urls)
        if left := [url for url in urls if url and url != site]:
            self.result.doubtful.append(Doubtful("links-left", {"links": few(left, _SHOWN)}, place))
        return [site]

    def _parts(self, place: str, organization: Thing) -> Iterator[RelationRow]:
        """Yield of what an organisation or body is a part."""
        part = self.refs.get(("organizations", text_of(organization.get("id"))))
        others = organization.get(popolo_fields.ALSO_PART_OF)
        for ident in (organization.get("parent_id"), *(others if isinstance(others, list) else ())):
            if part is None or not text_of(ident):
                continue
            whole = self.refs.get(("organizations", text_of(ident)))
            if whole is None:
                self.result.doubtful.append(Doubtful("parent-unknown", {"value": text_of(ident)}, place))
            elif whole != part:
                yield RelationRow("PartOf", part, whole, place=place)

    def _ref(self, group: str, kind: str, place: str, thing: Thing) -> Ref | None:
        ident, name = text_of(thing.get("id")), text_of(thing.get("name"))
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
            fitting = [value for value in normal if value and self._fits(ref.type, spec[name], value, place)]
            if fitting:
                kept[name] = tuple(fitting) if spec[name].many else (fitting[0],)
        return EntityRow(ref.type, ref.key, kept, place=place)

    def _fits(self, kind: str, spec: Property, value: str, place: str) -> bool:
        """Return whether a value may be kept; of one that may not it is told, a number of a person is not repeated."""
        fault = self.schema.fault(spec, value)
        if fault:
            hidden = fault.key == "value-bsn"
            told = {"type": kind, "property": spec.name, **({} if hidden else {"value": value})}
            key = "number-of-person" if hidden else "number-wrong"
            self.result.doubtful.append(Doubtful(key, told, place))
        return fault is None

    def _seat(self, place: str, post: Thing) -> EntityRow | None:
        """Return a post of a body as a seat; of an organisation it is what somebody works as."""
        ident, body = text_of(post.get("id")), self._named(place, post, "organization_id", "organizations")
        self._posts[ident] = post
        if not ident or body is None or body.type != "GovernanceBody":
            return None
        self.refs["posts", ident] = Ref("Seat", ident)
        name = text_of(post.get("label")) or text_of(post.get("role"))
        role = self._body_roles["roles"].code(text_of(post.get("role")))
        said = {
            "name": [name],
            **{prop: [text_of(post.get(prop))] for prop in popolo_fields.OF_SEAT},
            "role": [role],
        }
        return replace(self._entity(Ref("Seat", ident), said, place), references={"body": (body,)})

    # --- memberships

    def _membership(self, place: str, membership: Thing) -> RelationRow | None:
        post = self._posts.get(text_of(membership.get("post_id")), {})
        if not text_of(membership.get("organization_id")) and post:
            membership = {**membership, "organization_id": post.get("organization_id")}
        person = self._named(place, membership, "person_id", "persons")
        organization = self._named(place, membership, "organization_id", "organizations")
        if person is None or organization is None:
            return None
        since, until = (self._date(place, membership, side) for side in ("start_date", "end_date"))
        told = (one.get(name) for one in (membership, post) for name in ("role", "label"))
        role = next(filter(None, map(text_of, told)), "")
        if organization.type != "GovernanceBody":
            return RelationRow("Employment", person, organization, role, since, until, place=place)
        code = self._role(place, role)
        capacity = text_of(membership.get(popolo_fields.CAPACITY))
        details = {"capacity": capacity} if capacity in self.schema.vocabularies["capacities"] else {}
        references = self._references(place, membership)
        return RelationRow("Membership", person, organization, code, since, until, details, references, place)

    def _references(self, place: str, membership: Thing) -> dict[str, tuple[Ref, ...]]:
        """Return on whose behalf somebody sits, and in which seat."""
        others = membership.get(popolo_fields.ALSO_ON_BEHALF_OF)
        idents = [membership.get("on_behalf_of_id"), *(others if isinstance(others, list) else ())]
        named = (
            self._named(place, {"on_behalf_of_id": ident}, "on_behalf_of_id", "organizations")
            for ident in idents
            if ident
        )
        behalf = [ref for ref in named if ref and ref.type != "GovernanceBody" and ref not in self._no_party]
        found = {"on_behalf_of": tuple(behalf)}
        if seat := self.refs.get(("posts", text_of(membership.get("post_id")))):
            found["seat"] = (seat,)
        return {name: refs for name, refs in found.items() if refs}

    def _named(self, place: str, membership: Thing, key: str, group: str) -> Ref | None:
        ident = text_of(membership.get(key))
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
        if side == "end_date" and (latest := text_of(membership.get(popolo_fields.AT_THE_LATEST))):
            return self._checked(place, popolo_fields.AT_THE_LATEST, latest, AT_LATEST)
        own = text_of(membership.get(side))
        found = own or text_of(self.terms.get(text_of(membership.get("legislative_period_id")), {}).get(side))
        return self._checked(place, side, found)

    def _checked(self, place: str, field: str, said: str, before: str = "") -> str:
        date = without_time(said)
        if date and not is_date(date):
            self._problem("value-date", place, value=said, property=field)
            return ""
        return f"{before}{date}"
