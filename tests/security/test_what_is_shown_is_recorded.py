"""Each page of a record, shown or refused, leaves exactly one event; each list, too."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.apps import apps
from django.db import DatabaseError
from django.db.models import QuerySet
from django.test import Client
from django.urls import resolve, reverse

from tests.cast import NOON, PASSWORD, Cast
from tests.made.intelligence import make_intelligence
from tests.made.operations import make_week
from tests.made.oversight import make_publication
from tests.made.reporting import make_report
from tests.made.safeguarding import make_case
from tests.made.visits import make_visit
from tests.security.routes import Route, routes
from unhidden.agencies.policies import PERMISSIONS_OF_ROLE
from unhidden.audit import actions
from unhidden.audit.models import Event
from unhidden.config.edge import records
from unhidden.investigations.origins.actions.opening import open_from_visit

pytestmark = pytest.mark.django_db

URLS = "unhidden.config.urls.staff"
STAFF = routes(URLS)
OF_A_RECORD = [
    route
    for route in STAFF
    if any(
        isinstance(value, UUID) for value in resolve(route.path, URLS).kwargs.values()
    )
]
# Named after the record it belongs to, or by the record of who did what itself.
BESIDE = ("decision_id", "exclusion_id", "link_id", "other_id", "source_id")


def events(*, after: int = 0) -> list[Event]:
    """What pages wrote, besides signing in; without so many that were first."""
    return list(_rows().order_by("recorded_at")[after:])


def count_events() -> int:
    return _rows().count()


def _rows() -> QuerySet[Event]:
    rows = Event.objects.using("stored").filter(person_id__isnull=False)
    return rows.exclude(name__startswith="agencies.")


def seen() -> list[Event]:
    return [event for event in events() if event.verb == "consultation"]


def signed_in(cast: Cast, part: str) -> Client:
    client = Client()
    client.login(email=cast.email(part), password=PASSWORD)
    return client


def test_every_route_of_a_record_says_what_it_is_the_id_of() -> None:
    named = {
        argument
        for route in OF_A_RECORD
        for argument, value in resolve(
            route.path, "unhidden.config.urls.staff"
        ).kwargs.items()
        if isinstance(value, UUID)
    }

    kinds = records.list_kinds()
    assert named <= {records.OF_ANY_DOMAIN, *kinds, *BESIDE}
    assert set(records.KINDS) <= named
    for argument in named & kinds.keys():
        assert apps.get_model(kinds[argument])


def test_every_record_that_is_not_there_leaves_one_refusal(cast: Cast) -> None:
    """Asked for by somebody who may open the page; some lists need no such record."""
    clients: dict[str, Client] = {}
    wrong, refused = [], 0
    for route in OF_A_RECORD:
        part = _who_may(route, cast)
        if part not in clients:
            clients[part] = signed_in(cast, part)
        client = clients[part]
        before = count_events()
        answer = client.get(route.path)
        if answer.status_code == 405:
            answer = client.post(route.path)
        new = [
            (one.is_refused, one.person_id, list(one.shown))
            for one in events(after=before)
        ]
        if answer.status_code == 404:
            refused += 1
        is_told = answer.status_code in {200, 404}
        is_refused = answer.status_code == 404
        told: tuple[bool, UUID | None, list[UUID]]
        told = (is_refused, cast.people[part], [])
        wanted = [told] if is_told else []
        if new != wanted:
            wrong.append((route.path, answer.status_code, new))

    assert wrong == []
    assert refused > 40


def _who_may(route: Route, cast: Cast) -> str:
    return next(
        role
        for role, held in PERMISSIONS_OF_ROLE.items()
        if route.view.needs in held and role in cast.people
    )


@pytest.mark.parametrize(
    ("page", "part", "basis"),
    [
        ("safeguarding:case", "support_worker", "team"),
        ("safeguarding:consent", "support_worker", "team"),
        ("safeguarding:team", "safeguarding_lead", "team"),
    ],
)
def test_a_case_that_is_shown_leaves_one_event_with_its_basis(
    cast: Cast, page: str, part: str, basis: str
) -> None:
    case_id = make_case(cast)
    client = signed_in(cast, part)
    before = count_events()

    assert client.get(reverse(page, args=[case_id])).status_code == 200

    (event,) = events(after=before)
    assert (event.verb, event.is_refused) == ("consultation", False)
    assert (event.subject_id, event.subject_kind) == (case_id, "safeguarding.case")
    assert (event.person_id, event.basis) == (cast.people[part], basis)
    assert event.purpose == "safeguarding_support"
    assert event.detail == {"page": page}
    assert event.request_id is not None


def test_the_bases_of_an_organisation_and_of_oversight_are_told(cast: Cast) -> None:
    week = make_week(cast)
    url = reverse("operations:operation", args=[week.operation_id])
    told = {}
    for part in ("planner", "communications", "overseer"):
        before = count_events()
        assert signed_in(cast, part).get(url).status_code == 200
        (event,) = events(after=before)
        told[part] = event.basis

    assert told == {
        "planner": "team",
        "communications": "team",
        "overseer": "oversight",
    }


def test_who_is_not_let_in_leaves_a_refusal_and_is_shown_nothing(cast: Cast) -> None:
    case_id = make_case(cast)
    url = reverse("safeguarding:case", args=[case_id])
    for part in ("officer", "other_support_worker", "investigator"):
        before = count_events()

        assert signed_in(cast, part).get(url).status_code == 404

        (event,) = events(after=before)
        assert (event.name, event.is_refused) == ("audit.refused", True)
        assert (event.subject_id, event.person_id) == (case_id, cast.people[part])
        assert event.basis == ""


def test_somebody_without_an_engagement_leaves_a_refusal_too(cast: Cast) -> None:
    url = reverse("safeguarding:case", args=[make_case(cast)])
    before = count_events()

    assert signed_in(cast, "stranger").get(url).status_code == 404

    (event,) = events(after=before)
    assert (event.person_id, event.engagement_id) == (cast.people["stranger"], None)


def test_what_a_page_writes_itself_is_not_written_twice(cast: Cast) -> None:
    case_id = make_case(cast)
    client = signed_in(cast, "support_worker")
    url = reverse("safeguarding:note", args=[case_id])
    before = count_events()

    assert client.post(url, {"text": "They feel safer."}).status_code == 302

    assert [event.name for event in events(after=before)] == ["safeguarding.note_added"]


def test_a_list_leaves_one_event_with_the_ids_that_it_showed(cast: Cast) -> None:
    first, second = make_case(cast), make_case(cast)
    before = count_events()

    assert signed_in(cast, "support_worker").get("/cases/").status_code == 200

    (event,) = events(after=before)
    assert (event.name, event.subject_id) == ("audit.list_seen", None)
    assert set(event.shown) == {first, second}


def test_a_search_is_told_apart_without_its_words(cast: Cast) -> None:
    make_intelligence(by=cast.actor("analyst"))
    client = signed_in(cast, "analyst")
    url = reverse("intelligence:items")
    before = count_events()

    for asked in ("?text=Vespasian", "?text=vespasian &page=2", "?text=other", ""):
        assert client.get(url + asked).status_code == 200

    one, same, other, none = [event.query_hash for event in events(after=before)]
    assert one == same != other
    assert len(one) == 64
    assert none == ""


LISTS = {
    "analyst": ["intelligence:queue", "intelligence:items", "intelligence:risk"],
    "planner": ["operations:operations", "places:premises_list", "oversight:results"],
    "officer": ["visits:mine", "investigations:list"],
    "support_worker": ["safeguarding:cases"],
    "administrator": ["agencies:people"],
}


@pytest.mark.parametrize("part", LISTS)
def test_every_list_leaves_one_event(cast: Cast, part: str) -> None:
    client = signed_in(cast, part)
    for page in LISTS[part]:
        before = len(seen())
        assert client.get(reverse(page)).status_code == 200
        assert [event.detail["page"] for event in seen()[before:]] == [page]


def test_an_event_that_cannot_be_written_shows_nothing(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = reverse("safeguarding:case", args=[make_case(cast)])
    client = signed_in(cast, "support_worker")
    client.raise_request_exception = False

    def refuse(**_given: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(actions, "write_event", refuse)
    answer = client.get(url)

    assert answer.status_code == 500
    assert str(cast.people["support_worker"]) not in answer.text


def test_publications_and_reports_are_found_by_their_addresses(cast: Cast) -> None:
    publication_id, report_id = make_publication(cast), make_report()
    pages = {
        "communications": reverse("oversight:withdraw", args=[publication_id]),
        "analyst": reverse("intelligence:report", args=[report_id]),
    }
    for part, url in pages.items():
        before = count_events()
        assert signed_in(cast, part).get(url).status_code == 200
        about = {event.subject_id for event in events(after=before)}
        assert about == {publication_id if part == "communications" else report_id}
        assert len(events(after=before)) == 1


def test_an_investigation_is_seen_on_the_basis_of_its_team(cast: Cast) -> None:
    investigation_id = open_from_visit(
        visit_id=make_visit(cast),
        title="Forced labour",
        grounds="What was found.",
        actor=cast.actor("investigator"),
        at=NOON,
    )
    before = count_events()

    url = reverse("investigations:investigation", args=[investigation_id])
    assert signed_in(cast, "investigator").get(url).status_code == 200

    (event,) = events(after=before)
    assert (event.basis, event.purpose) == ("team", "investigation")
