"""The addresses of an organisation's keys."""

from django.urls import path

from unhidden.agencies.keys import views

app_name = "keys"
urlpatterns = [
    path("", views.keys, name="keys"),
    path("change/", views.rotate, name="rotate"),
    path("finish/", views.finish, name="finish"),
    path("carry-on/", views.carry_on, name="carry_on"),
    path("recovery/", views.recovery, name="recovery"),
    path("recovery/end/", views.end_recovery, name="end_recovery"),
    path("recovery/use/", views.recover, name="recover"),
    path("<uuid:person_id>/admit/", views.admit, name="admit"),
    path("<uuid:person_id>/remove/", views.remove, name="remove"),
]
