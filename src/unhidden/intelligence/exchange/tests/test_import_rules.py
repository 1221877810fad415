"""Files from elsewhere: what is read of them, and what is refused, by its line."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhidden.intelligence.exchange.rules.imports import (
    MOST_BYTES,
    MOST_ROWS,
    ImportFault,
    ImportProblem,
    ReadFile,
    SuggestedGrade,
    read_import_file,
    suggested_for,
)
from unhidden.intelligence.exchange.rules.imports.objects import LINK_KINDS
from unhidden.intelligence.models import LinkKind
from unhidden.intelligence.reports.rules.drafts import DraftFault

TODAY = date(2016, 10, 17)
HEAD = "reference,grade,text,event_on,marking,people,vehicles"
GOOD = "REF/1,B24,A van waits.,,,,"
A = "identity--00000000-0000-4000-8000-00000000000a"
B = "identity--00000000-0000-4000-8000-00000000000b"
LINK = "relationship--00000000-0000-4000-8000-00000000000c"


def table(*lines: str) -> ReadFile:
    return read_import_file("old.csv", "\n".join([HEAD, *lines]).encode(), today=TODAY)


def bundle(*objects: dict[str, Any]) -> ReadFile:
    made = {"type": "bundle", "objects": objects}
    return read_import_file("a.json", json.dumps(made, indent=1).encode(), today=TODAY)


def person(ref: str, name: str = "Arben Hoxha") -> dict[str, Any]:
    return {"type": "identity", "id": ref, "name": name, "identity_class": "individual"}


def link(**more: Any) -> dict[str, Any]:
    ends = {"source_ref": A, "target_ref": B, "relationship_type": "related-to"}
    return {"type": "relationship", "id": LINK, **ends, **more}


def entity(key: str, schema: str, **told: str) -> str:
    properties = {name: [value] for name, value in told.items()}
    return json.dumps({"id": key, "schema": schema, "properties": properties})


def entities(*lines: str) -> ReadFile:
    return read_import_file("a.ftm", "\n".join(lines).encode(), today=TODAY)


@pytest.mark.parametrize(
    ("old", "suggested"),
    [
        ("A11", SuggestedGrade("1", "A", "P")),
        ("b 3 / 4", SuggestedGrade("1", "C", "C", "4")),
        ("C45", SuggestedGrade("", "D", "C", "5")),
        ("D25", SuggestedGrade("3", "", "C", "5")),
        ("E51", SuggestedGrade("2", "E", "P")),
        ("2CP", SuggestedGrade("2", "C", "P")),
        ("", SuggestedGrade()),
        ("X41", None),
        ("2CPP", None),
        ("A16", None),
    ],
)
def test_an_old_grade_is_suggested_a_new_one_where_there_is_one_answer(
    old: str, suggested: SuggestedGrade | None
) -> None:
    assert suggested_for(old) == suggested


def test_a_line_of_csv_becomes_a_report_with_what_it_mentions() -> None:
    people = "Arben Hoxha (3/4/1985); Gent"
    (row,) = table(f'REF/1,B24,"One, two.\nThree.",17/10/2016,,{people},CX12 ABC').rows

    assert (row.line, row.grade, row.event_on) == (2, "B24", TODAY)
    assert row.text == "One, two.\nThree."
    said = [(each.kind, each.text, dict(each.details)) for each in row.mentions]
    assert said == [
        ("person", "Arben Hoxha", {"born": "1985-04-03"}),
        ("person", "Gent", {}),
        ("vehicle", "CX12 ABC", {}),
    ]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (",B24,A van.,,,,", ImportFault.REFERENCE_MISSING),
        ("ref/1,B24,Another.,,,,", ImportFault.REFERENCE_TWICE),
        ("R,B24,,,,,", DraftFault.TEXT_MISSING),
        ("R,Z99,A van.,,,,", ImportFault.GRADE_UNKNOWN),
        ("R,B24,A van.", ImportFault.CELLS_DIFFER),
        ("R,B24,A van.,31/02/1870,,,", ImportFault.NO_SUCH_DAY),
        ("R,B24,A van.,18/10/2016,,,", DraftFault.EVENT_IN_THE_FUTURE),
        ("R,B24,A van.,,,Arben (31 02 1870),", ImportFault.NO_SUCH_DAY),
        ("R,B24,A van.,,SECRET,,", DraftFault.MARKING_TOO_HIGH),
        ("R,B24,A van.,,Confidential,,", DraftFault.MARKING_TOO_HIGH),
        ("R,B24,A van.,,PINK,,", ImportFault.MARKING_UNKNOWN),
        ('R,B24,"TOP SECRET\nA van.",,,,', DraftFault.MARKING_TOO_HIGH),
        (f"R,B24,{'a' * 50_000},,,,", ImportFault.TOO_LONG),
        (f"R,B24,A van.,,,{'Anna;' * 10_000},", DraftFault.MENTIONS_TOO_MANY),
        (f"R,B24,A van.,,,{'a' * 201},", DraftFault.MENTION_UNCLEAR),
        ('R,B24,"A van.', ImportFault.NOT_CSV),
        ('R,B24,"A "van.,,,,', ImportFault.NOT_CSV),
    ],
)
def test_what_is_wrong_in_csv_is_told_by_its_line(
    line: str, why: ImportFault | DraftFault
) -> None:
    found = table(GOOD, line)

    assert [(each.why, each.line) for each in found.problems] == [(why, 3)]


def test_the_old_markings_are_read_as_ours() -> None:
    (row,) = table("R,B24,A van.,,Restricted,,").rows

    assert row.marking == "Restricted"
    assert not table("R,B24,A van.,,official – sensitive,,").problems


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.exe", b"x", ImportProblem(ImportFault.KIND_UNKNOWN)),
        ("a.csv", b"", ImportProblem(ImportFault.COLUMN_MISSING, 1, "reference")),
        ("a.csv", HEAD.encode(), ImportProblem(ImportFault.EMPTY)),
        (
            "a.csv",
            b"reference,grade",
            ImportProblem(ImportFault.COLUMN_MISSING, 1, "text"),
        ),
        ("a.csv", b"text,TEXT", ImportProblem(ImportFault.COLUMN_TWICE, 1, "text")),
        ("a.csv", b"colour", ImportProblem(ImportFault.COLUMN_UNKNOWN, 1, "colour")),
        ("a.csv", b"text\nT\xfff", ImportProblem(ImportFault.NOT_TEXT, 2)),
        ("a.csv", b"text\n\nT\x00", ImportProblem(ImportFault.NOT_TEXT, 3)),
        ("a.csv", b"x" * (MOST_BYTES + 1), ImportProblem(ImportFault.TOO_LARGE)),
        ("a.json", b'{"type":\n"bundle",', ImportProblem(ImportFault.NOT_JSON, 2)),
        ("a.json", b"[" * 100_000, ImportProblem(ImportFault.TOO_DEEP)),
        ("a.json", b"9" * 5_000, ImportProblem(ImportFault.NOT_JSON)),
        ("a.json", b"[]", ImportProblem(ImportFault.NOT_A_BUNDLE, 1)),
        ("a.json", b'{"type": "bundle"}', ImportProblem(ImportFault.NOT_A_BUNDLE, 1)),
        (
            "a.json",
            b'{"type": "bundle", "spec_version": "2.0", "objects": []}',
            ImportProblem(ImportFault.VERSION_UNKNOWN, 1),
        ),
        (
            "a.json",
            b'{"type": "bundle", "objects": []}',
            ImportProblem(ImportFault.EMPTY),
        ),
        ("a.ftm", b"{}\n{", ImportProblem(ImportFault.NOT_JSON, 2)),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_where(
    name: str, content: bytes, problem: ImportProblem
) -> None:
    assert read_import_file(name, content, today=TODAY).problems == (problem,)


def test_a_file_holds_no_more_than_a_person_looks_through() -> None:
    lines = [f"R{number},B24,A van.,,,," for number in range(MOST_ROWS + 1)]

    assert not table(*lines[:-1]).problems
    assert table(*lines).problems == (
        ImportProblem(ImportFault.TOO_MANY, MOST_ROWS + 2),
    )


def test_each_relationship_of_a_bundle_is_a_report_and_so_is_what_stands_alone() -> (
    None
):
    alone = {"type": "malware", "id": A.replace("identity", "malware")}
    third = B[:-1] + "d"
    told = {"labels": ["3x5x2:2CC"], "description": "Arben and Gent were seen."}

    found = bundle(person(A), person(B, "Gent"), link(**told), person(third), alone)

    linked, by_itself = found.rows
    assert (linked.grade, linked.text) == ("2CC", "Arben and Gent were seen.")
    assert [each.text for each in linked.mentions] == ["Arben Hoxha", "Gent"]
    assert [each.kind for each in linked.links] == ["related"]
    assert (by_itself.reference, by_itself.grade) == (third, "")
    assert found.left_out == {"malware": 1}
    assert found.problems == ()


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("[email-addr:value = 'x@example.org']", [("account", "x@example.org")]),
        (
            "[url:value='https://example.org/ad']",
            [("advert", "https://example.org/ad")],
        ),
        ("[ipv4-addr:value = '192.0.2.1']", []),
        ("[file:name = 'a'] AND [url:value = 'b']", []),
    ],
)
def test_of_an_indicator_what_it_looks_for_is_mentioned(
    pattern: str, said: list[tuple[str, str]]
) -> None:
    ref = A.replace("identity", "indicator")
    (row,) = bundle({"type": "indicator", "id": ref, "pattern": pattern}).rows

    assert row.text == pattern
    assert [(each.kind, each.text) for each in row.mentions] == said


@pytest.mark.parametrize(
    ("objects", "why", "line"),
    [
        ([person(A), link()], ImportFault.END_MISSING, 12),
        ([person(A), person(A)], ImportFault.ID_TWICE, 6),
        ([person(B), person("identity--1")], ImportFault.ID_MISSING, 12),
        ([person(B), "x"], ImportFault.NOT_AN_OBJECT, 1),
        ([person(A) | {"spec_version": "2.0"}], ImportFault.VERSION_UNKNOWN, 6),
        ([person(A, "Half \ud800")], ImportFault.UNFIT, 6),
        ([person(A, "Nul\0l")], ImportFault.UNFIT, 6),
        ([person(A) | {"labels": ["SECRET"]}], DraftFault.MARKING_TOO_HIGH, 6),
        (
            [
                person(A),
                {
                    "type": "marking-definition",
                    "id": "marking-definition--00000000-0000-4000-8000-00000000000d",
                    "definition": {"statement": "TOP SECRET. Nobody may read it."},
                },
            ],
            DraftFault.MARKING_TOO_HIGH,
            12,
        ),
        (
            [
                person(A),
                person(B),
                link(
                    start_time="2016-10-02T00:00:00Z", stop_time="2016-10-01T00:00:00Z"
                ),
            ],
            ImportFault.LINK_ENDS_FIRST,
            18,
        ),
    ],
)
def test_what_is_wrong_in_a_bundle_is_told_by_the_line_of_its_object(
    objects: list[Any], why: ImportFault | DraftFault, line: int
) -> None:
    found = bundle(*objects)

    assert [(each.why, each.line) for each in found.problems] == [(why, line)]


def test_links_of_follow_the_money_are_reports_with_their_people() -> None:
    found = entities(
        entity("a", "Person", name="Arben Hoxha", birthDate="1985-04"),
        entity("b", "Vehicle", registrationNumber="CX12 ABC"),
        entity("c", "Ownership", owner="a", asset="b"),
        entity("d", "Airplane", name="G-ABCD"),
    )

    (row,) = found.rows
    said = [(each.kind, each.text, dict(each.details)) for each in row.mentions]
    assert said == [
        ("person", "Arben Hoxha", {"born": "1985-04"}),
        ("vehicle", "CX12 ABC", {}),
    ]
    assert [each.kind for each in row.links] == ["owns"]
    assert found.left_out == {"Airplane": 1}


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("[]", ImportFault.NOT_AN_OBJECT),
        ('{"id": "x", "schema": "Person"}', ImportFault.NOT_AN_OBJECT),
        (entity("", "Person", name="X"), ImportFault.ID_MISSING),
        (entity("a", "Person", name="X"), ImportFault.ID_TWICE),
        (entity("x", "UnknownLink", subject="a", object="y"), ImportFault.END_MISSING),
        (entity("x", "UnknownLink", subject="a"), ImportFault.END_MISSING),
        (
            entity("x", "Person", name="X", birthDate="1870-02-31"),
            ImportFault.NO_SUCH_DAY,
        ),
        (entity("x", "Person", name="X", status="secret"), DraftFault.MARKING_TOO_HIGH),
        (entity("x", "Note", name="TOP SECRET"), DraftFault.MARKING_TOO_HIGH),
    ],
)
def test_what_is_wrong_in_follow_the_money_is_told_by_its_line(
    line: str, why: ImportFault | DraftFault
) -> None:
    found = entities(entity("a", "Person", name="Arben Hoxha"), "", line)

    assert [(each.why, each.line) for each in found.problems] == [(why, 3)]


@given(st.sampled_from(["a.csv", "a.json", "a.ftm"]), st.binary(), st.text())
def test_whatever_is_sent_has_an_answer(name: str, raw: bytes, text: str) -> None:
    for content in (raw, text.encode("utf-8", "replace"), json.dumps(text).encode()):
        found = read_import_file(name, content, today=TODAY)

        assert found.problems or found.rows


PLAIN = st.none() | st.integers() | st.text(max_size=5)
ODD = (
    PLAIN | st.lists(PLAIN, max_size=2) | st.dictionaries(st.text(), PLAIN, max_size=2)
)


@given(ODD, st.sampled_from([A, LINK]))
def test_an_object_of_any_shape_has_an_answer(value: Any, ref: str) -> None:
    names = ("name", "labels", "object_marking_refs", "source_ref", "start_time")
    said = {"id": ref, "type": ref.split("--")[0], **dict.fromkeys(names, value)}
    line = {"id": "a", "schema": "Person", "properties": {"name": value}}

    assert bundle(said, person(B)).rows
    assert entities(json.dumps(line | {"id": value}), json.dumps(line)) is not None


def test_every_kind_of_link_is_read_back_as_itself() -> None:
    assert sorted(LINK_KINDS) == sorted(LinkKind.values)
