"""Places, themes and funds."""

from __future__ import annotations

from tools.example_network import plan
from tools.example_network.tables import ZONE, Example
from tools.example_network.words import LABELS


def add_places_and_themes(example: Example) -> None:
    """Municipalities in their zone, sectors, themes and funds."""
    for key, (name, code) in plan.MUNICIPALITIES.items():
        kind = "district" if key == "bentheim" else "municipality"
        example.add("Region", key=key, name=name, kind=kind, cbs=code)
    example.add("Region", key="zone", name="Voorbeeldzone (verzonnen)", kind="zone")
    for key in ZONE:
        example.add("PartOf", part=f"Region/{key}", whole="Region/zone")
    sectors = dict.fromkeys(code for group in plan.GROUPS for code in group.sectors)
    themes = dict.fromkeys(
        [code for group in plan.GROUPS for code in group.themes] + [t for _, ts in plan.LONELY for t in ts]
    )
    for codes, kind in ((sectors, "sector"), (themes, "theme")):
        for code in codes:
            example.add("Theme", key=code.replace("_", "-"), name=LABELS[code], kind=kind, code=code)
    for fund in plan.FUNDS:
        example.add("Fund", **fund, kind="programme", code=fund["key"])
