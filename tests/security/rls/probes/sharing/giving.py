"""Drafting a share, offering it, taking it back: for who decides about the record."""

from __future__ import annotations

from tests.security.rls.attempts import REFUSED, Attempt
from tests.security.rls.probes.sharing.prepared import (
    AGREEMENT,
    ANALYST,
    ANOTHER,
    CONTENT,
    FELLOW,
    GIVEN,
    LOOK,
    MANAGER,
    NOBODY,
    NONE,
    OPERATED,
    PLANNER,
    RECEIVED,
    SHARE,
    THIRD,
    UNSIGNED,
    WIDER,
    WORKS,
    agreed,
    consent,
    share,
    tried,
)
from tests.security.rls.records import CASE, LEAD, VISIT, WORKER, record
from tests.security.rls.states import (
    COLLEAGUE,
    GONE,
    IDLE,
    LEFT,
    NEW,
    OTHER,
    OWN,
    PERSON,
    WAITING,
)

_LED, _WORKED_ON = record(CASE, LEAD), record(CASE, WORKER)


def _draft(by_consent: str = "false", at: str = "now()", **given: str) -> str:
    content = {**CONTENT, "by_consent": by_consent, **given}
    told = ", ".join(f"'{name}', {value}" for name, value in content.items())
    return f"select wall.draft_share({SHARE}, jsonb_build_object({told}), {at})"


def _drafts(name: str, expects: str, *prepared: str, **given: str) -> Attempt:
    procedures = "draft_share share_fault in_force works_for consent_of day_of"
    return tried(procedures, name, MANAGER, [_draft(**given)], expects, *prepared)


def _by(name: str, person: object, expects: str = "basis", *prepared: str) -> Attempt:
    words = f"authorised by {name}"
    return _drafts(words, expects, *prepared, authorised_by_id=f"'{person}'")


def _consenting(name: str, expects: str, *prepared: str) -> Attempt:
    given = {"ground": "''", "authorised_by_id": "null"}
    return _drafts(name, expects, *prepared, by_consent="true", **given)


_SUPPORT_ENDS = f"update sharing_agreement set {{}} where id = {AGREEMENT}"
_ENFORCES = "update agencies_organisation set kind = 'law_enforcement' where id = '{}'"
_ENGAGED = f"update agencies_engagement set {{}} where person_id = '{FELLOW}'"
_OTHER_ENFORCES = _ENFORCES.format(OTHER)
_OPERATION = {
    "domain": "'operation'",
    "record_id": OPERATED,
    "agreement_id": WIDER,
    "purposes": "'{operation_delivery}'",
}
_VISITED = record(VISIT, (), is_own=True)


def _release(visit: str, agreed: bool = True) -> str:
    """Leave to use a visit's record for immigration."""
    by, at = (f"'{FELLOW}'", "now()") if agreed else ("null", "null")
    return (
        "insert into visits_immigrationrelease (id, visit_id, authority, reason,"
        " asked_by_id, asked_at, agreed_by_id, agreed_at) values (gen_random_uuid(),"
        f" {visit}, 'A', 'R', '{PERSON}', now(), {by}, {at})"
    )


def _plan(kind: str, visit: str, which: str) -> str:
    """The plan of a visit, made of the first or the last one that there is."""
    return (
        f"update operations_plannedvisit set kind = '{kind}', id = (select planned_id"
        f" from visits_visit where id = {visit}) where id ="
        f" (select {which}(id::text)::uuid from operations_plannedvisit)"
    )


def _visit(
    name: str, expects: str, *prepared: str, kind: str = "safeguarding"
) -> Attempt:
    """The record of a visit of this kind is shared, under an agreement about visits."""
    given = {**_OPERATION, "domain": "'visit'", "record_id": _VISITED}
    before = [
        f"update sharing_agreement set domains = '{{visit}}' where id = {WIDER}",
        _plan(kind, _VISITED, "min"),
        _ENGAGED.format("role = 'officer'"),
        *prepared,
    ]
    asked = [_draft(**given)]
    return tried("is_released share_fault", name, PLANNER, asked, expects, *before)


DRAFTING = [
    _visit("a safeguarding visit with others", ""),
    _visit("a safeguarding visit with those who enforce it", "release",
           _OTHER_ENFORCES),
    _visit("one that was released", "", _OTHER_ENFORCES, _release(_VISITED)),
    _visit("one whose release nobody agreed to", "release", _OTHER_ENFORCES,
           _release(_VISITED, agreed=False)),
    _visit("one beside another that was released", "release", _OTHER_ENFORCES,
           _release(record(VISIT, ()))),
    _visit("one beside a soft visit", "release", _OTHER_ENFORCES,
           _plan("soft", record(VISIT, ()), "max")),
    _visit("a soft visit with those who enforce it", "", _OTHER_ENFORCES, kind="soft"),
    _drafts("a manager drafts a share", ""),
    tried("draft_share", "a worker drafts", WORKS, [_draft(record_id=_WORKED_ON)]),
    tried("draft_share", "another's manager drafts", MANAGER,
          [_draft(record_id=RECEIVED)]),
    tried("draft_share", "of a record that is not there", MANAGER,
          [_draft(record_id=NONE)]),
    tried("draft_share", "nobody drafts", NOBODY, [_draft()]),
    _drafts("under an agreement that ended", "agreement",
            _SUPPORT_ENDS.format("ended_at = now()")),
    _drafts("under one that has not begun", "agreement",
            _SUPPORT_ENDS.format("from_on = current_date + 2")),
    _drafts("on a day that has not come", "agreement",
            _SUPPORT_ENDS.format("from_on = current_date + 2"),
            at="now() + interval '3 days'"),
    _drafts("under one that is over", "agreement",
            _SUPPORT_ENDS.format("to_on = current_date - 2")),
    _drafts("under one that not all have signed", "agreement", agreement_id=UNSIGNED),
    _drafts("with who is no party", "parties", to_organisation_id=THIRD),
    tried("share_fault", "with those whose record it is", WORKS,
          [_draft(record_id=_LED)], "parties"),
    _drafts("with those who enforce immigration law", "parties", _OTHER_ENFORCES),
    _drafts("by those who enforce it", "", _ENFORCES.format(OWN)),
    tried("share_fault", "an operation with those who enforce it", PLANNER,
          [_draft(**_OPERATION)], "", _OTHER_ENFORCES),
    tried("share_fault", "an operation under an agreement about cases", PLANNER,
          [_draft(**{**_OPERATION, "agreement_id": AGREEMENT,
                     "purposes": "'{investigation}'"})], "beyond"),
    _drafts("more kinds of data than agreed", "beyond",
            categories="'{operational,health}'"),
    _drafts("without the operational data", "beyond", categories="'{narrative}'"),
    _drafts("for more than agreed", "beyond",
            purposes="'{safeguarding_support,disclosure}'"),
    _drafts("for nothing", "beyond", purposes="'{}'"),
    _drafts("until yesterday", "beyond", until_on="current_date - 2"),
    _drafts("for what brings no case into view", "beyond",
            purposes="'{safeguarding_support,investigation}'"),
]  # fmt: skip
RESTING = [
    _drafts("without a ground", "basis", ground="''"),
    _drafts("without one, of who consents", "basis", *agreed(GIVEN), ground="''"),
    _drafts("authorised by nobody", "basis", authorised_by_id="null"),
    _by("oneself", PERSON),
    _by("a disabled person", IDLE),
    _by("one who left", LEFT),
    _by("one who comes", NEW),
    _by("one who waits", WAITING),
    _by("one who is gone", GONE),
    _by("another organisation's", COLLEAGUE),
    _by("somebody unknown", OWN),
    _by("one who ends later", FELLOW, "",
        _ENGAGED.format("to_on = current_date + 9")),
    _by("one of other work", FELLOW, "basis", _ENGAGED.format("role = 'analyst'")),
    _consenting("by consent", "", *agreed(GIVEN)),
    _consenting("by no consent", "basis"),
    _consenting("by another's consent", "basis", *agreed(RECEIVED)),
    _consenting("by a consent to something else", "basis", consent(GIVEN, kind="nrm")),
    tried("consent_of", "an operation by consent", PLANNER,
          [_draft("true", **_OPERATION, ground="''", authorised_by_id="null")],
          "basis", *agreed(OPERATED)),
]  # fmt: skip


def _offer(seen: int = 1) -> str:
    expires = "now() + interval '1 day'"
    return f"select wall.offer_share({SHARE}, {seen}, {expires}, now())"


_WITHDRAW = f"select wall.withdraw_share({SHARE}, {{}}, now())"
_END = f"select wall.end_share({SHARE}, {{}}, '', now())"


def _offers(name: str, expects: str, *prepared: str, seen: int = 1) -> Attempt:
    procedures = "offer_share share_of_giver"
    return tried(procedures, name, MANAGER, [_offer(seen)], expects, *prepared)


def _ends(name: str, step: str, expects: str, *prepared: str, seen: int = 1) -> Attempt:
    steps = [step.format(seen)]
    return tried("withdraw_share end_share", name, MANAGER, steps, expects, *prepared)


_LEANING = share(consent_id=NONE, ground="''", authorised_by_id="null")
_FURTHER = {"id": ANOTHER, "to_organisation_id": THIRD}
OFFERING = [
    _offers("a manager offers a share", "", share()),
    tried("offer_share", "that one alone", MANAGER,
          [_offer(), LOOK,
           "select count(*) from sharing_share where state = 'offered'"], "1",
          share(), share(**_FURTHER)),
    _offers("one that is offered", "moved", share("offered")),
    _offers("one that moved", "moved", share(), seen=2),
    _offers("under an ended agreement", "agreement", share(),
            _SUPPORT_ENDS.format("ended_at = now()")),
    _offers("by a consent taken back", "basis", _LEANING),
    _offers("by a consent taken back, with a ground", "basis", share(consent_id=NONE)),
    _offers("what they authorised themselves", "basis",
            share(offered_by_id=f"'{FELLOW}'", authorised_by_id=f"'{PERSON}'")),
    _offers("what is shared with them", "already", share(),
            share("accepted", id=ANOTHER)),
    _offers("another's record", REFUSED, share(record_id=RECEIVED)),
    _offers("with oneself", REFUSED, share(to_organisation_id=f"'{OWN}'")),
    _offers("one that is not there", REFUSED, share(id=ANOTHER)),
    tried("share_of_giver", "a worker offers", WORKS, [_offer()], REFUSED,
          share(record_id=_WORKED_ON)),
    tried("share_of_giver", "at other work", ANALYST, [_offer()], REFUSED, share()),
    tried("share_of_giver", "nobody offers", NOBODY, [_offer()], REFUSED, share()),
]  # fmt: skip
TAKING_BACK = [
    _ends("withdraw a draft", _WITHDRAW, "", share()),
    _ends("withdraw an offer", _WITHDRAW, "", share("offered")),
    _ends("withdraw what is accepted", _WITHDRAW, "moved", share("accepted")),
    _ends("withdraw one that moved", _WITHDRAW, "moved", share(), seen=2),
    _ends("withdraw another's", _WITHDRAW, REFUSED, share(record_id=RECEIVED)),
    _ends("end what is shared", _END, "", share("accepted"), share(**_FURTHER)),
    _ends("end an offer", _END, "moved", share("offered")),
    _ends("end one that moved", _END, "moved", share("accepted"), seen=2),
    _ends("end another's", _END, REFUSED, share("accepted", record_id=RECEIVED)),
    _ends("end one that is not there", _END, REFUSED),
]  # fmt: skip
ATTEMPTS = [*DRAFTING, *RESTING, *OFFERING, *TAKING_BACK]
