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

#: Functions with a guard that is not in its positive form yet (``guards``).
NULL_PASSES = {
    "begin", "basis", "claims", "end_exclusion", "end_grant", "enter", "exclude",
    "let_in", "let_organisation_in", "meets", "note", "open_team", "opening",
    "organisations", "view",
}  # fmt: skip

_FILTERED = "the claims hold only what belongs to the purpose's domains"
_NULL = "null is no way in: what follows gives nothing either"
_REFUSES = "what follows refuses it too"
_TWICE = (
    "what few have is found by both ways, and left out again where it is not in view"
)
_ORDER = (
    "the same are found; only their order is another, where crowded keys are weighed"
)
_SLOWER = "more is read, and left out again where it is not in view"

#: Mutants that change nothing that anybody could notice, by name, and why.
EQUIVALENT = {
    "condition candidates: without h.crowd > cap": _TWICE,
    "condition candidates: without crowded.theirs is null": _TWICE,
    "condition candidates: without t.key = any(crowded.keys)": _TWICE,
    "condition candidates: without h.key = k.key": _ORDER,
    "condition candidates: without s.report_id = report.id": _SLOWER,
    "condition candidates: without s.kind = wanted": _SLOWER,
    "condition candidates: without (select max(h.crowd) from held h) <= cap": (
        "what no crowded key leads to is found the same a second time"
    ),
    "condition begin: without not wanted = any(string_to_array(me[9], ','))": _FILTERED,
    "condition meets: without not wanted = any(string_to_array(me[9], ','))": _FILTERED,
    "condition organisations: without not wanted = any(string_to_array(me[9], ','))": (
        _FILTERED
    ),
    "part begin: me[9] null (1)": _FILTERED,
    "part meets: me[9] null (1)": _FILTERED,
    "part organisations: me[9] null (1)": _FILTERED,
    "part open_in_emergency: me[1] null (2)": (
        "two at once tell: src/unhidden/emergency/tests/test_races.py"
    ),
    "condition claims: without held is null": _NULL,
    "condition meets: without me is null": _NULL,
    "condition organisations: without me is null": _NULL,
    "condition view: without me is null": _NULL,
    "condition view: without held is not null": _NULL,
    "condition opening: without held is null": _NULL,
    "condition may: without found": _NULL,
    "condition end_exclusion: without not found": _REFUSES,
    "condition end_grant: without not found": _REFUSES,
    "condition open_team: without not found": _REFUSES,
    "condition enter: without cardinality(parts) is distinct from 7": (
        "the mac stands in the seventh part, or does not fit"
    ),
    "condition end_exclusion: without held.person_id is not distinct from"
    " wall.person()": "who is kept out manages nothing there",
    "condition managed: without t.basis = 'team'": "no other basis has a team role",
    "condition share_of_receiver: without found": (
        "what is not there was shared with no organisation; and whoever is of none has"
        " no domain in view"
    ),
    "condition view: without g.domain = wanted": "an id is of one domain's record",
    "condition emergencies_to_answer: without a.id = any(told)": (
        "may_answer asks the same; it is here so that few rows are asked about"
    ),
}
