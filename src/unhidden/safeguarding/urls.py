"""The pages of survivors' cases."""

from django.urls import path

from unhidden.safeguarding import views

app_name = "safeguarding"
urlpatterns = [
    path("", views.cases, name="cases"),
    path("open/<uuid:possible_victim_id>/", views.open_case, name="open_case"),
    path("<uuid:case_id>/", views.case, name="case"),
    path("<uuid:case_id>/identity/", views.identity, name="identity"),
    path(
        "<uuid:case_id>/identity/record/", views.record_identity, name="record_identity"
    ),
    path("<uuid:case_id>/consent/", views.consent, name="consent"),
    path("<uuid:case_id>/referral/", views.referral, name="referral"),
    path("<uuid:case_id>/deadlines/<slug:code>/", views.deadline, name="deadline"),
    path("<uuid:case_id>/team/", views.team, name="team"),
    path(
        "<uuid:case_id>/team/<uuid:person_id>/end/", views.end_member, name="end_member"
    ),
    path("<uuid:case_id>/notes/", views.note, name="note"),
]
