"""The lines of a plan as they are shown: what is new and what changes, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dtz_network import language
from dtz_network.language import Language
from dtz_network.model.changes import Tie
from dtz_network.model.schema import Schema

_LONG = 80
_PLANNED = ("role", "since", "until")
"""What every relationship has; the words for it stand with the plan's."""


@dataclass(frozen=True)
class PlanLine:
    """One line of the plan as it is shown: a new or changed entity or relationship.

    ``changes`` are (property, value now, value before) with "" for what is absent.
    """

    sign: Literal["new", "changed"]
    type: str
    name: str
    changes: tuple[tuple[str, str, str], ...] = ()
    place: str = ""

    def words(self, schema: Schema, lang: Language) -> str:
        """Return the line in words."""
        kind = schema.label(self.type, lang)
        item = schema.types[self.type]
        spec = {
            **item.properties,
            **({"role": item.role} if item.role and item.kind == "relationship" else {}),
        }
        said = []
        for prop, now, before in self.changes:
            label = language.text(f"plan.{prop}", lang) if prop in _PLANNED else spec[prop].label[lang]
            shown, was = (
                language.shortened(schema.value(spec[prop], v, lang), _LONG)
                if prop in spec and v
                else language.bound(v, lang)
                for v in (now, before)
            )
            said.append(f"{label}: {was} → {shown}" if was else f"{label}: {shown}")
        mark = "+" if self.sign == "new" else "~"
        return f"{mark} {kind} {self.name}" + (f" ({'; '.join(said)})" if said else "")


def of_tie(tie: Tie, before: Tie | None, name: str, place: str, schema: Schema) -> PlanLine:
    """Return the line of a relationship that is new, or says more than ``before``."""
    changes: list[tuple[str, str, str]] = []
    if tie.role and (before is None or before.role != tie.role):
        changes.append(("role", tie.role, before.role if before else ""))
    for prop in ("since", "until"):
        now, then = getattr(tie, prop), getattr(before, prop) if before else ""
        if now and now != then:
            changes.append((prop, now, then))
    spec = schema.types[tie.type].properties
    for prop, value in tie.details.items():
        then = before.details.get(prop) if before else None
        if prop in spec and spec[prop].type != "ref" and value != then:
            changes.append((prop, _one_text(value), _one_text(then or "")))
    return PlanLine("changed" if before else "new", tie.type, name, tuple(changes), place)


def _one_text(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else ", ".join(value)
