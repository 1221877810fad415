"""Who commands an operation: giving posts, offering, taking and ending them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.decision_log import queries as log
from unhidden.operations.command.actions import posts as post_actions
from unhidden.operations.command.forms.posts import PostForm, PostHandOverForm
from unhidden.operations.command.presenters import posts as shown
from unhidden.operations.command.presenters.refusals import SENTENCES
from unhidden.operations.command.queries import partners, posts, warrants
from unhidden.operations.command.rules.posts import SILVER
from unhidden.operations.policies import PLAN, SEE
from unhidden.ui import pages
from unhidden.ui.forms import posted
from unhidden.ui.parts import Confirmation
from unhidden.ui.refusals import attempt, attempt_or_tell

METHODS = ["GET", "HEAD", "POST"]


@require_safe
@needs_permission(SEE)
def show_command(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    """Who holds which post, and with which partners there is an agreement."""
    commander = posts.find_commander(viewer=request.actor, operation_id=operation_id)
    cards = posts.list_posts(
        viewer=request.actor, operation_id=operation_id, at=request.at
    )
    ending = warrants.list_warrants_to_use(
        viewer=request.actor, operation_id=operation_id, at=request.at
    )
    pages.note_shown(ending, request)
    context = {
        "commander": commander,
        "pages": shown.list_pages(commander, "command"),
        "posts": shown.group_posts(cards),
        "partners": partners.list_partner_agreements(
            viewer=request.actor, operation_id=operation_id, at=request.at
        ),
        "ending": ending,
        "due_reviews": _count_due(request, commander),
        "may_see_agreements": request.actor.may("sharing.see_agreements"),
    }
    return render(request, "operations/command/command.html", context)


def _count_due(request: StaffRequest, commander: posts.OperationCommander) -> int:
    """How many decisions wait for their review, as far as the log is open."""
    if not commander.may_command:
        return 0
    return log.count_due_reviews(
        viewer=request.actor,
        domain="operation",
        subject_id=commander.operation_id,
        at=request.at,
    )


@require_http_methods(METHODS)
@needs_permission(PLAN)
def give_post(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    """Give somebody a post."""
    commander = posts.must_decide(viewer=request.actor, operation_id=operation_id)
    colleagues = posts.list_possible_holders(
        viewer=request.actor, operation_id=operation_id, at=request.at
    )
    form = PostForm(
        posted(request),
        colleagues=colleagues,
        planners=posts.list_possible_holders(
            viewer=request.actor, operation_id=operation_id, at=request.at, post=SILVER
        ),
        initial={
            "from_on": max(commander.starts_on, localdate(request.at)),
            "post": request.GET.get("post"),
        },
    )
    if form.is_valid():
        with attempt(form, SENTENCES):
            post_actions.appoint_holder(
                operation_id=operation_id,
                new=form.new_post,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The post is given"))
            return redirect("operations:command", operation_id)
    context = {
        "form": form,
        "commander": commander,
        "title": _("Give somebody a post"),
        "button": _("Give the post"),
        "back_url": reverse("operations:command", args=[operation_id]),
    }
    return render(request, "operations/command/form.html", context)


@require_http_methods(METHODS)
@needs_permission(SEE)
def hand_over(request: StaffRequest, post_id: UUID) -> HttpResponse:
    """Offer a post to somebody else."""
    operation_id, card = posts.find_post(
        viewer=request.actor, post_id=post_id, at=request.at
    )
    colleagues = posts.list_possible_holders(
        viewer=request.actor, operation_id=operation_id, at=request.at, post=card.post
    )
    besides = (card.person_id, request.actor.person_id)
    others = [one for one in colleagues if one.person_id not in besides]
    form = PostHandOverForm(posted(request), colleagues=others, post=card.post)
    if form.is_valid():
        with attempt(form, SENTENCES):
            post_actions.offer_post(
                post_id=post_id,
                person_id=UUID(form.cleaned_data["person"]),
                actor=request.actor,
                at=request.at,
            )
            messages.success(
                request, _("The post is offered. It is handed over when they accept.")
            )
            return redirect("operations:command", operation_id)
    context = {
        "form": form,
        "commander": posts.find_commander(
            viewer=request.actor, operation_id=operation_id
        ),
        "title": _("Hand over: %(post)s") % {"post": card.full_label},
        "lead": _(
            "%(name)s has the post until whoever takes over has accepted it, and loses "
            "it at that second."
        )
        % {"name": card.person},
        "button": _("Offer the post"),
        "back_url": reverse("operations:command", args=[operation_id]),
    }
    return render(request, "operations/command/form.html", context)


@require_POST
@needs_permission(SEE)
def answer_offer(request: StaffRequest, post_id: UUID) -> HttpResponse:
    """Accept a post that one was offered, decline it, or take one's offer back."""
    answers = {
        "accept": (post_actions.take_post, _("You have taken over the post")),
        "decline": (post_actions.decline_post, _("You have declined the post")),
        "withdraw": (post_actions.withdraw_offer, _("The offer is taken back")),
    }
    chosen = answers.get(request.POST.get("answer", ""))
    if chosen is None:
        raise Absent
    act, done = chosen
    operation_id = posts.find_operation_of(viewer=request.actor, post_id=post_id)
    with attempt_or_tell(request, SENTENCES):
        act(post_id=post_id, actor=request.actor, at=request.at)
        messages.success(request, done)
    return redirect("operations:command", operation_id)


@require_http_methods(METHODS)
@needs_permission(SEE)
def end_post(request: StaffRequest, post_id: UUID) -> HttpResponse:
    """End a post without a successor."""
    operation_id, card = posts.find_post(
        viewer=request.actor, post_id=post_id, at=request.at
    )
    if request.method == "POST":
        with attempt_or_tell(request, SENTENCES):
            post_actions.end_post(post_id=post_id, actor=request.actor, at=request.at)
            messages.success(request, _("The post has ended"))
        return redirect("operations:command", operation_id)
    confirmation = Confirmation(
        question=_("End %(post)s of %(name)s?")
        % {"post": card.full_label, "name": card.person},
        consequence=_("Nobody has the post then, until it is given to somebody."),
        yes=_("End the post"),
        back_url=reverse("operations:command", args=[operation_id]),
    )
    return render(request, "ui/confirm.html", {"confirmation": confirmation})
