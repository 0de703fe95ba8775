"""The laws that turn statements into a network, on pure functions."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dtz_network.model.resolve import FactRow, TieRow, components, in_force, resolve_ties, shown_facts


def tie(
    number: int,
    relationship: str,
    *,
    role: str = "",
    since: str = "",
    until: str = "",
    rank: int = 3,
    **more: Any,
) -> TieRow:
    references: tuple[Any, ...] = tuple(more.pop("references", ()))
    return TieRow(number, relationship, "Membership", "a", "b", role, since, until, more, references, rank)


@given(st.lists(st.integers(0, 20), max_size=12))
def test_an_undo_of_an_undo_puts_an_act_back_in_force(picks: list[int]) -> None:
    undoes = {n: [pick % n] for n, pick in enumerate(picks) if n}
    known = list(range(len(picks)))
    kept = in_force(known, undoes)
    for act in known:
        by = {n for n, named in undoes.items() if act in named}
        assert (act in kept) == (not by & kept)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12))
def test_components_are_named_after_their_oldest_and_join_what_is_linked(
    pairs: list[tuple[int, int]],
) -> None:
    found = components(pairs, lambda record: record)
    for one, other in pairs:
        assert found[one] == found[other]
    for record, head in found.items():
        assert head == min(r for r, h in found.items() if h == head)
        assert head <= record


@given(
    st.lists(
        st.tuples(
            st.sampled_from("pq"), st.sampled_from("xy"), st.sampled_from(["", "2020"]), st.integers(0, 2)
        ),
        max_size=8,
    )
)
def test_one_value_a_property_and_start_is_shown_and_the_best_source_wins(
    rows: list[tuple[str, str, str, int]],
) -> None:
    facts = [FactRow(n, p, v, s, rank) for n, (p, v, s, rank) in enumerate(rows)]
    shown = shown_facts(facts, lambda prop: prop == "q")
    single = [f for f in facts if f.number in shown and f.property == "p"]
    assert len({(f.property, f.since) for f in single}) == len(single)
    for fact in facts:
        rivals = [f for f in facts if (f.property, f.since) == (fact.property, fact.since)]
        if fact.property == "p" and fact.number in shown:
            assert fact.rank == min(f.rank for f in rivals)


def test_two_records_of_one_tie_fill_each_others_empty_fields() -> None:
    (found,) = resolve_ties([tie(1, "r1", role="chair"), tie(2, "r2", since="2020", rank=1)])
    assert (found.role, found.since, found.relationships) == ("chair", "2020", ("r2", "r1"))


def test_other_roles_dates_seats_or_amounts_are_two_ties() -> None:
    pairs = [
        (tie(1, "r1", role="chair"), tie(2, "r2", role="member")),
        (tie(1, "r1", since="2019"), tie(2, "r2", since="2021")),
        (tie(1, "r1", until="2019"), tie(2, "r2", since="2021")),
        (tie(1, "r1", references=(("seat", ("s1",)),)), tie(2, "r2", references=(("seat", ("s2",)),))),
        (tie(1, "r1", amount="100"), tie(2, "r2", amount="200")),
    ]
    for one, other in pairs:
        assert len(resolve_ties([one, other])) == 2


def test_versions_of_one_relationship_are_one_tie_whatever_they_say() -> None:
    (found,) = resolve_ties(
        [tie(1, "r1", role="member", since="2019"), tie(2, "r1", role="chair", since="2021")]
    )
    assert (found.role, found.since) == ("chair", "2021")


rows = st.builds(
    lambda n, r, role, since, rank: tie(n, f"r{r}", role=role, since=since, rank=rank),
    st.integers(1, 9), st.integers(1, 4), st.sampled_from(["", "chair", "member"]), st.sampled_from(["", "2020", "2020-05", "2021"]), st.integers(0, 2),
)  # fmt: skip


@given(st.lists(rows, max_size=6, unique_by=lambda row: row.number), st.integers(0, 99))
def test_the_outcome_does_not_depend_on_the_order_of_rows(found: list[TieRow], seed: int) -> None:
    mixed = list(found)
    random.Random(seed).shuffle(mixed)
    assert resolve_ties(mixed) == resolve_ties(found)
    assert sorted(n for t in resolve_ties(found) for n in t.statements) == sorted(row.number for row in found)


def test_of_equal_sources_the_newest_is_shown() -> None:
    facts = [
        FactRow(1, "url", "old", "", 3),
        FactRow(2, "url", "new", "", 3),
        FactRow(3, "url", "worse", "", 4),
    ]
    assert shown_facts(facts, lambda _: False) == {2}
