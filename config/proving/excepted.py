"""Tables without row-level security, and mutants that change nothing: each with why."""

from __future__ import annotations

_SECOND = "only the second connection has rights here, to find out who signs in"
_NOBODY = "no serving role has any right here"
_QUEUE = "the queue holds names of jobs and ids; the worker empties it"

WITHOUT_ROWS = {
    "account_emailaddress": _SECOND,
    "account_emailconfirmation": _SECOND,
    "django_session": _SECOND,
    "mfa_authenticator": _SECOND,
    "socialaccount_socialaccount": _SECOND,
    "socialaccount_socialapp": _SECOND,
    "socialaccount_socialtoken": _SECOND,
    "usersessions_usersession": _SECOND,
    "auth_group": _NOBODY,
    "auth_group_permissions": _NOBODY,
    "auth_permission": _NOBODY,
    "django_content_type": _NOBODY,
    "django_migrations": _NOBODY,
    "procrastinate_events": _QUEUE,
    "procrastinate_jobs": _QUEUE,
    "procrastinate_periodic_defers": _QUEUE,
    "procrastinate_workers": _QUEUE,
}

#: Mutants that change nothing that anybody could notice, by name, and why.
EQUIVALENT: dict[str, str] = {}
