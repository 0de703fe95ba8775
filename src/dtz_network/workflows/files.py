"""Writing finished files: whole or not at all."""

from __future__ import annotations

from pathlib import Path

from dtz_network.errors import StoreError


def write_text(text: str, path: Path) -> None:
    r"""Write UTF-8 with ``\n`` beside its place and move it there.

    Raises:
        StoreError: the folder cannot be written.
    """
    fresh = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(text, encoding="utf-8", newline="\n")
        fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise StoreError("not-written", path=str(path), reason=error.strerror or str(error)) from error
