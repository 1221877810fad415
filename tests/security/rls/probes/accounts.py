"""Which account of a visit counts: who decides, and what cannot be decided."""

from __future__ import annotations

from tests.security.rls.attempts import DONE, REFUSED, Attempt
from tests.security.rls.probes.sharing.prepared import LOOK, NOBODY, row
from tests.security.rls.probes.targets import make_insert
from tests.security.rls.records import OPERATION, VISIT, record
from tests.security.rls.rows import key
from tests.security.rls.states import COLLEAGUE, OTHER, OWN, PERSON

DECIDES = ("planner", "operation_delivery")
LEADS = ("safeguarding_lead", "operation_delivery")
ACCOUNT, SECOND = key("visits_account", "'a'"), key("visits_account", "'b'")
PLAN, PLACE = key("operations_plannedvisit", "'k'"), key("places_premises", "'k'")
_WEEK = record(OPERATION, (), is_own=True)
_MINE, _THEIRS = record(VISIT, (), is_own=True), record(VISIT, ())
_RECORD = """'{"record": {"purpose_told": "p", "entry_basis": "consent", "entry_detail":
 "m", "interpreter": "phone", "started_at": "2026-01-05T10:00Z", "ended_at":
 "2026-01-05T11:00Z", "outcome": "advice_given", "spoken_to": 1, "leaflets": 0,
 "notices": 0, "arrests": 0, "narrative": "", "follow_up_on": null, "present": [],
 "signs": [], "referrals": [], "possible_victims": [], "came_of": "not_known"}}'"""
#: The plans that attempts make: what changes every row makes each one slower.
_BESIDE = key("operations_plannedvisit", "'v'")
CLEARED = [
    "delete from visits_draftitem", "delete from visits_account",
    "update visits_visit set planned_id = gen_random_uuid()"
    f" where planned_id in ({PLAN}, {_BESIDE})",
]  # fmt: skip


def make_account(account: str = ACCOUNT, **given: str) -> str:
    """An account of the plan that waits, by a colleague."""
    whole = {
        "id": account,
        "submission_id": "gen_random_uuid()",
        "digest": "'d'",
        "planned_id": PLAN,
        "organisation_id": f"'{OWN}'",
        "author_id": f"'{COLLEAGUE}'",
        "source": "'phone'",
        "kind": "'finished'",
        "form": "''",
        "content": _RECORD,
        "inner_there": "0",
        "photos_there": "0",
        "problems": "'{}'",
        "landed_at": "now()",
        "state": "'waits'",
        "reason": "'clock'",
        "decided_why": "''",
    }
    return row("visits_account", **{**whole, **given})


def make_plan(kind: str = "soft", **given: str) -> str:
    whole = {
        "id": PLAN,
        "operation_id": _WEEK,
        "premises_id": PLACE,
        "kind": f"'{kind}'",
        "purpose": "''",
        "power": "''",
        "authority": "''",
        "on": "current_date",
        "status": "'planned'",
        "cancelled_because": "''",
    }
    return make_insert("operations_plannedvisit", **{**whole, **given})


def make_recorded(visit: str = _MINE, account: str = "null") -> str:
    return (
        f"update visits_visit set planned_id = {PLAN}, account_id = {account}"
        f" where id = {visit}"
    )


def _decides(
    name: str,
    expects: str,
    *before: str,
    who: tuple[str, str] = DECIDES,
    decision: str = "set_aside",
    why: str = "because",
) -> Attempt:
    asked = f"select wall.decide_account({ACCOUNT}, '{decision}', '{why}', now())"
    prepared = [*CLEARED, *(before or (make_plan(), make_account()))]
    return Attempt("decide_account", name, who, [asked], expects, prepared)


_BY_ME = {"author_id": f"'{PERSON}'"}
_QUIET = (make_plan("safeguarding"), make_account())
_NO_PLAN = {"planned_id": "null"}
_OF_OTHERS = make_account(SECOND, organisation_id=f"'{OTHER}'")
_WHY = (
    "select string_agg(coalesce(nullif(%s, ''), 'None'), ' ' order by id desc)"
    " from visits_account"
)
DECISIONS = [
    _decides("an account of one's own operation", "set_aside"),
    _decides("one of others", REFUSED, make_plan(),
             make_account(organisation_id=f"'{OTHER}'")),
    _decides("one that is not there", REFUSED, make_plan()),
    _decides("one at another task", REFUSED,
             who=("safeguarding_lead", "safeguarding_support")),
    _decides("one, by who knows no plans for safety", REFUSED,
             who=("officer", "operation_delivery")),
    _decides("one of a safeguarding visit, by who plans", REFUSED, *_QUIET),
    _decides("one of a safeguarding visit, by who leads safeguarding", "set_aside",
             *_QUIET, who=LEADS),
    _decides("one beside a record that they read", "set_aside", make_plan(),
             make_account(), make_recorded()),
    _decides("one beside a record that they do not read", REFUSED, make_plan(),
             make_account(), make_recorded(_THEIRS)),
    _decides("their own, where there is no other", "set_aside", make_plan(),
             make_account(**_BY_ME)),
    _decides("their own, where there is another's", REFUSED, make_plan(),
             make_account(**_BY_ME), make_account(SECOND)),
    _decides("another's, where there is their own", REFUSED, make_plan(),
             make_account(), make_account(SECOND, **_BY_ME)),
    _decides("one, where their own is of another visit", "set_aside", make_plan(),
             make_account(SECOND, **_NO_PLAN, **_BY_ME), make_account()),
    Attempt("decide_account", "that one counts, and no other with it", DECIDES,
            [f"select wall.decide_account({ACCOUNT}, 'count', 'because', now())",
             LOOK, _WHY % "decided_why"],
            "because None", [*CLEARED, make_plan(), _OF_OTHERS, make_account()]),
    Attempt("decide_account", "one, and no other with it", DECIDES,
            [f"select wall.decide_account({ACCOUNT}, 'set_aside', 'because', now())",
             LOOK, "select count(*) from visits_account where state = 'set_aside'"],
            "1", [*CLEARED, make_plan(), _OF_OTHERS, make_account()]),
    _decides("their own, where another's is of another visit", "set_aside", make_plan(),
             make_account(SECOND, **_NO_PLAN), make_account(**_BY_ME)),
    _decides("one of no plan", "set_aside", make_account(**_NO_PLAN)),
    _decides("their own of no plan", REFUSED, make_account(**_NO_PLAN, **_BY_ME)),
    _decides("in a way there is not", REFUSED, decision="counts"),
    _decides("without a reason", REFUSED, why=" "),
    _decides("one that counts", "counts_already", make_plan(),
             make_account(state="'counts'")),
    _decides("to keep one beside nothing", "nothing_counts", decision="beside"),
    _decides("to keep one beside a record", "beside", make_plan(), make_account(),
             make_recorded(), decision="beside"),
    _decides("that one of no plan counts", "no_plan", make_account(**_NO_PLAN),
             decision="count"),
    _decides("that an addendum counts", "no_record", make_plan(),
             make_account(kind="'addendum'"), decision="count"),
    _decides("that one without a record counts", "no_record", make_plan(),
             make_account(content="'{}'"), decision="count"),
]  # fmt: skip


def _judges(
    name: str, expects: str, *before: str, then: str = "", **given: str
) -> Attempt:
    asked = [f"select wall.judge_account({ACCOUNT})"]
    asked += [LOOK, then] if then else []
    account = make_account(**{**_BY_ME, "source": "'web'", **given})
    prepared = [*CLEARED, *before, account]
    return Attempt("judge_account", name, DECIDES, asked, expects, prepared)


JUDGEMENTS = [
    _judges("their own that waits", "plan_unknown"),
    _judges("their own, beside another's", "plan_unknown clock", _OF_OTHERS,
            then=f"select string_agg(reason, ' ' order by id = {ACCOUNT} desc)"
                 " from visits_account"),
    _judges("another's", REFUSED, author_id=f"'{COLLEAGUE}'"),
    _judges("their own from a phone", REFUSED, source="'phone'"),
    _judges("their own that stands beside another", REFUSED, state="'beside'"),
    _judges("their own that somebody decided about", REFUSED, decided_at="now()"),
    _judges("their own, with what the program found", "form_unknown",
            problems="'{form_unknown}'"),
]  # fmt: skip


def _tells(name: str, expects: str, *before: str) -> Attempt:
    """Of whom the worker is told: the permission, and how many are never told."""
    asked = (
        "select string_agg(permission || ' ' || cardinality(besides), ',')"
        " from wall.accounts_that_wait()"
    )
    return Attempt(
        "accounts_that_wait", name, NOBODY, [asked], expects, [*CLEARED, *before],
        "unhidden_worker",
    )  # fmt: skip


WAITING = [
    _tells("an account that waits", "visits.decide_account 1", make_plan(),
           make_account()),
    _tells("one of a safeguarding visit", "visits.release_sentence 1", *_QUIET),
    _tells("one whose author nobody knows", "visits.decide_account 0", make_plan(),
           make_account(author_id="null")),
    _tells("one of no plan", "visits.decide_account 1", make_account(**_NO_PLAN)),
    _tells("one that counts", "None", make_plan(), make_account(state="'counts'")),
]  # fmt: skip
ENVELOPE, FOUND = key("field_innerenvelope", "'e'"), key("visits_possiblevictim", "'e'")
_ANOTHER = key("field_innerenvelope", "'f'")
_RECEIVES = ("safeguarding_lead", "safeguarding_support")


def _envelope(**given: str) -> str:
    whole = {
        "id": ENVELOPE,
        "sealed_as": ENVELOPE,
        "account_id": ACCOUNT,
        "what": "'note'",
        "team_id": f"'{OWN}'",
        "content_sealed": "'x'",
        "landed_at": "now()",
    }
    return row("field_innerenvelope", **{**whole, **given})


def _found(visit: str = _MINE) -> str:
    return row(
        "visits_possiblevictim",
        id=FOUND,
        visit_id=visit,
        number="90",
        age_group="''",
        alleges="''",
        is_brought_to_safety="false",
        is_withdrawn="false",
    )


_CASE = (
    f"update safeguarding_case set possible_victim_id = {FOUND}"
    " where id = (select id from safeguarding_case order by id limit 1)"
)
_KEYS = [
    "delete from vault_team", "delete from field_innerenvelope",
    row("vault_team", id=f"'{OWN}'", organisation_id=f"'{OWN}'", created_at="now()"),
    row("vault_team", id=f"'{OTHER}'", organisation_id=f"'{OTHER}'",
        created_at="now()"),
]  # fmt: skip


def _hands(
    name: str,
    expects: str,
    *before: str,
    who: tuple[str, str] = _RECEIVES,
    then: str = "",
) -> Attempt:
    steps = [f"select count(*) from wall.hand_inner({ENVELOPE}, {FOUND})"]
    if then:
        steps += [LOOK, then]
    usual = (_envelope(), _found(), _CASE)
    prepared = [*CLEARED, *_KEYS, make_account(), make_recorded(), *(before or usual)]
    return Attempt("hand_inner", name, who, steps, expects, prepared)


_OF_THEIRS = {"id": _ANOTHER, "sealed_as": _ANOTHER, "account_id": SECOND}
_ITS_CASE = f"(select id from safeguarding_case where possible_victim_id = {FOUND})"
HANDINGS = [
    _hands("what was sent to their team", "1"),
    _hands("what is not there", REFUSED, _found(), _CASE),
    _hands("what was sent to another team", REFUSED,
           _envelope(team_id=f"'{OTHER}'"), _found(), _CASE),
    _hands("of another visit's account", REFUSED,
           make_account(SECOND, planned_id="gen_random_uuid()"),
           _envelope(account_id=SECOND), _found(), _CASE),
    _hands("to somebody whose visit they do not read", REFUSED, _envelope(),
           _found(_THEIRS), _CASE),
    _hands("to somebody without a case yet", "0", _envelope(), _found()),
    _hands("what another case has", REFUSED,
           _envelope(handed_case_id="gen_random_uuid()"), _found(), _CASE),
    _hands("what its case has already, and nothing else", "1",
           _envelope(**_OF_THEIRS, team_id=f"'{OTHER}'"), _found(), _CASE,
           _envelope(handed_case_id=_ITS_CASE),
           then="select count(handed_case_id) from field_innerenvelope"),
    _hands("the same, at another task", REFUSED, who=LEADS),
    _hands("the same, by who knows no plans for safety", REFUSED,
           who=("officer", "safeguarding_support")),
]  # fmt: skip


def _told(**given: str) -> str:
    """One answer, sealed to the first keys of a team of the force."""
    sealed = {"key": "encode('k', 'base64')", "content": "encode('x', 'base64')"}
    whole = {"what": "'note'", "team": f"'{OWN}'", "generation": "1", **sealed}
    said = ", ".join(f"'{name}', {one}" for name, one in {**whole, **given}.items())
    return f"jsonb_build_array(jsonb_build_object('id', {ENVELOPE}, {said}))"


_NEWEST = [
    "delete from vault_generation",
    row("vault_generation", id="990", team_id=f"'{OWN}'", number="1", public_key="'p'",
        opens_first_version="false", created_at="now()"),
    f"update vault_team set newest_id = 990 where id = '{OWN}'",
]  # fmt: skip


def _keeps(
    name: str,
    expects: str,
    told: str = "",
    *before: str,
    then: str = "",
    **given: str,
) -> Attempt:
    account = make_account(**{**_BY_ME, "source": "'web'", **given})
    steps = [f"select wall.keep_told({ACCOUNT}, {told or _told()}, now())"]
    if then:
        steps += [LOOK, then]
    prepared = [*CLEARED, *_KEYS, *_NEWEST, *before, account]
    return Attempt("keep_told", name, DECIDES, steps, expects, prepared)


def _records(account: str, visit: str) -> str:
    return (
        f"update visits_visit set account_id = {account}, inner_there = 0"
        f" where id = {visit}"
    )


#: What a colleague sealed with an account that is the record of another visit.
_OF_A_COLLEAGUE = (
    make_account(SECOND, source="'web'", inner_there="7"),
    _envelope(**_OF_THEIRS),
    _records(SECOND, _THEIRS),
    _records(ACCOUNT, _MINE),
)
#: Of each account: how many it says that there are, its visit says, and are there.
_SEALED = """
select string_agg(concat_ws(' ', a.inner_there, v.inner_there, (
         select count(*) from field_innerenvelope e where e.account_id = a.id)), ', '
         order by a.inner_there)
  from visits_account a join visits_visit v on v.account_id = a.id"""
TELLINGS = [
    _keeps("what they sealed themselves", DONE),
    _keeps("what a colleague sealed", REFUSED, author_id=f"'{COLLEAGUE}'"),
    _keeps("with what a phone sent", REFUSED, source="'phone'"),
    _keeps(
        "with what somebody decided on, from a tab that was open",
        DONE,
        decided_at="now()",
        decided_by_id=f"'{PERSON}'",
        decided_why="'x'",
    ),
    _keeps("beside what was sealed before", DONE, inner_there="1"),
    _keeps("what another tab brought before", DONE, "", _envelope()),
    _keeps(
        "what they sealed, and nothing of a colleague's",
        "1 1 1, 7 0 1",
        "",
        *_OF_A_COLLEAGUE,
        then=_SEALED,
    ),
    _keeps("what is no list", REFUSED, "'{}'::jsonb"),
    _keeps("what is sealed to keys of nobody", REFUSED, _told(generation="7")),
]
ATTEMPTS = [*DECISIONS, *JUDGEMENTS, *WAITING, *HANDINGS, *TELLINGS]
