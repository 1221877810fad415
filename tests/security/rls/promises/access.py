"""Who is let in and kept out, who did what, emergencies, and what is shared."""

from __future__ import annotations

from tests.security.rls.promise import SIGNED, Promise

TABLES = {
    "access_exclusion": Promise(
        "Whoever decides a record's team knows who is kept out; nobody learns "
        "that they are themselves. Only procedures write.",
        staff="select",
        guard="select, insert, update, delete",
        reads="record_id = any(%(managed)s) and person_id is distinct from %(me)s",
    ),
    "access_grant": Promise(
        "Whoever was let in to a record knows who else was. Nobody lets "
        "themselves in: only procedures write.",
        staff="select",
        guard="select, insert, update, delete",
        reads="person_id = %(me)s or organisation_id = %(own)s or record_id = "
        "any(%(let_in)s)",
    ),
    "audit_checkpoint": Promise(
        "Signed heads of the record: who audits reads them; only sealing adds.",
        staff="select",
        worker="select",
        guard="select, insert",
        reads="%(purpose)s = 'audit'",
    ),
    "audit_event": Promise(
        "Who did what: one's own, those of records that one was let in to, and "
        "all for who audits. Only one procedure adds, nobody changes.",
        staff="select",
        guard="select, insert",
        reads="%(purpose)s = 'audit' or person_id = %(me)s or subject_id = "
        "any(%(let_in)s)",
    ),
    "audit_leaf": Promise(
        "Leaves of the sealed record: the procedures' alone.",
        guard="select, insert",
    ),
    "audit_waiting": Promise(
        "What waits to be sealed: the procedures' alone.",
        guard="select, insert, delete",
    ),
    "emergency_access": Promise(
        "Whoever has one, and those who are told of it: the team, and reviewers "
        "of both organisations. Only procedures write.",
        staff="select",
        guard="select, insert, update",
        reads="person_id = %(me)s or (t.domain = any(%(domains)s) and t.record_id "
        "= any(%(unclosed)s) and (t.record_id = any(%(let_in)s) or %(own)s "
        "in (t.owner_id, t.organisation_id) and t.domain = "
        "any(%(reviews)s)))",
    ),
    "emergency_notice": Promise(
        "What an organisation is told of an emergency: its reviewers and the "
        "team; they say that they have seen it.",
        staff="select, update(seen_at, seen_by_id)",
        guard="insert",
        reads="organisation_id = %(own)s and exists (select from emergency_access "
        "a where a.id = t.access_id and (a.domain = any(%(domains)s) and "
        "a.record_id = any(%(unclosed)s) and (a.record_id = any(%(let_in)s) "
        "or %(own)s in (a.owner_id, a.organisation_id) and a.domain = "
        "any(%(reviews)s))))",
        changes="organisation_id = %(own)s and exists (select from emergency_access "
        "a where a.id = t.access_id and (a.domain = any(%(domains)s) and "
        "a.record_id = any(%(unclosed)s) and (a.record_id = any(%(let_in)s) "
        "or %(own)s in (a.owner_id, a.organisation_id) and a.domain = "
        "any(%(reviews)s))))",
    ),
    "health_alarm": Promise(
        "Which alarms went out today: the worker's alone.",
        worker="select, insert, delete",
    ),
    "health_observation": Promise(
        "What the worker saw: it writes it, and one procedure tells it.",
        worker="select, insert, update",
        guard="select",
    ),
    "sharing_agreement": Promise(
        "Agreements are known to colleagues; who keeps one changes it until the "
        "first has signed.",
        staff="select, insert, update(title, purposes, domains, categories, "
        "legal_basis, legal_words, from_on, to_on, review_on, version)",
        guard="select, update(is_final, ended_at, ended_by_id, end_reason)",
        reads=SIGNED,
        adds="kept_by_id = %(own)s and not is_final",
        changes="kept_by_id = %(own)s and not is_final",
    ),
    "sharing_document": Promise(
        "What was signed: a party adds it, and nobody takes it back.",
        staff="select, insert",
        reads=SIGNED,
        adds="exists (select from sharing_party p where p.agreement_id = "
        "t.agreement_id and p.organisation_id = %(own)s)",
    ),
    "sharing_party": Promise(
        "Who is a party: who keeps the agreement names them; only a procedure signs.",
        staff="select, insert, delete",
        guard="select, update(signed_by_id, signed_at)",
        reads=SIGNED,
        adds="signed_at is null and exists (select from sharing_agreement a "
        "where a.id = t.agreement_id and a.kept_by_id = %(own)s and not "
        "a.is_final)",
        removes="signed_at is null and exists (select from sharing_agreement a "
        "where a.id = t.agreement_id and a.kept_by_id = %(own)s and not "
        "a.is_final)",
    ),
    "sharing_share": Promise(
        "Who shares what with whom: the team, the owner's readers, and the "
        "receiver once it is offered. Only procedures write.",
        staff="select",
        guard="select, insert, update, delete",
        reads="domain = any(%(domains)s) and record_id = any(%(unclosed)s) and "
        "(to_organisation_id = %(own)s and state <> 'draft' or "
        "to_organisation_id <> %(own)s and record_id = any(%(on_team)s) or "
        "exists (select from safeguarding_case c where c.id = t.record_id "
        "and c.lead_id = %(own)s and not c.is_restricted) and "
        "'safeguarding_case:read' = any(%(rights)s))",
    ),
}
