"""A case that moved is worked on by its new lead, whatever passed with it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.cast import NOON, Cast
from tests.made import survivors
from tests.made.safeguarding import make_person
from tests.made.sharing import accept as accept_share
from tests.made.sharing import make_agreement, make_new_share
from tests.made.transfers import (
    ALL,
    GIVER,
    TAKER,
    WORKER,
    accept,
    hand_over,
    make_transfer,
    say,
)
from tests.support.unlocked import sign_in_with_keys
from unhidden.safeguarding import actions as safeguarding
from unhidden.safeguarding.models import Case, TransferItem
from unhidden.safeguarding.people.actions import contact, refusals
from unhidden.safeguarding.people.actions.identity import open_identity
from unhidden.safeguarding.referrals.actions import keeping
from unhidden.safeguarding.referrals.queries import filled
from unhidden.safeguarding.support.queries.notes import list_notes_of_case
from unhidden.safeguarding.transfers.actions import moving as actions
from unhidden.sharing import actions as sharing

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(days=30)
CASE, STEP = "safeguarding_case", "who-exploited-pv"
#: Pages of a case, and what passed that stands on each.
PAGES = {
    "": "",
    "notes/": survivors.NOTE,
    "consent/": "",
    "needs/": survivors.NEED,
    "plan/": "Walk by the aqueduct.",
    "meetings/": "",
    "files/": "",
    "nrm/": "",
    "nrm-form/": "",
    "told/": "",
    "course/": "Before it was yours, Support Worker led it.",
    "person/": "",
    "contacts/": "1 safe way is kept, sealed.",
    "speaking/": survivors.INTERPRETER,
    "involved/": "",
    "holdings/": "",
    "cover/": "",
    "duty-to-notify/": "",
}


def _move(cast: Cast, case_id: UUID, items: tuple[str, ...]) -> UUID:
    say(cast, case_id, "share", "yes", categories=ALL)
    transfer_id = make_transfer(cast, case_id, items=items)
    accept(cast, transfer_id)
    hand_over(cast, transfer_id)
    return transfer_id


def _survivor(cast: Cast) -> UUID:
    """Somebody of whom all is kept that may be kept."""
    found = make_person(cast)
    return survivors.make_survivor(cast, possible_victim_id=found).case_id


def test_the_new_lead_reads_on_each_page_what_passed_and_the_former_meets_none(
    cast: Cast,
) -> None:
    case_id = _survivor(cast)
    url = f"/cases/transfers/{_move(cast, case_id, tuple(TransferItem.values))}/"
    worker, former = sign_in_with_keys(cast, WORKER), sign_in_with_keys(cast, GIVER)

    read = {page: worker.get(f"/cases/{case_id}/{page}") for page in PAGES}
    opened = worker.post(f"/cases/{case_id}/identity/").text
    gone = {former.get(f"/cases/{case_id}/{page}").status_code for page in PAGES}

    assert {page: each.status_code for page, each in read.items()} == dict.fromkeys(
        PAGES, 200
    )
    for page, words in PAGES.items():
        assert words in " ".join(read[page].text.split()), page
    assert survivors.NAME in opened
    assert gone == {404}
    assert former.get(url).status_code == 200
    assert survivors.NOTE in former.get(f"{url}kept/").text


def test_no_page_is_shut_to_the_new_lead_by_what_did_not_pass(cast: Cast) -> None:
    case_id = _survivor(cast)
    _move(cast, case_id, ("notes",))
    worker = sign_in_with_keys(cast, WORKER)

    read = {page: worker.get(f"/cases/{case_id}/{page}") for page in PAGES}
    ways = worker.post(f"/cases/{case_id}/contacts/")
    words = {"words": "cellar"}
    found = worker.post(f"/cases/{case_id}/notes/find/", words)
    asked = worker.post(f"/cases/{case_id}/told/", words)

    assert {page: each.status_code for page, each in read.items()} == dict.fromkeys(
        PAGES, 200
    )
    assert "Closed to you: others sealed it." in ways.text
    assert survivors.PHONE not in ways.text
    assert (found.status_code, asked.status_code) == (200, 200)
    text = "\n".join(each.text for each in [*read.values(), ways, found, asked])
    for secret in (survivors.NEED, survivors.INTERPRETER, survivors.NAME, "varnish"):
        assert secret not in text


def test_who_they_are_is_gone_where_it_did_not_pass_and_is_told_anew(
    cast: Cast,
) -> None:
    case_id = _survivor(cast)
    _move(cast, case_id, ("notes",))
    worker = cast.actor(WORKER)
    told = safeguarding.SurvivorIdentity("Synthetic Person", "about 1990", "")

    assert Case.objects.using("stored").get(id=case_id).identity_sealed is None
    safeguarding.record_identity(case_id=case_id, identity=told, actor=worker, at=LATER)
    assert open_identity(case_id=case_id, actor=worker, at=LATER) == told


def test_a_way_whose_words_are_closed_is_no_way_until_it_is_told_anew(
    cast: Cast,
) -> None:
    case_id = _survivor(cast)
    _move(cast, case_id, ("notes",))
    worker = cast.actor(WORKER)
    ask: dict[str, Any] = {"case_id": case_id, "route": "text", "text": None}

    with pytest.raises(refusals.WayClosed):
        contact.check_contact(**ask, actor=worker, at=NOON)
    (closed,) = contact.open_contacts(case_id=case_id, actor=worker, at=LATER)
    contact.end_safe_contact(
        case_id=case_id, contact_id=closed.id, actor=worker, at=LATER
    )
    with pytest.raises(refusals.ContactNotKnown):
        contact.check_contact(**ask, actor=worker, at=LATER)


def test_a_moved_case_is_shared_and_it_is_said_what_could_not_pass(
    cast: Cast,
) -> None:
    case_id = _survivor(cast)
    _move(cast, case_id, ("notes",))
    new = make_new_share(
        cast,
        make_agreement(cast),
        to_organisation_id=cast.organisations["police"],
        authorised_by_id=cast.people[WORKER],
    )
    share_id = sharing.draft_share(
        domain=CASE, record_id=case_id, new=new, actor=cast.actor(TAKER), at=NOON
    )

    supervisor = sign_in_with_keys(cast, TAKER)
    offered = supervisor.post(f"/shares/{CASE}/{share_id}/offer/", follow=True)
    lead = "safeguarding_lead"
    accept_share(cast, share_id, by=lead, people=(lead,))
    found = list_notes_of_case(viewer=cast.actor(lead), case_id=case_id)

    assert "sealed texts do not pass" in offered.text
    assert [note.text for note in found.notes] == [survivors.NOTE]


def test_what_was_typed_and_not_saved_is_gone_when_the_case_comes_back(
    cast: Cast,
) -> None:
    case_id = _survivor(cast)
    form_id = _keep_unsaved(cast, case_id)
    _move(cast, case_id, tuple(TransferItem.values))
    bawso = cast.organisations["bawso"]
    say(cast, case_id, "share", "yes", by=WORKER, receiver_id=bawso,
        categories=ALL, at=LATER)  # fmt: skip
    back = make_transfer(cast, case_id, by=WORKER, to=bawso, items=("form",))
    actions.accept_transfer(
        transfer_id=back,
        worker_id=cast.people[GIVER],
        actor=cast.actor("support_manager"),
        at=LATER,
    )
    hand_over(cast, back, by=WORKER, at=LATER)

    found = filled.find_unsaved(
        viewer=cast.actor(GIVER),
        case_id=case_id,
        form_id=form_id,
        place="who-exploited-pv",
    )

    assert found is None


def _keep_unsaved(cast: Cast, case_id: UUID) -> UUID:
    worker = cast.actor(GIVER)
    keeping.keep_unsaved(
        case_id=case_id,
        step_code=STEP,
        typed={STEP: ["Half a sent"]},
        actor=worker,
        at=NOON,
    )
    form = filled.find_filled_form(viewer=worker, case_id=case_id)
    assert form is not None
    return form.id
