"""Plans of a week, and the roads that they count on."""

from django.urls import path

from unhidden.operations.plans.views import (
    asking,
    changing,
    comparing,
    reading,
    replanning,
    roads,
    taking,
)

urlpatterns = [
    path("<uuid:operation_id>/plans/", reading.show_plans, name="plans"),
    path("<uuid:operation_id>/plans/ask/", asking.ask_for_plan, name="ask_for_plan"),
    path("searches/<uuid:plan_request_id>/", asking.show_search, name="search"),
    path(
        "searches/<uuid:plan_request_id>/stop/",
        asking.post_search_stop,
        name="stop_search",
    ),
    path(
        "searches/<uuid:plan_request_id>/again/",
        asking.post_search_again,
        name="search_again",
    ),
    path("plans/<uuid:plan_version_id>/", reading.show_plan, name="plan"),
    path("plans/<uuid:plan_version_id>/list/", reading.show_list, name="plan_list"),
    path(
        "plans/<uuid:plan_version_id>/left-out/", reading.show_left_out, name="left_out"
    ),
    path("plans/<uuid:plan_version_id>/proof/", reading.show_proof, name="plan_proof"),
    path(
        "plans/<uuid:plan_version_id>/changes/",
        changing.edit_changes,
        name="plan_changes",
    ),
    path(
        "plans/<uuid:plan_version_id>/move/", changing.move_visit, name="move_in_plan"
    ),
    path(
        "plans/<uuid:plan_version_id>/drop/", changing.drop_visit, name="drop_from_plan"
    ),
    path(
        "plans/<uuid:plan_version_id>/slots/", changing.choose_slot, name="plan_slots"
    ),
    path("plans/<uuid:plan_version_id>/copy/", comparing.post_copy, name="copy_plan"),
    path(
        "plans/<uuid:plan_version_id>/compare/",
        comparing.show_difference,
        name="compare_plans",
    ),
    path("plans/<uuid:plan_version_id>/take/", taking.take_plan, name="take_plan"),
    path("plans/<uuid:plan_version_id>/replan/", replanning.replan_day, name="replan"),
    path("roads/", roads.show_roads, name="roads"),
    path("roads/change/", roads.change_road, name="change_road"),
]
