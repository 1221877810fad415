"""Whoever joins a case opens all that is sealed of it; who leaves opens nothing of it.

What is sealed of a case is found here by what refers to it, however deep, and not by
the procedure that finds it in the database.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from django.apps import apps
from django.db.models import ForeignKey, Model

from tests.cast import NOON, Cast
from tests.made.agencies import engagement_of
from tests.made.safeguarding import make_person
from tests.made.sharing import CASE, GIVER, READER, make_accepted, make_agreement
from tests.made.survivors import make_survivor
from unhidden.access.context import acting_as
from unhidden.agencies.leaving import actions as leaving
from unhidden.agencies.leaving import caseload
from unhidden.safeguarding import actions
from unhidden.safeguarding.models import Case, CaseFile, CaseFilePiece, NeedStep
from unhidden.safeguarding.people.actions import team
from unhidden.sharing.actions import shares
from unhidden.vault.models import RecordKey

pytestmark = pytest.mark.django_db

LEAD, JOINED = "bawso", "red_cross"
LATER = NOON + timedelta(days=1)
Places = set[tuple[UUID, str]]


@pytest.fixture
def case_id(cast: Cast) -> UUID:
    """A case in which something of nearly every kind is sealed."""
    return make_survivor(cast, possible_victim_id=make_person(cast)).case_id


def test_who_joins_opens_all_that_the_lead_opens(cast: Cast, case_id: UUID) -> None:
    held = _find_keys(cast, case_id, LEAD)
    assert {name for _, name in held} >= {
        "safeguarding_case.identity_sealed",
        "safeguarding_casefile.content",
        "safeguarding_caseneed.words_sealed",
        "safeguarding_note.text_sealed",
        "safeguarding_safecontact.terms_sealed",
        "safeguarding_survivoraccount.content_sealed",
    }
    assert _find_keys(cast, case_id, JOINED) == set()

    _join(cast, case_id)

    assert _find_keys(cast, case_id, JOINED) == held


def test_an_organisation_whose_last_worker_leaves_opens_nothing(
    cast: Cast, case_id: UUID
) -> None:
    held = _find_keys(cast, case_id, LEAD)
    _join(cast, case_id)

    team.end_member(
        case_id=case_id,
        person_id=cast.people[READER],
        actor=cast.actor("safeguarding_lead"),
        at=LATER,
    )

    assert _find_keys(cast, case_id, JOINED) == set()
    assert _find_keys(cast, case_id, LEAD) == held


def test_a_word_taken_back_ends_all_keys_of_whoever_has_gone(
    cast: Cast, case_id: UUID
) -> None:
    """Also of an organisation whose colleague left it, and was taken off no team."""
    held = _find_keys(cast, case_id, LEAD)
    _join(cast, case_id)
    _leave(cast, READER)

    taken_back = actions.NewConsent("support", "withdrawn", "cs")
    actions.record_consent(
        case_id=case_id, new=taken_back, actor=cast.actor("support_worker"), at=LATER
    )

    assert _find_keys(cast, case_id, JOINED) == set()
    assert _find_keys(cast, case_id, LEAD) == held


def test_a_share_of_what_was_told_opens_files_too_and_its_end_closes_them(
    cast: Cast, case_id: UUID
) -> None:
    told = ("safeguarding_note.text_sealed", "safeguarding_casefile.content")

    share_id = make_accepted(cast, case_id, make_agreement(cast))

    found = {name for _, name in _find_keys(cast, case_id, JOINED)}
    assert found >= {*told}
    assert "safeguarding_case.identity_sealed" not in found

    _end(cast, share_id)

    assert _find_keys(cast, case_id, JOINED) == set()


def test_what_refers_to_a_case_is_found_however_deep() -> None:
    found = set(_list_below(Case))

    assert {Case, CaseFile, CaseFilePiece, NeedStep} <= found


def _end(cast: Cast, share_id: UUID) -> None:
    shares.end_share(
        domain=CASE,
        share_id=share_id,
        version=3,
        reason="Over",
        actor=cast.actor(GIVER),
        at=LATER,
    )


def _join(cast: Cast, case_id: UUID) -> None:
    team.add_member(
        case_id=case_id,
        person_id=cast.people[READER],
        role="worker",
        actor=cast.actor("safeguarding_lead"),
        at=NOON,
    )


def _leave(cast: Cast, part: str) -> None:
    """Their engagement ends, and their places on teams go on without them."""
    engagement_id = engagement_of(cast, part)
    with acting_as(cast.actor("administrator").doing("system_admin")):
        places = caseload.list_open_places(engagement_id)
    leaving.end_engagement(
        engagement_id=engagement_id,
        homes={place.id: None for place in places},
        actor=cast.actor("administrator"),
        at=NOON,
    )


def _find_keys(cast: Cast, case_id: UUID, organisation: str) -> Places:
    """Where an organisation opens something of the case."""
    models: set[type[Model]] = {Case, *_list_below(Case)}
    rows = {
        row
        for model in models
        for row in model._base_manager.using("stored").values_list("pk", flat=True)
        if isinstance(row, UUID)
    }
    keys = RecordKey.objects.using("stored").filter(
        record_id__in=rows, team_id=cast.organisations[organisation]
    )
    return set(keys.values_list("record_id", "slot"))


def _list_below(
    model: type[Model], above: frozenset[type[Model]] = frozenset()
) -> Iterator[type[Model]]:
    """The model, and all that refer to it or to what refers to it, of this module."""
    yield model
    for other in apps.get_app_config("safeguarding").get_models():
        if other not in above and any(
            isinstance(field, ForeignKey) and field.related_model is model
            for field in other._meta.fields
        ):
            yield from _list_below(other, above | {model, other})
