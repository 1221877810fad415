"""The language of the staff site."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from unhidden.access.requests import StaffRequest
from unhidden.agencies import actions, queries
from unhidden.agencies.sign_in.session_facts import before_second_factor


@before_second_factor
@require_POST
def switch_language(request: StaffRequest) -> HttpResponse:
    """Keep the language somebody chose, and show the same page in it."""
    chosen = request.POST.get("language", "")
    if chosen in queries.LANGUAGES and request.actor.person_id:
        actions.choose_language(language=chosen, actor=request.actor, at=request.at)
    back = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()})
    return HttpResponseRedirect(back if is_ours else "/")
