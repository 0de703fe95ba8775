"""Reads YAML of plain values, by libyaml where PyYAML was built with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from yaml import SafeLoader
else:  # PyYAML built without libyaml reads the same, five times slower
    SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

__all__ = ["SafeLoader", "read"]


def read(text: str) -> Any:
    """Return what a YAML text holds.

    Raises:
        yaml.YAMLError: it is none.
    """
    return yaml.load(text, Loader=SafeLoader)  # noqa: S506  it is the safe one
