"""The life of a case, cover at night, and talks about the work: who meets what."""

from __future__ import annotations

from tests.security.rls.promise import BY_RECORD, Promise

_SUPPORTS = (
    "%(purpose)s = 'safeguarding_support' and %(role)s in"
    " ('support_worker', 'support_manager', 'safeguarding_lead')"
)
_KEEPS = "organisation_id = %(own)s and 'safeguarding_case:manage' = any(%(rights)s)"
_OWN_CASE = (
    "{0}.case_id = any(%(seen)s) and exists (select from safeguarding_case c"
    " where c.id = {0}.case_id and c.lead_id = %(own)s)"
)
_TONIGHT = (
    "{0}.withdrawn_at is null and now() between {0}.from_at and {0}.until_at"
    " and {0}.case_id = any(%(unkept)s) and " + _SUPPORTS + " and exists"
    " (select from safeguarding_coverduty d where d.person_id = %(me)s"
    " and d.organisation_id = %(own)s and d.ended_at is null"
    " and now() between d.from_at and d.until_at{1})"
)
_LEADS = (
    "organisation_id = %(own)s and case_id = any(%(managed)s) and exists (select from"
    " safeguarding_case c where c.id = t.case_id and c.lead_id = %(own)s"
    " and c.closed_at is null)"
)
_OF_SHEET = (
    "exists (select from safeguarding_coversheet s where s.id = t.sheet_id and {})"
)
_SEES_SHEET = "s.id in ({safeguarding_coversheet})"
_OPENED = (
    "exists (select from safeguarding_coveropening o where o.sheet_id = s.id"
    " and o.person_id = %(me)s and o.ended_at is null and o.until_at > now())"
)
_SHUTS = (
    " and t.until_at <= least(d.until_at, s.until_at,"
    " t.opened_at + s.hours * interval '1 hour')"
)

TABLES: dict[str, Promise] = {
    "safeguarding_caseturn": Promise(
        "What happened to a case as a whole: with the case. Nobody writes it again.",
        staff="select, insert",
        guard="select(id, case_id)",
        reads=BY_RECORD,
    ),
    "safeguarding_coverduty": Promise(
        "Who answers at night: colleagues of support; who decides teams of their "
        "organisation keeps it, and takes somebody off once.",
        staff="select, insert, update(ended_at, ended_by_id)",
        reads=f"organisation_id = %(own)s and {_SUPPORTS}",
        adds=f"{_KEEPS} and set_by_id = %(me)s and ended_at is null",
        changes=f"{_KEEPS} and ended_at is null",
    ),
    "safeguarding_coversheet": Promise(
        "What is written for the night: whoever reads the case, of the organisation "
        "that leads it; and who is on duty, for the nights that it is for.",
        staff="select, insert, update(withdrawn_at, withdrawn_by_id)",
        guard="select(id, case_id, organisation_id, from_at, until_at, withdrawn_at)",
        reads=f"organisation_id = %(own)s and (({_OWN_CASE.format('t')})"
        f" or ({_TONIGHT.format('t', '')}))",
        adds=f"{_LEADS} and written_by_id = %(me)s and withdrawn_at is null",
        changes=f"{_LEADS} and withdrawn_at is null",
    ),
    "safeguarding_coversection": Promise(
        "Its sections: whoever reads the case, and who opened the sheet, while open.",
        staff="select, insert",
        reads=_OF_SHEET.format(
            f"{_SEES_SHEET} and (({_OWN_CASE.format('s')}) or {_OPENED})"
        ),
        adds=_OF_SHEET.format(
            f"{_SEES_SHEET} and {_OWN_CASE.format('s')} and s.written_by_id = %(me)s"
            " and s.withdrawn_at is null"
        ),
    ),
    "safeguarding_coveropening": Promise(
        "Who opened a sheet: they, and whoever reads the case. Who is on duty opens "
        "one, until the duty ends, and shuts it once.",
        staff="select, insert, update(ended_at)",
        guard="select(id, sheet_id, person_id, opened_at, until_at, ended_at)",
        reads=_OF_SHEET.format(
            f"{_SEES_SHEET} and (t.person_id = %(me)s or ({_OWN_CASE.format('s')}))"
        ),
        adds="person_id = %(me)s and ended_at is null"
        " and opened_at <= clock_timestamp() and "
        + _OF_SHEET.format(
            f"s.organisation_id = %(own)s and {_TONIGHT.format('s', _SHUTS)}"
        ),
        changes="person_id = %(me)s and ended_at is null",
    ),
    "safeguarding_covercall": Promise(
        "What was written down of a call at night: with the case, narrative. A "
        "procedure adds it for who was on duty.",
        staff="select",
        guard="select(id, case_id), insert",
        reads=BY_RECORD,
    ),
    "safeguarding_coverseen": Promise(
        "That the team took note of an opening: with the case.",
        staff="select, insert",
        guard="select(opening_id)",
        reads=BY_RECORD,
    ),
    "safeguarding_supervisiontalk": Promise(
        "Talks about the work: the two who held them. Who decides teams of the "
        "organisation writes their own down.",
        staff="select, insert",
        reads="organisation_id = %(own)s and %(purpose)s = 'safeguarding_support'"
        " and %(me)s in (supervisor_id, worker_id)",
        adds=f"{_KEEPS} and %(purpose)s = 'safeguarding_support'"
        " and supervisor_id = %(me)s",
    ),
}
