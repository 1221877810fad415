"""RLdata10000: German names and dates of birth, a tenth of them twice with an error.

From the package mismo (LGPL), which carries the data of the R package RecordLinkage.
"""

from __future__ import annotations

import csv
from importlib import resources

from benchmarks.linkage.tasks import Record, Task, joined, sound
from unhidden.linkage.conditions import absent, alike, edits, equal
from unhidden.linkage.pairs import BlockingLimits
from unhidden.linkage.spec import AgreementLevel, ComparisonSpec, FieldComparison
from unhidden.linkage.training import TrainingPlan


def rldata() -> Task:
    """10,000 records of 9,000 people."""
    file = resources.files("mismo") / "_data" / "_datasets" / "rldata"
    text = (file / "RLdata10000.csv").read_text()
    rows = list(csv.DictReader(text.splitlines()))
    return Task(
        name="rldata",
        records=[_record(row) for row in rows],
        person_of={int(row["record_id"]): row["label_true"] for row in rows},
        spec=_SPEC,
        keys=_keys,
        training=TrainingPlan(
            rules=(("born",), ("given", "surname"), ("surname", "year")),
            sampled_pairs=1_500_000,
        ),
        blocking=BlockingLimits(cap=400),
    )


def _record(row: dict[str, str]) -> Record:
    year, month, day = (int(row[name]) for name in ("by", "bm", "bd"))
    given, surname = row["fname_c1"].lower(), row["lname_c1"].lower()
    return {
        "id": int(row["record_id"]),
        "given": given or None,
        "second": row["fname_c2"].lower() or None,
        "surname": surname or None,
        "last": row["lname_c2"].lower() or None,
        "given_sound": sound(given),
        "surname_sound": sound(surname),
        "born": f"{year:04}-{month:02}-{day:02}",
        "year": str(year),
        "month": str(month),
        "day": str(day),
    }


def _keys(record: Record) -> set[tuple[str, ...]]:
    given, surname = record["given_sound"], record["surname_sound"]
    year, month, day = (
        ("y", record["year"]),
        ("m", record["month"]),
        ("d", record["day"]),
    )
    found = [
        joined(("g", given), ("s", surname)),
        joined(("g", given), year, month),
        joined(("g", given), year, day),
        joined(("g", given), month, day),
        joined(("s", surname), year, month),
        joined(("s", surname), year, day),
        joined(("s", surname), month, day),
        joined(year, month, day),
    ]
    return {key for key in found if key}


def _either(column: str) -> FieldComparison:
    return FieldComparison(
        column, absent(column), (AgreementLevel("same", equal(column), column),)
    )


_SPEC = ComparisonSpec(
    "rldata",
    (
        FieldComparison(
            "given",
            absent("given"),
            (
                AgreementLevel("same", equal("given"), "given"),
                AgreementLevel("sound", equal("given_sound"), "given_sound"),
                AgreementLevel("typo", edits("given", 1)),
                AgreementLevel("alike", alike("given", 0.85)),
            ),
        ),
        FieldComparison(
            "surname",
            absent("surname"),
            (
                AgreementLevel("same", equal("surname"), "surname"),
                AgreementLevel("sound", equal("surname_sound"), "surname_sound"),
                AgreementLevel("typo", edits("surname", 1)),
                AgreementLevel("alike", alike("surname", 0.85)),
            ),
        ),
        FieldComparison(
            "second", absent("second"), (AgreementLevel("same", equal("second")),)
        ),
        FieldComparison(
            "last", absent("last"), (AgreementLevel("same", equal("last")),)
        ),
        FieldComparison(
            "year",
            absent("year"),
            (
                AgreementLevel("same", equal("year"), "year"),
                AgreementLevel("typo", edits("year", 1)),
            ),
        ),
        _either("month"),
        _either("day"),
    ),
)
