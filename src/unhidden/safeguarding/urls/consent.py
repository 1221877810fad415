"""Addresses of what a person agrees to."""

from django.urls import path

from unhidden.safeguarding.consent import views

urlpatterns = [
    path("consents/", views.show_due_consents, name="consents_due"),
    path("<uuid:case_id>/consent/", views.show_consents, name="consent"),
    path(
        "<uuid:case_id>/consent/<slug:kind>/", views.record_consent_answer, name="ask"
    ),
    path(
        "<uuid:case_id>/consent/<slug:kind>/withdraw/",
        views.withdraw_consent,
        name="withdraw_consent",
    ),
    path(
        "<uuid:case_id>/consent/<slug:kind>/<uuid:organisation_id>/withdraw/",
        views.withdraw_consent,
        name="withdraw_share_consent",
    ),
]
