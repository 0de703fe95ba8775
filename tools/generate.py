"""Writes the generated files, or with ``--check`` says which are stale and ends with 1."""

from __future__ import annotations

import sys
from pathlib import Path

from dtz_network.model import derive
from dtz_network.model.schema import shipped
from tools import cli_reference, graph_views, queries_page

ROOT = Path(__file__).resolve().parent.parent


def made() -> dict[str, str]:
    """Return every generated file: path in the checkout to its text."""
    return {
        **derive.files(shipped()),
        **graph_views.files(),
        "docs/cli.md": cli_reference.page(),
        "docs/queries.md": queries_page.page(),
    }


def stale(files: dict[str, str]) -> list[str]:
    """Return the files that are not, or no longer, what they should be."""
    made = ("load", "browser/saved-queries")
    known = {
        path.relative_to(ROOT).as_posix()
        for place in made
        for path in (ROOT / "cypher" / place).glob("*.cypher")
    }
    return [name for name, text in files.items() if _there(name) != text] + sorted(known - set(files))


def _there(name: str) -> str:
    path = ROOT / name
    return path.read_text(encoding="utf-8") if path.exists() else ""


def main() -> int:
    """Write all generated files that are stale, or name them."""
    files = made()
    for name in stale(files):
        if "--check" in sys.argv:
            print(f"stale: {name}; run python dev.py generate")
        else:
            write(ROOT / name, files.get(name))
    return 1 if stale(files) else 0


def write(path: Path, text: str | None) -> None:
    """Write a file; one that nothing makes any more is removed."""
    if text is None:
        path.unlink()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    print(f"written: {path.relative_to(ROOT)}")


if __name__ == "__main__":
    sys.exit(main())
