"""Addresses of what a person agrees to."""

from django.urls import path

from unhidden.safeguarding.consent import views

urlpatterns = [
    path("<uuid:case_id>/consent/", views.record_consent_answer, name="consent"),
]
