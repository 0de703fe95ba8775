"""Which initiatives fit a call: from a form, or from a fund whose conditions are recorded."""

from __future__ import annotations

from pathlib import Path

from dtz_network.analysis.potential import calls, conditions
from dtz_network.analysis.potential.calls import CallFit
from dtz_network.model.network import Network
from dtz_network.report.sections.calls import sections as tell
from dtz_network.workflows import entity_named
from dtz_network.workflows.ourselves import ours
from dtz_network.workflows.questions import call_form
from dtz_network.workflows.questions.call_form import write_blank


def find(network: Network, meant: str) -> CallFit:
    """Return how the initiatives fit a call: the path of a form, or the name of a fund.

    Raises:
        InputError: the form is not understood, or there is no such fund.
    """
    path = Path(meant)
    if path.is_file() or path.suffix:
        return calls.find(network, call_form.read(path, network), without=ours(network))
    fund = entity_named.meant(network, meant, ("Fund",))
    return calls.find(network, conditions.of_fund(fund), without=ours(network))


__all__ = ["find", "tell", "write_blank"]
