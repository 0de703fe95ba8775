"""The network as an edition shows it."""

from __future__ import annotations

from dtz_network.analysis.history.learned import OWN_BOOKS
from dtz_network.edition.withholding import Edition, withhold
from dtz_network.model.network import Network
from dtz_network.model.remembered import remembered


@remembered
def published(network: Network, edition: Edition) -> Network:
    """Return the network as an edition shows it; what was given out is our own bookkeeping and in none."""
    return withhold(network.without(*OWN_BOOKS), edition)
