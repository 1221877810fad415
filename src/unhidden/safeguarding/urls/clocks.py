"""Addresses of what happened in the NRM, of deadlines and of their rules."""

from django.urls import path

from unhidden.safeguarding.clocks.views import course as views
from unhidden.safeguarding.clocks.views import ruling

urlpatterns = [
    path("rules/", views.show_rules, name="clock_rules"),
    path("rules/keep/", ruling.show_kept_rules, name="kept_rules"),
    path("rules/keep/<slug:code>/", ruling.write_rule, name="write_rule"),
    path("rules/<uuid:clock_rule_id>/check/", ruling.check_rule, name="check_rule"),
    path(
        "rules/<uuid:clock_rule_id>/withdraw/",
        ruling.withdraw_rule,
        name="withdraw_rule",
    ),
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
