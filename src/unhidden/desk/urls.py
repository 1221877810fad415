"""The desk: its queue, each report in it, custodians of files, and routes.

The addresses are named as those of intelligence: bookmarks and links hold them.
"""

from django.urls import path

from unhidden.desk.views import (
    conversation,
    custodians,
    deciding,
    desk,
    entering,
    files,
    handovers,
    queueing,
    routes,
    spam,
)

urlpatterns = [
    path("desk/", desk.show_queue, name="queue"),
    path("desk/enter/", entering.take_down_report, name="enter"),
    path(
        "desk/reports/<uuid:report_id>/assign/", queueing.post_assignment, name="assign"
    ),
    path("desk/reports/<uuid:report_id>/spam/", spam.edit_spam, name="spam"),
    path("desk/reports/<uuid:report_id>/danger/", queueing.record_calls, name="danger"),
    path("desk/reports/<uuid:report_id>/place/", desk.same_place, name="same_place"),
    path(
        "desk/reports/<uuid:report_id>/urgency/", queueing.edit_urgency, name="urgency"
    ),
    path("desk/reports/<uuid:report_id>/", deciding.decide_report, name="report"),
    path("desk/reports/<uuid:report_id>/files/", files.show_files, name="files"),
    path(
        "desk/reports/<uuid:report_id>/files/<uuid:file_id>/",
        files.show_file,
        name="file",
    ),
    path(
        "desk/reports/<uuid:report_id>/files/<uuid:file_id>/original/",
        files.open_original,
        name="original_file",
    ),
    path("custodians/", custodians.show_custodians, name="custodians"),
    path("custodians/finish/", custodians.post_handover, name="finish_custodians"),
    path(
        "custodians/originals/<uuid:handover_id>/",
        handovers.hand_over,
        name="hand_over",
    ),
    path(
        "custodians/<uuid:person_id>/agree/",
        custodians.post_agreement,
        name="agree_to_custodian",
    ),
    path(
        "custodians/<uuid:person_id>/remove/",
        custodians.end_custody,
        name="end_custodian",
    ),
    path("desk/reports/<uuid:report_id>/alike/", desk.show_duplicates, name="alike"),
    path("desk/reports/<uuid:report_id>/alike/spam/", spam.lane_spam, name="lane_spam"),
    path("desk/reports/<uuid:report_id>/say/", conversation.send_script, name="say"),
    path("desk/reports/<uuid:report_id>/pass/", conversation.pass_on, name="pass_on"),
    path("desk/reports/<uuid:report_id>/hold/", conversation.edit_hold, name="hold"),
    path("desk/routes/", routes.edit_routes, name="routes"),
    path(
        "desk/routes/<uuid:route_id>/remove/",
        routes.remove_route,
        name="remove_route",
    ),
]
