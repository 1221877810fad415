"""Which pairs are worth a comparison: those that share keys, rare ones before common.

A table of ``(key, id)`` is joined with itself. A key that more than ``cap`` records
have says too little and costs too much; it is left out (blocks of one Nguyen, one
shared hostel). Pairs may be asked to share keys of so many bits together, a key's being
log2 of the share of records that do not have it to those that do.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Blocking:
    """How freely pairs are made: most records of a key, least bits of a pair."""

    cap: int = 200
    least_bits: float = 0.0
    across: str | None = None  # only pairs that differ in this column of records


def pairs_sql(blocking: Blocking, *, keys: str = "record_keys") -> str:
    """SQL for DuckDB and Spark: ``join_key_l``, ``join_key_r``, ``match_key``.

    These are the names under which Splink takes pairs that it did not make.
    """
    across = blocking.across
    joins = (
        "join records one on one.id = l.id join records two on two.id = r.id"
        if across
        else ""
    )
    where = f"and one.{across} <> two.{across}" if across else ""
    return f"""
with counted as (select key, count(*) as df from {keys} group by key),
good as (
  select key, log2((select count(distinct id) from {keys}) / cast(df as double)) as bits
    from counted where df between 2 and {blocking.cap}
),
held as (select k.key, k.id, good.bits from {keys} k join good on good.key = k.key)
select '0' as match_key, l.id as join_key_l, r.id as join_key_r
  from held l join held r on l.key = r.key and l.id < r.id {joins}
 where true {where}
 group by l.id, r.id
having sum(l.bits) >= {blocking.least_bits}
"""
