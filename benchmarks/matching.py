"""The matcher beside Splink 5 on lists with known answers, in one run.

``python -m benchmarks.matching [FILE ...]`` prints, for each list, precision, recall and F1 of the zones (what is ticked alone, and with what is asked),
questions for 100 rows and time; and for Splink the same at its best threshold and at 0.9. Without files it takes
the lists of the folder that ``DTZ_TEST_DATA`` names. A file is a CSV with a column ``truth_person``; other columns are
recognised as in ``dtz contact import``. ``--against STORED`` links a file to another one instead.

Splink (MIT) is not among the dependencies: ``pip install splink==5.0.0``. It gets names already taken apart, organisations
without legal form and no shared mailboxes, so that what is compared is the matching and not the reading.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import logging
import os
import random
import resource
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from dtz_network.intake.readers import header
from dtz_network.matching import contact_details, organisation_names, person_names
from dtz_network.matching.columns import straightened
from dtz_network.matching.organisations import Organisation, Organisations
from dtz_network.matching.pairs import SURE, Pair
from dtz_network.matching.people import People
from dtz_network.matching.person_records import Person

Pairs = set[tuple[str, str]]
_ASKED = ("A1", "A2", "R1")


@dataclass(frozen=True)
class Known:
    """Records and the pairs of them that are one; ``incoming`` are those to be linked, all if empty."""

    name: str
    people: Sequence[Person]
    organisations: Sequence[Organisation]
    truth: Pairs
    incoming: frozenset[str] = frozenset()


def pair(one: str, other: str) -> tuple[str, str]:
    """Return two ids in order."""
    return (one, other) if one < other else (other, one)


# --- lists


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV, packed or not, ``;`` or ``,``."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    text = data.decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines(), delimiter=";" if ";" in text.split("\n")[0] else ","))


def person(ident: str, row: Mapping[str, str]) -> Person:
    """Return a row of a contact list as a record, its truth left out."""
    found: dict[str, str] = {}
    for column, cell in row.items():
        meaning = {"plaats": "place"}.get(column.casefold()) or header.meaning(column)
        if meaning and not column.startswith("truth"):
            found.setdefault(meaning, cell)
    parts = [found.get(part, "") for part in ("first", "infix", "last")]
    name = found.get("name") or " ".join(part for part in parts if part)

    def said(meaning: str) -> tuple[str, ...]:
        return (found[meaning],) if found.get(meaning) else ()

    return Person(
        ident, name, organisations=said("organisation"), emails=said("email"), phones=said("phone"),
        places=said("place") or said("municipality"), roles=said("role"),
    )  # fmt: skip


def contacts(path: Path, against: Path | None = None) -> Known:
    """Return a list with ``truth_person``, or one to be linked to another."""
    listed = {f"{n}": row for n, row in enumerate(rows(path))}
    stored = {f"s{n}": row for n, row in enumerate(rows(against))} if against else {}
    truth: dict[str, list[str]] = defaultdict(list)
    for ident, row in {**listed, **stored}.items():
        truth[row["truth_person"]].append(ident)
    same = {pair(*ends) for ids in truth.values() for ends in combinations(ids, 2)}
    if stored:
        same = {(one, other) for one, other in same if (one in stored) != (other in stored)}
    people, _ = straightened([person(ident, row) for ident, row in {**listed, **stored}.items()])
    name = f"{path.name} against {against.name}" if against else path.name
    return Known(name, people, (), same, frozenset(listed) if stored else frozenset())


def grown(path: Path, against: Path, times: int, seed: int = 11) -> Known:
    """Return a list to be linked to another that is made ``times`` as long with strangers: each row again with the surname, the
    organisation and the numbers of others, so that names are as common as in the list itself."""
    known = contacts(path, against)
    stored = [person for person in known.people if person.id not in known.incoming]
    chance, strangers = random.Random(seed), list[Person]()
    for number in range(1, times):
        surnames, works = chance.sample(stored, len(stored)), chance.sample(stored, len(stored))
        strangers += [_stranger(*three, number) for three in zip(stored, surnames, works, strict=True)]
    name = f"{path.name} against {len(stored) + len(strangers):,} rows"
    return Known(name, [*known.people, *strangers], (), known.truth, known.incoming)


def _stranger(one: Person, other: Person, work: Person, number: int) -> Person:
    """Return somebody with the given name of one row and the surname of another, at the firm of a third."""
    given, surname = (name.split() or [""] for name in (one.name, other.name))
    firm = tuple(f"{organisation} {chr(96 + number) * 3}" for organisation in work.organisations)
    emails = tuple(f"{number}.{email}" for email in work.emails)
    digits = ("".join(c for c in phone if c.isdigit()) or "0" for phone in work.phones)
    phones = tuple(f"06{(int(said) * 7 + number) % 10**8:08}" for said in digits)
    name = " ".join((*given[:-1], *surname[-1:]))
    return Person(
        f"{one.id}-{number}", name, organisations=firm, emails=emails, phones=phones, places=work.places
    )


def febrl4(folder: Path) -> Known:
    """Return the two lists of 5,000 Australians (Christen, 2008), each person in both."""

    def record(row: Mapping[str, str]) -> Person:
        cells = {key.strip(): (value or "").strip() for key, value in row.items()}
        address = f"{cells['street_number']} {cells['address_1']}" if cells["address_1"] else ""
        return Person(
            cells["rec_id"], f"{cells['given_name']} {cells['surname']}".strip(), places=(cells["suburb"],),
            births=(cells["date_of_birth"],), addresses=(address,), postcodes=(cells["postcode"],),
        )  # fmt: skip

    first, second = ([record(row) for row in rows(folder / f"febrl_dataset4{side}.csv")] for side in "ab")
    truth = {pair(f"rec-{n}-org", f"rec-{n}-dup-0") for n in range(5000)}
    return Known("febrl4", [*first, *second], (), truth, frozenset(p.id for p in second))


def restaurants(folder: Path) -> Known:
    """Return the restaurants of two guides (Fodor's and Zagat's; Tejada et al., 2001)."""

    def record(row: Mapping[str, str], guide: str) -> Organisation:
        cells = {key.strip(): (value or "").strip() for key, value in row.items()}
        return Organisation(
            guide + cells["id"],
            cells["name"],
            phones=(cells["phone"],),
            addresses=(cells["addr"],),
            places=(cells["city"],),
        )

    fodors = [record(row, "f") for row in rows(folder / "restaurants_fodors.csv")]
    zagats = [record(row, "z") for row in rows(folder / "restaurants_zagats.csv")]
    answers = rows(folder / "restaurants_matches_fodors_zagats.csv")
    truth = {pair(f"f{row['fodors_id']}", f"z{row['zagats_id']}") for row in answers}
    return Known("fodors-zagats", (), [*fodors, *zagats], truth, frozenset(o.id for o in zagats))


# --- measures


def measured(said: Pairs, truth: Pairs) -> str:
    """Return precision, recall and F1 in words."""
    right = len(said & truth)
    precision, recall = right / max(len(said), 1), right / max(len(truth), 1)
    return f"P {precision:.3f}  R {recall:.3f}  F1 {2 * right / max(len(said) + len(truth), 1):.3f}"


def ours(known: Known) -> None:
    """Match with the zones, and print what came of it."""
    begin, worked = time.perf_counter(), time.process_time()
    found: list[Pair]
    if known.people:
        everybody = People(known.people)
        found = everybody.pairs_with(known.incoming) if known.incoming else everybody.pairs()
    else:
        guides = Organisations(known.organisations)
        found = guides.pairs_with(known.incoming) if known.incoming else guides.pairs()
    if known.incoming:
        found = [p for p in found if (p.one in known.incoming) != (p.other in known.incoming)]
    seconds, cpu = time.perf_counter() - begin, time.process_time() - worked
    sure = {pair(p.one, p.other) for p in found if p.zone in SURE}
    asked = {pair(p.one, p.other) for p in found if p.zone in _ASKED}
    print(f"  ticked alone (A1, A2)   {measured(sure, known.truth)}  wrong {len(sure - known.truth)}")
    print(
        f"  with questions (+ R1)   {measured(asked, known.truth)}  {seconds:.1f} s ({cpu:.1f} s of the processor)"
    )
    _questions(known, found, sure)


def _questions(known: Known, found: Iterable[Pair], sure: Pairs) -> None:
    """Print how many records bring a question: those with candidates of which none is ticked."""
    every = {p.id for p in known.people} | {o.id for o in known.organisations}
    records = known.incoming or every
    ticked = {end for ends in sure for end in ends}
    asked = {end for p in found for end in (p.one, p.other)} & records - ticked
    text = f"  questions for 100 rows  {100 * len(asked) / len(records):.1f}"
    if known.incoming:
        offered = {pair(p.one, p.other) for p in found}
        present = {end for ends in known.truth for end in ends if end in known.incoming}
        met = {end for ends in known.truth & offered for end in ends if end in known.incoming}
        text += f"   known ones proposed or asked {len(met) / max(len(present), 1):.3f}"
    print(text)


def splinks(known: Known) -> None:
    """Match with Splink 5 (Linacre et al., 2022), trained on the records themselves, and print its best threshold."""
    try:
        from splink.backends.duckdb import DuckDBAPI
    except ImportError:
        print("  splink                  not installed: pip install splink==5.0.0")
        return
    logging.getLogger("splink").setLevel(logging.ERROR)
    begin = time.perf_counter()
    scores = _scores(known, DuckDBAPI)
    seconds = time.perf_counter() - begin
    if known.incoming:
        scores = {
            ends: s
            for ends, s in scores.items()
            if (ends[0] in known.incoming) != (ends[1] in known.incoming)
        }
    steps = [step / 1000 for step in range(5, 1000, 5)]
    at = max(steps, key=lambda step: _f1({ends for ends, s in scores.items() if s >= step}, known.truth))
    for name, threshold in ((f"splink at {at:.3f} (best)", at), ("splink at 0.900", 0.9)):
        chosen = {ends for ends, score in scores.items() if score >= threshold}
        print(f"  {name:23} {measured(chosen, known.truth)}  {seconds:.1f} s")


def _f1(said: Pairs, truth: Pairs) -> float:
    return 2 * len(said & truth) / max(len(said) + len(truth), 1)


def _scores(known: Known, api: Callable[..., Any]) -> dict[tuple[str, str], float]:
    """Return the probability that Splink gives each pair."""
    import pyarrow as pa
    from splink import Linker, SettingsCreator

    records, comparisons, blocks, training = _people(known) if known.people else _organisations(known)
    frame = api().register(pa.Table.from_pylist(records))
    linker = Linker(frame, SettingsCreator("dedupe_only", comparisons, blocks), log_level=40)
    linker.training.estimate_probability_two_random_records_match(blocks[:1], recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=1_000_000, seed=1)
    for rule in training:
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    predicted = linker.inference.predict(threshold_match_probability=0.001).as_record_list()
    return {pair(str(p["unique_id_l"]), str(p["unique_id_r"])): p["match_probability"] for p in predicted}


Settings = tuple[list[Any], list[Any], list[Any], list[Any]]
"""Records as Splink takes them, how they are compared, which pairs are looked at, and which it is trained on."""


def _people(known: Known) -> Settings:
    import splink.comparison_library as cl
    from splink import block_on

    records = [_flat(p) for p in known.people]
    if any(p.births for p in known.people):
        comparisons = [
            cl.ForenameSurnameComparison("given", "surname"), cl.LevenshteinAtThresholds("birth", [1, 2]),
            cl.JaroWinklerAtThresholds("address", [0.92, 0.8]), cl.ExactMatch("postcode"),
            cl.JaroWinklerAtThresholds("place", [0.9]),
        ]  # fmt: skip
        blocks = [block_on("surname"), block_on("birth"), block_on("postcode"), block_on("address")]
        return records, comparisons, blocks, [block_on("surname"), block_on("birth")]
    comparisons = [
        cl.NameComparison("given").configure(term_frequency_adjustments=True), cl.ExactMatch("initial"),
        cl.NameComparison("surname").configure(term_frequency_adjustments=True),
        cl.ExactMatch("email").configure(term_frequency_adjustments=True), cl.ExactMatch("phone"),
        cl.JaroWinklerAtThresholds("organisation", [0.95, 0.88]), cl.ExactMatch("place"),
    ]  # fmt: skip
    blocks = [*map(block_on, ("surname", "email", "phone")), block_on("organisation", "initial")]
    return records, comparisons, blocks, [block_on("surname"), block_on("organisation")]


def _organisations(known: Known) -> Settings:
    import splink.comparison_library as cl
    from splink import block_on

    records = [
        {"unique_id": o.id, "name": o.name, "phone": "".join(c for c in o.phones[0] if c.isdigit()) or None,
         "address": o.addresses[0] or None, "place": o.places[0] or None}
        for o in known.organisations
    ]  # fmt: skip
    comparisons = [
        cl.JaroWinklerAtThresholds("name", [0.92, 0.8]), cl.ExactMatch("phone"),
        cl.JaroWinklerAtThresholds("address", [0.92, 0.8]), cl.JaroWinklerAtThresholds("place", [0.9]),
    ]  # fmt: skip
    blocks = [block_on("phone"), block_on("place"), block_on("substr(name, 1, 4)")]
    return records, comparisons, blocks, [block_on("place"), block_on("phone")]


def _flat(record: Person) -> dict[str, str | None]:
    name = person_names.parse(record.name)
    phones = [
        n for cell in record.phones for n in contact_details.phones(cell) if contact_details.is_mobile(n)
    ]
    emails = [
        a
        for cell in record.emails
        for a in contact_details.emails(cell)
        if not contact_details.is_shared_box(a)
    ]

    def first(values: Sequence[str]) -> str | None:
        return values[0] if values and values[0] else None

    organisation = first(record.organisations)
    return {
        "unique_id": record.id,
        "given": first(name.given),
        "initial": name.initials[:1] or None,
        "surname": name.surname or None,
        "email": first(emails),
        "phone": first(phones),
        "organisation": organisation_names.parse(organisation).key if organisation else None,
        "place": first(record.places),
        "birth": first(record.births),
        "address": first(record.addresses),
        "postcode": first(record.postcodes),
    }


def main() -> None:
    """Print the figures of each list."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("files", nargs="*", type=Path)
    options.add_argument("--against", type=Path)
    options.add_argument("--no-splink", action="store_true")
    options.add_argument("--large", action="store_true", help="200 rows against 100,000: time and memory")
    given = options.parse_args()
    if given.large:
        _large()
        return
    for known in _chosen(given.files, given.against):
        records = len(known.people) + len(known.organisations)
        print(f"{known.name}: {records:,} records, {len(known.truth):,} pairs that are one")
        ours(known)
        if not given.no_splink:
            splinks(known)


def _large() -> None:
    """Print what 200 rows against 100,000 cost, in a process of its own that did nothing before."""
    folder = os.environ.get("DTZ_TEST_DATA")
    if not folder:
        raise SystemExit("Name the folder with lists in DTZ_TEST_DATA.")
    lists = Path(folder) / "dutch-contacts"
    known = grown(lists / "incoming_200.csv", lists / "list_10k.csv.gz", 10)
    print(f"{known.name}: {len(known.people):,} records, {len(known.truth):,} pairs that are one")
    ours(known)
    print(f"  memory at most          {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _chosen(files: Sequence[Path], against: Path | None) -> Iterable[Known]:
    if files:
        yield from (contacts(path, against) for path in files)
        return
    folder = os.environ.get("DTZ_TEST_DATA")
    if not folder:
        raise SystemExit("Name files with a column truth_person, or the folder with lists in DTZ_TEST_DATA.")
    lists, others = Path(folder) / "dutch-contacts", Path(folder) / "entity-resolution"
    yield contacts(lists / "list_1k.csv")
    yield contacts(lists / "list_10k.csv.gz")
    yield contacts(lists / "incoming_200.csv", lists / "list_10k.csv.gz")
    yield febrl4(others)
    yield restaurants(others)


if __name__ == "__main__":
    main()
