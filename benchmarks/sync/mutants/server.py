"""Broken builds of the landing: texts of its procedures and of its process, and what
stands there instead. Each text must be there exactly once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

COMMIT = "commit_landing(bytea, bytea, bytea, bytea[])"


@dataclass(frozen=True, slots=True)
class ServerBuild:
    """What is replaced in which procedure, and in which module of the process."""

    procedures: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    modules: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    statements: Sequence[str] = ()


#: A lock is let go that was never taken: two commits at once both find nothing.
_UNLOCKED = ServerBuild(
    procedures={
        COMMIT: [
            (
                "wanted := array(",
                "perform pg_advisory_unlock(hashtext(sent::text));"
                " perform pg_sleep(0.1); wanted := array(",
            )
        ]
    },
    statements=[
        "alter table field_submission drop constraint a_submission_lands_once",
    ],
)
#: The same submission again, with other words, takes the place of the first.
_OVERWRITING = ServerBuild(
    procedures={
        COMMIT: [
            (
                "insert into public.field_submission",
                "delete from public.field_submission s where s.submission_id = sent;"
                " insert into public.field_submission",
            )
        ]
    },
    statements=[
        "grant delete on field_submission to unhidden_guard",
        "create policy overwriting on field_submission for delete to unhidden_guard"
        " using (true)",
    ],
)
#: What is missing is not asked for.
_INCOMPLETE = ServerBuild(
    procedures={COMMIT: [("if cardinality(wanted) > 0", "if cardinality(wanted) > 99")]}
)
#: The receipt is of whatever was committed before.
_SIGNS_THE_LAST = ServerBuild(
    modules={
        "unhidden.hosting.field.answering": [
            (
                "digest = sha256(signed.frame.header).hexdigest()",
                "now = sha256(signed.frame.header).hexdigest();"
                " digest, self.last = getattr(self, 'last', now), now",
            )
        ]
    }
)
BUILDS = {
    "lock_that_was_not_held": _UNLOCKED,
    "overwrites_the_same_name": _OVERWRITING,
    "row_before_its_parts": _INCOMPLETE,
    "takes_any_receipt": _SIGNS_THE_LAST,
}
