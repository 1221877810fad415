"""What is counted of how people are named: of four names or more, and of nobody."""

from __future__ import annotations

from tests.security.rls.attempts import NOT_GRANTED, Attempt
from tests.security.rls.probes.sharing.prepared import LOOK, NOBODY
from unhidden.intelligence.subjects.rules.traces import SPEC

_WORKER = "unhidden_worker"
_COUNT = "select wall.count_people('epoch')"
#: So many people of as many names, who share three surnames; all else is a phone's.
_PEOPLE = f"""
update intelligence_trace t
   set spec = '{SPEC}', kind = case when r.n <= 42 then 'person' else 'phone' end,
       profile = jsonb_build_object('names', jsonb_build_array(
         jsonb_build_object('name', 'n' || r.n, 'first', 'ann', 'last', 'l' || r.n % 3,
                            'born', '1985-02-0' || 1 + r.n % 2,
                            'postcode', 'P' || r.n % 14, 'outcode', 'O' || r.n % 2),
         jsonb_build_object('name', 'other', 'first', 'other', 'last', 'other')))
  from (select mention_id, row_number() over (order by mention_id) n
          from intelligence_trace) r
 where r.mention_id = t.mention_id
"""
_CLEAN = ["delete from intelligence_peoplecount", _PEOPLE]
_NAMED = "(profile #>> '{names,0,name}')"


def _named(value: str, of: str, where: str) -> str:
    """Another value of people's first name, by a number in their name."""
    return (
        f"update intelligence_trace set profile = jsonb_set(profile,"
        f" '{{names,0,{of}}}', {value}) where kind = 'person' and {where}"
    )


def _before(mentions: int) -> str:
    return (
        "insert into intelligence_peoplecount (id, turn, counted_at, mentions, names,"
        f" dated, again, held) values (gen_random_uuid(), 7, 'epoch', {mentions}, 0, 0,"
        " 0, '{}')"
    )


def _counts(name: str, looks: str, expects: str, *more: str) -> Attempt:
    steps = [_COUNT, LOOK, f"select {looks} from intelligence_peoplecount"]
    return Attempt("count_people", name, NOBODY, steps, expects, [*_CLEAN, *more],
                   _WORKER)  # fmt: skip


def _counted(name: str, expects: str, *more: str) -> Attempt:
    return Attempt("count_people", name, NOBODY, [_COUNT], expects, [*_CLEAN, *more],
                   _WORKER)  # fmt: skip


_ALL = "held::text"
_LAST = "held -> 'last'"
_THREE = "{'l0': 14, 'l1': 14, 'l2': 14}"
ATTEMPTS = [
    _counts("how many have each word at the end of a name", _LAST, _THREE),
    _counts("and at its beginning", "held -> 'first'", "{'ann': 42}"),
    _counts("and live in a district", "held -> 'outcode'", "{'O0': 21, 'O1': 21}"),
    _counts("no postcode of fewer than four", "held ? 'postcode'", "False"),
    _counts("a postcode of many", "held -> 'postcode'", "{'P': 42}",
            _named("'\"P\"'", "postcode", "true")),
    _counts("of people", "mentions", "42"),
    _counts("of names", "names", "42"),
    _counts("a name once, whoever it is", _LAST, "{'l0': 13, 'l1': 14, 'l2': 14}",
            _named("'\"n3\"'", "name", f"{_NAMED} = 'n6'")),
    _counts("names that are told twice", "array[names, dated, again]", "[41, 42, 1]",
            _named("'\"n3\"'", "name", f"{_NAMED} in ('n3', 'n5')")),
    _counts("nobody told twice who was born on other days", "again", "0",
            _named("'\"n3\"'", "name", f"{_NAMED} in ('n3', 'n6')")),
    _counts("nobody told of twice without a day", "array[dated, again]", "[40, 0]",
            _named("'\"n3\"'", "name", f"{_NAMED} in ('n3', 'n5')"),
            _named("'null'", "born", f"{_NAMED} = 'n3'")),
    _counts("nobody without a name", "array[names, (held #>> '{first,ann}')::int]",
            "[41, 41]", _named("'\"\"'", "name", f"{_NAMED} = 'n6'")),
    _counts("nobody who has no such word", "held -> 'first'", "{'ann': 31}",
            _named("'null'", "first", f"{_NAMED} like 'n1%'")),
    _counts("nobody by earlier rules", "array[mentions, names]", "[42, 41]",
            "update intelligence_trace set spec = '0'"
            f" where {_NAMED} = 'n6' and kind = 'person'"),
    _counts("when it was", "counted_at = 'epoch'", "True"),
    _counts("in the place of the last", "array_agg(turn)", "[8]", _before(100)),
    _counted("the first time", "True"),
    _counted("where nobody is", "False", "update intelligence_trace set kind = ''"),
    _counted("where nobody came", "False", _before(42)),
    _counted("where a twentieth went", "True", _before(45)),
    _counted("where a twentieth came", "True", _before(39)),
    _counted("where one came and one went", "False", _before(43)),
    Attempt("count_people", "by an analyst", ("analyst", "intel_assessment"),
            [_COUNT], NOT_GRANTED),
]  # fmt: skip
