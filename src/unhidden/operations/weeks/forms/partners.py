"""Which organisations take part."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from unhidden.agencies import queries as agencies
from unhidden.operations.frame.queries.cards import OperationView
from unhidden.ui import forms


class PartnerForm(forms.Form):
    organisation = forms.PickOne(
        label=_("Organisation"), missing=_("Select an organisation")
    )

    def __init__(self, *args: Any, operation: OperationView, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taking_part = operation.organisation_ids
        others = [
            row
            for row in agencies.list_organisation_names()
            if row.id not in taking_part
        ]
        self.offer("organisation", [(str(row.id), row.name) for row in others])
