"""Letting in, opening, ending and keeping out."""

from __future__ import annotations

from uuid import UUID

from tests.security.rls.attempts import DONE, EMPTY_TEAM, Attempt
from tests.security.rls.records import (
    ABOVE,
    CASE,
    KEPT_OUT,
    LEAD,
    OBSERVER,
    OPERATION,
    ORGANISATION_OUT,
    OUT_ENDED,
    RESTRICTED,
    WORKER,
    record,
)
from tests.security.rls.states import (
    COLLEAGUE,
    DESK,
    GONE,
    IDLE,
    LEFT,
    NEW,
    OTHER,
    OWN,
    PERSON,
    WAITING,
)

SUPPORT = ("support_worker", "safeguarding_support")
MANAGER = ("support_manager", "safeguarding_support")
PLANNER = ("planner", "operation_delivery")
OFFICER = ("officer", "safeguarding_support")
PARTNER = ("partner", "operation_delivery")
NOBODY = ("", "")
MADE = "'00000000-0000-4000-8000-00000000000a'::uuid"
LED, MEMBER, LOOKED = (record(CASE, ways) for ways in (LEAD, WORKER, OBSERVER))
MANAGED = record(CASE, (), is_own=True)
CLOSED = record(CASE, (), KEPT_OUT)


def _let_in(case: str, person: object = COLLEAGUE) -> str:
    given = f"'safeguarding_case', {case}, '{person}', 'worker', '', now()"
    return f"select wall.let_in(gen_random_uuid(), {given})"


def _begin(domain: str = "safeguarding_case", made: str = MADE) -> str:
    return f"select wall.begin('{domain}', {made})"


def _head(opened_by: object = PERSON) -> str:
    return (
        "insert into safeguarding_case (id, urn, possible_victim_id, age_group,"
        " nrm_state, nrm_reference, lead_id, preferred_language, opened_by_id,"
        " opened_at, sensitivity, is_restricted, person_id, way_in, identity_version,"
        " course)"
        f" values ({MADE}, 'x', {MADE}, 'adult', 'identified', '', '{OWN}', '',"
        f" '{opened_by}', now(), 1, false, {MADE}, 'visit', 0,"
        " 'active')"
    )


def _open_team(person: object = COLLEAGUE, made: str = MADE) -> str:
    ids = f'"id": "{UUID(int=9)}", "person": "{person}"'
    members = f'[{{{ids}, "role": "lead"}}]'
    given = f"'safeguarding_case', {made}, '{members}', now()"
    return f"select wall.open_team({given})"


def _organisation_in(domain: str, made: str) -> str:
    given = f"'{domain}', {made}, '{OTHER}', now()"
    return f"select wall.let_organisation_in(gen_random_uuid(), {given})"


def _exclude(case: str, person: str, organisation: str = "null") -> str:
    given = f"'safeguarding_case', {case}, {person}, {organisation}, '', now()"
    return f"select wall.exclude(gen_random_uuid(), {given})"


def _grant(case: str, person: object = PERSON, more: str = "") -> str:
    """A row prepared in the grant table, with an id of its own."""
    return (
        "insert into access_grant (id, domain, record_id, person_id, basis, team_role,"
        " categories, purposes, granted_by, reason, from_at, ended_at) values"
        f" ({MADE}, 'safeguarding_case', {case}, '{person}', 'team', 'worker', '{{}}',"
        f" '{{}}', {MADE}, '', now(), null) on conflict do nothing; update access_grant"
        f" set granted_by = granted_by {more} where id = {MADE}"
    )


def _end(number: str = MADE) -> str:
    return f"select wall.end_grant({number}, now())"


def _own_grant(case: str) -> str:
    return (
        f"(select id from access_grant where record_id = {case} and ended_at is null"
        f" and person_id = '{PERSON}')"
    )


def _kept(case: str, more: str = "") -> str:
    return (
        "insert into access_exclusion (id, domain, record_id, person_id, reason,"
        f" set_by, from_at) values ({MADE}, 'safeguarding_case', {case},"
        f" '{COLLEAGUE}', '', {MADE}, now());"
        f" update access_exclusion set reason = '' {more}"
        f" where id = {MADE}"
    )


_END_EXCLUSION = f"select wall.end_exclusion({MADE}, now())"
_MANAGES = "select {} = any(wall.managed())"
_PAST = record(CASE, (), OUT_ENDED, is_own=True)
_SHUT = record(CASE, (), RESTRICTED, is_own=True)
MANAGING = [
    Attempt("managed", "kept out no more", MANAGER, [_MANAGES.format(_PAST)], "False"),
    Attempt("managed", "of its team alone", MANAGER, [_MANAGES.format(_SHUT)], "False",
            [_kept(_SHUT)]),
    Attempt("managed", "of the organisation", MANAGER, [_MANAGES.format(MANAGED)],
            "True", [_kept(MANAGED)]),
]  # fmt: skip
_OTHERS_LAST = "select bool_or(ended_at is null) from {}"
LETTING_IN = [
    Attempt("let_in may", "a lead lets a colleague in", SUPPORT, [_let_in(LED)], DONE),
    Attempt("let_in may", "a manager lets in", MANAGER, [_let_in(MANAGED)], DONE),
    Attempt("let_in may", "a worker lets in", SUPPORT, [_let_in(MEMBER)]),
    Attempt("let_in may", "an observer lets in", SUPPORT, [_let_in(LOOKED)]),
    Attempt("let_in", "a stranger lets in", SUPPORT, [_let_in(record(CASE, ()))]),
    Attempt("let_in", "oneself", MANAGER, [_let_in(MANAGED, PERSON)]),
    Attempt("let_in works_on", "a disabled person", SUPPORT, [_let_in(LED, IDLE)]),
    Attempt("let_in works_on", "somebody who left", SUPPORT, [_let_in(LED, LEFT)]),
    Attempt("let_in works_on", "one who comes", SUPPORT, [_let_in(LED, NEW)], DONE),
    Attempt("let_in works_on", "a desk's analyst", SUPPORT, [_let_in(LED, DESK)]),
    Attempt("let_in works_on", "one who waits", SUPPORT, [_let_in(LED, WAITING)]),
    Attempt("let_in works_on", "one who is gone", SUPPORT, [_let_in(LED, GONE)]),
    Attempt("let_in works_on", "somebody unknown", SUPPORT, [_let_in(LED, OWN)]),
    Attempt("let_in", "a lead without context", NOBODY, [_let_in(LED)]),
    Attempt(
        "may excluded",
        "a lead who is kept out",
        SUPPORT,
        [_let_in(record(CASE, LEAD, KEPT_OUT))],
    ),
    Attempt(
        "may excluded",
        "a lead of an organisation that is kept out",
        SUPPORT,
        [_let_in(record(CASE, LEAD, ORGANISATION_OUT))],
    ),
    Attempt(
        "may clearance",
        "a lead without the clearance",
        SUPPORT,
        [_let_in(record(CASE, LEAD, ABOVE))],
    ),
    Attempt(
        "may",
        "a manager at a restricted record",
        MANAGER,
        [_let_in(record(CASE, (), RESTRICTED, is_own=True))],
    ),
    Attempt(
        "may excluded",
        "a manager who is kept out",
        MANAGER,
        [_let_in(record(CASE, (), KEPT_OUT, is_own=True))],
    ),
    Attempt("may", "another's manager", MANAGER, [_let_in(record(CASE, ()))]),
    Attempt(
        "may header",
        "a record that is not there",
        MANAGER,
        [_let_in(MADE)],
    ),
]
OPENING = [
    Attempt("begin", "an officer begins a case", OFFICER, [_begin()], DONE),
    Attempt("begin", "nobody begins", NOBODY, [_begin()]),
    Attempt("begin", "of a domain out of view", OFFICER, [_begin("investigation")]),
    Attempt("begin", "without the right", PARTNER, [_begin()]),
    Attempt("begin header", "a record that is there", OFFICER, [_begin(made=MANAGED)]),
    Attempt(
        "begin",
        "a record that was let in to",
        OFFICER,
        [_begin(made=MADE)],
        before=[_grant(MADE)],
    ),
    Attempt(
        "open_team", "a team", OFFICER, [_begin(), _head(), _open_team()], DONE
    ),
    Attempt("open_team", "no head", OFFICER, [_begin(), _open_team()]),
    Attempt(
        "open_team opening",
        "of a case that the person opened before",
        OFFICER,
        [_open_team(made=LED)],
        before=[f"update safeguarding_case set opened_by_id = '{PERSON}'"],
    ),
    Attempt(
        "open_team", "in another's name", OFFICER,
        [_begin(), _head(COLLEAGUE), _open_team()],
    ),
    Attempt(
        "open_team works_on", "of strangers", OFFICER,
        [_begin(), _head(), _open_team(LEFT)],
    ),
    Attempt(
        "open_team", "twice", OFFICER,
        [_begin(), _head(), _open_team(), _open_team(NEW)],
    ),
    Attempt(
        "opening", "another record than was begun", OFFICER,
        [_begin(), _head().replace(MADE, f"{MADE[:-8]}b'::uuid", 1)],
    ),
    Attempt(
        "opening unpacked", "forged", OFFICER,
        [
            _begin(),
            "select set_config('unhidden.opening', repeat('0', 64) ||"
            " substr(current_setting('unhidden.opening'), 65), true)",
            _head(),
        ],
    ),
    Attempt(
        "opening", "begun by another person", OFFICER,
        [_begin(), "select set_config('unhidden.context', '', true)", _head()],
    ),
]  # fmt: skip
ORGANISATIONS = [
    Attempt(
        "let_organisation_in", "by the planner", PLANNER,
        [_organisation_in("operation", record(OPERATION, (), is_own=True))], DONE,
    ),
    Attempt(
        "let_organisation_in", "to another's operation", PLANNER,
        [_organisation_in("operation", record(OPERATION, ()))],
    ),
    Attempt(
        "let_organisation_in", "by an observer", PLANNER,
        [_organisation_in("operation", record(OPERATION, OBSERVER))],
    ),
    Attempt(
        "let_organisation_in", "to a case", MANAGER,
        [_organisation_in("safeguarding_case", MANAGED)],
    ),
    Attempt(
        "let_organisation_in", "while it is opened", PLANNER,
        [_begin("operation"), _organisation_in("operation", MADE)], DONE,
    ),
]  # fmt: skip
ENDING = [
    Attempt("end_grant", "one's own", SUPPORT, [_end(_own_grant(MEMBER))], EMPTY_TEAM),
    Attempt(
        "end_grant", "one's own of two", SUPPORT, [_end(_own_grant(LOOKED))], DONE,
        before=[_grant(LOOKED, COLLEAGUE)],
    ),
    Attempt(
        "end_grant", "another's, as lead", SUPPORT, [_end()], DONE,
        before=[_grant(LED, COLLEAGUE)],
    ),
    Attempt(
        "end_grant", "that one alone", SUPPORT,
        [_end(), _OTHERS_LAST.format("access_grant")], "True",
        before=[_grant(LED, COLLEAGUE)],
    ),
    Attempt(
        "end_grant", "another's, as worker", SUPPORT, [_end()],
        before=[_grant(MEMBER, COLLEAGUE)],
    ),
    Attempt(
        "end_grant", "one's own, and kept out", SUPPORT, [_end()],
        before=[_grant(CLOSED), _grant(CLOSED, COLLEAGUE)],
    ),
    Attempt("end_grant", "none", SUPPORT, [_end()]),
    Attempt(
        "end_grant", "ended before", SUPPORT, [_end()],
        before=[_grant(LED, COLLEAGUE, ", ended_at = now()")],
    ),
    Attempt(
        "end_grant", "a share", SUPPORT, [_end()],
        before=[_grant(LED, COLLEAGUE, ", basis = 'share', team_role = ''")],
    ),
    Attempt(
        "end_grant", "the last beside an ended one", SUPPORT,
        [_end(_own_grant(MEMBER))], EMPTY_TEAM,
        before=[_grant(MEMBER, COLLEAGUE, ", ended_at = now()")],
    ),
    Attempt(
        "end_grant is_at_work", "the last beside somebody who left", SUPPORT,
        [_end(_own_grant(MEMBER))], EMPTY_TEAM, before=[_grant(MEMBER, LEFT)],
    ),
    Attempt(
        "end_grant", "the last beside a share", SUPPORT,
        [_end(_own_grant(f"{MEMBER} and basis = 'team'"))], EMPTY_TEAM,
        before=[_grant(MEMBER, COLLEAGUE, ", basis = 'share', team_role = ''")],
    ),
    Attempt(
        "end_grant", "the last beside an organisation", SUPPORT,
        [_end(_own_grant(f"{MEMBER} and person_id is not null"))], EMPTY_TEAM,
        before=[
            _grant(
                MEMBER, COLLEAGUE, f", person_id = null, organisation_id = '{OTHER}'"
            )
        ],
    ),
]  # fmt: skip
KEEPING_OUT = [
    Attempt("exclude", "by a lead", SUPPORT, [_exclude(LED, f"'{COLLEAGUE}'")], DONE),
    Attempt("exclude", "by a worker", SUPPORT, [_exclude(MEMBER, f"'{COLLEAGUE}'")]),
    Attempt("exclude", "oneself", SUPPORT, [_exclude(LED, f"'{PERSON}'")]),
    Attempt("exclude", "one's own", SUPPORT, [_exclude(LED, "null", f"'{OWN}'")]),
    Attempt(
        "exclude", "another's", SUPPORT, [_exclude(LED, "null", f"'{OTHER}'")], DONE
    ),
    Attempt("end_exclusion", "by a lead", SUPPORT,
            [_END_EXCLUSION], DONE, [_kept(LED)]),
    Attempt("end_exclusion", "that one alone", SUPPORT,
            [_END_EXCLUSION, _OTHERS_LAST.format("access_exclusion")], "True",
            [_kept(LED)]),
    Attempt("end_exclusion", "a worker", SUPPORT, [_END_EXCLUSION],
            before=[_kept(MEMBER)]),
    Attempt("end_exclusion", "none", SUPPORT, [_END_EXCLUSION]),
    Attempt(
        "end_exclusion", "ended before", SUPPORT, [_END_EXCLUSION],
        before=[_kept(LED, ", ended_at = now()")],
    ),
]  # fmt: skip
ATTEMPTS = [*MANAGING, *LETTING_IN, *OPENING, *ORGANISATIONS, *ENDING, *KEEPING_OUT]
