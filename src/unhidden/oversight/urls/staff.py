"""The results of operations, for those who compute, approve, publish or check."""

from django.urls import path

from unhidden.oversight.views import staff

app_name = "oversight"
urlpatterns = [
    path("", staff.results, name="results"),
    path("operation/<uuid:operation_id>/", staff.operation, name="operation"),
    path("operation/<uuid:operation_id>/compute/", staff.compute, name="compute"),
    path("operation/<uuid:operation_id>/approve/", staff.approve, name="approve"),
    path("operation/<uuid:operation_id>/publish/", staff.publish, name="publish"),
    path(
        "operation/<uuid:operation_id>/figures/<slug:code>/exact/",
        staff.ask_exact,
        name="ask_exact",
    ),
    path(
        "operation/<uuid:operation_id>/exact/<uuid:figure_id>/approve/",
        staff.approve_exact,
        name="approve_exact",
    ),
    path("operation/<uuid:operation_id>/<slug:code>/", staff.figure, name="figure"),
    path("withdraw/<uuid:publication_id>/", staff.withdraw, name="withdraw"),
    path("disclose/<uuid:case_id>/", staff.disclose, name="disclose"),
]
