"""The desk, graded intelligence, and the risk of premises."""

from django.urls import path

from unhidden.intelligence.views import (
    conversation,
    desk,
    items,
    risks,
    routes,
    writing,
)

app_name = "intelligence"
urlpatterns = [
    path("desk/", desk.queue, name="queue"),
    path("desk/reports/<uuid:report_id>/", desk.report, name="report"),
    path(
        "desk/reports/<uuid:report_id>/write/",
        writing.write_from_report,
        name="write_from_report",
    ),
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
    path("risk/", risks.risk, name="risk"),
    path("risk/premises/<uuid:premises_id>/", risks.premises, name="premises"),
]
