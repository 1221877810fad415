"""This is the same as…: choosing the other by hand, for any kind of subject."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.intelligence.search.forms import SameAsForm
from unhidden.intelligence.search.queries import choosing
from unhidden.intelligence.subjects.queries import subjects
from unhidden.ui import pages


@require_safe
@needs_permission("intelligence.judge_mentions")
def choose_same_subject(request: StaffRequest, mention_id: UUID) -> HttpResponse:
    """With ``?text=`` what it may be the same as, each leading to the two compared."""
    subject = subjects.get_subject(viewer=request.actor, mention_id=mention_id)
    form = SameAsForm(request.GET if "text" in request.GET else None)
    text = form.cleaned_data["text"] if form.is_valid() else ""
    found = choosing.list_same_choices(
        viewer=request.actor, mention_id=mention_id, text=text
    )
    pages.note_shown([*subject.said, *(each.said for each in found.rows)], request)
    context = {"subject": subject, "form": form, "text": text, "found": found}
    return render(request, "intelligence/same_as.html", context)
