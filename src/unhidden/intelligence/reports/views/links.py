"""Withdrawing a link of an item, and taking that back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.intelligence.reports.actions import links as links_actions
from unhidden.intelligence.reports.forms.mentions import ChangeLinkForm
from unhidden.intelligence.reports.presenters.links import sentence
from unhidden.intelligence.reports.presenters.refusals import CHANGING_A_LINK
from unhidden.intelligence.subjects.queries import links as links_queries
from unhidden.intelligence.subjects.queries.links import ItemLink
from unhidden.ui.refusals import attempt


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission("intelligence.write_item")
def edit_link(
    request: StaffRequest, intelligence_id: UUID, number: int, link_id: UUID
) -> HttpResponse:
    """Why a link is withdrawn; or, where it is, why it stands again."""
    link = _link(request, intelligence_id, number, link_id)
    form = ChangeLinkForm(request.POST or None, initial={"seen": link.changes})
    if form.is_valid():
        take = (
            links_actions.restore_link
            if link.withdrawn
            else links_actions.withdraw_link
        )
        with attempt(form, CHANGING_A_LINK):
            take(
                link_id=link.id,
                seen=form.count,
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _done(link))
            return redirect("intelligence:mentions", intelligence_id, number)
    title, lead = _words(link)
    context = {
        "form": form,
        "title": title,
        "lead": lead,
        "back_url": reverse("intelligence:mentions", args=[intelligence_id, number]),
    }
    return render(request, "intelligence/form.html", context)


def _link(
    request: StaffRequest, intelligence_id: UUID, number: int, link_id: UUID
) -> ItemLink:
    known = links_queries.links_of(
        viewer=request.actor, intelligence_id=intelligence_id, number=number
    )
    for link in known:
        if link.id == link_id:
            return link
    raise Absent


def _done(link: ItemLink) -> str:
    if link.withdrawn:
        return _("The link stands again")
    return _("The link is withdrawn. It can be restored.")


def _words(link: ItemLink) -> tuple[str, str]:
    """The title of the page, and what it does to which link."""
    if link.withdrawn:
        told = _("%(link)s. It stands again; both reasons stay in the record.")
        return _("Restore the link"), told % {"link": sentence(link)}
    told = _("%(link)s. It counts nowhere any more, and stays struck through here.")
    return _("Withdraw the link"), told % {"link": sentence(link)}
