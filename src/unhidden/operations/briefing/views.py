"""Briefs: of an operation, one's own, and writing, issuing and reading one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.operations.briefing import presenters, rules
from unhidden.operations.briefing.actions import drafts as drafting
from unhidden.operations.briefing.actions import issuing
from unhidden.operations.briefing.forms import BriefForm, BriefSubjectForm
from unhidden.operations.briefing.queries import briefs, drafts, unbriefed
from unhidden.operations.frame.presenters import tabs as shown
from unhidden.operations.frame.queries import operations
from unhidden.operations.policies import PLAN, SEE
from unhidden.ui import pages
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt, attempt_or_tell

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@needs_permission(SEE)
def show_briefs(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    """How far each brief is, who has not read it, and beginning another."""
    view = operations.get_operation(viewer=request.actor, operation_id=operation_id)
    cards = briefs.list_briefs(viewer=request.actor, operation_id=operation_id)
    pages.note_shown(cards, request)
    teams = presenters.teams_without_brief(view, cards)
    waiting = unbriefed.list_unbriefed_visits(
        viewer=request.actor, operation_id=operation_id, today=localdate(request.at)
    )
    pages.note_shown(waiting, request)
    form = BriefSubjectForm(posted(request), teams=teams)
    if form.is_valid():
        with attempt(form, presenters.SENTENCES):
            brief_id = drafting.begin_brief(
                operation_id=operation_id,
                team_id=form.team_id,
                actor=request.actor,
                at=request.at,
            )
            return redirect("briefs:write", brief_id, _language())
    context = {
        "operation": view,
        "tabs": shown.tabs(view, "briefs:briefs", request.actor),
        "cards": [(card, presenters.tell_state(card)) for card in cards],
        "waiting": presenters.table_unbriefed(waiting) if waiting else None,
        "form": form,
        "may_plan": request.actor.may(PLAN) and view.is_managed and view.is_open,
    }
    return render(request, "operations/briefing/briefs.html", context)


@require_safe
@needs_permission(SEE)
def show_own_briefs(request: StaffRequest) -> HttpResponse:
    """What this person's teams were told, those that wait to be read first."""
    cards = briefs.list_own_briefs(viewer=request.actor)
    pages.note_shown(cards, request)
    context = {
        "waiting": [card for card in cards if card.is_waiting],
        "read": [card for card in cards if not card.is_waiting],
    }
    return render(request, "operations/briefing/mine.html", context)


@require_safe
@needs_permission(SEE)
def show_brief(
    request: StaffRequest, brief_id: UUID, number: int | None = None
) -> HttpResponse:
    """A version as this person may read it, with who has read the latest."""
    card = briefs.get_brief(viewer=request.actor, brief_id=brief_id)
    context: dict[str, object] = {"card": card, "state": presenters.tell_state(card)}
    if card.number:
        view = briefs.read_brief(
            viewer=request.actor,
            brief_id=brief_id,
            language=_language(),
            number=number,
        )
        context |= {
            "view": view,
            "downloads": presenters.list_downloads(view),
            "readers": presenters.table_readers(card),
        }
    return render(request, "operations/briefing/brief.html", context)


@require_POST
@needs_permission(SEE)
def post_acknowledgement(
    request: StaffRequest, brief_id: UUID, number: int
) -> HttpResponse:
    with attempt_or_tell(request, presenters.SENTENCES):
        issuing.acknowledge_brief(
            brief_id=brief_id, number=number, actor=request.actor, at=request.at
        )
        messages.success(request, _("Thank you. It is noted that you have read it."))
    return redirect("briefs:brief", brief_id)


@require_safe
@needs_permission(SEE)
def download_brief(
    request: StaffRequest, brief_id: UUID, number: int, language: str
) -> HttpResponse:
    """The file of a version, as it was made when that was issued."""
    content = briefs.fetch_paper(
        viewer=request.actor, brief_id=brief_id, number=number, language=language
    )
    answer = HttpResponse(content, content_type="application/pdf")
    name = f"brief-{number}-{language}.pdf"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_http_methods(METHODS)
@needs_permission(PLAN)
def edit_brief(request: StaffRequest, brief_id: UUID, language: str) -> HttpResponse:
    """The texts in one of the two languages, filled with what is usual at first."""
    _check(language)
    draft = drafts.get_draft(viewer=request.actor, brief_id=brief_id)
    form = BriefForm(posted(request), draft=draft, language=language)
    if form.is_valid():
        with attempt(form, presenters.SENTENCES):
            drafting.save_draft(
                brief_id=brief_id,
                language=language,
                words=form.typed_words,
                languages=form.picked_languages,
                revision=form.shown_revision,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The draft is saved"))
            return redirect("briefs:preview", brief_id, language)
    context = {
        "form": form,
        "card": briefs.get_brief(viewer=request.actor, brief_id=brief_id),
        "saved": presenters.tell_saved(draft, language),
        "languages": presenters.link_languages("briefs:write", brief_id, language),
        "language": language,
    }
    return render(request, "operations/briefing/write.html", context)


@require_safe
@needs_permission(PLAN)
def preview_brief(request: StaffRequest, brief_id: UUID, language: str) -> HttpResponse:
    """What each audience would be told in the language, and issuing it."""
    _check(language)
    draft = drafts.get_draft(viewer=request.actor, brief_id=brief_id)
    sheets = [
        drafts.preview_draft(
            viewer=request.actor, brief_id=brief_id, audience=each, language=language
        )
        for each in rules.AUDIENCES
    ]
    context = {
        "sheets": sheets,
        "card": briefs.get_brief(viewer=request.actor, brief_id=brief_id),
        "missing": presenters.name_missing(draft.missing) if draft.missing else "",
        "unsaved": presenters.link_unsaved(draft),
        "language": language,
        "languages": presenters.link_languages("briefs:preview", brief_id, language),
    }
    return render(request, "operations/briefing/preview.html", context)


@require_POST
@needs_permission(PLAN)
def post_issue(request: StaffRequest, brief_id: UUID) -> HttpResponse:
    with attempt_or_tell(request, presenters.SENTENCES):
        number = issuing.issue_brief(
            brief_id=brief_id, actor=request.actor, at=request.at
        )
        told = _("Version %(number)s is issued. Its crew must now read it.")
        messages.success(request, told % {"number": number})
        return redirect("briefs:brief", brief_id)
    return redirect("briefs:preview", brief_id, _language())


def _check(language: str) -> None:
    if language not in rules.LANGUAGES:
        raise Absent


def _language() -> str:
    return "cy" if get_language() == "cy" else "en"
