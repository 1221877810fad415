"""Who holds shares, and the shares typed in again."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from unhidden.agencies import queries as people
from unhidden.agencies.keys.queries import KEEP_KEYS
from unhidden.ui import forms
from unhidden.vault.actions import ShareKeeper


class RecoveryForm(forms.Form):
    holders = forms.ManyOf(
        label=_("Who will hold a share?"),
        hint=_(
            "People of at least two organisations. No organisation may be able to put "
            "the key together alone."
        ),
        missing=_("Select who will hold a share"),
    )
    threshold = forms.Count(
        label=_("How many shares are needed?"),
        hint=_("At least 2, and no more than there are holders."),
        missing=_("Enter how many shares are needed"),
        minimum=2,
        maximum=16,
    )

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = people.list_colleagues(day=day, permission=KEEP_KEYS)
        self._organisations = {str(row.person_id): row for row in rows}
        self.offer(
            "holders",
            [(str(row.person_id), f"{row.name}, {row.organisation}") for row in rows],
        )

    @property
    def chosen(self) -> list[ShareKeeper]:
        """The holders with their organisations."""
        rows = [self._organisations[key] for key in self.cleaned_data["holders"]]
        return [ShareKeeper(row.person_id, row.organisation_id) for row in rows]

    def name_of(self, holder: ShareKeeper) -> str:
        row = self._organisations[str(holder.person_id)]
        return f"{row.name}, {row.organisation}"


class SharesForm(forms.Form):
    shares = forms.LongText(
        label=_("The words of the shares"),
        hint=_("One share on each line. Every holder is told that you did this."),
        missing=_("Enter the words of the shares"),
        rows=8,
        max_length=8_000,
        autocomplete="off",
    )

    @property
    def lines(self) -> list[str]:
        """Each share's words."""
        typed: str = self.cleaned_data["shares"]
        return [line for line in typed.splitlines() if line.strip()]
