"""What the pages of people show, and say of a refusal."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from unhidden.investigations.frame.actions import (
    InvestigationClosed,
    KeptFromWords,
    WrittenMeanwhile,
)
from unhidden.investigations.models import DefenceElement
from unhidden.investigations.people.actions import refusals
from unhidden.investigations.people.forms import VICTIM_IS_NO_SUSPECT
from unhidden.investigations.people.queries.people import (
    InvestigationPersonView,
    PeopleView,
)
from unhidden.investigations.people.rules.section_45 import (
    is_in_force,
    list_defence_rows,
)
from unhidden.ui import dates, parts
from unhidden.ui.refusals import RefusalSentence, Sentences

SENTENCES: Sentences = {
    InvestigationClosed: _("The investigation is closed"),
    KeptFromWords: _(
        "Your post keeps you from what others write, and others have written of "
        "this: ask a colleague to go on"
    ),
    WrittenMeanwhile: _(
        "Something was added meanwhile, by you or by a colleague. Go back and see it "
        "first."
    ),
    refusals.PersonKnown: RefusalSentence(
        _("This possible victim is in the investigation already"), "possible_victim"
    ),
    refusals.PersonIdentityMoved: _(
        "Somebody wrote who they are meanwhile. Theirs is shown below what you typed: "
        "keep yours over it, or go back."
    ),
    refusals.ContactMoved: _(
        "Somebody wrote how they are reached meanwhile. Theirs is shown above: keep "
        "yours over it, or go back."
    ),
    refusals.RoleHeld: RefusalSentence(_("They are that already"), "role"),
    refusals.VictimIsNoSuspect: RefusalSentence(VICTIM_IS_NO_SUSPECT, "role"),
    refusals.SioDecides: _("The senior investigating officer alone decides it"),
    refusals.ReasonMissing: RefusalSentence(_("Enter the reasons"), "reasons"),
    refusals.LinkKnown: RefusalSentence(
        _("They are linked to this subject already"), "person"
    ),
}


def tabulate_people(view: PeopleView) -> parts.Table:
    """The people by number, with who they are where it opens."""
    return parts.Table(
        caption=_("People"),
        columns=(
            parts.Column(_("Person’s number")),
            parts.Column(_("Name")),
            parts.Column(_("What they are")),
        ),
        rows=[
            (
                parts.Cell(
                    _now("Person %(number)d") % {"number": one.number},
                    reverse("investigations:person", args=[view.head.id, one.number]),
                ),
                one.name or "–",
                name_roles(one) or "–",
            )
            for one in view.people
        ],
    )


def name_roles(person: InvestigationPersonView) -> str:
    """What somebody is now, in words."""
    return ", ".join(str(role.role_label) for role in person.roles_now)


def summarise_person(person: InvestigationPersonView) -> list[parts.SummaryRow]:
    """Who somebody is, as far as it is written and opens."""
    named = (
        (_("Name"), person.name),
        (_("Other names"), person.other_names),
        (_("Born"), person.born),
        (_("What else says who they are"), person.description),
    )
    return [parts.SummaryRow(label, text or "–") for label, text in named]


def tabulate_roles(person: InvestigationPersonView) -> parts.Table:
    """What somebody is and was, from when to when."""
    return parts.Table(
        caption=_("Roles"),
        columns=(
            parts.Column(_("Role")),
            parts.Column(_("From")),
            parts.Column(_("Until")),
        ),
        rows=[
            (
                role.role_label,
                dates.format_day(role.began_at),
                dates.format_day(role.ended_at) if role.ended_at else "–",
            )
            for role in person.roles
        ],
    )


def tell_law(day: date) -> list[str]:
    """The elements of section 45 with their sources, and whether that day had it."""
    told = [
        f"{row.source}: {DefenceElement(row.code).label}"
        + ("" if row.is_checked else _now(" (not checked against the statute)"))
        for row in list_defence_rows()
    ]
    if not is_in_force(day):
        told.append(_now("The law of that day did not have this defence."))
    return told
