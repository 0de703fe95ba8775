"""A view as one HTML file: no request, no script but our own, the same bytes for the same view."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache, partial
from pathlib import Path
from typing import Any

from dtz_network import language
from dtz_network.language import Language
from dtz_network.model import collector
from dtz_network.model.dates import is_date
from dtz_network.view.payload import payload
from dtz_network.view.shown import GraphView
from dtz_network.view.stakeholder_network import StakeholderNetwork, engine

_STATIC = Path(__file__).parent / "static"
_SCRIPTS = (
    "base.js", "data.js", "time.js", "paths.js", "filters.js", "search.js", "sentences.js", "panel.js", "legend.js", "labels.js", "lines.js", "canvas.js", "marks.js", "picture.js",
    "projection.js", "layers.js", "map.js", "overview.js", "table.js", "drawing.js", "away.js", "state.js", "address.js", "search_box.js", "events.js", "start.js",
)  # fmt: skip
_BEND = 0.16
_OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": False,
        "dragNodes": False,
        "selectConnectedEdges": False,
        "tooltipDelay": 100000,
        "keyboard": False,
    },
    "nodes": {"borderWidth": 1.5, "chosen": False},
    "edges": {"chosen": False, "width": 1},
}


@collector.paused()
def page(view: GraphView) -> str:
    """Return the page of a view as one HTML file."""
    net = _canvas()
    style, script = _style(), _script()
    return net.generate_html(
        view=view,
        words=_worder(view.language),
        date=partial(_date, lang=view.language),
        style=style,
        engine=engine(),
        script=script,
        data=_data(view, net.options),
        policy=_policy(style, engine(), script),
        counts=_counts(view),
    )


def network(view: GraphView) -> StakeholderNetwork:
    """Return the view as a pyvis network, for those who want to go on with it in pyvis."""
    net = _canvas()
    looks = {kind.key: kind for kind in view.kinds}
    for node in view.nodes:
        look = looks[node.type]
        colour = {"background": look.fill, "border": look.light}
        net.add_node(node.id, node.name, x=node.x, y=node.y, size=node.size, shape=look.shape, color=colour)
    for link in view.links:
        bend: dict[str, Any] = {}
        if link.bend:
            turn = "curvedCW" if link.bend % 2 else "curvedCCW"
            roundness = round(_BEND * ((link.bend + 1) // 2), 2)
            bend = {"smooth": {"enabled": True, "type": turn, "roundness": roundness}}
        net.add_edge(link.source, link.target, id=link.id, **bend)
    return net


def _canvas() -> StakeholderNetwork:
    """Return a pyvis network with the options of the page, and nothing in it."""
    net = StakeholderNetwork()
    for option, value in _OPTIONS.items():
        _merge(net.options, option, value)
    return net


def _merge(options: Any, name: str, value: Any) -> None:
    """Set one of pyvis's options, its own objects turned into plain values."""
    own = json.loads(json.dumps(getattr(options, name, {}), default=vars))
    setattr(options, name, {**own, **value} if isinstance(value, dict) else value)


def _data(view: GraphView, options: Any) -> str:
    """Return the data of the page with pyvis's options as plain values."""
    plain = json.loads(json.dumps(vars(options), default=vars))
    plain.pop("configure", None)
    return payload(
        view, words=_words(view.language), months=language.months(view.language), options=plain
    ).written()


def _policy(style: str, *scripts: str) -> str:
    hashes = " ".join(_digest(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src {_digest(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _style() -> str:
    return (_STATIC / "page.css").read_text(encoding="utf-8")


@cache
def _script() -> str:
    return "\n".join((_STATIC / name).read_text(encoding="utf-8") for name in _SCRIPTS)


def _words(lang: Language) -> dict[str, str | dict[str, str]]:
    """Return the words of the page, without their prefix."""
    return {key[5:]: text for key, text in language.catalogue(lang).items() if key.startswith("page.")}


def _worder(lang: Language) -> Any:
    def words(key: str, **values: object) -> str:
        return language.text(f"page.{key}", lang, **values)

    return words


def _date(value: str, lang: Language) -> str:
    return language.date(value, lang) if is_date(value) else value


def _counts(view: GraphView) -> dict[str, str]:
    lang = view.language
    return {
        "nodes": language.number(len(view.nodes), lang),
        "links": language.number(len({link.tie for link in view.links}), lang),
        "stand": language.date(view.stand, lang) if view.stand else "",
        "dated": language.date(view.dated, lang) if view.dated != view.recorded[:10] else "",
        "recorded": language.date(view.recorded[:10], lang) if view.recorded else "",
        "fingerprint": view.fingerprint[:12],
    }
