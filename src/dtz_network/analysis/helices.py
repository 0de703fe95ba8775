"""Business, education, government and what else: the helices (*geledingen*) of an organisation."""

from __future__ import annotations

from dtz_network.model.network import Network

TRIPLE = ("business", "education", "government")
"""The three helices (Etzkowitz & Leydesdorff 2000)."""


def helices(network: Network, organisation: str) -> tuple[str, ...]:
    """Return the helices of an organisation: as stated, else that of its type."""
    entity = network.entities.get(organisation)
    if entity is None:
        return ()
    default = network.schema.types[entity.type].helix
    return tuple(dict.fromkeys(entity.all("helix"))) or ((default,) if default else ())
