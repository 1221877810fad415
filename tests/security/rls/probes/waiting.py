"""What waits for people, for the job that tells them so: whose it is, and no more."""

from __future__ import annotations

from tests.security.rls.attempts import DONE, NOT_GRANTED, Attempt
from tests.security.rls.probes.emergency.prepared import ENDED, NOTHING, OPENED, OVER
from tests.security.rls.probes.emergency.prepared import access as emergency
from tests.security.rls.probes.sharing.prepared import (
    AGREEMENT,
    ANOTHER,
    GIVEN,
    NOBODY,
    SHARE,
    UNSIGNED,
    agreement,
    party,
    row,
)
from tests.security.rls.probes.sharing.prepared import share as offered
from tests.security.rls.records import REPORT, record
from tests.security.rls.states import COLLEAGUE, IDLE, OTHER, OWN, PERSON

_WORKER = "unhidden_worker"
_MINE, _THEIRS = record(REPORT, (), is_own=True), record(REPORT, ())
_NEW_ID = "gen_random_uuid()"


def _asks(
    procedure: str, name: str, expects: int, *before: str, where: str = "true"
) -> Attempt:
    steps = [f"select count(*) from wall.{procedure}() where {where}"]
    named = f"{procedure} kept_from"
    return Attempt(named, name, NOBODY, steps, str(expects), before, _WORKER)


def _reports(name: str, expects: int, *changes: str, topic: str = "reports") -> Attempt:
    quiet = "update reporting_report set status = 'done', has_news = false"
    made = [f"update reporting_report set {each}" for each in changes]
    return _asks(
        "reports_that_wait", name, expects, quiet, *made, where=f"topic = '{topic}'"
    )


_AT_OWN = f"where id = {_MINE}"
_URGENT = "urgency = 'danger', status = 'waiting'"
REPORTS = [
    _reports("dealt with", 0),
    _reports("one that waits", 1, f"status = 'waiting' {_AT_OWN}"),
    _reports("news of one", 1, f"has_news = true {_AT_OWN}"),
    _reports("a danger", 1, f"{_URGENT} {_AT_OWN}", topic="danger"),
    _reports("a danger that was opened", 0,
             f"urgency = 'danger', status = 'read' {_AT_OWN}", topic="danger"),
    _reports("no danger", 0, "urgency = 'routine'", f"status = 'waiting' {_AT_OWN}",
             topic="danger"),
]  # fmt: skip

_NO_SHARES = ["delete from sharing_share", "delete from sharing_party",
              "delete from sharing_agreement"]  # fmt: skip


def _shares(name: str, expects: int, *before: str, where: str = "true") -> Attempt:
    return _asks("shares_that_wait", name, expects, *_NO_SHARES, *before, where=where)


def _unsigned(**given: str) -> str:
    """Terms that one party has signed, and another has not."""
    made = agreement(UNSIGNED, OWN, **{"is_final": "true", **given})
    return f"{made}; {party(UNSIGNED, OTHER, 'null')}"


def _kept_out(who: object, at: str, ended: str = "null") -> str:
    return row(
        "access_exclusion",
        id=_NEW_ID,
        domain="'safeguarding_case'",
        record_id=at,
        person_id=f"'{who}'",
        reason="''",
        set_by=_NEW_ID,
        from_at="now()",
        ended_at=ended,
    )


_LEAVES_OUT = f"'{PERSON}' = any(besides)"
SHARES = [
    _shares("an offer", 1, offered("offered")),
    _shares("what was answered", 0, offered("accepted")),
    _shares("whoever is kept out", 1, offered("offered"),
            _kept_out(PERSON, GIVEN), where=_LEAVES_OUT),
    _shares("whoever was kept out", 0, offered("offered"),
            _kept_out(PERSON, GIVEN, "now()"), where=_LEAVES_OUT),
    _shares("whoever is kept out elsewhere", 0, offered("offered"),
            _kept_out(PERSON, ANOTHER), where=_LEAVES_OUT),
    _shares("a signature that is missing", 1, _unsigned()),
    _shares("since another signed", 1, _unsigned(), where="since is not null"),
    _shares("since another signed these terms", 1, _unsigned(),
            agreement(AGREEMENT), party(AGREEMENT, OWN, "now() + interval '1 day'"),
            where="since < now() + interval '1 hour'"),
    _shares("terms that all signed", 0, agreement(AGREEMENT, OWN, is_final="true")),
    _shares("terms that nobody signed, beside others", 0, _unsigned(is_final="false"),
            agreement(AGREEMENT, OWN, is_final="true")),
    _shares("terms that nobody signed", 0, _unsigned(is_final="false")),
    _shares("terms that ended", 0, _unsigned(ended_at="now()")),
    _shares("terms that are over", 0, _unsigned(to_on="current_date - 5")),
]  # fmt: skip

_ALL_DECIDED = [
    "update agencies_engagement set approved_at = now(), role = 'officer'",
    "delete from vault_membership",
    "delete from vault_team",
    "delete from vault_member",
]
_TEAM, _LONELY = f"'{OWN}'::uuid", f"'{OTHER}'::uuid"


def _colleagues(name: str, expects: int, *before: str, where: str = "true") -> Attempt:
    made = (*_ALL_DECIDED, *before)
    return _asks("colleagues_that_wait", name, expects, *made, where=where)


def _asked_for(**given: str) -> str:
    changed = ", ".join(f"{name} = {value}" for name, value in given.items())
    return (
        f"update agencies_engagement set approved_at = null, {changed} where id ="
        f" (select id from agencies_engagement where person_id = '{IDLE}' limit 1)"
    )


def _team(at: str = _TEAM, organisation: str = _TEAM) -> str:
    return row("vault_team", id=at, organisation_id=organisation, created_at="now()")


def _keys(who: object = COLLEAGUE) -> str:
    return row(
        "vault_member",
        id=f"'{who}'",
        public_key="'x'",
        is_recovery="false",
        created_at="now()",
    )


def _member(**given: str) -> str:
    whole = {"team_id": _TEAM, "member_id": f"'{COLLEAGUE}'", "asked_at": "now()"}
    return row("vault_membership", **{**whole, **given})


def _holds(**given: str) -> str:
    """Somebody is in the team, who has no keys that wait."""
    usual = {"member_id": f"'{PERSON}'", "admitted_at": "now()"}
    return _member(**{**usual, **given})


def _leads(**given: str) -> str:
    """Somebody leads safeguarding."""
    whole = {"role": "'safeguarding_lead'", "organisation_id": _TEAM, **given}
    said = ", ".join(f"{name} = {value}" for name, value in whole.items())
    return (
        f"update agencies_engagement set {said} where id = (select id from"
        f" agencies_engagement where person_id = '{COLLEAGUE}' limit 1)"
    )


def _without(name: str, expects: int, *before: str) -> Attempt:
    mine = f"permission = 'agencies.keep_lead_keys' and person_id = '{COLLEAGUE}'"
    return _colleagues(name, expects, *before, where=mine)


_LEADS_TEAM, _OTHERS = _team(_LONELY, _TEAM), "'00000000-0000-4000-8000-0000000000e1'"
LEADERS = [
    _without("a safeguarding lead without keys", 1, _leads()),
    _without("somebody who leads nothing", 0),
    _without("a lead whom nobody approved", 0, _leads(approved_at="null")),
    _without("a lead who left", 0, _leads(ended_at="now()")),
    _without("a lead with other keys", 1, _leads(), _team(), _LEADS_TEAM, _member()),
    _without("a lead of the leads' team", 0, _leads(), _LEADS_TEAM,
             _member(team_id=_LONELY)),
    _without("a lead who was of it", 1, _leads(), _LEADS_TEAM,
             _member(team_id=_LONELY, ended_at="now()")),
    _without("a lead of another organisation's", 1, _leads(), _team(_OTHERS, _LONELY),
             _member(team_id=_OTHERS)),
    _without("a team in which somebody else is", 1, _leads(), _LEADS_TEAM,
             _member(team_id=_LONELY, member_id=f"'{PERSON}'")),
]  # fmt: skip
COLLEAGUES = [
    _colleagues("nothing", 0),
    _colleagues("an engagement that was asked for", 1, _asked_for(ended_at="null")),
    _colleagues("one that was turned down", 0, _asked_for(ended_at="now()")),
    _colleagues("somebody to let in to keys", 1, _team(), _keys(), _member()),
    _colleagues("somebody with no keys", 0, _team(), _member()),
    _colleagues("somebody else with keys", 0, _team(), _keys(PERSON), _member()),
    _colleagues("somebody of another team", 1, _team(), _team(_LONELY, _LONELY),
                _keys(), _member()),
    _colleagues("somebody who was let in", 0, _team(), _keys(),
                _member(admitted_at="now()")),
    _colleagues("somebody who is gone", 0, _team(), _keys(), _member(ended_at="now()")),
    _colleagues("a team of no organisation", 0, _team(_TEAM, "null"), _keys(),
                _member()),
    _colleagues("a team of some people, in which nobody is", 0, _team(_TEAM, _LONELY),
                _keys(), _member()),
    _colleagues("one in which somebody is", 1, _team(_TEAM, _LONELY), _keys(),
                _member(), _holds()),
    _colleagues("one in which somebody waits besides", 0, _team(_TEAM, _LONELY),
                _keys(), _member(), _holds(admitted_at="null")),
    _colleagues("one in which somebody was", 0, _team(_TEAM, _LONELY), _keys(),
                _member(), _holds(ended_at="now()")),
    _colleagues("one beside another in which somebody is", 0, _team(_TEAM, _LONELY),
                _team(_LONELY, "null"), _keys(), _member(), _holds(team_id=_LONELY)),
    _colleagues("an organisation's, in which somebody is: told once, to all", 1,
                _team(), _keys(), _member(), _holds(), _holds(member_id=_NEW_ID),
                where="person_id is null"),
]  # fmt: skip


def _emergencies(
    name: str, expects: int, *more: str, where: str = "true", **given: str
) -> Attempt:
    before = (NOTHING, emergency(**given), *more)
    return _asks("emergencies_that_wait", name, expects, *before, where=where)


EMERGENCIES = [
    _emergencies("one to approve", 1),
    _emergencies("one that nobody approved in time", 0, **OVER),
    _emergencies("one that was refused", 0, **ENDED),
    _emergencies("one to review", 1, **OPENED, **OVER, **ENDED),
    _emergencies("one that was reviewed", 0, **OPENED, reviewed_at="now()"),
]

_REQUEST, _OTHERS = SHARE, ANOTHER


def _requests(name: str, expects: int, *before: str) -> Attempt:
    none = ("delete from investigations_answer", "delete from investigations_request")
    request = row(
        "investigations_request",
        id=_REQUEST,
        kind="'visit'",
        source_id=_NEW_ID,
        organisation_id=f"'{OWN}'",
        title="''",
        grounds="''",
        turn="1",
        asked_by_id=f"'{PERSON}'",
        asked_at="now()",
    )
    return _asks("requests_that_wait", name, expects, *none, request, *before)


def _answer(to: str) -> str:
    return row(
        "investigations_answer",
        id=_NEW_ID,
        request_id=to,
        reason="''",
        answered_by_id=f"'{PERSON}'",
        answered_at="now()",
    )


REQUESTS = [
    _requests("one that waits", 1),
    _requests("one that was answered", 0, _answer(_REQUEST)),
    _requests("where another was answered", 1, _answer(_OTHERS)),
]

_CONTACT, _MATCH = SHARE, ANOTHER
_NO_CONTACTS = (
    "delete from intelligence_contactstep",
    "delete from intelligence_contact",
    "delete from intelligence_sourcestep",
    "delete from intelligence_sourcematch",
)


def _contacts(name: str, expects: int, *before: str, where: str = "true") -> Attempt:
    prepared = (*_NO_CONTACTS, *before)
    return _asks("contacts_that_wait", name, expects, *prepared, where=where)


def _contact(is_sensitive: str = "false") -> str:
    return row(
        "intelligence_contact",
        id=_CONTACT,
        organisation_id=f"'{OWN}'",
        other_id=f"'{OTHER}'",
        record_id=_NEW_ID,
        urn="''",
        meeting=_NEW_ID,
        is_sensitive=is_sensitive,
        made_at="now()",
    )


def _match() -> str:
    return row(
        "intelligence_sourcematch",
        id=_MATCH,
        organisation_id=f"'{OWN}'",
        earlier_id=_NEW_ID,
        later_id=_NEW_ID,
        earlier_urn="''",
        later_urn="''",
        reports="2",
        made_at="now()",
    )


def _step(table: str, column: str, at: str) -> str:
    given = {"id": _NEW_ID, column: at, "state": "''", "outcome": "''"}
    return row(table, **given, taken_by_id=f"'{PERSON}'", taken_at="now()")


def _contacted(at: str) -> str:
    return _step("intelligence_contactstep", "contact_id", at)


def _looked(at: str) -> str:
    return _step("intelligence_sourcestep", "match_id", at)


_SENSITIVE = "permission = 'intelligence.control_sensitive'"
CONTACTS = [
    _contacts("one to make", 1, _contact()),
    _contacts("a sensitive one", 1, _contact("true"), where=_SENSITIVE),
    _contacts("no sensitive one", 0, _contact(), where=_SENSITIVE),
    _contacts("one that was made", 0, _contact(), _contacted(_CONTACT)),
    _contacts("where another was made", 1, _contact(), _contacted(_MATCH)),
    _contacts("a source to look at", 1, _match()),
    _contacts("one that was looked at", 0, _match(), _looked(_MATCH)),
    _contacts("where another was looked at", 1, _match(), _looked(_CONTACT)),
]


def _letter(name: str, changed: str, expects: str) -> Attempt:
    letter = row(
        "notices_letter",
        id=_NEW_ID,
        person_id=f"'{PERSON}'",
        is_warning="false",
        state="'refused'",
        queued_at="now()",
        changed_at="now()",
        next_at="now()",
        attempts="0",
        is_retried="false",
    )
    steps = [f"update notices_letter set {changed}"]
    return Attempt("", name, ("analyst", "intel_assessment"), steps, expects, (letter,))


LETTERS = [
    _letter("have a refused letter tried again", "is_retried = true", DONE),
    _letter("say that a refused letter was sent", "state = 'sent'", NOT_GRANTED),
]
ATTEMPTS = [
    *LETTERS,
    *REPORTS,
    *SHARES,
    *COLLEAGUES,
    *LEADERS,
    *EMERGENCIES,
    *REQUESTS,
    *CONTACTS,
]
