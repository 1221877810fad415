"""Candidates for one record out of millions, by the keys that they share: SQL.

Asked by whoever holds the table, as the role and under the row policies of whoever
asks; this module only writes the text. A key that more than ``cap`` records have says
too little to be worth reading on. What is left is ranked by what the shared keys say
together: the sum of log(N/df), as in text search.
"""

from __future__ import annotations

from dataclasses import dataclass

CAP, LIMIT = 200, 200


@dataclass(frozen=True, slots=True)
class KeyTable:
    """Where keys are kept: one row for each key of each record.

    ``where`` narrows what may be found, beside what row policies let through; it is
    SQL of our own, never of somebody's typing, and may take named parameters.
    """

    table: str
    key: str = "key"
    record: str = "record_id"
    where: str = ""


def candidates_sql(kept: KeyTable, *, cap: int = CAP, limit: int = LIMIT) -> str:
    """A query for ``record`` and ``shared`` (bits), the most promising first.

    Takes the parameters ``keys`` (the asked record's, as bigint[]) and ``records`` (how
    many records there are). It wants an index on the key that includes the record.
    """
    narrowed = f"and {kept.where}" if kept.where else ""
    return f"""
select hit.record, sum(ln(%(records)s::float8 / held.df) / ln(2::float8)) as shared
  from unnest(%(keys)s::bigint[]) as asked(key)
 cross join lateral (
   select array_agg(found.record) as records, count(*) as df
     from (select {kept.record} as record from {kept.table}
            where {kept.key} = asked.key {narrowed} limit {cap + 1}) as found
 ) as held
 cross join lateral unnest(held.records) as hit(record)
 where held.df <= {cap}
 group by hit.record
 order by shared desc, hit.record
 limit {limit}
"""
