"""Addresses of what supporters note."""

from django.urls import path

from unhidden.safeguarding.support import views

urlpatterns = [
    path("<uuid:case_id>/notes/", views.write_note, name="note"),
]
