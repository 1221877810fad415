"""Agreements: the list, one, writing, signing and ending it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.policy import Category, Domain, Purpose
from unhidden.access.requests import StaffRequest
from unhidden.sharing.actions import agreements as agreements_actions
from unhidden.sharing.forms import agreements as agreements_forms
from unhidden.sharing.forms.agreements import AgreementForm, DocumentForm, SignForm
from unhidden.sharing.forms.shares import ShareReasonForm
from unhidden.sharing.presenters import SENTENCES
from unhidden.sharing.queries import agreements as agreements_queries
from unhidden.sharing.queries.agreements import AgreementView
from unhidden.ui import dates, pages
from unhidden.ui.forms import Form
from unhidden.ui.parts import SummaryRow
from unhidden.ui.refusals import attempt_or_tell

SEE, KEEP = "sharing.see_agreements", "sharing.keep_agreements"


@needs_permission(SEE)
def show_agreements(request: StaffRequest) -> HttpResponse:
    rows = agreements_queries.list_agreements(viewer=request.actor, at=request.at)
    context = {
        "page": pages.paginate(rows, request),
        "may_keep": request.actor.may(KEEP),
    }
    return render(request, "sharing/agreements.html", context)


@needs_permission(SEE)
def show_agreement(request: StaffRequest, agreement_id: UUID) -> HttpResponse:
    view = _agreement(request, agreement_id)
    return render(
        request, "sharing/agreement.html", {"agreement": view, "terms": _terms(view)}
    )


@needs_permission(KEEP)
def draft_agreement(request: StaffRequest) -> HttpResponse:
    form = AgreementForm(request.POST or None, own=request.actor.organisation)
    if request.method == "POST" and form.is_valid():
        written = agreements_actions.write_agreement(
            new=form.new, actor=request.actor, at=request.at
        )
        messages.success(request, _("It is a draft until the first party signs it"))
        return redirect("sharing:agreement", written)
    back = reverse("sharing:agreements")
    return form_page(request, form, _("Write an agreement"), back)


@needs_permission(KEEP)
def edit_agreement(request: StaffRequest, agreement_id: UUID) -> HttpResponse:
    """Change the terms, as long as nobody has signed them."""
    view = _agreement(request, agreement_id)
    if not view.may_change:
        raise Absent
    own = request.actor.organisation
    form = AgreementForm(
        request.POST or None, own=own, initial=agreements_forms.as_typed(view, own)
    )
    if form.is_valid():
        with attempt_or_tell(request, SENTENCES):
            agreements_actions.change_agreement(
                agreement_id=agreement_id,
                version=view.version,
                new=form.new,
                actor=request.actor,
                at=request.at,
            )
        return redirect("sharing:agreement", agreement_id)
    return form_page(request, form, _("Change the agreement"), _back(agreement_id))


@needs_permission(KEEP)
def sign_terms(request: StaffRequest, agreement_id: UUID) -> HttpResponse:
    """Sign for one's organisation what stands on this page."""
    view = _agreement(request, agreement_id)
    if not view.may_sign:
        raise Absent
    form = SignForm(request.POST or None, initial={"version": view.version})
    if request.method == "POST" and form.is_valid():
        typed: str = form.cleaned_data["version"]
        with attempt_or_tell(request, SENTENCES):
            agreements_actions.sign_agreement(
                agreement_id=agreement_id,
                version=int(typed) if typed.isdecimal() else 0,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("You have signed it for your organisation"))
        return redirect("sharing:agreement", agreement_id)
    context = {"agreement": view, "terms": _terms(view), "form": form}
    return render(request, "sharing/sign.html", context)


@needs_permission(KEEP)
def close_agreement(request: StaffRequest, agreement_id: UUID) -> HttpResponse:
    """End it for all parties, and every share that rests on it."""
    view = _agreement(request, agreement_id)
    if not view.may_end:
        raise Absent
    form = ShareReasonForm(request.POST or None)
    if form.is_valid():
        with attempt_or_tell(request, SENTENCES):
            agreements_actions.end_agreement(
                agreement_id=agreement_id,
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The agreement has ended, and its shares"))
        return redirect("sharing:agreement", agreement_id)
    lead = _("Everything that is shared under it ends at once, for all parties.")
    return form_page(
        request, form, _("End the agreement"), _back(agreement_id), lead=lead
    )


@needs_permission(KEEP)
def show_document(request: StaffRequest, agreement_id: UUID) -> HttpResponse:
    view = _agreement(request, agreement_id)
    form = DocumentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        agreements_actions.add_document(
            agreement_id=view.card.id, new=form.new, actor=request.actor, at=request.at
        )
        messages.success(request, _("The document is noted"))
        return redirect("sharing:agreement", agreement_id)
    return form_page(request, form, _("Add a document"), _back(agreement_id))


def form_page(
    request: StaffRequest, form: Form, title: str, back_url: str, *, lead: str = ""
) -> HttpResponse:
    """The page of a form, with the way back."""
    context = {"form": form, "title": title, "back_url": back_url, "lead": lead}
    return render(request, "sharing/form.html", context)


def _agreement(request: StaffRequest, agreement_id: UUID) -> AgreementView:
    return agreements_queries.find_agreement(
        viewer=request.actor, agreement_id=agreement_id, at=request.at
    )


def _terms(view: AgreementView) -> list[SummaryRow]:
    words = "\n".join(filter(None, (view.legal_basis_label, view.legal_words)))
    return [
        SummaryRow(
            _("Records"), "\n".join(agreements_queries.labels_of(view.domains, Domain))
        ),
        SummaryRow(
            _("Data"),
            "\n".join(agreements_queries.labels_of(view.categories, Category)),
        ),
        SummaryRow(
            _("Used for"),
            "\n".join(agreements_queries.labels_of(view.purposes, Purpose)),
        ),
        SummaryRow(_("Legal basis"), words),
        SummaryRow(_("Valid"), dates.format_days(view.card.from_on, view.card.to_on)),
        SummaryRow(_("To be reviewed on"), dates.format_day(view.card.review_on)),
    ]


def _back(agreement_id: UUID) -> str:
    return reverse("sharing:agreement", args=[agreement_id])
