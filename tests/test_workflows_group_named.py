"""Which group is meant by a name: one finder for reports and questions, which never chooses silently."""

from __future__ import annotations

import pytest

from dtz_network.errors import InputError
from dtz_network.store.base import Store
from dtz_network.workflows import group_named, reports
from dtz_network.workflows.questions import balance, groups


def test_a_part_of_a_name_that_fits_several_groups_is_refused_with_all_of_them(example_store: Store) -> None:
    with pytest.raises(InputError) as report:
        reports.make(example_store, "group", "e", language="nl")
    assert report.value.key == "group-ambiguous"
    network = example_store.load()
    with pytest.raises(InputError) as question:
        reports.group_meant(network, groups.find(network), "groep", "nl")
    assert question.value.key == "group-ambiguous"
    assert "G1" in question.value.message("nl")
    assert balance.find(network, "groep 2").name == balance.find(network, "G2").name
    with pytest.raises(InputError) as nothing:
        balance.find(network, "ruimtevaart")
    assert nothing.value.key == "group-absent"


def test_where_not_all_are_named_dots_say_so() -> None:
    every = [(f"G{n}", f"Groep {n}: thema", n) for n in range(1, 9)]
    with pytest.raises(InputError) as absent:
        group_named.meant("zzz", every)
    assert absent.value.hint("nl").endswith("Groep 6: thema; ….")
    with pytest.raises(InputError) as several:
        group_named.meant("thema", every)
    assert "Groep 6: thema (G6); …" in several.value.message("nl")
    with pytest.raises(InputError) as few:
        group_named.meant("zzz", every[:6])
    assert "…" not in few.value.hint("nl")
