"""Giving an item to another organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from unhidden.access.pages import needs
from unhidden.access.requests import StaffRequest
from unhidden.intelligence.reports.actions import (
    disseminations as disseminations_actions,
)
from unhidden.intelligence.reports.actions.disseminations import GivenAlready, NotGiven
from unhidden.intelligence.reports.actions.gradings import GradedSince
from unhidden.intelligence.reports.forms.disseminations import DisseminationForm
from unhidden.intelligence.reports.queries import (
    disseminations as disseminations_queries,
)
from unhidden.intelligence.reports.queries.disseminations import ToGive
from unhidden.intelligence.reports.rules.disseminations import Against
from unhidden.intelligence.reports.views.checks import CHANGED_SINCE

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_AGAINST: dict[Against, tuple[str | None, StrOrPromise]] = {
    Against.WAITS: (
        None,
        gettext_lazy(
            "This item waits for a second person: have it checked before it leaves"
        ),
    ),
    Against.NOBODY_NAMED: ("to_person", gettext_lazy("Enter who is given it")),
    Against.OWN_ORGANISATION: (
        "recipient",
        gettext_lazy("Select another organisation than your own"),
    ),
    Against.PURPOSE_MISSING: ("purpose", gettext_lazy("Enter what they need it for")),
    Against.FORBIDDEN: (
        "is_allowed",
        gettext_lazy(
            "Its conditions forbid this: ask the originator, and grade it anew first"
        ),
    ),
    Against.KEPT_BY_MISSING: (
        "kept_by",
        gettext_lazy("Enter how its conditions are kept"),
    ),
    Against.MARKING_TOO_HIGH: (
        "purpose",
        gettext_lazy("Nothing above OFFICIAL-SENSITIVE may be kept here"),
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@needs("intelligence.disseminate")
def give(request: StaffRequest, intelligence_id: UUID, number: int) -> HttpResponse:
    item = disseminations_queries.to_give(
        viewer=request.actor, intelligence_id=intelligence_id, number=number
    )
    form = DisseminationForm(
        request.POST or None,
        own=request.actor.organisation_id,
        has_conditions=bool(item.grade.grade.conditions),
        initial={"seen": item.grade.version},
    )
    if form.is_valid() and _is_kept(request, item, form):
        return redirect("intelligence:item", intelligence_id)
    return render(request, "intelligence/give.html", {"item": item, "form": form})


def _is_kept(request: StaffRequest, item: ToGive, form: DisseminationForm) -> bool:
    try:
        disseminations_actions.disseminate(
            intelligence_id=item.intelligence_id,
            number=item.number,
            seen=form.version,
            new=form.new,
            actor=request.actor,
            at=request.at,
        )
    except NotGiven as refusal:
        field, sentence = _AGAINST[refusal.against]
        form.add_error(field if field in form.fields else None, str(sentence))
        return False
    except GradedSince:
        form.add_error(None, str(CHANGED_SINCE))
        return False
    except GivenAlready:
        messages.info(request, _("This was kept already"))
        return True
    messages.success(request, _("It is kept who was given the item"))
    return True
