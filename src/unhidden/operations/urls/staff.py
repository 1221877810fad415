"""Operations: the plan, its teams, its visits and its events."""

from django.urls import path

from unhidden.operations.views import (
    events,
    operations,
    picks,
    publishing,
    teams,
    visits,
)

app_name = "operations"
urlpatterns = [
    path("", operations.operations, name="operations"),
    path("new/", operations.open_operation, name="open"),
    path("<uuid:operation_id>/", operations.operation, name="operation"),
    path("<uuid:operation_id>/change/", operations.change, name="change"),
    path("<uuid:operation_id>/start/", operations.start, name="start"),
    path("<uuid:operation_id>/close/", operations.close, name="close"),
    path("<uuid:operation_id>/partners/", teams.partners, name="partners"),
    path("<uuid:operation_id>/teams/", teams.teams, name="teams"),
    path("teams/<uuid:team_id>/", teams.team, name="team"),
    path(
        "teams/<uuid:team_id>/<uuid:person_id>/remove/",
        teams.remove_member,
        name="remove_member",
    ),
    path(
        "teams/<uuid:team_id>/<uuid:person_id>/lead/",
        teams.lead_team,
        name="lead_team",
    ),
    path("<uuid:operation_id>/premises/", picks.pick, name="pick"),
    path("<uuid:operation_id>/visits/", visits.visits, name="visits"),
    path("visits/<uuid:planned_id>/", visits.change_visit, name="change_visit"),
    path("visits/<uuid:planned_id>/cancel/", visits.cancel_visit, name="cancel_visit"),
    path(
        "visits/<uuid:planned_id>/reinstate/",
        visits.reinstate_visit,
        name="reinstate_visit",
    ),
    path("<uuid:operation_id>/events/", events.events, name="events"),
    path("<uuid:operation_id>/events/add/", events.add_event, name="add_event"),
    path("events/<uuid:event_id>/held/", events.hold_event, name="hold_event"),
    path("events/<uuid:event_id>/cancel/", events.cancel_event, name="cancel_event"),
    path("events/<uuid:event_id>/public/", publishing.publish, name="publish_event"),
    path(
        "events/<uuid:event_id>/public/end/",
        publishing.unpublish,
        name="unpublish_event",
    ),
    path("events/<uuid:event_id>/attending/", publishing.attending, name="attending"),
    path(
        "events/<uuid:event_id>/attending/read/",
        publishing.read_answers,
        name="read_answers",
    ),
]
