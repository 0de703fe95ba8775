"""Counts of people in public reports: small ones are not told, and cannot be had from what is told beside them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dtz_network.edition.counting import SMALLEST, veil
from dtz_network.edition.withholding import withhold
from dtz_network.model.network import Network
from dtz_network.report import describe
from dtz_network.report.documents import network as whole
from dtz_network.report.render import markdown
from dtz_network.report.report_model import Report, Writer, plain

from .test_edition_page import seated


def public(network: Network, lang: str = "nl") -> str:
    """Return the words of the report and of the speaking note on a body, as they are given to anybody."""
    shown = veil(withhold(network, "public"), "public")
    asked: list[Report] = [
        tell(shown, "b", "nl" if lang == "nl" else "en", "public")
        for tell in (describe.board_report, describe.note)
    ]
    return "\n".join(markdown.render(report).replace(report.fingerprint[:12], "") for report in asked)


def few_secrets(n: int) -> st.SearchStrategy[list[str]]:
    """Return states of ``n`` seats without a name: one to four of them are held by somebody who is not public."""
    states = st.lists(st.sampled_from(["secret", "vacant", "unknown"]), min_size=n, max_size=n)
    return states.filter(lambda made: 0 < made.count("secret") < SMALLEST)


@given(st.integers(0, 4), st.integers(1, 8).flatmap(lambda n: st.tuples(few_secrets(n), few_secrets(n))))
@settings(max_examples=40, deadline=None)
def test_how_many_holders_are_withheld_cannot_be_told_when_they_are_few(
    named: int, open_: tuple[list[str], list[str]]
) -> None:
    """Whoever sits on one to four of the seats without a name, the report says the same."""
    one, other = (seated(["public"] * named + states) for states in open_)
    assert public(one) == public(other)


@given(st.integers(1, SMALLEST - 1), st.integers(1, SMALLEST - 1), st.integers(1, 9))
@settings(max_examples=15, deadline=None)
def test_who_is_not_public_changes_no_word_of_a_report(few: int, other: int, seats: int) -> None:
    states = ["public"] * seats
    assert public(seated(states, few)) == public(seated(states, other)) == public(seated(states))


@given(st.integers(1, 9))
@settings(max_examples=9, deadline=None)
def test_few_people_are_not_counted_in_the_report_on_the_network(n: int) -> None:
    shown = withhold(seated(["public"] * n), "public")
    (block,) = whole.counts(shown, Writer("nl"), "public").blocks
    facts = {part.question for part in block.text if not isinstance(part, str)}  # type: ignore[union-attr]
    assert ("network.people" in facts) == (n >= SMALLEST)
    assert ("minder dan vijf" in plain(block.text)) == (n < SMALLEST)  # type: ignore[union-attr]


def test_many_withheld_seats_are_counted_and_vacancies_beside_them_told() -> None:
    told = public(seated(["secret"] * 5 + ["vacant"]))
    assert "Er is 1 vacature" in told
    assert "Van 5 zetels is niet openbaar" in told
    assert "vacature" not in public(seated(["secret", "vacant"])).replace("Vacatures, onbekenden", "")
