"""What is sealed of a draft: that it is there, for whom, and how much."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from unhidden.visits.forms.asked import name_question
from unhidden.visits.queries.inner import InnerReceivers, ToldCard

NOBODY_RECEIVES = gettext_lazy(
    "Nobody has keys for what was told in confidence: take it off the page and tell"
    " your safeguarding lead. Nothing was saved."
)


@dataclass(frozen=True, slots=True)
class KeptTold:
    """A sealed answer, in one sentence."""

    id: str
    sentence: str


def list_kept(told: Iterable[ToldCard], receivers: InnerReceivers) -> list[KeptTold]:
    """What is sealed already, in the order in which it was written."""
    return [KeptTold(one.id, _say_kept(one, receivers)) for one in told]


def _say_kept(one: ToldCard, receivers: InnerReceivers) -> str:
    team = receivers.name_of(one.team) or _("those who support survivors")
    sentence = ngettext(
        "%(what)s: kept, sealed for %(team)s, %(words)d word",
        "%(what)s: kept, sealed for %(team)s, %(words)d words",
        one.words,
    )
    said = {"what": name_question(one.what), "team": team, "words": one.words}
    return sentence % said
