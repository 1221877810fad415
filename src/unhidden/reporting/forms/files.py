"""What is said of a file that cannot be taken, in one sentence each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from unhidden import cleaning
from unhidden.reporting.actions import doors
from unhidden.reporting.actions.files import FileTooBig, TooManyFiles
from unhidden.reporting.actions.sending import NoDesk, ReportAlreadySent
from unhidden.reporting.forms.uploads import TooMuchAtOnce

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PROBLEMS: dict[type[Exception], StrOrPromise] = {
    FileTooBig: _("The file must be 25 MB or smaller"),
    TooManyFiles: _("You can add up to 10 files"),
    NoDesk: _("Files cannot be taken at the moment. Send the report without"),
    doors.NoRoomForFiles: _(
        "Files cannot be taken at the moment. Send the report without"
    ),
    ReportAlreadySent: _("The report is sent already. Write another one to add files"),
    TooMuchAtOnce: _("These files are too much at once. Add fewer at a time"),
    cleaning.EmptyFile: _("The file is empty"),
    cleaning.WrongType: _(
        "The file must be a picture, a PDF, a sound recording, an office file or text"
    ),
    cleaning.TooLarge: _(
        "The file would unpack to more than is safe. Add a smaller version of it"
    ),
    cleaning.DamagedFile: _("The file is damaged, or its end is missing. Add it again"),
    cleaning.SeveralKindsAtOnce: _(
        "The file has something else hidden in it. Add one that was saved anew"
    ),
    cleaning.LockedFile: _("The file needs a password. Add one without a password"),
    cleaning.HasMacros: _(
        "The file has programs in it. Save it without macros and add it again"
    ),
}


@dataclass(frozen=True, slots=True)
class FileProblem:
    """Why a file was not taken; the rest of the report is kept."""

    name: str
    sentence: str


def problem_of(name: str, why: type[Exception]) -> FileProblem:
    """The sentence for a refusal."""
    return FileProblem(name, str(PROBLEMS[why]))
