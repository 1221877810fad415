"""Persons, offers of them, and with whom they wish to be seen."""

from __future__ import annotations

from tests.security.rls.attempts import DONE, NOT_GRANTED, REFUSED, Attempt
from tests.security.rls.probes.sharing.prepared import kept_out, row
from tests.security.rls.records import CASE, LEAD, WORKER, record
from tests.security.rls.rows import key
from tests.security.rls.states import COLLEAGUE, OTHER, OWN, PERSON

_OFFICER = ("officer", "safeguarding_support")
_LEAD = ("safeguarding_lead", "safeguarding_support")
_WORKER = ("support_worker", "safeguarding_support")
_MANAGER = ("support_manager", "safeguarding_support")
_MINE, _STRANGE = record(CASE, WORKER), record(CASE, ())
_LED = record(CASE, (), is_own=True)
_OFFER, _WISH, _THEIRS, _ONE, _TWO, _THREE = (
    key("offer", f"'{name}'") for name in ("o", "w", "t", "p1", "p2", "p3")
)
_A, _B, _C = (f"NW-P-00000-0000{letter}" for letter in "ABC")


def _offered(
    by: object = PERSON, of: object = OWN, to: object = OTHER, state: str = "offered"
) -> str:
    return row(
        "safeguarding_caseoffer",
        id=_OFFER,
        way_in="'walk_in'",
        age_group="'adult'",
        from_organisation_id=f"'{of}'",
        offered_by_id=f"'{by}'",
        offered_at="now()",
        to_organisation_id=f"'{to}'",
        urgency="'today'",
        needs="'{}'",
        language="'en'",
        is_safe_to_contact="false",
        held_by="'nobody'",
        answer_by="now()",
        state=f"'{state}'",
        reason="''",
    )


def _case_of_it(case: str, lead: object) -> str:
    return (
        f"update safeguarding_case set offer_id = {_OFFER}, lead_id = '{lead}'"
        f" where id = {case}"
    )


def _answer(
    name: str,
    expects: str,
    who: tuple[str, str],
    state: str,
    *before: str,
    by: object = PERSON,
) -> Attempt:
    step = (
        f"do $$ begin update safeguarding_caseoffer set state = '{state}',"
        f" answered_by_id = '{by}', answered_at = now() where id = {_OFFER};"
        " if not found then raise no_data_found; end if; end $$"
    )
    return Attempt("safeguarding_caseoffer", name, who, [step], expects, before)


_TO_ME = _offered(by=COLLEAGUE, of=OTHER, to=OWN)
_BY_COLLEAGUE = _offered(by=COLLEAGUE)
_NONE = "P0002"


def _wish(
    key_: str, case: str, pseudonym: str, kind: str = "sibling", ended: str = "null"
) -> str:
    return row(
        "safeguarding_linkwish",
        id=key_,
        case_id=case,
        kind=f"'{kind}'",
        pseudonym=f"'{pseudonym}'",
        agreed_on="current_date",
        recorded_by_id=f"'{PERSON}'",
        recorded_at="now()",
        ended_at=ended,
    )


_PEOPLE = (
    "delete from safeguarding_linkwish",
    *(
        row(
            "safeguarding_caseperson",
            id=of,
            pseudonym=f"'{called}'",
            made_at="now()",
        )
        for of, called in ((_ONE, _A), (_TWO, _B), (_THREE, _C))
    ),
    f"update safeguarding_case set person_id = {_ONE} where id = {_MINE}",
    f"update safeguarding_case set person_id = {_TWO} where id = {_STRANGE}",
)
_BOTH = (_wish(_WISH, _MINE, _B), _wish(_THEIRS, _STRANGE, _A, "partner"))


def _closes(case: str) -> str:
    return f"update safeguarding_case set closed_at = now() where id = {case}"


def _linked(name: str, says: str, *before: str, of: str = _MINE) -> Attempt:
    step = f"select string_agg(kind, ',') from wall.linked_people({of})"
    return Attempt("linked_people", name, _WORKER, [step], says, [*_PEOPLE, *before])


def _judged(name: str, expects: str, **given: str) -> Attempt:
    made = {
        "id": "gen_random_uuid()",
        "case_id": _LED,
        "other_id": _LED,
        "is_same": "true",
        "judged_by_id": f"'{PERSON}'",
        "judged_at": "now()",
    } | given
    step = row("safeguarding_twinjudgement", **made)
    return Attempt("safeguarding_twinjudgement", name, _MANAGER, [step], expects)


_WORKER_ROLE = "unhidden_worker"
_NO_OFFERS = "delete from safeguarding_caseoffer; delete from safeguarding_casetransfer"


def _waits(name: str, expects: str, *before: str) -> Attempt:
    step = (
        "select coalesce(string_agg(case organisation_id"
        f" when '{OWN}' then 'own' when '{OTHER}' then 'other' end, ',' order by 1),"
        " '') from wall.case_offers_that_wait()"
    )
    return Attempt(
        "case_offers_that_wait", name, ("", ""), [step], expects,
        [_NO_OFFERS, *before], _WORKER_ROLE,
    )  # fmt: skip


_LATER = "update safeguarding_caseoffer set answer_by = now() + interval '1 hour'"
_LATE = "update safeguarding_caseoffer set answer_by = now() - interval '1 hour'"
_PASSED = (
    "insert into safeguarding_caseoffer select (jsonb_populate_record(o, jsonb_build_"
    "object('id', gen_random_uuid(), 'after_id', o.id, 'state', 'accepted'))).*"
    " from safeguarding_caseoffer o"
)


def _letters(
    name: str, expects: str, *before: str, role: str = _WORKER_ROLE
) -> Attempt:
    step = "select count(*) from wall.again_letters()"
    prepared = [
        "delete from safeguarding_againletter",
        "delete from safeguarding_consent",
        row(
            "safeguarding_againletter", id="gen_random_uuid()", case_id=_MINE,
            letter="'x'", kept_at="now()",
        ),
        f"update safeguarding_case set closed_at = null where id = {_MINE}",
        *before,
    ]  # fmt: skip
    return Attempt(
        "again_letters wants_to_be_found", name, ("", ""), [step], expects, prepared,
        role,
    )  # fmt: skip


def _word(
    answer: str, case: str = _MINE, kind: str = "find_again", at: str = "now()"
) -> str:
    return (
        "insert into safeguarding_consent (id, case_id, kind, answer, asked_at,"
        " language, interpreter, words_version, asked_by_id, categories, basis) values"
        f" (gen_random_uuid(), {case}, '{kind}', '{answer}', {at}, 'en', '', 1,"
        f" '{PERSON}', '{{}}', 'own')"
    )


def _noted(name: str, says: str, *before: str) -> Attempt:
    step = (
        f"select wall.note_found_again(gen_random_uuid(), {_MINE}, {_STRANGE},"
        " current_date) is not null"
    )
    prepared = [
        "delete from safeguarding_foundagain",
        "delete from safeguarding_consent",
        *before,
    ]
    return Attempt(
        "note_found_again wants_to_be_found", name, ("", ""), [step], says, prepared,
        _WORKER_ROLE,
    )  # fmt: skip


_BOTH_FOUND = (_word("yes"), _word("yes", case=_STRANGE))


def _found(answer: str = "yes", case: str = _MINE, other: str = _STRANGE) -> str:
    return row(
        "safeguarding_foundagain", id="gen_random_uuid()", case_id=case,
        other_id=other, found_on="current_date", answer=f"'{answer}'",
    )  # fmt: skip


def _touch(name: str, says: str, *before: str, of: str = _MINE) -> Attempt:
    step = f"select string_agg(pseudonym, ',') from wall.in_touch_with({of})"
    wiped = ("delete from safeguarding_foundagain", "delete from safeguarding_consent")
    prepared = [*_PEOPLE, *wiped, *before]
    return Attempt("in_touch_with", name, _WORKER, [step], says, prepared)


def _moves(name: str, expects: str, state: str, *prepared: str) -> Attempt:
    """Who is told of a case that moves: those who are asked, and who offered it."""
    told = (
        "select coalesce(string_agg(case when person_id is not null then 'giver'"
        f" when organisation_id = '{OTHER}' then 'other' end"
        f" || case when '{PERSON}' = any(besides) then ' but' else '' end,"
        " ',' order by 1), '')"
        " from wall.case_offers_that_wait()"
    )
    moved = row(
        "safeguarding_casetransfer", id=_OFFER, case_id=_LED,
        from_organisation_id=f"'{OWN}'", to_organisation_id=f"'{OTHER}'",
        consent_id=_OFFER, items="'{notes}'", categories="'{}'",
        age_group="'adult'", urgency="'today'", needs="'{}'", language="'en'",
        words_sealed="'x'", offered_by_id=f"'{PERSON}'", offered_at="now()",
        answer_by="now()", state=f"'{state}'", reason="''", kept_ids="'{}'",
    )  # fmt: skip
    before = [_NO_OFFERS, "delete from safeguarding_casetransfer", moved, *prepared]
    return Attempt("case_offers_that_wait", name, ("", ""), [told], expects, before,
                   _WORKER_ROLE)  # fmt: skip


_MOVING = (
    _moves("a case is to move", "other", "offered"),
    _moves("not who is kept out of it", "other but", "offered", kept_out(_LED)),
    _moves("it is accepted", "giver", "accepted"),
    _moves("nor who offered it", "giver but", "accepted", kept_out(_LED)),
    _moves("it has moved", "", "done"),
)
ATTEMPTS = [
    _waits("somebody is offered", "other", _offered(), _LATER),
    _waits("nobody answered in time", "other,own", _offered(), _LATE),
    _waits("it was declined", "own", _offered(state="declined"), _LATER),
    _waits("it was declined and passed on", "", _offered(state="declined"), _LATER,
           _PASSED),
    _waits("it was accepted", "", _offered(state="accepted"), _LATE),
    *_MOVING,
    _letters("who wants to be found", "1", _word("yes")),
    _letters("who said nothing", "0"),
    _letters("who said no since", "0", _word("yes", at="now() - interval '1 day'"),
             _word("no")),
    _letters("who said no since, by a date before", "0",
             _word("yes", at="now() + interval '1 day'"), _word("no")),
    _letters("who said yes since", "1", _word("no", at="now() - interval '1 day'"),
             _word("yes")),
    _letters("who agrees to something else", "0", _word("yes", kind="support")),
    _letters("whose yes is over", "0", _word("yes"),
             "update safeguarding_consent set until_on = wall.today() - 1"),
    _letters("whose yes lasts today", "1", _word("yes"),
             "update safeguarding_consent set until_on = wall.today()"),
    _letters("whose word is another's", "0", _word("yes", case=_STRANGE)),
    _letters("whose case is closed", "0", _word("yes"),
             f"update safeguarding_case set closed_at = now() where id = {_MINE}"),
    _letters("asked by a colleague's program", NOT_GRANTED, _word("yes"),
             role="unhidden_staff"),
    _noted("both want it", "True", _word("yes"), _word("yes", case=_STRANGE)),
    _noted("the earlier does not", "False", _word("yes", case=_STRANGE)),
    _noted("the later does not", "False", _word("yes")),
    _noted("it was noted before", "False", _word("yes"), _word("yes", case=_STRANGE),
           _found("")),
    _touch("they want to be in touch", _B, _found(), *_BOTH_FOUND),
    _touch("as they said to the other", _B, _found(case=_STRANGE, other=_MINE),
           *_BOTH_FOUND),
    _touch("they were not asked", "None", _found(""), *_BOTH_FOUND),
    _touch("they do not want it", "None", _found("no"), *_BOTH_FOUND),
    _touch("somebody else does", "None", _found(case=_STRANGE, other=_LED),
           *_BOTH_FOUND, _word("yes", case=_LED)),
    _touch("they take it back in the one", "None", _found(), _BOTH_FOUND[1]),
    _touch("they take it back in the other", "None", _found(), _BOTH_FOUND[0]),
    _touch("asked of a case that is not in view", REFUSED, _found(), of=_STRANGE),
    _answer("a supervisor declines", DONE, _MANAGER, "declined", _TO_ME),
    _answer("a supervisor declines for another", REFUSED, _MANAGER, "declined",
            _TO_ME, by=COLLEAGUE),
    _answer("a supervisor declines what is offered elsewhere", REFUSED, _MANAGER,
            "declined", _offered()),
    _answer("somebody is accepted without a case", REFUSED, _MANAGER, "accepted",
            _TO_ME),
    _answer("somebody is accepted with a case of one's own", DONE, _MANAGER,
            "accepted", _TO_ME, _case_of_it(_LED, OWN)),
    _answer("somebody is accepted with a case that others lead", REFUSED, _MANAGER,
            "accepted", _TO_ME, _case_of_it(record(CASE, LEAD), OTHER)),
    _answer("a supervisor withdraws what others offer", REFUSED, _MANAGER,
            "withdrawn", _TO_ME),
    _answer("a worker answers", _NONE, _WORKER, "declined", _TO_ME),
    _answer("an officer withdraws their own", DONE, _OFFICER, "withdrawn", _offered()),
    _answer("an officer passes on their own", DONE, _OFFICER, "passed_on", _offered()),
    _answer("an officer declines their own", REFUSED, _OFFICER, "declined",
            _offered()),
    _answer("an officer withdraws a colleague's", _NONE, _OFFICER, "withdrawn",
            _BY_COLLEAGUE),
    _answer("a safeguarding lead passes on an officer's", DONE, _LEAD, "passed_on",
            _BY_COLLEAGUE),
    _answer("a safeguarding lead passes on another organisation's", _NONE, _LEAD,
            "passed_on", _offered(by=COLLEAGUE, of=OTHER, to=OWN)),
    Attempt("safeguarding_case", "a case is made another person's", _WORKER,
            [f"update safeguarding_case set person_id = {_TWO} where id = {_MINE}"],
            NOT_GRANTED),
    _linked("both wish it", "partner", *_BOTH),
    _linked("one wishes it", "None", _BOTH[0]),
    _linked("only the other wishes it", "None", _BOTH[1]),
    _linked("one's own wish is over", "None",
            _wish(_WISH, _MINE, _B, ended="now()"), _BOTH[1]),
    _linked("the other's wish is over", "None", _BOTH[0],
            _wish(_THEIRS, _STRANGE, _A, "partner", ended="now()")),
    _linked("the other wishes somebody else", "None", _BOTH[0],
            _wish(_THEIRS, _STRANGE, _B, "partner")),
    _linked("another case of one's own wishes it", "None",
            _wish(_WISH, record(CASE, LEAD), _B), _BOTH[1]),
    _linked("one wishes it, and a third wishes one", "None", _BOTH[0],
            f"update safeguarding_case set person_id = {_THREE} where id = {_LED}",
            _wish(_THEIRS, _LED, _A, "partner")),
    _linked("one's own case is closed", "None", *_BOTH, _closes(_MINE)),
    _linked("the other's case is closed", "None", *_BOTH, _closes(_STRANGE)),
    _linked("a third case is closed", "partner", *_BOTH, _closes(_LED)),
    _linked("asked of a case that is not in view", REFUSED, *_BOTH, of=_STRANGE),
    _judged("a supervisor judges two cases of theirs", DONE),
    _judged("in another's name", REFUSED, judged_by_id=f"'{COLLEAGUE}'"),
    _judged("of a case that others lead", REFUSED, case_id=record(CASE, LEAD)),
    _judged("with a case that others lead", REFUSED, other_id=record(CASE, LEAD)),
]  # fmt: skip
