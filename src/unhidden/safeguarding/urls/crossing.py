"""Addresses of what leaves a case."""

from django.urls import path

from unhidden.safeguarding.crossing import views

urlpatterns = [
    path("export/", views.export_own_cases, name="export_own"),
    path("<uuid:case_id>/holdings/", views.show_holdings, name="holdings"),
    path("<uuid:case_id>/holdings/print/", views.print_own_page, name="own_page"),
    path("<uuid:case_id>/holdings/show/", views.print_ticked_page, name="ticked_page"),
    path("<uuid:case_id>/holdings/ask/", views.ask_holdings, name="ask_holdings"),
    path("<uuid:case_id>/holdings/export/", views.export_case, name="export"),
    path(
        "<uuid:case_id>/holdings/<uuid:holdings_id>/",
        views.record_holdings_step,
        name="holdings_step",
    ),
    path(
        "<uuid:case_id>/holdings/<uuid:holdings_id>/letter/",
        views.print_letter,
        name="holdings_letter",
    ),
]
