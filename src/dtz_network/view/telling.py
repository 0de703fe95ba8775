"""Facts in words: values as people write them, names of what they refer to, places in sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from dtz_network import language
from dtz_network.analysis.helices import helices
from dtz_network.analysis.history.valid_change import SPANS
from dtz_network.analysis.initiatives import is_initiative, runs
from dtz_network.language import Language
from dtz_network.model.changes import Source
from dtz_network.model.dates import first_day, holds, is_date, last_day
from dtz_network.model.network import Entity, Network, Origin, Relationship, Value, fold
from dtz_network.model.schema import Property, Schema
from dtz_network.view.shown import Cite, Said, SourceNote, State

_NAMES = frozenset({"name"})
_SPANS = {**SPANS, "Cluster": ("declared_on", ""), "Agreement": ("start", "end")}
"""Types that begin and end, with the properties that say when."""


class Teller:
    """Tells the facts of one network in one language, judged by one day (``stand``).

    ``ages`` is whether it matters how old ties are: where somebody of us is known to hold a relationship.
    """

    def __init__(self, network: Network, lang: Language, stand: str) -> None:
        self.network, self.lang, self.stand = network, lang, stand
        self.schema = network.schema
        found = sorted(network.sources.values(), key=lambda s: (fold(s.name), s.date, s.series, s.kind))
        self._numbers: dict[str, int] = {}
        self._spans = {
            name: span for name in self.schema.types if (span := _span(self.schema, name)) is not None
        }
        self._kinds = {name: _kinds(self.schema, name) for name in self.schema.types}
        self._helices: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._what: dict[str, str] = {}
        self._lives: dict[str, State] = {}
        self._days: dict[tuple[str, str], State] = {}
        self.ages = bool(network.ties("Contact"))
        self.sources: list[SourceNote] = []
        for source in found:
            self._number(source)

    def _number(self, source: Source) -> None:
        note = SourceNote(self._source_name(source), source.kind, source.date, source.invented)
        if note not in self.sources:
            self.sources.append(note)
        self._numbers[source.id] = self.sources.index(note)

    def _source_name(self, source: Source) -> str:
        return source.name or language.text(f"page.source.{source.kind}", self.lang)

    def cites(self, *origins: Origin) -> tuple[Cite, ...]:
        """Return where facts come from, each place once."""
        numbers = self._numbers
        found = dict.fromkeys([(numbers[o.source], o.place) for o in origins if o.source in numbers])
        return tuple([Cite(source, language.place(place, self.lang)) for source, place in found])

    def cite(self, origin: Origin) -> tuple[Cite, ...]:
        """Return where one fact comes from."""
        number = self._numbers.get(origin.source)
        return () if number is None else (Cite(number, language.place(origin.place, self.lang)),)

    def noun(self, entity: Entity) -> str:
        """Return what an entity is: its kind in words where it has one, else its type."""
        for prop in self._kinds[entity.type]:
            if prop.name in entity.values and (code := entity.get(prop.name)):
                return self.schema.value(prop, code, self.lang)
        return self.schema.label(entity.type, self.lang)

    def helices(self, entity: Entity) -> tuple[str, ...]:
        """Return the sides that an organisation belongs to, in words."""
        codes = helices(self.network, entity.id)
        found = self._helices.get(codes)
        if found is None:
            found = tuple([self.schema.term("helices", code, self.lang) for code in codes])
            self._helices[codes] = found
        return found

    def what(self, noun: str) -> str:
        """Return what an entity is, with its article: "een bedrijf", "an association"."""
        found = self._what.get(noun)
        if found is None:
            article = "een" if self.lang == "nl" else "an" if noun[:1].lower() in "aeiou" else "a"
            found = self._what[noun] = f"{article} {noun}"
        return found

    def facts(self, entity: Entity, nodes: frozenset[str], skip: Sequence[str] = ()) -> tuple[Said, ...]:
        """Return all that is known of an entity itself, in the order of its type."""
        passed = _NAMES.union(skip) if skip else _NAMES
        if passed.issuperset(entity.values):
            return ()
        spec = self.schema.types[entity.type].properties
        return tuple(
            self.said(prop, value.value, nodes, value)
            for name, prop in spec.items()
            if name in entity.values and name not in passed
            for value in entity.values[name]
        )

    def details(
        self, tie: Relationship, nodes: frozenset[str], properties: Iterable[Property]
    ) -> tuple[Said, ...]:
        """Return what a relationship says of some properties."""
        return tuple(self.said(prop, value, nodes) for prop in properties for value in tie.all(prop.name))

    def said(self, prop: Property, text: str, nodes: frozenset[str], value: Value | None = None) -> Said:
        """Return one value in words."""
        ref = self._ref(text, nodes) if prop.type == "ref" else ""
        return Said(
            label=prop.label[self.lang],
            value=self.words(prop, text),
            ref=ref,
            link=_address(prop, text),
            since=value.since if value else "",
            until=value.until if value else "",
            cites=self.cite(value.origin) if value else (),
        )

    def _ref(self, ident: str, nodes: frozenset[str]) -> str:
        found = self.network.resolve(ident)
        return found.id if found is not None and found.id in nodes else ""

    def words(self, prop: Property, text: str) -> str:
        """Return a value as people write it."""
        if prop.type == "ref":
            return self.network.name(text, self.lang)
        if prop.type == "boolean":
            return language.text(f"page.{text}", self.lang) if text in ("true", "false") else text
        if prop.type == "date":
            return language.date(text, self.lang) if is_date(text) else text
        if prop.type in ("amount", "number"):
            return self._figure(prop, text)
        return self.schema.value(prop, text, self.lang)

    def _figure(self, prop: Property, text: str) -> str:
        try:
            value = Decimal(text)
        except InvalidOperation:
            return text
        written: Mapping[str, str] = {
            "amount": language.amount(value, self.lang),
            "number": language.number(value, self.lang),
        }
        return written[prop.type]

    def span(self, entity: Entity) -> tuple[str, str]:
        """Return from when and to when an entity exists itself, "" where its type or no source says so."""
        if entity.type not in self._spans:
            return "", ""
        dates = (entity.get(name) if name else "" for name in self._spans[entity.type])
        first, last = (date if is_date(date) else "" for date in dates)
        return first, last

    def is_over(self, entity: Entity) -> bool:
        """Return whether an initiative is over on the day of the network, by its phase or its last day."""
        if entity.type not in self._spans or self._on_day(*self.span(entity)) == "later":
            return False
        return is_initiative(self.network, entity.id) and not runs(self.network, entity.id)

    def _life(self, ident: str) -> State:
        found = self._lives[ident] = self._life_of(self.network.entities.get(ident))
        return found

    def _life_of(self, entity: Entity | None) -> State:
        if entity is None or entity.type not in self._spans:
            return "now"
        return "past" if self.is_over(entity) else self._on_day(*self.span(entity))

    def state(self, tie: Relationship) -> State:
        """Return whether a relationship, and with it both its ends, holds on the day that this view is judged by."""
        lives = self._lives
        own = self._own_state(tie)
        source = lives.get(tie.source) or self._life(tie.source)
        target = lives.get(tie.target) or self._life(tie.target)
        if own == source == target == "now":
            return "now"
        states = (own, source, target)
        return next(
            (state for state in states if state in ("past", "later")),
            "possibly" if "possibly" in states else "now",
        )

    def _own_state(self, tie: Relationship) -> State:
        if self.network.as_of:
            return "possibly" if tie.certain == "possibly" else "now"
        return self._on_day(tie.since, tie.until)

    def _on_day(self, since: str, until: str) -> State:
        found = self._days.get((since, until))
        if found is None:
            found = self._days[since, until] = self._held(since, until)
        return found

    def _held(self, since: str, until: str) -> State:
        if not self.stand or not (since or until):
            return "now"
        answer = holds(since, until, self.stand)
        if answer == "no":
            begun = not since or first_day(since) <= last_day(self.stand)
            return "past" if begun else "later"
        return "now" if answer == "yes" else "possibly"


def _kinds(schema: Schema, name: str) -> tuple[Property, ...]:
    """Return the properties of a type that say what kind of it something is."""
    found = (schema.types[name].properties.get(prop) for prop in ("kind", "level"))
    return tuple(prop for prop in found if prop is not None and prop.type == "term" and not prop.many)


def _span(schema: Schema, name: str) -> tuple[str, str] | None:
    return next((span for base, span in _SPANS.items() if schema.types[name].is_a(base)), None)


def _address(prop: Property, text: str) -> str:
    if prop.type == "url" and text.startswith(("https://", "http://")):
        return text
    return f"mailto:{text}" if prop.type == "email" and " " not in text else ""
