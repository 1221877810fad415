"""The edge of the staff site: who is asking, when, and in which language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import get_resolver, get_urlconf
from django.utils import timezone, translation

from unhidden.access import context
from unhidden.access.actor import NOBODY, Actor
from unhidden.agencies import routing
from unhidden.agencies.models import Person
from unhidden.agencies.sign_in import events
from unhidden.agencies.sign_in import session_facts as sign_in
from unhidden.agencies.sign_in.recent import confirmed_at

Handler = Callable[[HttpRequest], HttpResponse]


class SignedIn(HttpRequest):
    """What the edge finds out about a request before any page sees it."""

    actor: Actor
    must_choose: bool


def actor_middleware(get_response: Handler) -> Handler:
    """Set ``request.actor``, ``request.at`` and the person's own language.

    All of it is read by the second connection: from the session to its person to
    the engagement that this session acts in.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        request.at = timezone.now()  # type: ignore[attr-defined]  # StaffRequest
        edge = cast(SignedIn, request)
        edge.actor, edge.must_choose = NOBODY, False
        person = request.user
        if not isinstance(person, Person):
            with routing.for_a_stranger():
                return get_response(request)
        edge.actor, edge.must_choose = _acting(request, person)
        with translation.override(person.language):
            request.LANGUAGE_CODE = person.language
            response = get_response(request)
            response.headers.setdefault("Content-Language", person.language)
            return response

    return middleware


def _acting(request: HttpRequest, person: Person) -> tuple[Actor, bool]:
    """The actor of this session, and whether it must choose an engagement first.

    A session acts in exactly one of those that are open to it. When that one ends,
    nothing takes its place by itself.
    """
    actors = sign_in.list_actors(request, person)
    chosen = request.session.get(sign_in.ENGAGEMENT)
    if chosen is None and len(actors) == 1:
        chosen = str(actors[0].engagement_id)
        request.session[sign_in.ENGAGEMENT] = chosen
    for actor in actors:
        if str(actor.engagement_id) == chosen:
            return replace(actor, confirmed_at=confirmed_at(request)), False
    if chosen:
        request.session[sign_in.ENGAGEMENT] = ""
        events.note_refusal(person, "engagement_ended")
    return NOBODY, chosen is not None or bool(actors)


def gate_middleware(get_response: Handler) -> Handler:
    """Keep a session from every page until it has two factors and one engagement."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(
        request: HttpRequest, view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        if not request.user.is_authenticated:
            return None
        if not sign_in.has_second_factor(request):
            return _without_second_factor(request, view)
        is_led = getattr(view, "is_before_second_factor", False)
        if request.user.must_change_password:
            is_open = is_led or getattr(view, "is_before_password", False)
            return None if is_open else redirect("agencies:password")
        if is_led or getattr(view, "is_before_engagement", False):
            return None
        is_held = cast(SignedIn, request).must_choose
        return redirect("agencies:acting_as") if is_held else None

    middleware.process_view = process_view  # type: ignore[attr-defined]
    middleware.process_exception = refused_context  # type: ignore[attr-defined]
    return middleware


def refused_context(request: HttpRequest, error: Exception) -> HttpResponse | None:
    """A context that is good no more shows nothing more: the page is absent."""
    if not context.is_refusal(error):
        return None
    context.leave_wall()
    request.is_context_refused = True  # type: ignore[attr-defined]  # StaffRequest
    absent: Any = get_resolver(get_urlconf()).resolve_error_handler(404)
    answer: HttpResponse = absent(request, exception=error)
    return answer


def _without_second_factor(
    request: HttpRequest, view: Callable[..., Any]
) -> HttpResponse | None:
    """Only the way to a first second factor is open.

    A session from before the person had one would be a way around it: it ends.
    """
    if sign_in.has_any_factor(request.user):  # type: ignore[arg-type]
        logout(request)
        return redirect("agencies:sign_in")
    is_open = getattr(view, "is_before_second_factor", False)
    return None if is_open else redirect("mfa_index")
