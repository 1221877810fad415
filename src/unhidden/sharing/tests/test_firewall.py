"""The purpose firewall: support is in nobody's view but support's.

Whatever lets somebody in to a survivor's case, and whatever their role: for purposes
of immigration or of investigation there is nothing to see.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from tests.cast import FOUNDER, NOON, PASSWORD, TODAY, Cast, make_cast
from tests.made.safeguarding import make_case
from tests.made.sharing import make_agreement, make_draft
from tests.support.postgres import Server
from unhidden.access import context
from unhidden.access.decisions import (
    AccessContext,
    OpenGrant,
    RecordHeader,
    decide_access,
)
from unhidden.access.policy import (
    DOMAINS_OF_PURPOSE,
    RIGHTS,
    AccessBasis,
    Action,
    Domain,
    Purpose,
    Role,
    TeamRole,
)
from unhidden.agencies import actions as agencies
from unhidden.agencies import queries as people
from unhidden.hosting.postgres import connecting
from unhidden.safeguarding.models import Case
from unhidden.sharing.actions.faults import BeyondAgreement, WrongParties

SUPPORT = {Purpose.SAFEGUARDING_SUPPORT, Purpose.DISCLOSURE}
LETS = {
    AccessBasis.TEAM: TeamRole.LEAD,
    AccessBasis.SHARE: "",
    AccessBasis.BREAK_GLASS: "",
}


# As none of the doors would: straight into the table, by the server's superuser.
_GRANT = (
    "insert into access_grant (id, domain, record_id, person_id, basis, team_role,"
    " categories, purposes, granted_by, reason, from_at, until_at) values"
    " (gen_random_uuid(), 'safeguarding_case', %s, %s, %s, %s,"
    " array['operational', 'identity', 'narrative'], '{}', %s, '', now(),"
    " now() + interval '1 hour')"
)


def test_no_other_purpose_brings_support_into_view() -> None:
    assert {
        purpose
        for purpose, domains in DOMAINS_OF_PURPOSE.items()
        if Domain.SAFEGUARDING_CASE in domains
    } == SUPPORT


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("basis", LETS)
def test_no_basis_decides_otherwise(role: str, basis: str) -> None:
    own = uuid4()
    record = RecordHeader(
        uuid4(), Domain.SAFEGUARDING_CASE, own, 0, is_restricted=False
    )

    for purpose in set(Purpose) - SUPPORT:
        asking = AccessContext(
            uuid4(), own, role, purpose, 3, NOON + timedelta(minutes=1)
        )
        for action in Action.values:
            let = OpenGrant(basis, LETS[AccessBasis(basis)])
            found = decide_access(
                asking, action, record, "operational", lets=[let], at=NOON
            )
            assert not found.is_allowed


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("employer", ["border_force", "police"])
def test_the_database_shows_no_case_whatever_lets_somebody_in(
    employer: str, test_server: Server, test_database: str
) -> None:
    """Every role of an organisation that enforces the law, let in by every basis."""
    cast = make_cast()
    case_id = make_case(cast)
    for role in Role.values:
        person_id = _engage(cast, employer, role)
        with connecting.connect({**test_server.admin, "dbname": test_database}) as by:
            for basis, team_role in LETS.items():
                by.execute(_GRANT, [case_id, person_id, basis, team_role, person_id])
        seen = {
            purpose
            for purpose in RIGHTS[role].purposes
            if _sees(person_id, purpose, case_id)
        }
        assert seen == RIGHTS[role].purposes & SUPPORT


@pytest.mark.django_db
def test_a_case_is_never_shared_with_those_who_enforce_immigration_law(
    cast: Cast,
) -> None:
    agreement_id = make_agreement(cast, "bawso", "border_force")

    with pytest.raises(WrongParties):
        make_draft(
            cast,
            make_case(cast),
            agreement_id,
            to_organisation_id=cast.organisations["border_force"],
        )


@pytest.mark.django_db
def test_a_case_is_never_shared_for_an_investigation(cast: Cast) -> None:
    agreement_id = make_agreement(
        cast, purposes=("safeguarding_support", "investigation")
    )

    with pytest.raises(BeyondAgreement):
        make_draft(cast, make_case(cast), agreement_id, purposes=("investigation",))


def _engage(cast: Cast, employer: str, role: str) -> UUID:
    person_id = agencies.add_person(
        email=f"{role}@{employer}.example",
        name=role,
        language="en",
        actor=FOUNDER,
        at=NOON,
        password=PASSWORD,
    )
    agencies.request_engagement(
        person_id=person_id,
        organisation_id=cast.organisations[employer],
        role=role,
        from_on=TODAY,
        actor=FOUNDER,
        at=NOON,
    )
    return person_id


def _sees(person_id: UUID, purpose: str, case_id: UUID) -> bool:
    actor = people.actor_of(person_id=person_id, day=TODAY).doing(purpose)
    with context.acting_as(actor):
        return Case.objects.filter(id=case_id).exists()
