"""Who works where and who signs in; and tables of libraries."""

from __future__ import annotations

from tests.security.rls.promise import SIGNED, Promise

TABLES = {
    "account_emailaddress": Promise(
        "By which address somebody signs in: known where they sign in, and "
        "nowhere else.",
        signin="select, insert, update, delete",
    ),
    "account_emailconfirmation": Promise(
        "Proofs of addresses: where people sign in.",
        signin="select, insert, update, delete",
    ),
    "agencies_attempts": Promise(
        "Who tried to sign in how often: where people sign in.",
        signin="select, insert, update, delete",
    ),
    "agencies_credential": Promise(
        "Passwords and second factors: where people sign in; no page reads one. The "
        "worker knows when somebody last did.",
        signin="select, insert, update",
        worker="select(person_id, last_login)",
    ),
    "agencies_engagement": Promise(
        "Who works where, as what: known to colleagues. One administrator asks, "
        "another approves or ends by a procedure; nobody asks for themselves.",
        staff="select, insert",
        signin="select",
        worker="select(id, person_id, organisation_id, role, from_on, to_on, "
        "approved_at, ended_at)",
        guard="select, update(approved_at, approved_by_id, ended_at, ended_by_id)",
        reads=SIGNED,
        adds="%(purpose)s = 'system_admin' and asked_by_id = %(me)s and "
        "person_id <> %(me)s and approved_at is null and ended_at is null",
    ),
    "agencies_enrolmentcode": Promise(
        "Digests of codes to set up a second factor with: where people sign in; no "
        "page reads one.",
        signin="select, insert, update, delete",
    ),
    "agencies_factorreset": Promise(
        "Whose second factors were lost: administrators ask, for others; another "
        "confirms by a procedure. Administrators know, and whom it is about.",
        staff="select, insert",
        guard="select, update(confirmed_at, confirmed_by_id, ended_at, ended_by_id)",
        reads="%(purpose)s = 'system_admin' or person_id = %(me)s",
        adds="%(purpose)s = 'system_admin' and asked_by_id = %(me)s and "
        "organisation_id = %(own)s and person_id <> %(me)s and confirmed_at is null "
        "and ended_at is null",
    ),
    "agencies_firstresponderstatus": Promise(
        "Which organisations may refer: administrators keep it.",
        staff="select, insert, update",
        reads=SIGNED,
        adds="%(purpose)s = 'system_admin'",
        changes="%(purpose)s = 'system_admin'",
    ),
    "agencies_notifyingduty": Promise(
        "Which organisations must notify: administrators keep it.",
        staff="select, insert, update(to_on)",
        reads=SIGNED,
        adds="%(purpose)s = 'system_admin'",
        changes="%(purpose)s = 'system_admin'",
    ),
    "agencies_organisation": Promise(
        "The organisations: administrators keep them; the public site knows ids, "
        "names and which are desks.",
        public="select(id, code, name_en, name_cy, is_desk)",
        staff="select, insert, update",
        signin="select",
        guard="select(id, kind, is_desk)",
        reads=SIGNED,
        adds="%(purpose)s = 'system_admin'",
        changes="%(purpose)s = 'system_admin'",
    ),
    "agencies_person": Promise(
        "Colleagues' names: administrators add people, everybody changes their own.",
        staff="select, insert, update",
        signin="select",
        worker="select(id, email, language, is_active)",
        guard="select(id, is_active, name)",
        reads=SIGNED,
        adds="%(purpose)s = 'system_admin'",
        changes="%(purpose)s = 'system_admin' or id = %(me)s",
    ),
    "agencies_singlesignon": Promise(
        "Providers of sign-in: administrators keep them; no page reads their secret.",
        staff="select(id, organisation_id, issuer, client_id), insert, update, delete",
        signin="select",
        reads=SIGNED,
        adds="%(purpose)s = 'system_admin'",
        changes="%(purpose)s = 'system_admin'",
        removes="%(purpose)s = 'system_admin'",
    ),
    "auth_group": Promise(
        "Unused.",
    ),
    "auth_group_permissions": Promise(
        "Unused.",
    ),
    "auth_permission": Promise(
        "Unused.",
    ),
    "django_content_type": Promise(
        "Unused.",
    ),
    "django_migrations": Promise(
        "The owner's alone.",
    ),
    "django_session": Promise(
        "Sessions: where people sign in; a page that could read them could be anybody."
        " The worker's procedure deletes what is over, and reads nothing of it.",
        signin="select, insert, update, delete",
        guard="select(expire_date, session_key), delete",
    ),
    "mfa_authenticator": Promise(
        "Second factors: where people sign in.",
        signin="select, insert, update, delete",
    ),
    "procrastinate_events": Promise(
        "The queue: the worker's, who fills it by the clock.",
        worker="select, insert, update, delete",
    ),
    "procrastinate_jobs": Promise(
        "The queue: the worker's, who fills it by the clock.",
        worker="select, insert, update, delete",
        guard="select",
    ),
    "procrastinate_periodic_defers": Promise(
        "When timed jobs ran: the worker's.",
        worker="select, insert, update, delete",
        guard="select",
    ),
    "procrastinate_workers": Promise(
        "Which workers run: the worker's.",
        worker="select, insert, update, delete",
        guard="select",
    ),
    "socialaccount_socialaccount": Promise(
        "Who signs in by a provider: where people sign in.",
        signin="select, insert, update, delete",
    ),
    "socialaccount_socialapp": Promise(
        "Providers: where people sign in.",
        signin="select",
    ),
    "socialaccount_socialtoken": Promise(
        "Tokens of providers: where people sign in.",
        signin="select, insert, update, delete",
    ),
    "usersessions_usersession": Promise(
        "Sessions: where people sign in. What is over goes with the session.",
        signin="select, insert, update, delete",
        guard="select(created_at, session_key), delete",
    ),
}
