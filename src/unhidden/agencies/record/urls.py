"""The addresses of the record of who did what."""

from django.urls import path

from unhidden.agencies.record import views

app_name = "record"
urlpatterns = [
    path("", views.show_audit_log, name="record"),
    path("<uuid:entry_id>/", views.review_audit_entry, name="review"),
]
