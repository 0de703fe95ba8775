"""Builds all tables of the example from the plan and chance."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict

from tools.example_network import names, plan
from tools.example_network.chance import Chance
from tools.example_network.plan import Group

Row = dict[str, str]
ZONE = ("emmen", "hardenberg", "hoogeveen", "coevorden")
THEME_WORDS = {
    "hydrogen": "Waterstof", "energy_storage": "Energieopslag", "greening_chemistry": "Groene moleculen",
    "biobased": "Biobased", "circular_economy": "Kringloop", "robotics": "Robot", "internet_of_things": "Sensor",
    "craftsmanship": "Vakmanschap", "smart_farming": "Slimme akker", "labour_market": "Werk", "data": "Data",
    "digitalisation": "Digitaal",
}  # fmt: skip
SECTOR_WORDS = {
    "sustainable_energy": "Energie", "green_chemistry": "Chemie", "plastics": "Kunststof", "recycling": "Recycling",
    "metal": "Metaal", "htsm": "Systemen", "agrofood": "Agro", "logistics": "Transport",
    "health_technology": "Zorgtechniek", "ict": "ICT",
}  # fmt: skip
FORMS = (
    "proeflijn",
    "werkplaats",
    "keten",
    "atelier",
    "hub",
    "proeftuin",
    "leerlijn",
    "kring",
    "loods",
    "netwerk",
)


class Example:
    """All tables by type, and the truths that were planted."""

    def __init__(self, seed: int = 2026) -> None:
        self.chance = Chance(seed)
        self.tables: dict[str, list[Row]] = defaultdict(list)
        self.members: dict[str, list[str]] = {}
        self.staff: dict[str, list[str]] = defaultdict(list)
        self.planted: dict[str, object] = {}
        self._stems = iter(names.firms(self.chance, 160))
        self._people = iter(names.people(self.chance, 230))

    def add(self, kind: str, /, **values: str) -> None:
        """Add a row."""
        self.tables[kind].append(values)

    def build(self) -> Example:
        """Fill all tables and return the example."""
        self._places_and_themes()
        for group in plan.GROUPS:
            self._organisations(group)
        projects = {group.key: self._projects(group) for group in plan.GROUPS}
        self._bridge()
        self._lonely()
        self._bureau()
        self._clusters(projects)
        self._people_at_work()
        self._bodies()
        self._money(projects)
        self._offers_and_needs()
        self._contacts()
        self._truths(projects)
        return self

    def _places_and_themes(self) -> None:
        for key, (name, code) in plan.MUNICIPALITIES.items():
            kind = "district" if key == "bentheim" else "municipality"
            self.add("Region", key=key, name=name, kind=kind, cbs=code)
        self.add("Region", key="zone", name="Voorbeeldzone (verzonnen)", kind="zone")
        for key in ZONE:
            self.add("PartOf", part=f"Region/{key}", whole="Region/zone")
        sectors = dict.fromkeys(code for group in plan.GROUPS for code in group.sectors)
        themes = dict.fromkeys(
            [code for group in plan.GROUPS for code in group.themes]
            + [t for _, ts in plan.LONELY for t in ts]
        )
        for codes, kind in ((sectors, "sector"), (themes, "theme")):
            for code in codes:
                self.add("Theme", key=code.replace("_", "-"), name=LABELS[code], kind=kind, code=code)
        for fund in plan.FUNDS:
            self.add("Fund", **fund, kind="programme", code=fund["key"])

    def _organisations(self, group: Group) -> None:
        made: list[str] = []
        kinds = ["Company"] * group.companies + ["School"] * group.schools
        kinds += ["Government"] * group.governments + ["Association"] * group.associations
        for number, kind in enumerate(kinds):
            sector = group.sectors[number % 2]
            made.append(self._organisation(kind, sector))
        self.members[group.key] = made

    def _organisation(self, kind: str, sector: str) -> str:
        stem, chance = next(self._stems), self.chance
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
        self.add(kind, key=slug(name), name=name, **extra.get(kind, {}))
        place = chance.one(ZONE) if chance.hit(0.8) else chance.one(("borger-odoorn", "bentheim"))
        self.add("Location", located=ref, region=f"Region/{place}")
        if kind in ("Company", "School") or chance.hit(0.3):
            self.add("Activity", actor=ref, theme=f"Theme/{sector.replace('_', '-')}")
        return ref

    def _projects(self, group: Group) -> list[str]:
        own, chance = self.members[group.key], self.chance
        made: list[str] = []
        waiting = chance.some(own, len(own))
        for number in range(group.projects):
            theme = group.themes[number % len(group.themes)]
            ref = self._project(
                f"{THEME_WORDS[theme]}{FORMS[(number * 3 + len(group.key)) % len(FORMS)]}",
                theme,
                group.sectors[number % 2],
            )
            size = plan.SIZES[(number * 5 + 7) % len(plan.SIZES)]
            partners: list[str] = []
            while len(partners) < size:
                partner = self._partner(group, own, waiting)
                if partner not in partners:
                    partners.append(partner)
            self._join(ref, partners)
            made.append(ref)
        for left in waiting:
            self._join(made[chance.below(len(made))], [left], lead=False)
        return made

    def _partner(self, group: Group, own: list[str], waiting: list[str]) -> str:
        chance = self.chance
        known = [key for key in group.leans_on if key in self.members]
        if known and chance.hit(0.1):
            return chance.one(self.members[chance.one(known)])
        return waiting.pop() if waiting and chance.hit(0.35) else chance.one(own)

    def _project(self, name: str, theme: str, sector: str = "") -> str:
        taken = {row["name"] for row in self.tables["Project"]}
        place = self.chance.one(ZONE)
        base = f"{name} {plan.MUNICIPALITIES[place][0]}"
        for number in itertools.count(1):
            if name not in taken:
                break
            name = base if number == 1 else f"{base} {number}"
        start = 2021 + self.chance.below(4)
        phase = self.chance.one(
            ("running", "running", "running", "preparation", "scaling", "finished", "stopped")
        )
        end = f"{start + 1 + self.chance.below(2)}" if phase in ("finished", "stopped") else ""
        budget = str(25_000 * (1 + self.chance.below(30)))
        own_feet = f"{start + 2}-01" if self.chance.hit(0.4) else ""
        self.add("Project", key=slug(name), name=name, kind=self.chance.one(("initiative", "project")), phase=phase,
                 start=str(start), end=end, independent_from=own_feet, budget=budget)  # fmt: skip
        ref = f"Project/{slug(name)}"
        for code in filter(None, (theme, sector)):
            self.add("Activity", actor=ref, theme=f"Theme/{code.replace('_', '-')}")
        self.add("Location", located=ref, region=f"Region/{place}")
        return ref

    def _join(self, project: str, partners: list[str], *, lead: bool = True) -> None:
        since = next(row["start"] for row in self.tables["Project"] if f"Project/{row['key']}" == project)
        for number, partner in enumerate(partners):
            role = "lead" if lead and number == 0 else "lead_partner" if lead and number == 1 else "partner"
            self.add("Participation", participant=partner, project=project, role=role, since=since)

    def _bridge(self) -> None:
        """The single point of failure: the only organisation of ``zorg`` in a project of another group."""
        bridge = self.members["zorg"][0]
        home = [row["project"] for row in self.tables["Participation"] if row["participant"] == bridge]
        other = next(
            row["project"]
            for row in self.tables["Participation"]
            if row["participant"] in self.members["metaal"]
        )
        self._join(other, [bridge], lead=False)
        for project in dict.fromkeys(
            r["project"] for r in self.tables["Participation"] if r["participant"] in self.members["zorg"]
        ):
            if project not in (*home, other):
                self._join(project, [bridge], lead=False)
        self.planted["single_point_of_failure"] = bridge

    def _lonely(self) -> None:
        for name, themes in plan.LONELY:
            self.add("Project", key=slug(name), name=name, kind="initiative", phase="running", start="2023")
            ref = f"Project/{slug(name)}"
            for theme in themes:
                self.add("Activity", actor=ref, theme=f"Theme/{theme.replace('_', '-')}")
            partners = [self._organisation("Company" if n else "Association", "tourism") for n in range(2)]
            self._drop_tourism(partners)
            self._join(ref, partners)
        self.planted["lonely"] = [name for name, _ in plan.LONELY]
        self.planted["lonely_with_potential"] = [name for name, _ in plan.LONELY[:2]]

    def _drop_tourism(self, partners: list[str]) -> None:
        self.tables["Activity"] = [r for r in self.tables["Activity"] if r["actor"] not in partners]

    def _bureau(self) -> None:
        self.add("Association", key="bureau-voorbeeldzone", name="Bureau Voorbeeldzone", helix="business | education | government",
                 description="Verzonnen regionaal economisch bureau")  # fmt: skip
        self.add("Location", located="Association/bureau-voorbeeldzone", region="Region/zone")
        for _ in range(3):
            self._hire("Association/bureau-voorbeeldzone", "2021", "relatiebeheerder")

    def _hire(self, organisation: str, since: str, role: str) -> str:
        name = next(self._people)
        ref = f"Person/{slug(name)}"
        self.add("Person", key=slug(name), name=name)
        self.add("Employment", person=ref, organization=organisation, role=role, since=since)
        self.staff[organisation].append(ref)
        return ref

    def _clusters(self, projects: dict[str, list[str]]) -> None:
        for number, (key, name) in enumerate(plan.CLUSTERS.items()):
            members = sorted(self.members[key])
            active = self._active(projects[key])
            declared = [m for m in members if m in active]
            if number == 2:
                busiest = sorted(declared, key=lambda m: (-active[m], m))[: plan.ACTING]
                declared = [m for m in declared if m not in busiest]
                idle = self._organisation("Company", "agrofood")
                declared.append(idle)
                self.planted["acting_undeclared"], self.planted["idle_declared"] = busiest, [idle]
            lead = min(declared, key=lambda m: (-active.get(m, 0), m))
            self.add("Cluster", key=slug(name), name=name, phase="running", lead=lead, declared_on="2022-05")
            for member in declared:
                self.add(
                    "Participation",
                    participant=member,
                    project=f"Cluster/{slug(name)}",
                    role="member",
                    since="2022-05",
                )

    def _active(self, projects: list[str]) -> dict[str, int]:
        counts: dict[str, int] = defaultdict(int)
        for row in self.tables["Participation"]:
            if row["project"] in projects:
                counts[row["participant"]] += 1
        return counts

    def _people_at_work(self) -> None:
        organisations = [ref for members in self.members.values() for ref in members]
        for organisation in organisations:
            for _ in range(1 + self.chance.hit(0.3)):
                self._hire(
                    organisation,
                    str(2018 + self.chance.below(6)),
                    self.chance.one(("directeur", "projectleider", "adviseur", "docent")),
                )
        for person in self.chance.some([p for staff in self.staff.values() for p in staff], 22):
            old = next(row for row in self.tables["Employment"] if row["person"] == person)
            new = self.chance.one([o for o in organisations if o != old["organization"]])
            year = max(2022, int(old["since"][:4]) + 1)
            old["until"] = f"{year}-06"
            self.add("Employment", person=person, organization=new, role=old["role"], since=f"{year}-07")

    def _bodies(self) -> None:
        self.add(
            "GovernanceBody",
            key="stuurgroep",
            name="Stuurgroep Voorbeeldzone",
            kind="steering_group",
            meets="vier keer per jaar",
        )
        sides = ["business"] * 6 + ["education"] * 4 + ["government"] * 4
        kinds = {"business": "Company", "education": "School", "government": "Government"}
        for number, side in enumerate(sides, 1):
            vacant = number in (5, 9)
            seat = f"Seat/stuurgroep-{number:02}"
            start, end = ("2021-01-01", "2024-12-31") if number % 3 else ("2023-01-01", "2026-12-31")
            self.add("Seat", key=f"stuurgroep-{number:02}", name=f"Stuurgroep, zetel {number}", body="GovernanceBody/stuurgroep",
                     side=side, role="chair" if number == 1 else "", holder_status="vacant" if vacant else "filled",
                     term_start=start, term_end=end, number=str(number))  # fmt: skip
            if not vacant:
                self._sit("stuurgroep", seat, kinds[side], start, "chair" if number == 1 else "member")
        for key, group in (
            ("werkgroep-energie", "energie"),
            ("werkgroep-onderwijs", "metaal"),
            ("werkgroep-agro", "agro"),
        ):
            self.add(
                "GovernanceBody",
                key=key,
                name=key.replace("-", " ").capitalize(),
                kind="working_group",
                meets="maandelijks",
            )
            self.add("PartOf", part=f"GovernanceBody/{key}", whole="GovernanceBody/stuurgroep")
            for place, organisation in enumerate(self.chance.some(self.members[group], 7)):
                self.add("Membership", person=self.staff[organisation][0], body=f"GovernanceBody/{key}", on_behalf_of=organisation,
                         role="chair" if place == 0 else "member", since="2022-02", until="2024-09" if place == 6 else "")  # fmt: skip

    def _sit(self, body: str, seat: str, kind: str, since: str, role: str) -> None:
        pool = [
            o
            for members in self.members.values()
            for o in members
            if o.startswith(kind) and o != self.members["zorg"][0]
        ]
        organisation = self.chance.one(pool)
        holder = self.staff[organisation][0]
        self.add(
            "Membership",
            person=holder,
            body=f"GovernanceBody/{body}",
            role=role,
            seat=seat,
            on_behalf_of=organisation,
            since=since,
        )
        if self.chance.hit(0.25) and len(self.staff[organisation]) > 1:
            self.add("Membership", person=self.staff[organisation][1], body=f"GovernanceBody/{body}", role="member", seat=seat,
                     on_behalf_of=organisation, capacity="deputy", since=since)  # fmt: skip

    def _money(self, projects: dict[str, list[str]]) -> None:
        governments = [o for members in self.members.values() for o in members if o.startswith("Government")]
        for project in [p for found in projects.values() for p in found]:
            if self.chance.hit(0.75):
                row = next(r for r in self.tables["Project"] if f"Project/{r['key']}" == project)
                status = self.chance.one(("granted", "granted", "requested", "spent"))
                amount = str(int(row["budget"]) * (2 + self.chance.below(4)) // 10)
                funder = self.chance.one(
                    (
                        "Fund/efro",
                        "Fund/jtf",
                        "Fund/interreg6",
                        "Fund/regiodeal",
                        self.chance.one(governments),
                    )
                )
                self.add(
                    "Funding",
                    funder=funder,
                    funded=project,
                    kind="money",
                    status=status,
                    amount=amount,
                    year=row["start"],
                )
        for year in range(2021, 2026):
            for indicator, value in (
                ("initiatives_spoken", 40 + self.chance.below(30)),
                ("meetings_attended", 15 + self.chance.below(20)),
            ):
                self.add("Figure", key=f"{indicator}-{year}".replace("_", "-"), name=f"{LABELS[indicator]} {year}",
                         subject="Association/bureau-voorbeeldzone", indicator=indicator, period=str(year), value=str(value), unit="count")  # fmt: skip

    def _offers_and_needs(self) -> None:
        companies = [
            o for members in self.members.values() for o in members if o.startswith(("Company", "School"))
        ]
        names = {
            f"{kind}/{row['key']}": row["name"] for kind in ("Company", "School") for row in self.tables[kind]
        }
        for kind, word in (("Offer", "biedt"), ("Need", "zoekt")):
            for number, organisation in enumerate(self.chance.some(companies, 40)):
                what, code = self.chance.one(
                    (
                        ("stageplaatsen", "internship"),
                        ("restwarmte", "residual_stream"),
                        ("lascapaciteit", "capacity"),
                        ("programmeurs", "skill"),
                        ("een testruimte", "facility"),
                    )
                )
                key = f"{kind.lower()}-{number + 1:02}"
                self.add(
                    kind,
                    key=key,
                    name=f"{names[organisation]} {word} {what}",
                    by=organisation,
                    kind=code,
                    **{"from": str(2024 + self.chance.below(2))},
                )

    def _contacts(self) -> None:
        ours = self.staff["Association/bureau-voorbeeldzone"]
        organisations = [ref for members in self.members.values() for ref in members]
        for organisation in self.chance.some(organisations, 60):
            self.add(
                "Contact",
                holder=self.chance.one(ours),
                contact=organisation,
                since="2021",
                last_contact=self.chance.day(2023, 2025),
            )
        for number, (one, other) in enumerate(
            zip(self.chance.some(organisations, 6), self.chance.some(organisations, 6), strict=True)
        ):
            status = ("idea", "asked", "introduced", "project", "declined", "idea")[number]
            if one != other:
                self.add(
                    "Introduction",
                    one=one,
                    other=other,
                    status=status,
                    decided="2025-03",
                    reason="te weinig tijd" if status == "declined" else "gezamenlijk thema",
                )
        for number in range(12):
            day = self.chance.day(2024, 2025)
            key = f"gesprek-{number + 1:02}"
            self.add("Event", key=key, name=f"Gesprek {number + 1}", kind="conversation", date=day)
            self.add(
                "Attendance", attendee=self.chance.one(organisations), event=f"Event/{key}", role="attendee"
            )
            self.add("Action", key=f"actie-{number + 1:02}", name=f"Terugkoppelen na gesprek {number + 1}", assignee=self.chance.one(ours),
                     due=f"2026-{1 + number % 12:02}", event=f"Event/{key}", status=self.chance.one(("open", "open", "done")))  # fmt: skip

    def _truths(self, projects: dict[str, list[str]]) -> None:
        self.planted["groups"] = {group.name: sorted(self.members[group.key]) for group in plan.GROUPS}
        self.planted["group_projects"] = {group.name: projects[group.key] for group in plan.GROUPS}
        self.planted["declared_clusters"] = {
            name: next(g.name for g in plan.GROUPS if g.key == key) for key, name in plan.CLUSTERS.items()
        }
        self.planted["undeclared_group"] = "Metaal en robotisering"
        self.planted["group_without_school"] = "Zorgtechnologie en ICT"
        self.planted["crossovers"] = [list(pair) for pair in plan.CROSSOVERS]
        self.planted["unrelated"] = list(plan.UNRELATED)
        self.planted["related_and_tied"] = list(plan.RELATED_AND_TIED)


LABELS = {
    "sustainable_energy": "duurzame energie", "green_chemistry": "groene chemie", "plastics": "kunststof",
    "recycling": "recycling", "metal": "metaal", "htsm": "HTSM", "agrofood": "agrofood", "logistics": "logistiek",
    "health_technology": "zorgtechnologie", "ict": "ICT", "hydrogen": "waterstof", "energy_storage": "energieopslag",
    "greening_chemistry": "vergroening van de chemie", "biobased": "biobased materialen",
    "circular_economy": "circulaire economie", "robotics": "robotisering", "internet_of_things": "internet of things",
    "craftsmanship": "technisch vakmanschap", "smart_farming": "slimme landbouw", "labour_market": "arbeidsmarkt",
    "data": "data", "digitalisation": "digitalisering", "safety": "veiligheid", "business_climate": "vestigingsklimaat",
    "initiatives_spoken": "Initiatieven gesproken", "meetings_attended": "Bijeenkomsten bijgewoond",
}  # fmt: skip


def slug(name: str) -> str:
    """Return a key for a name."""
    plain = name.lower().replace("é", "e").replace("b.v.", "bv")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
