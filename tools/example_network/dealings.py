"""Money, figures, offers, needs and contacts."""

from __future__ import annotations

from tools.example_network.tables import Example
from tools.example_network.words import LABELS


def add_money(example: Example, projects: dict[str, list[str]]) -> None:
    """Grants for most projects, and the yearly figures of the bureau."""
    governments = [o for o in example.organisations() if o.startswith("Government")]
    for project in [p for found in projects.values() for p in found]:
        if example.chance.hit(0.75):
            row = next(r for r in example.tables["Project"] if f"Project/{r['key']}" == project)
            status = example.chance.one(("granted", "granted", "requested", "spent"))
            amount = str(int(row["budget"]) * (2 + example.chance.below(4)) // 10)
            funder = example.chance.one(
                (
                    "Fund/efro",
                    "Fund/jtf",
                    "Fund/interreg6",
                    "Fund/regiodeal",
                    example.chance.one(governments),
                )
            )
            example.add(
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
            ("initiatives_spoken", 40 + example.chance.below(30)),
            ("meetings_attended", 15 + example.chance.below(20)),
        ):
            example.add("Figure", key=f"{indicator}-{year}".replace("_", "-"), name=f"{LABELS[indicator]} {year}",
                     subject="Association/bureau-voorbeeldzone", indicator=indicator, period=str(year), value=str(value), unit="count")  # fmt: skip


def add_offers_and_needs(example: Example) -> None:
    """What companies and schools offer and look for."""
    companies = [o for o in example.organisations() if o.startswith(("Company", "School"))]
    names = {
        f"{kind}/{row['key']}": row["name"] for kind in ("Company", "School") for row in example.tables[kind]
    }
    for kind, word in (("Offer", "biedt"), ("Need", "zoekt")):
        for number, organisation in enumerate(example.chance.some(companies, 40)):
            what, code = example.chance.one(
                (
                    ("stageplaatsen", "internship"),
                    ("restwarmte", "residual_stream"),
                    ("lascapaciteit", "capacity"),
                    ("programmeurs", "skill"),
                    ("een testruimte", "facility"),
                )
            )
            key = f"{kind.lower()}-{number + 1:02}"
            example.add(
                kind,
                key=key,
                name=f"{names[organisation]} {word} {what}",
                by=organisation,
                kind=code,
                **{"from": str(2024 + example.chance.below(2))},
            )


def add_contacts(example: Example) -> None:
    """Whom the bureau knows, introductions, conversations and the actions that follow."""
    ours = example.staff["Association/bureau-voorbeeldzone"]
    organisations = example.organisations()
    for organisation in example.chance.some(organisations, 60):
        example.add(
            "Contact",
            holder=example.chance.one(ours),
            contact=organisation,
            since="2021",
            last_contact=example.chance.day(2023, 2025),
        )
    for number, (one, other) in enumerate(
        zip(example.chance.some(organisations, 6), example.chance.some(organisations, 6), strict=True)
    ):
        status = ("idea", "asked", "introduced", "project", "declined", "idea")[number]
        if one != other:
            example.add(
                "Introduction",
                one=one,
                other=other,
                status=status,
                decided="2025-03",
                reason="te weinig tijd" if status == "declined" else "gezamenlijk thema",
            )
    for number in range(12):
        day = example.chance.day(2024, 2025)
        key = f"gesprek-{number + 1:02}"
        example.add("Event", key=key, name=f"Gesprek {number + 1}", kind="conversation", date=day)
        example.add(
            "Attendance", attendee=example.chance.one(organisations), event=f"Event/{key}", role="attendee"
        )
        example.add("Action", key=f"actie-{number + 1:02}", name=f"Terugkoppelen na gesprek {number + 1}", assignee=example.chance.one(ours),
                 due=f"2026-{1 + number % 12:02}", event=f"Event/{key}", status=example.chance.one(("open", "open", "done")))  # fmt: skip
