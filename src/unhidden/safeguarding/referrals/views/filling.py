"""The official form of a case: its steps, one of them, and what is not saved yet."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.lib.working_days import day_in_london
from unhidden.safeguarding.frame import queries as frame
from unhidden.safeguarding.frame.actions import CaseClosed
from unhidden.safeguarding.referrals.actions import filling, keeping, refusals, stages
from unhidden.safeguarding.referrals.forms.accounts import BegunThereForm
from unhidden.safeguarding.referrals.forms.steps import NrmStepForm, make_initial
from unhidden.safeguarding.referrals.presenters import form_pages
from unhidden.safeguarding.referrals.presenters.offers import list_question_offers
from unhidden.safeguarding.referrals.presenters.refusals import SENTENCES
from unhidden.safeguarding.referrals.queries import filled, told
from unhidden.safeguarding.referrals.rules.official import NrmStep
from unhidden.ui import parts
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt, attempt_or_tell

if TYPE_CHECKING:
    from unhidden.safeguarding.referrals.queries.filled import FilledForm

WORK = "safeguarding.work_case"
#: What belongs to the page, and was not typed.
_OF_THE_PAGE = {"csrfmiddlewaretoken", "list"}


@needs_permission(WORK)
def show_form(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """The steps of the open form, or how to begin one."""
    head = frame.work_on(viewer=request.actor, case_id=case_id)
    form = filled.find_filled_form(viewer=request.actor, case_id=case_id)
    if form is None:
        return render(request, "safeguarding/referrals/begin.html", {"case": head})
    prompts = filled.list_form_prompts(form, day=day_in_london(request.at))
    context = {
        "case": head,
        "form": form,
        "sections": form_pages.list_sections(form, prompts),
        "lacking": len(form.list_lacking()),
        "is_checked": form.official.is_checked,
    }
    return render(request, "safeguarding/referrals/steps.html", context)


@require_POST
@needs_permission(WORK)
def begin_form(request: StaffRequest, case_id: UUID) -> HttpResponse:
    frame.work_on(viewer=request.actor, case_id=case_id)
    with attempt_or_tell(request, SENTENCES):
        filling.begin_form(case_id=case_id, actor=request.actor, at=request.at)
    return redirect("safeguarding:nrm_form", case_id)


@needs_permission(WORK)
def edit_step(request: StaffRequest, case_id: UUID, step: str) -> HttpResponse:
    """One step: what is saved of it, and what the person told that speaks to it."""
    form, asked = _find(request, case_id, step)
    page = _open_page(request, form, asked)
    changed: list[form_pages.ChangedAnswer] = []
    if request.method == "POST" and page.is_valid():
        try:
            with attempt(page, SENTENCES):
                return _save(request, case_id, page)
        except refusals.StepChanged as refusal:
            _keep(request, case_id, step)
            changed = form_pages.list_changed(asked, refusal.saved)
            page = _over(request, page, refusal.saved.number)
    return _step_page(request, form, page, changed)


@require_POST
@needs_permission(WORK)
def keep_step(request: StaffRequest, case_id: UUID, step: str) -> HttpResponse:
    """Keep what is typed while it is typed: 204; 409 where the form is closed."""
    _find(request, case_id, step)
    try:
        _keep(request, case_id, step)
    except (refusals.NoOpenForm, CaseClosed):
        return HttpResponse(status=409)
    return HttpResponse(status=204)


@require_POST
@needs_permission(WORK)
def drop_step(request: StaffRequest, case_id: UUID, step: str) -> HttpResponse:
    """Let go of what one typed here and did not save."""
    _find(request, case_id, step)
    with attempt_or_tell(request, SENTENCES):
        keeping.drop_unsaved(
            case_id=case_id, step_code=step, actor=request.actor, at=request.at
        )
    return redirect("safeguarding:nrm_step", case_id, step)


@needs_permission(WORK)
def note_begun_there(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """When the form was begun in the Home Office's service."""
    head = frame.work_on(viewer=request.actor, case_id=case_id)
    form = BegunThereForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with attempt(form, SENTENCES):
            stages.note_begun_there(
                case_id=case_id,
                day=form.cleaned_data["day"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The day is recorded"))
            return redirect("safeguarding:nrm_form", case_id)
    title = _("When it was begun there")
    context = {"case": head, "form": form, "title": title}
    return render(request, "safeguarding/form.html", context)


@needs_permission(WORK)
def set_form_aside(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Ask, and then end a form that nobody will send."""
    form = filled.find_filled_form(viewer=request.actor, case_id=case_id)
    if form is None:
        raise Absent
    back = reverse("safeguarding:nrm_form", args=[case_id])
    if request.method != "POST":
        confirmation = parts.Confirmation(
            question=_("Set this form aside?"),
            consequence=_(
                "Nobody can fill it in any more. What it says is kept, and a new form "
                "can be begun."
            ),
            yes=_("Set it aside"),
            back_url=back,
            is_final=True,
        )
        return render(request, "ui/confirm.html", {"confirmation": confirmation})
    with attempt_or_tell(request, SENTENCES):
        stages.set_form_aside(case_id=case_id, actor=request.actor, at=request.at)
        messages.success(request, _("The form is set aside"))
    return redirect(back)


def _find(
    request: StaffRequest, case_id: UUID, step: str
) -> tuple[FilledForm, NrmStep]:
    """The open form and one of its steps; raises Absent without either."""
    form = filled.find_filled_form(viewer=request.actor, case_id=case_id)
    asked = form.official.find_step(step) if form else None
    if form is None or asked is None:
        raise Absent
    return form, asked


def _open_page(request: StaffRequest, form: FilledForm, step: NrmStep) -> NrmStepForm:
    """The page of a step: as it was sent, as one left it, or as it is saved."""
    told = posted(request)
    if told is None and "unsaved" in request.GET:
        told = _left(request, form, step)
    saved = form.saved.get(step.kept_under)
    answers, number = (saved.answers, saved.number) if saved else ({}, 0)
    return NrmStepForm(
        told,
        step=step,
        day=day_in_london(request.at),
        initial=make_initial(step, answers, number),
    )


def _left(request: StaffRequest, form: FilledForm, step: NrmStep) -> QueryDict | None:
    """What one typed here and did not save; None where there is nothing."""
    found = filled.find_unsaved(
        viewer=request.actor,
        case_id=form.case.id,
        form_id=form.id,
        place=step.kept_under,
    )
    if found is None:
        return None
    typed = QueryDict(mutable=True)
    for name, values in found.typed.items():
        typed.setlist(name, values)
    return typed


def _save(request: StaffRequest, case_id: UUID, page: NrmStepForm) -> HttpResponse:
    outcome = filling.save_step(
        case_id=case_id,
        step_code=page.step.code,
        answers=page.given_answers,
        number=page.base_number,
        actor=request.actor,
        at=request.at,
    )
    if outcome.became_child:
        text = _(
            "This date of birth makes them a child. The form goes on as for a child: "
            "nobody asks a child to consent, and the council must know. What was typed "
            "for an adult is kept."
        )
        messages.warning(request, text)
    if outcome.next_step and "list" not in request.POST:
        return redirect("safeguarding:nrm_step", case_id, outcome.next_step)
    return redirect("safeguarding:nrm_form", case_id)


def _keep(request: StaffRequest, case_id: UUID, step: str) -> None:
    """Keep what was typed as it was typed, be it right or not."""
    typed = {k: v for k, v in request.POST.lists() if k not in _OF_THE_PAGE}
    keeping.keep_unsaved(
        case_id=case_id, step_code=step, typed=typed, actor=request.actor, at=request.at
    )


def _over(request: StaffRequest, page: NrmStepForm, number: int) -> NrmStepForm:
    """The same page with what was typed, to be saved over another's saving."""
    typed = request.POST.copy()
    typed["number"] = str(number)
    return NrmStepForm(typed, step=page.step, day=day_in_london(request.at))


def _step_page(
    request: StaffRequest,
    form: FilledForm,
    page: NrmStepForm,
    changed: list[form_pages.ChangedAnswer],
) -> HttpResponse:
    step, case_id = page.step, form.case.id
    codes = {question.code for question in step.questions if question.is_told}
    offers = told.list_offers(
        viewer=request.actor, case_id=case_id, form_id=form.id, questions=codes
    )
    prompts = filled.list_form_prompts(form, day=day_in_london(request.at))
    unsaved = filled.find_unsaved(
        viewer=request.actor, case_id=case_id, form_id=form.id, place=step.kept_under
    )
    context = {
        "case": form.case,
        "step": step,
        "title": form_pages.choose_words(step.title),
        "form": page,
        "saved": form.saved.get(step.kept_under),
        "unsaved": None if page.is_bound else unsaved,
        "changed": changed,
        "offers": list_question_offers(case_id, step, offers),
        "prompts": form_pages.tell_prompts(step, prompts),
        "draft_key": _draft_key(request, form, step),
    }
    return render(request, "safeguarding/referrals/step.html", context)


def _draft_key(request: StaffRequest, form: FilledForm, step: NrmStep) -> str:
    """What the browser seals a draft with: another for each person, form and step.

    Whoever signs in next on the same browser is given another, and opens nothing.
    """
    named = f"{request.actor.person}:{form.id}:{step.kept_under}"
    salt = "unhidden.safeguarding.unsaved"
    return salted_hmac(salt, named, algorithm="sha256").hexdigest()
