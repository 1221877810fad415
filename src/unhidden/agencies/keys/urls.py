"""The addresses of an organisation's keys."""

from django.urls import path

from unhidden.agencies.keys import views

app_name = "keys"
urlpatterns = [
    path("", views.show_keys, name="keys"),
    path("change/", views.change_organisation_keys, name="rotate"),
    path("finish/", views.finish_recovery, name="finish"),
    path("carry-on/", views.carry_on, name="carry_on"),
    path("recovery/", views.choose_recovery_holders, name="recovery"),
    path("recovery/end/", views.end_recovery, name="end_recovery"),
    path("recovery/use/", views.enter_recovery_shares, name="recover"),
    path("<uuid:person_id>/admit/", views.admit_waiting_colleague, name="admit"),
    path("<uuid:person_id>/remove/", views.take_keys_away, name="remove"),
]
