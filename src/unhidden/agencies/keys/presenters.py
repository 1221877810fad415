"""What the pages say in plain words, before it can be too late."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.ui.refusals import RefusalSentence
from unhidden.vault import actions as vault

HELD_BY_SERVER = _(
    "Set-up is not finished. Until it is, this server holds your organisation’s keys "
    "too: it lets new colleagues in by itself, and whoever took over the server could "
    "read what is sealed."
)
FINISHING = _(
    "The server deletes its own copy of your organisation’s keys, for ever. Nobody "
    "can undo this. From then on only a colleague who holds the keys can let another "
    "one in."
)
LOST_KEYS = _(
    "If everybody who holds the keys loses their password and their passkeys, all "
    "that is sealed to your organisation is lost for ever. Nobody can bring it back: "
    "not we, not the people who run the server, not a court. Two things help: let at "
    "least two colleagues hold the keys, and set up a recovery with other "
    "organisations."
)
KEYS_OF_LEADS = _(
    "What somebody tells a crew in confidence is sealed on the phone to the keys of "
    "the safeguarding leads, and to nobody else. Whoever leads safeguarding in your "
    "organisation gets them. Whoever runs this platform then signs for them; until "
    "that is done, no phone seals to them."
)
NO_RECOVERY = _("There is no recovery. It is off unless you set it up.")
CHANGED = _(
    "This cannot be opened: it was changed after it was sealed, or put in another "
    "place. Tell whoever runs the server."
)
LOCKED = _("Your keys are locked. Sign out and sign in again to unlock them.")
REMOVING = _(
    "They can open nothing more from this moment. The others get new keys at once. "
    "What they have read or copied before, nobody can take back."
)
ROTATING = _(
    "Everybody who holds the keys gets new ones at once. Nothing that is sealed "
    "changes."
)

NOT_CERTIFIED = _(
    "Nobody has signed for your organisation’s keys yet, so nothing is sealed to them: "
    "reports go to another desk. Whoever runs this platform signs for them."
)
LEADS_NOT_CERTIFIED = _(
    "Nobody has signed for these keys yet, so no phone seals to them. Whoever runs "
    "this platform signs for them."
)
NEW_KEYS_FOR = _("They go to %(names)s, and to nobody else.")

SENTENCES: dict[type[Exception], RefusalSentence] = {
    vault.KeysLocked: RefusalSentence(LOCKED),
    vault.NotForYou: RefusalSentence(
        _(
            "You do not hold the keys that open this. A colleague who does must let "
            "you in."
        )
    ),
    vault.NotCertified: RefusalSentence(NOT_CERTIFIED),
    vault.ChainBroken: RefusalSentence(
        _(
            "What the server shows of your organisation’s keys is not what was signed. "
            "They stay as they are. Tell whoever runs the server."
        )
    ),
    vault.NotWaiting: RefusalSentence(
        _("This person does not wait any more, or has no keys yet")
    ),
    vault.NotAMember: RefusalSentence(_("This person does not hold the keys any more")),
    vault.LastMember: RefusalSentence(
        _("The last person who holds the keys cannot be removed")
    ),
    vault.AlreadySetUp: RefusalSentence(_("Set-up is finished already")),
    vault.NoRecovery: RefusalSentence(_("There is no recovery")),
    vault.NoKeyPair: RefusalSentence(
        _("You have no keys of your own yet. Sign out and sign in again.")
    ),
    vault.SharesNotSpread: RefusalSentence(
        _(
            "Select people of at least two organisations, so that no organisation "
            "could put the key together alone"
        )
    ),
    vault.WrongThreshold: RefusalSentence(
        _("Enter a number from 2 up to how many holders there are")
    ),
}
