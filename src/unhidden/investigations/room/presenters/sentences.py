"""What the pages of the room say of a refusal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from unhidden.investigations.frame.actions import InvestigationClosed, KeptFromWords
from unhidden.investigations.room.actions import refusals
from unhidden.lib.contact_words import ContactHit, ContactWords
from unhidden.ui.refusals import RefusalSentence, Sentences

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CONTACTS: Mapping[ContactWords, StrOrPromise] = {
    ContactWords.PHONE: _("This looks like a telephone number: %(words)s"),
    ContactWords.POSTCODE: _("This looks like a postcode: %(words)s"),
    ContactWords.EMAIL: _("This looks like an email address: %(words)s"),
    ContactWords.HANDLE: _("This looks like a name on a network: %(words)s"),
    ContactWords.STREET: _("This looks like an address: %(words)s"),
}
_REFERENCES: Mapping[str, StrOrPromise] = {
    "line": _("There is no line of enquiry with that number"),
    "decision": _("There is no decision with that number in the policy file"),
    "document": _("There is no document with that reference"),
    "paper": _("There is no document with that reference"),
    "action": _("There is no action with that number"),
    "numbers": _("One of these actions is not there"),
}


def tell_contacts(hits: Sequence[ContactHit]) -> str:
    """What seems to say how somebody is reached, each found once, in one sentence."""
    found = dict.fromkeys(hits)
    told = [str(CONTACTS[hit.what]) % {"words": hit.words} for hit in found]
    return "; ".join(told)


def _tell_hits(refusal: refusals.HasContacts) -> RefusalSentence:
    told = _now(
        "%(found)s. How somebody is reached does not belong here: take it out, or say "
        "that it stays"
    ) % {"found": tell_contacts(refusal.hits)}
    return RefusalSentence(told, "looked")


def _tell_missing(refusal: refusals.RoomWordsMissing) -> RefusalSentence:
    return RefusalSentence(_("This is empty"), refusal.field)


def _tell_reference(refusal: refusals.NoSuchReference) -> RefusalSentence:
    told = _REFERENCES.get(refusal.field, _("There is nobody with that number"))
    return RefusalSentence(told, refusal.field)


def _tell_bulk(refusal: refusals.ActionRefusedInBulk) -> RefusalSentence:
    told = _now("Action %(number)d cannot be given out from where it stands") % {
        "number": refusal.number
    }
    return RefusalSentence(told, "numbers")


SENTENCES: Sentences = {
    InvestigationClosed: _("The investigation is closed"),
    KeptFromWords: _(
        "Your post keeps you from what others write, and others have written of "
        "this: ask a colleague to go on"
    ),
    refusals.RoomWordsMissing: _tell_missing,
    refusals.HasContacts: _tell_hits,
    refusals.MovedMeanwhile: _(
        "Somebody else went on with it meanwhile. Read it below, then send yours "
        "again; what you typed is kept."
    ),
    refusals.NotFromHere: _("It does not go there from where it stands"),
    refusals.FiledBySame: RefusalSentence(
        _("Another person than who resulted it must file it"), "queue"
    ),
    refusals.NoSuchReference: _tell_reference,
    refusals.StepReasonMissing: _("Enter the reason, or the result"),
    refusals.AllocatedOutside: RefusalSentence(
        _("Only colleagues on the team are given actions"), "allocated_to"
    ),
    refusals.NothingSelected: RefusalSentence(
        _("Select at least one action, and at most 1,000"), "numbers"
    ),
    refusals.ActionRefusedInBulk: _tell_bulk,
    refusals.LanguageUnknown: RefusalSentence(_("Select the language"), "language"),
    refusals.InterpreterUnfit: RefusalSentence(
        _("Select somebody else: neither who speaks, nor a suspect"), "interpreter"
    ),
    refusals.InterpreterMissing: RefusalSentence(
        _("In that language there must be an interpreter"), "present"
    ),
    refusals.PersonUnfit: RefusalSentence(
        _(
            "This person has not the role for it: under caution a suspect is "
            "interviewed, otherwise a possible victim or witness"
        ),
        "person",
    ),
    refusals.NotOfThisInterview: RefusalSentence(
        _("One of these has no place in this kind of interview"), "present"
    ),
    refusals.TranscriptMissing: RefusalSentence(
        _("Enter the reference of the transcript"), "paper"
    ),
    refusals.SameLanguage: RefusalSentence(
        _("Select another language than that of the statement"), "language"
    ),
    refusals.ContactWritten: _("It is written already, and is not changed"),
    refusals.SignedLater: _("Enter a day and a time that are not later than now"),
}
