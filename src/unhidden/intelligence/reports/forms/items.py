"""One to ten graded items, each with what it mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from unhidden.access.actor import Actor
from unhidden.intelligence.forms import conditions_fit
from unhidden.intelligence.grades import PERMITTED, GradeSuggestion
from unhidden.intelligence.models import (
    AssessmentGrade,
    HandlingCode,
    MentionKind,
    SourceGrade,
)
from unhidden.intelligence.reports.forms.offers import key_of, mention_of
from unhidden.intelligence.reports.rules.drafts import MOST_ITEMS, NewItem
from unhidden.intelligence.subjects.rules.mentions import LONGEST_MENTION, NewMention
from unhidden.places import queries as places
from unhidden.signs.queries import SectionOfSigns
from unhidden.ui import forms
from unhidden.ui.kept_words import CheckedForm

if TYPE_CHECKING:
    from django.http import QueryDict

    from unhidden.places.queries import PremisesCard
    from unhidden.ui.bound import Option

MOST_FOUND = 10
HANDLING_NOT_YOURS = _(
    "Select C: only those who confirm grades decide that what somebody else told is"
    " shared without conditions"
)


@dataclass(frozen=True, slots=True)
class SignGroup:
    """A section of signs to tick; open where something in it is ticked."""

    name: str
    options: tuple[Option, ...]
    ticked: int


class ItemForm(CheckedForm):
    text = forms.LongText(
        label=_("What is known, sanitised"),
        hint=_(
            "Write it afresh in your own words. Leave out whatever could tell a "
            "reader who said it."
        ),
        missing=_("Enter what is known"),
        rows=6,
    )
    source = forms.PickOne(
        label=_("How reliable is the source?"),
        choices=SourceGrade.choices,
        missing=_("Select how reliable the source is"),
    )
    assessment = forms.PickOne(
        label=_("How does the source know it?"),
        choices=AssessmentGrade.choices,
        missing=_("Select how the source knows it"),
    )
    handling = forms.PickOne(
        label=_("How may it be shared?"),
        choices=HandlingCode.choices,
        missing=_("Select how it may be shared"),
    )
    conditions = forms.LongText(
        label=_("Conditions"),
        hint=_(
            "Needed for handling C. For example: consult the originator before any "
            "overt action."
        ),
        required=False,
        missing=_("Enter at least one condition for handling C"),
        rows=2,
        max_length=2000,
    )
    signs = forms.ManyOf(label=_("Signs it reports"), required=False)
    persons = forms.LongText(
        label=_("People"), hint=_("One name on each line"), required=False, rows=2
    )
    vehicles = forms.LongText(
        label=_("Vehicles"),
        hint=_("One number plate on each line. Use ? for what was not seen."),
        required=False,
        rows=2,
    )
    phones = forms.LongText(
        label=_("Phone numbers"), hint=_("One on each line"), required=False, rows=2
    )
    find = forms.Text(
        label=_("Find premises"),
        hint=_("Part of a name, or a postcode"),
        required=False,
        width="20",
        autocomplete="off",
    )
    offers = forms.ManyOf(label=_("Offered from its words"), required=False)
    premises = forms.ManyOf(
        label=_("Premises it speaks of"), required=False, missing=_("Select premises")
    )

    def __init__(
        self,
        *args: Any,
        viewer: Actor,
        suggestion: GradeSuggestion | None,
        sections: Sequence[SectionOfSigns],
        ticked: Mapping[UUID, PremisesCard],
        may_permit: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.may_permit = may_permit
        self.sections, self.ticked = sections, ticked
        if suggestion is not None:
            for grade in ("source", "assessment", "handling"):
                self.fields[grade].initial = getattr(suggestion, grade)
        self.offer(
            "signs",
            [(sign.code, sign.phrase) for group in sections for sign in group.signs],
        )
        kept = (mention_of(key) for key in self._ticked("offers"))
        self.offered = [each for each in kept if each]
        self.offer("offers", [(key_of(each), each.text) for each in self.offered])
        self.offer("premises", [choice_of(card) for card in self._offered(viewer)])

    def clean(self) -> None:
        conditions_fit(self)
        if self.cleaned_data.get("handling") == PERMITTED and not self.may_permit:
            self.add_error("handling", HANDLING_NOT_YOURS)
        for name in ("persons", "vehicles", "phones"):
            if any(len(line) > LONGEST_MENTION for line in self._lines(name)):
                self.add_error(name, _("Use 200 characters or fewer on each line"))

    @cached_property
    def sign_groups(self) -> list[SignGroup]:
        """The signs by section, for a page that shows them folded."""
        options = iter(self["signs"].options)  # type: ignore[attr-defined]  # ours
        return [_group(section, options) for section in self.sections]

    @property
    def words(self) -> str:
        """The text as it was typed, whatever is wrong with the rest."""
        return self._typed("text")

    @property
    def looked_for(self) -> str:
        """What premises were looked for by, if they were."""
        return self._typed("find")

    def new_item(self) -> NewItem:
        """The item as typed, after ``is_valid()``."""
        typed = self.cleaned_data
        mentions = [*self.offered]  # with what is told of them: before a bare name
        mentions += [
            NewMention(kind, line)
            for kind, name in (
                (MentionKind.PERSON, "persons"),
                (MentionKind.VEHICLE, "vehicles"),
                (MentionKind.PHONE, "phones"),
            )
            for line in self._lines(name)
        ]
        mentions += [
            NewMention(MentionKind.PREMISES, "", UUID(key)) for key in typed["premises"]
        ]
        return NewItem(
            text=typed["text"],
            source=typed["source"],
            assessment=typed["assessment"],
            handling=typed["handling"],
            conditions=typed["conditions"],
            sign_codes=tuple(typed["signs"]),
            mentions=tuple(mentions),
        )

    def _lines(self, name: str) -> list[str]:
        typed = str(self.cleaned_data.get(name, ""))
        return [line.strip() for line in typed.splitlines() if line.strip()]

    def _offered(self, viewer: Actor) -> Iterable[PremisesCard]:
        """The premises ticked before, then those that were looked for."""
        wanted = filter(None, map(_id, self._ticked("premises")))
        cards = {key: self.ticked[key] for key in wanted if key in self.ticked}
        if self.looked_for:
            found = places.search_premises(
                viewer=viewer, text=self.looked_for, limit=MOST_FOUND
            )
            cards = cards | {card.id: card for card in found.cards}
        return cards.values()

    def _typed(self, name: str) -> str:
        return str(self.data.get(self.add_prefix(name), "")).strip()

    def _ticked(self, name: str) -> list[str]:
        key = self.add_prefix(name)
        return list(self.data.getlist(key)) if self.is_bound else []  # type: ignore[attr-defined]


def ticked_premises(
    data: QueryDict | None, viewer: Actor
) -> Mapping[UUID, PremisesCard]:
    """The premises that are ticked in any item of the page, looked up at once."""
    ticked = (
        _id(value)
        for name in data or ()
        if name.endswith("-premises")
        for value in data.getlist(name)  # type: ignore[union-attr]  # then there is none
    )
    wanted = set(filter(None, ticked))
    return (
        places.find_premises_cards(viewer=viewer, premises_ids=wanted) if wanted else {}
    )


# The first item must be filled in; those after it may stay blank.
Items: type[BaseFormSet[ItemForm]] = formset_factory(
    ItemForm,
    extra=0,
    min_num=1,
    max_num=MOST_ITEMS,
    absolute_max=MOST_ITEMS,
    renderer=forms.FormRenderer(),
)


def choice_of(card: PremisesCard) -> tuple[str, str]:
    """Premises as one of several to tick."""
    place = ", ".join(filter(None, (card.address, card.postcode)))
    return str(card.id), f"{card.name} – {place}" if place else card.name


def _group(section: SectionOfSigns, options: Iterator[Option]) -> SignGroup:
    own = tuple(next(options) for _sign in section.signs)
    ticked = sum(option.is_checked for option in own)
    return SignGroup(name=section.name, options=own, ticked=ticked)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
