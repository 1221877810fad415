"""The limits of a specification over whole files: what pairs may weigh at most.

As ``scoring`` does it for one pair at once, in words that DuckDB and Spark know.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from unhidden.linkage.engines import RECORDS, Engine
from unhidden.linkage.spec import ComparisonSpec
from unhidden.linkage.weight_limits import WeightLimit

LIMITED = "limited_pairs"
_HELD = "held_pairs"
_COLUMN = re.compile(r"\b(\w+)_[lr]\b")
_WEIGHT, _CHANCE = "match_weight", "match_probability"


def limit_weights(
    engine: Engine, spec: ComparisonSpec, weighed: str, least: float | None
) -> str:
    """The name of a table of weighed pairs of which none weighs more than it may.

    ``limited_by`` is the code of the limit that held a pair down, or null. Pairs that
    then weigh less than ``least`` are left out.
    """
    if not spec.limits:
        return weighed
    floor = min(limit.most for limit in spec.limits)
    cases = _cases(
        spec.limits,
        lambda n, limit: (
            f"when weight > {limit.most} and {limit.write_sql(engine.dialect)} then {n}"
        ),
    )
    pairs = f"(select id_l, id_r, {_WEIGHT} as weight from {weighed}) pair"
    beside = _select_beside_records(engine, spec.limits, pairs, f"weight > {floor}")
    engine.make(_HELD, f"select id_l, id_r, {cases} as number from ({beside}) beside")
    most = _cases(spec.limits, lambda n, limit: f"when {n} then {limit.most}", "number")
    code = _cases(
        spec.limits, lambda n, limit: f"when {n} then '{limit.code}'", "number"
    )
    columns = (_column(name, most) for name in engine.columns(weighed))
    kept = "" if least is None else f" where {_WEIGHT} >= {least}"
    engine.make(
        LIMITED,
        f"select * from (select {', '.join(columns)}, {code} as limited_by"
        f" from {weighed} weighed left join {_HELD} held"
        " on held.id_l = weighed.id_l and held.id_r = weighed.id_r"
        f" and number is not null) limited{kept}",
    )
    return LIMITED


def make_limited_pairs(
    engine: Engine, spec: ComparisonSpec, what: str, *, pairs: str
) -> str:
    """The name of a table of ``id_l`` and ``id_r``: whom limits of this name hold for.

    Of the candidate pairs, whatever they weigh.
    """
    some = [limit for limit in spec.limits if limit.what == what]
    holds = " or ".join(limit.write_sql(engine.dialect) for limit in some)
    ends = f"(select join_key_l as id_l, join_key_r as id_r from {pairs}) pair"
    beside = _select_beside_records(engine, some, ends, "true")
    table = f"{what}_pairs"
    engine.make(table, f"select id_l, id_r from ({beside}) beside where {holds}")
    return table


def _select_beside_records(
    engine: Engine, limits: Sequence[WeightLimit], pairs: str, where: str
) -> str:
    """Pairs with what the limits ask of both records."""
    asked = " ".join(limit.write_sql(engine.dialect) for limit in limits)
    columns = ", ".join(
        f"{side}.{name} as {name}_{side}"
        for name in sorted(set(_COLUMN.findall(asked)))
        for side in "lr"
    )
    return (
        f"select pair.*, {columns} from {pairs}"
        f" join {RECORDS} l on l.id = pair.id_l join {RECORDS} r on r.id = pair.id_r"
        f" where {where}"
    )


def _cases(
    limits: Sequence[WeightLimit], say: Callable[[int, WeightLimit], str], of: str = ""
) -> str:
    said = " ".join(say(n, limit) for n, limit in enumerate(limits))
    return f"case {of} {said} end"


def _column(name: str, most: str) -> str:
    """A column of a weighed pair as it is once the weight is held down."""
    if name == _WEIGHT:
        return f"coalesce({most}, weighed.{name}) as {name}"
    if name == _CHANCE:
        return f"coalesce(1 / (1 + power(2.0, -({most}))), weighed.{name}) as {name}"
    return f"weighed.{name}"
