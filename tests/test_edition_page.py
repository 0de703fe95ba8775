"""A page of an edition, plain and packed: no withheld string in it, and no suppressed count to be had from it."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dtz_network.edition.counting import SMALLEST
from dtz_network.edition.withholding import Edition, withheld_ties, withhold
from dtz_network.model.network import Network
from dtz_network.store.base import Store
from dtz_network.view import graph_view, payload
from dtz_network.view.page import page
from dtz_network.workflows import layers
from tests.view_networks import entity, network, tie

PACKED = pytest.mark.parametrize("plain", [600_000, 0], ids=["plain", "packed"])


def told(html: str) -> str:
    """Return all that a page says: its markup, and its data unpacked; the words of the catalogue apart."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert found
    data = json.loads(found[1])
    if data.get("packed"):
        data = {
            "core": payload.unpack(data["core"]),
            **{what: [payload.unpack(block) for block in data[what]] for what in ("nodes", "lines")},
        }
    del data["core"]["words"]
    return html.replace(found[1], "") + json.dumps(data, ensure_ascii=False)


def made(whole: Network, edition: Edition) -> str:
    """Return the page of an edition with its layers."""
    shown = withhold(whole, edition)
    found = layers.make(shown, edition, "nl")
    ties = withheld_ties(whole, withhold(whole, edition))
    return page(graph_view.build(shown, "nl", edition, withheld=ties, layers=found))


def seated(states: list[str], bystanders: int = 0) -> Network:
    """Return a body with a seat for each state, "secret" for one whose holder may not be named."""
    things = [
        entity("b", "GovernanceBody", name="Stuurgroep Zon", kind="steering_group"),
        entity("c", "Company", name="Firma Zon"),
    ]
    ties = []
    for n, state in enumerate(states):
        status = "filled" if state in ("secret", "public") else state
        things.append(
            entity(
                f"s{n}",
                "Seat",
                f"regel {n}",
                name="",
                body="b",
                number=str(n + 1),
                side="business",
                holder_status=status,
            )
        )
        if state in ("secret", "public"):
            things.append(
                entity(
                    f"p{n}", "Person", name=f"Geheim{n} Verborgen" if state == "secret" else f"Openbaar {n}"
                )
            )
            role = "adviser" if state == "secret" else "member"
            ties.append(tie(f"m{n}", "Membership", (f"p{n}", "b"), role, seat=f"s{n}"))
    for n in range(bystanders):
        things.append(entity(f"x{n}", "Person", name=f"Verborgen Werknemer{n}"))
        ties.append(tie(f"e{n}", "Employment", (f"x{n}", "c")))
    return network(things, ties)


@PACKED
@given(st.lists(st.sampled_from(["secret", "vacant", "unknown", "public"]), max_size=9), st.integers(0, 7))
@settings(max_examples=25, deadline=None)
def test_no_withheld_name_is_in_the_bytes(plain: int, states: list[str], bystanders: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(payload, "PLAIN", plain)
        html = made(seated(states, bystanders), "public")
    assert ('"packed":true' in html) == (plain == 0)
    assert not re.search(r"Verborgen|Geheim\d|Werknemer", told(html))


def unsigned(html: str) -> str:
    """Return what a page says without the fingerprint of its data."""
    return re.sub(r"\b[0-9a-f]{12,64}\b", "", told(html))


@PACKED
@pytest.mark.parametrize("hidden", range(1, SMALLEST))
def test_how_many_seats_are_withheld_cannot_be_told_when_they_are_few(
    plain: int, hidden: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(payload, "PLAIN", plain)
    first = made(seated(["public", "secret", *["vacant"] * 4, "public"]), "public")
    other = made(seated(["public", *["secret"] * hidden, *["vacant"] * (5 - hidden), "public"]), "public")
    assert unsigned(first) == unsigned(other)
    assert "untold" in told(first)


BODIES = st.tuples(st.integers(1, SMALLEST - 1), st.integers(1, SMALLEST - 1), st.integers(0, 3))
"""How many seats of a body are withheld in one world and in another, and how many more are empty in both."""


def governed(bodies: list[tuple[int, int, int]], world: int, extra: int) -> Network:
    """Return bodies with the same seats in both worlds, of which other numbers are withheld, and staff whom nobody may see."""
    things = [entity("c", "Company", name="Firma Zon"), entity("open", "Person", name="Openbaar")]
    ties = []
    for n, body in enumerate(bodies):
        things.append(entity(f"b{n}", "GovernanceBody", name=f"Raad {n}", kind="board"))
        ties.append(tie(f"open{n}", "Membership", ("open", f"b{n}"), "chair"))
        hidden = body[world]
        for seat in range(max(body[:2]) + body[2]):
            ident = f"{n}.{seat}"
            status = "filled" if seat < hidden else "vacant"
            things.append(entity(f"s{ident}", "Seat", name="", body=f"b{n}", number=str(seat + 1), holder_status=status,
                                 term_start="2020"))  # fmt: skip
            if seat < hidden:
                things.append(entity(f"p{ident}", "Person", name=f"Geheim {ident}"))
                ties.append(tie(f"m{ident}", "Membership", (f"p{ident}", f"b{n}"), "adviser", "2021", seat=f"s{ident}",
                                on_behalf_of=("c",)))  # fmt: skip
    for n in range(extra):
        things.append(entity(f"x{n}", "Person", name=f"Verborgen {n}"))
        ties.append(tie(f"e{n}", "Employment", (f"x{n}", "c"), "", "2019", "2022"))
    return network(things, ties)


@given(st.lists(BODIES, min_size=1, max_size=4), st.integers(0, 9), st.integers(0, 9))
@settings(max_examples=10, deadline=None)
def test_no_sum_or_difference_on_a_page_tells_a_suppressed_count(
    bodies: list[tuple[int, int, int]], one: int, other: int
) -> None:
    """Two networks that differ in nothing but suppressed counts, in several bodies at once and in staff, give one page:
    whatever is added to or subtracted from what it says, what is computed in it for any month included, is the same.
    """
    pages = [unsigned(made(governed(bodies, *world), "public")) for world in ((0, one), (1, other))]
    assert pages[0] == pages[1]


def test_many_withheld_seats_are_counted() -> None:
    view = graph_view.build(withhold(seated(["secret"] * 5 + ["vacant"]), "public"), "nl", "public")
    states = [seat.state for node in view.nodes for seat in node.seats]
    assert (states.count("withheld"), states.count("vacant")) == (5, 1)


def test_inside_the_bureau_every_seat_says_what_it_is() -> None:
    view = graph_view.build(seated(["secret", "vacant", "unknown"]), "nl", "internal")
    assert [seat.state for node in view.nodes for seat in node.seats] == ["filled", "vacant", "unknown"]


@PACKED
@pytest.mark.parametrize("few", [1, 3, 9])
def test_how_many_people_are_withheld_cannot_be_told(
    plain: int, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(payload, "PLAIN", plain)
    assert unsigned(made(seated(["public"], few), "public")) == unsigned(
        made(seated(["public"], 4), "public")
    )


@PACKED
@pytest.mark.parametrize("edition", ["public", "partner"])
def test_the_pages_of_the_example_hold_no_proposal_and_no_person_withheld(
    example_store: Store, edition: Edition, plain: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(payload, "PLAIN", plain)
    whole = example_store.load()
    shown = withhold(whole, edition)
    said = told(made(whole, edition))
    gone = [e.name for e in whole.of_type("Person") if e.id not in shown.entities]
    assert (len(gone) > 20) == (edition == "public")
    assert [name for name in gone if name in said] == []
    for secret in ("Waarom (", "Het eerst te vragen", "te weinig tijd", "bekend via", "laatste contact"):
        assert secret not in said
