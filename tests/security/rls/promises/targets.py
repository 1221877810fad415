"""Where operations may go: tables that only those who plan the operation meet."""

from __future__ import annotations

from tests.security.rls.promise import BY_RECORD, Promise

_RUNS = "%(role)s = 'planner' and %(purpose)s = 'operation_delivery'"
PLANS = f"{_RUNS} and operation_id = any(%(managed)s)"
_OF_CANDIDATE = "candidate_id in ({operations_candidate})"
_OF_ITS_NATURE = (
    f"{_OF_CANDIDATE} and (kind = 'safeguarding') = (select c.is_safeguarding"
    " from operations_candidate c where c.id = candidate_id)"
)
_DESK = (
    "'report:read' = any(%(rights)s) and organisation_id = %(own)s"
    " and operation_id in ({operations_operation})"
)
# A place with a safeguarding visit has nothing else on its menu.
_PURE = (
    "not exists (select from operations_visitoption v where v.candidate_id = t.id"
    " and (v.kind = 'safeguarding') <> t.is_safeguarding)"
)

_BESIDE = (
    "exists (select from operations_plannedvisit a join operations_plannedvisit b"
    " on (b.operation_id, b.premises_id) = (a.operation_id, a.premises_id)"
    " where a.id = first_id and b.id = second_id and a.operation_id = t.operation_id"
    " and a.kind = 'safeguarding' and a.status <> 'cancelled'"
    " and b.kind = 'enforcement')"
)

TABLES: dict[str, Promise] = {
    "operations_candidate": Promise(
        "Where an operation may go: who plans it; the desk proposes, and reads none.",
        staff="select, insert, update(is_safeguarding, language, days, window, opens,"
        " closes, strike_id, apart_id, after_id, pinned_team_id, pinned_on, pinned_at,"
        " pinned_people, removed_at)",
        guard="select(operation_id, premises_id, removed_at)",
        reads=PLANS,
        adds=f"{PLANS} and {_PURE}",
        changes=_PURE,
    ),
    "operations_candidatebar": Promise(
        "Assignments that must not be made: with the candidate.",
        staff="select, insert, delete",
        reads=_OF_CANDIDATE,
        adds=_OF_CANDIDATE,
        removes="true",
    ),
    "operations_candidategroup": Promise(
        "Groups of candidates: who plans the operation.",
        staff="select, insert, update(name)",
        reads=PLANS,
        adds=PLANS,
        changes="true",
    ),
    "operations_candidatetip": Promise(
        "That a report proposed a place: the desk that has it, and nobody else.",
        staff="select, insert",
        reads=_DESK,
        adds=f"{_DESK} and proposed_by_id = %(me)s"
        " and report_id in ({reporting_report})",
    ),
    "operations_enforcementturn": Promise(
        "That a visit was turned into enforcement: with its plan; a procedure adds it.",
        staff="select",
        guard="select(planned_id, authority), insert",
        reads=BY_RECORD,
    ),
    "operations_secondvisit": Promise(
        "That a visit saves a life beside another: who plans the operation, and nobody"
        " who meets the second alone.",
        staff="select, insert",
        guard="select(second_id)",
        reads=PLANS,
        adds=f"{PLANS} and {_BESIDE}",
    ),
    "operations_visitoption": Promise(
        "What a place may get, as somebody decided: with the candidate.",
        staff="select, insert, delete",
        reads=_OF_CANDIDATE,
        adds=f"{_OF_ITS_NATURE} and decided_by_id = %(me)s",
        removes="true",
    ),
    "operations_warrant": Promise(
        "Warrants: who plans the operation; withdrawn in one's own name.",
        staff="select, insert, update(withdrawn_at, withdrawn_by_id,"
        " withdrawn_because)",
        guard="select(id, operation_id, premises_id, number, issued_at, expires_at,"
        " entries, withdrawn_at)",
        reads=PLANS,
        adds=f"{PLANS} and withdrawn_at is null",
        changes="(withdrawn_by_id is null or withdrawn_by_id = %(me)s)",
    ),
    "operations_warrantentry": Promise(
        "Entries made under a warrant: with it; the team's by a procedure.",
        staff="select, insert",
        guard="select, insert",
        reads="warrant_id in ({operations_warrant})",
        adds="warrant_id in ({operations_warrant}) and used_by_id = %(me)s",
    ),
    "visits_immigrationrelease": Promise(
        "Leave to use a welfare visit's record for immigration: with the record; a"
        " supervisor who did not ask agrees.",
        staff="select, insert, update(agreed_by_id, agreed_at)",
        guard="select(agreed_at, visit_id)",
        reads="visit_id in ({visits_visit})",
        adds="visit_id in ({visits_visit}) and asked_by_id = %(me)s"
        " and agreed_by_id is null",
        changes="%(role)s = 'safeguarding_lead'"
        " and %(purpose)s = 'safeguarding_support' and asked_by_id <> %(me)s"
        " and (agreed_by_id is null or agreed_by_id = %(me)s)",
    ),
}
