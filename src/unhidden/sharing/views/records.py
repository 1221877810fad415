"""Who is on a record, what is shared of it, who is kept out of it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.agencies import queries as agencies
from unhidden.lib.working_days import day_in_london
from unhidden.sharing import presenters
from unhidden.sharing.actions import exclusions, shares
from unhidden.sharing.forms import agreements as agreements_forms
from unhidden.sharing.forms.exclusions import KeepOutForm
from unhidden.sharing.forms.shares import ShareForm
from unhidden.sharing.queries import agreements as agreements_queries
from unhidden.sharing.queries import records
from unhidden.sharing.queries.records import AccessView
from unhidden.sharing.views.agreements import form_page
from unhidden.ui import pages
from unhidden.ui.refusals import attempt

SHARE = "sharing.share_records"


@needs_permission("sharing.see_access")
def show_record_sharing(
    request: StaffRequest, domain: str, record_id: UUID
) -> HttpResponse:
    """One page for every kind of record."""
    view = _access(request, domain, record_id)
    context = {
        "record": view,
        "shares": [
            (card, presenters.terms(card, view.readers.get(card.id, ())))
            for card in view.shares
        ],
        "is_shareable": domain in agreements_forms.SHAREABLE,
        "may_open_shares": request.actor.may("sharing.answer_shares"),
        "seen": pages.paginate(view.seen, request),
    }
    return render(request, "sharing/record.html", context)


@needs_permission(SHARE)
def share_record(request: StaffRequest, domain: str, record_id: UUID) -> HttpResponse:
    """Write a share down; it is looked at once more before it is offered."""
    view = _managed(request, domain, record_id)
    if domain not in agreements_forms.SHAREABLE:
        raise Absent
    form = ShareForm(
        request.POST or None,
        domain=domain,
        choices=agreements_queries.list_sharing_choices(
            viewer=request.actor, domain=domain, at=request.at
        ),
        authorisers=_authorisers(request),
    )
    if form.is_valid():
        with attempt(form, presenters.SENTENCES):
            share_id = shares.draft_share(
                domain=domain,
                record_id=view.id,
                new=form.new,
                actor=request.actor,
                at=request.at,
            )
            return redirect("sharing:share", domain, share_id)
    context = {"form": form, "record": view}
    return render(request, "sharing/share_record.html", context)


@needs_permission(SHARE)
def keep_out(request: StaffRequest, domain: str, record_id: UUID) -> HttpResponse:
    """Keep a person or an organisation out; they are not told."""
    view = _managed(request, domain, record_id)
    form = KeepOutForm(
        request.POST or None,
        viewer=request.actor.person,
        own=request.actor.organisation,
        day=day_in_london(request.at),
    )
    back = reverse("sharing:record", args=[domain, view.id])
    if request.method == "POST" and form.is_valid():
        exclusions.keep_out(
            domain=domain,
            record_id=record_id,
            reason=form.cleaned_data["reason"],
            actor=request.actor,
            at=request.at,
            **form.kept_out,
        )
        messages.success(
            request, _("They see nothing of it, whatever else lets them in")
        )
        return redirect(back)
    return form_page(request, form, _("Keep somebody out of this record"), back)


@require_POST
@needs_permission(SHARE)
def let_back(
    request: StaffRequest, domain: str, record_id: UUID, exclusion_id: UUID
) -> HttpResponse:
    exclusions.let_back(
        domain=domain,
        record_id=record_id,
        exclusion_id=exclusion_id,
        actor=request.actor,
        at=request.at,
    )
    messages.success(request, _("They are kept out no longer"))
    return redirect("sharing:record", domain, record_id)


def _access(request: StaffRequest, domain: str, record_id: UUID) -> AccessView:
    return records.access_to(
        viewer=request.actor, domain=domain, record_id=record_id, at=request.at
    )


def _managed(request: StaffRequest, domain: str, record_id: UUID) -> AccessView:
    """The record for whoever decides about it; Absent for others."""
    view = _access(request, domain, record_id)
    if not view.may_manage:
        raise Absent
    return view


def _authorisers(request: StaffRequest) -> list[tuple[str, str]]:
    return [
        (str(one.person_id), f"{one.name}, {one.role_label}")
        for one in agencies.list_colleagues(day=day_in_london(request.at))
        if one.organisation_id == request.actor.organisation
        and one.person_id != request.actor.person
    ]
