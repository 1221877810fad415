"""What passes from a case to investigators: chosen, sealed, taken, recalled, marked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client
from django.utils import timezone

from tests.cast import NOON, PASSWORD, Cast
from tests.made.safeguarding import make_case
from tests.support.roles import as_role
from unhidden.access.absent import Absent
from unhidden.investigations import actions as investigations
from unhidden.investigations import queries as investigated
from unhidden.oversight import tasks
from unhidden.oversight.actions import disclosures, lapsing, told
from unhidden.oversight.actions.disclosures import NewDisclosure, ToldItem
from unhidden.oversight.models import Disclosure, DisclosureItem, DisclosureUse
from unhidden.oversight.queries import disclosures as queries
from unhidden.oversight.queries.disclosures import ToldDisclosure
from unhidden.safeguarding import actions as safeguarding
from unhidden.safeguarding.consent.queries import passed
from unhidden.safeguarding.people.actions import team as people
from unhidden.vault.models import RecordKey

pytestmark = pytest.mark.django_db

WORDS = "She was made to hand over her pay at the car wash."
#: The clock of the database decides how long it waits.
NOW = timezone.now()


def say(cast: Cast, case_id: UUID, answer: str, *, days: int = 0) -> None:
    safeguarding.record_consent(
        case_id=case_id,
        new=safeguarding.NewConsent("investigation", answer, "ti"),
        actor=cast.actor("support_worker"),
        at=NOW + timedelta(days=days, microseconds=days),
    )


def disclose(cast: Cast, case_id: UUID, to: str = "police", **given: Any) -> UUID:
    return disclosures.disclose_case(
        case_id=case_id,
        new=NewDisclosure(
            receiver_id=cast.organisations[to],
            items=given.pop("items", (ToldItem("event", WORDS),)),
            is_read_back=given.pop("is_read_back", True),
            **given,
        ),
        actor=cast.actor("safeguarding_lead"),
        at=NOW,
    )


def take(
    cast: Cast, disclosure_id: UUID, by: str = "investigator", into: UUID | None = None
) -> UUID:
    return disclosures.take_disclosure(
        disclosure_id=disclosure_id,
        investigation_id=into,
        title="Pay withheld",
        actor=cast.actor(by),
        at=NOW,
    )


def read(
    cast: Cast, investigation_id: UUID, by: str = "investigator"
) -> list[ToldDisclosure]:
    return told.open_told(
        investigation_id=investigation_id, actor=cast.actor(by), at=NOW
    )


def state(disclosure_id: UUID) -> str:
    return Disclosure.objects.using("stored").get(id=disclosure_id).state


def keys(cast: Cast, organisation: str) -> int:
    items = DisclosureItem.objects.using("stored").values("id")
    return (
        RecordKey.objects.using("stored")
        .filter(record_id__in=items, team_id=cast.organisations[organisation])
        .count()
    )


@pytest.fixture
def case_id(cast: Cast) -> UUID:
    """A case whose person agrees to help investigators."""
    case_id = make_case(cast)
    say(cast, case_id, "yes")
    return case_id


def test_nothing_is_told_without_the_persons_yes_today(cast: Cast) -> None:
    case_id = make_case(cast)
    for answer in ("", "not_yet", "no"):
        if answer:
            say(cast, case_id, answer, days=1)
        with pytest.raises(disclosures.NoConsent):
            disclose(cast, case_id)
    assert Disclosure.objects.using("stored").count() == 0


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ({"items": ()}, disclosures.NotToldAnything),
        ({"items": (ToldItem("event", " "),)}, disclosures.NotToldAnything),
        ({"is_read_back": False}, disclosures.NotToldAnything),
        ({"to": "bawso"}, disclosures.NobodyInvestigates),
        ({"ground": "life"}, disclosures.GroundMissing),
    ],
)
def test_what_does_not_fit_is_not_told(
    cast: Cast, case_id: UUID, given: dict[str, Any], refused: type[Exception]
) -> None:
    with pytest.raises(refused):
        disclose(cast, case_id, **given)


def test_only_the_cases_team_tells(cast: Cast) -> None:
    with pytest.raises(Absent):
        disclose(cast, make_case(cast, by="officer"))


def test_what_is_told_waits_sealed_until_investigators_take_it(
    cast: Cast, case_id: UUID
) -> None:
    disclosure_id = disclose(cast, case_id)
    (waiting,) = queries.list_waiting(viewer=cast.actor("investigator"))
    assert (waiting.id, waiting.items_told) == (disclosure_id, 1)
    assert WORDS.encode() not in bytes(
        DisclosureItem.objects.using("stored").get().words_sealed.slot.content
    )

    opened = take(cast, disclosure_id)

    (one,) = read(cast, opened)
    assert [thing.words for thing in one.things] == [WORDS]
    view = investigated.get_investigation(
        viewer=cast.actor("investigator"), investigation_id=opened
    )
    assert view.grounds == ""
    assert queries.list_waiting(viewer=cast.actor("investigator")) == []
    with pytest.raises(Absent):
        investigated.get_investigation(
            viewer=cast.actor("safeguarding_lead"), investigation_id=opened
        )


def test_a_second_disclosure_comes_into_the_same_investigation(
    cast: Cast, case_id: UUID
) -> None:
    opened = take(cast, disclose(cast, case_id))

    again = take(cast, disclose(cast, case_id), into=opened)

    assert again == opened
    assert len(read(cast, opened)) == 2


@pytest.mark.parametrize("part", ["other_investigator", "officer"])
def test_nobody_else_meets_what_waits(cast: Cast, case_id: UUID, part: str) -> None:
    disclosure_id = disclose(cast, case_id)

    with pytest.raises(Absent):
        take(cast, disclosure_id, by=part)


def test_it_is_taken_once(cast: Cast, case_id: UUID) -> None:
    disclosure_id = disclose(cast, case_id)
    opened = take(cast, disclosure_id)

    with pytest.raises(disclosures.DisclosureMoved):
        take(cast, disclosure_id, into=opened)


def test_declining_ends_its_keys(cast: Cast, case_id: UUID) -> None:
    disclosure_id = disclose(cast, case_id, to="border_force")
    assert keys(cast, "border_force") == 1

    disclosures.decline_disclosure(
        disclosure_id=disclosure_id, actor=cast.actor("other_investigator"), at=NOW
    )

    assert state(disclosure_id) == "declined"
    assert keys(cast, "border_force") == 0
    (one,) = passed.list_passed(viewer=cast.actor("support_worker"), case_id=case_id)
    assert one.marks == {"ended"}


def test_a_word_taken_back_ends_what_waits_with_its_keys(
    cast: Cast, case_id: UUID
) -> None:
    disclosure_id = disclose(cast, case_id, to="border_force")

    say(cast, case_id, "withdrawn", days=1)

    assert state(disclosure_id) == "withdrawn"
    assert keys(cast, "border_force") == 0
    (one,) = passed.list_passed(viewer=cast.actor("support_worker"), case_id=case_id)
    assert one.marks == {"withdrawn"}
    with pytest.raises(disclosures.DisclosureMoved):
        take(cast, disclosure_id, by="other_investigator")


def test_another_word_leaves_what_waits_and_its_keys(cast: Cast, case_id: UUID) -> None:
    disclosure_id = disclose(cast, case_id, to="border_force")

    safeguarding.record_consent(
        case_id=case_id,
        new=safeguarding.NewConsent("support", "no", "ti"),
        actor=cast.actor("support_worker"),
        at=NOW,
    )

    assert state(disclosure_id) == "pending"
    assert keys(cast, "border_force") == 1


def test_what_was_taken_is_marked_and_opens_for_a_compelled_use_alone(
    cast: Cast, case_id: UUID
) -> None:
    disclosure_id = disclose(cast, case_id)
    opened = take(cast, disclosure_id)
    say(cast, case_id, "withdrawn", days=1)

    (one,) = read(cast, opened)
    assert one.is_marked
    assert one.things == ()
    ask: dict[str, Any] = {"disclosure_id": disclosure_id, "ground": "court", "at": NOW}
    disclosures.ask_use(**ask, actor=cast.actor("investigator"))
    with pytest.raises(disclosures.UseUnfit):
        disclosures.confirm_use(**ask, actor=cast.actor("investigator"))
    assert read(cast, opened)[0].things == ()
    with pytest.raises(Absent):
        disclosures.confirm_use(**ask, actor=cast.actor("other_investigator"))
    assert DisclosureUse.objects.using("stored").get().confirmed_by_id is None


def test_a_second_person_confirms_a_compelled_use_once_and_for_good(
    cast: Cast, case_id: UUID
) -> None:
    disclosure_id = disclose(cast, case_id)
    opened = take(cast, disclosure_id)
    investigations.add_member(
        investigation_id=opened,
        person_id=cast.people["other_investigator"],
        actor=cast.actor("investigator"),
        at=NOW,
    )
    say(cast, case_id, "withdrawn", days=1)
    ask: dict[str, Any] = {"disclosure_id": disclosure_id, "ground": "life", "at": NOW}
    disclosures.ask_use(**ask, actor=cast.actor("investigator"))
    with pytest.raises(disclosures.UseUnfit):
        disclosures.ask_use(**ask, actor=cast.actor("other_investigator"))

    disclosures.confirm_use(**ask, actor=cast.actor("other_investigator"))

    assert [thing.words for thing in read(cast, opened)[0].things] == [WORDS]
    with pytest.raises(disclosures.UseUnfit):
        disclosures.confirm_use(**ask, actor=cast.actor("other_investigator"))
    with pytest.raises(ProgrammingError), transaction.atomic():
        DisclosureUse.objects.update(confirmed_by_id=cast.people["investigator"])


def test_what_nobody_takes_in_time_ends_with_its_keys_by_a_job(
    cast: Cast, case_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disclosures, "WAITS_DAYS", -1)
    over = disclose(cast, case_id, to="border_force")
    monkeypatch.undo()
    waits = disclose(cast, case_id, to="police")
    assert keys(cast, "border_force") == 1
    others = keys(cast, "police")

    with as_role("worker"):
        ended = lapsing.lapse_disclosures(actor=tasks.CLERK, at=NOW)
        again = lapsing.lapse_disclosures(actor=tasks.CLERK, at=NOW)

    assert (ended, again) == (1, 0)
    assert (state(over), state(waits)) == ("withdrawn", "pending")
    assert (keys(cast, "border_force"), keys(cast, "police")) == (0, others)
    left = passed.list_passed(viewer=cast.actor("support_worker"), case_id=case_id)
    assert {one.source_id: one.marks for one in left} == {over: {"ended"}, waits: set()}


def test_nothing_that_stands_is_used_as_if_it_were_taken_back(
    cast: Cast, case_id: UUID
) -> None:
    disclosure_id = disclose(cast, case_id)
    take(cast, disclosure_id)

    with pytest.raises(disclosures.UseUnfit):
        disclosures.ask_use(
            disclosure_id=disclosure_id,
            ground="court",
            actor=cast.actor("investigator"),
            at=NOW,
        )


def test_recalling_ends_what_was_taken(cast: Cast, case_id: UUID) -> None:
    disclosure_id = disclose(cast, case_id, to="border_force")
    opened = take(cast, disclosure_id, by="other_investigator")
    assert keys(cast, "border_force") == 1

    recall: dict[str, Any] = {
        "case_id": case_id,
        "disclosure_id": disclosure_id,
        "at": NOW,
    }
    disclosures.recall_disclosure(**recall, actor=cast.actor("support_worker"))

    (one,) = read(cast, opened, by="other_investigator")
    assert (one.state, one.things) == ("recalled", ())
    told: dict[str, Any] = {"investigation_id": opened}
    told["viewer"] = cast.actor("other_investigator")
    assert investigated.get_investigation(**told).disclosure_id is None
    assert keys(cast, "border_force") == 0
    assert keys(cast, "bawso") == 1
    with pytest.raises(disclosures.DisclosureMoved):
        disclosures.recall_disclosure(**recall, actor=cast.actor("support_worker"))


def test_without_their_yes_a_colleague_agrees_by_an_act_of_their_own(
    cast: Cast,
) -> None:
    case_id = make_case(cast)
    people.add_member(
        case_id=case_id,
        person_id=cast.people["support_manager"],
        role="supervisor",
        actor=cast.actor("safeguarding_lead"),
        at=NOON,
    )
    disclosure_id = disclose(
        cast, case_id, to="border_force", ground="life", reason="He said he would."
    )
    agree: dict[str, Any] = {
        "case_id": case_id,
        "disclosure_id": disclosure_id,
        "at": NOW,
    }
    assert queries.list_waiting(viewer=cast.actor("other_investigator")) == []
    assert keys(cast, "border_force") == 0
    with pytest.raises(Absent):
        disclosures.authorise_disclosure(**agree, actor=cast.actor("safeguarding_lead"))

    disclosures.authorise_disclosure(**agree, actor=cast.actor("support_manager"))

    found = Disclosure.objects.using("stored").get()
    assert found.authorised_by_id == cast.people["support_manager"]
    opened = take(cast, disclosure_id, by="other_investigator")
    (one,) = read(cast, opened, by="other_investigator")
    assert [thing.words for thing in one.things] == [WORDS]


def _as(cast: Cast, part: str) -> Client:
    client = Client()
    client.login(email=cast.email(part), password=PASSWORD)
    return client


def test_the_pages_from_a_case_to_an_investigation(cast: Cast, case_id: UUID) -> None:
    lead, investigator = _as(cast, "safeguarding_lead"), _as(cast, "investigator")
    typed = {
        "receiver": str(cast.organisations["police"]),
        "kind_1": "event",
        "words_1": WORDS,
    }
    url = f"/results/disclose/{case_id}/"

    kept = lead.post(url, typed)
    done = lead.post(url, typed | {"is_read_back": "on"}, follow=True)
    disclosure_id = Disclosure.objects.using("stored").get().id
    offered = investigator.get("/results/disclosures/")
    taken = investigator.post(
        f"/results/disclosures/{disclosure_id}/", {"title": "Pay"}, follow=True
    )
    recalled = lead.post(
        f"/results/told/{case_id}/{disclosure_id}/recall/", follow=True
    )

    assert "Read each thing to the person first" in kept.text
    assert WORDS in kept.text
    assert "Waits for investigators to take it" in done.text
    assert WORDS not in offered.text
    assert WORDS in taken.text
    assert "Recalled" in recalled.text
    assert investigator.get(f"/results/told/{case_id}/").status_code == 404
    assert _as(cast, "analyst").get("/results/disclosures/").status_code == 404
