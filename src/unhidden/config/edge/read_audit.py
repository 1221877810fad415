"""What the staff site shows is written down: a record, a list, and a refusal.

Exactly one event for each page of a record that was shown or refused, and one for each
list or search; what a page writes itself counts as its own.
"""

from __future__ import annotations

from typing import cast

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.crypto import salted_hmac

from unhidden.access import context
from unhidden.access.actor import NOBODY, Actor
from unhidden.access.requests import StaffRequest
from unhidden.audit import actions as audit
from unhidden.audit.actions import AuditedRequest, Verb
from unhidden.config.edge import records
from unhidden.config.edge.records import PageRecord
from unhidden.ui import pages

SHOWN, REFUSED = range(200, 300), (403, 404)
_OTHER_THAN_ASKING = {"page"}


def note_shown(
    request: StaffRequest, response: HttpResponse, so_far: AuditedRequest
) -> None:
    """Write down what the page showed, in the transaction that read it."""
    named = records.named_by(request)
    shown = [str(one) for one in getattr(request, "shown", ())]
    is_of_something = named.id is not None or hasattr(request, "shown")
    is_told = named.id is not None and named.id in so_far.subjects
    if response.status_code not in SHOWN or is_told or not is_of_something:
        return
    audit.write_event(
        name="audit.record_seen" if named.id else "audit.list_seen",
        actor=request.actor,
        kind=named.kind,
        subject_id=named.id,
        domain=named.domain,
        at=request.at,
        verb=Verb.CONSULTATION,
        more={
            "detail": {"page": named.page},
            "shown": shown,
            "query_hash": hash_of(pages.read_sought(request)),
        },
    )


def note_refused(request: StaffRequest, response: HttpResponse) -> None:
    """Write down that a record was asked for in vain, or that the wall took a context
    for no good one; the page itself is undone.

    Somebody without an engagement, or whose engagement ends at this moment, has no
    context: their refusal is written as that of whoever is signed in.
    """
    named = records.named_by(request)
    is_of_something = named.id is not None or request.is_context_refused
    if response.status_code not in REFUSED or not is_of_something:
        return
    alone = _signed_in(request)
    try:
        actor = request.actor if request.actor.person_id else alone
        _write_refusal(request, named, actor)
    except DatabaseError:
        _write_refusal(request, named, alone)


def _signed_in(request: HttpRequest) -> Actor:
    """Who asks, as far as the session tells; with no rights at all."""
    person_id = getattr(getattr(request, "user", None), "pk", None)
    return Actor(person_id, None, frozenset()) if person_id else NOBODY


def _write_refusal(request: StaffRequest, named: PageRecord, actor: Actor) -> None:
    with context.acting_as(actor):
        audit.write_event(
            name="audit.refused",
            actor=actor,
            kind=named.kind,
            subject_id=named.id,
            domain="",
            at=request.at,
            verb=Verb.ALTERATION if request.method == "POST" else Verb.CONSULTATION,
            more={"detail": _refused(request, named), "is_refused": True},
        )


def _refused(request: StaffRequest, named: PageRecord) -> dict[str, str]:
    why = {"reason": "context_refused"} if request.is_context_refused else {}
    return {"page": named.page, **why}


def hash_of(asked: QueryDict) -> str:
    """The same for the same question, whatever the order of its parts; '' for none.

    Keyed, so that nobody finds out by trying words what somebody looked for.
    """
    parts = sorted(
        (name, " ".join(value.split()).casefold())
        for name, values in asked.lists()
        for value in values
        if name not in _OTHER_THAN_ASKING and value.strip()
    )
    if not parts:
        return ""
    return salted_hmac("audit.query", repr(parts), algorithm="sha256").hexdigest()


def require_staff_request(request: HttpRequest) -> StaffRequest:
    """The request, as the edge has made it."""
    return cast(StaffRequest, request)
