"""What organisations hold of a person: who sends such a request, and who answers it."""

from __future__ import annotations

from tests.security.rls.attempts import REFUSED, Attempt
from tests.security.rls.probes.sharing.prepared import (
    LOOK,
    MANAGER,
    NOBODY,
    WORKS,
    kept_out,
    row,
    tried,
)
from tests.security.rls.records import CASE, LEAD, OBSERVER, WORKER, record
from tests.security.rls.states import COLLEAGUE, OTHER, OWN, PERSON

_MEMBER, _SEEN, _LED = record(CASE, WORKER), record(CASE, OBSERVER), record(CASE, LEAD)
_ELSEWHERE = record(CASE, ())
_ONE, _TWO, _L1, _L2, _A = (
    f"'00000000-0000-4000-b000-0000000001{n}'::uuid"
    for n in ("01", "02", "11", "12", "21")
)
_CLEAN = "; ".join(
    f"delete from safeguarding_{table}"
    for table in ("holdingsanswer", "holdingsletter", "holdingsstep", "holdingsrequest")
)
_NO_KEYS = "delete from vault_recordkey"


def _request(key: str = _ONE, **given: str) -> str:
    values = {
        "id": key,
        "case_id": _MEMBER,
        "organisation_id": f"'{OTHER}'",
        "turn": "1",
        "asked_by_id": f"'{COLLEAGUE}'",
        "asked_at": "now()",
    }
    return row("safeguarding_holdingsrequest", **{**values, **given})


def _step(code: str = "taken_back", of: str = _ONE) -> str:
    return row(
        "safeguarding_holdingsstep",
        id="gen_random_uuid()",
        request_id=of,
        code=f"'{code}'",
        **{'"on"': "current_date"},
        recorded_by_id=f"'{COLLEAGUE}'",
        recorded_at="now()",
    )


def _letter(key: str = _L1, of: str = _ONE, **given: str) -> str:
    values = {
        "id": key,
        "request_id": of,
        "organisation_id": f"'{OWN}'",
        "from_organisation_id": f"'{OTHER}'",
        "words_sealed": "'x'",
        "sent_by_id": f"'{COLLEAGUE}'",
        "sent_at": "now()",
    }
    return row("safeguarding_holdingsletter", **{**values, **given})


def _key(of: str) -> str:
    return row(
        "vault_recordkey",
        id="gen_random_uuid()",
        record_id=of,
        slot="'safeguarding_holdingsletter.words_sealed'",
        team_id=f"'{OWN}'",
        generation_id="1",
        sealed_key="'x'",
    )


_ME = f"'{PERSON}'"
_KEYS = "select count(*) from vault_recordkey"
_LETTERS = (
    f"select string_agg(concat(organisation_id = '{OTHER}', ' ', sent_by_id = {_ME},"
    " ' ', from_organisation_id = (select lead_id from safeguarding_case where id ="
    f" {_MEMBER})), ', ') from safeguarding_holdingsletter"
)


def _sends(
    name: str,
    expects: str,
    *prepared: str,
    who: tuple[str, str] = WORKS,
    look: str = "",
) -> Attempt:
    steps = [f"select wall.send_holdings_letter({_L1}, {_ONE}, 'x', now())"]
    steps += [LOOK, look] if look else []
    return tried("send_holdings_letter holdings_ended", name, who, steps, expects,
                 _CLEAN, *prepared)  # fmt: skip


SENDING = [
    _sends("what they ask", "t t t", _request(), look=_LETTERS),
    _sends("of a case that they read", REFUSED, _request(case_id=_SEEN)),
    _sends("of a case elsewhere", REFUSED, _request(case_id=_ELSEWHERE)),
    _sends("another request", REFUSED, _request(_TWO)),
    _sends("what was sent", "False", _request(), _letter(_L2)),
    _sends("what is at its end", "False", _request(), _step()),
    _sends("beside what is at its end", "True", _request(), _request(_TWO, turn="2"),
           _step(of=_TWO)),
    _sends("what was sent on paper", "True", _request(), _step("sent")),
    _sends("by nobody", REFUSED, _request(), who=NOBODY),
]  # fmt: skip

_LEADS = ("safeguarding_lead", "safeguarding_support")
_COUNT = "select count(*) from wall.holdings_letters()"
_OF_OTHERS = _request(case_id=_ELSEWHERE, organisation_id=f"'{OWN}'")
_SHUT = f"update safeguarding_case set closed_at = now() where id = {_ELSEWHERE}"


def _lists(
    name: str, expects: str, *prepared: str, who: tuple[str, str] = MANAGER
) -> Attempt:
    return tried("holdings_letters answers_holdings holdings_ended", name, who,
                 [_COUNT], expects, _CLEAN, *prepared)  # fmt: skip


LISTING = [
    _lists("what one's organisation is asked", "1", _OF_OTHERS, _letter()),
    _lists("what another is asked", "0", _OF_OTHERS,
           _letter(organisation_id=f"'{OTHER}'")),
    _lists("what is at its end", "0", _OF_OTHERS, _letter(), _step("answered")),
    _lists("what was only sent", "1", _OF_OTHERS, _letter(), _step("sent")),
    _lists("beside what is at its end", "1", _OF_OTHERS, _letter(),
           _request(_TWO, turn="2"), _step(of=_TWO)),
    _lists("of a case that is closed", "0", _OF_OTHERS, _letter(), _SHUT),
    _lists("for who is kept out of it", "0", _OF_OTHERS, _letter(),
           kept_out(_ELSEWHERE)),
    _lists("for who is kept out of another", "1", _OF_OTHERS, _letter(),
           kept_out(_LED)),
    _lists("for who leads safeguarding there", "1", _OF_OTHERS, _letter(), who=_LEADS),
    _lists("for them at other work", "0", _OF_OTHERS, _letter(),
           who=("safeguarding_lead", "operation_delivery")),
    _lists("for who brings people there", "0", _OF_OTHERS, _letter(),
           who=("officer", "safeguarding_support")),
    _lists("for who supports people there", "0", _OF_OTHERS, _letter(), who=WORKS),
    _lists("for who analyses there", "0", _OF_OTHERS, _letter(),
           who=("analyst", "intel_assessment")),
    _lists("for who investigates there", "0", _OF_OTHERS, _letter(),
           who=("investigator", "investigation")),
    _lists("for nobody", "0", _OF_OTHERS, _letter(), who=NOBODY),
]  # fmt: skip


def _holds(
    name: str, expects: str, *prepared: str, who: tuple[str, str] = MANAGER
) -> Attempt:
    steps = [f"select wall.hold_holdings_letter({_L1}) is not null"]
    return tried("hold_holdings_letter answers_holdings holdings_ended", name, who,
                 steps, expects, _CLEAN, *prepared)  # fmt: skip


_OF_MEMBER = _request(_TWO, organisation_id=f"'{OWN}'")
_MEMBER_SHUT = f"update safeguarding_case set closed_at = now() where id = {_MEMBER}"
HOLDING = [
    _holds("beside one of a case that is closed", "True", _OF_MEMBER, _OF_OTHERS,
           _letter(), _MEMBER_SHUT),
    _holds("what another is asked", REFUSED, _OF_OTHERS,
           _letter(organisation_id=f"'{OTHER}'")),
    _holds("what is at its end", REFUSED, _OF_OTHERS, _letter(), _step("answered")),
    _holds("of a case that is closed", REFUSED, _OF_OTHERS, _letter(), _SHUT),
    _holds("by who is kept out of it", REFUSED, _OF_OTHERS, _letter(),
           kept_out(_ELSEWHERE)),
    _holds("by who is kept out of another", "True", _OF_OTHERS, _letter(),
           kept_out(_LED)),
    _holds("what is not there", REFUSED, _OF_OTHERS, _letter(_L2)),
    _holds("by who supports people there", REFUSED, _OF_OTHERS, _letter(), who=WORKS),
    _holds("by nobody", REFUSED, _OF_OTHERS, _letter(), who=NOBODY),
]  # fmt: skip
_STEPS = (
    f"(select string_agg(concat(code, ' ', recorded_by_id = {_ME}, ' ', request_id ="
    f" {_ONE}), ',') from safeguarding_holdingsstep)"
)
_ANSWERS = (
    f"select concat(how, ' ', is_redacted, ' ', answered_by_id = {_ME}, ' ',"
    f" request_id = {_ONE}, ' ', {_STEPS}) from safeguarding_holdingsanswer"
)


def _answers(name: str, expects: str, *prepared: str, look: str = "") -> Attempt:
    steps = [f"select wall.answer_holdings({_L1}, {_A}, 'partly', true, 'x', now())"]
    steps += [LOOK, look] if look else []
    return tried("answer_holdings hold_holdings_letter", name, MANAGER, steps, expects,
                 _CLEAN, _NO_KEYS, *prepared)  # fmt: skip


_BESIDE = _request(_TWO, turn="2")
ANSWERING = [
    _answers("in their own name", "partly t t t partly t t", _OF_OTHERS, _letter(),
             _BESIDE, _letter(_L2, _TWO), look=_ANSWERS),
    _answers("what another is asked", REFUSED, _OF_OTHERS,
             _letter(organisation_id=f"'{OTHER}'")),
    _answers("and its keys end, and no others", "1", _OF_OTHERS, _letter(), _BESIDE,
             _letter(_L2, _TWO), _key(_L1), _key(_L2), look=_KEYS),
]  # fmt: skip


def _shuts(name: str, expects: str, *prepared: str, look: str = "") -> Attempt:
    steps = [f"select wall.shut_holdings_letter({_ONE})"]
    steps += [LOOK, look] if look else []
    return tried("shut_holdings_letter holdings_ended", name, WORKS, steps, expects,
                 _CLEAN, _NO_KEYS, *prepared)  # fmt: skip


_OTHERS = _request(_TWO, turn="2")
SHUTTING = [
    _shuts("what is at its end, and nothing else", "1", _request(), _letter(),
           _step(), _OTHERS, _letter(_L2, _TWO), _key(_L1), _key(_L2), look=_KEYS),
    _shuts("what waits", REFUSED, _request(), _letter()),
    _shuts("what waits beside what is at its end", REFUSED, _request(), _letter(),
           _OTHERS, _step(of=_TWO)),
    _shuts("of a case that they read", REFUSED, _request(case_id=_SEEN), _letter(),
           _step()),
    _shuts("of one that they read beside one of theirs", REFUSED,
           _request(case_id=_SEEN), _letter(), _step(), _OTHERS),
]  # fmt: skip
ATTEMPTS = [*SENDING, *LISTING, *HOLDING, *ANSWERING, *SHUTTING]
