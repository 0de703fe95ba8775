"""Options that many commands share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from dtz_network.cli.tree import option

if TYPE_CHECKING:
    from dtz_network.workflows.by_hand import Act

F = Callable[..., Any]


def json_option(command: F) -> F:
    """Add ``--json``: write for programs."""
    return option("--json", is_flag=True)(command)


def by_hand_options(command: F) -> F:
    """Add who, why and from which source a hand entry is."""
    for decorate in (
        option("--confirmed", is_flag=True),
        option("--why", default=""),
        option("--source", "--met", "said_by", default="", help="cli.opt.source_by_hand"),
    ):
        command = decorate(command)
    return command


def act(given: Mapping[str, Any]) -> Act:
    """Return who acts, why and from which source."""
    from dtz_network.cli.output import actor
    from dtz_network.workflows.by_hand import Act

    return Act(actor(), given["why"], given["said_by"], confirmed=given["confirmed"])
