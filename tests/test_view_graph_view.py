"""The view of a network: nodes, lines, seats, words and the source of every fact."""

from __future__ import annotations

import json

import pytest

from dtz_network.edition.withholding import withheld_ties, withhold
from dtz_network.model.network import Network, Relationship
from dtz_network.store.base import Store
from dtz_network.view import graph_view
from dtz_network.view.shown import GraphView, Link, Node
from tests.view_networks import entity, network, tie


@pytest.fixture(scope="module")
def plan_view(plan_store: Store) -> GraphView:
    """The public view of the annual plan."""
    whole = plan_store.load()
    return graph_view.build(
        withhold(whole, "public"), "nl", "public", withheld=withheld_ties(whole, withhold(whole, "public"))
    )


def named(view: GraphView, name: str) -> Node:
    return next(node for node in view.nodes if node.name == name)


def lines_of(view: GraphView, node: Node) -> list[Link]:
    return [link for link in view.links if node.id in (link.source, link.target)]


def test_remondis_sits_in_the_program_board_through_a_person(plan_view: GraphView) -> None:
    [behalf] = lines_of(plan_view, named(plan_view, "Remondis"))
    main = next(link for link in plan_view.links if link.id == behalf.tie)
    names = {node.id: node.name for node in plan_view.nodes}
    assert (behalf.kind, names[behalf.source]) == ("Membership.on_behalf_of", "Herman Gijlers")
    assert (names[main.source], names[main.target], main.role) == ("Herman Gijlers", "Program Board", "lid")
    assert (main.side, main.seat) == ("ondernemers", "6")
    [cite] = main.cites
    assert (plan_view.sources[cite.source].name, cite.place) == ("Jaarplan 2022 Dutch TechZone", "regel 454")


def test_the_board_shows_its_seats_by_side(plan_view: GraphView) -> None:
    seats = named(plan_view, "Program Board").seats
    sides = [seat.side for seat in seats]
    assert [sides.count(side) for side in ("ondernemers", "onderwijs", "overheid")] == [7, 3, 6]
    assert all(seat.cites and seat.state == "filled" for seat in seats)
    [director] = named(plan_view, "Programmabureau").seats
    assert (director.state, director.word, director.role) == ("unknown", "onbekend wie", "directeur")


def test_nobody_is_said_to_be_unknown_who_was_withheld(plan_view: GraphView, plan_store: Store) -> None:
    assert plan_view.holders == "shown"
    assert graph_view.build(plan_store.load(), "nl", "public").holders == "withheld"
    assert graph_view.build(plan_store.load(), "nl", "internal").holders == "shown"


def test_a_view_is_json_and_the_same_every_time(plan_store: Store) -> None:
    views = [graph_view.plain(graph_view.build(plan_store.load(), "en", "internal")) for _ in range(2)]
    assert json.dumps(views[0]) == json.dumps(views[1])
    assert views[0]["nodes"][0]["cites"]


def test_every_tie_between_two_parties_has_its_own_line() -> None:
    ties = [
        tie(f"r-{n}", "Participation", ("a", "b"), role)
        for n, role in enumerate(("lead", "partner", "member"))
    ]
    view = graph_view.build(_pair(ties), "nl", "internal")
    assert [link.bend for link in view.links] == [0, 1, 2]
    assert [link.role for link in view.links] == ["trekker", "partner", "lid"]


def _pair(ties: list[Relationship]) -> Network:
    things = [entity("a", "Company", name="Aa"), entity("b", "Project", name="Bee", kind="project")]
    return network(things, ties)


@pytest.mark.parametrize(
    ("since", "until", "state"),
    [("", "", "now"), ("2020", "2021", "past"), ("2027", "", "later"), ("2026", "", "possibly"), ("2020", "2030", "now")],
)  # fmt: skip
def test_ties_are_judged_by_the_day_of_the_last_change(since: str, until: str, state: str) -> None:
    view = graph_view.build(
        _pair([tie("r", "Participation", ("a", "b"), "partner", since, until)]), "nl", "internal"
    )
    assert view.links[0].state == state


def test_what_belongs_to_another_is_told_with_it() -> None:
    offer = entity("o", "Offer", "rij 9", name="Restwarmte", by="a", quantity="3 MW")
    view = graph_view.build(network([entity("a", "Company", name="Aa"), offer]), "en", "internal")
    [node] = view.nodes
    [part] = node.parts
    assert (part.kind, part.name, part.facts[0].value) == ("offer", "Restwarmte", "3 MW")
    assert part.cites[0].place == "rij 9"


def test_references_between_entities_are_lines() -> None:
    things = [entity("a", "Company", name="Aa"), entity("c", "Cluster", name="Cee", lead="a")]
    view = graph_view.build(network(things), "nl", "internal")
    assert [(link.kind, link.source, link.target) for link in view.links] == [("Cluster.lead", "c", "a")]


def test_what_an_entity_is_comes_with_its_article() -> None:
    things = [
        entity("a", "Association", name="Aa"), entity("b", "Project", name="Bee", kind="initiative"),
        entity("c", "Company", name="Cee"),
    ]  # fmt: skip
    what = {
        lang: [n.what for n in graph_view.build(network(things), lang, "internal").nodes]
        for lang in ("nl", "en")
    }
    assert what["en"][0].startswith("an ")
    assert what["nl"][2] == "een bedrijf"


def test_groups_keep_the_members_that_are_shown() -> None:
    areas = [
        graph_view.GroupArea("G1", "groep 1", ("a", "gone")),
        graph_view.GroupArea("G2", "leeg", ("gone",)),
    ]
    view = graph_view.build(network([entity("a", "Company", name="Aa")]), "nl", "public", areas)
    assert [(area.id, area.members) for area in view.groups] == [("G1", ("a",))]


def test_the_page_is_as_old_as_its_newest_source_unless_we_spoke_ourselves() -> None:
    view = graph_view.build(network([entity("a", "Company", name="Aa")]), "nl", "internal")
    assert (view.stand, view.dated) == ("2026-05-01", "2026-05-01")
    listed = withhold(network([entity("a", "Company", name="Aa")]), "public")
    assert graph_view.build(listed, "nl", "public").dated == "2026-04-30"


def test_the_example_says_that_it_is_invented(example_store: Store) -> None:
    view = graph_view.build(withhold(example_store.load(), "public"), "nl", "public")
    assert view.invented
    assert set(view.off) == {"Fund", "Region", "Theme"} & {kind.key for kind in view.kinds}


@pytest.mark.parametrize(
    ("place", "told"), [("5", "rij 5"), ("regel 5", "regel 5"), ("Leden 5", "Leden 5"), ("", "")]
)
def test_a_number_alone_is_told_as_a_row_of_the_source(place: str, told: str) -> None:
    view = graph_view.build(network([entity("a", "Company", place, name="A")]), "nl", "internal")
    assert view.nodes[0].cites[0].place == told
