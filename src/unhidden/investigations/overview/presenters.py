"""What the front of an investigation shows, and says of a refusal."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from unhidden.investigations.frame.actions import InvestigationClosed, WrittenMeanwhile
from unhidden.investigations.frame.queries import WaitingItem
from unhidden.investigations.overview.actions import joining
from unhidden.investigations.overview.queries.front import FrontView
from unhidden.ui import dates, parts
from unhidden.ui.refusals import RefusalSentence, Sentences

SENTENCES: Sentences = {
    InvestigationClosed: _("One of them is closed"),
    WrittenMeanwhile: _("One was split off meanwhile. Go back and see it first."),
    joining.JoinsItself: RefusalSentence(
        _("Select another investigation than this one"), "into"
    ),
    joining.JoinReasonMissing: RefusalSentence(_("Enter the reason"), "reason"),
    joining.NothingChosen: RefusalSentence(_("Select what goes with it"), "origins"),
    joining.IdentityUnopened: RefusalSentence(
        _(
            "You cannot open the identity of one of them: leave that person out, or "
            "ask a colleague who can"
        ),
        "people",
    ),
}


def list_due(front: FrontView) -> parts.Table:
    """What is due first, with its day and the page where it is done."""
    head = front.investigation.card.id
    return parts.Table(
        caption=_("What is due first"),
        columns=(
            parts.Column(_("What")),
            parts.Column(_("Due at")),
            parts.Column(_("Where it stands")),
        ),
        rows=[
            (
                parts.Cell(item.what, reverse(item.page, args=[head, *item.numbers])),
                dates.day_and_time(item.at) if item.at else dates.format_day(item.day),
                _tell_state(item),
            )
            for item in front.due
        ],
    )


def _tell_state(item: WaitingItem) -> parts.Cell:
    if item.is_since:
        return parts.Cell(_("Waits since then"), tone="new")
    if item.is_late:
        return parts.Cell(_("Overdue"), tone="urgent")
    return parts.Cell(_("To come"), tone="going")


def list_queues(front: FrontView) -> parts.Table:
    """What waits, each with the page where it is done."""
    head = front.investigation.card.id
    return parts.Table(
        caption=_("What waits"),
        columns=(
            parts.Column(_("Queue")),
            parts.Column(_("How many"), is_number=True),
        ),
        rows=[
            (
                parts.Cell(queue.label, reverse(queue.page, args=[head])),
                dates.format_number(queue.count),
            )
            for queue in front.queues
        ],
    )


def summarise_front(front: FrontView) -> list[parts.SummaryRow]:
    """Who works on it, and how many people it has."""
    head = front.investigation.card.id
    people = reverse("investigations:people", args=[head])
    held = {
        "suspect": _("Suspects"),
        "victim": _("Possible victims"),
        "witness": _("Witnesses"),
    }
    shown = [parts.SummaryRow(post.function_label, post.name) for post in front.posts]
    shown.append(
        parts.SummaryRow(_("People"), str(front.people.get("all", 0)), url=people)
    )
    shown += [
        parts.SummaryRow(label, str(front.people[role]))
        for role, label in held.items()
        if front.people.get(role)
    ]
    return shown
