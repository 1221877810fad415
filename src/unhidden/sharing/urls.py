"""Agreements, shares, and the page of a record's access.

A page about a record names its domain in its address: from it follows the task.
"""

from django.urls import path

from unhidden.sharing.views import agreements, records, shares

app_name = "sharing"
urlpatterns = [
    path("agreements/", agreements.show_agreements, name="agreements"),
    path("agreements/write/", agreements.draft_agreement, name="write_agreement"),
    path(
        "agreements/<uuid:agreement_id>/", agreements.show_agreement, name="agreement"
    ),
    path(
        "agreements/<uuid:agreement_id>/change/",
        agreements.edit_agreement,
        name="change_agreement",
    ),
    path(
        "agreements/<uuid:agreement_id>/sign/",
        agreements.sign_terms,
        name="sign_agreement",
    ),
    path(
        "agreements/<uuid:agreement_id>/end/",
        agreements.close_agreement,
        name="end_agreement",
    ),
    path(
        "agreements/<uuid:agreement_id>/documents/",
        agreements.show_document,
        name="add_document",
    ),
    path("shares/", shares.show_shares, name="shares"),
    path("shares/<slug:domain>/<uuid:share_id>/", shares.show_share, name="share"),
    path(
        "shares/<slug:domain>/<uuid:share_id>/offer/", shares.show_offer, name="offer"
    ),
    path(
        "shares/<slug:domain>/<uuid:share_id>/withdraw/",
        shares.take_back_share,
        name="withdraw",
    ),
    path(
        "shares/<slug:domain>/<uuid:share_id>/accept/",
        shares.take_on_share,
        name="accept",
    ),
    path(
        "shares/<slug:domain>/<uuid:share_id>/decline/",
        shares.refuse_share,
        name="decline",
    ),
    path(
        "shares/<slug:domain>/<uuid:share_id>/people/",
        shares.add_share_readers,
        name="people",
    ),
    path("shares/<slug:domain>/<uuid:share_id>/end/", shares.close_share, name="end"),
    path(
        "shares/<slug:domain>/<uuid:share_id>/deleted/",
        shares.declare_deletion,
        name="deleted",
    ),
    path(
        "records/<slug:domain>/<uuid:record_id>/",
        records.show_record_sharing,
        name="record",
    ),
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
