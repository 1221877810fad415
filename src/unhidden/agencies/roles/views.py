"""Roles and rights, for everybody; and how a role sees invented records."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.policy import Purpose, Role
from unhidden.access.requests import StaffRequest
from unhidden.agencies.roles import explained, forms, samples


def show_roles(request: StaffRequest) -> HttpResponse:
    """What every role may do: for whoever is signed in."""
    context = {
        "roles": explained.explain_roles(),
        "may_view_as": request.actor.may("agencies.manage_people"),
    }
    return render(request, "agencies/roles.html", context)


@needs_permission("agencies.manage_people")
def view_as(request: StaffRequest, code: str) -> HttpResponse:
    """What somebody in the role would see, on invented records; nobody is acted as."""
    found = explained.explain_role(code)
    if found is None:
        raise Absent
    role = Role(code)
    form = forms.ViewAsForm(request.GET or None, role=role)
    purpose, situation = form.chosen
    context = {
        "role": found,
        "form": form,
        "purpose": Purpose(purpose).label,
        "situation": samples.SITUATIONS[situation].label,
        "samples": list(
            samples.seen_by(role, Purpose(purpose), samples.SITUATIONS[situation])
        ),
    }
    return render(request, "agencies/view_as.html", context)
