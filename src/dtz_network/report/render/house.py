"""The house style of a bureau: its colour, and its font where that is at hand."""

from __future__ import annotations

from dataclasses import dataclass

from dtz_network.picture.colours import DARK, outline

ACCENT = "#00507d"
"""The colour of headings and lines where the bureau has none of its own."""


@dataclass(frozen=True)
class House:
    """What documents look like.

    Attributes:
        colour: of headings and lines, "#rrggbb"; dark enough to be read on white.
        font: name of a font, "" for our own; ``folder`` where its files are, which a PDF needs and nothing else.
    """

    colour: str = ACCENT
    font: str = ""
    folder: str = ""

    @property
    def style(self) -> str:
        """The part of a style sheet in which a page differs from our own look, "" if in nothing."""
        rules = []
        if self.colour != ACCENT:
            light = outline(self.colour, DARK, 4.5)
            rules.append(f":root {{ --accent: {self.colour}; }}")
            rules.append(f"@media (prefers-color-scheme: dark) {{ :root {{ --accent: {light}; }} }}")
        if self.font:
            rules.append(f'html {{ font-family: "{self.font}", "Segoe UI", system-ui, Arial, sans-serif; }}')
        return "\n".join(rules)
