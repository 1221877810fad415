"""Addresses of what happened in the NRM, of deadlines and of their rules."""

from django.urls import path

from unhidden.safeguarding.clocks import views

urlpatterns = [
    path("rules/", views.show_rules, name="clock_rules"),
    path("<uuid:case_id>/nrm/", views.show_course, name="nrm"),
    path("<uuid:case_id>/duty-to-notify/", views.record_belief, name="belief"),
    path("<uuid:case_id>/nrm/record/", views.record_state, name="record_nrm"),
    path("<uuid:case_id>/nrm/take-back/", views.take_back_state, name="undo_nrm"),
    path("<uuid:case_id>/deadlines/<slug:code>/", views.meet_deadline, name="deadline"),
    path(
        "<uuid:case_id>/deadlines/<slug:code>/reopen/",
        views.reopen_deadline,
        name="reopen_deadline",
    ),
]
