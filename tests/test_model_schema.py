"""The schema: what is declared, values that fit or not, and model files that nobody can read."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dtz_network import language, resources
from dtz_network.errors import SchemaError
from dtz_network.language import LANGUAGES
from dtz_network.model import derive, schema
from dtz_network.model.schema import SHAPES, VALUE_TYPES, Property, Type, ValueType

SHIPPED = schema.shipped()
ENTITIES = SHIPPED.entity_types(abstract=True)
RELATIONSHIPS = SHIPPED.relationship_types()
WORDS = {"nl": "woord", "en": "word"}
HUB: dict[str, Any] = {
    "name": "Broken", "kind": "entity", "extends": "Organization", "label": WORDS, "plural": WORDS,
    "description": WORDS, "helix": "education", "article": "de", "look": {"shape": "square", "colour": "#117733"},
    "properties": {
        "level": {"type": "term", "vocabulary": "helices", "label": WORDS, "description": WORDS},
        "owner": {"type": "ref", "to": ["Person"], "many": True, "edge": "OWNED_BY", "label": WORDS, "description": WORDS},
        "code": {"type": "identifier", "scheme": "X", "pattern": "[0-9]+", "label": WORDS, "description": WORDS},
    },
}  # fmt: skip
TIE: dict[str, Any] = {
    "name": "Broken", "kind": "relationship", "label": WORDS, "plural": WORDS, "description": WORDS,
    "source": {"name": "one", "types": ["Person"], "label": WORDS},
    "target": {"name": "other", "types": ["Project", "Company"], "label": WORDS},
    "role": {"type": "text", "label": WORDS, "description": WORDS},
    "properties": {"since_when": {"type": "date", "label": WORDS, "description": WORDS}},
}  # fmt: skip


def loaded(text: str, name: str = "schema/Broken.yaml") -> schema.Schema:
    """Return the shipped schema with one file of a bureau's own folder."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
        return schema.load(resources.graph_folder(), Path(folder))


def changed(spec: dict[str, Any], *path: str, to: Any) -> str:
    """Return a declaration as YAML with one value changed; ``...`` leaves it out."""
    made = json.loads(json.dumps(spec))  # each part its own, also where the words are the same
    inner = made
    for key in path[:-1]:
        inner = inner[key]
    if to is ...:
        del inner[path[-1]]
    else:
        inner[path[-1]] = to
    return yaml.safe_dump(made, allow_unicode=True)


# --- what is shipped


@pytest.mark.parametrize("item", [*ENTITIES, *RELATIONSHIPS], ids=lambda t: t.name)
def test_a_type_has_words_in_both_languages_and_an_article(item: Type) -> None:
    words = [item.label, item.plural, item.description, *(end.label for end in item.ends)]
    words += [said for prop in item.all_properties for said in (prop.label, prop.description)]
    assert all(said[lang].strip() == said[lang] != "" for said in words for lang in LANGUAGES)
    assert all(not said[lang].endswith(".") for said in words for lang in LANGUAGES)
    assert item.article in ("de", "het")
    assert len({prop.label["nl"] for prop in item.all_properties}) == len(item.all_properties)


def test_every_entity_type_looks_different_and_has_the_common_properties() -> None:
    looks = [item.look for item in ENTITIES if not item.abstract]
    assert None not in looks
    assert len(set(looks)) == len(looks)
    for item in ENTITIES:
        assert {"name", "other_name", "description", "note"} <= set(item.properties)
        assert item.properties["other_name"].many


def test_personal_data_are_marked() -> None:
    person = SHIPPED.types["Person"].properties
    for name in ("name", "other_name", "email", "phone", "linkedin", "title", "note"):
        assert person[name].personal, name


def test_a_word_of_a_vocabulary_means_one_code() -> None:
    for name, terms in SHIPPED.vocabularies.items():
        for term in terms.values():
            for word in (term.code, *term.label.values()):
                assert SHIPPED.code(name, f" {word.upper()} ") == term.code, f"{name}: {word}"


def test_the_seats_of_a_body_speak_of_the_same_sides_as_organisations() -> None:
    assert SHIPPED.types["Seat"].properties["side"].vocabulary == "helices"
    assert {t.helix for t in ENTITIES if t.helix} == set(SHIPPED.vocabularies["helices"])


# --- names and words of types


def test_a_type_is_found_by_name_and_by_what_people_call_it() -> None:
    assert SHIPPED.type("Company").label["nl"] == "bedrijf"
    assert SHIPPED.type_meant("Bedrijf") is SHIPPED.type_meant("company") is SHIPPED.types["Company"]
    assert SHIPPED.label("Company", "nl", 2) == "bedrijven"
    assert SHIPPED.concrete("Organization") == ("Association", "Company", "Government", "School")
    with pytest.raises(SchemaError) as caught:
        SHIPPED.type("bedrijf")
    assert "Company" in caught.value.hint("nl")
    with pytest.raises(SchemaError, match=r"Persoonn.*Person"):
        SHIPPED.type_meant("Persoonn")


def test_a_code_that_the_vocabulary_lacks_is_shown_as_it_is() -> None:
    assert SHIPPED.term("helices", "education", "nl") == "onderwijs"
    assert SHIPPED.term("helices", "other", "nl") == "other"
    prop = SHIPPED.types["Seat"].properties["side"]
    assert SHIPPED.value(prop, "government", "en") == "government"
    assert SHIPPED.value(SHIPPED.types["Person"].properties["name"], "Jan", "nl") == "Jan"


# --- values


def prop(kind: ValueType, **more: Any) -> Property:
    return Property("it", kind, WORDS, WORDS, **more)


GOOD: dict[ValueType, list[str]] = {
    "number": ["0", "-12", "1250.50"],
    "amount": ["261050", "0.5"],
    "boolean": ["true", "false"],
    "date": ["2022", "2022-02", "2024-02-29"],
    "url": ["https://www.dutchtechzone.nl", "http://a/b?c=d#e"],
    "email": ["info@example.nl"],
    "term": ["education"],
    "text": ["", "wat dan ook"],
    "name": ["Ümit d'Ivoire"],
    "phone": ["(0591) 12 34 56"],
    "identifier": ["12345678"],
    "ref": ["e-0123"],
}
BAD: dict[ValueType, list[str]] = {
    "number": ["", "1.250,50", "1e5", "٣", "1.", "12\n", "+4"],
    "amount": ["€ 12", "12 euro", "NaN"],
    "boolean": ["ja", "True", "1", ""],
    "date": ["2022-13", "2022-02-30", "16-03-2022", "2022-3", "٢٠٢٢", "0000", ""],
    "url": ["www.dutchtechzone.nl", "https://", "https://a b", "javascript:alert(1)"],
    "email": ["info", "a@", "@b", "a@b@c", "a b@c.nl"],
    "term": ["onderwijs", "Education", ""],
}


def test_good_values_are_there_for_every_value_type() -> None:
    assert set(GOOD) == set(VALUE_TYPES)


@pytest.mark.parametrize(
    ("kind", "value"), [(kind, value) for kind, values in GOOD.items() for value in values]
)
def test_a_value_that_fits_has_no_fault(kind: ValueType, value: str) -> None:
    assert SHIPPED.fault(prop(kind, vocabulary="helices" if kind == "term" else ""), value) is None


@pytest.mark.parametrize(
    ("kind", "value"), [(kind, value) for kind, values in BAD.items() for value in values]
)
def test_a_value_that_does_not_fit_is_told_with_a_next_step(kind: ValueType, value: str) -> None:
    fault = SHIPPED.fault(prop(kind, vocabulary="helices"), value)
    assert fault is not None
    assert fault.key == f"value-{kind}"
    for lang in LANGUAGES:
        assert f"'{value}'" in language.text(f"error.{fault.key}", lang, **fault.values)
        assert language.text(f"error.{fault.key}.hint", lang, **fault.values)


def test_an_unknown_term_names_the_nearest_codes() -> None:
    fault = SHIPPED.fault(prop("term", vocabulary="helices"), "educatoin")
    assert fault is not None
    assert fault.values["known"] == "education"


@pytest.mark.parametrize(
    ("kind", "name", "good", "bad"),
    [
        ("Organization", "kvk", "01234567", "1234567"),
        ("Organization", "kvk", "01234567", "٠١٢٣٤٥٦٧"),
        ("Company", "sbi", "2016@2008", "2016@"),
        ("School", "brin", "25LX00", "LX25"),
        ("Government", "cbs", "GM0114@2022", "0114"),
        ("Region", "cbs", "DE94B", "emmen"),
    ],
)
def test_identifiers_have_the_form_of_their_scheme(kind: str, name: str, good: str, bad: str) -> None:
    spec = SHIPPED.types[kind].properties[name]
    assert SHIPPED.fault(spec, good) is None
    fault = SHIPPED.fault(spec, bad)
    assert fault is not None
    assert fault.key == "value-pattern"


@given(st.decimals(-(10**9), 10**9, places=2))
def test_every_decimal_number_is_a_number_and_an_amount(number: Any) -> None:
    assert SHIPPED.fault(prop("number"), f"{number:f}") is None
    assert SHIPPED.fault(prop("amount"), f"{number:f}") is None


@given(st.text(max_size=20))
def test_what_is_taken_as_a_number_can_be_computed_with(text: str) -> None:
    if SHIPPED.fault(prop("number"), text) is None:
        assert float(text) == float(text.strip())
        assert text.isascii()


@given(st.sampled_from(sorted(SHIPPED.vocabularies)), st.data())
def test_every_code_and_only_a_code_of_the_vocabulary_fits(vocabulary: str, data: st.DataObject) -> None:
    codes = SHIPPED.vocabularies[vocabulary]
    value = data.draw(st.one_of(st.sampled_from(sorted(codes)), st.text(max_size=8)))
    assert (SHIPPED.fault(prop("term", vocabulary=vocabulary), value) is None) == (value in codes)


# --- a bureau's own folder


def test_a_bureau_adds_a_type_with_one_file_and_nothing_else() -> None:
    found = loaded(yaml.safe_dump(HUB))
    added = found.types["Broken"]
    assert added.is_a("Organization")
    assert set(added.properties) == {*SHIPPED.types["Organization"].properties, *HUB["properties"]}
    assert set(found.files) == {"schema/Broken.yaml"}
    assert set(derive.files(found)) - set(derive.files(SHIPPED)) == {"cypher/load/Broken.cypher"}
    tie = loaded(yaml.safe_dump(TIE)).types["Broken"]
    assert tie in loaded(yaml.safe_dump(TIE)).relationship_types()
    assert [end.types for end in tie.ends] == [("Person",), ("Project", "Company")]


def test_a_bureau_adds_a_property_to_a_shipped_type_and_keeps_the_others() -> None:
    level = {"type": "number", "label": WORDS, "description": WORDS}
    found = loaded(yaml.safe_dump({"name": "Company", "properties": {"level": level}}), "schema/Company.yaml")
    company = found.types["Company"]
    assert set(company.properties) == {*SHIPPED.types["Company"].properties, "level"}
    assert company.label == SHIPPED.types["Company"].label
    assert found.concrete("Organization") == SHIPPED.concrete("Organization")


def test_a_property_added_to_a_parent_reaches_its_children() -> None:
    extra = {"extra": {"type": "text", "label": WORDS, "description": WORDS}}
    found = loaded(yaml.safe_dump({"name": "Organization", "properties": extra}), "schema/Organization.yaml")
    assert all("extra" in found.types[name].properties for name in found.concrete("Organization"))


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "relationship"},
        {"properties": {"kvk": {"type": "text", "label": WORDS, "description": WORDS}}},
    ],
)
def test_what_a_shipped_property_is_may_not_change(change: dict[str, Any]) -> None:
    with pytest.raises(SchemaError) as caught:
        loaded(yaml.safe_dump({"name": "Organization", **change}), "schema/Organization.yaml")
    assert caught.value.key == "schema-changed"


def test_a_bureau_adds_and_renames_terms() -> None:
    found = loaded(
        "code,nl,en,source,note\n# eigen woorden\nmedia,media,media,DTZ,nieuw\neducation,scholing,schooling,DTZ,\n",
        "vocabularies/helices.csv",
    )
    assert set(found.vocabularies["helices"]) == {*SHIPPED.vocabularies["helices"], "media"}
    assert found.term("helices", "education", "nl") == "scholing"
    assert found.vocabularies["helices"]["media"].more == {"note": "nieuw"}
    assert SHIPPED.term("helices", "education", "nl") == "onderwijs"


def test_a_folder_that_is_empty_or_absent_adds_nothing(tmp_path: Path) -> None:
    assert schema.load(resources.graph_folder(), tmp_path, tmp_path / "none") == SHIPPED


# --- files that cannot be understood


@pytest.mark.parametrize(
    ("text", "key", "told"),
    [
        ("name: [", "schema-yaml", "line 1"),
        ("name: a\nname: b\n", "schema-yaml", "'name' stands twice"),
        ("", "schema-empty", ""),
        ("- name\n", "schema-empty", ""),
        (changed(HUB, "name", to="Other"), "schema-name", "Other"),
        (changed(HUB, "kind", to="thing"), "schema-choice", "thing"),
        (changed(HUB, "label", "en", to=...), "schema-words", "'label'"),
        (changed(HUB, "label", "nl", to=" "), "schema-words", "'label'"),
        (changed(HUB, "plural", to=...), "schema-words", "'plural'"),
        (changed(HUB, "helixx", to="education"), "schema-key", "helixx"),
        (changed(HUB, "helix", to="educaton"), "schema-choice", "educaton"),
        (changed(HUB, "article", to="das"), "schema-choice", "das"),
        (changed(HUB, "abstract", to="ja"), "schema-form", "abstract"),
        (changed(HUB, "extends", to="Nothing"), "schema-extends", "Nothing"),
        (changed(HUB, "extends", to="Broken"), "schema-extends", "Broken"),
        (changed(HUB, "extends", to="Employment"), "schema-extends", "Employment"),
        (changed(HUB, "source", to=TIE["source"]), "schema-key", "source"),
        (changed(HUB, "look", to="square"), "schema-form", "look"),
        (changed(HUB, "look", "colour", to=...), "schema-form", "look.colour"),
        (changed(HUB, "look", "colour", to="red;}"), "schema-form", "look.colour"),
        (changed(HUB, "look", "shape", to="cube"), "schema-choice", "cube"),
        (changed(HUB, "properties", to=["level"]), "schema-form", "properties"),
        (changed(HUB, "properties", "level", to=None), "schema-property", "level"),
        (changed(HUB, "properties", "level", "type", to="colour"), "schema-property", "level"),
        (changed(HUB, "properties", "level", "personnal", to=True), "schema-key", "level.personnal"),
        (changed(HUB, "properties", "level", "many", to="ja"), "schema-form", "level.many"),
        (changed(HUB, "properties", "level", "label", to=...), "schema-words", "level.label"),
        (changed(HUB, "properties", "level", "vocabulary", to=...), "schema-form", "level.vocabulary"),
        (changed(HUB, "properties", "level", "vocabulary", to="none"), "schema-unknown-vocabulary", "none"),
        (changed(HUB, "properties", "owner", "to", to="Person"), "schema-form", "owner.to"),
        (changed(HUB, "properties", "owner", "to", to=["Persn"]), "schema-unknown-type", "Persn"),
        (changed(HUB, "properties", "owner", "to", to=["Employment"]), "schema-unknown-type", "Employment"),
        (changed(HUB, "properties", "owner", "edge", to="A]->(b) //"), "schema-form", "owner.edge"),
        (changed(HUB, "properties", "code", "pattern", to="["), "schema-pattern", "code"),
        (changed(HUB, "properties", "code", "scheme", to=""), "schema-form", "code.scheme"),
        (changed(HUB, "properties", "id", to=HUB["properties"]["code"]), "schema-taken", "'id'"),
        (changed(HUB, "properties", "Veiligheids niveau", to=HUB["properties"]["code"]), "schema-form", "Veiligheids"),
        (changed(TIE, "target", to=...), "schema-ends", ""),
        (changed(TIE, "target", to="Person"), "schema-form", "target"),
        (changed(TIE, "target", "types", to=...), "schema-form", "target.types"),
        (changed(TIE, "target", "types", to=["Seatt"]), "schema-unknown-type", "Seatt"),
        (changed(TIE, "target", "name", to="one"), "schema-taken", "'one'"),
        (changed(TIE, "properties", "since", to=TIE["role"]), "schema-taken", "'since'"),
        (changed(TIE, "helix", to="education"), "schema-key", "helix"),
    ],
)  # fmt: skip
def test_a_broken_model_file_is_named_with_what_is_wrong(text: str, key: str, told: str) -> None:
    with pytest.raises(SchemaError) as caught:
        loaded(text)
    assert caught.value.key == key
    for lang in LANGUAGES:
        assert "Broken.yaml" in caught.value.message(lang)
        assert told in caught.value.message(lang)
        assert caught.value.hint(lang)


@pytest.mark.parametrize(
    ("text", "key", "told"),
    [
        ("code,nl,en\na,b,c\n", "vocabulary-columns", "source"),
        ("", "vocabulary-columns", "code"),
        ("code,nl,en,source\n# c\na,,c,d\n", "vocabulary-empty", "3"),
        ("code,nl,en,source\na,b\n", "vocabulary-empty", "'en'"),
        ("code,nl,en,source\na,b,c,d,e\n", "vocabulary-cells", "2"),
        ("code,nl,en,source\na,b,c,d\na,e,f,g\n", "vocabulary-twice", "'a'"),
    ],
)
def test_a_broken_vocabulary_is_named_with_its_line(text: str, key: str, told: str) -> None:
    with pytest.raises(SchemaError) as caught:
        loaded(text, "vocabularies/broken.csv")
    assert caught.value.key == key
    for lang in LANGUAGES:
        assert "broken.csv" in caught.value.message(lang)
        assert told in caught.value.message(lang)
        assert caught.value.hint(lang)


def test_a_vocabulary_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "vocabularies").mkdir()
    (tmp_path / "vocabularies" / "broken.csv").write_bytes("code,nl,en,source\na,é,b,c\n".encode("cp1252"))
    with pytest.raises(SchemaError, match=r"broken\.csv is not UTF-8"):
        schema.load(resources.graph_folder(), tmp_path)


def test_a_file_with_another_ending_is_not_passed_over() -> None:
    with pytest.raises(SchemaError, match=r"Broken\.yml is not read.*Broken\.yaml"):
        loaded(yaml.safe_dump(HUB), "schema/Broken.yml")


def test_names_that_differ_in_case_only_are_refused() -> None:
    spec = {**HUB, "name": "COMPANY"}
    with pytest.raises(SchemaError, match=r"COMPANY\.yaml: the name 'COMPANY' is taken"):
        loaded(yaml.safe_dump(spec), "schema/COMPANY.yaml")


def test_every_message_about_a_model_has_a_next_step() -> None:
    for lang in LANGUAGES:
        words = json.loads((language.FOLDER / f"schema.{lang}.json").read_text("utf-8"))
        about = [k for k in words if k.startswith(("error.schema-", "error.vocabulary-", "error.value-"))]
        without = [k for k in about if not k.endswith(".hint") and f"{k}.hint" not in words]
        assert without == []


def paths(spec: dict[str, Any], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for key, value in spec.items():
        yield (*above, key)
        if isinstance(value, dict):
            yield from paths(value, (*above, key))


scalars = st.one_of(
    st.none(), st.booleans(), st.integers(-9, 9), st.text(max_size=6), st.sampled_from([*SHAPES, *VALUE_TYPES, "Person"])
)  # fmt: skip
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(scalars, inner, max_size=2),
    max_leaves=4,
)


@pytest.mark.thorough
@settings(deadline=None, max_examples=50)
@given(st.sampled_from([HUB, TIE]), st.data())
def test_whatever_stands_in_a_model_file_it_is_read_or_refused_by_name(
    spec: dict[str, Any], data: st.DataObject
) -> None:
    path = data.draw(st.sampled_from(list(paths(spec))))
    text = changed(spec, *path, to=data.draw(anything | st.just(...)))
    found = read_or_refused(text)
    if isinstance(found, SchemaError):
        assert "Broken.yaml" in found.message("nl")
    else:
        derive.files(found)
        for one in found.types["Broken"].all_properties:
            found.fault(one, "x")


def read_or_refused(text: str) -> schema.Schema | SchemaError:
    try:
        return loaded(text)
    except SchemaError as error:
        return error
