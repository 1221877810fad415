"""The field: phones, the keys of the landing, and what phones sent."""

from __future__ import annotations

from tests.security.rls.promise import NOBODY, SIGNED, Promise

_SEES = (
    "%(role)s in ('planner', 'safeguarding_lead')"
    " and %(purpose)s = 'operation_delivery'"
)
_RULE = (
    "exists (select from field_fieldsetting s where s.organisation_id ="
    " t.organisation_id and s.devices = '{}')"
)
_ADMINISTERS = "t.organisation_id = %(own)s and %(purpose)s = 'system_admin'"
_IS_OVER = "(t.lost_at is not null or t.ended_at is not null)"
_RECEIVES = (
    "%(role)s in ('safeguarding_lead', 'support_worker', 'support_manager')"
    " and %(purpose)s = 'safeguarding_support' and exists (select from vault_team v"
    " where v.id = {} and v.organisation_id = %(own)s)"
)
_CUSTODIAN = (
    "exists (select from reporting_custodian c join vault_team v"
    " on v.organisation_id = c.organisation_id where v.id = {}"
    " and c.person_id = %(me)s and c.organisation_id = %(own)s"
    " and c.agreed_by is not null and c.ended_at is null)"
)
_OF_NOBODY = (
    "not {0}.is_of_people and %(role)s <> 'analyst' and ({0}.account_id in"
    " ({{visits_account}}) or exists (select from visits_visit v where v.account_id ="
    " {0}.account_id and v.id in ({{visits_visit}})))"
)
_PLANS = (
    "%(role)s = 'planner' and %(purpose)s = 'operation_delivery'"
    " and t.operation_id = any(%(managed)s)"
    " and t.operation_id in ({operations_operation})"
)

TABLES = {
    "field_device": Promise(
        "Phones: their owner, administrators of the organisation, and who plans there "
        "or leads safeguarding. The owner enrols one and says that it is gone; an "
        "administrator approves it, never their own.",
        staff="select, insert, update(approved_by_id, approved_at, lost_by_id, "
        "lost_at, lost_reason, ended_at)",
        guard="select, update(last_asked_at, waiting, empty_since)",
        reads=f"t.person_id = %(me)s or t.organisation_id = %(own)s and ({_SEES} or"
        " %(purpose)s = 'system_admin')",
        adds="t.person_id = %(me)s and t.organisation_id = %(own)s"
        f" and t.approved_by_id is null and not {_RULE.format('off')}"
        f" and (t.approved_at is null or {_RULE.format('personal')})"
        f" and not {_IS_OVER}",
        changes=f"{_ADMINISTERS} and t.person_id <> %(me)s or t.person_id = %(me)s",
    ),
    "field_fieldsetting": Promise(
        "Which phones may go out: everybody of the organisation knows, and its "
        "administrators say so.",
        staff="select, insert, update(devices)",
        reads="t.organisation_id = %(own)s",
        adds=_ADMINISTERS,
        changes=_ADMINISTERS,
    ),
    "field_innerenvelope": Promise(
        "What was told in confidence: people of the team that it is sealed to, at "
        "support work alone; and of a case that it was handed to. Not who wrote it, "
        "and not the crew.",
        staff="select",
        guard="select, insert, update(handed_case_id)",
        reads=f"{_RECEIVES.format('t.team_id')} or %(purpose)s = 'safeguarding_support'"
        " and t.handed_case_id = any(%(let_in)s)",
        never="%(purpose)s <> 'safeguarding_support'",
    ),
    "field_innerreceiver": Promise(
        "To whom an operation's visits seal: with the operation; its planners say so, "
        "and name no keys as another's.",
        staff="select, insert, delete",
        reads="t.operation_id in ({operations_operation})",
        adds=f"{_PLANS} and t.named_by_id = %(me)s and exists (select from vault_team v"
        " where v.id = t.team_id and v.organisation_id = t.organisation_id)",
        changes=_PLANS,
        removes=_PLANS,
    ),
    "field_landingkey": Promise(
        "Public halves that phones seal to: everybody signed in. The private ones are "
        "closed, and no program reads them but by a procedure of the worker.",
        staff="select(id, public_key, from_on, until_on)",
        guard="select, insert, update(closed, gone_at)",
        reads=SIGNED,
    ),
    "field_part": Promise(
        "Sealed bytes as phones sent them: procedures alone.",
        guard="select, insert, update(sealed, moved_at), delete",
        reads=NOBODY,
    ),
    "field_photo": Promise(
        "That a photo is there: custodians of its original, of people whoever its copy "
        "is sealed to, at support work, and where nobody is in it whoever reads its "
        "account or the record made of that, but for analysts.",
        staff="select",
        guard="select, insert, update(complete_at)",
        reads=f"{_CUSTODIAN.format('t.original_team')} or t.is_of_people"
        f" and {_RECEIVES.format('t.copy_team')} or {_OF_NOBODY.format('t')}",
    ),
    "field_photocopy": Promise(
        "The copy of a photo that nobody is in: whoever reads its account, or the "
        "record made of that, but for analysts. Of people, nobody.",
        staff="select",
        guard="select, insert",
        reads="exists (select from field_photo f where f.id = t.photo_id"
        f" and {_OF_NOBODY.format('f')})",
        never="exists (select from field_photo f where f.id = t.photo_id"
        " and f.is_of_people)",
    ),
    "field_photopiece": Promise(
        "Pieces of photos: with the photo, and the original by custodians alone.",
        staff="select",
        guard="select, insert",
        reads="t.photo_id in ({field_photo}) and (not t.is_original or exists (select"
        " from field_photo f where f.id = t.photo_id"
        f" and {_CUSTODIAN.format('f.original_team')}))",
    ),
    "field_receiptkey": Promise(
        "Public halves of the keys of receipts: everybody signed in.",
        staff="select",
        guard="select, insert",
        reads=SIGNED,
    ),
    "field_submission": Promise(
        "That a phone sent something, and never what: who plans or leads safeguarding "
        "where the phone or the operation is theirs. Nobody changes what was sent.",
        staff="select(id, submission_id, digest, planned_named, device_id, author_id, "
        "kind, position, landed_at, state, reason, tries, next_try_at)",
        guard="select, insert, update(state, reason, tries, next_try_at)",
        reads=f"{_SEES} and t.kind <> 'register' and (exists (select from"
        " field_device d where d.id = t.device_id and d.organisation_id = %(own)s)"
        " or exists (select from"
        " operations_plannedvisit p join operations_operation o on o.id ="
        " p.operation_id where p.id = t.planned_named and o.lead_id = %(own)s"
        " and p.id in ({operations_plannedvisit})))",
    ),
    "field_taking": Promise(
        "Which visits a phone took along, by their ids: who sees the phone. Its owner "
        "says so, and that they are gone.",
        staff="select, insert, update(gone_at)",
        guard="select, update(gone_at)",
        reads="t.device_id in ({field_device})",
        adds="t.gone_at is null and exists (select from field_device d"
        " where d.id = t.device_id and d.person_id = %(me)s)",
        changes="exists (select from field_device d"
        " where d.id = t.device_id and d.person_id = %(me)s)",
    ),
}
