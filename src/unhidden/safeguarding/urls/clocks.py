"""Addresses of states and deadlines."""

from django.urls import path

from unhidden.safeguarding.clocks import views

urlpatterns = [
    path(
        "<uuid:case_id>/deadlines/<slug:code>/",
        views.post_deadline_met,
        name="deadline",
    ),
]
