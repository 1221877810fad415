"""Operations: the plan, its teams, its visits and its events."""

from django.urls import include, path

from unhidden.operations.board.views import board, keeping
from unhidden.operations.board.views import visits as board_visits
from unhidden.operations.command import urls as command
from unhidden.operations.events.views import events, publishing
from unhidden.operations.rosters.views import own, people, resources, rest, roster
from unhidden.operations.targets.views import (
    adding,
    candidates,
    groups,
    single,
    warrants,
)
from unhidden.operations.teams import views as teams
from unhidden.operations.visits.views import picks, turns, visits
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
        "teams/<uuid:team_id>/<uuid:person_id>/lead/", teams.lead_team, name="lead_team"
    ),
    path("roster/", own.show_own_roster, name="own_roster"),
    path("<uuid:operation_id>/roster/", roster.edit_roster, name="roster"),
    path(
        "<uuid:operation_id>/roster/last-week/",
        roster.copy_last_week,
        name="copy_last_week",
    ),
    path(
        "<uuid:operation_id>/roster/<uuid:team_id>/<str:on>/",
        roster.edit_crew_shift,
        name="crew_shift",
    ),
    path(
        "<uuid:operation_id>/roster/<uuid:team_id>/<str:on>/clear/",
        roster.clear_crew_shift,
        name="clear_crew_shift",
    ),
    path(
        "<uuid:operation_id>/outfits/<uuid:team_id>/",
        resources.edit_outfit,
        name="crew_outfit",
    ),
    path("<uuid:operation_id>/resources/", resources.show_resources, name="resources"),
    path(
        "<uuid:operation_id>/resources/vehicles/add/",
        resources.add_vehicle,
        name="add_vehicle",
    ),
    path(
        "<uuid:operation_id>/resources/vehicles/<uuid:vehicle_id>/remove/",
        resources.remove_vehicle,
        name="remove_vehicle",
    ),
    path(
        "<uuid:operation_id>/resources/places/add/",
        resources.add_start_place,
        name="add_start_place",
    ),
    path(
        "<uuid:operation_id>/resources/places/<uuid:start_place_id>/remove/",
        resources.remove_start_place,
        name="remove_start_place",
    ),
    path(
        "<uuid:operation_id>/capacities/", resources.show_capacities, name="capacities"
    ),
    path(
        "<uuid:operation_id>/capacities/<str:on>/",
        resources.edit_capacities,
        name="capacities_of_day",
    ),
    path("<uuid:operation_id>/people/", people.show_people, name="crew_people"),
    path(
        "<uuid:operation_id>/people/<uuid:person_id>/",
        people.show_person,
        name="crew_person",
    ),
    path(
        "<uuid:operation_id>/people/<uuid:person_id>/skills/add/",
        people.add_skill,
        name="add_skill",
    ),
    path(
        "<uuid:operation_id>/people/<uuid:person_id>/skills/<uuid:skill_id>/remove/",
        people.remove_skill,
        name="remove_skill",
    ),
    path(
        "<uuid:operation_id>/people/<uuid:person_id>/away/add/",
        people.add_absence,
        name="add_absence",
    ),
    path(
        "<uuid:operation_id>/people/<uuid:person_id>/away/<uuid:absence_id>/remove/",
        people.remove_absence,
        name="remove_absence",
    ),
    path(
        "<uuid:operation_id>/people/<uuid:person_id>/hours/add/",
        people.add_person_shift,
        name="add_person_shift",
    ),
    path(
        "<uuid:operation_id>/people/<uuid:person_id>/hours/<str:on>/clear/",
        people.clear_person_shift,
        name="clear_person_shift",
    ),
    path("<uuid:operation_id>/rest/", rest.show_rest_rules, name="rest_rules"),
    path("<uuid:operation_id>/rest/add/", rest.add_rest_rule, name="add_rest_rule"),
    path(
        "<uuid:operation_id>/rest/<uuid:rule_id>/end/",
        rest.end_rest_rule,
        name="end_rest_rule",
    ),
    path(
        "<uuid:operation_id>/rest/<uuid:rule_id>/checked/",
        rest.check_rest_rule,
        name="check_rest_rule",
    ),
    path(
        "<uuid:operation_id>/candidates/", candidates.show_candidates, name="candidates"
    ),
    path(
        "<uuid:operation_id>/candidates/removed/",
        candidates.show_removed,
        name="removed_candidates",
    ),
    path(
        "<uuid:operation_id>/candidates/undo/",
        candidates.post_undo,
        name="undo_removal",
    ),
    path("<uuid:operation_id>/candidates/add/", adding.add_places, name="add_places"),
    path(
        "<uuid:operation_id>/candidates/revisits/",
        adding.add_revisits,
        name="add_revisits",
    ),
    path(
        "<uuid:operation_id>/candidates/groups/",
        groups.show_groups,
        name="candidate_groups",
    ),
    path(
        "<uuid:operation_id>/candidates/groups/<uuid:group_id>/",
        groups.rename_group,
        name="rename_group",
    ),
    path(
        "<uuid:operation_id>/candidates/<uuid:candidate_id>/",
        single.show_candidate,
        name="candidate",
    ),
    path(
        "<uuid:operation_id>/candidates/<uuid:candidate_id>/settle/",
        single.settle_candidate,
        name="settle_candidate",
    ),
    path(
        "<uuid:operation_id>/candidates/<uuid:candidate_id>/bar/",
        single.bar_assignment,
        name="bar_assignment",
    ),
    path(
        "<uuid:operation_id>/candidates/<uuid:candidate_id>/bar/<uuid:bar_id>/lift/",
        single.post_lift_bar,
        name="lift_bar",
    ),
    path(
        "<uuid:operation_id>/candidates/<uuid:candidate_id>/kinds/<slug:kind>/",
        single.change_option,
        name="change_option",
    ),
    path(
        "<uuid:operation_id>/candidates/<uuid:candidate_id>/kinds/<slug:kind>/drop/",
        single.post_drop_option,
        name="drop_option",
    ),
    path("<uuid:operation_id>/warrants/", warrants.show_warrants, name="warrants"),
    path(
        "<uuid:operation_id>/warrants/<uuid:warrant_id>/withdraw/",
        warrants.withdraw_warrant,
        name="withdraw_warrant",
    ),
    path("propose/<uuid:report_id>/", adding.propose_candidate, name="propose"),
    path("basemap/<slug:digest>/", warrants.show_base_map, name="basemap"),
    path("visits/<uuid:planned_id>/turn/", turns.turn_visit, name="turn_visit"),
    path(
        "visits/<uuid:planned_id>/second/",
        turns.open_second_visit,
        name="second_visit",
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
    *command.urlpatterns,
    path("<uuid:operation_id>/board/", board.show_board, name="board"),
    path("<uuid:operation_id>/board/part/", board.show_part, name="board_part"),
    path("<uuid:operation_id>/board/ticket/", board.give_ticket, name="board_ticket"),
    path(
        "<uuid:operation_id>/board/contact/", keeping.edit_contact, name="board_contact"
    ),
    path("<uuid:operation_id>/board/places/", keeping.edit_places, name="board_places"),
    path(
        "board/visits/<uuid:planned_id>/", board_visits.show_visit, name="board_visit"
    ),
    path(
        "board/visits/<uuid:planned_id>/enter/",
        board_visits.post_entry,
        name="board_entry",
    ),
    path(
        "board/alarms/<uuid:alarm_id>/received/",
        board_visits.post_receipt,
        name="board_receipt",
    ),
    path("board/places/<uuid:place_id>/", keeping.post_room, name="board_room"),
    path(
        "board/places/<uuid:place_id>/manager/",
        keeping.edit_manager,
        name="board_manager",
    ),
    path(
        "board/places/<uuid:place_id>/remove/",
        keeping.remove_place,
        name="remove_place",
    ),
    path("", include("unhidden.operations.urls.plans")),
]
