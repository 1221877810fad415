"""Reports as the desk traces them; imported by processes that know no database."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from benchmarks.linkage.second.errors import Report
from unhidden.intelligence.subjects.rules import traces
from unhidden.linkage.people_training import keys_table, make_records_table
from unhidden.linkage.person_profiles import fill_person

PERSON = "person"


def trace_reports(reports: Sequence[Report], start: int) -> tuple[pa.Table, pa.Table]:
    """The columns of each, numbered from there on, and its keys."""
    rows, keys = [], []
    for number, each in enumerate(reports, start):
        made = trace_report(each)
        rows.append({**fill_person(made.profile["names"][0]), "id": number})
        keys += [(key, number) for key in made.keys | made.kept]
    return make_records_table(rows), keys_table(keys)


def trace_report(of: Report) -> traces.MentionTrace:
    """As the desk takes it in."""
    born = "-".join(f"{n:02}" for n in of.born)
    known = {"born": born, "phone": of.phone, "postcode": of.postcode}
    return traces.trace_of(
        PERSON, of.name, {name: value for name, value in known.items() if value}
    )
