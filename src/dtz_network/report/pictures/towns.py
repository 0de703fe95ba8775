"""Where organisations are, on the borders of the municipalities that the bureau keeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dtz_network import language
from dtz_network.model.network import Network
from dtz_network.picture.areas import Area
from dtz_network.picture.drawn.drawings import MapDrawing, Town
from dtz_network.report.report_model import Fact, Picture, Writer


def of(
    network: Network, areas: Sequence[Area], counts: Mapping[str, Fact], caption: str, write: Writer
) -> list[Picture]:
    """Return a map with the numbers that the text above it names, by region; none where fewer than two have a border.

    What has no border is told beside it.
    """
    if sum(area.id in counts for area in areas) < 2:
        return []
    towns = tuple(_town(network, area, counts.get(area.id), write) for area in areas)
    drawn = {area.id for area in areas}
    elsewhere = [network.name(place, write.lang) for place in counts if place not in drawn]
    names = language.join(elsewhere, write.lang)
    told = write.sentence("picture.map.elsewhere", names=names) if elsewhere else ()
    return [Picture(caption, MapDrawing(towns, write.words("picture.map.disc")), told)]


def _town(network: Network, area: Area, n: Fact | None, write: Writer) -> Town:
    name = network.name(area.id, write.lang)
    return Town(name, area.rings, int(n.value) if n else 0, n.shown if n else "")
