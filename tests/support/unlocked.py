"""A browser of somebody who has just signed in: with their keys open."""

from __future__ import annotations

from base64 import b64encode

from django.test import Client

from tests.cast import PASSWORD, Cast
from unhidden.agencies.sign_in import unlocking
from unhidden.vault import rings


def sign_in_with_keys(cast: Cast, part: str) -> Client:
    """As the page of signing in leaves it, without the seconds that a password takes.

    Without keys the server's own copies stand in for the organisation's, which open
    nothing that others sealed: such a page says that the keys are locked.
    """
    client = Client()
    client.login(email=cast.email(part), password=PASSWORD)
    ring, key = rings.must_ring(cast.actor(part)), rings.new_cookie_key()
    session = client.session
    session[unlocking.RING] = b64encode(ring.sealed_for_session(key)).decode()
    session.save()
    client.cookies[unlocking.COOKIE] = b64encode(key).decode()
    return client
