"""What is known already of what a text speaks of, while it is typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.intelligence.reports.forms.offers import (
    in_words,
    key_of,
    may_be_kept,
    mention_of,
)
from unhidden.intelligence.reports.queries import looking
from unhidden.intelligence.reports.queries.looking import TextMention
from unhidden.intelligence.subjects.presenters import weighing
from unhidden.intelligence.subjects.queries.subjects import CandidateView
from unhidden.intelligence.subjects.rules.mentions import NewMention
from unhidden.ui import pages

LONGEST_LOOKED_AT = 100_000


@dataclass(frozen=True, slots=True)
class MentionOffer:
    """An offer with its matches in words, and the box that keeps it."""

    looked: TextMention
    matches: tuple[tuple[CandidateView, list[str]], ...] = ()
    key: str = ""
    is_ticked: bool = False

    @property
    def in_words(self) -> str:
        return in_words(self.looked)


@require_POST
@needs_permission("intelligence.write_item")
def suggest_mentions(request: StaffRequest) -> HttpResponse:
    """What is known already of what an item's words speak of: a part of a page.

    ``of`` is the item's prefix: htmx sends the whole form.
    """
    prefix = request.GET.get("of", "item-0")
    text = request.POST.get(f"{prefix}-text", "")[:LONGEST_LOOKED_AT]
    boxes = request.POST.getlist(f"{prefix}-offers")
    ticked = [each for each in map(mention_of, boxes) if each]
    context = {
        "looked": list_mention_offers(request, text, ticked),
        "field": f"{prefix}-offers",
        "may_add_premises": request.actor.may("places.add_premises"),
    }
    return render(request, "intelligence/parts/looked.html", context)


def list_mention_offers(
    request: StaffRequest, text: str, ticked: Iterable[NewMention] = ()
) -> list[MentionOffer]:
    """Each thing in the text with its matches; what was ticked before stays."""
    found = looking.look_up_mentions(
        viewer=request.actor, text=text, today=timezone.localdate(request.at)
    )
    pages.note_shown([match.said for each in found for match in each.matches], request)
    kept = {key_of(each): each for each in ticked}
    shown = [_shown(each, kept.keys()) for each in found]
    there = {each.key for each in shown}
    return shown + only_ticked(each for key, each in kept.items() if key not in there)


def only_ticked(ticked: Iterable[NewMention]) -> list[MentionOffer]:
    """What was ticked, without looking anything up."""
    return [
        MentionOffer(
            looking.show_unmatched_mention(each), key=key_of(each), is_ticked=True
        )
        for each in ticked
    ]


def _shown(each: TextMention, ticked: Iterable[str]) -> MentionOffer:
    key = key_of(each.mention) if may_be_kept(each) else ""
    matches = tuple((match, weighing.parts(match.comparison)) for match in each.matches)
    return MentionOffer(each, matches, key, bool(key) and key in ticked)
