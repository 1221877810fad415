"""What somebody types who makes an agreement, shares a record or answers."""

from unhidden.sharing.forms.agreements import (
    SHAREABLE,
    AgreementForm,
    DocumentForm,
    SignForm,
    as_typed,
)
from unhidden.sharing.forms.exclusions import KeepOutForm
from unhidden.sharing.forms.shares import PeopleForm, ReasonForm, ShareForm

__all__ = [
    "SHAREABLE",
    "AgreementForm",
    "DocumentForm",
    "KeepOutForm",
    "PeopleForm",
    "ReasonForm",
    "ShareForm",
    "SignForm",
    "as_typed",
]
