"""Meeting a deadline."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.safeguarding.clocks import actions
from unhidden.safeguarding.clocks.presenters import SENTENCES
from unhidden.ui.refusals import attempt_or_tell


@require_POST
@needs_permission("safeguarding.work_case")
def post_deadline_met(request: StaffRequest, case_id: UUID, code: str) -> HttpResponse:
    """Say that what the deadline asks for is done."""
    with attempt_or_tell(request, SENTENCES):
        actions.meet_deadline(
            case_id=case_id, code=code, actor=request.actor, at=request.at
        )
        messages.success(request, _("Recorded as done"))
    return redirect("safeguarding:case", case_id)
