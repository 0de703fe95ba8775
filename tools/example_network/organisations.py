"""Organisations and who works there."""

from __future__ import annotations

from tools.example_network.plan import Group
from tools.example_network.tables import ZONE, Example, slug
from tools.example_network.words import SECTOR_WORDS


def add_organisations(example: Example, group: Group) -> None:
    """The organisations of a group."""
    made: list[str] = []
    kinds = ["Company"] * group.companies + ["School"] * group.schools
    kinds += ["Government"] * group.governments + ["Association"] * group.associations
    for number, kind in enumerate(kinds):
        sector = group.sectors[number % 2]
        made.append(add_organisation(example, kind, sector))
    example.members[group.key] = made


def add_organisation(example: Example, kind: str, sector: str) -> str:
    """Return a new organisation with a place, and mostly with a sector."""
    stem, chance = next(example.stems), example.chance
    name = {
        "Company": f"{stem} {SECTOR_WORDS.get(sector, 'Techniek')} B.V.",
        "School": f"{stem} College" if chance.hit(0.6) else f"Hogeschool {stem}",
        "Government": f"Dienst {stem}",
        "Association": f"Stichting {stem}" if chance.hit(0.5) else f"Ondernemersvereniging {stem}",
    }[kind]
    ref = f"{kind}/{slug(name)}"
    extra = {
        "School": {"level": chance.one(("mbo", "hbo", "vmbo"))},
        "Government": {"level": "municipality"},
    }
    example.add(kind, key=slug(name), name=name, **extra.get(kind, {}))
    place = chance.one(ZONE) if chance.hit(0.8) else chance.one(("borger-odoorn", "bentheim"))
    example.add("Location", located=ref, region=f"Region/{place}")
    if kind in ("Company", "School") or chance.hit(0.3):
        example.add("Activity", actor=ref, theme=f"Theme/{sector.replace('_', '-')}")
    return ref


def add_bureau(example: Example) -> None:
    """The bureau itself, with three people."""
    example.add("Association", key="bureau-voorbeeldzone", name="Bureau Voorbeeldzone", helix="business | education | government",
             description="Verzonnen regionaal economisch bureau")  # fmt: skip
    example.add("Location", located="Association/bureau-voorbeeldzone", region="Region/zone")
    for _ in range(3):
        hire(example, "Association/bureau-voorbeeldzone", "2021", "relatiebeheerder")


def hire(example: Example, organisation: str, since: str, role: str) -> str:
    """Return a new person who works at an organisation."""
    name = next(example.people)
    ref = f"Person/{slug(name)}"
    example.add("Person", key=slug(name), name=name)
    example.add("Employment", person=ref, organization=organisation, role=role, since=since)
    example.staff[organisation].append(ref)
    return ref


def add_people(example: Example) -> None:
    """One or two people at every organisation; some of all have moved to another."""
    organisations = example.organisations()
    for organisation in organisations:
        for _ in range(1 + example.chance.hit(0.3)):
            hire(
                example,
                organisation,
                str(2018 + example.chance.below(6)),
                example.chance.one(("directeur", "projectleider", "adviseur", "docent")),
            )
    for person in example.chance.some([p for staff in example.staff.values() for p in staff], 22):
        old = next(row for row in example.tables["Employment"] if row["person"] == person)
        new = example.chance.one([o for o in organisations if o != old["organization"]])
        year = max(2022, int(old["since"][:4]) + 1)
        old["until"] = f"{year}-06"
        example.add("Employment", person=person, organization=new, role=old["role"], since=f"{year}-07")
