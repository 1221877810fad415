"""What is sealed of a case opens for the organisations that work on it, and no other.

Each worker's organisation is let in when they join, and out when its last one leaves.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from uuid import UUID

import pytest
from django.db import connections

from tests.cast import NOON, Cast
from tests.made.safeguarding import make_case
from unhidden.access import context
from unhidden.access.actor import Actor
from unhidden.safeguarding import actions, queries
from unhidden.safeguarding.models import Case, Note
from unhidden.safeguarding.people.actions import identity as who
from unhidden.safeguarding.people.actions import team as teams
from unhidden.vault.actions import NotForYou

pytestmark = pytest.mark.django_db

IDENTITY = actions.SurvivorIdentity(
    "Someone Important", "1 May 1990", "By text, after six"
)
WORDS = "She slept well for the first time."


@pytest.fixture
def case_id(cast: Cast) -> UUID:
    """A case of BAWSO and the police with an identity and a note."""
    case_id = make_case(cast)
    worker = cast.actor("support_worker")
    actions.record_identity(case_id=case_id, identity=IDENTITY, actor=worker, at=NOON)
    actions.add_note(case_id=case_id, text=WORDS, actor=worker, at=NOON)
    return case_id


def sealed(case_id: UUID) -> list[bytes]:
    with connections["stored"].cursor() as cursor:
        cursor.execute(
            "select identity_sealed from safeguarding_case where id = %s"
            " union all select text_sealed from safeguarding_note where case_id = %s",
            [case_id, case_id],
        )
        return [bytes(row[0]) for row in cursor.fetchall()]


def supporting(actor: Actor) -> AbstractContextManager[None]:
    """At work for a survivor, whatever rows somebody else handed over."""
    return context.acting_as(actor.doing("safeguarding_support"))


def join(cast: Cast, case_id: UUID) -> None:
    teams.add_member(
        case_id=case_id,
        person_id=cast.people["other_support_worker"],
        role="worker",
        actor=cast.actor("safeguarding_lead"),
        at=NOON,
    )


def test_both_organisations_of_a_team_read_its_notes(cast: Cast, case_id: UUID) -> None:
    for part in ("support_worker", "safeguarding_lead"):
        view = queries.get_case(viewer=cast.actor(part), case_id=case_id, at=NOON)
        assert [note.text for note in view.notes] == [WORDS]


def test_a_third_organisation_is_let_in_with_its_worker(
    cast: Cast, case_id: UUID
) -> None:
    before = sealed(case_id)
    newcomer = cast.actor("other_support_worker")
    note = Note.objects.using("stored").get()
    with supporting(newcomer), pytest.raises(NotForYou):
        note.text_sealed.open(newcomer)

    join(cast, case_id)

    view = queries.get_case(viewer=newcomer, case_id=case_id, at=NOON)
    opened = who.open_identity(case_id=case_id, actor=newcomer, at=NOON)
    assert [note.text for note in view.notes] == [WORDS]
    assert opened == IDENTITY
    assert sealed(case_id) == before


def test_an_organisation_is_let_out_with_its_last_worker(
    cast: Cast, case_id: UUID
) -> None:
    join(cast, case_id)
    before = sealed(case_id)

    teams.end_member(
        case_id=case_id,
        person_id=cast.people["other_support_worker"],
        actor=cast.actor("safeguarding_lead"),
        at=NOON,
    )

    leaver = cast.actor("other_support_worker")
    note = Note.objects.using("stored").get()
    identity = Case.objects.using("stored").get(id=case_id).identity_sealed
    assert identity is not None
    for value in (note.text_sealed, identity):
        with supporting(leaver), pytest.raises(NotForYou):
            value.open(leaver)
    assert sealed(case_id) == before


def test_a_new_identity_opens_for_every_organisation_on_the_case(
    cast: Cast, case_id: UUID
) -> None:
    join(cast, case_id)
    new = actions.SurvivorIdentity("Another Name", "1991", "Not by telephone")

    actions.record_identity(
        case_id=case_id, identity=new, actor=cast.actor("support_worker"), at=NOON
    )

    for part in ("support_worker", "safeguarding_lead", "other_support_worker"):
        opened = who.open_identity(case_id=case_id, actor=cast.actor(part), at=NOON)
        assert opened == new
