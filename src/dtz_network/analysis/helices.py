"""Business, education, government and what else: the helices (*geledingen*) of an organisation."""

from __future__ import annotations

from collections.abc import Mapping

from dtz_network.model.network import Network
from dtz_network.model.remembered import remembered

TRIPLE = ("business", "education", "government")
"""The three helices (Etzkowitz & Leydesdorff 2000)."""


def helices(network: Network, organisation: str) -> tuple[str, ...]:
    """Return the helices of an organisation: as stated, else that of its type."""
    return _known(network).get(organisation, ())


@remembered
def _known(network: Network) -> Mapping[str, tuple[str, ...]]:
    defaults = {name: (kind.helix,) if kind.helix else () for name, kind in network.schema.types.items()}
    return {
        ident: tuple(dict.fromkeys(entity.all("helix"))) or defaults[entity.type]
        for ident, entity in network.entities.items()
    }
