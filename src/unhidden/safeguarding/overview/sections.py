"""The parts of a case, in the order in which its page lists them.

Each subject adds a line: what it is called, its address (which takes the case's id),
and the permission that its page needs. What only who works on it, or only the
organisation that leads it, may open says so.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SEE, WORK = "safeguarding.see_own_cases", "safeguarding.work_case"


@dataclass(frozen=True, slots=True)
class CaseSection:
    label: str | Promise
    route: str
    permission: str = SEE
    is_for_workers: bool = False
    is_for_lead: bool = False


SECTIONS = (
    CaseSection(_("The person, and others of theirs"), "safeguarding:person"),
    CaseSection(_("How to reach them safely"), "safeguarding:contacts", WORK),
    CaseSection(_("Language and interpreters"), "safeguarding:speaking"),
    CaseSection(_("What the person told"), "safeguarding:accounts"),
    CaseSection(
        _("Form for the National Referral Mechanism"),
        "safeguarding:nrm_form",
        WORK,
        is_for_workers=True,
    ),
    CaseSection(
        _("First Responders that were asked to refer"),
        "safeguarding:handovers",
        WORK,
        is_for_workers=True,
    ),
    CaseSection(
        _("Organisations involved with this person"),
        "safeguarding:involved",
        WORK,
        is_for_workers=True,
    ),
    CaseSection(_("Needs and services"), "safeguarding:needs"),
    CaseSection(_("Plan and risks"), "safeguarding:plan"),
    CaseSection(_("Appointments and contacts"), "safeguarding:meetings"),
    CaseSection(_("Documents and photos"), "safeguarding:files"),
    CaseSection(_("Notes, and finding words in them"), "safeguarding:notes"),
    CaseSection(_("The life of the case"), "safeguarding:course"),
    CaseSection(_("Out of hours"), "safeguarding:case_cover", is_for_lead=True),
)
