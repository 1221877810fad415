"""What the words of an item offer, to tick: kept only so."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from unhidden.intelligence.reports.queries.looking import TextMention
from unhidden.intelligence.subjects.queries.subjects import tell_value
from unhidden.intelligence.subjects.rules.mentions import NewMention, is_clear
from unhidden.ui import forms


class OffersForm(forms.Form):
    """What the item's own words seem to speak of, to tick."""

    offers = forms.ManyOf(
        label=_("The words of the item seem to speak of these"),
        hint=_("Tick what is right. Nothing is kept without you."),
        missing=_("Tick at least one"),
    )

    def __init__(
        self, *args: Any, looked: Iterable[TextMention], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        sound = (each for each in looked if may_be_kept(each))
        self._by_key = {key_of(each.mention): each for each in sound}
        self.offer(
            "offers",
            [(key, in_words(each)) for key, each in self._by_key.items()],
        )

    def told(self) -> dict[str, Any]:
        """Those that were ticked, as the action takes them."""
        chosen = self.cleaned_data["offers"]
        return {"mentions": [self._by_key[key].mention for key in chosen]}


def may_be_kept(looked: TextMention) -> bool:
    """Whether it can be ticked: a day that was, premises that are listed."""
    return not (looked.problem or looked.is_unlisted)


def key_of(mention: NewMention) -> str:
    """An offer as the value of its box: the same each time the page comes back."""
    place = str(mention.premises_id) if mention.premises_id else ""
    return json.dumps([mention.kind, mention.text, dict(mention.details), place])


def mention_of(key: str) -> NewMention | None:
    """The offer of a box that was ticked; None of what was tampered with.

    Its words may have gone from the text since: whoever ticked it meant it.
    """
    try:
        kind, text, details, place = json.loads(key)
        said = NewMention(kind, text, UUID(place) if place else None, details)
        return said if is_clear(said) else None
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None


def in_words(looked: TextMention) -> str:
    """An offer as a line: its kind, its words and what is told of it."""
    details = (tell_value(*each) for each in looked.mention.details.items())
    told = ", ".join(filter(None, (*details, looked.where)))
    beside = f" ({told})" if told else ""
    return f"{looked.kind_label}: {looked.mention.text}{beside}"
