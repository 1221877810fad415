"""What these pages say before something is done, and why something is not."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unhidden.agencies import actions as agencies
from unhidden.agencies.people import actions
from unhidden.agencies.people.queries import PersonView
from unhidden.ui.parts import ConfirmationWords
from unhidden.ui.refusals import RefusalSentence, Sentences

SETTING_PASSWORD = gettext_lazy(
    "A new password does not open this person’s key ring. Unless they still know their"
    " old password or have a passkey that opens it, their ring is lost for ever: nobody"
    " can bring it back. They then make new keys, and a colleague who holds your"
    " organisation’s keys must let them in again."
)
SENTENCES: Sentences = {
    agencies.EmailTaken: RefusalSentence(
        gettext_lazy("Somebody already signs in with this address"), "email"
    ),
    agencies.AnotherScript: lambda refusal: RefusalSentence(
        gettext_lazy(
            "Use the letters of one alphabet in a word, and plain letters in an "
            "address: others could be taken for them"
        ),
        str(refusal),
    ),
    actions.OwnEngagement: gettext_lazy(
        "Nobody asks for, approves or ends their own engagement: another "
        "administrator does"
    ),
    actions.OwnAccount: gettext_lazy(
        "This is your own account: another administrator must do it, or use “Your "
        "sign-in”"
    ),
    actions.AskedByYourself: gettext_lazy(
        "You asked for this engagement: another administrator must approve it"
    ),
    actions.KnowsTheirCode: gettext_lazy(
        "You were shown the code with which they set up their second step: another "
        "administrator must give the password"
    ),
    actions.DecidedAlready: gettext_lazy("Somebody has decided about this meanwhile"),
}


def closing(person: PersonView) -> ConfirmationWords:
    """The words of the page that asks before an account is closed."""
    return {
        "question": _("Close the account of %(name)s?") % {"name": person.name},
        "consequence": _(
            "They are signed out everywhere at once, and cannot sign in. What they work"
            " on stays theirs until you end their engagements and hand it over."
        ),
        "yes": _("Close the account"),
    }


def reopening(person: PersonView) -> ConfirmationWords:
    """The words of the page that asks before an account is opened again."""
    return {
        "question": _("Open the account of %(name)s again?") % {"name": person.name},
        "consequence": _(
            "They can sign in as before, with the engagements that have not ended."
        ),
        "yes": _("Open the account again"),
    }
