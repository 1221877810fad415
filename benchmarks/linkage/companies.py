"""Companies that applied for patents in Europe, as their names were written there.

Patstat's, from the package mismo (LGPL): 102 companies of the Netherlands, labelled.
One has 676 records: at most forty of each are here, so that none is most of the pairs.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from importlib import resources

from benchmarks.linkage.tasks import Record, Task, joined, sound
from unhidden.linkage.conditions import absent, alike, edits, equal, shares
from unhidden.linkage.names.business import business_parts
from unhidden.linkage.pairs import BlockingLimits
from unhidden.linkage.spec import AgreementLevel, ComparisonSpec, FieldComparison
from unhidden.linkage.training import TrainingPlan

Row = dict[str, str]
_MOST, _MOST_TOLD, _START = 40, 8, 4
_APART = "**"


def companies() -> Task:
    """At most forty records of each company, and the company of each."""
    folder = resources.files("mismo") / "_data" / "_datasets" / "patstat"
    text = (folder / "patents.csv").read_text()
    rows = list(_some(csv.DictReader(text.splitlines())))
    return Task(
        name="companies",
        records=[_record(row) for row in rows],
        person_of={int(row["record_id"]): row["label_true"] for row in rows},
        spec=_SPEC,
        keys=_keys,
        training=TrainingPlan(
            rules=(("name",), ("first", "place"), ("field",)), sampled_pairs=1_500_000
        ),
        blocking=BlockingLimits(cap=400),
    )


def _some(rows: Iterable[Row]) -> Iterator[Row]:
    of: Counter[str] = Counter()
    for row in sorted(rows, key=_scattered):
        of[row["label_true"]] += 1
        if of[row["label_true"]] <= _MOST:
            yield row


def _scattered(row: Row) -> bytes:
    return blake2b(row["record_id"].encode(), digest_size=8).digest()


def _record(row: Row) -> Record:
    strong = [part.plain for part in business_parts(row["name"]).strong]
    name = "".join(strong)
    where = (row["latitude"], row["longitude"])
    is_known = any(float(each or 0) for each in where)
    fields = _told(row["classes"])
    return {
        "id": int(row["record_id"]),
        "name": name or None,
        "words": [each for each in strong if len(each) > 1] or None,
        "first": strong[0] if strong else None,
        "name_sound": sound(name),
        "first_sound": sound(strong[0]) if strong else None,
        "place": " ".join(f"{float(each):.2f}" for each in where) if is_known else None,
        "others": _told(row["coauthors"]),
        "field": fields[0] if fields else None,
        "fields": fields,
    }


def _told(text: str) -> list[str] | None:
    found = {" ".join(each.lower().split()) for each in text.split(_APART)}
    return sorted(found - {""}) or None


def _keys(record: Record) -> set[tuple[str, ...]]:
    first = ("first", record["first_sound"])
    found = [joined(("name", record["name_sound"])), joined(first)]
    found += [
        joined(("starts", record["name"] and record["name"][:_START]), ("field", each))
        for each in (record["fields"] or ())[:_MOST_TOLD]
    ]
    found += [joined(("other", each)) for each in record["others"] or ()]
    found += [joined(("word", each)) for each in record["words"] or ()]
    if record["place"]:
        found.append(joined(("place", record["place"]), first))
    return {key for key in found if key}


#: Of a hundred companies none is rare: how often a name is written says nothing.
_SPEC = ComparisonSpec(
    "companies",
    (
        FieldComparison(
            "name",
            absent("name"),
            (
                AgreementLevel("same", equal("name")),
                AgreementLevel("sound", equal("name_sound")),
                AgreementLevel("typos", edits("name", 2)),
                AgreementLevel("alike", alike("name", 0.92)),
                AgreementLevel("first", equal("first")),
                AgreementLevel("near", alike("name", 0.8)),
                AgreementLevel("word", shares("words")),
            ),
        ),
        FieldComparison(
            "place",
            absent("place"),
            (AgreementLevel("same", equal("place"), "place"),),
        ),
        FieldComparison(
            "others",
            absent("others"),
            (AgreementLevel("same", shares("others")),),
        ),
        FieldComparison(
            "fields",
            absent("fields"),
            (AgreementLevel("same", shares("fields")),),
        ),
    ),
)
