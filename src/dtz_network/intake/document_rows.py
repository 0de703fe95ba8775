"""Rows of the model out of entries of a list: people, bodies, seats, on whose behalf, jobs, deputies, empty seats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dtz_network.intake.body_roles import IN_BODY
from dtz_network.intake.list_entries import Entry, Grammar
from dtz_network.intake.organisation_types import BY_SIDE, KnownTypes, doubt, guessed_type, told_type
from dtz_network.intake.readers.text_lines import TextLine
from dtz_network.intake.rows import Doubtful, EntityRow, Ref, RelationRow, Row, Understood, renamed
from dtz_network.intake.written_roles import GOVERNING
from dtz_network.matching import written_names
from dtz_network.model.network import fold
from dtz_network.model.schema import Schema


class DocumentRows:
    """Collects the rows of one document."""

    def __init__(self, schema: Schema, grammar: Grammar, types: KnownTypes) -> None:
        self.schema, self.grammar, self._types = schema, grammar, types
        self.result = Understood()
        self._seen: set[Ref] = set()
        self._seats: dict[str, int] = {}

    def add(self, body_name: str, side: str, entry: Entry, line: TextLine) -> None:
        """Add what an entry says of a body."""
        body = self._body(body_name, line)
        governs = bool({fold(word).strip(".") for word in (entry.job or entry.role).split()[:2]} & GOVERNING)
        organisations = [
            self._organisation(name, "government" if governs else side, line) for name in entry.organisations
        ]
        role, job = self._role(entry, line, len(organisations))
        for text in entry.unclear:
            told = {"name": " en ".join(entry.names), "text": text}
            self.result.doubtful.append(Doubtful("part-unclear", told, line.place))
        references: dict[str, tuple[Ref, ...]] = (
            {"on_behalf_of": tuple(organisations)} if organisations else {}
        )
        for name in entry.names:
            if side and not entry.stands_in:
                references["seat"] = (self._seat(body_name, side, line),)
            person = self._member(name, body, role, references, line, entry, deputy=entry.stands_in)
            if job:  # "A. Bos, wethouder, gemeente Emmen" is a member, and alderman elsewhere
                self.result.rows.append(
                    RelationRow("Employment", person, organisations[0], job, place=line.place)
                )
        for name in entry.deputies:  # the dates are told of the member
            self._member(
                name, body, "member", references, line, replace(entry, since="", until=""), deputy=True
            )

    def empty_seat(
        self, body_name: str, side: str, state: str, organisations: Sequence[str], line: TextLine
    ) -> None:
        """Add a seat of a body that is vacant or of an unknown holder, appointed by an organisation where that is said."""
        self._body(body_name, line)
        told = [self._organisation(name, side, line) for name in organisations[:1]]
        self._seat(body_name, side, line, state=state, appointed_by=told)

    def _role(self, entry: Entry, line: TextLine, organisations: int) -> tuple[str, str]:
        """Return the role in the body, and the job at the one organisation."""
        code = self.grammar.code(entry.role)
        job = entry.job or (entry.role if code not in IN_BODY and organisations == 1 else "")
        if entry.role and not code and not job:
            self.result.doubtful.append(Doubtful("role-unknown", {"role": entry.role}, line.place))
        in_body = code if code and not (job and job == entry.role) else ""
        return in_body or "member", job

    def _member(
        self, name: str, body: Ref, role: str, references: Mapping[str, tuple[Ref, ...]], line: TextLine, entry: Entry, *,
        deputy: bool,
    ) -> Ref:  # fmt: skip
        shown = written_names.natural(name)
        person = Ref("Person", fold(shown.name))
        self.grammar.met.add(fold(name))
        self._entity(person, {"name": shown.name, "title": shown.title}, line)
        details = {"capacity": "deputy"} if deputy else {}
        self.result.rows.append(
            RelationRow(
                "Membership", person, body, role, entry.since, entry.until, details, dict(references), line.place
            )
        )  # fmt: skip
        return person

    def _body(self, name: str, line: TextLine) -> Ref:
        body = Ref("GovernanceBody", fold(name))
        self._entity(body, {"name": name, **self._kind(name)}, line)
        return body

    def _seat(
        self, body_name: str, side: str, line: TextLine, state: str = "", appointed_by: Sequence[Ref] = ()
    ) -> Ref:
        key = fold(body_name)
        number = self._seats[key] = self._seats.get(key, 0) + 1
        seat = Ref("Seat", f"{key}|{number:02}")
        values = {
            "name": f"{body_name}, zetel {number}",
            "side": side,
            "holder_status": state,
            "number": str(number),
        }
        said = {name: (value,) for name, value in values.items() if value}
        ends = {"body": (Ref("GovernanceBody", key),)} | (
            {"appointed_by": tuple(appointed_by)} if appointed_by else {}
        )
        self.result.rows.append(EntityRow("Seat", seat.key, said, ends, place=line.place))
        return seat

    def _kind(self, name: str) -> dict[str, str]:
        words = fold(name)
        terms = self.schema.vocabularies["body_kinds"].values()
        return next(
            ({"kind": t.code} for t in terms if any(fold(label) in words for label in t.label.values())), {}
        )

    def _organisation(self, name: str, side: str, line: TextLine) -> Ref:
        """Return an organisation of the type that is known; else its name tells what it is, or the side that it sits for."""
        known = self._types.of(name)
        kind = known or guessed_type(name, side)
        ref = Ref(kind, fold(name))
        if ref not in self._seen and not known:
            self.result.doubtful.append(doubt(name, kind, line.place, "side" if side else "nothing"))
        self._entity(ref, {"name": name}, line)
        return ref

    def _entity(self, ref: Ref, values: Mapping[str, str], line: TextLine) -> None:
        if ref not in self._seen:
            self._seen.add(ref)
            said = {key: (value,) for key, value in values.items() if value}
            self.result.rows.append(EntityRow(ref.type, ref.key, said, place=line.place))


def of_one_type(found: Understood, types: KnownTypes) -> Understood:
    """Return what was found with one organisation for one name: the type that a side tells holds in every list."""
    sided = {
        row.key: Ref(row.type, row.key)
        for row in reversed(found.rows)
        if isinstance(row, EntityRow) and row.type in BY_SIDE.values() and not told_type(row.key)
        if not types.of(row.key)
    }
    moved_to = {Ref(kind, key): ref for key, ref in sided.items() for kind in ("Company", *BY_SIDE.values())}
    rows: dict[object, Row] = {}
    for row in (renamed(one, moved_to) for one in found.rows):
        rows.setdefault(Ref(row.type, row.key) if isinstance(row, EntityRow) else len(rows), row)
    guesses = [
        guess
        for guess in found.doubtful
        if guess.key != "type-guessed"
        or (known := sided.get(fold(str(guess.values["name"])))) is None
        or known.type == guess.values["type"]
    ]
    return Understood(list(rows.values()), found.problems, guesses, found.not_read)
