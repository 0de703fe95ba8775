"""All questions of the analysis on one network: processor seconds of each, of all together, and the most memory held.

``python -m benchmarks.analysis_whole [--sizes 300 1000 10000] [--only groups ...]`` makes for each size a network with planted
groups (75 % of the ties inside, see :mod:`benchmarks.planted`), 20 sectors of organisations, 30 themes of initiatives, ten
municipalities, and a board member for every tenth organisation, and asks every question once, as ``dtz`` does: the groups are
computed once, where other questions rest on them. Bars: 300 organisations / 900 ties 3 s, 1,000 / 4,000 20 s, both with 100
perturbations; 10,000 / 50,000 60 s and 500 MB with 30.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import argparse
import resource
import sys
import time
from collections.abc import Callable, Mapping

import numpy as np

from benchmarks.analysis_groups import thinned
from dtz_network.analysis.administration import governance, money
from dtz_network.analysis.brokerage import brokers, departure
from dtz_network.analysis.composition import borders, helix_balance, pathways
from dtz_network.analysis.grouping import declared, groups, links
from dtz_network.analysis.grouping.groups import Groups
from dtz_network.analysis.introducing import introductions
from dtz_network.analysis.introducing.introductions import Choice
from dtz_network.analysis.potential import calls, crossovers, gaps, lonely, meetings_of, opportunities
from dtz_network.analysis.potential.conditions import Call
from dtz_network.analysis.projection import two_mode
from dtz_network.model.network import Network
from dtz_network.model.progress import Progress
from dtz_network.workflows.questions import introductions as proposing
from tests.analysis_networks import Cells, Tie, build

TIES = {300: 900, 1_000: 4_000, 10_000: 50_000}
LIMITS = {300: 3.0, 1_000: 20.0, 10_000: 60.0}
KINDS = ("Company", "Company", "Company", "School", "Government", "Association")
SECTORS, THEMES, PLACES, BODIES = 20, 30, 10, 10
Question = Callable[[Network, Groups, Progress], object]


def network(organisations: int, ties: int, seed: int = 1) -> Network:
    """Return a network with planted groups: what an organisation does goes with its group in two of three."""
    rows, columns = thinned(organisations, ties, seed)
    planted = max(5, organisations // 250)
    rng = np.random.default_rng(seed)
    names = [f"{KINDS[i % len(KINDS)]}/a{i:05d}" for i in range(organisations)]
    entities: dict[str, Cells] = {name: {} for name in names}
    projects = [f"Project/p{j:05d}" for j in np.unique(columns).tolist()]
    entities |= {ident: {"kind": "project", "phase": "running"} for ident in projects}
    entities |= {f"Theme/s{t:02d}": {"kind": "sector"} for t in range(SECTORS)}
    entities |= {f"Theme/t{t:02d}": {"kind": "theme"} for t in range(THEMES)}
    entities |= {f"Region/r{r:02d}": {"kind": "municipality"} for r in range(PLACES)}
    entities |= {f"GovernanceBody/b{b}": {} for b in range(BODIES)}
    people = range(organisations // 10)
    entities |= {f"Person/m{m:04d}": {} for m in people}
    made: list[Tie] = [
        (
            "Participation",
            names[row],
            f"Project/p{column:05d}",
            {"role": "partner", "since": f"{2016 + column % 6}"},
        )
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
    ]
    for i, name in enumerate(names):
        sector = i % planted % SECTORS if rng.random() < 2 / 3 else int(rng.integers(SECTORS))
        made += [
            ("Activity", name, f"Theme/s{sector:02d}"),
            ("Location", name, f"Region/r{int(rng.integers(PLACES)):02d}"),
        ]
    for project in projects:
        for theme in rng.integers(THEMES, size=2).tolist():
            made.append(("Activity", project, f"Theme/t{theme:02d}"))
    for m in people:
        seat: Cells = {"role": "member", "on_behalf_of": [names[m]]}
        made.append(("Membership", f"Person/m{m:04d}", f"GovernanceBody/b{m % BODIES}", seat))
    return build(entities, made)


def _groups(network: Network, _groups: Groups, progress: Progress) -> object:
    return groups.find(network, progress=progress)


def _call(network: Network, _groups: Groups, _progress: Progress) -> object:
    wanted = Call(
        "call", themes=("Theme/t01",), areas=("Region/r01",), partner_from=("Region/r02",), partners_min=4
    )
    return calls.find(network, wanted)


QUESTIONS: Mapping[str, Question] = {
    "groups": _groups,
    "declared clusters": lambda n, g, _: declared.compare(n, g),
    "links of groups": lambda n, g, _: links.find(n, g),
    "balance": lambda n, g, _: helix_balance.find(n, g),
    "borders": lambda n, _g, _: borders.find(n),
    "pathways": lambda n, _g, _: pathways.find(n),
    "brokers": lambda n, _g, p: brokers.find(n, progress=p),
    "departure": lambda n, _g, _: departure.find(n, two_mode(n).actors[:1]),
    "opportunities": lambda n, _g, _: opportunities.find(n),
    "crossovers": lambda n, _g, p: crossovers.find(n, progress=p),
    "crossovers of groups": lambda n, g, _: meetings_of.between(n, g),
    "crossovers of sides": lambda n, _g, p: meetings_of.sides(n, progress=p),
    "introductions": lambda n, _g, p: introductions.find(n, choice=Choice(), progress=p),
    "introductions, record": lambda n, _g, p: proposing.look_back(n, progress=p),
    "lonely": lambda n, _g, _: lonely.find(n),
    "call": _call,
    "governance": lambda n, _g, _: governance.describe(n),
    "money": lambda n, _g, _: money.describe(n),
    "gaps": lambda n, _g, _: gaps.find(n),
}
"""Each question, given the network, the groups and whom to tell how far it is."""


def ask(whole: Network, only: tuple[str, ...] = ()) -> dict[str, float]:
    """Return the processor seconds of each question, the groups first."""
    taken: dict[str, float] = {}
    found: object = None
    whole.fingerprint  # noqa: B018
    for name, question in QUESTIONS.items():
        if only and name != "groups" and name not in only:
            continue
        start = time.process_time()
        answer = question(whole, found, lambda *_: None)  # type: ignore[arg-type]
        taken[name] = time.process_time() - start
        found = answer if name == "groups" else found
        print(f"    {name:24} {taken[name]:8.2f} s, at most {memory()} MB", flush=True)
    return taken


def memory() -> int:
    """Return the megabytes that this process held at most."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used // (1_000_000 if sys.platform == "darwin" else 1000)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="all questions, by size")
    parser.add_argument("--sizes", type=int, nargs="*", default=list(TIES), choices=list(TIES))
    parser.add_argument("--only", nargs="*", default=[], choices=list(QUESTIONS))
    given = parser.parse_args()
    for n in given.sizes:
        whole = network(n, TIES[n])
        print(f"{n} organisations, {TIES[n]} ties ({memory()} MB with the network alone)")
        taken = ask(whole, tuple(given.only))
        print(
            f"    all {sum(taken.values()):29.2f} s (bar {LIMITS[n]:g} s), at most {memory()} MB\n",
            flush=True,
        )


if __name__ == "__main__":
    main()
