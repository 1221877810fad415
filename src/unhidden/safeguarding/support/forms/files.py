"""A file to add, and why one is withdrawn."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.safeguarding.models import CaseFileSort, WithdrawalReason
from unhidden.ui import forms


class CaseFileForm(forms.Form):
    sort = forms.PickOne(
        label=_("What is it?"),
        choices=CaseFileSort.choices,
        missing=_("Select what it is"),
    )
    file = forms.FileUpload(
        label=_("The file"),
        hint=_(
            "A picture, a PDF, a sound recording, an office file or text, up to 25 MB. "
            "We keep a copy without what the file tells of who made it, and where."
        ),
        missing=_("Select a file"),
    )


class WithdrawFileForm(forms.Form):
    reason = forms.OneOf(
        label=_("Why is it withdrawn?"),
        choices=WithdrawalReason.choices,
        missing=_("Select why it is withdrawn"),
    )
