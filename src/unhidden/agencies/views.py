"""The people on the platform, and the language of their pages."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unhidden.access.pages import needs
from unhidden.access.requests import StaffRequest
from unhidden.agencies import actions, queries
from unhidden.agencies.forms import PersonForm
from unhidden.agencies.fresh import fresh_sign_in
from unhidden.agencies.sign_in import before_second_factor
from unhidden.ui import pages, parts


@before_second_factor
@require_POST
def language(request: StaffRequest) -> HttpResponse:
    """Keep the language somebody chose, and show the same page in it."""
    chosen = request.POST.get("language", "")
    if chosen in queries.LANGUAGES and request.actor.person_id:
        actions.choose_language(language=chosen, actor=request.actor, at=request.at)
    back = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()})
    return HttpResponseRedirect(back if is_ours else "/")


@needs("agencies.manage_people")
def people(request: StaffRequest) -> HttpResponse:
    page = pages.paginate(queries.colleagues(day=request.at.date()), request)
    table = parts.Table(
        caption=_("Everyone engaged today"),
        columns=[
            parts.Column(_("Name")),
            parts.Column(_("Organisation")),
            parts.Column(_("Role")),
        ],
        rows=[[row.name, row.organisation, row.role_label] for row in page.items],
    )
    return render(request, "agencies/people.html", {"page": page, "table": table})


@needs("agencies.manage_people")
@fresh_sign_in
def add_person(request: StaffRequest) -> HttpResponse:
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.welcome(new=form.cleaned_data, actor=request.actor, at=request.at)
        except actions.EmailTaken:
            form.add_error("email", _("Somebody already signs in with this address"))
        else:
            messages.success(request, _("The person can sign in now"))
            return redirect("agencies:people")
    return render(request, "agencies/add_person.html", {"form": form})
