"""What these pages say before factors are removed, and why something is refused."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.agencies.lost_factors import actions
from unhidden.agencies.people.actions import OwnAccount
from unhidden.ui.refusals import Sentences

#: What becomes of sessions, password and keys, in the order in which it happens.
CONSEQUENCES = (
    _(
        "Their app, their passkeys and their recovery codes let nobody in any more, and"
        " they are signed out everywhere."
    ),
    _(
        "Their password stays as it is, and opens their keys as before. Passkeys that"
        " opened their keys open them no more."
    ),
    _(
        "If they have forgotten their password as well, nothing opens their key ring:"
        " it is lost for ever. They then make new keys, and a colleague who holds your"
        " organisation’s keys must let them in again. Another administrator, who does"
        " not see the code, gives them a new password."
    ),
    _(
        "Whoever confirms is shown a code, once. They tell it in person: with their"
        " password and this code the person sets up a new second step, within seven"
        " days."
    ),
)
SENTENCES: Sentences = {
    OwnAccount: _(
        "This is about your own second step: two other administrators decide about it"
    ),
    actions.AskedAlready: _("Somebody has asked for this already, and it waits"),
    actions.AskedByYourself: _(
        "You asked for this: another administrator of your organisation must confirm it"
    ),
    actions.DecidedAlready: _(
        "Somebody has decided about this meanwhile, or its three days are over"
    ),
    actions.AnotherOrganisation: _(
        "Somebody of another organisation asked for this: an administrator there"
        " decides about it"
    ),
    actions.KnowsTheirPassword: _(
        "You gave them the password that they have now: another administrator must be"
        " shown the code"
    ),
}
