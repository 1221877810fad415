"""Reports of the public, their files, and who keeps the originals."""

from __future__ import annotations

from tests.security.rls.promise import ANYBODY, BY_RECORD, SIGNED, Promise

TABLES = {
    "reporting_cataloguereview": Promise(
        "Who read the public's texts: everybody; the desks sign.",
        public="select(language, digest)",
        staff="select, insert",
        reads=ANYBODY,
        adds="%(purpose)s = 'report_triage'",
    ),
    "reporting_channel": Promise(
        "Lines to call: the public site those that are shown; the desks keep them.",
        public="select(id, code, position, is_shown, checked_on, need, name_en, "
        "name_cy, read_by_en, read_by_cy, hours_en, hours_cy, cost_en, "
        "cost_cy, languages_en, languages_cy, takes_en, takes_cy, "
        "excludes_en, excludes_cy, next_en, next_cy, note_en, note_cy, "
        "number, text_number, email, web, anonymity)",
        staff="select, insert, update(need, name_en, name_cy, read_by_en, "
        "read_by_cy, hours_en, hours_cy, cost_en, cost_cy, languages_en, "
        "languages_cy, takes_en, takes_cy, excludes_en, excludes_cy, "
        "next_en, next_cy, note_en, note_cy, number, text_number, email, "
        "web, anonymity, position, is_shown, version, checked_on, "
        "checked_by_id)",
        reads=ANYBODY,
        adds="%(purpose)s = 'report_triage'",
        changes="%(purpose)s = 'report_triage'",
        public_reads="is_shown",
    ),
    "reporting_custodian": Promise(
        "Who keeps originals of files: the organisation's own; one names, in "
        "their own name, and another agrees.",
        staff="select, insert, update(agreed_by, agreed_at, ended_by, ended_at)",
        guard="select(organisation_id, person_id, agreed_by, ended_at)",
        reads="organisation_id = %(own)s",
        adds="organisation_id = %(own)s and named_by = %(me)s and agreed_by is "
        "null and ended_at is null",
        changes="organisation_id = %(own)s",
    ),
    "reporting_filechunk": Promise(
        "Pieces of files: with the report; of originals only for custodians. "
        "The public site adds, and reads none.",
        public="insert",
        staff="select",
        guard="select(file_id), delete",
        reads="file_id in ({reporting_reportfile}) and (not is_original or exists "
        "(select from reporting_custodian c where c.person_id = %(me)s and "
        "c.organisation_id = %(own)s and c.agreed_by is not null "
        "and c.ended_at is null))",
    ),
    "reporting_handover": Promise(
        "Originals that wait to be handed over: the two desks'. Only procedures write.",
        staff="select",
        guard="select, insert, update(to_desk_id, handed_at, handed_by), delete",
        reads="%(own)s in (keeper_id, to_desk_id)",
    ),
    "reporting_hold": Promise(
        "That a report is kept for a court: with the report.",
        staff="select, insert, update(lifted_by_id, lifted_at)",
        guard="select(report_id, lifted_at), delete",
        reads=BY_RECORD,
    ),
    "reporting_message": Promise(
        "What reporter and desk wrote: with the report. The public site reads "
        "by a procedure alone.",
        staff="select, insert",
        guard="select(id, report_id, position, direction, sent_on, script, "
        "letter, answers), insert, delete",
        reads=BY_RECORD,
    ),
    "reporting_passing": Promise(
        "Which desk passed a report on: with the report.",
        staff="select, insert",
        guard="select(report_id), delete",
        reads=BY_RECORD,
    ),
    "reporting_report": Promise(
        "Reports: the desk they are with. The public site adds, and reads none.",
        public="insert",
        staff="select, insert, update(status, has_news, seen_on, done_on)",
        guard="select(receipt_digest, status, has_news, seen_on, done_on, "
        "active_on, form_key, urgency), update(receipt_digest, reply_key, active_on, "
        "has_news, seen_on, desk_id), delete select(desk_id, entered_by_id, "
        "id, is_restricted, sensitivity)",
        reads=BY_RECORD,
    ),
    "reporting_reportfile": Promise(
        "Files of a report: with the report. The public site adds, and reads none.",
        public="insert",
        staff="select",
        guard="select, delete",
        reads="form_key in (select r.form_key from reporting_report r where r.id "
        "= any(%(seen)s))",
    ),
    "reporting_route": Promise(
        "Which desk gets which reports: public; administrators keep it.",
        public="select",
        staff="select, insert, delete",
        reads=SIGNED,
        adds="%(purpose)s = 'system_admin'",
        removes="%(purpose)s = 'system_admin'",
    ),
    "reporting_urgencychange": Promise(
        "How urgent a report is: with the report; in one's own name.",
        staff="select, insert",
        guard="select(report_id), delete",
        reads=BY_RECORD,
    ),
}
