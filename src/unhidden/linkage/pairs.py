"""Which pairs are worth a comparison: those that share keys, rare ones before common.

A table of ``(key, id)`` is joined with itself. A key that more than ``cap`` records
have says too little and costs too much; it is left out (blocks of one Nguyen, one
shared hostel). Pairs may be asked to share keys of so many bits together, a key's being
log2 of how many records there are to how many have it. It takes log2 of all records to
name one of them; what is asked beyond that does not depend on how many there are.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BlockingLimits:
    """How freely pairs are made: most records of a key, least bits of a pair.

    ``beyond`` is what the shared keys must say beyond naming one record, or None for
    any pair.
    """

    cap: int = 200
    beyond: float | None = None
    across: str | None = None  # only pairs that differ in this column of records


def pairs_sql(blocking: BlockingLimits, *, keys: str = "record_keys") -> str:
    """SQL for DuckDB and Spark: ``join_key_l``, ``join_key_r``, ``match_key``.

    These are the names under which Splink takes pairs that it did not make.
    """
    across = blocking.across
    joins = (
        "join records one on one.id = l.id join records two on two.id = r.id"
        if across
        else ""
    )
    least = (
        f"having sum(l.bits) >= log2((select n from everyone)) + {blocking.beyond}"
        if blocking.beyond is not None
        else ""
    )
    where = f"and one.{across} <> two.{across}" if across else ""
    return f"""
with everyone as (select cast(count(distinct id) as double) as n from {keys}),
counted as (select key, count(*) as df from {keys} group by key),
good as (
  select key, log2((select n from everyone) / df) as bits
    from counted where df between 2 and {blocking.cap}
),
held as (select k.key, k.id, good.bits from {keys} k join good on good.key = k.key)
select '0' as match_key, l.id as join_key_l, r.id as join_key_r
  from held l join held r on l.key = r.key and l.id < r.id {joins}
 where true {where}
 group by l.id, r.id
{least}
"""
