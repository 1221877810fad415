"""Where the script asks for a puzzle and sends what it sealed: JSON, and no words.

Nothing that comes through here can be read by this program.
"""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from unhidden.access.requests import PublicRequest
from unhidden.reporting.actions import doors
from unhidden.reporting.actions.sending import (
    NoDesk,
    NotSealed,
    ReportAlreadySent,
    SealedReport,
    SentOtherwise,
    submit_sealed,
)
from unhidden.reporting.forms.sealed import DoorForm, SealedForm
from unhidden.reporting.queries import reports, routes
from unhidden.reporting.rules import doors as waiting
from unhidden.reporting.views.files import network_of


@require_POST
def issue_puzzle(request: PublicRequest) -> HttpResponse:
    """A puzzle for this form, and which link of which desk it is to be sealed by."""
    form = DoorForm(request.POST)
    if not form.is_valid():
        return refuse_request()
    said = form.cleaned_data
    desk = routes.sealed_for(**said)
    if desk is None:
        return JsonResponse({"is": "closed"}, status=503)
    puzzle = doors.create_puzzle(
        form_key=said["form_key"], network=network_of(request), at=request.at
    )
    return JsonResponse({"is": "open", "puzzle": puzzle, **desk})


@require_POST
def receive_sealed_report(request: PublicRequest) -> HttpResponse:
    """Keep a sealed report; sent again, it is the same one.

    "first": this form's report is another one, and its words lead to it. "already":
    there is one, and these words do not lead to it.
    """
    form = SealedForm(request.POST)
    if not form.is_valid():
        return refuse_request()
    if not doors.is_solved(
        form.cleaned_data["answer"], form_key=form.cleaned_data["form_key"]
    ):
        return JsonResponse({"is": "unsolved"}, status=409)
    rushed = waiting.is_rushed(doors.count_report(network_of(request)))
    found = form.report(language=get_language() or "en", is_rushed=rushed)
    try:
        submit_sealed(sealed=found, actor=request.actor, at=request.at)
    except ReportAlreadySent as error:
        return JsonResponse({"is": _said_before(found, error)})
    except NotSealed:
        return JsonResponse({"is": "unsealed"}, status=409)
    except NoDesk:
        return JsonResponse({"is": "closed"}, status=503)
    return JsonResponse({"is": "kept"})


def _said_before(found: SealedReport, error: ReportAlreadySent) -> str:
    """What a form is told that had been sent, by what it brought along now."""
    is_other, address = isinstance(error, SentOtherwise), found.address
    if address and reports.is_kept(reports.digest_of_address(address)):
        return "first" if is_other else "kept"
    return "already" if is_other or address else "kept"


def refuse_request() -> HttpResponse:
    """No browser of ours sends such a thing."""
    return JsonResponse({"is": "misunderstood"}, status=400)
