"""Addresses of referrals: the form, what was told, and that it was sent."""

from django.urls import path

from unhidden.safeguarding.referrals.views import (
    accounts,
    copying,
    filling,
    handing,
    recording,
)

_FORM = "<uuid:case_id>/nrm-form/"
_TOLD = "<uuid:case_id>/told/"
_STEP = f"{_FORM}step/<slug:step>/"

urlpatterns = [
    path(
        "<uuid:case_id>/referral/", recording.record_referral_outcome, name="referral"
    ),
    path(_FORM, filling.show_form, name="nrm_form"),
    path(f"{_FORM}begin/", filling.begin_form, name="nrm_begin"),
    path(f"{_FORM}begun-there/", filling.note_begun_there, name="nrm_begun_there"),
    path(f"{_FORM}set-aside/", filling.set_form_aside, name="nrm_set_aside"),
    path(f"{_FORM}copy/", copying.copy_form, name="nrm_copy"),
    path(f"{_FORM}print/", copying.print_nrm_form, name="nrm_print"),
    path(_STEP, filling.edit_step, name="nrm_step"),
    path(f"{_STEP}keep/", filling.keep_step, name="nrm_keep"),
    path(f"{_STEP}drop/", filling.drop_step, name="nrm_drop"),
    path(f"{_FORM}take/<str:question>/", accounts.take_sentences, name="nrm_take"),
    path("<uuid:case_id>/responders/", handing.show_handovers, name="handovers"),
    path("<uuid:case_id>/responders/ask/", handing.ask_responder, name="ask_responder"),
    path(
        "<uuid:case_id>/responders/<uuid:asked_id>/",
        handing.note_handover,
        name="note_handover",
    ),
    path(_TOLD, accounts.show_accounts, name="accounts"),
    path(f"{_TOLD}write/", accounts.write_account, name="write_account"),
    path(f"{_TOLD}<uuid:told_id>/", accounts.show_account, name="account"),
    path(f"{_TOLD}<uuid:told_id>/add/", accounts.write_account, name="add_to_account"),
    path(
        f"{_TOLD}<uuid:told_id>/marks/<uuid:mark_id>/back/",
        accounts.take_mark_back,
        name="take_mark_back",
    ),
]
