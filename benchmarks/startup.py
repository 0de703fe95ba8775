"""``dtz --help`` beside ``import click`` in the same run: ``python -m benchmarks.startup`` (bar 3.0)."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

_CASES = {
    "import click": "import click",
    "dtz --help": "from dtz_network.cli.main import run; run(['--help'])",
    "dtz --lang nl contact --help": "from dtz_network.cli.main import run; run(['--lang', 'nl', 'contact', '--help'])",
}


def seconds(code: str) -> float:
    """Return the time of one fresh interpreter."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], stdout=subprocess.DEVNULL, check=True)  # noqa: S603
    return time.perf_counter() - start


def main() -> None:
    """Print medians of 15 runs, taken in turns, and ratios to importing click."""
    taken: dict[str, list[float]] = {name: [] for name in _CASES}
    for _ in range(15):
        for name, code in _CASES.items():
            taken[name].append(seconds(code))
    base = statistics.median(taken["import click"])
    for name, times in taken.items():
        print(
            f"{name:30} {statistics.median(times) * 1000:6.0f} ms   ratio {statistics.median(times) / base:.2f}"
        )


if __name__ == "__main__":
    main()
