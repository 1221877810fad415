"""Overdue crews and alarms: who is told of them, and by which post."""

from __future__ import annotations

from tests.security.rls.attempts import Attempt
from tests.security.rls.probes.sharing.prepared import NOBODY
from tests.security.rls.records import OPERATION, record
from tests.security.rls.rows import key
from tests.security.rls.states import COLLEAGUE, OTHER, OWN, PERSON, Way

_GOES = ("partner", "operation_delivery")
_READS = ("officer", "investigation")
_THERE = record(OPERATION, (Way("team", "worker", whose="organisation"),))
_ELSEWHERE = record(OPERATION, ())
_VISIT, _ALARM = key("operations_plannedvisit", "'v'"), key("operations_entry", "'a'")
_RECEIPT = key("operations_entry", "'r'")
_SECOND_VISIT, _SECOND_ALARM = key("operations_plannedvisit", "'w'"), key("x", "'s'")
_NEW_ID = "gen_random_uuid()"


def _ago(minutes: int) -> str:
    # By the clock, as the procedures: whoever tries long is in an old transaction.
    return f"clock_timestamp() - interval '{minutes} minutes'"


def _entry(  # each is one thing that decides
    what: str,
    minutes: int,
    number: int,
    *,
    about: str = "null",
    id: str = _NEW_ID,
    visit: str = _VISIT,
) -> str:
    """Something said of the visit, so many minutes ago."""
    return (
        "insert into operations_boardentry (id, visit_id, number, what, entered_by_id,"
        f" entered_at, is_by_radio, about_id) values ({id}, {visit}, {number},"
        f" '{what}', '{COLLEAGUE}', {_ago(minutes)}, false, {about})"
    )


def _post(  # each is one thing that decides
    post: str,
    person: object = PERSON,
    of: object = OWN,
    *,
    operation: str = _THERE,
    begins: int = 60,
    ends: str = "null",
) -> str:
    return (
        "insert into operations_commandpost (id, operation_id, post, strand, person_id,"
        f" organisation_id, from_at, to_at) values ({_NEW_ID}, {operation}, '{post}',"
        f" '', '{person}', '{of}', {_ago(begins)}, {ends})"
    )


def _visit(
    *entries: str,
    stands: str = "running",
    status: str = "planned",
    kind: str = "soft",
    rule: str = "'controller', 'any'",
) -> list[str]:
    """A visit whose crew must be heard from within 20 minutes; Silver after 10 more."""
    return [
        "delete from operations_boardentry",
        "delete from operations_contactrule",
        "delete from operations_commandpost",
        f"update operations_operation set status = case when id = {_THERE}"
        f" then '{stands}' else 'running' end",
        f"update operations_plannedvisit set id = {_VISIT}, operation_id = {_THERE},"
        f" kind = '{kind}', status = '{status}' where id = (select min(id::text)::uuid"
        " from operations_plannedvisit)",
        "insert into operations_contactrule (id, operation_id, kind, period, warning,"
        f" told, heard_by, further) values ({_NEW_ID}, {_THERE}, 'soft', 20, 10,"
        f" {rule}, 10)",
        *entries,
    ]


def _second_visit(operation: str, *entries: str) -> list[str]:
    """Another visit, in this operation."""
    return [
        f"update operations_plannedvisit set id = {_SECOND_VISIT},"
        f" operation_id = {operation} where id = (select min(id::text)::uuid"
        f" from operations_plannedvisit where id <> {_VISIT})",
        *entries,
    ]


def _rule_elsewhere(kind: str) -> str:
    """Another operation hears from its crews each ten minutes."""
    return (
        "insert into operations_contactrule (id, operation_id, kind, period, warning,"
        f" told, heard_by, further) values ({_NEW_ID}, {_ELSEWHERE}, '{kind}', 10, 5,"
        " 'controller', 'any', 10)"
    )


def _own(
    name: str,
    expects: str,
    before: list[str],
    *posts: str,
    who: tuple[str, str] = _GOES,
) -> Attempt:
    """How many crews and alarms a person is told of, by their posts."""
    asked = (
        "select string_agg(crews || ' ' || alarms, ',') from wall.own_urgent_matters()"
    )
    named = "own_urgent_matters urgent_matters post_holders"
    return Attempt(named, name, who, [asked], expects, [*before, *posts])


def _told(name: str, expects: str, before: list[str], *posts: str) -> Attempt:
    """Of whom the worker is told: a person, or a permission."""
    asked = (
        "select string_agg(coalesce(person_id::text, permission), ',')"
        " from wall.crews_that_wait()"
    )
    prepared = [*before, *posts]
    role = "unhidden_worker"
    return Attempt("crews_that_wait", name, NOBODY, [asked], expects, prepared, role)


_LATE = _visit(_entry("there", 25, 1))
_LATER = _visit(_entry("there", 31, 1))
_CONTROLLER, _SILVER = _post("controller"), _post("silver")
_OTHERS = _post("controller", COLLEAGUE, ends=_ago(-60))
_CALL = "'controller', 'call'"
ATTEMPTS = [
    _own("an overdue crew", "1 0", _LATE, _CONTROLLER),
    _own("an overdue crew, at other work", "1 0", _LATE, _CONTROLLER, who=_READS),
    _own("a crew in time", "None", _visit(_entry("there", 19, 1)), _CONTROLLER),
    _own("by another's post", "None", _LATE, _OTHERS),
    _own("by a post for others", "None", _LATE, _post("controller", of=OTHER), _OTHERS),
    _own("by a post elsewhere", "None", _LATE,
         _post("controller", operation=_ELSEWHERE), _OTHERS),
    _own("by a post that was", "None", _LATE,
         _post("controller", ends=_ago(1)), _OTHERS),
    _own("by a post to come", "None", _LATE, _post("controller", begins=-60), _OTHERS),
    _own("as Silver beside a controller", "None", _LATE, _OTHERS, _SILVER),
    _own("as Silver where nobody is controller", "1 0", _LATE, _SILVER),
    _own("as Gold where nobody is Silver, either", "1 0", _LATE, _post("gold")),
    _own("as Gold beside a Silver", "None", _LATE, _post("gold"),
         _post("silver", COLLEAGUE)),
    _own("as Silver after the further time", "1 0", _LATER, _OTHERS, _SILVER),
    _own("followed up", "None",
         _visit(_entry("there", 25, 1), _entry("followed_up", 3, 2)), _CONTROLLER),
    _own("followed up before it was late", "1 0",
         _visit(_entry("there", 25, 1), _entry("followed_up", 6, 2)), _CONTROLLER),
    _own("followed up, as Silver, in time", "None",
         _visit(_entry("there", 50, 1), _entry("followed_up", 9, 2)), _OTHERS, _SILVER),
    _own("followed up, as Silver, too long ago", "1 0",
         _visit(_entry("there", 50, 1), _entry("followed_up", 11, 2)), _OTHERS,
         _SILVER),
    _own("spoken with", "None", _visit(_entry("there", 25, 1), _entry("contact", 9, 2)),
         _CONTROLLER),
    _own("spoken with, which was taken back", "1 0",
         _visit(_entry("there", 25, 1), _entry("contact", 9, 2, id=_ALARM),
                _entry("undone", 8, 3, about=_ALARM)), _CONTROLLER),
    _own("a further state", "None", _visit(_entry("there", 25, 1),
                                           _entry("inside", 9, 2)), _CONTROLLER),
    _own("a further state, where a call counts", "1 0",
         _visit(_entry("there", 25, 1), _entry("inside", 9, 2), rule=_CALL),
         _CONTROLLER),
    _own("since the first state of going, where a call counts", "None",
         _visit(_entry("tasked", 40, 1), _entry("there", 9, 2), rule=_CALL),
         _CONTROLLER),
    *(
        _own(f"a crew that is {state}", "None",
             _visit(_entry("there", 40, 1), _entry(state, 25, 2)), _CONTROLLER)
        for state in ("tasked", "left", "closed")
    ),
    *(
        _own(f"a crew {state}", "1 0", _visit(_entry(state, 25, 1)), _CONTROLLER)
        for state in ("on_the_way", "inside")
    ),
    _own("a crew that nothing was said of", "None", _visit(), _CONTROLLER),
    _own("of an operation that is over", "None",
         _visit(_entry("there", 25, 1), stands="closed"), _CONTROLLER),
    _own("of a visit that is over", "None",
         _visit(_entry("there", 25, 1), status="done"), _CONTROLLER),
    _own("of yesterday", "None", _visit(_entry("there", 1500, 1)), _CONTROLLER),
    _own("by the usual rule of another kind, in time", "None",
         _visit(_entry("there", 25, 1), kind="hotel"), _CONTROLLER),
    _own("by the usual rule of another kind", "1 0",
         _visit(_entry("there", 61, 1), kind="hotel"), _CONTROLLER),
    _own("by the usual rule of its own kind", "1 0",
         _visit(_entry("there", 50, 1), kind="safeguarding"), _post("safeguarding")),
    _own("by the rule of another operation, in time", "None",
         _visit(_entry("there", 25, 1), _rule_elsewhere("hotel"), kind="hotel"),
         _CONTROLLER),
    _own("since its own first state of going, where a call counts", "None",
         [*_visit(_entry("tasked", 40, 1), _entry("there", 9, 2), rule=_CALL),
          *_second_visit(_THERE, _entry("there", 9, 1, visit=_SECOND_VISIT))],
         _CONTROLLER),
    _own("after a further state that is no call, since it was late", "1 0",
         _visit(_entry("there", 40, 1), _entry("inside", 9, 2), rule=_CALL),
         _CONTROLLER),
    *(
        _own(f"of another visit that was {what}", "1 0",
             [*_visit(_entry("there", 25, 1)),
              *_second_visit(_THERE, _entry(what, 2, 7, visit=_SECOND_VISIT))],
             _CONTROLLER)
        for what in ("followed_up", "contact", "left")
    ),
    _own("by a post for others, beside another post", "None", _LATE,
         _post("controller", of=OTHER), _post("bronze")),
    _own("an alarm of two that was received", "0 1",
         _visit(_entry("alarm", 3, 1, id=_ALARM),
                _entry("alarm", 2, 2, id=_SECOND_ALARM),
                _entry("received", 1, 3, about=_ALARM)), _CONTROLLER),
    _own("an alarm of a visit elsewhere", "None",
         [*_visit(), *_second_visit(_ELSEWHERE,
                                    _entry("alarm", 1, 1, visit=_SECOND_VISIT))],
         _CONTROLLER),
    _own("an alarm, as controller", "0 1", _visit(_entry("alarm", 1, 1)), _CONTROLLER),
    _own("an alarm, as Silver", "0 1", _visit(_entry("alarm", 1, 1)), _OTHERS, _SILVER),
    _own("an alarm, as Gold", "None", _visit(_entry("alarm", 1, 1)), _OTHERS,
         _post("silver", COLLEAGUE), _post("gold")),
    _own("an alarm that was received", "None",
         _visit(_entry("alarm", 2, 1, id=_ALARM),
                _entry("received", 1, 2, about=_ALARM)), _CONTROLLER),
    _own("an alarm whose receipt was taken back", "0 1",
         _visit(_entry("alarm", 3, 1, id=_ALARM),
                _entry("received", 2, 2, about=_ALARM, id=_RECEIPT),
                _entry("undone", 1, 3, about=_RECEIPT)), _CONTROLLER),
    _own("an alarm of an operation that is over", "None",
         _visit(_entry("alarm", 1, 1), stands="closed"), _CONTROLLER),
    _told("the holder of the post", str(PERSON), _LATE, _CONTROLLER),
    _told("planners, where nobody commands", "operations.plan", _LATE),
    _told("nobody of a crew in time", "None", _visit(_entry("there", 19, 1)),
          _CONTROLLER),
]  # fmt: skip
