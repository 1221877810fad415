"""What is typed about a team, its posts and partners, and an investigation's status."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from unhidden.agencies import queries as agencies
from unhidden.investigations.models import (
    InvestigationStatus,
    PartnerPower,
    PostFunction,
)
from unhidden.investigations.posts.actions.partners import NewPartner
from unhidden.investigations.posts.actions.posts import NewRoomPost
from unhidden.investigations.posts.rules.statuses import FOLLOWS
from unhidden.lib.sent_numbers import read_number
from unhidden.ui import forms


class InvestigationMemberForm(forms.Form):
    person = forms.PickOne(label=_("Colleague"), missing=_("Select a colleague"))

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        able = agencies.list_colleagues(day=day, permission="investigations.see_own")
        self.offer(
            "person",
            [(str(one.person_id), f"{one.name}, {one.organisation}") for one in able],
        )


class RoomPostForm(forms.Form):
    """A post for somebody on the team; ``team`` are their names by id."""

    person = forms.PickOne(label=_("Colleague"), missing=_("Select a colleague"))
    function = forms.PickOne(
        label=_("Post"),
        hint=_("A new senior investigating officer takes over from the one there is."),
        choices=PostFunction.choices,
        missing=_("Select a post"),
    )
    is_sterile = forms.Tick(
        label=_("Sterile: they interview, and nothing sealed is shown to them"),
        required=False,
    )

    def __init__(self, *args: Any, team: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("person", [(str(key), name) for key, name in team.items()])

    @property
    def as_typed(self) -> NewRoomPost:
        """What was chosen."""
        said = self.cleaned_data
        return NewRoomPost(UUID(said["person"]), said["function"], said["is_sterile"])


class ConflictForm(forms.Form):
    person = forms.PickOne(
        label=_("Whose interest it is"), missing=_("Select whose interest it is")
    )
    words = forms.LongText(
        label=_("What the interest is"),
        hint=_("Sealed. Whoever manages the team reads it."),
        missing=_("Enter what the interest is"),
        rows=4,
        max_length=5_000,
    )
    seen = forms.Hidden(required=False)

    def __init__(self, *args: Any, team: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("person", [(str(key), name) for key, name in team.items()])

    @property
    def seen_count(self) -> int | None:
        """How many conflicts the page showed."""
        return read_number(self.cleaned_data["seen"])


class PartnerJoinForm(forms.Form):
    organisation = forms.PickOne(
        label=_("Organisation"), missing=_("Select an organisation")
    )
    agreement = forms.Text(
        label=_("Reference of the written agreement"),
        missing=_("Enter the reference of the written agreement"),
        max_length=80,
        width="20",
    )
    powers = forms.ManyOf(
        label=_("Its powers"),
        choices=PartnerPower.choices,
        alone=PartnerPower.NONE,
        missing=_("Select its powers, or that it has none of its own"),
    )
    holds = forms.Text(
        label=_("What material it holds, by kind"),
        hint=_("The whole team reads it. No names and no addresses."),
        required=False,
        max_length=300,
    )
    from_on = forms.Day(label=_("From which day"), missing=_("Enter the day"))

    def __init__(self, *args: Any, ours: UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = agencies.list_organisation_names()
        self.offer(
            "organisation", [(str(one.id), one.name) for one in found if one.id != ours]
        )

    @property
    def as_typed(self) -> NewPartner:
        """What was typed."""
        said = self.cleaned_data
        return NewPartner(
            UUID(said["organisation"]),
            said["agreement"],
            tuple(said["powers"]),
            said["from_on"],
            said["holds"],
        )


class PartnerEndForm(forms.Form):
    until_on = forms.Day(
        label=_("Until which day"),
        hint=_("Whoever is on the team for it leaves the team, and their posts end."),
        missing=_("Enter the day"),
    )


class InvestigationStatusForm(forms.Form):
    """Where an investigation goes from where it stands."""

    status = forms.OneOf(
        label=_("What it is from now on"), missing=_("Select what it is from now on")
    )
    reason = forms.LongText(
        label=_("Reason"),
        hint=_(
            "Needed to go back, to open it again, and to end it without a conclusion. "
            "The whole team reads it: no names and no addresses."
        ),
        required=False,
        rows=3,
        max_length=2_000,
    )
    seen = forms.Hidden()

    def __init__(self, *args: Any, status: str, **kwargs: Any) -> None:
        super().__init__(*args, initial={"seen": status}, **kwargs)
        self.offer(
            "status",
            [(each, InvestigationStatus(each).label) for each in FOLLOWS[status]],
        )


class LawDayForm(forms.Form):
    law_as_at = forms.Day(
        label=_("The day whose law the pages show"),
        hint=_("The day of the conduct that is looked into, not of today."),
        missing=_("Enter the day"),
    )
