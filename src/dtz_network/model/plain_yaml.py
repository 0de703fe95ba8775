"""Reads YAML of plain values, by libyaml where PyYAML was built with it."""

from __future__ import annotations

from typing import Any

import yaml

try:
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # PyYAML built without libyaml reads the same, five times slower
    from yaml import SafeLoader  # type: ignore[assignment]


def read(text: str) -> Any:
    """Return what a YAML text holds.

    Raises:
        yaml.YAMLError: it is none.
    """
    return yaml.load(text, Loader=SafeLoader)
