"""The results of operations, for those who compute, approve, publish or check."""

from django.urls import path

from unhidden.oversight.views import disclosures, staff

app_name = "oversight"
urlpatterns = [
    path("", staff.show_results, name="results"),
    path(
        "operation/<uuid:operation_id>/", staff.show_operation_results, name="operation"
    ),
    path(
        "operation/<uuid:operation_id>/compute/", staff.post_computation, name="compute"
    ),
    path("operation/<uuid:operation_id>/approve/", staff.post_approval, name="approve"),
    path(
        "operation/<uuid:operation_id>/publish/", staff.edit_publication, name="publish"
    ),
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
    path(
        "operation/<uuid:operation_id>/<slug:code>/",
        staff.show_figure_sources,
        name="figure",
    ),
    path(
        "withdraw/<uuid:publication_id>/", staff.withdraw_publication, name="withdraw"
    ),
    path("told/<uuid:case_id>/", disclosures.show_disclosures, name="disclosures"),
    path("disclose/<uuid:case_id>/", disclosures.edit_disclosure, name="disclose"),
    path(
        "told/<uuid:case_id>/<uuid:disclosure_id>/authorise/",
        disclosures.post_authorisation,
        name="authorise",
    ),
    path(
        "told/<uuid:case_id>/<uuid:disclosure_id>/recall/",
        disclosures.post_recall,
        name="recall",
    ),
    path("disclosures/", disclosures.show_waiting, name="waiting"),
    path("disclosures/<uuid:disclosure_id>/", disclosures.take_disclosure, name="take"),
    path(
        "disclosures/<uuid:disclosure_id>/decline/",
        disclosures.post_decline,
        name="decline",
    ),
    path("investigation/<uuid:investigation_id>/", disclosures.show_told, name="told"),
    path(
        "investigation/<uuid:investigation_id>/<uuid:disclosure_id>/",
        disclosures.post_use,
        name="use",
    ),
]
