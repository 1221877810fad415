"""Whose a decision log is: what the module of the record says of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias
from uuid import UUID

from django.apps import apps
from django.utils.module_loading import import_string

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class LogSubject:
    """The record that a log is of: its name, the address of its page, and the words
    for the posts that entries of its log are written in, or addressed to.

    ``is_whole``: the reader reads the whole log; ``may_write``: it takes entries;
    ``has_parts``: entries may be addressed to some of those who do not read it whole.
    """

    kind: str
    id: UUID
    name: str
    url: str
    is_whole: bool
    may_write: bool = True
    has_parts: bool = True
    capacities: Mapping[str, StrOrPromise] = field(default_factory=dict)

    def name_capacity(self, held: str) -> str:
        """What the author was: posts by their names, a strand as it was written."""
        return ", ".join(self._name_post(each) for each in held.split(",") if each)

    def _name_post(self, held: str) -> str:
        post, _, strand = held.partition(":")
        name = str(self.capacities.get(post, post))
        return f"{name}: {strand}" if strand else name


TellWritten: TypeAlias = Callable[[UUID, UUID, Actor, datetime], None]
FindSubject: TypeAlias = Callable[[Actor, UUID], LogSubject]


def find_log_subject(viewer: Actor, kind: str, subject_id: UUID) -> LogSubject:
    """The record of a log, for those to whom the log is open; raises Absent.

    The module of the record names who finds it in ``decision_logs`` of its ``apps.py``.
    """
    for config in apps.get_app_configs():
        path = getattr(config, "decision_logs", {}).get(kind)
        if path:
            find: FindSubject = import_string(path)
            return find(viewer, subject_id)
    raise Absent


def tell_written(
    kind: str, subject_id: UUID, decision_id: UUID, *, actor: Actor, at: datetime
) -> None:
    """Let the module of the record know of a decision, in the same transaction.

    It names who is told in ``decisions_written`` of its ``apps.py``.
    """
    for config in apps.get_app_configs():
        path = getattr(config, "decisions_written", {}).get(kind)
        if path:
            tell: TellWritten = import_string(path)
            tell(subject_id, decision_id, actor, at)
