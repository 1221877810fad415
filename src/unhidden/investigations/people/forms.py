"""What is typed about a person of an investigation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from unhidden.investigations.models import DefenceElement, InvestigatedRole
from unhidden.investigations.people.actions.adding import PersonKnownAs
from unhidden.investigations.people.actions.roles import NewSection45
from unhidden.investigations.people.queries.choosing import OfferedPerson
from unhidden.investigations.people.rules.section_45 import elements_of
from unhidden.lib.sent_numbers import read_number
from unhidden.ui import forms

VICTIM_IS_NO_SUSPECT = _(
    "They may be a victim: the senior investigating officer records section 45 first"
)


class _OverVersion(forms.Form):
    """Writes over the version that the page showed."""

    seen = forms.Hidden(required=False)

    @property
    def seen_version(self) -> int:
        """Which version the page showed; 0 for none."""
        return read_number(self.cleaned_data["seen"]) or 0

    def show_seen(self, version: int) -> None:
        """Ask again, having shown that version."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # as it was posted
        data["seen"] = str(version)
        self.data = data


class PersonIdentityForm(_OverVersion):
    """Who somebody is; sealed to the team, never searched."""

    name = forms.Text(
        label=_("Name"), missing=_("Enter the name"), max_length=200, spellcheck=False
    )
    other_names = forms.Text(
        label=_("Other names and ways to write it"), required=False, max_length=300
    )
    born = forms.Text(
        label=_("Date or year of birth, as far as it is known"),
        required=False,
        max_length=40,
        width="20",
    )
    description = forms.LongText(
        label=_("What else says who they are"), required=False, rows=3, max_length=2_000
    )

    @property
    def known_as(self) -> PersonKnownAs:
        """What was typed."""
        said = self.cleaned_data
        return PersonKnownAs(
            name=said["name"],
            born=said["born"],
            other_names=said["other_names"],
            description=said["description"],
        )


class AddPersonForm(PersonIdentityForm):
    """Somebody new; a name is not needed, for who is not known yet."""

    possible_victim = forms.PickOne(
        label=_("Possible victim of a visit"),
        hint=_(
            "Choose their number at that visit. Leave it empty if they are not one."
        ),
        blank=_("Nobody of a visit"),
        required=False,
    )
    role = forms.PickOne(
        label=_("What they are in the investigation"),
        choices=InvestigatedRole.choices,
        blank=_("Not known yet"),
        required=False,
    )

    def __init__(
        self, *args: Any, victims: Sequence[tuple[UUID, str, int]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = False
        offered = [
            (
                str(key),
                _("Number %(number)d at %(premises)s")
                % {"number": number, "premises": premises},
            )
            for key, premises, number in victims
        ]
        self.offer("possible_victim", offered)
        if not offered:
            del self.fields["possible_victim"]
        self.order_fields(["possible_victim", "role", "name"])

    def clean(self) -> None:
        """A possible victim is no suspect before section 45 is recorded of them."""
        said = self.cleaned_data
        is_suspect = said.get("role") == InvestigatedRole.SUSPECT
        if said.get("possible_victim") and is_suspect:
            self.add_error("role", VICTIM_IS_NO_SUSPECT)

    @property
    def possible_victim_id(self) -> UUID | None:
        """The possible victim of a visit who they are, if they are one."""
        chosen = self.cleaned_data.get("possible_victim")
        return UUID(chosen) if chosen else None

    @property
    def known_fields(self) -> PersonKnownAs | None:
        """Who they are, where anything of it was typed."""
        named = ("name", "born", "other_names", "description")
        typed = any(self.cleaned_data[each] for each in named)
        return self.known_as if typed else None


class RoleForm(forms.Form):
    role = forms.OneOf(
        label=_("What they are in the investigation"),
        hint=_("Besides what they are already."),
        missing=_("Select what they are"),
    )

    def __init__(self, *args: Any, held: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(
            "role",
            [each for each in InvestigatedRole.choices if each[0] not in held],
        )


class Section45Form(_OverVersion):
    """Why a possible victim is treated as a suspect, element by element."""

    was_child = forms.YesNo(
        label=_("Were they under 18 at the time of the act?"),
        missing=_("Select whether they were under 18"),
    )
    elements = forms.ManyOf(
        label=_("Which elements of the defence does the evidence show?"),
        hint=_("Tick only those for their age. Tick none if the evidence shows none."),
        choices=DefenceElement.choices,
        required=False,
    )
    is_excluded = forms.YesNo(
        label=_("Is the offence one of Schedule 4, which the defence does not cover?"),
        missing=_("Select whether it is one of Schedule 4"),
    )
    is_nrm_considered = forms.YesNo(
        label=_("Is it considered that they may be referred as a possible victim?"),
        hint=_(
            "Say whether a referral is being considered. Never record here whether "
            "one was made."
        ),
        missing=_("Select whether it is considered"),
    )
    reasons = forms.LongText(
        label=_("Reasons"),
        hint=_("Sealed to the team."),
        missing=_("Enter the reasons"),
        rows=6,
        max_length=10_000,
    )

    def clean(self) -> None:
        said = self.cleaned_data
        was_child = said.get("was_child")
        if was_child is None:
            return
        known = set(elements_of(was_child=was_child))
        if not set(said.get("elements", ())) <= known:
            self.add_error(
                "elements",
                _("Select elements of the defence that somebody of that age has"),
            )

    @property
    def as_typed(self) -> NewSection45:
        """What was decided."""
        said = self.cleaned_data
        return NewSection45(
            was_child=said["was_child"],
            elements_shown=tuple(said["elements"]),
            is_excluded_offence=said["is_excluded"],
            is_nrm_considered=said["is_nrm_considered"],
            reasons=said["reasons"],
            seen=self.seen_version if said["seen"] else None,
        )


class PersonContactForm(_OverVersion):
    words = forms.LongText(
        label=_("How they are reached safely"),
        hint=_("Sealed for the few posts that reach them. No address unless given."),
        missing=_("Enter how they are reached"),
        rows=4,
        max_length=2_000,
    )


class SubjectForm(forms.Form):
    """Which person of one's own investigations a subject of the desk is."""

    person = forms.PickOne(
        label=_("Person of an investigation"), missing=_("Select a person")
    )
    reason = forms.LongText(
        label=_("Why they are the same"),
        hint=_("Sealed to the team of the investigation."),
        missing=_("Enter why they are the same"),
        rows=4,
        max_length=5_000,
    )

    def __init__(
        self, *args: Any, people: Sequence[OfferedPerson], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.person_id): one for one in people}
        offered = [
            (key, _("%(urn)s, person %(number)d") % {"urn": p.urn, "number": p.number})
            for key, p in self.people.items()
        ]
        self.offer("person", offered)

    @property
    def as_chosen(self) -> OfferedPerson:
        """Whom it names."""
        return self.people[self.cleaned_data["person"]]
