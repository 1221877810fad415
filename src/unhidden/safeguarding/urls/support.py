"""Addresses of somebody's support over years."""

from django.urls import path

from unhidden.safeguarding.support.views import (
    contacts,
    due,
    files,
    needs,
    notes,
    plans,
    providers,
)

urlpatterns = [
    path("due/", due.show_due, name="due"),
    path("services/", providers.show_services, name="services"),
    path("services/add/", providers.add_service, name="add_service"),
    path(
        "services/<uuid:provider_id>/room/", providers.declare_room, name="service_room"
    ),
    path("<uuid:case_id>/needs/", needs.show_needs, name="needs"),
    path("<uuid:case_id>/needs/note/", needs.note_need, name="note_need"),
    path(
        "<uuid:case_id>/needs/<uuid:other_id>/", needs.change_need, name="change_need"
    ),
    path(
        "<uuid:case_id>/needs/<uuid:other_id>/ask/",
        needs.ask_service,
        name="ask_service",
    ),
    path(
        "<uuid:case_id>/asked/<uuid:other_id>/", needs.tell_service, name="tell_service"
    ),
    path("<uuid:case_id>/plan/", plans.show_plan, name="plan"),
    path("<uuid:case_id>/plan/<slug:part>/", plans.write_plan, name="write_plan"),
    path("<uuid:case_id>/risks/<slug:kind>/", plans.judge_risk, name="judge_risk"),
    path("<uuid:case_id>/meetings/", contacts.show_contacts, name="meetings"),
    path("<uuid:case_id>/meetings/note/", contacts.note_contact, name="note_contact"),
    path(
        "<uuid:case_id>/meetings/<uuid:other_id>/",
        contacts.tell_outcome,
        name="tell_outcome",
    ),
    path(
        "<uuid:case_id>/meetings/<uuid:other_id>/appointment.ics",
        contacts.download_appointment,
        name="appointment_file",
    ),
    path("<uuid:case_id>/files/", files.show_files, name="files"),
    path("<uuid:case_id>/files/add/", files.add_file, name="add_file"),
    path("<uuid:case_id>/files/<uuid:other_id>/", files.open_file, name="open_file"),
    path(
        "<uuid:case_id>/files/<uuid:other_id>/withdraw/",
        files.withdraw_file,
        name="withdraw_file",
    ),
    path("<uuid:case_id>/notes/", notes.show_notes, name="notes"),
    path("<uuid:case_id>/notes/add/", notes.write_note, name="note"),
    path("<uuid:case_id>/notes/find/", notes.find_words, name="find_words"),
    path(
        "<uuid:case_id>/notes/<uuid:other_id>/add/",
        notes.add_to_note,
        name="add_to_note",
    ),
]
