"""Which edition is meant, and the network as it shows it."""

from __future__ import annotations

from dtz_network.analysis.history.learned import OWN_BOOKS
from dtz_network.edition.withholding import EDITIONS, Edition, withhold
from dtz_network.errors import InputError
from dtz_network.model.network import Network
from dtz_network.model.remembered import remembered


def edition_meant(edition: str) -> Edition:
    """Return the edition.

    Raises:
        InputError: there is no such edition.
    """
    found = next((known for known in EDITIONS if known == edition), None)
    if found is None:
        raise InputError("edition", edition=edition, known=", ".join(EDITIONS))
    return found


@remembered
def published(network: Network, edition: Edition) -> Network:
    """Return the network as an edition shows it; what was given out is our own bookkeeping and in none."""
    return withhold(network.without(*OWN_BOOKS), edition)
