"""Reports on every group of a large network: how long the shared answers take, and each report.

``python -m benchmarks.reports [--organisations 6500] [--groups 40] [--edition public]`` makes a network with planted
groups, themes, places and members of bodies, and prints seconds of processor time: for the answers, for all reports, and for writing them
in every form (bar: 10,000 entities with 40 groups in less than 60 s).
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import argparse
import time

import numpy as np

from benchmarks.planted import Planted
from dtz_network.edition.withholding import withhold
from dtz_network.model.network import Network
from dtz_network.report import describe
from dtz_network.report.documents import subject
from dtz_network.report.report_model import Writer
from dtz_network.workflows import answers, editions, reports
from tests.analysis_networks import Cells, Tie, build

KINDS = ("Company", "Company", "Company", "School", "Government", "Association")
THEMES, PLACES, BODIES = 40, 20, 10


def network(organisations: int, groups: int, seed: int = 1) -> Network:
    """Return a network with planted groups, each with a theme of its own that two of three members work on."""
    rows, columns, own = Planted(organisations, groups).draw(seed)
    rng = np.random.default_rng(seed)
    names = [f"{KINDS[i % len(KINDS)]}/a{i:05d}" for i in range(organisations)]
    entities: dict[str, Cells] = {name: {} for name in names}
    entities |= {f"Project/p{j:05d}": {"kind": "project", "phase": "running"} for j in set(columns.tolist())}
    entities |= {f"Theme/t{t:02d}": {"kind": "sector"} for t in range(THEMES)}
    entities |= {f"Region/r{r:02d}": {"kind": "municipality"} for r in range(PLACES)}
    entities |= {f"GovernanceBody/b{b}": {} for b in range(BODIES)}
    entities |= {f"Person/m{m:03d}": {} for m in range(300)}
    ties: list[Tie] = [
        ("Participation", names[row], f"Project/p{column:05d}", {"role": "partner"})
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
    ]
    for i, name in enumerate(names):
        theme = own[i] % THEMES if rng.random() < 2 / 3 else int(rng.integers(THEMES))
        ties += [
            ("Activity", name, f"Theme/t{theme:02d}"),
            ("Location", name, f"Region/r{int(rng.integers(PLACES)):02d}"),
        ]
    ties += [
        (
            "Membership",
            f"Person/m{m:03d}",
            f"GovernanceBody/b{m % BODIES}",
            {"role": "member", "on_behalf_of": [names[m]]},
        )
        for m in range(300)
    ]
    return build(entities, ties)


def _stage(name: str, done: int, total: int) -> None:
    if done == total:
        print(f"  {name} {time.process_time():.1f} s", flush=True)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--organisations", type=int, default=6500)
    options.add_argument("--groups", type=int, default=40)
    options.add_argument("--edition", default="public")
    given = options.parse_args()
    whole, edition = network(given.organisations, given.groups), editions.edition_meant(given.edition)
    start = time.process_time()
    shown = withhold(whole, edition)
    found = answers.findings(whole, shown, edition, progress=_stage)
    answered = time.process_time()
    made = [describe.group_report(found, one, Writer("nl")) for one in subject.every(found, Writer("nl"))]
    told = time.process_time()
    print(
        f"{len(whole.entities)} entities, {len(whole.relationships)} relationships, {len(made)} groups: "
        f"answers {answered - start:.1f} s, reports {told - answered:.1f} s"
    )
    seconds, sizes = dict.fromkeys(reports.FORMS, 0.0), dict.fromkeys(reports.FORMS, 0)
    for report in made:
        for form in reports.FORMS:
            before = time.process_time()
            sizes[form] += len(reports.render(report, form))
            seconds[form] += time.process_time() - before
    for form in reports.FORMS:
        print(f"  {form} {seconds[form]:.1f} s ({sizes[form] / 1e6:.1f} MB)", flush=True)
    print(f"all {time.process_time() - start:.1f} s")


if __name__ == "__main__":
    main()
