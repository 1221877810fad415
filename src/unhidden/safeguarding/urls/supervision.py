"""Addresses of supervision."""

from django.urls import path

from unhidden.safeguarding.supervision import views

urlpatterns = [
    path("caseloads/", views.show_caseload, name="caseload"),
    path("caseloads/<uuid:person_id>/", views.show_worker, name="worker"),
    path(
        "caseloads/<uuid:person_id>/hand-over/", views.hand_cases_over, name="hand_over"
    ),
    path("caseloads/<uuid:person_id>/talk/", views.keep_talk, name="keep_talk"),
    path("talks/", views.show_own_talks, name="talks"),
    path("figures/", views.show_figures, name="figures"),
]
