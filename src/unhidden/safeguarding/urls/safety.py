"""Addresses of the registers of places of safety."""

from django.urls import path

from unhidden.safeguarding.safety import views

urlpatterns = [
    path("registers/", views.show_registers, name="registers"),
    path("registers/open/", views.open_register, name="open_register"),
    path("registers/again/", views.try_entries_again, name="unnamed_entries_again"),
    path(
        "registers/<uuid:register_id>/again/",
        views.try_entries_again,
        name="register_entries_again",
    ),
    path("registers/<uuid:register_id>/", views.show_register, name="register"),
    path("registers/<uuid:register_id>/new/", views.add_entry, name="register_entry"),
    path(
        "registers/<uuid:register_id>/<int:number>/",
        views.show_person,
        name="register_person",
    ),
    path(
        "registers/<uuid:register_id>/<int:number>/new/",
        views.add_entry,
        name="register_change",
    ),
    path(
        "registers/<uuid:register_id>/keepers/",
        views.name_keeper,
        name="register_keepers",
    ),
    path(
        "registers/<uuid:register_id>/keepers/<uuid:person_id>/end/",
        views.end_keeper,
        name="end_register_keeper",
    ),
    path("registers/<uuid:register_id>/day/", views.tell_day, name="register_day"),
    path(
        "registers/<uuid:register_id>/close/",
        views.close_register,
        name="close_register",
    ),
    path(
        "registers/<uuid:register_id>/reopen/",
        views.reopen_register,
        name="reopen_register",
    ),
]
