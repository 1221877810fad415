"""Addresses of who a case is about, and of its team."""

from django.urls import path

from unhidden.safeguarding.people import views

urlpatterns = [
    path("open/<uuid:possible_victim_id>/", views.open_case, name="open_case"),
    path("inner/<uuid:envelope_id>/", views.hand_inner, name="hand_inner"),
    path("<uuid:case_id>/identity/", views.show_identity, name="identity"),
    path(
        "<uuid:case_id>/identity/record/", views.record_identity, name="record_identity"
    ),
    path("<uuid:case_id>/team/", views.edit_case_team, name="team"),
    path(
        "<uuid:case_id>/team/<uuid:person_id>/end/", views.end_member, name="end_member"
    ),
]
