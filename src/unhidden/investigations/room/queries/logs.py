"""An investigation as its policy file, and its sealed log, know it."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.decision_log.queries import LogSubject
from unhidden.investigations.frame.queries import (
    is_kept_from_words,
    may_work,
    read_head,
)
from unhidden.investigations.models import Investigation, Post, PostFunction
from unhidden.investigations.models.posts import SENSITIVE_POSTS

POLICY_FILE, SEALED_LOG = "investigation", "sealed_investigation"


def find_log_subject(viewer: Actor, investigation_id: UUID) -> LogSubject:
    """The investigation of a policy file, for its team; raises Absent for others, and
    for whoever is kept from what is sealed."""
    viewer.must("investigations.see_own")
    head = read_head(viewer, investigation_id)
    if is_kept_from_words(head):
        raise Absent
    return describe_policy_file(head, may_write=_may_write(head, viewer))


def describe_policy_file(head: Investigation, *, may_write: bool) -> LogSubject:
    """The policy file of an investigation in view, for whom nothing keeps from it."""
    return _subject(POLICY_FILE, head, head.title, may_write=may_write)


def find_sealed_subject(viewer: Actor, investigation_id: UUID) -> LogSubject:
    """The same for its sealed log, for the few posts that may; raises Absent."""
    head = read_head(viewer, investigation_id)
    if not may_read_sealed_log(head, viewer):
        raise Absent
    name = _("Sealed log: %(title)s") % {"title": head.title}
    return _subject(SEALED_LOG, head, name, may_write=_may_write(head, viewer))


def may_read_sealed_log(head: Investigation, viewer: Actor) -> bool:
    """Whether the viewer holds a post to which the sealed log is open, and is not
    sterile: kept from what is sealed."""
    held = Post.objects.filter(
        investigation=head, person_id=viewer.person, ended_at=None
    )
    posts = list(held.values_list("function", "is_sterile"))
    return viewer.may("investigations.sensitive") and (
        any(function in SENSITIVE_POSTS for function, _sterile in posts)
        and not any(is_sterile for _function, is_sterile in posts)
    )


def _may_write(head: Investigation, viewer: Actor) -> bool:
    return viewer.may("investigations.work") and may_work(head)


def _subject(
    kind: str, head: Investigation, name: str, *, may_write: bool
) -> LogSubject:
    return LogSubject(
        kind=kind,
        id=head.id,
        name=name,
        url=reverse("investigations:room", args=[head.id]),
        is_whole=True,
        may_write=may_write,
        has_parts=False,
        capacities=dict(PostFunction.choices),
    )
