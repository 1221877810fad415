"""Which desk a report goes to."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import DatabaseError, connection
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import FOUNDER, NOON, Cast
from tests.made import samples
from tests.made.agencies import make_desk
from tests.made.files import make_file
from tests.made.reporting import make_answers, make_report, make_route
from tests.support import audited as audit
from tests.support.roles import as_role
from unhidden.access.absent import Absent
from unhidden.access.context import acting_as
from unhidden.agencies import queries as agencies
from unhidden.agencies.actions import add_organisation
from unhidden.desk.actions import routes as routes_actions
from unhidden.desk.actions.routes import NoSuchDesk, RouteTaken, RouteUnknown
from unhidden.reporting.models import Report, Route
from unhidden.reporting.queries import files as files_queries
from unhidden.reporting.queries import routes as routes_queries
from unhidden.reporting.rules.routing import DeskRoute, desk_of

DEFAULT = UUID(int=0)
places, kinds = st.sampled_from(["", "north", "south"]), st.sampled_from(["", "a", "b"])
ways = st.lists(
    st.builds(DeskRoute, places, kinds, st.uuids()),
    unique_by=lambda way: (way.area, way.topic),
)


@given(ways=ways, area=places, topic=kinds)
def test_the_most_specific_route_wins_and_what_none_fits_goes_to_the_default(
    ways: list[DeskRoute], area: str, topic: str
) -> None:
    found = desk_of(ways, area=area, topic=topic, fallback=DEFAULT)

    by_fit = {(way.area, way.topic): way.desk_id for way in ways}
    order = [(area, topic), (area, ""), ("", topic), ("", "")]
    assert found == next((by_fit[each] for each in order if each in by_fit), DEFAULT)
    assert found == desk_of(ways[::-1], area=area, topic=topic, fallback=DEFAULT)


def routed(area: str, topic: str) -> UUID | None:
    """Of a form without files."""
    with as_role("public"):
        return routes_queries.desk_for(area, topic, form_key=uuid4())


@pytest.mark.django_db
def test_a_desk_whose_keys_nobody_signed_for_gets_no_report(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "ROOT_SEED", None)
    desk = add_organisation(
        code="new",
        name_en="New Council",
        name_cy="Cyngor Newydd",
        kind="council",
        actor=FOUNDER,
        at=NOON,
    )
    ((area, _), *_), ((topic, _), *_) = (
        routes_queries.areas_to_choose(),
        routes_queries.topics_to_choose(),
    )

    with acting_as(cast.actor("administrator").doing("system_admin")):
        Route(area=area, topic=topic, desk_id=desk).save(force_insert=True)

    assert routed(area, topic) == cast.organisations["police"]
    with as_role("public"):
        assert routes_queries.sealed_for(area=area, topic=topic, form_key=uuid4())


@pytest.mark.django_db
def test_a_route_sends_new_reports_to_a_desk_with_keys(cast: Cast) -> None:
    police, council = cast.organisations["police"], make_desk(cast)
    ((area, _), *_), ((topic, _), *_) = (
        routes_queries.areas_to_choose(),
        routes_queries.topics_to_choose(),
    )

    make_route(cast, council, area, topic)

    assert routed(area, topic) == council
    assert routed(area, "") == police
    with as_role("public"):
        keys = [
            routes_queries.sealed_for(area=area, topic=of, form_key=uuid4())
            for of in (topic, "")
        ]
    assert all(keys)
    assert keys[0] != keys[1]
    (row,) = routes_queries.list_routes(viewer=cast.actor("administrator"))
    assert audit.names_about(subject_id=row.id) == ["reporting.route_added"]
    with pytest.raises(RouteTaken):
        make_route(cast, council, area, topic)
    routes_actions.remove_route(
        route_id=row.id, actor=cast.actor("administrator"), at=NOON
    )
    assert routed(area, topic) == police


@pytest.mark.django_db
def test_a_report_with_files_goes_to_the_desk_that_can_open_them(cast: Cast) -> None:
    police, council = cast.organisations["police"], make_desk(cast)
    ((area, _), *_) = routes_queries.areas_to_choose()
    make_route(cast, council, area)
    form_key = uuid4()
    kept = make_file(form_key, samples.pdf())

    key = make_report(answers=make_answers(area=area), form_key=form_key)

    analyst = cast.actor("analyst")
    assert Report.objects.using("stored").get(id=key).desk_id == police
    with acting_as(analyst.doing("report_triage")):
        files = [row.id for row in files_queries.files_of_report(analyst, key)]
    assert files == [kept.id]
    names = {each.id: each.name for each in agencies.list_organisation_names()}
    assert routes_queries.meant_for(viewer=analyst, report_id=key) == names[council]


@pytest.mark.django_db
def test_no_route_leads_where_nobody_reads_or_to_no_place(cast: Cast) -> None:
    for code in ("bawso", "commissioner"):
        with pytest.raises(NoSuchDesk):
            make_route(cast, cast.organisations[code])
    with pytest.raises(RouteUnknown):
        make_route(cast, cast.organisations["police"], area="nowhere")
    with pytest.raises(Absent):
        routes_queries.list_routes(viewer=cast.actor("analyst"))


@pytest.mark.django_db
def test_nobody_but_an_administrator_adds_a_route_in_the_database(cast: Cast) -> None:
    analyst = cast.actor("analyst").doing("report_triage")

    with acting_as(analyst), pytest.raises(DatabaseError, match="row-level security"):
        Route(desk_id=cast.organisations["council"]).save(force_insert=True)
    with (
        as_role("public"),
        connection.cursor() as cursor,
        pytest.raises(DatabaseError, match="permission denied"),
    ):
        cursor.execute("delete from reporting_route")
