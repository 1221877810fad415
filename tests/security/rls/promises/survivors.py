"""Persons above their cases, offers of them, how they are reached, who belongs."""

from __future__ import annotations

from tests.security.rls.promise import BY_RECORD, SIGNED, Promise

_SEEN = "'safeguarding_case' = any(%(domains)s)"
_OPENS = f"{_SEEN} and 'safeguarding_case:create' = any(%(rights)s)"
_OFFERED = f"offered_by_id = %(me)s and {_OPENS}"
_LEADS = (
    f"from_organisation_id = %(own)s and {_OPENS} and %(purpose)s ="
    " 'safeguarding_support' and %(role)s in ('safeguarding_lead', 'support_worker',"
    " 'support_manager')"
)
_SUPERVISES = f"{_SEEN} and 'safeguarding_case:manage' = any(%(rights)s)"
_ASKED = f"to_organisation_id = %(own)s and {_SUPERVISES}"
_OWN_LED = (
    "{0} in (select c.id from safeguarding_case c where c.lead_id = %(own)s"
    " and c.id in ({{safeguarding_case}}))"
)

_TRANSFER = (
    "%(own)s in (t.from_organisation_id, t.to_organisation_id)"
    f" and {_SEEN} and ('safeguarding_case:create' = any(%(rights)s)"
    " or 'safeguarding_case:read' = any(%(rights)s))"
    " and (t.case_id in ({safeguarding_case})"
    " or 'safeguarding_case:manage' = any(%(rights)s)"
    " or t.offered_by_id = %(me)s or t.former_worker_id = %(me)s"
    " or t.ended_by_id = %(me)s)"
    " and t.case_id = any(%(unkept)s)"
)
_SUPPORTS = (
    "{0}to_organisation_id in (select o.id from agencies_organisation o"
    " where o.kind is distinct from 'law_enforcement')"
)
_LED_HERE = (
    "t.case_id = any(%(managed)s) and t.case_id in (select c.id"
    " from safeguarding_case c where c.lead_id = %(own)s and c.closed_at is null)"
)

TABLES: dict[str, Promise] = {
    "safeguarding_againkey": Promise(
        "The keys of letters that the worker alone opens: colleagues read them.",
        staff="select",
        guard="select, insert",
        reads=SIGNED,
    ),
    "safeguarding_againletter": Promise(
        "Letters of who wants to be found again: with the case, and never what is in"
        " one; deleted with the wish.",
        staff="select(id, case_id), insert, delete",
        guard="select(id, case_id, letter)",
        reads=BY_RECORD,
    ),
    "safeguarding_caseoffer": Promise(
        "Somebody who is offered: who offers, leads safeguarding there, or supervises"
        " where they are offered; answered once, in one's own name.",
        staff="select, insert, update(state, answered_by_id, answered_at, reason)",
        guard="select(id, state, from_organisation_id, to_organisation_id, offered_at,"
        " answered_at, answer_by, after_id)",
        reads=f"{_OFFERED} or {_LEADS} or {_ASKED}",
        adds=f"{_OFFERED} and from_organisation_id = %(own)s and state = 'offered'"
        f" and answered_by_id is null and {_SUPPORTS.format('')}",
        changes="state = 'offered'",
    ),
    "safeguarding_casetransfer": Promise(
        "A case that moves: its two sides, in codes, and nobody who is kept out of it."
        " Who leads it there offers it, in their own name, to who supports people; who"
        " supervises where it is offered answers; over, it is never written again.",
        staff="select, insert, update(state, answered_by_id, answered_at, reason,"
        " worker_id, ended_by_id, ended_at)",
        guard="select, update(state, ended_by_id, ended_at, former_worker_id,"
        " kept_ids)",
        reads=_TRANSFER,
        adds=f"{_LED_HERE} and t.offered_by_id = %(me)s"
        " and t.from_organisation_id = %(own)s and t.state = 'offered'"
        f" and t.answered_by_id is null and {_SUPPORTS.format('t.')}",
        changes="t.state = 'offered' and (t.from_organisation_id = %(own)s"
        f" and t.case_id = any(%(managed)s) or {_ASKED}"
        " and t.case_id = any(%(unkept)s))",
    ),
    "safeguarding_excludedinterpreter": Promise(
        "Interpreters not to be asked, sealed: with the case, other people.",
        staff="select, insert, update(ended_at, ended_by_id)",
        guard="select(id, case_id)",
        reads=BY_RECORD,
    ),
    "safeguarding_foundagain": Promise(
        "That somebody may have come elsewhere: with the earlier case, and not where.",
        staff="select(id, case_id, found_on, answer, answered_by_id, answered_at),"
        " update(answer, answered_by_id, answered_at)",
        guard="select(id, case_id, other_id, answer), insert",
        reads=BY_RECORD,
    ),
    "safeguarding_identitymark": Promise(
        "Blind marks of who somebody is: with the case, identity.",
        staff="select, insert",
        reads=BY_RECORD,
    ),
    "safeguarding_linkwish": Promise(
        "With whom somebody wishes to be seen: with the case.",
        staff="select, insert, update(ended_at, ended_by_id)",
        guard="select(id, case_id, kind, pseudonym, ended_at)",
        reads=BY_RECORD,
    ),
    "safeguarding_safecontact": Promise(
        "Ways to reach somebody that are safe, sealed: with the case, contact.",
        staff="select, insert, update(ended_at, ended_by_id)",
        guard="select(id, case_id)",
        reads=BY_RECORD,
    ),
    "safeguarding_contactdespite": Promise(
        "That somebody is reached outside what they said is safe, in codes: with the"
        " case, contact; in one's own name, and never changed.",
        staff="select, insert",
        reads=BY_RECORD,
        adds="t.noted_by_id = %(me)s",
    ),
    "safeguarding_speakingwishes": Promise(
        "In which language and how somebody is spoken with: with the case, contact.",
        staff="select, insert",
        reads=BY_RECORD,
    ),
    "safeguarding_caseperson": Promise(
        "Persons, by pseudonym alone: with a case of theirs.",
        staff="select, insert",
        guard="select(id, pseudonym)",
        reads="t.id in (select c.person_id from safeguarding_case c"
        " where c.id in ({safeguarding_case}))",
    ),
    "safeguarding_twinjudgement": Promise(
        "Whether two cases are of one person: supervisors of who leads both, once.",
        staff="select, insert",
        reads=f"{_SUPERVISES} and {_OWN_LED.format('case_id')}",
        adds=f"{_SUPERVISES} and {_OWN_LED.format('case_id')}"
        f" and {_OWN_LED.format('other_id')} and judged_by_id = %(me)s",
    ),
}
