"""The addresses of outcomes, orders and holds, under an investigation."""

from django.urls import path

from unhidden.investigations.outcomes.views import pages

_UNDER = "<uuid:investigation_id>/outcomes/"
urlpatterns = [
    path(_UNDER, pages.show_outcomes, name="outcomes"),
    path(f"{_UNDER}kept/", pages.show_kept_items, name="kept_items"),
    path(f"{_UNDER}record/", pages.record_outcome, name="record_outcome"),
    path(
        f"{_UNDER}<uuid:outcome_id>/back/",
        pages.take_back_outcome,
        name="take_back_outcome",
    ),
    path(f"{_UNDER}orders/record/", pages.record_order, name="record_order"),
    path(
        f"{_UNDER}orders/<uuid:order_id>/served/", pages.serve_order, name="serve_order"
    ),
    path(f"{_UNDER}orders/<uuid:order_id>/end/", pages.end_order, name="end_order"),
    path(f"{_UNDER}holds/begin/", pages.begin_hold, name="begin_hold"),
    path(f"{_UNDER}holds/<uuid:hold_id>/end/", pages.end_hold, name="end_hold"),
]
