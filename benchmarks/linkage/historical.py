"""historical_50k: people of Wikidata with heavy errors, ten records a person.

From moj-analytical-services/splink_datasets (MIT). The file is not part of the program:
``UNHIDDEN_LINKAGE_DATA`` names the folder that holds ``historical_50k.parquet``.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from benchmarks.linkage.tasks import Record, Task, joined, sound
from unhidden.linkage.conditions import absent, alike, edits, equal, shares
from unhidden.linkage.pairs import BlockingLimits
from unhidden.linkage.spec import AgreementLevel, ComparisonSpec, FieldComparison
from unhidden.linkage.training import TrainingPlan

FILE = "historical_50k.parquet"
# Letters of a name that are enough to block on together with something else.
_START = 3


def historical(folder: Path) -> Task:
    """50,578 records of 5,156 people, 303,961 true pairs."""
    with duckdb.connect() as connection:
        table = connection.read_parquet(str(folder / FILE)).to_arrow_table()
    rows = table.to_pylist()
    return Task(
        name="hist50k",
        records=[_record(row) for row in rows],
        person_of={row["unique_id"]: row["cluster"] for row in rows},
        spec=_SPEC,
        keys=_keys,
        training=TrainingPlan(rules=(("day",), ("given", "surname"), ("postcode",))),
        blocking=BlockingLimits(cap=200),
    )


def _record(row: Record) -> Record:
    words = (row["full_name"] or "").replace("-", " ").replace("'", "").split()
    given = words[0] if words else None
    surname = words[-1] if len(words) > 1 else None
    day = row["dob"]
    postcode = (row["postcode_fake"] or "").upper().replace(" ", "") or None
    return {
        "id": row["unique_id"],
        "words": words or None,
        "given": given,
        "surname": surname,
        "middle": words[1:-1] or None,
        "given_sound": sound(given),
        "surname_sound": sound(surname),
        "day": day,
        "year": day[:4] if day else None,
        "anniversary": day[5:] if day else None,
        "birth_place": row["birth_place"],
        "postcode": postcode,
        "outcode": postcode[:-3] if postcode else None,
        "gender": row["gender"],
        "occupation": row["occupation"],
    }


def _keys(record: Record) -> set[tuple[str, ...]]:
    words = record["words"] or []
    sounds = sorted({str(sound(word)) for word in words})
    starts = sorted({word[:_START] for word in words})
    year, place = ("year", record["year"]), ("place", record["birth_place"])
    day, postcode = ("day", record["day"]), ("postcode", record["postcode"])
    outcode = ("outcode", record["outcode"])
    work = ("work", record["occupation"])
    found = [joined(day, postcode), joined(day, place)]
    for one in sounds:
        name = ("sound", one)
        found += [joined(name, other) for other in (year, day, postcode, outcode)]
        found += [joined(name, place), joined(name, work)]
        found += [joined(name, ("other", two)) for two in sounds if one < two]
    for one in starts:
        name = ("start", one)
        found += [joined(name, day), joined(name, postcode)]
        found += [joined(name, year, place), joined(name, year, outcode)]
        for two in starts:
            if one < two:
                names = (name, ("then", two))
                found += [joined(*names)]
                found += [joined(*names, other) for other in (year, outcode, place)]
    return {key for key in found if key}


def _same(name: str) -> FieldComparison:
    return FieldComparison(
        name, absent(name), (AgreementLevel("same", equal(name), name),)
    )


_SPEC = ComparisonSpec(
    "hist50k",
    (
        FieldComparison(
            "given",
            absent("given"),
            (
                AgreementLevel("same", equal("given"), "given"),
                AgreementLevel(
                    "crossed", equal("given", "surname") | equal("surname", "given")
                ),
                AgreementLevel("sound", equal("given_sound"), "given_sound"),
                AgreementLevel("alike", alike("given", 0.88)),
                AgreementLevel("near", alike("given", 0.75)),
            ),
        ),
        FieldComparison(
            "surname",
            absent("surname"),
            (
                AgreementLevel("same", equal("surname"), "surname"),
                AgreementLevel("sound", equal("surname_sound"), "surname_sound"),
                AgreementLevel("alike", alike("surname", 0.9)),
                AgreementLevel(
                    "crossed", equal("surname", "given") | equal("given", "surname")
                ),
                AgreementLevel("near", alike("surname", 0.8)),
            ),
        ),
        FieldComparison(
            "middle", absent("middle"), (AgreementLevel("same", shares("middle")),)
        ),
        FieldComparison(
            "day",
            absent("day"),
            (
                AgreementLevel("same", equal("day"), "day"),
                AgreementLevel("typo", edits("day", 1)),
                AgreementLevel("year", equal("year")),
                AgreementLevel("typos", edits("day", 2)),
                AgreementLevel("anniversary", equal("anniversary"), "anniversary"),
            ),
        ),
        FieldComparison(
            "birth_place",
            absent("birth_place"),
            (
                AgreementLevel("same", equal("birth_place"), "birth_place"),
                AgreementLevel("alike", alike("birth_place", 0.88)),
            ),
        ),
        FieldComparison(
            "postcode",
            absent("postcode"),
            (
                AgreementLevel("same", equal("postcode"), "postcode"),
                AgreementLevel("typo", edits("postcode", 1)),
                AgreementLevel("outcode", equal("outcode"), "outcode"),
                AgreementLevel("typos", edits("postcode", 2)),
            ),
        ),
        _same("gender"),
        _same("occupation"),
    ),
)
