"""Projects, their partners and the declared clusters, with what is planted in them."""

from __future__ import annotations

import itertools
from collections import defaultdict

from tools.example_network import plan
from tools.example_network.organisations import add_organisation
from tools.example_network.plan import Group
from tools.example_network.tables import ZONE, Example, slug
from tools.example_network.words import FORMS, THEME_WORDS


def add_projects(example: Example, group: Group) -> list[str]:
    """Return the projects of a group, of which each member joins at least one."""
    own, chance = example.members[group.key], example.chance
    made: list[str] = []
    waiting = chance.some(own, len(own))
    for number in range(group.projects):
        theme = group.themes[number % len(group.themes)]
        ref = _project(
            example,
            f"{THEME_WORDS[theme]}{FORMS[(number * 3 + len(group.key)) % len(FORMS)]}",
            theme,
            group.sectors[number % 2],
        )
        size = plan.SIZES[(number * 5 + 7) % len(plan.SIZES)]
        partners: list[str] = []
        while len(partners) < size:
            partner = _partner(example, group, own, waiting)
            if partner not in partners:
                partners.append(partner)
        join(example, ref, partners)
        made.append(ref)
    for left in waiting:
        join(example, made[chance.below(len(made))], [left], lead=False)
    return made


def _partner(example: Example, group: Group, own: list[str], waiting: list[str]) -> str:
    chance = example.chance
    known = [key for key in group.leans_on if key in example.members]
    if known and chance.hit(0.1):
        return chance.one(example.members[chance.one(known)])
    return waiting.pop() if waiting and chance.hit(0.35) else chance.one(own)


def _project(example: Example, name: str, theme: str, sector: str = "") -> str:
    taken = {row["name"] for row in example.tables["Project"]}
    place = example.chance.one(ZONE)
    base = f"{name} {plan.MUNICIPALITIES[place][0]}"
    for number in itertools.count(1):
        if name not in taken:
            break
        name = base if number == 1 else f"{base} {number}"
    start = 2021 + example.chance.below(4)
    phase = example.chance.one(
        ("running", "running", "running", "preparation", "scaling", "finished", "stopped")
    )
    end = f"{start + 1 + example.chance.below(2)}" if phase in ("finished", "stopped") else ""
    budget = str(25_000 * (1 + example.chance.below(30)))
    own_feet = f"{start + 2}-01" if example.chance.hit(0.4) else ""
    example.add("Project", key=slug(name), name=name, kind=example.chance.one(("initiative", "project")), phase=phase,
             start=str(start), end=end, independent_from=own_feet, budget=budget)  # fmt: skip
    ref = f"Project/{slug(name)}"
    for code in filter(None, (theme, sector)):
        example.add("Activity", actor=ref, theme=f"Theme/{code.replace('_', '-')}")
    example.add("Location", located=ref, region=f"Region/{place}")
    return ref


def join(example: Example, project: str, partners: list[str], *, lead: bool = True) -> None:
    """Let partners take part in a project; the first two lead it unless ``lead`` is off."""
    since = next(row["start"] for row in example.tables["Project"] if f"Project/{row['key']}" == project)
    for number, partner in enumerate(partners):
        role = "lead" if lead and number == 0 else "lead_partner" if lead and number == 1 else "partner"
        example.add("Participation", participant=partner, project=project, role=role, since=since)


def add_bridge(example: Example) -> None:
    """The single point of failure: the only organisation of ``zorg`` in a project of another group."""
    bridge = example.members["zorg"][0]
    home = [row["project"] for row in example.tables["Participation"] if row["participant"] == bridge]
    other = next(
        row["project"]
        for row in example.tables["Participation"]
        if row["participant"] in example.members["metaal"]
    )
    join(example, other, [bridge], lead=False)
    for project in dict.fromkeys(
        r["project"] for r in example.tables["Participation"] if r["participant"] in example.members["zorg"]
    ):
        if project not in (*home, other):
            join(example, project, [bridge], lead=False)
    example.planted["single_point_of_failure"] = bridge


def add_lonely(example: Example) -> None:
    """Initiatives with partners that take part in nothing else."""
    for name, themes in plan.LONELY:
        example.add("Project", key=slug(name), name=name, kind="initiative", phase="running", start="2023")
        ref = f"Project/{slug(name)}"
        for theme in themes:
            example.add("Activity", actor=ref, theme=f"Theme/{theme.replace('_', '-')}")
        partners = [add_organisation(example, "Company" if n else "Association", "tourism") for n in range(2)]
        _drop_tourism(example, partners)
        join(example, ref, partners)
    example.planted["lonely"] = [name for name, _ in plan.LONELY]
    example.planted["lonely_with_potential"] = [name for name, _ in plan.LONELY[:2]]


def _drop_tourism(example: Example, partners: list[str]) -> None:
    example.tables["Activity"] = [r for r in example.tables["Activity"] if r["actor"] not in partners]


def add_clusters(example: Example, projects: dict[str, list[str]]) -> None:
    """Declared clusters; members of the third that act and are not declared, and the other way round."""
    for number, (key, name) in enumerate(plan.CLUSTERS.items()):
        members = sorted(example.members[key])
        active = _active(example, projects[key])
        declared = [m for m in members if m in active]
        if number == 2:
            busiest = sorted(declared, key=lambda m: (-active[m], m))[: plan.ACTING]
            declared = [m for m in declared if m not in busiest]
            idle = add_organisation(example, "Company", "agrofood")
            declared.append(idle)
            example.planted["acting_undeclared"], example.planted["idle_declared"] = busiest, [idle]
        lead = min(declared, key=lambda m: (-active.get(m, 0), m))
        example.add("Cluster", key=slug(name), name=name, phase="running", lead=lead, declared_on="2022-05")
        for member in declared:
            example.add(
                "Participation",
                participant=member,
                project=f"Cluster/{slug(name)}",
                role="member",
                since="2022-05",
            )


def _active(example: Example, projects: list[str]) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for row in example.tables["Participation"]:
        if row["project"] in projects:
            counts[row["participant"]] += 1
    return counts
