"""Visits: accounts of them, the record of one, and what they offer the desk."""

from __future__ import annotations

from tests.security.rls.promise import BY_RECORD, Promise

_DECIDES = (
    "t.organisation_id = %(own)s and %(role)s in ('planner', 'safeguarding_lead')"
    " and %(purpose)s = 'operation_delivery' and (t.state in ('waits', 'set_aside')"
    " or exists (select from visits_visit v where v.planned_id = t.planned_id"
    " and v.id in ({visits_visit})))"
)
_OWN = "t.author_id = %(me)s and t.author_organisation_id = %(own)s"
_WITH_RECORD = (
    "t.kind = 'addendum' and t.state = 'beside' and exists (select from visits_visit v"
    " where v.planned_id = t.planned_id and v.id in ({visits_visit}))"
)
_ASSESSES = (
    "%(role)s = 'analyst' and %(purpose)s = 'intel_assessment'"
    " and t.visit_id in ({visits_visit})"
    " and (not t.is_of_safeguarding or t.released_by_id is not null)"
)
_LEADS = (
    "t.is_of_safeguarding and %(role)s = 'safeguarding_lead'"
    " and %(purpose)s = 'safeguarding_support' and t.visit_id in ({visits_visit})"
)
_LED = (
    "exists (select from visits_visit v join operations_plannedvisit p"
    " on p.id = v.planned_id join operations_teammember m on m.team_id = p.team_id"
    " where v.id = t.visit_id and v.id in ({visits_visit})"
    " and p.status = 'done' and p.kind = 'safeguarding'"
    " and m.id in ({operations_teammember}) and m.is_leader and m.person_id = %(me)s)"
)

TABLES = {
    "visits_account": Promise(
        "What people say of a visit: who decides which of them counts, in the leading "
        "organisation, and its author until it is set aside or stands beside another. "
        "No one else of the crew. What is added to a record is read with it.",
        staff="select, insert",
        guard="select, insert, update(state, reason, problems, form, content, "
        "inner_there, planned_id, operation_id, organisation_id, author_id, "
        "author_organisation_id, decided_by_id, decided_at, decided_why)",
        reads=f"{_DECIDES} or {_OWN} and t.state in ('waits', 'counts')"
        f" or {_WITH_RECORD}",
        adds=f"{_OWN} and t.source = 'web' and t.decided_by_id is null and (t.state ="
        " 'waits' or t.state = 'counts' and exists (select from visits_visit v where"
        " v.planned_id = t.planned_id and v.account_id = t.id and v.recorded_by_id ="
        " %(me)s and v.id in ({visits_visit}))"
        f" or {_WITH_RECORD})",
    ),
    "visits_draft": Promise(
        "A record half written: whose it is, and nobody else.",
        staff="select, insert, update(content, inner, saved_at, number), delete",
        reads="t.person_id = %(me)s",
        adds="t.person_id = %(me)s",
        changes="t.person_id = %(me)s",
        removes="t.person_id = %(me)s",
    ),
    "visits_draftitem": Promise(
        "What a visit offers the desk: analysts who read the visit, of a safeguarding "
        "visit once a safeguarding lead let it go. Its leader offers a sentence.",
        staff="select, insert, update(state, released_by_id, released_at, "
        "decided_by_id, decided_at)",
        guard="select, insert, update(state, decided_at)",
        reads=f"t.offered_by_id = %(me)s or {_ASSESSES} or {_LEADS}",
        adds="t.is_of_safeguarding and t.state = 'offered' and t.offered_by_id = %(me)s"
        " and t.released_by_id is null and t.decided_by_id is null and "
        f"{_LED}",
        changes=f"{_LEADS} and t.offered_by_id <> %(me)s or {_ASSESSES}",
        never="t.is_of_safeguarding and t.released_by_id is null"
        " and %(purpose)s = 'intel_assessment' and t.offered_by_id <> %(me)s",
    ),
    "visits_peoplepresent": Promise(
        "Who was met: with the visit.",
        staff="select, insert",
        guard="select, insert, delete",
        reads=BY_RECORD,
    ),
    "visits_possiblevictim": Promise(
        "Possible victims: with the visit.",
        staff="select, insert",
        guard="select, insert, update(age_group, alleges, is_brought_to_safety, "
        "is_withdrawn)",
        reads=BY_RECORD,
    ),
    "visits_referral": Promise(
        "Referrals: with the visit.",
        staff="select, insert",
        guard="select, insert, delete",
        reads=BY_RECORD,
    ),
    "visits_signanswer": Promise(
        "Signs seen or not: with the visit.",
        staff="select, insert",
        guard="select, insert, delete",
        reads=BY_RECORD,
    ),
    "visits_visit": Promise(
        "Visits as they happened: whose account counts, and organisations. Another "
        "account takes its place by a procedure alone.",
        staff="select, insert",
        guard="select, insert, update(purpose_told, entry_basis, entry_detail, "
        "interpreter, started_at, ended_at, outcome, spoken_to, leaflets, notices, "
        "arrests, narrative, follow_up_on, recorded_by_id, recorded_at, account_id, "
        "revision, inner_there, photos_there)",
        reads=BY_RECORD,
    ),
}
