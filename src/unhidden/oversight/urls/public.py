"""The published pages, for anyone."""

from django.urls import path

from unhidden.oversight.views import public

app_name = "published"
urlpatterns = [
    path("", public.show_public_weeks, name="results"),
    path("<slug:slug>/", public.show_public_week, name="week"),
]
