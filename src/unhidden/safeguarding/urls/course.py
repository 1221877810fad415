"""Addresses of the life of a case."""

from django.urls import path

from unhidden.safeguarding.course import views

urlpatterns = [
    path("<uuid:case_id>/course/", views.show_course, name="course"),
    path("<uuid:case_id>/course/<slug:kind>/", views.record_turn, name="turn"),
]
