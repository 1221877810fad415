"""What stands on the printed form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from unhidden.safeguarding.referrals.presenters.form_pages import CopySection
from unhidden.safeguarding.referrals.queries.filled import FilledForm
from unhidden.safeguarding.referrals.queries.papers import (
    FormPaper,
    PaperLine,
    PaperSection,
)
from unhidden.ui import papers
from unhidden.ui.dates import day_and_time


def lay_out_paper(
    form: FilledForm, sections: Sequence[CopySection], *, at: datetime
) -> FormPaper:
    """The form in the official order, with how its sentences were checked."""
    told = {"reference": form.case.urn, "when": day_and_time(at)}
    return FormPaper(
        language=get_language() or "en",
        title=_("Form for the National Referral Mechanism"),
        about=_("Case %(reference)s, printed %(when)s") % told,
        warning=_(
            "This is no referral: nothing was sent. It must be typed into the Home "
            "Office’s service, and the referral recorded with its date and reference."
        ),
        missing=_("Not answered yet"),
        foot=papers.mark_synthetic(
            _("Hand it to nobody who does not work on this case.")
        ),
        sections=tuple(
            PaperSection(
                section.title,
                tuple(
                    PaperLine(
                        line.code, line.label, line.value, line.is_missing, line.notes
                    )
                    for line in section.lines
                ),
            )
            for section in sections
        ),
    )
