"""Addresses of the list of cases, and of one."""

from django.urls import path

from unhidden.safeguarding.overview import views

urlpatterns = [
    path("", views.show_cases, name="cases"),
    path("find/", views.find_case, name="find_case"),
    path("<uuid:case_id>/", views.show_case, name="case"),
]
