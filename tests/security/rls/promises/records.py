"""Operations, visits, survivors, investigations, figures, places and signs."""

from __future__ import annotations

from tests.security.rls.promise import ANYBODY, BY_RECORD, SIGNED, Promise

TABLES = {
    "investigations_answer": Promise(
        "What became of a request: with the request. Whoever takes on investigations "
        "for the organisation that was asked answers, in their own name.",
        staff="select, insert",
        guard="select(request_id)",
        reads="request_id in ({investigations_request})",
        adds="answered_by_id = %(me)s and %(purpose)s = 'investigation' and "
        "'investigation:create' = any(%(rights)s) and exists (select from "
        "investigations_request q where q.id = t.request_id and "
        "q.organisation_id = %(own)s) and (investigation_id is null or "
        "investigation_id in ({investigations_investigation}))",
    ),
    "investigations_request": Promise(
        "Who asks for an investigation of a visit or a report that they read, in their "
        "own name: they, and whoever takes on investigations where they ask.",
        staff="select, insert",
        guard="select(id, organisation_id, asked_by_id, asked_at)",
        reads="asked_by_id = %(me)s or (%(purpose)s = 'investigation' and "
        "'investigation:create' = any(%(rights)s) and organisation_id = %(own)s)",
        adds="asked_by_id = %(me)s and (kind = 'visit' and %(purpose)s in "
        "('investigation', 'operation_delivery') and source_id in ({visits_visit}) or "
        "kind = 'intelligence' and %(purpose)s in ('investigation', "
        "'intel_assessment') and source_id in ({intelligence_intelligencereport}))",
    ),
    "investigations_investigation": Promise(
        "Investigations: their teams; and by share.",
        staff="select, insert, update(status, law_as_at)",
        guard="select(id, is_restricted, opened_by_id, organisation_id, "
        "sensitivity, status, urn)",
        reads=BY_RECORD,
    ),
    "operations_awarenessevent": Promise(
        "Planned events: with the operation.",
        staff="select, insert, update",
        reads=BY_RECORD,
    ),
    "operations_eventfeedback": Promise(
        "What the public says of an event: with the event; the public site "
        "adds, and reads none.",
        public="insert",
        staff="select",
        reads=BY_RECORD,
    ),
    "operations_operation": Promise(
        "Operations: their teams, partners and organisations.",
        staff="select, insert, update",
        guard="select(status, starts_on, ends_on) select(id, is_restricted, lead_id, "
        "sensitivity), update(status)",
        reads=BY_RECORD,
    ),
    "operations_partner": Promise(
        "Who takes part: with the operation.",
        staff="select, insert",
        guard="select(operation_id, organisation_id)",
        reads=BY_RECORD,
    ),
    "operations_plannedvisit": Promise(
        "Where and when teams go: with the operation; a partner's people their "
        "own teams' alone, and safeguarding visits only who plans or supports.",
        staff="select, insert, update",
        guard="select(id, operation_id, premises_id, team_id, kind, authority, on, "
        "starts_at, status), update(status)",
        reads=BY_RECORD,
        never="%(role)s = 'partner' and not exists (select from "
        "operations_teammember m where m.team_id = t.team_id and "
        "m.organisation_id = %(own)s) or kind = 'safeguarding' and "
        "%(purpose)s not in ('operation_delivery', 'safeguarding_support')",
    ),
    "operations_publicevent": Promise(
        "Events that anyone may come to: published ones are public.",
        public="select(id, organiser_id, title_en, title_cy, about_en, about_cy, "
        "place_en, place_cy, materials_en, materials_cy, audience, "
        "starts_at, ends_at, is_public, is_cancelled, takes_sign_ups, "
        "capacity)",
        staff="select, insert, update(version, title_en, title_cy, about_en, "
        "about_cy, place_en, place_cy, materials_en, materials_cy, "
        "audience, starts_at, ends_at, is_public, is_cancelled, "
        "takes_sign_ups, capacity)",
        guard="select(id, is_public, ends_at)",
        reads=BY_RECORD,
        public_reads="is_public",
    ),
    "operations_signup": Promise(
        "Who signed up: with the event; the public site adds, and reads none.",
        public="insert",
        staff="select",
        guard="select(event_id, places, has_email), update(sealed_email, has_email)",
        reads=BY_RECORD,
    ),
    "operations_team": Promise(
        "Teams of an operation: with it.",
        staff="select, insert",
        guard="select(id, operation_id)",
        reads=BY_RECORD,
    ),
    "operations_teammember": Promise(
        "Who is on a team: with the operation; who plans takes people off again.",
        staff="select, insert, update(is_leader), delete",
        guard="select(team_id, person_id, organisation_id)",
        reads=BY_RECORD,
    ),
    "oversight_approval": Promise(
        "Who agreed to a result sheet: with the operation's figures.",
        staff="select, insert",
        reads=BY_RECORD,
    ),
    "oversight_disclosure": Promise(
        "What was told of a survivor to an investigation: with the case or the "
        "investigation; its state is changed by procedures alone, and nobody is "
        "written down as who agreed to it.",
        staff="select, insert",
        guard="select, update(state, investigation_id, authorised_by_id,"
        " authorised_at, expires_at, answered_by_id, answered_at, ended_by_id,"
        " ended_at, marked_at)",
        reads=BY_RECORD,
    ),
    "oversight_disclosureitem": Promise(
        "The sealed words of it: with the case, narrative, or the investigation that "
        "took it, until it is taken back, and again for a use that law compels.",
        staff="select, insert",
        guard="select(id, case_id, disclosure_id, investigation_id, kind),"
        " update(investigation_id)",
        reads=BY_RECORD,
    ),
    "oversight_disclosureuse": Promise(
        "A use of it that law compels: with it; asked, and confirmed by a second "
        "person, by procedures alone.",
        staff="select",
        guard="select, insert, update(confirmed_by_id, confirmed_at)",
        reads=BY_RECORD,
    ),
    "oversight_exactfigure": Promise(
        "Small counts that may be exact: with the figures; a second person agrees.",
        staff="select, insert, update(approved_by_id, approved_at)",
        reads=BY_RECORD,
    ),
    "oversight_publication": Promise(
        "What is published: everybody. It is withdrawn, and otherwise never changed.",
        public="select(id, slug, number, title_en, title_cy, starts_on, ends_on, "
        "lead_en, lead_cy, partners_en, partners_cy, figures, statement_en, "
        "statement_cy, is_synthetic, published_on, withdrawn_on, "
        "withdrawn_because_en, withdrawn_because_cy, corrected_en, corrected_cy)",
        staff="select, insert,"
        " update(withdrawn_on, withdrawn_because_en, withdrawn_because_cy)",
        reads=BY_RECORD,
    ),
    "oversight_resultsheet": Promise(
        "True counts: with the operation's figures.",
        staff="select, insert",
        reads=BY_RECORD,
    ),
    "places_council": Promise(
        "Councils: everybody.",
        public="select",
        staff="select",
        worker="select",
        reads=ANYBODY,
    ),
    "places_importrun": Promise(
        "Imports of places: colleagues read, the worker adds.",
        staff="select",
        worker="select, insert",
        reads=ANYBODY,
    ),
    "places_postcode": Promise(
        "Postcodes: colleagues read, the worker keeps them.",
        staff="select",
        worker="select, insert, update",
        reads=ANYBODY,
    ),
    "places_premises": Promise(
        "Premises: colleagues read and add them, the worker keeps them.",
        staff="select, insert",
        worker="select, insert, update",
        guard="select(id, council_id)",
        reads=ANYBODY,
        adds=SIGNED,
    ),
    "safeguarding_case": Promise(
        "Survivors' cases: their teams, and who they are shared with; in "
        "nobody's view but support's. Whose it is, is never written again, and who "
        "leads it by a transfer alone.",
        staff="select, insert, update(age_group, nrm_state, nrm_reference, "
        "preferred_language, identity_sealed, identity_version, closed_at, course, "
        "wakes_on, sensitivity, is_restricted)",
        guard="select(possible_victim_id, nrm_state, urn, course, wakes_on, "
        "opened_at, closed_at, person_id) select(id, is_restricted, lead_id, "
        "opened_by_id, sensitivity, urn), update(wakes_on, lead_id)",
        reads=BY_RECORD,
    ),
    "safeguarding_bestinterestsdecision": Promise(
        "What was decided for an adult who could not, sealed: with the case, "
        "narrative; each decision in its writer's own name.",
        staff="select, insert",
        guard="select(id, case_id)",
        reads=BY_RECORD,
    ),
    "safeguarding_caseoutgoing": Promise(
        "What left a case, to whom: with it; never changed.",
        staff="select, insert",
        guard="select, insert",
        reads=BY_RECORD,
    ),
    "safeguarding_consent": Promise(
        "What a survivor agreed to: with the case; never changed, kept in nobody "
        "else's name, and numbered by the database alone.",
        staff="select, insert",
        guard="select(id, case_id, kind, receiver_id, answer, categories, until_on,"
        " number)",
        reads=BY_RECORD,
    ),
    "safeguarding_holdingsrequest": Promise(
        "Whom the person asked what they hold: with the case; never changed.",
        staff="select, insert",
        guard="select(id, case_id, organisation_id)",
        reads=BY_RECORD,
    ),
    "safeguarding_holdingsstep": Promise(
        "What became of that: with the case; never changed.",
        staff="select, insert",
        guard="select(request_id, code), insert",
        reads=BY_RECORD,
    ),
    "safeguarding_outgoingmark": Promise(
        "What became of what left a case: with it; never taken off.",
        staff="select, insert",
        guard="select, insert",
        reads=BY_RECORD,
    ),
    "safeguarding_deadline": Promise(
        "Deadlines of a case: with it; the worker says which are over.",
        staff="select, insert, update(due_at, pauses, met_at, met_by_id, ended_at, "
        "end_reason)",
        guard="select(id, case_id, code, rule_id, started_at, due_at, pauses, met_at, "
        "ended_at, told_overdue_at), update(rule_id, due_at, told_overdue_at)",
        reads=BY_RECORD,
    ),
    "safeguarding_clockrule": Promise(
        "How deadlines are counted: colleagues read it, administrators write versions"
        " in their own name, and nobody changes one.",
        staff="select, insert",
        worker="select",
        guard="select",
        reads=SIGNED,
        adds="%(purpose)s = 'system_admin' and t.written_by_id = %(me)s",
    ),
    "safeguarding_clockrulestep": Promise(
        "Which rules were checked, by somebody else than wrote them, or withdrawn, of"
        " those that somebody wrote: administrators, in their own name.",
        staff="select, insert",
        worker="select",
        guard="select(id, rule_id, kind)",
        reads=SIGNED,
        adds="%(purpose)s = 'system_admin' and t.noted_by_id = %(me)s and exists"
        " (select from safeguarding_clockrule r where r.id = t.rule_id and case t.kind"
        " when 'checked' then r.written_by_id is distinct from %(me)s"
        " when 'withdrawn' then r.written_by_id is not null end)",
    ),
    "safeguarding_deadlinechange": Promise(
        "What was done to a deadline, by which evidence: with the case; never changed.",
        staff="select, insert",
        guard="insert",
        reads=BY_RECORD,
    ),
    "safeguarding_note": Promise(
        "Notes of supporters, sealed: with the case, narrative.",
        staff="select, insert",
        guard="select",
        reads=BY_RECORD,
    ),
    "safeguarding_nrmchange": Promise(
        "Steps of a referral: with the case.",
        staff="select, insert",
        guard="select(id, case_id)",
        reads=BY_RECORD,
    ),
    "signs_section": Promise(
        "The catalogue of signs: everybody.",
        public="select",
        staff="select",
        worker="select",
        reads=ANYBODY,
    ),
    "signs_sign": Promise(
        "The catalogue of signs: everybody those for the public, colleagues all.",
        public="select",
        staff="select",
        worker="select",
        guard="select(code, phrase_en)",
        reads=ANYBODY,
        public_reads="is_public",
    ),
}
