"""The addresses of the record of who did what."""

from django.urls import path

from unhidden.agencies.record import views

app_name = "record"
urlpatterns = [
    path("", views.record, name="record"),
    path("<uuid:entry_id>/", views.review, name="review"),
]
