"""The rota, the sheets of tonight for who answers, and cover of one case."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
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
from unhidden.safeguarding.cover import actions, forms, queries
from unhidden.safeguarding.cover.presenters import SENTENCES
from unhidden.safeguarding.frame import queries as frame
from unhidden.ui import pages
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt, attempt_or_tell

METHODS = ["GET", "HEAD", "POST"]


@require_safe
@needs_permission("safeguarding.see_own_cases")
def show_rota(request: StaffRequest) -> HttpResponse:
    """Who of the organisation answers when, and when nobody does."""
    rota = queries.read_rota(viewer=request.actor, at=request.at)
    pages.note_shown(rota.duties, request)
    return render(request, "safeguarding/cover/rota.html", {"rota": rota})


@require_http_methods(METHODS)
@needs_permission("safeguarding.keep_rota")
def add_duty(request: StaffRequest) -> HttpResponse:
    people = queries.list_answering(viewer=request.actor, at=request.at)
    start = {"day": localdate(request.at), "begins": "18:00", "ends": "08:00"}
    form = forms.DutyForm(posted(request), people=people, initial=start)
    if form.is_valid():
        from_at, until_at = form.duty_hours
        with attempt(form, SENTENCES):
            actions.add_duty(
                person_id=UUID(form.cleaned_data["person"]),
                from_at=from_at,
                until_at=until_at,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The duty is on the rota"))
            return redirect("safeguarding:rota")
    return render(request, "safeguarding/cover/duty.html", {"form": form})


@require_POST
@needs_permission("safeguarding.keep_rota")
def end_duty(request: StaffRequest) -> HttpResponse:
    """Take one duty off the rota, named by what the button sends."""
    with attempt_or_tell(request, SENTENCES):
        actions.end_duty(
            duty_id=_named(request, "duty"), actor=request.actor, at=request.at
        )
        messages.success(request, _("The duty is off the rota"))
    return redirect("safeguarding:rota")


@require_safe
@needs_permission("safeguarding.answer_at_night")
def show_tonight(request: StaffRequest) -> HttpResponse:
    """Whose sheets the viewer may open now, by how they say who they are."""
    tonight = queries.list_tonight(viewer=request.actor, at=request.at)
    pages.note_shown(tonight.sheets, request)
    return render(request, "safeguarding/cover/tonight.html", {"tonight": tonight})


@require_http_methods(METHODS)
@needs_permission("safeguarding.answer_at_night")
def open_sheet(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Say why, and open what is written of one case for tonight."""
    tonight = queries.list_tonight(viewer=request.actor, at=request.at)
    card = next((one for one in tonight.sheets if one.case_id == case_id), None)
    if card is None:
        raise Absent
    if card.open_until is not None:
        return redirect("safeguarding:open_sheet", case_id)
    form = forms.OpenSheetForm(posted(request))
    if form.is_valid():
        with attempt(form, SENTENCES):
            actions.open_sheet(
                case_id=case_id,
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                at=request.at,
            )
            return redirect("safeguarding:open_sheet", case_id)
    context = {"form": form, "sheet": card}
    return render(request, "safeguarding/cover/open.html", context)


@require_http_methods(METHODS)
@needs_permission("safeguarding.answer_at_night")
def show_open_sheet(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """What is open, and a call written down for the team of the case."""
    form = forms.CallForm(posted(request))
    try:
        sheet = queries.read_open_sheet(
            viewer=request.actor, case_id=case_id, at=request.at
        )
        if form.is_valid():
            actions.write_call(
                opening_id=sheet.opening_id,
                text=form.cleaned_data["text"],
                once=form.page_sent,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("It is kept for the team of the case"))
            return redirect("safeguarding:open_sheet", case_id)
    except Absent:
        if not request.POST.get("text", "").strip():
            raise
        return _give_back(request, form)
    context = {"form": form, "sheet": sheet}
    return render(request, "safeguarding/cover/sheet.html", context)


def _give_back(request: StaffRequest, form: forms.CallForm) -> HttpResponse:
    """What was typed of a call when nothing was open; the same of any case, or none."""
    form.add_error(
        None,
        _(
            "Nothing is open now, so this was not kept. What you typed is still here: "
            "open it again in another window, then keep it"
        ),
    )
    return render(request, "safeguarding/cover/sheet.html", {"form": form}, status=404)


@require_POST
@needs_permission("safeguarding.answer_at_night")
def shut_sheet(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Shut it; pressed twice, or of what is not open, it changes nothing."""
    with suppress(Absent):
        actions.shut_sheet(case_id=case_id, actor=request.actor, at=request.at)
        messages.success(request, _("It is shut"))
    return redirect("safeguarding:tonight")


@require_safe
@needs_permission("safeguarding.see_own_cases")
def show_case_cover(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """What is written of a case for the night, and who opened it."""
    cover = queries.get_case_cover(viewer=request.actor, case_id=case_id, at=request.at)
    pages.note_shown(cover.openings, request)
    context = {"case": cover.head, "cover": cover}
    return render(request, "safeguarding/cover/case.html", context)


@require_http_methods(METHODS)
@needs_permission("safeguarding.work_case")
def write_sheet(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Write what whoever answers may open of this case; the last one is kept on it."""
    head = frame.work_on(viewer=request.actor, case_id=case_id)
    cover = queries.get_case_cover(viewer=request.actor, case_id=case_id, at=request.at)
    if not cover.may_write and not head.is_closed:
        raise Absent
    form = forms.SheetForm(posted(request), initial=_start(cover))
    if form.is_valid() and _write(request, case_id, form):
        messages.success(request, _("It is written for whoever answers"))
        return redirect("safeguarding:case_cover", case_id)
    context = {"case": head, "form": form}
    return render(request, "safeguarding/cover/write.html", context)


@require_POST
@needs_permission("safeguarding.work_case")
def withdraw_sheet(request: StaffRequest, case_id: UUID) -> HttpResponse:
    with attempt_or_tell(request, SENTENCES):
        actions.withdraw_sheet(case_id=case_id, actor=request.actor, at=request.at)
        messages.success(request, _("Nobody can open it any more"))
    return redirect("safeguarding:case_cover", case_id)


@require_POST
@needs_permission("safeguarding.work_case")
def mark_opening_seen(request: StaffRequest, case_id: UUID) -> HttpResponse:
    actions.mark_opening_seen(
        case_id=case_id,
        opening_id=_named(request, "opening"),
        actor=request.actor,
        at=request.at,
    )
    messages.success(request, _("It is recorded that the team has taken note"))
    return redirect("safeguarding:case_cover", case_id)


def _write(request: StaffRequest, case_id: UUID, form: forms.SheetForm) -> bool:
    """Whether it is written; the form says why not."""
    with attempt(form, SENTENCES):
        actions.write_sheet(
            case_id=case_id,
            new=actions.NewSheet(
                called=form.cleaned_data["called"],
                hours=int(form.cleaned_data["hours"]),
                from_at=request.at,
                until_at=form.until_moment(),
                sections=form.chosen_sections,
            ),
            before=form.seen_sheet,
            actor=request.actor,
            at=request.at,
        )
        return True
    return False


def _start(cover: queries.CaseCover) -> dict[str, object]:
    """What the form shows first: what is on the sheet of now."""
    sheet = cover.sheet
    if sheet is None:
        return {"hours": "4"}
    written = {section.kind: section.text for section in cover.sections}
    kept = {"before": str(sheet.id), "called": sheet.called, "hours": str(sheet.hours)}
    return {**written, **kept}


def _named(request: StaffRequest, name: str) -> UUID:
    """The row that a button names; raises Absent for what is no id."""
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError as error:
        raise Absent from error
