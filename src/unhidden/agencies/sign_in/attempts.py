"""Slowing down whoever guesses, without shutting out the owner.

A guess is counted before it is checked. From a browser that the person has signed in
with before, it counts in a bucket of that browser alone. From anywhere else it counts
for the account and for where it comes from: many sources together are no faster than
one. A source is never shut out, it waits longer. So a thousand guesses from elsewhere
close the account to elsewhere, and leave the owner's own browser open; a passkey has
nothing to guess, and is never counted.

Kept are digests under the installation's key: no address of anybody, and no e-mail.
A code that was used is kept here too, so that it opens nothing twice, whichever process
it is shown to.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from allauth.core.internal.httpkit import get_client_ip
from allauth.core.internal.ratelimit import truncate_ip
from django.db import connections
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from unhidden.agencies.models import Attempts
from unhidden.agencies.routing import SIGNIN
from unhidden.agencies.sign_in import devices
from unhidden.lib import patience

WINDOW = timedelta(minutes=15)
KEPT = timedelta(days=1)
MOST = {"device": 20, "account": 10}
#: Guesses of one source until each of the next waits; seconds more for each; at most.
CALM, MORE, LONGEST = 60, 0.25, 8.0

_COUNT = """
insert into agencies_attempts as kept (key, count, since) values (%s, 1, %s)
    on conflict (key) do update
   set count = case when kept.since < %s then 1 else kept.count + 1 end,
       since = case when kept.since < %s then excluded.since else kept.since end
returning count
"""


class NotYet(Exception):
    """So many guesses came from there that this one waits its turn; nobody is told no.

    The request comes again by itself, where a front stands before us.
    """


class TooMany(Exception):
    """No more guesses for a while; ``is_first`` of the refusals in this window."""

    def __init__(self, *, is_first: bool) -> None:
        super().__init__()
        self.is_first = is_first


@dataclass(frozen=True, slots=True)
class CountedAttempt:
    """One guess, counted; ``succeeded`` takes it back."""

    keys: tuple[str, ...]
    source: str = ""

    def succeeded(self) -> None:
        """It was the owner: their buckets are emptied, and old ones thrown away.

        Where they came from only this guess is forgotten: many colleagues sign in from
        one place, and so may somebody who guesses.
        """
        Attempts.objects.filter(key__in=self.keys).delete()
        Attempts.objects.filter(key=self.source, count__gt=0).update(
            count=F("count") - 1
        )
        Attempts.objects.filter(since__lt=timezone.now() - KEPT).delete()


def begin_attempt(request: HttpRequest, *, what: str, account: str) -> CountedAttempt:
    """Count a guess at ``what`` (password, code) of ``account``.

    Raises TooMany and NotYet.
    """
    now = timezone.now()
    device = devices.find_device_mark(request, account=account)
    if device:
        own = _key("device", what, account.lower(), device)
        _count(own, "device", now)
        return CountedAttempt((own,))
    source = _key("source", _source(request))
    if not patience.has_waited(request):
        _slow_down(request, _times(source, now) - CALM)
    account_key = _key("account", what, account.lower())
    _count(account_key, "account", now)
    return CountedAttempt((account_key,), source)


def is_first_use(*, person_id: UUID, code: str) -> bool:
    """Whether this code lets this person in for the first time, in any process.

    Kept for longer than a code is good; of two uses at once, one is the first.
    """
    return _times(_key("used", str(person_id), code), timezone.now()) == 1


def _count(key: str, kind: str, now: datetime) -> None:
    count = _times(key, now)
    if count > MOST[kind]:
        raise TooMany(is_first=count == MOST[kind] + 1)


def _slow_down(request: HttpRequest, over: int) -> None:
    """Let a guess wait that is so many over the calm; raises NotYet.

    A source is never shut out: behind it may be everybody who works in one place.
    """
    if over > 0:
        patience.ask_again(request, seconds=min(LONGEST, over * MORE))
        raise NotYet


def _times(key: str, now: datetime) -> int:
    """How often in this window, with this time."""
    start = now - WINDOW
    with connections[SIGNIN].cursor() as cursor:
        cursor.execute(_COUNT, [key, now, start, start])
        (count,) = cursor.fetchone()
    return int(count)


def _key(*parts: str) -> str:
    made = salted_hmac("agencies.attempts", "\n".join(parts), algorithm="sha256")
    return made.hexdigest()


def _source(request: HttpRequest) -> str:
    """Where the request comes from; of an IPv6 address, its network."""
    return truncate_ip(get_client_ip(request) or "")
