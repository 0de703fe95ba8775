r"""The record of the recommender: what it would have proposed before a year, and what then happened.

For each test (a part of the table and a year) only what began before the year is known. A *new pair* are two
organisations known by then that never took part in one initiative and do so for the first time in that year. Four rankings of
all pairs that are not yet partners are compared: *introductions* (:mod:`~dtz_network.analysis.introducing.closeness`),
*degree* (initiatives of one times those of the other), *Adamic-Adar* (:math:`\sum_z 1/\ln k_z`; Adamic & Adar 2003)
and *random*. Equal scores are put in an order that is drawn, the same for all.

=============== =====================================================================================
hits@10         share of the organisations with a new pair that have one in their list of ten
P@50            share of new pairs among the 50 best pairs, nobody in more than three of them
matched AUC     how often a new pair scores above a pair of organisations with about as many initiatives
                (same powers of two) that did not become one; .5 = by popularity alone or by chance
coverage        share of the organisations that stand in at least one list of ten, where all lists are tested
=============== =====================================================================================

Offers and needs are left out (their outcome is not known); what an organisation itself is recorded with, without a
date (its themes and place), counts as known before, which flatters where it was recorded afterwards.

Of more than 3,000 organisations some are drawn (three million pairs in each test: 300 of 10,000), and only pairs with a
drawn one are looked at: lists of ten are theirs, and the 50 best pairs are among these pairs.

Ranges are from 1,000 draws of the tests with replacement. Only a split by time counts: leaving out ties at random
flatters, for the partners of one initiative all know each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dtz_network.analysis.claims import Basis
from dtz_network.analysis.introducing.closeness import Closeness
from dtz_network.analysis.introducing.dated import Dated
from dtz_network.analysis.introducing.rankings import Beside, outcomes, rankings, tested
from dtz_network.analysis.introducing.track_record import Record, Test, record
from dtz_network.model.progress import Progress

METHOD = "split by time; hits@10, P@50 (cap 3), degree-matched AUC, coverage; bootstrap over tests"


def run(
    parts: Mapping[str, Dated],
    about: Basis,
    *,
    years: Sequence[int] = (),
    last: int = 5,
    seed: int = 1,
    progress: Progress | None = None,
) -> Record:
    """Return the record over the parts of a table (or one network) and the years in which pairs were new.

    Args:
        parts: by name; proposals are made within a part.
        about: the basis to give with the answer.
        years: to test; the ``last`` with new pairs in any part, if not given.
        seed: of all that is drawn.
        progress: called with stage, done, total.
    """
    chosen = tuple(years) or _years(parts, last)
    planned = [(part, year) for part in sorted(parts) for year in chosen]
    tests: list[Test] = []
    for done, (part, year) in enumerate(planned, 1):
        made = _test(part, parts[part], year, seed)
        if made is not None:
            tests.append(made)
        if progress:
            progress("backtest", done, len(planned))
    return record(tests, sum(dated.undated for dated in parts.values()), about, seed)


def _years(parts: Mapping[str, Dated], last: int) -> tuple[int, ...]:
    found: list[int] = []
    every = {year for dated in parts.values() for year in dated.first_years[1:]}
    for year in sorted(every, reverse=True):
        if len(found) < last and any(len(d.new_pairs(year)) for d in parts.values()):
            found.append(year)
    return tuple(sorted(found))


def _test(part: str, dated: Dated, year: int, seed: int) -> Test | None:
    new = dated.new_pairs(year)
    if not len(new):
        return None
    known = dated.before(year)
    closeness = Closeness(known)
    n = closeness.n
    possible = n * (n - 1) // 2 - closeness.partners.nnz // 2
    beside = Beside(closeness, new, tested(n, seed), seed)
    found = outcomes(rankings(closeness, known), closeness, beside, seed)
    return Test(part, year, n, len(new), possible, found, len(beside.rows), beside.judged)
