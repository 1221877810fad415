"""What the pages of archives and of redacted copies say of a refusal."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from unhidden.investigations.frame.actions import InvestigationClosed
from unhidden.investigations.frame.timing import TookTooLong
from unhidden.investigations.leaving.actions.archives import (
    AlreadyReleased,
    ArchiveDiffers,
    RecipientKeyWrong,
    RecipientMissing,
    SameHands,
)
from unhidden.investigations.leaving.actions.redactions import NoSuchItem
from unhidden.investigations.leaving.queries.archives import ArchiveView
from unhidden.investigations.leaving.queries.packing import NothingScheduled
from unhidden.investigations.leaving.queries.papers import PaperNotPrintable
from unhidden.investigations.leaving.queries.proofs import NotSealedYet
from unhidden.investigations.leaving.rendering import (
    NothingHidden,
    PagesNotDrawn,
    TermNotFound,
)
from unhidden.investigations.leaving.rules.archives import ArchiveTooLarge
from unhidden.ui.parts import Confirmation
from unhidden.ui.refusals import RefusalSentence, Sentences
from unhidden.vault.rings import KeysLocked, NotForYou


def confirm_release(archive: ArchiveView, back_url: str) -> Confirmation:
    """What is asked before an archive is released."""
    return Confirmation(
        question=gettext("Release this archive to %(recipient)s?")
        % {"recipient": archive.recipient},
        consequence=_(
            "Everything that is scheduled by now leaves with it. What has left cannot"
            " be called back."
        ),
        yes=_("Release it"),
        back_url=back_url,
        is_final=True,
    )


SENTENCES: Sentences = {
    RecipientMissing: RefusalSentence(_("Enter for whom it is"), "recipient"),
    RecipientKeyWrong: RefusalSentence(
        _("Enter the recipient’s key: 64 letters from a to f and figures"),
        "recipient_key",
    ),
    SameHands: _("Somebody else releases what you asked for"),
    AlreadyReleased: _("It was released before"),
    NothingScheduled: _("Sign a schedule first: there is nothing to hand over yet"),
    ArchiveDiffers: _(
        "What would be packed now is not what was released. Nothing was handed over:"
        " ask for a new archive."
    ),
    NotSealedYet: _(
        "The record of who did what has not sealed this yet. Try again in a minute."
    ),
    TookTooLong: _(
        "This took too long, so nothing was written. Try again in a few minutes."
    ),
    ArchiveTooLarge: _("This is more than one archive holds"),
    PaperNotPrintable: _("A paper could not be set. Nothing was released."),
    InvestigationClosed: _("The investigation is closed"),
    KeysLocked: _("Unlock your keys first: something in it is sealed"),
    NotForYou: _("Something in it is sealed to others than you"),
}
REDACTING: Sentences = {
    **SENTENCES,
    NoSuchItem: RefusalSentence(_("No item has this number"), "number"),
    PagesNotDrawn: RefusalSentence(
        _(
            "We cannot draw this file. Send a PDF without a password, of at most 200"
            " pages"
        ),
        "file",
    ),
    TermNotFound: RefusalSentence(
        _(
            "Some of these words were found on no page. Where they stand in a picture"
            " or in handwriting, hide the whole page"
        ),
        "terms",
    ),
    NothingHidden: RefusalSentence(_("Enter what should be hidden"), "terms"),
}
