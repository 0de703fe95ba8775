"""Bodies, seats and who sits in them."""

from __future__ import annotations

from tools.example_network.tables import Example


def add_bodies(example: Example) -> None:
    """The steering group with its seats, and three working groups beneath it."""
    example.add(
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
        example.add("Seat", key=f"stuurgroep-{number:02}", name=f"Stuurgroep, zetel {number}", body="GovernanceBody/stuurgroep",
                 side=side, role="chair" if number == 1 else "", holder_status="vacant" if vacant else "filled",
                 term_start=start, term_end=end, number=str(number))  # fmt: skip
        if not vacant:
            _sit(example, "stuurgroep", seat, kinds[side], start, "chair" if number == 1 else "member")
    for key, group in (
        ("werkgroep-energie", "energie"),
        ("werkgroep-onderwijs", "metaal"),
        ("werkgroep-agro", "agro"),
    ):
        example.add(
            "GovernanceBody",
            key=key,
            name=key.replace("-", " ").capitalize(),
            kind="working_group",
            meets="maandelijks",
        )
        example.add("PartOf", part=f"GovernanceBody/{key}", whole="GovernanceBody/stuurgroep")
        for place, organisation in enumerate(example.chance.some(example.members[group], 7)):
            example.add("Membership", person=example.staff[organisation][0], body=f"GovernanceBody/{key}", on_behalf_of=organisation,
                     role="chair" if place == 0 else "member", since="2022-02", until="2024-09" if place == 6 else "")  # fmt: skip


def _sit(example: Example, body: str, seat: str, kind: str, since: str, role: str) -> None:
    pool = [o for o in example.organisations() if o.startswith(kind) and o != example.members["zorg"][0]]
    organisation = example.chance.one(pool)
    holder = example.staff[organisation][0]
    example.add(
        "Membership",
        person=holder,
        body=f"GovernanceBody/{body}",
        role=role,
        seat=seat,
        on_behalf_of=organisation,
        since=since,
    )
    if example.chance.hit(0.25) and len(example.staff[organisation]) > 1:
        example.add("Membership", person=example.staff[organisation][1], body=f"GovernanceBody/{body}", role="member", seat=seat,
                 on_behalf_of=organisation, capacity="deputy", since=since)  # fmt: skip
