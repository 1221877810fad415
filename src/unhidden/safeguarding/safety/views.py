"""Pages of a register, for those who keep it."""

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
from unhidden.safeguarding.safety import forms, presenters
from unhidden.safeguarding.safety.actions import keeping, reading, writing
from unhidden.safeguarding.safety.queries import registers, waiting
from unhidden.ui import pages
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt, attempt_or_tell

METHODS = ["GET", "HEAD", "POST"]


@require_safe
@needs_permission(registers.KEEP)
def show_registers(request: StaffRequest) -> HttpResponse:
    """The registers that the viewer keeps."""
    page = pages.paginate(registers.list_registers(viewer=request.actor), request)
    waits = waiting.list_waiting_entries(viewer=request.actor)
    context = {
        "page": page,
        "table": presenters.list_cards(page.items, waits),
        "waits": presenters.list_waiting(waits, None),
        "may_open": request.actor.may(registers.OPEN),
    }
    return render(request, "safeguarding/safety/registers.html", context)


@require_http_methods(METHODS)
@needs_permission(registers.OPEN)
def open_register(request: StaffRequest) -> HttpResponse:
    """Open the register of a night."""
    today = {"night": timezone.localdate(request.at)}
    form = forms.RegisterForm(posted(request), initial=today)
    if form.is_valid():
        with attempt(form, presenters.SENTENCES):
            register_id = keeping.open_register(
                new=keeping.NewRegister(
                    id=form.cleaned_data["once"],
                    night=form.cleaned_data["night"],
                    place=form.cleaned_data["place"],
                ),
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The register is open"))
            return redirect("safeguarding:register", register_id)
    return render(request, "safeguarding/safety/open.html", {"form": form})


@require_safe
@needs_permission(registers.KEEP)
def show_register(request: StaffRequest, register_id: UUID) -> HttpResponse:
    """The night: each number, and what is due."""
    card = registers.find_register(viewer=request.actor, register_id=register_id)
    night = reading.open_night(
        register_id=register_id, actor=request.actor, at=request.at
    )
    pages.note_shown([card], request)
    keepers = registers.list_keepers(viewer=request.actor, register_id=register_id)
    waits = waiting.list_waiting_entries(viewer=request.actor)
    context = {
        "card": card,
        "night": night,
        "waits": presenters.list_waiting(waits, register_id),
        "keepers": keepers,
        "table": presenters.list_people(register_id, night.people, request.at),
        "unnumbered": presenters.list_history(night.unnumbered),
    }
    return render(request, "safeguarding/safety/register.html", context)


@require_POST
@needs_permission(registers.KEEP)
def try_entries_again(
    request: StaffRequest, register_id: UUID | None = None
) -> HttpResponse:
    """Have what phones sent for a register, and waits, tried again."""
    if register_id is not None:
        registers.find_register(viewer=request.actor, register_id=register_id)
    writing.try_entries_again(
        register_id=register_id, actor=request.actor, at=request.at
    )
    messages.success(request, _("They are tried again within a few seconds"))
    if register_id is None:
        return redirect("safeguarding:registers")
    return redirect("safeguarding:register", register_id)


@require_safe
@needs_permission(registers.KEEP)
def show_person(request: StaffRequest, register_id: UUID, number: int) -> HttpResponse:
    """What the register says of one number, newest first."""
    card = registers.find_register(viewer=request.actor, register_id=register_id)
    person = reading.open_person(
        register_id=register_id, number=number, actor=request.actor, at=request.at
    )
    pages.note_shown([card], request)
    context = {
        "card": card,
        "person": person,
        "rows": presenters.describe_person(person),
        "due": presenters.list_due(person),
        "warnings": presenters.list_warnings(person),
        "remarks": presenters.list_remarks(person),
        "history": presenters.list_history(person.entries),
    }
    return render(request, "safeguarding/safety/person.html", context)


@require_http_methods(METHODS)
@needs_permission(registers.KEEP)
def add_entry(
    request: StaffRequest, register_id: UUID, number: int | None = None
) -> HttpResponse:
    """Write an entry, of a new number or of one that is there."""
    card = registers.find_open_register(viewer=request.actor, register_id=register_id)
    now = timezone.localtime(request.at)
    initial = {"number": number, "on": now.date(), "at": now.time()}
    form = forms.RegisterEntryForm(posted(request), initial=initial, now=request.at)
    if form.is_valid():
        with attempt(form, presenters.SENTENCES):
            writing.write_entry(
                register_id=register_id,
                new=writing.NewEntry(
                    id=form.cleaned_data["once"],
                    number=form.cleaned_data["number"],
                    happened=form.cleaned_data["happened"],
                    happened_at=form.cleaned_data["moment"],
                    said=form.typed_answers,
                ),
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The entry is kept"))
            return redirect(
                "safeguarding:register_person",
                register_id,
                form.cleaned_data["number"],
            )
    context = {"form": form, "card": card, "number": number}
    return render(request, "safeguarding/safety/entry.html", context)


@require_http_methods(METHODS)
@needs_permission(registers.KEEP)
def name_keeper(request: StaffRequest, register_id: UUID) -> HttpResponse:
    """Let a colleague keep the register, too."""
    card = registers.find_open_register(viewer=request.actor, register_id=register_id)
    people = registers.list_possible_keepers(
        viewer=request.actor,
        register_id=register_id,
        day=timezone.localdate(request.at),
    )
    form = forms.KeeperForm(posted(request), people=people)
    if form.is_valid():
        with attempt(form, presenters.SENTENCES):
            keeping.name_keeper(
                register_id=register_id,
                person_id=UUID(form.cleaned_data["person"]),
                fingerprint=form.cleaned_data["fingerprint"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("They keep the register, too"))
            return redirect("safeguarding:register", register_id)
    keepers = registers.list_keepers(viewer=request.actor, register_id=register_id)
    context = {"form": form, "card": card, "keepers": keepers, "people": people}
    return render(request, "safeguarding/safety/keepers.html", context)


@require_POST
@needs_permission(registers.KEEP)
def end_keeper(
    request: StaffRequest, register_id: UUID, person_id: UUID
) -> HttpResponse:
    """Somebody keeps the register no more."""
    with attempt_or_tell(request, presenters.SENTENCES):
        keeping.end_keeper(
            register_id=register_id,
            person_id=person_id,
            actor=request.actor,
            at=request.at,
        )
        messages.success(request, _("They keep the register no more"))
    if person_id == request.actor.person:
        return redirect("safeguarding:registers")
    return redirect("safeguarding:register_keepers", register_id)


@require_http_methods(METHODS)
@needs_permission(registers.KEEP)
def tell_day(request: StaffRequest, register_id: UUID) -> HttpResponse:
    """Tell how many had come by the end of a day, after its evening conference."""
    card = registers.find_register(viewer=request.actor, register_id=register_id)
    form = forms.DayForm(posted(request))
    if form.is_valid():
        with attempt(form, presenters.SENTENCES):
            writing.tell_day(
                register_id=register_id,
                day=form.chosen_day,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The number of this day was told"))
            return redirect("safeguarding:register", register_id)
    context = {"form": form, "card": card}
    return render(request, "safeguarding/safety/day.html", context)


@require_POST
@needs_permission(registers.KEEP)
def close_register(request: StaffRequest, register_id: UUID) -> HttpResponse:
    """Close a register for which nobody is waited any more."""
    with attempt_or_tell(request, presenters.SENTENCES):
        keeping.close_register(
            register_id=register_id, actor=request.actor, at=request.at
        )
        messages.success(request, _("The register is closed"))
    return redirect("safeguarding:register", register_id)


@require_POST
@needs_permission(registers.KEEP)
def reopen_register(request: StaffRequest, register_id: UUID) -> HttpResponse:
    """Open a closed register again."""
    keeping.reopen_register(register_id=register_id, actor=request.actor, at=request.at)
    messages.success(request, _("The register is open again"))
    return redirect("safeguarding:register", register_id)
