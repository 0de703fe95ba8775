"""Answers kept with the network that they are of: it never changes, so neither do they."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from dtz_network.model.network import Network

P = ParamSpec("P")
T = TypeVar("T")


def remembered(work: Callable[Concatenate[Network, P], T]) -> Callable[Concatenate[Network, P], T]:
    """Return a function that works an answer out once for each network and set of other arguments.

    For answers that nobody changes, of arguments that can be keys. They go when the network goes.
    """
    name = f"{work.__module__}.{work.__qualname__}"

    @wraps(work)
    def answer(network: Network, /, *args: P.args, **kwargs: P.kwargs) -> T:
        key = (name, args, tuple(sorted(kwargs.items())) if kwargs else ())
        try:
            return cast("T", network.memory[key])
        except KeyError:
            found = work(network, *args, **kwargs)
        network.memory[key] = found
        return found

    return cast("Callable[Concatenate[Network, P], T]", answer)
