"""Groups that a batch proposes: the list, and deciding on one of them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.intelligence.subjects.actions import judgements
from unhidden.intelligence.subjects.actions import proposals as proposal_actions
from unhidden.intelligence.subjects.forms import proposals as proposal_forms
from unhidden.intelligence.subjects.forms.proposals import GroupForm
from unhidden.intelligence.subjects.presenters import proposals as presented
from unhidden.intelligence.subjects.presenters import weighing
from unhidden.intelligence.subjects.presenters.refusals import SENTENCES
from unhidden.intelligence.subjects.queries import proposals
from unhidden.intelligence.subjects.queries.proposals import ProposalView
from unhidden.ui import pages
from unhidden.ui.refusals import attempt, attempt_or_tell

_JUDGE = "intelligence.judge_mentions"


@require_safe
@needs_permission(_JUDGE)
def show_groups(request: StaffRequest) -> HttpResponse:
    """What may be one, the strongest first; and how far a batch is."""
    is_put_off = "later" in request.GET
    found = proposals.list_proposals(
        viewer=request.actor,
        on=timezone.localdate(request.at),
        start=pages.start_of(request),
        most=pages.PER_PAGE,
        is_put_off=is_put_off,
    )
    pages.note_shown([said for card in found.cards for said in card.said], request)
    context = {
        "found": found,
        "page": pages.page_of(found.cards, found.total, request),
        "is_put_off": is_put_off,
    }
    return render(request, "intelligence/groups.html", context)


@require_POST
@needs_permission(_JUDGE)
def post_batch(request: StaffRequest) -> HttpResponse:
    """Have the worker hold everything against everything."""
    with attempt_or_tell(request, SENTENCES):
        proposal_actions.ask_for_batch(actor=request.actor, at=request.at)
        messages.success(request, _("Everything will be looked through"))
    return redirect("intelligence:groups")


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission(_JUDGE)
def edit_group(request: StaffRequest, mention_id: UUID) -> HttpResponse:
    """One group, what speaks for and against its weakest pair, and a decision."""
    found = proposals.find_proposal(viewer=request.actor, mention_id=mention_id)
    if found is None:
        messages.info(request, _("Nothing is left to decide on this group"))
        return redirect("intelligence:groups")
    pages.note_shown(found.said, request)
    choices = presented.list_choices(found)
    every = [value for value, _label in choices]
    form = GroupForm(
        request.POST or None, mentions=choices, initial={"mentions": every}
    )
    if form.is_valid() and _is_decided(request, form, found):
        return redirect("intelligence:groups")
    context = {
        "form": form,
        "found": found,
        "parts": weighing.parts(found.comparison) if found.comparison else [],
    }
    return render(request, "intelligence/group.html", context)


def _is_decided(request: StaffRequest, form: GroupForm, found: ProposalView) -> bool:
    """Whether what the form says was done; a refusal is the form's error."""
    with attempt(form, SENTENCES):
        verdict = form.cleaned_data["verdict"]
        if verdict == proposal_forms.LATER:
            proposal_actions.put_off_group(
                mentions=found.group.members, actor=request.actor, at=request.at
            )
            messages.success(request, _("You see this group again in two weeks"))
            return True
        _judge(request, form, is_same=verdict == proposal_forms.SAME)
        messages.success(request, _("Your decision is kept. It can be undone."))
        return True
    return False


def _judge(request: StaffRequest, form: GroupForm, *, is_same: bool) -> None:
    reason = form.cleaned_data["reason"]
    if is_same:
        first, *others = form.chosen_mentions
        judgements.join_mentions(
            mention_id=first,
            joining=others,
            reason=reason,
            actor=request.actor,
            at=request.at,
        )
        return
    judgements.hold_mentions_apart(
        mentions=form.chosen_mentions, reason=reason, actor=request.actor, at=request.at
    )
