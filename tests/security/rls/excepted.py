"""Tables without row-level security, and mutants that change nothing: each with why."""

from __future__ import annotations

_SECOND = "only the second connection has rights here, to find out who signs in"
_NOBODY = "no serving role has any right here"
_QUEUE = "the queue holds names of jobs and ids; only the worker has rights here"

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

_NULL = "null is no way in: what follows gives nothing either"
_TWICE = (
    "what few have is found by both ways, and left out again where it is not in view"
)
_ORDER = (
    "the same are found; only their order is another, where crowded keys are weighed"
)
_SLOWER = "more is read, and left out again where it is not in view"

#: Mutants that change nothing that anybody could notice, by name, and why.
_FEW = "few hold a post: it is here so that no other page looks further"
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
    "part open_in_emergency: me[1] null (2)": (
        "two at once tell: src/unhidden/emergency/tests/test_races.py"
    ),
    "condition claims: without held is null": _NULL,
    "condition opening: without held is null": _NULL,
    "condition recount_deadline: without d.case_id = c.id": (
        "who writes in another case waits, and nothing else"
    ),
    "condition investigations_schedule_leaves_nothing:"
    " without d.investigation_id = new.investigation_id": _SLOWER,
    "condition investigations_schedule_leaves_nothing:"
    " without d.axis in ('relevance', 'use', 'sensitivity', 'test')": _SLOWER,
    "condition hand_case_on: without c.id = t.case_id": (
        "who writes in another case waits, and nothing else"
    ),
    "condition hand_case_on: without wall.works_on(t.worker_id, 'safeguarding_case')": (
        "who ends their work waits for it; that they work there is asked beside it"
    ),
    "condition may: without found": _NULL,
    "condition enter: without found is not true": (
        "what is null is unfit to sign, and refused as well"
    ),
    "condition clear_parts: without p.sealed is not null": (
        "what was moved before is moved no second time: only the hour would be another"
    ),
    "condition copies_of: without p.came <= 33554432": (
        "32 MB tell: src/unhidden/field/tests/test_hostile.py"
    ),
    "condition commit_landing: without found.id is null": (
        "asked again, it finds what it has just taken, and tells the same"
    ),
    "condition end_exclusion: without held.person_id is distinct from wall.person()": (
        "who is kept out manages nothing there"
    ),
    "condition managed: without t.basis = 'team'": "no other basis has a team role",
    "condition hold_covered_case: without held.id is not null": (
        "what is not there is led by no organisation"
    ),
    "condition share_of_receiver: without found": (
        "what is not there was shared with no organisation; and whoever is of none has"
        " no domain in view"
    ),
    "condition view: without g.domain = wanted": "an id is of one domain's record",
    "condition leave_engagement: without leaving.person_id = taker": (
        "who takes a place is held as whoever leaves: others wait, and nothing else"
    ),
    "condition find_interests: without wall.purpose() = 'operation_delivery'": (
        "at no other task does anybody manage operations and read welfare plans"
    ),
    "condition turn_visit: without wall.purpose() = 'operation_delivery'": (
        "at no other task does anybody manage operations and read welfare plans, or go"
        " on visits that are not for welfare"
    ),
    "condition own_urgent_matters: without exists (select from"
    " public.operations_commandpost p where p.person_id = wall.person() and"
    " p.organisation_id = wall.organisation())": _FEW,
    "condition own_urgent_matters: without p.person_id = wall.person()": _FEW,
    "condition own_urgent_matters: without p.organisation_id = wall.organisation()": (
        _FEW
    ),
    "policy visits_draftitem: staff_update WITH CHECK true": (
        "what changes has to be read afterwards, and reading asks the same"
    ),
    "condition emergencies_to_answer: without a.id = any(told)": (
        "may_answer asks the same; it is here so that few rows are asked about"
    ),
}

_WRAPPED = "what is wrapped under keys that the worker has not, and whose it is"
_LEARNT = "who asked for which weights, and what was learnt: nobody's record"

_LETTERS = "whom it tells that something waits, and how soon: nothing of what"

_LAW = "how long deadlines run, of no record: it counts anew by them"

#: Tables of which the worker meets, or may write, every row, in the columns that it is
#: granted, and why. Of all others that are guarded it does what procedures do for it.
WORKER_MEETS = {
    "agencies_credential": "when somebody last signed in: then they are told anew",
    "agencies_engagement": "who works where as what: whom something waits for",
    "agencies_person": "addresses and languages of those who are sent e-mail",
    "audit_checkpoint": "what it seals: hashes and signatures, and no event",
    "health_alarm": "topics and days of alarms, of no record",
    "health_observation": "whether what it looked at is well, of no record",
    "intelligence_look": "which signs a visit looked for in vain, as codes: risk",
    "intelligence_premisesrisk": "scores, and no reason for one: risk is made anew",
    "intelligence_calibrationsample": "when pairs were drawn, and no pair: health",
    "intelligence_linkagebatch": "who asked for a batch, and how far it is: no mention",
    "intelligence_linkagemodel": _LEARNT,
    "intelligence_peoplecount": "how often words stand in names: nobody's record",
    "intelligence_modelchange": "what weights would change: added, and never read",
    "intelligence_modeltraining": _LEARNT,
    "notices_letter": _LETTERS,
    "notices_mailbar": _LETTERS,
    "notices_noticechoice": _LETTERS,
    "notices_noticeround": _LETTERS,
    "safeguarding_clockrule": _LAW,
    "safeguarding_clockrulestep": _LAW,
    "vault_generation": _WRAPPED,
    "vault_helper": _WRAPPED,
    "vault_link": "what teams signed for, that it verifies before it moves keys",
    "vault_rewrap": _WRAPPED,
    "vault_team": "which keys are the newest, by the last change of them",
}
