"""What was emptied, taken out or deleted in a workbook: nothing of it is done, each becomes a question."""

from __future__ import annotations

from collections.abc import Iterable

from dtz_network.language import Language
from dtz_network.model.network import Network, Relationship
from dtz_network.workflows.workbook import cells, questions
from dtz_network.workflows.workbook.layout import Column
from dtz_network.workflows.workbook.questions import Ask


class Emptied:
    """Collects the questions about what is gone from a workbook."""

    def __init__(self, network: Network, lang: Language) -> None:
        self.network, self.lang = network, lang
        self.asks: list[Ask] = []

    def row(self, ids: tuple[str, str], kept: set[str]) -> None:
        """Ask about a deleted row: about its tie where the entity has another row or the row is of the tie alone."""
        entity, tie = ids
        found = self.network.resolve(entity) if entity and entity not in kept else None
        if found is not None:
            self.asks.append(questions.about_entity(self.network, found.id, self.lang))
        elif tie:
            self.tie(tie)

    def cell(self, column: Column, entity: str, tie: Relationship | None) -> None:
        """Ask about an emptied cell: about each of its values, or the ties that it names."""
        found = self.network.resolve(entity)
        if column.what == "value" and found is not None:
            self.values(found.id, column.name, found.all(column.name))
        elif column.what == "link" and found is not None:
            self.links(column, found.id, ())
        elif column.what == "other" and tie is not None:
            self.tie(tie.id)

    def values(self, entity: str, prop: str, gone: Iterable[str]) -> None:
        """Ask about values of an entity."""
        spec = self.network.schema.types[self.network.entities[entity].type].properties[prop]
        for value in gone:
            shown = cells.in_words(self.network, spec, value, self.lang)
            self.asks.append(questions.about_value(self.network, entity, prop, value, shown, self.lang))

    def links(self, column: Column, entity: str, named: Iterable[str]) -> None:
        """Ask about the ties of a cell to those who are not named in it any more."""
        left = set(named)
        for tie in self.network.ties_of(entity, column.name):
            other = tie.target if tie.source == entity else tie.source
            if other not in left and cells.is_named(tie, column):
                self.tie(tie.id)

    def tie(self, ident: str) -> None:
        """Ask about one tie, once, as long as it is known."""
        ask = questions.about_tie(self.network, ident, self.lang)
        if ask is not None and ask not in self.asks:
            self.asks.append(ask)
