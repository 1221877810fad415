"""Posts, conflicts of interest and partners of an investigation."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.investigations.frame.pages import ask_first, show_form
from unhidden.investigations.posts import forms
from unhidden.investigations.posts.actions import partners
from unhidden.investigations.posts.actions import posts as actions
from unhidden.investigations.posts.presenters import (
    SENTENCES,
    tabulate_changes,
    tabulate_posts,
)
from unhidden.investigations.posts.queries.posts import PostView
from unhidden.investigations.posts.queries.room import RoomView, get_room
from unhidden.ui import pages
from unhidden.ui.forms import Form, posted
from unhidden.ui.refusals import attempt, attempt_or_tell

_METHODS = ["GET", "HEAD", "POST"]
_MANAGES = "investigations.manage_team"


@require_safe
@needs_permission("investigations.see_own")
def show_posts(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """Who holds which post, who takes part, and what its status was."""
    room = get_room(viewer=request.actor, investigation_id=investigation_id)
    pages.note_shown([*room.posts, *room.conflicts, *room.partners], request)
    shown = {
        "room": room,
        "posts": tabulate_posts(room),
        "changes": tabulate_changes(room),
    }
    return render(request, "investigations/posts/posts.html", shown)


@require_http_methods(_METHODS)
@needs_permission(_MANAGES)
def give_post(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """Give a colleague on the team a post."""
    room = _managed(request, investigation_id)
    form = forms.RoomPostForm(posted(request), team=room.team)
    if form.is_valid():
        with attempt(form, SENTENCES):
            actions.give_post(
                investigation_id=investigation_id,
                new=form.as_typed,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("They hold the post from now on"))
            return redirect("investigations:posts", investigation_id)
    return _ask(request, room, form, _("Give somebody a post"))


@require_http_methods(_METHODS)
@needs_permission(_MANAGES)
def end_post(
    request: StaffRequest, investigation_id: UUID, function: str, person_id: UUID
) -> HttpResponse:
    """Ask first, then end a post that somebody holds."""
    room = _managed(request, investigation_id)
    post = _held(room, function, person_id)
    back = reverse("investigations:posts", args=[investigation_id])
    if request.method != "POST":
        question = _("End this post: %(post)s, %(name)s?") % {
            "post": post.function_label,
            "name": post.name,
        }
        return ask_first(request, question, _("End the post"), back)
    with attempt_or_tell(request, SENTENCES):
        actions.end_post(
            investigation_id=investigation_id,
            post_id=post.id,
            actor=request.actor,
            at=request.at,
        )
        messages.success(request, _("The post has ended"))
    return redirect(back)


@require_http_methods(_METHODS)
@needs_permission("investigations.work")
def record_conflict(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """Record one's own conflict of interest; who manages the team records others'."""
    room = get_room(viewer=request.actor, investigation_id=investigation_id)
    if not room.may_work:
        raise Absent
    mine = request.actor.person
    team = room.team if room.may_manage else {mine: room.team.get(mine, "")}
    initial = {"person": str(mine), "seen": str(len(room.conflicts))}
    form = forms.ConflictForm(posted(request), team=team, initial=initial)
    if form.is_valid():
        with attempt(form, SENTENCES):
            actions.record_conflict(
                investigation_id=investigation_id,
                person_id=UUID(form.cleaned_data["person"]),
                words=form.cleaned_data["words"],
                seen=form.seen_count,
                actor=request.actor,
                at=request.at,
            )
            messages.success(
                request, _("It is recorded. Their posts that schedule material ended.")
            )
            return redirect("investigations:posts", investigation_id)
    return _ask(request, room, form, _("Record a conflict of interest"))


@require_http_methods(_METHODS)
@needs_permission(_MANAGES)
def join_partner(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """Record that another organisation takes part."""
    room = _managed(request, investigation_id)
    form = forms.PartnerJoinForm(posted(request), ours=room.organisation_id)
    if form.is_valid():
        with attempt(form, SENTENCES):
            partners.join_partner(
                investigation_id=investigation_id,
                new=form.as_typed,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The organisation takes part"))
            return redirect("investigations:posts", investigation_id)
    return _ask(request, room, form, _("Add an organisation that takes part"))


@require_http_methods(_METHODS)
@needs_permission(_MANAGES)
def end_partner(
    request: StaffRequest, investigation_id: UUID, organisation_id: UUID
) -> HttpResponse:
    """Say until when an organisation takes part."""
    room = _managed(request, investigation_id)
    name = _name_partner(room, organisation_id)
    form = forms.PartnerEndForm(posted(request))
    if form.is_valid():
        with attempt(form, SENTENCES):
            partners.end_partner(
                investigation_id=investigation_id,
                organisation_id=organisation_id,
                until_on=form.cleaned_data["until_on"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("Recorded"))
            return redirect("investigations:posts", investigation_id)
    title = _("%(organisation)s takes part no more") % {"organisation": name}
    return _ask(request, room, form, title)


def _managed(request: StaffRequest, investigation_id: UUID) -> RoomView:
    """The page's investigation where the viewer manages it now; raises Absent."""
    room = get_room(viewer=request.actor, investigation_id=investigation_id)
    if not room.may_manage:
        raise Absent
    return room


def _held(room: RoomView, function: str, person_id: UUID) -> PostView:
    for post in room.posts:
        if (post.function, post.person_id, post.ended_at) == (
            function,
            person_id,
            None,
        ):
            return post
    raise Absent


def _name_partner(room: RoomView, organisation_id: UUID) -> str:
    for each in room.partners:
        if each.organisation_id == organisation_id and each.until_on is None:
            return each.organisation
    raise Absent


def _ask(request: StaffRequest, room: RoomView, form: Form, title: str) -> HttpResponse:
    back = reverse("investigations:posts", args=[room.head.id])
    template = "investigations/form.html"
    return show_form(request, template, room.head, form, title, back)
