"""Calls for help from phones: onto the board by their caller's own phone alone."""

from __future__ import annotations

from uuid import UUID

from tests.security.rls.attempts import NOT_GRANTED, REFUSED, Attempt
from tests.security.rls.probes.sharing.prepared import LOOK, NOBODY, row
from tests.security.rls.records import OPERATION, record
from tests.security.rls.rows import key
from tests.security.rls.states import COLLEAGUE, OTHER, OWN, PERSON, Way

_WORKER = "unhidden_worker"
THERE = record(OPERATION, (Way("team", "worker", whose="organisation"),))
VISIT = key("operations_plannedvisit", "'v'")
_LEADS, SUPPORTS = (key("operations_team", f"'{each}'") for each in "ls")
ROW, _PHONE = UUID(int=81), UUID(int=82)
_BEFORE = "now() - interval '1 hour'"
_SOON = "clock_timestamp() + interval '1 minute'"


def _team(team: str) -> str:
    return row("operations_team", id=team, operation_id=THERE, name=f"{team}::text")


def add_member(team: str = _LEADS, person: object = PERSON) -> str:
    return row(
        "operations_teammember",
        id="gen_random_uuid()",
        team_id=team,
        person_id=f"'{person}'",
        organisation_id=f"'{OWN}'",
        is_leader="false",
    )


def add_phone(**given: str) -> str:
    whole = {
        "id": f"'{_PHONE}'",
        "public_key": "'k'",
        "person_id": f"'{PERSON}'",
        "organisation_id": f"'{OWN}'",
        "name": "''",
        "unlock": "'prf'",
        "is_persistent": "true",
        "enrolled_at": "now()",
        "lost_reason": "'gone'",
        "waiting": "0",
    }
    return row("field_device", **{**whole, **given})


def add_sent(**given: str) -> str:
    whole = {
        "id": f"'{ROW}'",
        "submission_id": "gen_random_uuid()",
        "digest": "'d'",
        "planned_named": VISIT,
        "device_id": f"'{_PHONE}'",
        "device_key": "'k'",
        "author_id": f"'{PERSON}'",
        "kind": "'alarm'",
        "header": "'h'",
        "signature": "'s'",
        "is_known": "true",
        "landed_at": "now()",
        "state": "'landed'",
        "reason": "''",
        "tries": "0",
    }
    return row("field_submission", **{**whole, **given})


def _entry(number: int, entry: str = "gen_random_uuid()", visit: str = VISIT) -> str:
    return (
        "insert into operations_boardentry (id, visit_id, number, what, entered_by_id,"
        f" entered_at, is_by_radio) values ({entry}, {visit}, {number}, 'contact',"
        f" '{COLLEAGUE}', now(), false)"
    )


def add_plan(status: str = "planned", stands: str = "running") -> list[str]:
    """A visit of a crew that leads, which nobody has said anything of."""
    return [
        "delete from operations_boardentry",
        "delete from operations_commandpost",
        "delete from field_submission",
        "delete from field_taking",
        "delete from field_device",
        _team(_LEADS),
        _team(SUPPORTS),
        f"update operations_operation set status = '{stands}' where id = {THERE}",
        f"update operations_plannedvisit set id = {VISIT}, operation_id = {THERE},"
        f" status = '{status}', team_id = {_LEADS} where id ="
        " (select min(id::text)::uuid from operations_plannedvisit)",
    ]


def _enters(  # each is one thing that decides
    name: str,
    expects: str,
    *before: str,
    plan: list[str] | None = None,
    named: str = VISIT,
    asked_at: str = _SOON,
    role: str = _WORKER,
    then: str = "",
) -> Attempt:
    """Whether the board takes it: the entry's id, None, or a refusal."""
    asked = [f"select wall.enter_landed_alarm('{ROW}', {named}, {asked_at})"]
    asked += [LOOK, _STANDS % then] if then else []
    procedures = "enter_landed_alarm is_own_phone"
    prepared = [*(plan or add_plan()), *before]
    return Attempt(procedures, name, NOBODY, asked, expects, prepared, role)


def _come_along(visit: str = VISIT, team: str = SUPPORTS) -> str:
    return row(
        "operations_supportingcrew",
        id="gen_random_uuid()",
        visit_id=visit,
        team_id=team,
    )


_GOOD = (add_phone(), add_member(), add_sent())
_ELSEWHERE = "gen_random_uuid()"
_OTHERS_RUN = f"update operations_operation set status = 'running' where id <> {THERE}"
SUPPORT = _come_along()
_STANDS = f"select %s from operations_boardentry where id = '{ROW}'"
ENTERING = [
    _enters("help of the crew that leads", str(ROW), *_GOOD),
    _enters("help among other entries", "3", *_GOOD, _entry(1), _entry(2),
            then="max(number)"),
    _enters("help beside the entries of another visit", "1", *_GOOD,
            _entry(7, visit=_ELSEWHERE), then="max(number)"),
    _enters("help beside what another called for", str(ROW), add_phone(), add_member(),
            add_sent(id=_ELSEWHERE, author_id=f"'{COLLEAGUE}'"), add_sent()),
    _enters(
        "help of a crew that comes along", str(ROW), add_phone(), add_sent(), SUPPORT,
        add_member(SUPPORTS),
    ),
    _enters("help of a crew elsewhere", "None", add_phone(), add_sent(),
            add_member(SUPPORTS)),
    _enters("help of a crew that comes along to another", "None", add_phone(),
            add_sent(), _come_along(_ELSEWHERE), add_member(SUPPORTS)),
    _enters("help of a crew elsewhere, where another comes along", "None", add_phone(),
            add_sent(), _come_along(team=_ELSEWHERE), add_member(SUPPORTS)),
    _enters("help of who is in no crew", "None", add_phone(), add_sent(),
            add_member(person=COLLEAGUE)),
    _enters("help that stands there", str(ROW), add_sent(), _entry(1, f"'{ROW}'")),
    _enters("help by nobody", REFUSED, add_phone(), add_member()),
    _enters("what is no call for help", REFUSED, *_GOOD[:2], add_sent(kind="'state'")),
    _enters("help before it landed", REFUSED, *_GOOD, asked_at=_BEFORE),
    _enters("help at no hour", REFUSED, *_GOOD, asked_at="null"),
    _enters(
        "help at a visit that the phone did not name", "None", *_GOOD[:2],
        add_sent(planned_named="gen_random_uuid()"),
    ),
    _enters("help at no visit", "None", *_GOOD, named="null"),
    _enters("help at no planned visit", "None", *_GOOD, plan=add_plan("cancelled")),
    _enters("help after the operation", "None", *_GOOD, plan=add_plan(stands="closed")),
    _enters("help after the operation, while another runs", "None", _OTHERS_RUN, *_GOOD,
            plan=add_plan(stands="closed")),
    _enters(
        "help in a colleague's name", "None", add_phone(), add_member(person=COLLEAGUE),
        add_sent(author_id=f"'{COLLEAGUE}'"),
    ),
    _enters("help of a phone that nobody knows", "None", *_GOOD[1:]),
    _enters("help of a phone that nobody knows, beside one's own", "None",
            add_phone(id=_ELSEWHERE), *_GOOD[1:]),
    _enters(
        "help of a phone that was lost", "None",
        add_phone(lost_at="now()", lost_by_id=f"'{PERSON}'"), *_GOOD[1:],
    ),
    _enters(
        "help of a phone that was handed back", "None", add_phone(ended_at="now()"),
        *_GOOD[1:],
    ),
    _enters("help by the staff site", NOT_GRANTED, *_GOOD, role="unhidden_staff"),
]  # fmt: skip


def _post(person: object = COLLEAGUE) -> str:
    return (
        "insert into operations_commandpost (id, operation_id, post, strand, person_id,"
        f" organisation_id, from_at) values (gen_random_uuid(), {THERE}, 'controller',"
        f" '', '{person}', '{OWN}', clock_timestamp() - interval '1 hour')"
    )


def _told(
    name: str, expects: str, *before: str, plan: list[str] | None = None
) -> Attempt:
    """Of whom the worker is told: a person, or a permission."""
    asked = (
        "select string_agg(coalesce(person_id::text, permission), ',')"
        " from wall.alarms_that_wait()"
    )
    procedures = "alarms_that_wait loose_alarms"
    prepared = [*(plan or add_plan()), *before]
    return Attempt(procedures, name, NOBODY, [asked], expects, prepared, _WORKER)


_OTHERS = key("operations_team", "'o'")
#: A team of an operation that another visit is of.
_ELSEWHERE_TOO = (
    "insert into operations_team (id, operation_id, name) select"
    f" {_OTHERS}, min(id::text)::uuid, 'o' from operations_operation"
    f" where id <> {THERE}"
)
_WAITS = {"state": "'waits'", "reason": "'plan_unknown'"}
_NAMELESS = {**_WAITS, "planned_named": "null"}
TELLING = [
    _told("help that waits, to who plans", "operations.plan", add_sent(**_WAITS)),
    _told("help, to the controller", f"{COLLEAGUE}", add_sent(**_WAITS), _post()),
    _told("help that is still to be entered", "None", add_sent()),
    _told("what waits and is no help", "None", add_sent(**_WAITS, kind="'account'")),
    _told(
        "help of two days ago", "None",
        add_sent(**_WAITS, landed_at="now() - interval '2 days'"),
    ),
    _told(
        "help at no visit, where its caller serves", "operations.plan", add_phone(),
        add_member(), add_sent(**_NAMELESS),
    ),
    _told(
        "help at no visit, where a colleague serves", "None", add_phone(),
        add_member(person=OTHER), add_sent(**_NAMELESS),
    ),
    _told(
        "help at no visit, once the operation is over", "None", add_phone(),
        add_member(), add_sent(**_NAMELESS), plan=add_plan(stands="closed"),
    ),
    _told(
        "help at no visit, of a phone that nobody knows", "None", add_member(),
        add_sent(**_NAMELESS),
    ),
    _told(
        "help at no visit, of a phone that nobody knows, where a colleague serves",
        "None", add_phone(id="gen_random_uuid()", person_id=f"'{COLLEAGUE}'"),
        add_member(person=COLLEAGUE), add_sent(**_NAMELESS),
    ),
    _told(
        "help at no visit, once the operation is over and another runs", "None",
        _OTHERS_RUN, _ELSEWHERE_TOO, add_phone(), add_member(),
        add_sent(**_NAMELESS), plan=add_plan(stands="closed"),
    ),
    Attempt(
        "loose_alarms", "help at a visit, whose caller serves elsewhere too", NOBODY,
        [LOOK, "select count(*) from wall.loose_alarms()"], "1",
        [*add_plan(), _OTHERS_RUN, _ELSEWHERE_TOO, add_phone(), add_member(_OTHERS),
         add_sent(**_WAITS)],
    ),
]  # fmt: skip
ATTEMPTS = [*ENTERING, *TELLING]
