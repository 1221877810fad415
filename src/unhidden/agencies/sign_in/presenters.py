"""What is said about passwords and keys before one is lost."""

from django.utils.translation import gettext_lazy as _

from unhidden.ui.refusals import Sentences
from unhidden.vault.actions import LastWayIn

PASSWORD_AND_KEYS = _(
    "Your password also opens your keys. If you lose it, and every passkey that opens"
    " them too, they are lost for ever: nobody can bring them back. You would make new"
    " keys, and a colleague who holds your organisation’s keys would let you in again."
    " If nobody else holds them and there is no recovery, what is sealed to your"
    " organisation is lost."
)

STILL_LOCKED = _(
    "Your passkey let you in, and your keys are still locked: enter your password under"
    " “Your sign-in” to open them"
)
OPENS_NO_KEYS = _(
    "The passkey signs you in, but it does not open your keys: they stay locked until"
    " you enter your password"
)
SENTENCES: Sentences = {
    LastWayIn: _(
        "This passkey is the only thing that opens your keys. Without it they "
        "would be lost for ever: change your password first, so that it opens them"
    ),
}
REMOVING = _(
    "This passkey opens your keys, too. After this only what is left opens them: your"
    " password, or another passkey that does."
)
ONE_WAY = _(
    "One thing alone opens your keys. Lose it, and they are lost for ever: nobody can"
    " bring them back. Add a passkey that opens them as well."
)
