"""Pages of those who keep the lines that the public may call."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.reporting.actions import keeping
from unhidden.reporting.forms.channels import ChannelForm, SeenVersionForm
from unhidden.reporting.policies import KEEP_CHANNELS
from unhidden.reporting.presenters.channels import SENTENCES
from unhidden.reporting.queries import kept_channels
from unhidden.ui import pages
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt, attempt_or_tell


@needs_permission(KEEP_CHANNELS)
def show_channels(request: StaffRequest) -> HttpResponse:
    """Every line, in the order of the public page, with the age of its check."""
    groups = kept_channels.list_kept_channels(viewer=request.actor, at=request.at)
    every = [channel for group in groups for channel in group.channels]
    pages.note_shown(every, request)
    due = sum(channel.is_due for channel in every)
    return render(request, "reporting/channels.html", {"groups": groups, "due": due})


@needs_permission(KEEP_CHANNELS)
def edit_new_channel(request: StaffRequest) -> HttpResponse:
    form = ChannelForm(posted(request))
    if form.is_valid():
        keeping.add_channel(new=form.new, actor=request.actor, at=request.at)
        messages.success(request, _("The line is added, and nobody has checked it yet"))
        return redirect("channels:channels")
    return render(request, "reporting/change_channel.html", {"form": form})


@needs_permission(KEEP_CHANNELS)
def edit_channel(request: StaffRequest, channel_id: UUID) -> HttpResponse:
    """Every field of a line; what somebody else changed meanwhile is not lost."""
    channel = kept_channels.kept_channel(
        viewer=request.actor, channel_id=channel_id, at=request.at
    )
    shown = {**channel.fields, "version": channel.version}
    form = ChannelForm(posted(request), initial=shown)
    if form.is_valid():
        with attempt(form, SENTENCES):
            keeping.change_channel(
                channel_id=channel_id,
                version=form.seen,
                new=form.new,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The line is changed"))
            return redirect("channels:channels")
    context = {"form": form, "channel": channel}
    return render(request, "reporting/change_channel.html", context)


@require_POST
@needs_permission(KEEP_CHANNELS)
def post_channel_check(request: StaffRequest, channel_id: UUID) -> HttpResponse:
    return _do(request, channel_id, keeping.check_channel, _("Checked today"))


@require_POST
@needs_permission(KEEP_CHANNELS)
def post_channel_hide(request: StaffRequest, channel_id: UUID) -> HttpResponse:
    told = _("The public no longer sees the line")
    return _do(request, channel_id, keeping.hide_channel, told)


@require_POST
@needs_permission(KEEP_CHANNELS)
def post_channel_show(request: StaffRequest, channel_id: UUID) -> HttpResponse:
    told = _("The public sees the line again")
    return _do(request, channel_id, keeping.show_channel, told)


@require_POST
@needs_permission(KEEP_CHANNELS)
def post_channel_up(request: StaffRequest, channel_id: UUID) -> HttpResponse:
    return _move(request, channel_id, is_up=True)


@require_POST
@needs_permission(KEEP_CHANNELS)
def post_channel_down(request: StaffRequest, channel_id: UUID) -> HttpResponse:
    return _move(request, channel_id, is_up=False)


def _move(request: StaffRequest, channel_id: UUID, *, is_up: bool) -> HttpResponse:
    keeping.move_channel(
        channel_id=channel_id, is_up=is_up, actor=request.actor, at=request.at
    )
    messages.success(request, _("The order is changed"))
    return redirect("channels:channels")


def _do(
    request: StaffRequest, channel_id: UUID, act: Callable[..., None], done: str
) -> HttpResponse:
    """Do it to the version that was beside the button, and say how it went."""
    form = SeenVersionForm(request.POST)
    seen = form.seen if form.is_valid() else 0
    with attempt_or_tell(request, SENTENCES):
        act(channel_id=channel_id, version=seen, actor=request.actor, at=request.at)
        messages.success(request, done)
    return redirect("channels:channels")
