"""Who supports a person, who is on their team, and who they are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from unhidden.access.policy import TeamRole
from unhidden.agencies import queries as agencies
from unhidden.ui import forms
from unhidden.visits.queries import PossibleVictimCard


class OpenCaseForm(forms.Form):
    """Who leads the case: a support worker, and with them their organisation."""

    lead_worker = forms.OneOf(
        label=_("Who will support this person?"),
        hint=_("The case belongs to their organisation and to nobody else."),
        missing=_("Select who will support this person"),
    )

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        able = agencies.list_colleagues(day=day, permission="safeguarding.work_case")
        self._organisations = {str(one.person_id): one.organisation_id for one in able}
        self.offer(
            "lead_worker",
            [(str(one.person_id), f"{one.name}, {one.organisation}") for one in able],
        )

    @property
    def lead(self) -> UUID:
        """The organisation of the chosen worker."""
        return self._organisations[self.cleaned_data["lead_worker"]]


class HandInnerForm(forms.Form):
    """To whose case an envelope belongs: somebody found at the same visit."""

    person = forms.OneOf(
        label=_("Whose case does it belong to?"),
        hint=_("A case must be open for them."),
        missing=_("Select whose case it belongs to"),
    )

    def __init__(
        self, *args: Any, people: Iterable[PossibleVictimCard], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        number = _("Possible victim %(number)s, %(age)s")
        self.offer(
            "person",
            [
                (str(p.id), number % {"number": p.number, "age": p.age_group_label})
                for p in people
            ],
        )


class IdentityForm(forms.Form):
    name = forms.Text(
        label=_("Name, as they wish to be called"),
        missing=_("Enter a name"),
        max_length=200,
        autocomplete="off",
    )
    born = forms.Text(
        label=_("Date of birth, or what is known of it"),
        required=False,
        max_length=100,
        width="20",
        autocomplete="off",
    )
    contact = forms.LongText(
        label=_("How to reach them safely"),
        hint=_("Only ways that they have told you are safe."),
        required=False,
        rows=3,
        max_length=1000,
    )


class CaseMemberForm(forms.Form):
    person = forms.PickOne(label=_("Colleague"), missing=_("Select a colleague"))
    role = forms.OneOf(
        label=_("Part in the team"),
        choices=TeamRole.choices,
        missing=_("Select their part in the team"),
    )

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        able = agencies.list_colleagues(day=day, permission="safeguarding.work_case")
        self.offer(
            "person",
            [(str(one.person_id), f"{one.name}, {one.organisation}") for one in able],
        )
