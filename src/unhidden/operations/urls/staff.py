"""Operations: the plan, its teams, its visits and its events."""

from django.urls import path

from unhidden.operations.events.views import events, publishing
from unhidden.operations.teams import views as teams
from unhidden.operations.visits.views import picks, visits
from unhidden.operations.weeks.views import operations
from unhidden.operations.weeks.views.partners import edit_partners

app_name = "operations"
urlpatterns = [
    path("", operations.show_operations, name="operations"),
    path("new/", operations.open_operation, name="open"),
    path("<uuid:operation_id>/", operations.show_operation, name="operation"),
    path("<uuid:operation_id>/change/", operations.edit_operation, name="change"),
    path("<uuid:operation_id>/start/", operations.post_operation_start, name="start"),
    path("<uuid:operation_id>/close/", operations.post_operation_close, name="close"),
    path("<uuid:operation_id>/partners/", edit_partners, name="partners"),
    path("<uuid:operation_id>/teams/", teams.edit_teams, name="teams"),
    path("teams/<uuid:team_id>/", teams.edit_team, name="team"),
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
    path("<uuid:operation_id>/premises/", picks.pick_premises, name="pick"),
    path("<uuid:operation_id>/visits/", visits.show_planned_visits, name="visits"),
    path("visits/<uuid:planned_id>/", visits.change_visit, name="change_visit"),
    path("visits/<uuid:planned_id>/cancel/", visits.cancel_visit, name="cancel_visit"),
    path(
        "visits/<uuid:planned_id>/reinstate/",
        visits.reinstate_visit,
        name="reinstate_visit",
    ),
    path("<uuid:operation_id>/events/", events.edit_events, name="events"),
    path("<uuid:operation_id>/events/add/", events.add_event, name="add_event"),
    path("events/<uuid:event_id>/held/", events.hold_event, name="hold_event"),
    path("events/<uuid:event_id>/cancel/", events.cancel_event, name="cancel_event"),
    path(
        "events/<uuid:event_id>/public/",
        publishing.edit_public_event,
        name="publish_event",
    ),
    path(
        "events/<uuid:event_id>/public/end/",
        publishing.post_unpublish,
        name="unpublish_event",
    ),
    path(
        "events/<uuid:event_id>/attending/",
        publishing.show_attendance,
        name="attending",
    ),
    path(
        "events/<uuid:event_id>/attending/read/",
        publishing.read_answers,
        name="read_answers",
    ),
]
