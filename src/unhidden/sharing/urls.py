"""Agreements, shares, and the page of a record's access.

A page about a record names its domain in its address: from it follows the task.
"""

from django.urls import path

from unhidden.sharing.views import agreements, records, shares

app_name = "sharing"
urlpatterns = [
    path("agreements/", agreements.agreements, name="agreements"),
    path("agreements/write/", agreements.write, name="write_agreement"),
    path("agreements/<uuid:agreement_id>/", agreements.agreement, name="agreement"),
    path(
        "agreements/<uuid:agreement_id>/change/",
        agreements.change,
        name="change_agreement",
    ),
    path(
        "agreements/<uuid:agreement_id>/sign/", agreements.sign, name="sign_agreement"
    ),
    path("agreements/<uuid:agreement_id>/end/", agreements.end, name="end_agreement"),
    path(
        "agreements/<uuid:agreement_id>/documents/",
        agreements.document,
        name="add_document",
    ),
    path("shares/", shares.shares, name="shares"),
    path("shares/<slug:domain>/<uuid:share_id>/", shares.share, name="share"),
    path("shares/<slug:domain>/<uuid:share_id>/offer/", shares.offer, name="offer"),
    path(
        "shares/<slug:domain>/<uuid:share_id>/withdraw/",
        shares.withdraw,
        name="withdraw",
    ),
    path("shares/<slug:domain>/<uuid:share_id>/accept/", shares.accept, name="accept"),
    path(
        "shares/<slug:domain>/<uuid:share_id>/decline/", shares.decline, name="decline"
    ),
    path("shares/<slug:domain>/<uuid:share_id>/people/", shares.people, name="people"),
    path("shares/<slug:domain>/<uuid:share_id>/end/", shares.end, name="end"),
    path(
        "shares/<slug:domain>/<uuid:share_id>/deleted/", shares.deleted, name="deleted"
    ),
    path("records/<slug:domain>/<uuid:record_id>/", records.record, name="record"),
    path(
        "records/<slug:domain>/<uuid:record_id>/share/",
        records.share_record,
        name="share_record",
    ),
    path(
        "records/<slug:domain>/<uuid:record_id>/keep-out/",
        records.keep_out,
        name="keep_out",
    ),
    path(
        "records/<slug:domain>/<uuid:record_id>/keep-out/<uuid:exclusion_id>/end/",
        records.let_back,
        name="let_back",
    ),
]
