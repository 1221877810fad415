"""Addresses of what leaves a case."""

from django.urls import path

from unhidden.safeguarding.crossing.views import involved, leaving, letters

urlpatterns = [
    path("asked/", letters.show_letters, name="letters"),
    path("asked/<uuid:letter_id>/", letters.answer_letter, name="letter"),
    path("<uuid:case_id>/involved/", involved.show_involved, name="involved"),
    path("<uuid:case_id>/involved/add/", involved.add_involved, name="involve"),
    path(
        "<uuid:case_id>/involved/<uuid:organisation_id>/end/",
        involved.end_involved,
        name="involved_end",
    ),
    path(
        "<uuid:case_id>/holdings/<uuid:holdings_id>/send/",
        letters.send_letter,
        name="send_letter",
    ),
    path(
        "<uuid:case_id>/holdings/<uuid:holdings_id>/answer/",
        letters.show_answer,
        name="holdings_answer",
    ),
    path("export/", leaving.export_own_cases, name="export_own"),
    path("<uuid:case_id>/holdings/", leaving.show_holdings, name="holdings"),
    path("<uuid:case_id>/holdings/print/", leaving.print_own_page, name="own_page"),
    path(
        "<uuid:case_id>/holdings/show/", leaving.print_ticked_page, name="ticked_page"
    ),
    path("<uuid:case_id>/holdings/ask/", leaving.ask_holdings, name="ask_holdings"),
    path("<uuid:case_id>/holdings/export/", leaving.export_case, name="export"),
    path(
        "<uuid:case_id>/holdings/<uuid:holdings_id>/",
        leaving.record_holdings_step,
        name="holdings_step",
    ),
    path(
        "<uuid:case_id>/holdings/<uuid:holdings_id>/letter/",
        leaving.print_letter,
        name="holdings_letter",
    ),
]
