"""Reads YAML of plain values, by libyaml where PyYAML was built with it; the same text gives the same error on both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Hashable

    from yaml import SafeLoader as _Fastest
else:  # PyYAML built without libyaml reads the same, five times slower
    _Fastest = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Once:
    """Refuses a key that stands twice; YAML itself would keep the last, silently."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002  the signature is PyYAML's
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"'{key.value}' stands twice", key.start_mark
                )
            seen.add(key.value if isinstance(key, yaml.ScalarNode) else "")
        found: dict[Hashable, Any] = super().construct_mapping(node, deep=deep)  # type: ignore[misc]
        return found


class _Fast(_Once, _Fastest):
    pass


class _Plain(_Once, yaml.SafeLoader):
    pass


def read(text: str) -> Any:
    """Return what a YAML text holds.

    Raises:
        yaml.YAMLError: it is none, a key stands twice in it, or it is nested too deep.
    """
    try:
        try:
            return yaml.load(text, Loader=_Fast)  # noqa: S506  it is a safe one
        except yaml.YAMLError:  # libyaml points past the end where a text stops too soon, and has other words
            return yaml.load(text, Loader=_Plain)  # noqa: S506  it is a safe one
    except RecursionError as error:
        raise yaml.YAMLError("it is nested too deep") from error
