"""What is planted: groups with their sectors and themes, clusters, cross-overs, the single point of failure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Group:
    """A planted group of organisations that mostly work with each other.

    ``sectors`` and ``themes`` are codes; ``leans_on`` the groups from which other partners come.
    """

    key: str
    name: str
    sectors: tuple[str, str]
    themes: tuple[str, ...]
    companies: int
    schools: int
    governments: int
    associations: int
    projects: int
    leans_on: tuple[str, ...]


GROUPS = (
    Group("energie", "Waterstof en groene chemie", ("sustainable_energy", "green_chemistry"),
          ("hydrogen", "energy_storage", "greening_chemistry", "biobased"), 17, 4, 4, 4, 13, ("kunststof",)),
    Group("kunststof", "Kunststof en recycling", ("plastics", "recycling"),
          ("circular_economy", "biobased", "greening_chemistry"), 16, 3, 3, 4, 12, ("energie",)),
    Group("metaal", "Metaal en robotisering", ("metal", "htsm"),
          ("robotics", "internet_of_things", "craftsmanship"), 18, 4, 3, 3, 13, ("energie",)),
    Group("agro", "Agrofood en logistiek", ("agrofood", "logistics"),
          ("smart_farming", "robotics", "labour_market"), 17, 3, 4, 4, 11, ("kunststof",)),
    Group("zorg", "Zorgtechnologie en ICT", ("health_technology", "ict"),
          ("data", "digitalisation", "circular_economy"), 9, 0, 2, 3, 6, ()),
)  # fmt: skip
"""``energie`` and ``kunststof`` share themes and many projects (related, plenty of ties); ``metaal`` and
``agro`` share robotics and no project (cross-over); ``zorg`` and ``kunststof`` share the circular
economy and no project (cross-over); ``agro`` and ``zorg`` share nothing (unrelated)."""

CLUSTERS = {
    "energie": "Cluster Waterstofdal",
    "kunststof": "Cluster Kringloopkunststof",
    "agro": "Cluster Agrologistiek",
}
ACTING = 2
"""Organisations that act as members of the third cluster and are not declared."""

CROSSOVERS = (("metal", "agrofood"), ("plastics", "health_technology"))
UNRELATED = ("logistics", "health_technology")
RELATED_AND_TIED = ("green_chemistry", "plastics")

LONELY = (
    ("Open werkplaats Esdoornhof", ("robotics", "craftsmanship")),
    ("Proeftuin Tweede Leven", ("circular_economy", "biobased")),
    ("Veiligheidskring Oostrand", ("safety",)),
    ("Recreatieroute De Plas", ()),
    ("Dorpsmolen Nieuw Leven", ()),
    ("Ondernemerscafé Randweg", ("business_climate",)),
)
"""Initiatives that share no organisation with others; the first two have themes that others work on."""

MUNICIPALITIES = {
    "emmen": ("Emmen", "GM0114@2022"), "hardenberg": ("Hardenberg", "GM0160@2022"),
    "hoogeveen": ("Hoogeveen", "GM0118@2022"), "coevorden": ("Coevorden", "GM0109@2022"),
    "borger-odoorn": ("Borger-Odoorn", "GM1681@2022"), "bentheim": ("Grafschaft Bentheim", "DE94B@2021"),
}  # fmt: skip

SIZES = (3, 4, 4, 5, 5, 6, 7, 8, 9, 11, 14, 18)
"""Partners of a project: many small, few large."""

FUNDS = (
    {"key": "efro", "name": "EFRO", "side": "business | education", "area": "Region/zone", "partners_min": "3",
     "amount_min": "200000", "theme": "Theme/robotics | Theme/circular-economy | Theme/hydrogen"},
    {"key": "jtf", "name": "JTF", "area": "Region/emmen", "side": "business",
     "theme": "Theme/greening-chemistry | Theme/hydrogen | Theme/labour-market"},
    {"key": "interreg6", "name": "Interreg VI", "partner_from": "Region/bentheim", "partners_min": "3", "partners_max": "12",
     "side": "business | education", "theme": "Theme/biobased | Theme/robotics | Theme/data"},
    {"key": "regiodeal", "name": "Regiodeal", "side": "government", "area": "Region/zone"},
)  # fmt: skip
"""Invented conditions under the names of real programmes."""
