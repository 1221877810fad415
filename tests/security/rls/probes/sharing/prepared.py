"""Agreements and shares as a superuser prepares them, and who stands where in them.

``OWN`` is the organisation of the person who tries, ``OTHER`` that of their colleague.
"""

from __future__ import annotations

from collections.abc import Sequence

from tests.security.rls.attempts import REFUSED, Attempt
from tests.security.rls.records import CASE, OPERATION, record
from tests.security.rls.states import COLLEAGUE, DESK, OTHER, OWN, PERSON
from tests.security.rls.world import STAFF

MANAGER = ("support_manager", "safeguarding_support")
WORKS = ("support_worker", "safeguarding_support")
PLANNER = ("planner", "operation_delivery")
ANALYST = ("analyst", "intel_assessment")
NOBODY = ("", "")
#: The last step of an attempt may be a superuser's look at what came of it.
LOOK = "reset role"


def _id(number: int) -> str:
    return f"'00000000-0000-4000-8000-0000000000{number:02}'::uuid"


#: Terms that all have signed; wider ones; those that a party has not signed.
AGREEMENT, WIDER, UNSIGNED = _id(1), _id(2), _id(3)
SHARE, ANOTHER, THIRD, NONE = _id(4), _id(5), _id(6), _id(7)
#: A colleague of the person's at the same work.
FELLOW = DESK
GIVEN = record(CASE, (), is_own=True)
RECEIVED = record(CASE, ())
OPERATED = record(OPERATION, (), is_own=True)


def row(table: str, **given: object) -> str:
    """Insert one row; values are SQL."""
    values = ", ".join(str(value) for value in given.values())
    return f"insert into {table} ({', '.join(given)}) values ({values})"


def agreement(made: str, *parties: object, **given: str) -> str:
    """Terms that every party has signed, in force today."""
    terms = {
        "id": made,
        "title": "''",
        "purposes": "'{safeguarding_support,investigation}'",
        "domains": "'{safeguarding_case}'",
        "categories": "'{operational,narrative}'",
        "legal_basis": "'consent'",
        "legal_words": "''",
        "from_on": "current_date - 9",
        "to_on": "current_date + 9",
        "review_on": "current_date",
        "kept_by_id": f"'{OWN}'",
        "written_by_id": f"'{PERSON}'",
        "written_at": "now()",
        "version": "1",
        "is_final": "false",
        "end_reason": "''",
    }
    signed = [party(made, each) for each in parties]
    return "; ".join([row("sharing_agreement", **{**terms, **given}), *signed])


def kept_out(of: str, person: object = PERSON) -> str:
    """Somebody is kept out of a survivor's case."""
    return row(
        "access_exclusion",
        id="gen_random_uuid()",
        domain=f"'{CASE}'",
        record_id=of,
        person_id=f"'{person}'",
        reason="''",
        set_by=f"'{COLLEAGUE}'",
        from_at="now()",
    )


def party(made: str, organisation: object, at: str = "now()") -> str:
    return row(
        "sharing_party",
        id="gen_random_uuid()",
        agreement_id=made,
        organisation_id=f"'{organisation}'",
        signed_by_id=f"'{COLLEAGUE}'",
        signed_at=at,
    )


#: What is told of a share when it is written down, by the person's organisation.
CONTENT = {
    "domain": "'safeguarding_case'",
    "record_id": GIVEN,
    "agreement_id": AGREEMENT,
    "to_organisation_id": f"'{OTHER}'",
    "categories": "'{operational,narrative}'",
    "purposes": "'{safeguarding_support}'",
    "ground": "'life'",
    "authorised_by_id": f"'{FELLOW}'",
    "until_on": "current_date + 5",
    "urgency": "'today'",
    "area": "''",
    "needs": "''",
    "language": "''",
    "is_safe_to_contact": "true",
}
_WRITTEN = {
    "id": SHARE,
    "from_organisation_id": f"'{OWN}'",
    "state": "'draft'",
    "version": "1",
    "ground_words": "''",
    "offered_by_id": f"'{PERSON}'",
    "offered_at": "now()",
    "answer_reason": "''",
    "end_code": "''",
    "end_reason": "''",
}


def share(state: str = "draft", **given: str) -> str:
    """A share of the person's organisation in this state."""
    return row(
        "sharing_share", **{**CONTENT, **_WRITTEN, "state": f"'{state}'", **given}
    )


def received(state: str = "offered", **given: str) -> str:
    """A share of another organisation with the person's."""
    sides = {
        "record_id": RECEIVED,
        "from_organisation_id": f"'{OTHER}'",
        "to_organisation_id": f"'{OWN}'",
        "offered_by_id": THIRD,
        "authorised_by_id": f"'{COLLEAGUE}'",
        "expires_at": "now() + interval '1 day'",
    }
    return share(state, **{**sides, **given})


def grant(case: str, person: object, **given: str) -> str:
    """A place on a record's team, or what ``given`` makes of it."""
    values = {
        "id": "gen_random_uuid()",
        "domain": "'safeguarding_case'",
        "record_id": case,
        "person_id": f"'{person}'",
        "basis": "'team'",
        "team_role": "'worker'",
        "categories": "'{}'",
        "purposes": "'{}'",
        "granted_by": THIRD,
        "reason": "''",
        "from_at": "now()",
    }
    return row("access_grant", **{**values, **given})


def consent(
    case: str,
    answer: str = "yes",
    kind: str = "support",
    at: int = 0,
    receiver: object = "",
    **given: str,
) -> str:
    """What the person of a case said, ``at`` hours from now."""
    named = str(receiver) if str(receiver).startswith("'") else f"'{receiver}'"
    values = {
        "id": "gen_random_uuid()",
        "case_id": case,
        "kind": f"'{kind}'",
        "receiver_id": named if receiver else "null",
        "answer": f"'{answer}'",
        "categories": "'{}'",
        "basis": "'own'",
        "language": "'en'",
        "interpreter": "''",
        "words_version": "1",
        "asked_by_id": f"'{PERSON}'",
        "asked_at": f"now() + interval '{at} hours'",
    }
    return row("safeguarding_consent", **{**values, **given})


def agreed(
    case: str, *, receiver: object = OTHER, until: str = "null"
) -> tuple[str, str]:
    """A yes to support, and one to share notes with an organisation."""
    return (
        consent(case),
        consent(
            case,
            kind="share",
            receiver=receiver,
            categories="'{narrative}'",
            until_on=until,
        ),
    )


_BASE = [
    "delete from sharing_share; delete from sharing_party;"
    " delete from sharing_agreement; delete from safeguarding_consent",
    f"update agencies_engagement set role = 'support_worker'"
    f" where person_id = '{FELLOW}'",
    agreement(
        WIDER,
        OWN,
        OTHER,
        domains="'{safeguarding_case,operation}'",
        categories="'{operational,narrative,health}'",
        purposes="'{safeguarding_support,operation_delivery,disclosure,investigation}'",
    ),
    agreement(UNSIGNED, OWN) + "; " + party(UNSIGNED, OTHER, at="null"),
    agreement(AGREEMENT, OWN, OTHER),
]


def tried(
    procedures: str,
    name: str,
    who: tuple[str, str],
    steps: Sequence[str],
    expects: str = REFUSED,
    *prepared: str,
    role: str = STAFF,
) -> Attempt:
    """An attempt over these agreements and what else is prepared."""
    return Attempt(procedures, name, who, steps, expects, [*_BASE, *prepared], role)
