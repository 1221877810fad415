"""Decision logs; the address names the kind of record, from which the task follows."""

from django.urls import path

from unhidden.decision_log.views import logs

app_name = "decision_log"
urlpatterns = [
    path("<slug:domain>/<uuid:record_id>/", logs.show_log, name="log"),
    path("<slug:domain>/<uuid:record_id>/write/", logs.write_decision, name="write"),
    path(
        "<slug:domain>/<uuid:record_id>/draft/discard/",
        logs.discard_draft,
        name="discard_draft",
    ),
    path(
        "<slug:domain>/decision/<uuid:decision_id>/",
        logs.show_decision,
        name="decision",
    ),
    path(
        "<slug:domain>/decision/<uuid:decision_id>/add/", logs.add_addendum, name="add"
    ),
]
