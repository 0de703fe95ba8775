"""Who works with whom, in words: what is more or less than chance gives; figures for experts."""

from __future__ import annotations

from collections.abc import Callable

from dtz_network import language
from dtz_network.analysis.composition.mixing import Measured, Mixing
from dtz_network.report.report_model import Block, Bullets, Detail, Fact, Table, Writer, cells, paragraph
from dtz_network.report.sections.basis import certainty_words

Named = Callable[[str], str]


def blocks(found: Mixing, what: str, named: Named, write: Writer, detail: Detail) -> list[Block]:
    """Return who works with whom, beside chance; ``what`` chooses the words ("helix"), ``named`` the kinds."""
    n = write.count("mixing.n", found.n)
    if not found.runs:
        return [paragraph(write.sentence(f"mixing.{what}.too-few", n=n))]
    sentences = [
        write.sentence(f"mixing.{what}.lead", n=n),
        write.sentence(f"mixing.{what}.across", **_shares(found.across, write)),
        write.sentence(
            f"mixing.{_direction(found.across)}", certainty=certainty_words(found.across.certainty, write)
        ),
    ]
    items = tuple(
        write.sentence(
            f"mixing.pair-{_direction(pair.found)}"
            if pair.one != pair.other
            else f"mixing.same-{_direction(pair.found)}",
            one=named(pair.one),
            other=named(pair.other),
            certainty=certainty_words(pair.found.certainty, write),
            **_shares(pair.found, write),
        )
        for pair in found.pairs
        if pair.found.certainty != "too_little"
    )
    made: list[Block] = [paragraph(*sentences), *([Bullets(items)] if items else [])]
    if found.unknown:
        unknown = write.count("mixing.unknown", len(found.unknown), found.unknown)
        left = write.percent("mixing.left-out", found.left_out)
        made.append(paragraph(write.sentence(f"mixing.{what}.unknown", n=unknown, share=left)))
    return made + (_expert(found, named, write) if detail.expert else [])


def _direction(found: Measured) -> str:
    if found.certainty == "too_little":
        return "chance"
    return "more" if found.share > found.expected else "less"


def _shares(found: Measured, write: Writer) -> dict[str, Fact]:
    return {
        "share": write.percent("mixing.share", found.share),
        "expected": write.percent("mixing.expected", found.expected),
    }


def _expert(found: Mixing, named: Named, write: Writer) -> list[Block]:
    headings = tuple(write.words(f"col.{name}") for name in ("pair", "share", "expected", "range", "p"))
    rows = tuple(
        cells(
            f"{named(pair.one)} – {named(pair.other)}",
            *(
                write.percent(f"mixing.{key}", value)
                for key, value in (("share", pair.found.share), ("expected", pair.found.expected))
            ),
            f"{language.number(100 * pair.found.low, write.lang, 1)} – {language.number(100 * pair.found.high, write.lang, 1)}",
            language.number(pair.found.p, write.lang, 3),
        )
        for pair in found.pairs
    )
    index = write.sentence(
        "mixing.index",
        found=write.decimal("mixing.index", found.index),
        expected=write.decimal("mixing.expected-index", found.expected_index),
        p=write.decimal("mixing.p", found.across.p, 3),
    )
    return [paragraph(index), Table(write.words("mixing.caption"), headings, rows, (1, 2, 3, 4))]
