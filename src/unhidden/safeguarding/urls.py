"""The pages of survivors' cases."""

from django.urls import path

from unhidden.safeguarding import views

app_name = "safeguarding"
urlpatterns = [
    path("", views.show_cases, name="cases"),
    path("open/<uuid:possible_victim_id>/", views.open_case, name="open_case"),
    path("inner/<uuid:envelope_id>/", views.hand_inner, name="hand_inner"),
    path("<uuid:case_id>/", views.show_case, name="case"),
    path("<uuid:case_id>/identity/", views.show_identity, name="identity"),
    path(
        "<uuid:case_id>/identity/record/", views.record_identity, name="record_identity"
    ),
    path("<uuid:case_id>/consent/", views.record_consent_answer, name="consent"),
    path("<uuid:case_id>/referral/", views.record_referral_outcome, name="referral"),
    path(
        "<uuid:case_id>/deadlines/<slug:code>/",
        views.post_deadline_met,
        name="deadline",
    ),
    path("<uuid:case_id>/team/", views.edit_case_team, name="team"),
    path(
        "<uuid:case_id>/team/<uuid:person_id>/end/", views.end_member, name="end_member"
    ),
    path("<uuid:case_id>/notes/", views.write_note, name="note"),
]
