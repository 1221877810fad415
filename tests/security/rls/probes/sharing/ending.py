"""What an end of a share takes away, and the ends that nobody in particular makes."""

from __future__ import annotations

from tests.security.rls.attempts import Attempt
from tests.security.rls.probes.sharing.prepared import (
    ANOTHER,
    FELLOW,
    GIVEN,
    LOOK,
    MANAGER,
    NOBODY,
    NONE,
    RECEIVED,
    SHARE,
    THIRD,
    WORKS,
    agreed,
    grant,
    row,
    share,
    tried,
)
from tests.security.rls.records import CASE, LEAD, OBSERVER, WORKER, record
from tests.security.rls.states import COLLEAGUE, OTHER, OWN, PERSON

_LED = record(CASE, LEAD)
_END = f"select wall.end_share({SHARE}, 1, '', now())"
_WITHDRAW = f"select wall.withdraw_share({SHARE}, 1, now())"
_FURTHER = {"id": ANOTHER, "to_organisation_id": THIRD}
_SHARED = {"basis": "'share'", "team_role": "''"}
_GRANTS = (
    grant(GIVEN, COLLEAGUE, **_SHARED, source_id=SHARE),
    grant(GIVEN, FELLOW, **_SHARED, source_id=ANOTHER),
    grant(GIVEN, COLLEAGUE, basis="'break_glass'", source_id=SHARE),
    grant(GIVEN, FELLOW, **_SHARED, source_id=SHARE, ended_at="now()",
          ended_by=THIRD),
)  # fmt: skip
_ENDED_NOW = (
    f"select count(*) from access_grant where ended_by = '{PERSON}'"
    f" and record_id = {GIVEN}"
)
_STATES = "select string_agg(state, ' ' order by id) from sharing_share"


def _key(case: str, slot: str, team: object) -> str:
    return row(
        "vault_recordkey",
        id="gen_random_uuid()",
        record_id=case,
        slot=f"'{slot}'",
        team_id=f"'{team}'",
        generation_id="1",
        sealed_key="'x'",
    )


_IDENTITY = "safeguarding_case.identity_sealed"


def _keys(
    name: str, step: str, left: int, *prepared: str, case: str = GIVEN
) -> Attempt:
    """How many keys are left: of the receiver's to the record, and of others."""
    keys = (
        "delete from vault_recordkey",
        _key(case, _IDENTITY, OTHER),
        _key(case, _IDENTITY, OWN),
        _key(NONE, _IDENTITY, OTHER),
        _key(case, "another", OTHER),
    )
    look = "select count(*) from vault_recordkey"
    who = MANAGER if case == GIVEN else WORKS
    return tried("close_share", name, who, [step, LOOK, look], str(left), *keys,
                 *prepared)  # fmt: skip


CLOSING = [
    tried("close_share", "it is over, and no other", MANAGER, [_END, LOOK, _STATES],
          "ended accepted", share("accepted"), share("accepted", **_FURTHER)),
    tried("close_share", "it is over, and a draft is none", MANAGER,
          [_END, LOOK, _STATES], "ended draft", share(**_FURTHER), share("accepted")),
    tried("close_share", "whom it let in is out", MANAGER, [_END, LOOK, _ENDED_NOW],
          "1", share("accepted"), *_GRANTS),
    _keys("the receiver's keys are gone", _END, 3, share("accepted")),
    _keys("an unread draft's are not", _WITHDRAW, 4, share()),
    _keys("whose record it is now keeps theirs", _END, 4,
          share("accepted", record_id=_LED), case=_LED),
    _keys("whose people are on the team keeps theirs", _END, 4, share("accepted"),
          grant(GIVEN, COLLEAGUE)),
    _keys("whose people were on it does not", _END, 3, share("accepted"),
          grant(GIVEN, COLLEAGUE, ended_at="now()")),
    _keys("whose people are there in an emergency does not", _END, 3,
          share("accepted"), grant(GIVEN, COLLEAGUE, basis="'break_glass'")),
    _keys("another's on the team keep them nothing", _END, 3, share("accepted"),
          grant(GIVEN, FELLOW)),
]  # fmt: skip
_MEMBER = record(CASE, WORKER)


def _agreed(state: str, **given: str) -> str:
    """A share that rests on consent, each with an organisation of its own."""
    sides = {"id": "gen_random_uuid()", "to_organisation_id": "gen_random_uuid()"}
    rests = {"record_id": _MEMBER, "consent_id": NONE}
    return share(state, **{**sides, **rests, **given})


def _unconsented(name: str, expects: str, *prepared: str, at: str = _MEMBER) -> Attempt:
    asked = f"wall.end_unconsented('safeguarding_case', {at}, now())"
    return tried("end_unconsented", name, WORKS, [f"select cardinality({asked})"],
                 expects, *prepared)  # fmt: skip


UNCONSENTED = [
    _unconsented("what rests on it ends", "2", _agreed("offered"), _agreed("draft")),
    _unconsented("and nothing else", "0", _agreed("offered", consent_id="null"),
                 _agreed("offered", record_id=RECEIVED), _agreed("ended"),
                 _agreed("offered", domain="'visit'")),
    _unconsented("while they agree", "0",
                 _agreed("offered", to_organisation_id=f"'{OTHER}'"),
                 *agreed(_MEMBER)),
    _unconsented("while they agree to another's", "1", _agreed("offered"),
                 *agreed(_MEMBER)),
    _unconsented("an observer ends it", "42501", _agreed("offered"),
                 at=record(CASE, OBSERVER)),
    tried("end_unconsented", "nobody ends it", NOBODY,
          [f"select wall.end_unconsented('safeguarding_case', {_MEMBER}, now())"]),
]  # fmt: skip


def _expires(name: str, expects: str, *shares: str, at: str = "now()") -> Attempt:
    steps = [f"select cardinality(wall.expire_shares({at}))"]
    return tried("expire_shares", name, NOBODY, steps, expects, *shares,
                 role="unhidden_worker")  # fmt: skip


def _lasting(state: str, **given: str) -> str:
    """A share that rests on a ground, not on consent."""
    return _agreed(state, consent_id="null", **given)


_PAST = {"expires_at": "now()"}
_UNTIL = {"until_on": "current_date - 2"}
EXPIRING = [
    _expires("an offer that nobody answered", "1", _lasting("offered", **_PAST)),
    _expires("an offer whose last day is over", "1", _lasting("offered", **_UNTIL)),
    _expires("a share whose last day is over", "1", _lasting("accepted", **_UNTIL)),
    _expires("and nothing else", "0", _lasting("accepted", **_PAST),
             _lasting("ended", **_UNTIL), _agreed("ended"),
             _lasting("offered", expires_at="now() + interval '1 day'")),
    _expires("ahead of the clock", "0", _lasting("accepted"),
             _lasting("offered", expires_at="now() + interval '1 day'"),
             at="now() + interval '10 years'"),
    _expires("a share whose consent is over", "1",
             _agreed("accepted", to_organisation_id=f"'{OTHER}'"),
             *agreed(_MEMBER, until="current_date - 1")),
    _expires("a share whose consent stands", "0",
             _agreed("accepted", to_organisation_id=f"'{OTHER}'"), *agreed(_MEMBER)),
]  # fmt: skip
ATTEMPTS = [*CLOSING, *UNCONSENTED, *EXPIRING]
