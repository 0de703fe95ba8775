"""Whom to bring together: reasons that sum, records that resolve, the cap, what closes a pair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from dtz_network.analysis import claims
from dtz_network.analysis.introducing import closeness, facets, introductions, selection
from dtz_network.analysis.introducing.closeness import Closeness
from dtz_network.analysis.introducing.facets import Facet, Ground, matrix
from dtz_network.analysis.introducing.introductions import Choice, Introductions, Proposal
from dtz_network.analysis.introducing.selection import Wanted
from dtz_network.analysis.projection import from_pairs, one_mode
from dtz_network.model.network import Network
from tests.analysis_networks import Cells, Tie, build, example, plan, shuffled, with_pilots

RUNS = 5
Pair = tuple[str, str]


@cache
def _found() -> Introductions:
    return introductions.find(example(), runs=RUNS)


def _without_tie(network: Network, ident: str) -> Network:
    return replace(network, relationships=[tie for tie in network.relationships if tie.id != ident])


def _proposal(found: Introductions, one: str, other: str) -> Proposal | None:
    return next((p for p in found.proposals if {p.one, p.other} == {one, other}), None)


def _ground(pairs: Sequence[Pair], themes: Sequence[Pair] = ()) -> Ground:
    actors = tuple(sorted({a for a, _ in pairs} | {a for a, _ in themes}))
    projects = tuple(sorted({p for _, p in pairs}))
    kinds = tuple(sorted({Facet("theme", t) for _, t in themes}))
    own = matrix([(a, Facet("theme", t)) for a, t in themes], actors, kinds)
    nothing = sparse.csr_matrix((len(actors), len(actors)))
    none = sparse.csr_matrix((len(projects), len(kinds)))
    return Ground(actors, projects, kinds, matrix(pairs, actors, projects), own, none, nothing)


# --- the score


def test_a_score_worked_by_hand() -> None:
    """a and b share theme t (two of its three mentions) and the partner z, which has two partners.

    TG = 1 x 1 / (3 + 3) and RA = 1 / 2; both are the only values of their kind that are not zero (TG three times), so both divisors are themselves.
    """
    made = Closeness(
        _ground(
            [("a", "p"), ("z", "p"), ("z", "q"), ("b", "q"), ("c", "r"), ("d", "s"), ("e", "s"), ("f", "s")],
            [("a", "t"), ("b", "t"), ("c", "t")],
        )
    )
    one, other = (np.array([made.ground.actors.index(name)]) for name in "ab")
    assert made.rarity.tolist() == [pytest.approx(1 / 6)]
    assert made.scale.facets == pytest.approx(1 / 6)
    gravity, triangles, fits = made.at(one, other)
    assert (gravity[0] * made.scale.facets, triangles[0] * made.scale.partners, fits[0]) == (
        pytest.approx(1 / 6), pytest.approx(1 / 2), 0.0,
    )  # fmt: skip


def test_many_initiatives_in_one_theme_add_less_and_less() -> None:
    """a has seven initiatives in theme t, b three: TG = log2(8) log2(4) / (3 + 2 + 3), and not 7 x 3 / 10."""
    pairs = [("a", f"a{i}") for i in range(7)] + [("b", f"b{i}") for i in range(3)] + [("c", "c"), ("d", "d")]
    made = _ground(pairs)
    theme = (Facet("theme", "t"),)
    about = matrix([(p, theme[0]) for _, p in pairs if len(p) == 2], made.projects, theme)
    nothing = sparse.csr_matrix((len(made.actors), 1))
    scores = Closeness(replace(made, facets=theme, own=nothing, of_projects=about))
    gravity, _, _ = scores.at(np.array([0]), np.array([1]))
    assert gravity[0] * scores.scale.facets == pytest.approx(3 * 2 / (3 + 2 + 3))


def test_a_place_alone_brings_nobody_together() -> None:
    """a and g share a place, and then a theme as well: only then they are proposed."""
    near: list[Tie] = [("Location", f"Company/{name}", "Region/r") for name in "ag"]
    region: dict[str, Cells] = {"Region/r": {"kind": "municipality"}}
    found = introductions.find(_small(region, near), runs=1)
    assert _proposal(found, "Company/a", "Company/g") is None
    more: list[Tie] = [*near, *(("Activity", f"Company/{name}", "Theme/new") for name in "ag")]
    found = introductions.find(_small({**region, "Theme/new": {"kind": "theme"}}, more), runs=1)
    proposal = _proposal(found, "Company/a", "Company/g")
    assert proposal is not None
    assert {term.kind for term in proposal.terms} == {"theme", "place"}


@pytest.mark.parametrize("seed", range(3))
def test_closing_triangles_equal_networkx_on_all_pairs_two_steps_apart(seed: int) -> None:
    rng = np.random.default_rng(seed)
    pairs = sorted({(f"a{rng.integers(60):02d}", f"p{rng.integers(50):02d}") for _ in range(150)})
    made = Closeness(_ground(pairs))
    graph = one_mode(from_pairs(pairs))
    two_steps = [
        (u, v)
        for u in graph
        for v in graph
        if u < v and not graph.has_edge(u, v) and list(nx.common_neighbors(graph, u, v))
    ]
    row = {actor: i for i, actor in enumerate(made.ground.actors)}
    one, other = (np.array([row[pair[end]] for pair in two_steps]) for end in (0, 1))
    ours = made.at(one, other)[1] * made.scale.partners
    theirs = [value for _, _, value in nx.resource_allocation_index(graph, two_steps)]
    assert len(two_steps) > 300
    assert np.abs(ours - np.array(theirs)).max() <= 1e-12


@pytest.mark.parametrize("limit", [0, 10**6])
def test_pairs_above_a_score_are_the_same_by_blocks_and_at_once(
    limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sparse (no more than what shares something) and dense give the same pairs and scores."""
    whole = facets.ground(example())
    at_once = Closeness(whole)
    every = {(i, j): s for i, j, s in zip(*at_once.above(0, len(whole.actors), 0.5), strict=True)}
    monkeypatch.setattr(closeness, "EVERY_PAIR", limit)
    monkeypatch.setattr(closeness, "_CELLS", 3000)
    monkeypatch.setattr(closeness, "NARROW", 10)
    made = Closeness(whole, at_once.scale)
    found: dict[tuple[int, int], float] = {}
    for start, stop in made.blocks():
        found |= {(i, j): s for i, j, s in zip(*made.above(start, stop, 0.5), strict=True)}
    if limit == 0:
        shared = {pair for pair in every if pair in found}
        missed = set(every) - shared
        common = made.partners @ made.partners
        assert all(common[i, j] == 0 and whole.fits[i, j] == 0 for i, j in missed)
        assert set(found) == shared
    else:
        assert set(found) == set(every)
    assert all(found[pair] == pytest.approx(every[pair], abs=1e-9) for pair in found)


def test_a_facet_of_more_than_half_of_the_organisations_counts_nothing() -> None:
    themes = [(f"a{i}", "all") for i in range(10)] + [("a0", "rare"), ("a1", "rare")]
    made = Closeness(_ground([(f"a{i}", f"p{i}") for i in range(10)], themes))
    assert made.counts.sum(axis=0).tolist() == [[0.0, 2.0]]


# --- what is proposed


def test_the_terms_of_every_proposal_sum_to_its_score_and_their_points_to_its_points() -> None:
    made = facets.ground(example())
    scores = Closeness(made)
    for proposal in _found().proposals:
        one, other = (np.array([made.actors.index(end)]) for end in (proposal.one, proposal.other))
        assert proposal.score == pytest.approx(
            sum(float(part[0]) for part in scores.at(one, other)), abs=1e-9
        )
        assert proposal.points == sum(term.points for term in proposal.terms) == round(100 * proposal.score)


def test_every_term_and_step_names_records_that_exist() -> None:
    network = example()
    ties = {tie.id for tie in network.relationships}
    for proposal in _found().proposals:
        for term in proposal.terms:
            assert term.subject in network.entities
            assert term.relationships or (term.kind == "fit" and term.need in network.entities)
            assert set(term.relationships) <= ties
        assert proposal.way is None or set(proposal.way.relationships) <= ties
        assert all(set(objection.relationships) <= ties for objection in proposal.against)


@pytest.mark.parametrize("place", [0, 4, 20])
def test_a_proposal_changes_when_a_tie_that_it_cites_is_gone(place: int) -> None:
    proposal = _found().proposals[place]
    term = max((t for t in proposal.terms if t.relationships), key=lambda term: term.value)
    for ident in term.relationships[:2]:
        found = introductions.find(_without_tie(example(), ident), runs=1)
        other = _proposal(found, proposal.one, proposal.other)
        assert other is None or other.terms != proposal.terms


def test_a_way_changes_when_a_step_of_it_is_gone() -> None:
    proposal = next(p for p in _found().proposals if p.way is not None)
    assert proposal.way is not None
    for ident in proposal.way.relationships[:2]:
        other = _proposal(
            introductions.find(_without_tie(example(), ident), runs=1), proposal.one, proposal.other
        )
        assert other is None or other.way != proposal.way


def test_a_way_leads_from_one_to_the_other_and_nobody_is_asked_too_often() -> None:
    asked: Counter[str] = Counter()
    for proposal in _found().proposals:
        if proposal.way is not None:
            steps = [aged.step for aged in proposal.way.steps]
            assert (steps[0].start, steps[-1].end) == (proposal.one, proposal.other)
            assert all(first.end == then.start for first, then in pairwise(steps))
            asked[proposal.way.through] += 1
    assert max(asked.values()) <= 3


@pytest.mark.parametrize("cap", [1, 2, 3])
def test_nobody_is_in_more_proposals_than_the_cap(cap: int) -> None:
    found = introductions.find(example(), choice=Choice(cap=cap), runs=1)
    assert found.proposals
    used = Counter(end for p in found.proposals for end in (p.one, p.other))
    assert max(used.values()) <= cap


@given(
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)).filter(lambda p: p[0] < p[1]), unique=True),
    st.integers(1, 4),
    st.integers(1, 20),
)
def test_the_cap_holds_and_whoever_is_passed_over_has_a_full_member(
    pairs: list[tuple[int, int]], cap: int, n: int
) -> None:
    taken = selection.greedy(pairs, Wanted(n, cap))
    assert selection.most(taken) <= cap
    assert len(taken) <= n
    for place, pair in enumerate(pairs):
        before = [p for p in pairs[:place] if p in taken]
        if pair not in taken and len(before) < n:
            assert any(sum(end in p for p in before) >= cap for end in pair)


def test_a_small_buffer_gives_the_same_selection(monkeypatch: pytest.MonkeyPatch) -> None:
    made = Closeness(facets.ground(example()))
    whole = selection.select(made, Wanted(50, 1))
    monkeypatch.setattr(selection, "AT_FIRST", 60)
    monkeypatch.setattr(closeness, "_CELLS", 500)
    assert selection.select(Closeness(made.ground), Wanted(50, 1)) == whole


def test_a_small_buffer_gives_the_same_selection_where_not_every_pair_is_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where the cap uses up what was kept, all rows are looked at once more, from the first one on."""
    monkeypatch.setattr(closeness, "EVERY_PAIR", 0)
    made = Closeness(facets.ground(example()))
    whole = selection.select(made, Wanted(50, 1))
    monkeypatch.setattr(selection, "AT_FIRST", 60)
    monkeypatch.setattr(closeness, "_CELLS", 20_000)
    assert selection.select(Closeness(made.ground, made.scale), Wanted(50, 1)) == whole


def test_partners_and_closed_pairs_are_never_proposed() -> None:
    network = example()
    scores = Closeness(facets.ground(network))
    row = {actor: i for i, actor in enumerate(scores.ground.actors)}
    proposed = {frozenset((p.one, p.other)) for p in _found().proposals}
    assert not any(scores.partners[row[p.one], row[p.other]] for p in _found().proposals)
    recorded = {
        frozenset((t.source, t.target)) for t in network.ties("Introduction") if t.get("status") != "idea"
    }
    assert not proposed & recorded


# --- what closes a pair


def _small(more: Mapping[str, Cells] | None = None, ties: list[Tie] | None = None) -> Network:
    """Twelve companies in a row, each with a theme of its neighbour; a and b are the closest."""
    names = "abcdefghijkl"
    made: dict[str, Cells] = {f"Company/{name}": {"name": f"Bedrijf {name * 3}"} for name in names}
    made |= {f"Theme/{name}": {} for name in names} | {"Project/p": {}, "Project/q": {}, "Company/z": {}}
    works: list[Tie] = [("Activity", f"Company/{n}", f"Theme/{n}") for n in names]
    works += [("Activity", "Company/a", "Theme/b"), ("Activity", "Company/b", "Theme/a")]
    works += [("Activity", "Company/c", "Theme/d")]
    works += [
        ("Participation", f"Company/{a}", f"Project/{p}", {"since": "2020"})
        for a, p in ("ap", "zp", "zq", "bq")
    ]
    return build(made | dict(more or {}), [*works, *(ties or [])])


def test_a_common_theme_and_partner_make_a_proposal_with_a_way() -> None:
    first, *_ = introductions.find(_small(), runs=1).proposals
    assert (first.one, first.other) == ("Company/a", "Company/b")
    assert {(term.kind, term.subject) for term in first.terms} == {
        ("theme", "Theme/a"), ("theme", "Theme/b"), ("partner", "Company/z"),
    }  # fmt: skip
    assert first.way is not None
    assert first.way.through == "Company/z"
    assert [step.step.end for step in first.way.steps] == ["Project/p", "Company/z", "Project/q", "Company/b"]
    assert [step.years for step in first.way.steps] == [1.7] * 4


def test_a_type_of_ones_own_that_extends_projects_is_a_reason_and_a_way(tmp_path: Path) -> None:
    found = introductions.find(with_pilots(_small(), tmp_path), runs=1)
    first, *_ = found.proposals
    (partner,) = [term for term in first.terms if term.kind == "partner"]
    assert (partner.projects, len(partner.relationships)) == (("Pilot/p", "Pilot/q"), 4)
    assert first.way is not None
    assert first.way.through == "Company/z"
    assert [step.date for step in first.way.steps] == ["2020"] * 4


@pytest.mark.parametrize(
    ("status", "why"),
    [("declined", "declined"), ("asked", "under_way"), ("introduced", "met"), ("project", "met")],
)
def test_a_pair_that_was_taken_up_is_not_proposed_but_told(status: str, why: str) -> None:
    tie: Tie = (
        "Introduction",
        "Company/b",
        "Company/a",
        {"status": status, "decided": "2021", "reason": "geen tijd"},
    )
    found = introductions.find(_small(ties=[tie]), runs=1)
    assert _proposal(found, "Company/a", "Company/b") is None
    (refused,) = found.refused
    assert (refused.objection.why, refused.objection.reason, refused.objection.date) == (
        why,
        "geen tijd",
        "2021",
    )


def test_an_introduction_of_people_counts_for_where_they_work() -> None:
    people: dict[str, Cells] = {"Person/x": {}, "Person/y": {}}
    ties: list[Tie] = [
        ("Employment", "Person/x", "Company/a"), ("Employment", "Person/y", "Company/b"),
        ("Introduction", "Person/x", "Person/y", {"status": "declined", "reason": "nee"}),
    ]  # fmt: skip
    found = introductions.find(_small(people, ties), runs=1)
    assert _proposal(found, "Company/a", "Company/b") is None


def test_an_idea_is_proposed_and_told() -> None:
    tie: Tie = ("Introduction", "Company/a", "Company/b", {"status": "idea", "decided": "2021"})
    found = _proposal(introductions.find(_small(ties=[tie]), runs=1), "Company/a", "Company/b")
    assert found is not None
    assert [o.why for o in found.against] == ["idea"]


@pytest.mark.parametrize("who", ["a", "b"])
def test_who_is_not_to_be_approached_is_never_proposed(who: str) -> None:
    network = _small({f"Company/{who}": {"name": f"Bedrijf {who * 3}", "do_not_approach": "true"}})
    found = introductions.find(network, runs=1)
    assert found.barred == (f"Company/{who}",)
    assert all(f"Company/{who}" not in (p.one, p.other) for p in found.proposals)


def test_no_way_leads_through_who_is_not_to_be_approached() -> None:
    network = _small({"Company/z": {"do_not_approach": "true"}})
    found = _proposal(introductions.find(network, runs=1), "Company/a", "Company/b")
    assert found is not None
    assert found.way is None


def test_organisations_with_a_tie_of_their_own_are_not_proposed() -> None:
    found = introductions.find(_small(ties=[("Collaboration", "Company/b", "Company/a")]), runs=1)
    assert _proposal(found, "Company/a", "Company/b") is None


def test_a_part_of_the_same_organisation_is_not_proposed() -> None:
    network = _small({"Company/b": {"name": "Bedrijf aaa Vorming"}})
    assert _proposal(introductions.find(network, runs=1), "Company/a", "Company/b") is None


def test_a_body_alone_is_no_reason_and_beside_others_a_remark() -> None:
    seats: list[Tie] = [
        ("Membership", f"Person/{who}", "GovernanceBody/g", {"on_behalf_of": [f"Company/{who}"]})
        for who in "abe"
    ]
    network = _small({f"Person/{who}": {} for who in "abe"} | {"GovernanceBody/g": {}}, seats)
    found = introductions.find(network, runs=1)
    together = _proposal(found, "Company/a", "Company/b")
    assert together is not None
    assert "same_body" in {o.why for o in together.against}
    assert _proposal(found, "Company/a", "Company/e") is None


@pytest.mark.parametrize(("until", "told"), [("", True), ("2026", True), ("2022", True), ("2021", False)])
def test_a_seat_or_work_counts_until_it_is_over(until: str, told: bool) -> None:
    """The day of the network is 6 September 2022."""
    seats: list[Tie] = [
        (
            "Membership",
            f"Person/{who}",
            "GovernanceBody/g",
            {"on_behalf_of": [f"Company/{who}"], "since": "2020", "until": until},
        )
        for who in "ab"
    ]
    work: list[Tie] = [("Employment", "Person/x", f"Company/{who}", {"until": until}) for who in "ab"]
    more: dict[str, Cells] = {"GovernanceBody/g": {}, **{f"Person/{who}": {} for who in "abx"}}
    found = _proposal(introductions.find(_small(more, [*seats, *work]), runs=1), "Company/a", "Company/b")
    assert found is not None
    assert ({"same_body", "same_person"} <= {o.why for o in found.against}) is told


def test_what_is_recorded_twice_is_one_remark_in_any_order_of_rows() -> None:
    """Two jobs at one organisation, and people who work for both that an idea is about."""
    work: list[Tie] = [("Employment", f"Person/{who}", f"Company/{end}") for who in "xyx" for end in "ab"]
    idea: Tie = ("Introduction", "Person/x", "Person/y", {"status": "idea"})
    network = _small({"Person/x": {}, "Person/y": {}}, [*work, idea])
    told = []
    for made in (network, *(shuffled(network, seed) for seed in range(4))):
        found = _proposal(introductions.find(made, runs=1), "Company/a", "Company/b")
        assert found is not None
        told.append(found.against)
    assert [o.why for o in told[0]] == ["same_person", "same_person", "idea"]
    assert all(other == told[0] for other in told)


def test_what_is_old_is_told() -> None:
    network = replace(_small(), recorded="2026-01-01T00:00:00Z")
    found = _proposal(introductions.find(network, runs=1), "Company/a", "Company/b")
    assert found is not None
    assert [(o.why, o.date) for o in found.against] == [("stale", "2020"), ("stale", "2020")]


def test_an_offer_that_meets_a_need_is_a_reason() -> None:
    offers: dict[str, Cells] = {
        "Offer/o": {"by": "Company/k", "kind": "skill"}, "Need/n": {"by": "Company/l", "kind": "skill"},
        "Need/m": {"by": "Company/k", "kind": "skill"}, "Need/x": {"by": "Company/e", "kind": "facility"},
    }  # fmt: skip
    found = _proposal(introductions.find(_small(offers), runs=1), "Company/k", "Company/l")
    assert found is not None
    assert [(t.kind, t.subject, t.need) for t in found.terms] == [("fit", "Offer/o", "Need/n")]


# --- what is asked


def test_for_one_organisation_every_proposal_has_it_and_the_cap_is_for_the_others() -> None:
    one = "School/jorsanda-college"
    found = introductions.find(example(), choice=Choice(pairs=12, organisation=one), runs=1)
    assert len(found.proposals) == 12
    assert all(one in (p.one, p.other) for p in found.proposals)


def test_for_one_project_one_side_takes_part_and_the_other_does_not() -> None:
    project = "Project/waterstofkring"
    partners = {t.source for t in example().ties("Participation") if t.target == project}
    found = introductions.find(example(), choice=Choice(project=project), runs=1)
    assert found.proposals
    assert all((p.one in partners) != (p.other in partners) for p in found.proposals)


@pytest.mark.parametrize("across", introductions.ACROSS)
def test_across_a_border_every_proposal_crosses_it(across: str) -> None:
    found = introductions.find(example(), choice=Choice(across=(across,)), runs=1)
    assert found.proposals
    assert all(across in p.closes for p in found.proposals)


def test_two_governments_know_each_other_by_their_office() -> None:
    kinds = [{example().entities[end].type for end in (p.one, p.other)} for p in _found().proposals]
    assert {"Government"} not in kinds


# --- doubt, order, too little


def test_proposals_are_ranked_with_a_band_that_holds_their_rank() -> None:
    for proposal in _found().proposals:
        assert proposal.low <= proposal.high
        assert proposal.certainty in claims.CERTAINTIES
    ranks = [p.rank for p in _found().proposals]
    assert ranks == sorted(ranks)


def test_the_order_of_rows_does_not_matter_for_what_is_proposed() -> None:
    again = introductions.find(shuffled(example()), runs=RUNS)
    told = [
        [(p.one, p.other, p.score, p.rank, p.low, p.high, p.closes) for p in f.proposals]
        for f in (_found(), again)
    ]
    assert told[0] == told[1]


def test_of_the_annual_plan_nothing_can_be_said() -> None:
    found = introductions.find(plan(), runs=1)
    assert (found.state, found.proposals) == ("too_little", ())


@settings(max_examples=12, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("abcdefghijklmn"), st.sampled_from("pqrst")),
        min_size=5,
        max_size=40,
        unique=True,
    ),
    st.lists(st.tuples(st.sampled_from("abcdefghijklmn"), st.sampled_from("xyz")), max_size=20, unique=True),
)
def test_whatever_the_network_terms_sum_and_the_cap_holds(
    taking_part: list[Pair], themes: list[Pair]
) -> None:
    entities: dict[str, Cells] = {
        f"Company/{a}": {"name": f"Firma {a * 4}"} for a, _ in [*taking_part, *themes]
    }
    entities |= {f"Project/{p}": {} for _, p in taking_part} | {f"Theme/{t}": {} for _, t in themes}
    ties: list[Tie] = [("Participation", f"Company/{a}", f"Project/{p}") for a, p in taking_part]
    ties += [("Activity", f"Company/{a}", f"Theme/{t}") for a, t in themes]
    found = introductions.find(build(entities, ties), choice=Choice(pairs=8, cap=2), runs=2)
    used = Counter(end for p in found.proposals for end in (p.one, p.other))
    assert max(used.values(), default=0) <= 2
    for proposal in found.proposals:
        assert sum(term.points for term in proposal.terms) == proposal.points
        assert proposal.score > 0
