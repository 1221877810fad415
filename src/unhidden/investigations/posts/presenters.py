"""What the pages of an investigation say of a refusal, and show of posts."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from unhidden.investigations.frame.actions import InvestigationClosed, WrittenMeanwhile
from unhidden.investigations.posts.actions import partners, posts, statuses
from unhidden.investigations.posts.queries.posts import PostView
from unhidden.investigations.posts.queries.room import RoomView
from unhidden.investigations.posts.rules.statuses import (
    StatusNeedsReason,
    StatusOutOfTurn,
)
from unhidden.sharing import actions as sharing
from unhidden.ui import dates, parts
from unhidden.ui.refusals import RefusalSentence, Sentences

SENTENCES: Sentences = {
    sharing.ColleagueAlreadyOnTeam: RefusalSentence(
        _("This colleague is on the team already"), "person"
    ),
    sharing.TeamNeedsSomebody: _("The last person cannot leave a team"),
    InvestigationClosed: _("The investigation is closed"),
    WrittenMeanwhile: _("It is recorded already: see it on the page before"),
    posts.PostHeld: RefusalSentence(_("They hold this post already"), "function"),
    posts.PostConflicts: RefusalSentence(
        _("They have a conflict of interest: somebody else must schedule material"),
        "function",
    ),
    posts.NotOnTeam: RefusalSentence(_("Add them to the team first"), "person"),
    posts.SioStays: _(
        "An investigation always has a senior investigating officer. Give the post to "
        "somebody else, who takes over."
    ),
    partners.PartnerHeld: RefusalSentence(
        _("This organisation takes part already"), "organisation"
    ),
    partners.PartnerIsOurs: RefusalSentence(
        _("The investigation is this organisation’s own"), "organisation"
    ),
    partners.PartnerEndsLater: RefusalSentence(
        _(
            "Enter today or a day that is past: whoever is on the team for this "
            "organisation leaves it now"
        ),
        "until_on",
    ),
    partners.PartnerEndsEarly: RefusalSentence(
        _("It began to take part after that day"), "until_on"
    ),
    statuses.StatusMoved: _(
        "Somebody changed the status meanwhile. See what it is now, and choose again."
    ),
    statuses.LawInFuture: RefusalSentence(
        _("Enter a day that is not in the future"), "law_as_at"
    ),
    statuses.LawIsForSio: _("The senior investigating officer alone decides it"),
    StatusOutOfTurn: RefusalSentence(
        _("It does not go there from where it stands"), "status"
    ),
    StatusNeedsReason: RefusalSentence(_("Enter the reason"), "reason"),
}
CLOSING: Sentences = {
    **SENTENCES,
    InvestigationClosed: _("It was closed before"),
}


def tabulate_posts(room: RoomView) -> parts.Table:
    """Who holds which post, and who held it."""
    return parts.Table(
        caption=_("Posts"),
        columns=(
            parts.Column(_("Post")),
            parts.Column(_("Colleague")),
            parts.Column(_("From")),
            parts.Column(_("Until")),
        ),
        rows=[_post_cells(room, post) for post in room.posts],
    )


def tabulate_changes(room: RoomView) -> parts.Table:
    """What the status was, and what became of it, the newest first."""
    return parts.Table(
        caption=_("Changes of the status"),
        columns=(
            parts.Column(_("When")),
            parts.Column(_("Status")),
            parts.Column(_("Who")),
            parts.Column(_("Reason")),
        ),
        rows=[
            (
                dates.day_and_time(change.at),
                f"{change.before} → {change.after}",
                change.by,
                change.reason or "–",
            )
            for change in room.changes
        ],
    )


def _post_cells(room: RoomView, post: PostView) -> tuple[object, ...]:
    label = str(post.function_label)
    if post.is_sterile:
        label = _now("%(post)s, sterile") % {"post": label}
    if post.ended_at is not None:
        until: object = dates.format_day(post.ended_at)
    elif room.may_manage and post.function != "sio":
        named = {"post": label, "name": post.name}
        asked = [room.head.id, post.function, post.person_id]
        address = reverse("investigations:end_post", args=asked)
        until = parts.Cell(_now("End: %(post)s, %(name)s") % named, address)
    else:
        until = "–"
    return (label, post.name, dates.format_day(post.began_at), until)
