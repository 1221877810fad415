"""What a refusal about somebody's support means to whoever tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from unhidden.safeguarding.frame import actions as frame
from unhidden.safeguarding.people import presenters as people
from unhidden.safeguarding.support.actions import (
    contacts,
    files,
    needs,
    plans,
)
from unhidden.safeguarding.support.actions import providers as services
from unhidden.ui.refusals import RefusalSentence, Sentences

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_OF_FILES: dict[type[Exception], StrOrPromise] = {
    files.CaseFileTooBig: _("The file must be 25 MB or smaller"),
    files.TooManyCaseFiles: _("This case has 200 files, and cannot have more"),
    files.CaseFileNotCleaned: _(
        "No safe copy can be made of this file. Add it as a PDF or as a picture"
    ),
    files.CaseFileEmpty: _("The file is empty"),
    files.CaseFileOfWrongType: _(
        "The file must be a picture, a PDF, a sound recording, an office file or text"
    ),
    files.CaseFileUnpacksTooLarge: _(
        "The file would unpack to more than is safe. Add a smaller version of it"
    ),
    files.CaseFileDamaged: _(
        "The file is damaged, or its end is missing. Add it again"
    ),
    files.CaseFileOfSeveralKinds: _(
        "The file has something else hidden in it. Add one that was saved anew"
    ),
    files.CaseFileLocked: _("The file needs a password. Add one without a password"),
    files.CaseFileHasMacros: _(
        "The file has programs in it. Save it without macros and add it again"
    ),
}

SENTENCES: Sentences = {
    **people.SENTENCES,
    frame.CaseClosed: _("The case is closed. Open it again before you write in it"),
    needs.NeedAlreadyNoted: RefusalSentence(
        _("This need is noted already, with this day"), "code"
    ),
    needs.NeedEnded: _("Somebody has said already how this need ended"),
    needs.NeedDayImpossible: RefusalSentence(
        _("It must have ended today or before, and after the case was opened"), "day"
    ),
    plans.PlanDayImpossible: RefusalSentence(
        _("You must have spoken today or before, and after the case was opened"),
        "told_on",
    ),
    plans.ReviewDayPassed: RefusalSentence(
        _("The day to look at it again must be after today"), "review_on"
    ),
    plans.RiskNeedsReview: RefusalSentence(
        _("Enter the day on which it is looked at again"), "review_on"
    ),
    plans.RiskJudgedMeanwhile: _(
        "Somebody judged this risk while you were writing. Read what they wrote, "
        "below, then save yours again or change it"
    ),
    contacts.ContactAlreadyNoted: RefusalSentence(
        _("This contact is noted already, at this time"), "time"
    ),
    contacts.ContactDayImpossible: RefusalSentence(
        _("The day must be after the case was opened and within three years"), "day"
    ),
    contacts.ContactNotYet: RefusalSentence(
        _("This is still to come: say afterwards what came of it"), "result"
    ),
    contacts.ContactAlreadyTold: _("Somebody has said already what came of it"),
    services.ServiceAlreadyAsked: RefusalSentence(
        _("This service was asked already, and has not ended"), "provider"
    ),
    services.ProviderTakesNobody: RefusalSentence(
        _("This service takes nobody any more"), "provider"
    ),
    services.ServiceMoved: _("Somebody has said already what became of it"),
    services.ServiceDayImpossible: RefusalSentence(
        _("The day must be today or before, and not before the step before it"), "day"
    ),
    files.FileAlreadyWithdrawn: _("Somebody has withdrawn this file already"),
    **{refusal: RefusalSentence(text, "file") for refusal, text in _OF_FILES.items()},
}
