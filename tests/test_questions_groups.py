"""Groups in words: beside declared clusters, with doubt, figures only for experts."""

from __future__ import annotations

import pytest

from dtz_network.analysis.grouping import leiden
from dtz_network.errors import InputError
from dtz_network.report.render import terminal
from dtz_network.report.report_model import Detail, Writer
from dtz_network.workflows.questions import groups
from tests.analysis_networks import Cells, build, example, plan


def _told(detail: Detail) -> str:
    sections = groups.tell(example(), groups.compare(example()), Writer("nl"), detail)
    return " ".join(terminal.render(sections).split())


def test_the_example_is_told_with_clusters_doubt_and_figures() -> None:
    text = _told(Detail(expert=True))
    for words in (
        "Cluster Agrologistiek (27 leden) komt het meest overeen met Groep 1: agrofood en logistiek;",
        "Doen mee als leden van Cluster Agrologistiek, maar zijn het niet: Dienst Lumrix en Mepkora Transport B.V.",
        "Is lid van Cluster Agrologistiek, maar doet aan geen initiatief van Groep 1 mee: Plaanlina Agro B.V.",
        "Bij Groep 2: metaal en HTSM hoort geen vastgesteld cluster.",
        "De groepen zijn scherper dan toeval verklaart.",
        "De scherpte (bipartiete modulariteit) is 0,69;",
        "Grover en fijner ingedeeld",
    ):
        assert words in text


def test_the_plan_is_told_in_one_honest_sentence() -> None:
    found = groups.compare(plan())
    (section,) = groups.tell(plan(), found, Writer("nl"), Detail(expert=True))
    assert "De bron noemt geen initiatief met zijn partners" in " ".join(terminal.render([section]).split())


@pytest.mark.skipif(leiden.installed(), reason="the extra leiden is installed")
def test_leiden_is_asked_for_where_it_is_missing() -> None:
    with pytest.raises(InputError, match="Leiden is not installed"):
        groups.compare(plan(), by_leiden=True)


def test_where_no_two_organisations_share_an_initiative_that_is_told() -> None:
    ties = [("Participation", f"Company/{n}", f"Project/{n}") for n in range(40)]
    parts: dict[str, Cells] = {ident: {} for n in range(40) for ident in (f"Company/{n}", f"Project/{n}")}
    network = build(parts, ties)
    text = " ".join(
        terminal.render(groups.tell(network, groups.compare(network), Writer("nl"), Detail())).split()
    )
    assert "Geen twee van de 40 organisaties delen een initiatief" in text
