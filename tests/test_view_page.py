"""The page as a file: one piece, sealed, the same bytes, in both languages; and pyvis underneath."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from dtz_network.edition.withholding import withhold
from dtz_network.language import LANGUAGES, catalogue
from dtz_network.store.base import Store
from dtz_network.view import earlier, graph_view, payload
from dtz_network.view import page as pages
from dtz_network.view.stakeholder_network import StakeholderNetwork, engine
from tests.view_networks import HOSTILE, entity, network, tie

STATIC = Path(pages.__file__).parent / "static"


@pytest.fixture(scope="module")
def written(plan_store: Store) -> str:
    """The public page of the annual plan, in Dutch."""
    return pages.page(graph_view.build(withhold(plan_store.load(), "public"), "nl", "public"))


def test_the_page_names_no_address_to_fetch(written: str) -> None:
    own = re.sub(r"<script>/\*\*\n \* vis-network.*?</script>", "", written, flags=re.DOTALL)
    assert not re.search(
        r"""(?:src|href)=["']?(?!data:,|#)[^"'\s>]""",
        re.sub(r"<script.*?</script>", "", own, flags=re.DOTALL),
    )
    assert "@import" not in own
    assert "url(" not in own


def test_no_handlers_or_styles_stand_in_the_markup(written: str) -> None:
    markup = re.sub(r"<(script|style).*?</\1>", "", written, flags=re.DOTALL)
    assert not re.search(r"\s(?:on\w+|style)=", markup)


def test_the_policy_allows_exactly_the_scripts_and_the_style_of_the_page(written: str) -> None:
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]*)"', written)
    parts = re.findall(r"<(script|style)>(.*?)</\1>", written, flags=re.DOTALL)
    digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for _, text in parts]
    policy = policy.replace("&#39;", "'")
    assert re.findall(r"sha256-([^']+)'", policy) == [digests[1], digests[2], digests[0]]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_the_same_view_gives_the_same_bytes(plan_store: Store, written: str) -> None:
    again = pages.page(graph_view.build(withhold(plan_store.load(), "public"), "nl", "public"))
    assert again == written


def test_stand_edition_fingerprint_and_licence_are_on_the_page(written: str, plan_store: Store) -> None:
    assert withhold(plan_store.load(), "public").fingerprint[:12] in written
    assert "Openbare uitgave." in written
    assert "6 september 2022" in written
    assert "visjs contributors" in written


def test_only_an_invented_network_says_so(written: str, example_store: Store) -> None:
    english = pages.page(graph_view.build(withhold(example_store.load(), "public"), "en", "public"))
    assert "Invented example." in english
    assert 'role="note"' not in written


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_ends_its_script_element(name: str) -> None:
    view = graph_view.build(
        network([entity("a", "Company", name=name, description=name)]), "nl", "internal", title=name
    )
    html = pages.page(view)
    [data] = re.findall(r'<script type="application/json" id="data">(.*?)</script>', html, flags=re.DOTALL)
    assert json.loads(data)["core"]["nodes"]["name"] == [name]
    assert html.count("<script") == 3 + engine().count("<script")


def test_a_lone_surrogate_can_be_written() -> None:
    assert json.loads(payload.embedded({"name": "half\ud83d"}).encode("utf-8")) == {"name": "half\ufffd"}


def test_every_word_that_the_scripts_ask_for_exists_in_both_languages() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(STATIC.glob("*.js")))
    asked = set(re.findall(r"""dtz\.(?:word|fill|sentence)\("([\w.-]+)\"""", text))
    assert len(asked) > 40
    for lang in LANGUAGES:
        assert not {key for key in asked if f"page.{key}" not in catalogue(lang)}


def test_text_from_data_never_becomes_markup() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(STATIC.glob("*.js")))
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", text)


def test_pyvis_keeps_nodes_edges_and_every_tie() -> None:
    ties = [tie(f"r-{n}", "Participation", ("a", "b"), "partner") for n in range(3)]
    things = [entity("a", "Company", name="Aa"), entity("b", "Project", name="Bee")]
    net = pages.network(graph_view.build(network(things, ties), "nl", "internal"))
    assert [node["label"] for node in net.nodes] == ["Aa", "Bee"]
    assert [(edge["from"], edge["to"]) for edge in net.edges] == [("a", "b")] * 3
    assert net.options.physics.enabled is False
    assert (net.num_nodes(), net.num_edges()) == (2, 3)
    assert net.get_node("a")["shape"] == "square"


def test_numbers_of_numpy_and_empty_labels_are_taken() -> None:
    net = StakeholderNetwork()
    net.add_nodes([1, 2])
    net.add_node(np.int64(3), label="")
    net.add_node(3, label="again")
    net.add_edge(np.int64(3), 1)
    assert [node["label"] for node in net.nodes] == ["1", "2", ""]
    assert net.edges == [{"from": 3, "to": 1}]
    with pytest.raises(ValueError, match="9"):
        net.add_edge(1, 9)


def test_twenty_thousand_nodes_are_added_without_going_over_all_of_them() -> None:
    net = StakeholderNetwork()
    for number in range(20_000):
        net.add_node(number)
        net.add_edge(number, number // 2)
    assert (net.num_nodes(), net.num_edges()) == (20_000, 20_000)


def test_a_page_is_written_in_utf8_where_the_machine_speaks_cp1252(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    program = (
        "import sys; sys.path.insert(0, sys.argv[2])\n"
        "from dtz_network.view.stakeholder_network import StakeholderNetwork\n"
        "net = StakeholderNetwork(); net.path = 'try.j2'\n"
        "from jinja2 import DictLoader, Environment\n"
        "net.templateEnv = Environment(loader=DictLoader({'try.j2': '{{ title }}'}), autoescape=True)\n"
        "net.write_html(sys.argv[1], title='\\u010ci\\u011fdem \\U0001f3ed <')\n"
    )
    source = str(Path(pages.__file__).parents[2])
    subprocess.run(
        [sys.executable, "-X", "utf8=0", "-c", program, str(target), source],
        check=True, env={"LC_ALL": "C", "PYTHONIOENCODING": "cp1252", "PYTHONCOERCECLOCALE": "0"},
    )  # fmt: skip
    assert target.read_bytes() == "Čiğdem 🏭 &lt;".encode()
    assert list(tmp_path.iterdir()) == [target]


def test_a_large_page_is_packed_and_tells_where_everything_stood() -> None:
    many = network(
        [entity(f"e{n}", "Company", name=f"Bedrijf {n}", description="tekst " * 60) for n in range(3000)]
    )
    view = graph_view.build(many, "nl", "internal")
    html = pages.page(view)
    assert len(html) < 1_200_000
    assert html == pages.page(view)
    assert earlier.places(html) == {node.id: (node.x, node.y) for node in view.nodes}


def test_a_page_tells_where_everything_stood(written: str, plan_store: Store) -> None:
    known = earlier.places(written)
    again = graph_view.build(withhold(plan_store.load(), "public"), "nl", "public", before=known)
    assert {node.id: (node.x, node.y) for node in again.nodes} == known
    assert earlier.places(written.replace('id="data"', 'id="other"')) == {}
