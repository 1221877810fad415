"""What a passkey does for the key ring: its PRF output opens it (WebAuthn level 3).

The page's script asks the passkey for a secret that it gives for this site alone
(static/agencies/passkey.js). It comes with the form, beside the credential, and is
never stored: what is stored is the ring, wrapped with a key made from it.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from binascii import Error
from contextlib import suppress
from typing import Any, cast

from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.utils import timezone

from unhidden.access import context
from unhidden.access.policy import purpose_of
from unhidden.agencies.models import Person
from unhidden.agencies.sign_in import unlocking
from unhidden.vault import actions as vault
from unhidden.vault import queries as vault_queries
from unhidden.vault.queries import WayIn
from unhidden.vault.rings import ring_of

_LENGTH = 32


def open_ring(request: HttpRequest, person: Person) -> bool:
    """Open the person's ring with the passkey just shown; gives whether it did."""
    output = _output(request)
    if output is None:
        return False
    return unlocking.remember_by_passkey(request, person, output, _label(request))


def let_open(request: HttpRequest) -> bool:
    """Let the passkey just made open the ring from now on; gives whether it will.

    Not without what a passkey gives, and not while the ring is locked.
    """
    output, actor = _output(request), unlocking.actor_at_hand(request)
    if output is None or actor.engagement_id is None:
        return False
    ring = ring_of(actor)
    if ring is None:
        return open_ring(request, cast(Person, request.user))
    with context.acting_as(actor.doing(purpose_of("", actor.role))):
        vault.add_passkey(
            ring=ring, output=output, label=_label(request), at=timezone.now()
        )
    return True


def ways_in(request: HttpRequest) -> list[WayIn]:
    """What opens the ring of whoever is signed in."""
    actor = unlocking.actor_at_hand(request)
    if actor.engagement_id is None:
        return []
    with context.acting_as(actor.doing(purpose_of("", actor.role))):
        return vault_queries.ways_in(person_id=actor.person)


def opens_ring(request: HttpRequest, passkey: Authenticator) -> bool:
    """Whether this passkey is one of the ways in."""
    return any(way.label == label_of(passkey) for way in ways_in(request))


def forget_passkey(request: HttpRequest, passkey: Authenticator) -> None:
    """The passkey opens the ring no more; raises LastWayIn if nothing else would."""
    if not opens_ring(request, passkey):
        return
    actor = unlocking.actor_at_hand(request)
    with context.acting_as(actor.doing(purpose_of("", actor.role))):
        vault.remove_passkey(person_id=actor.person, label=label_of(passkey))


def forget_lost_passkeys(request: HttpRequest) -> None:
    """Passkeys that the person has no more open their ring no more.

    But where nothing else would: then the ring is as lost as the passkey is.
    """
    person = cast(Person, request.user)
    kept = Authenticator.objects.filter(
        user_id=person.pk, type=Authenticator.Type.WEBAUTHN
    ).order_by("pk")
    labels = {label_of(each) for each in kept}
    actor = unlocking.actor_at_hand(request)
    for way in ways_in(request):
        if way.is_password or way.label in labels:
            continue
        with (
            context.acting_as(actor.doing(purpose_of("", actor.role))),
            suppress(vault.LastWayIn),
        ):
            vault.remove_passkey(person_id=actor.person, label=way.label)


def label_of(passkey: Authenticator) -> str:
    """The id of its credential, by which its way in is kept."""
    return str(passkey.data["credential"].get("id", ""))


def _output(request: HttpRequest) -> bytes | None:
    given = request.POST.get("prf", "")
    try:
        output = urlsafe_b64decode(given + "=" * (-len(given) % 4))
    except (Error, ValueError):
        return None
    return output if len(output) == _LENGTH else None


def _label(request: HttpRequest) -> str:
    credential: dict[str, Any] = json.loads(request.POST["credential"])
    return str(credential["id"])
