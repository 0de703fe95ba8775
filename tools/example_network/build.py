"""Builds all tables of the example from the plan and chance."""

from __future__ import annotations

from tools.example_network import bodies, dealings, initiatives, organisations, places, plan
from tools.example_network.tables import Example


def build() -> Example:
    """Return the example with all tables filled."""
    example = Example()
    places.add_places_and_themes(example)
    for group in plan.GROUPS:
        organisations.add_organisations(example, group)
    projects = {group.key: initiatives.add_projects(example, group) for group in plan.GROUPS}
    initiatives.add_bridge(example)
    initiatives.add_lonely(example)
    organisations.add_bureau(example)
    initiatives.add_clusters(example, projects)
    organisations.add_people(example)
    bodies.add_bodies(example)
    dealings.add_money(example, projects)
    dealings.add_offers_and_needs(example)
    dealings.add_contacts(example)
    _plant_truths(example, projects)
    return example


def _plant_truths(example: Example, projects: dict[str, list[str]]) -> None:
    example.planted["groups"] = {group.name: sorted(example.members[group.key]) for group in plan.GROUPS}
    example.planted["group_projects"] = {group.name: projects[group.key] for group in plan.GROUPS}
    example.planted["declared_clusters"] = {
        name: next(g.name for g in plan.GROUPS if g.key == key) for key, name in plan.CLUSTERS.items()
    }
    example.planted["undeclared_group"] = "Metaal en robotisering"
    example.planted["group_without_school"] = "Zorgtechnologie en ICT"
    example.planted["crossovers"] = [list(pair) for pair in plan.CROSSOVERS]
    example.planted["unrelated"] = list(plan.UNRELATED)
    example.planted["related_and_tied"] = list(plan.RELATED_AND_TIED)
