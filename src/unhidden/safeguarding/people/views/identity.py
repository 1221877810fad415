"""Who somebody is: opened once, recorded by version."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.safeguarding.frame import queries as frame
from unhidden.safeguarding.people.actions import identity as actions
from unhidden.safeguarding.people.forms.identity import IdentityForm
from unhidden.safeguarding.people.presenters import SENTENCES
from unhidden.safeguarding.people.queries import person as queries
from unhidden.ui.forms import Form, posted
from unhidden.ui.refusals import attempt

_BECAME_CHILD = gettext_lazy(
    "This date of birth makes them a child: the case goes on as for a child. Tell the"
    " council’s children’s services today. If the date is wrong, record it anew, and on"
    " “The life of the case” that they are an adult."
)


@require_POST
@needs_permission("safeguarding.work_case")
def show_identity(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Open the sealed identity on one page, once; nothing keeps it."""
    found = actions.open_identity(case_id=case_id, actor=request.actor, at=request.at)
    return render(
        request, "safeguarding/identity.html", {"identity": found, "case_id": case_id}
    )


@needs_permission("safeguarding.work_case")
def record_identity(request: StaffRequest, case_id: UUID) -> HttpResponse:
    head = frame.work_on(viewer=request.actor, case_id=case_id)
    person = queries.get_person(viewer=request.actor, case_id=case_id)
    form = IdentityForm(posted(request), seen=person.identity_version)
    if request.method == "POST" and form.is_valid():
        with attempt(form, SENTENCES):
            became_child = actions.record_identity(
                case_id=case_id,
                identity=form.told_identity,
                seen=form.cleaned_data["seen"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The identity is sealed"))
            if became_child:
                messages.warning(request, _BECAME_CHILD)
            return redirect("safeguarding:case", case_id)
        form.renew_seen(person.identity_version)
    return show_form(request, head, form, _("Record who they are"))


def show_form(
    request: StaffRequest, head: frame.CaseHead, form: Form, title: str
) -> HttpResponse:
    """A form about a case on a page of its own."""
    context = {"case": head, "form": form, "title": title}
    return render(request, "safeguarding/form.html", context)
