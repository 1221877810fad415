"""The desk, graded intelligence, and the risk of premises."""

from django.urls import path

from unhidden.intelligence.views import (
    contacts,
    conversation,
    custodians,
    desk,
    files,
    finding,
    handovers,
    items,
    risks,
    routes,
    searches,
    subjects,
    writing,
)

app_name = "intelligence"
urlpatterns = [
    path("desk/", desk.queue, name="queue"),
    path("desk/reports/<uuid:report_id>/", desk.report, name="report"),
    path("desk/reports/<uuid:report_id>/files/", files.files, name="files"),
    path(
        "desk/reports/<uuid:report_id>/files/<uuid:file_id>/",
        files.file,
        name="file",
    ),
    path(
        "desk/reports/<uuid:report_id>/files/<uuid:file_id>/original/",
        files.original,
        name="original_file",
    ),
    path("custodians/", custodians.custodians, name="custodians"),
    path("custodians/finish/", custodians.finish, name="finish_custodians"),
    path(
        "custodians/originals/<uuid:handover_id>/",
        handovers.hand_over,
        name="hand_over",
    ),
    path(
        "custodians/<uuid:person_id>/agree/",
        custodians.agree,
        name="agree_to_custodian",
    ),
    path(
        "custodians/<uuid:person_id>/remove/",
        custodians.end,
        name="end_custodian",
    ),
    path(
        "desk/reports/<uuid:report_id>/write/",
        writing.write_from_report,
        name="write_from_report",
    ),
    path("desk/reports/<uuid:report_id>/alike/", desk.alike, name="alike"),
    path("desk/reports/<uuid:report_id>/say/", conversation.say, name="say"),
    path("desk/reports/<uuid:report_id>/pass/", conversation.pass_on, name="pass_on"),
    path("desk/reports/<uuid:report_id>/hold/", conversation.hold, name="hold"),
    path("desk/routes/", routes.routes, name="routes"),
    path(
        "desk/routes/<uuid:route_id>/remove/",
        routes.remove_route,
        name="remove_route",
    ),
    path("intelligence/", items.items, name="items"),
    path("intelligence/write/", writing.write, name="write"),
    path("intelligence/<uuid:intelligence_id>/", items.item, name="item"),
    path(
        "intelligence/<uuid:intelligence_id>/original/",
        items.original,
        name="original",
    ),
    path("find/", finding.find, name="find"),
    path("find/keep/", searches.save, name="save_search"),
    path("find/kept/", searches.saved, name="saved"),
    path("find/kept/<uuid:saved_id>/", searches.news, name="saved_search"),
    path("find/kept/<uuid:saved_id>/pause/", searches.pause, name="pause_search"),
    path("find/kept/<uuid:saved_id>/renew/", searches.renew, name="renew_search"),
    path("find/kept/<uuid:saved_id>/remove/", searches.remove, name="remove_search"),
    path("contacts/", contacts.contacts, name="contacts"),
    path("contacts/<uuid:contact_id>/", contacts.contact, name="contact"),
    path("contacts/sensitive/", contacts.sensitive, name="sensitive_contacts"),
    path(
        "contacts/sensitive/<uuid:contact_id>/",
        contacts.sensitive_contact,
        name="sensitive_contact",
    ),
    path("subjects/<uuid:mention_id>/", subjects.subject, name="subject"),
    path(
        "subjects/<uuid:mention_id>/with/<uuid:other_id>/",
        subjects.judge,
        name="judge",
    ),
    path("subjects/<uuid:mention_id>/split/", subjects.split, name="split"),
    path(
        "subjects/<uuid:mention_id>/undo/<uuid:decision_id>/",
        subjects.undo,
        name="undo",
    ),
    path("risk/", risks.risk, name="risk"),
    path("risk/premises/<uuid:premises_id>/", risks.premises, name="premises"),
]
