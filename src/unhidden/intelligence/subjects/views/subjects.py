"""Who is who: a subject, what may be the same, and deciding on it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.intelligence.subjects.actions import judgements
from unhidden.intelligence.subjects.forms.judgements import (
    JoinForm,
    JudgeForm,
    SplitForm,
    UndoForm,
)
from unhidden.intelligence.subjects.presenters import weighing
from unhidden.intelligence.subjects.presenters.refusals import SENTENCES
from unhidden.intelligence.subjects.queries import calibration, subjects
from unhidden.intelligence.subjects.queries.subjects import LinkView, SubjectMention
from unhidden.intelligence.subjects.rules.matching import RELATED
from unhidden.ui import dates, pages
from unhidden.ui.forms import Form
from unhidden.ui.refusals import attempt

_JUDGE = "intelligence.judge_mentions"


@require_safe
@needs_permission("intelligence.see_items")
def show_subject(request: StaffRequest, mention_id: UUID) -> HttpResponse:
    """The mentions that are one, what hangs on them, and what may be the same."""
    found, matches, drawn = subjects.get_subject_with_matches(
        viewer=request.actor, mention_id=mention_id
    )
    pages.note_shown([*drawn, *(each.said for each in matches)], request)
    context = {
        "subject": found,
        "page": pages.paginate(found.said, request),
        "matches": [(each, weighing.parts(each.comparison)) for each in matches],
        "drawn": drawn,
        "links": [(each, _sentence(each, found.name)) for each in found.links],
        "may_judge": request.actor.may(_JUDGE),
    }
    return render(request, "intelligence/subject.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission(_JUDGE)
def edit_judgement(
    request: StaffRequest, mention_id: UUID, other_id: UUID
) -> HttpResponse:
    """Two mentions side by side, with what speaks for and against, and a decision."""
    one, other, compared = subjects.get_mention_pair(
        viewer=request.actor, mention_id=mention_id, other_id=other_id
    )
    pages.note_shown([one, other], request)
    is_blind = calibration.is_judged_blind(
        viewer=request.actor, mention_id=mention_id, other_id=other_id
    )
    if is_blind:
        compared = None
    form = JudgeForm(request.POST or None)
    if _done(
        request,
        form,
        lambda **by: judgements.judge_mentions(
            mention_id=mention_id,
            other_id=other_id,
            verdict=form.cleaned_data["verdict"],
            **by,
        ),
    ):
        messages.success(request, _("Your decision is kept. It can be undone."))
        return redirect("intelligence:subject", mention_id)
    context = {
        "form": form,
        "one": one,
        "other": other,
        "compared": compared,
        "is_blind": is_blind,
        "parts": weighing.parts(compared) if compared else [],
    }
    return render(request, "intelligence/judge.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission(_JUDGE)
def choose_joined_mentions(request: StaffRequest, mention_id: UUID) -> HttpResponse:
    """Choose what is the same; what names the same entry of a list is ticked."""
    found, matches, _drawn = subjects.get_subject_with_matches(
        viewer=request.actor, mention_id=mention_id
    )
    pages.note_shown([*found.said, *(each.said for each in matches)], request)
    # Who may be a relative is decided on alone, beside what says so.
    alike = [each for each in matches if each.advice != RELATED]
    entries = {each.premises_id for each in found.said} - {None}
    form = JoinForm(
        request.POST or None,
        mentions=[(str(each.said.id), _in_words(each.said)) for each in alike],
        initial={
            "mentions": [
                str(each.said.id) for each in alike if each.said.premises_id in entries
            ]
        },
    )
    if _done(
        request,
        form,
        lambda **by: judgements.join_mentions(
            mention_id=mention_id,
            joining=form.chosen,
            **by,
        ),
    ):
        messages.success(request, _("Your decision is kept. It can be undone."))
        return redirect("intelligence:subject", mention_id)
    lead = _("They become one subject. Nothing is rewritten.")
    return _page(request, form, _("Join several"), lead, mention_id)


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission(_JUDGE)
def choose_split_mentions(request: StaffRequest, mention_id: UUID) -> HttpResponse:
    """Choose the mentions that are of somebody or something else."""
    found = subjects.get_subject(viewer=request.actor, mention_id=mention_id)
    pages.note_shown(found.said, request)
    offered = [(str(each.id), _in_words(each)) for each in found.said]
    form = SplitForm(request.POST or None, mentions=offered)
    if _done(
        request,
        form,
        lambda **by: judgements.split_subject(
            mention_id=mention_id,
            leaving=form.chosen,
            **by,
        ),
    ):
        messages.success(request, _("The subject is split. It can be undone."))
        return redirect("intelligence:subject", mention_id)
    lead = _("They are held apart from the rest from now on. Nothing is deleted.")
    return _page(request, form, _("Split the subject"), lead, mention_id)


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission(_JUDGE)
def post_undo(
    request: StaffRequest, mention_id: UUID, decision_id: UUID
) -> HttpResponse:
    """Take a decision back: what stood before it stands again."""
    subjects.get_subject(viewer=request.actor, mention_id=mention_id)
    form = UndoForm(request.POST or None)
    if _done(
        request,
        form,
        lambda **by: judgements.undo_judgement(
            mention_id=mention_id,
            decision_id=decision_id,
            **by,
        ),
    ):
        messages.success(request, _("The decision is undone"))
        return redirect("intelligence:subject", mention_id)
    lead = _("What stood before it stands again. Both stay in the history.")
    return _page(request, form, _("Undo the decision"), lead, mention_id)


def _done(request: StaffRequest, form: Form, change: Callable[..., object]) -> bool:
    """Whether the form was sent and the change made; a refusal is the form's error.

    The change is told the form's reason, by whom and when.
    """
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        with attempt(form, SENTENCES):
            change(reason=reason, actor=request.actor, at=request.at)
            return True
    return False


def _page(
    request: StaffRequest, form: Form, title: str, lead: str, mention_id: UUID
) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "lead": lead,
        "back_url": reverse("intelligence:subject", args=[mention_id]),
    }
    return render(request, "intelligence/form.html", context)


def _in_words(said: SubjectMention) -> str:
    return (
        f"{said.text} ({said.urn}, {said.grade}, {dates.format_day(said.written_at)})"
    )


def _sentence(link: LinkView, name: str) -> SafeString:
    """The link in words, in which the other subject leads to its page."""
    url = reverse("intelligence:subject", args=[link.other.id])
    other = format_html('<a class="govuk-link" href="{}">{}</a>', url, link.other.text)
    ends = (name, other) if link.is_from else (other, name)
    return format_html(link.sentence, **dict(zip(("one", "other"), ends, strict=True)))
