"""A decision log: the list, one decision, writing one, adding to one."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.decision_log.actions import decisions as writing
from unhidden.decision_log.actions import drafts as draft_actions
from unhidden.decision_log.forms.decisions import (
    AddendumForm,
    DecisionForm,
    LogFilterForm,
)
from unhidden.decision_log.policies import KEEP
from unhidden.decision_log.presenters import SENTENCES, list_headings
from unhidden.decision_log.queries import decisions, drafts
from unhidden.decision_log.queries.decisions import LogFilter, LogPage
from unhidden.ui import pages
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt

METHODS = ["GET", "HEAD", "POST"]
KEEP_DRAFT = "keep"
_NOT_TYPED = {"csrfmiddlewaretoken", KEEP_DRAFT}


@require_safe
@needs_permission(KEEP)
def show_log(request: StaffRequest, domain: str, record_id: UUID) -> HttpResponse:
    """The decisions of a log, the latest first; those whose review is due stand out."""
    whole = _read(request, domain, record_id, LogFilter())
    form = LogFilterForm(request.GET, authors=whole.authors)
    wanted = form.wanted_filter
    shown = _read(request, domain, record_id, wanted)
    context = {
        "log": shown,
        "domain": domain,
        "filter": form,
        "is_filtered": wanted != LogFilter(),
        "page": pages.paginate(shown.decisions, request),
        "draft": drafts.find_draft(
            viewer=request.actor, domain=domain, subject_id=record_id
        ),
    }
    return render(request, "decision_log/log.html", context)


@require_safe
@needs_permission(KEEP)
def show_decision(
    request: StaffRequest, domain: str, decision_id: UUID
) -> HttpResponse:
    """One decision with its addenda, as it is printed."""
    view = decisions.read_decision(
        viewer=request.actor, domain=domain, decision_id=decision_id, at=request.at
    )
    context = {"decision": view, "domain": domain, "headings": list_headings(view)}
    return render(request, "decision_log/decision.html", context)


@require_http_methods(METHODS)
@needs_permission(KEEP)
def write_decision(request: StaffRequest, domain: str, record_id: UUID) -> HttpResponse:
    """Write a decision, or keep as a draft what is typed of it."""
    log = _read(request, domain, record_id, LogFilter())
    if not log.subject.may_write:
        raise Absent
    form = _decision_form(request, domain, log)
    if request.method == "POST" and not form.is_checked:
        draft_actions.keep_draft(
            domain=domain,
            subject_id=record_id,
            typed={k: v for k, v in request.POST.lists() if k not in _NOT_TYPED},
            actor=request.actor,
            at=request.at,
        )
        messages.success(request, _("The draft is kept. Only you can see it."))
        return redirect("decision_log:write", domain, record_id)
    if request.method == "POST" and form.is_valid():
        with attempt(form, SENTENCES):
            number = writing.write_decision(
                domain=domain,
                subject_id=record_id,
                new=form.new_decision,
                actor=request.actor,
                at=request.at,
            )
            messages.success(
                request, _("Decision %(number)s is written") % {"number": number}
            )
            return redirect("decision_log:decision", domain, form.new_decision.id)
    draft = drafts.find_draft(viewer=request.actor, domain=domain, subject_id=record_id)
    context = {"form": form, "log": log, "domain": domain, "draft": draft}
    return render(request, "decision_log/write.html", context)


@require_POST
@needs_permission(KEEP)
def discard_draft(request: StaffRequest, domain: str, record_id: UUID) -> HttpResponse:
    draft_actions.discard_draft(
        domain=domain, subject_id=record_id, actor=request.actor, at=request.at
    )
    messages.success(request, _("The draft is thrown away"))
    return redirect("decision_log:log", domain, record_id)


@require_http_methods(METHODS)
@needs_permission(KEEP)
def add_addendum(request: StaffRequest, domain: str, decision_id: UUID) -> HttpResponse:
    """Correct, complete or review a decision without changing it."""
    view = decisions.read_decision(
        viewer=request.actor, domain=domain, decision_id=decision_id, at=request.at
    )
    if not view.subject.may_write:
        raise Absent
    form = AddendumForm(posted(request), initial={"entry": str(uuid4())})
    if form.is_valid():
        with attempt(form, SENTENCES):
            writing.write_addendum(
                id=UUID(form.cleaned_data["entry"]),
                domain=domain,
                decision_id=decision_id,
                kind=form.cleaned_data["kind"],
                text=form.cleaned_data["text"],
                review_at=form.review_at,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The addendum is written"))
            return redirect("decision_log:decision", domain, decision_id)
    context = {
        "form": form,
        "decision": view,
        "back_url": reverse("decision_log:decision", args=[domain, decision_id]),
    }
    return render(request, "decision_log/add.html", context)


def _read(
    request: StaffRequest, domain: str, record_id: UUID, wanted: LogFilter
) -> LogPage:
    return decisions.read_log(
        viewer=request.actor,
        domain=domain,
        subject_id=record_id,
        wanted=wanted,
        at=request.at,
    )


def _decision_form(request: StaffRequest, domain: str, log: LogPage) -> DecisionForm:
    """What is sent; or else the draft, or else a new form that says it is now."""
    subject = log.subject
    parts = subject.capacities.items() if subject.has_parts else ()
    if request.method == "POST":
        is_checked = KEEP_DRAFT not in request.POST
        return DecisionForm(request.POST, is_checked=is_checked, parts=parts)
    draft = drafts.find_draft(
        viewer=request.actor, domain=domain, subject_id=log.subject.id
    )
    if draft:
        typed = QueryDict(mutable=True)
        for name, values in draft.typed.items():
            typed.setlist(name, values)
        return DecisionForm(typed, is_checked=False, parts=parts)
    now = timezone.localtime(request.at)
    return DecisionForm(
        is_checked=True,
        parts=parts,
        initial={
            "entry": str(uuid4()),
            "decided_on": now.date(),
            "decided_time": now.time(),
        },
    )
