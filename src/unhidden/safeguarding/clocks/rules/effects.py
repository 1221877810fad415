"""What a state of the NRM does to the clocks of a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from unhidden.safeguarding.clocks.rules.states import is_treated_as_child

_OVERDUE = ("decision_overdue_6", "decision_overdue_12", "decision_overdue_18")
DRAFT = ("ho_draft_warning", "ho_draft_expiry")
AGE_18 = ("age_18_90", "age_18_30", "age_18_0")
#: What the NRM itself runs; the rest belongs to the person's safety and support.
_NRM_CLOCKS = frozenset(
    {"rg_expected", "recovery_min_end", "reconsideration_due", *_OVERDUE, *DRAFT}
)
_SUPPORT_CLOCKS = frozenset({"tsa_no_contact", "exit_negative", "move_on"})
_CHILD_CLOCKS = ("child_la_referral", "ictg_referral")
EVERY_CLOCK = frozenset(
    {*_NRM_CLOCKS, *_SUPPORT_CLOCKS, *_CHILD_CLOCKS, *AGE_18, "dtn_due", "follow_up"}
)


@dataclass(frozen=True, slots=True)
class ClockEffect:
    """Clocks that a state starts, meets, ends unmet, holds still and lets go on."""

    starts: tuple[str, ...] = ()
    meets: frozenset[str] = frozenset()
    ends: frozenset[str] = frozenset()
    pauses: frozenset[str] = frozenset()
    resumes: frozenset[str] = frozenset()


_STILL = frozenset({"rg_expected"})
_DISQUALIFIED = ClockEffect(ends=_NRM_CLOCKS | {"move_on"})
EFFECTS: Mapping[str, ClockEffect] = {
    "draft": ClockEffect(starts=DRAFT),
    "consent_given": ClockEffect(ends=frozenset(DRAFT)),
    "consent_refused": ClockEffect(ends=frozenset(DRAFT)),
    "submitted": ClockEffect(
        starts=("rg_expected",), meets=frozenset({"dtn_due", *DRAFT})
    ),
    "dtn_submitted": ClockEffect(meets=frozenset({"dtn_due"})),
    "rg_pending": ClockEffect(resumes=_STILL),
    "rg_suspended": ClockEffect(pauses=_STILL),
    "rg_positive": ClockEffect(
        starts=("recovery_min_end", "tsa_no_contact"), meets=_STILL
    ),
    "rg_negative": ClockEffect(starts=("reconsideration_due",), meets=_STILL),
    "cg_pending": ClockEffect(starts=_OVERDUE, meets=frozenset({"recovery_min_end"})),
    "cg_positive": ClockEffect(starts=("move_on",), meets=frozenset(_OVERDUE)),
    "cg_negative": ClockEffect(
        starts=("reconsideration_due", "exit_negative"), meets=frozenset(_OVERDUE)
    ),
    "reconsideration_requested": ClockEffect(
        meets=frozenset({"reconsideration_due"}), pauses=frozenset({"exit_negative"})
    ),
    "reconsideration_upheld": ClockEffect(resumes=frozenset({"exit_negative"})),
    "reconsideration_overturned": ClockEffect(ends=frozenset({"exit_negative"})),
    "disqualified_public_order": _DISQUALIFIED,
    "disqualified_bad_faith": _DISQUALIFIED,
    "exit": ClockEffect(
        meets=frozenset({"exit_negative", "move_on"}),
        ends=frozenset({"reconsideration_due", "tsa_no_contact"}),
    ),
    "withdrawn": ClockEffect(ends=_NRM_CLOCKS | _SUPPORT_CLOCKS),
    "turned_18_transition": ClockEffect(
        meets=frozenset(AGE_18), ends=frozenset(_CHILD_CLOCKS)
    ),
    "died": ClockEffect(ends=EVERY_CLOCK),
    "closed": ClockEffect(ends=EVERY_CLOCK),
}
_NOTHING = ClockEffect()
#: The states in which nobody has told the Home Office of the person yet.
_BEFORE_REPORT = frozenset(
    [
        "identified",
        "immediate_safety_done",
        "consent_pending",
        "consent_given",
        "consent_refused",
        "capacity_best_interests",
        "draft",
        "dtn_required",
        "withdrawn",
    ]
)


def find_effect(
    to_state: str, *, from_state: str = "", wants_support: bool = True
) -> ClockEffect:
    """What a change does to clocks; a return from a side state starts none anew.

    Only whoever wants support is waited for by who gives it.
    """
    effect = EFFECTS.get(to_state, _NOTHING)
    if from_state in {"lost_contact", "left_uk", "turned_18_transition", "closed"}:
        return ClockEffect(ends=effect.ends, resumes=effect.resumes)
    if wants_support or "tsa_no_contact" not in effect.starts:
        return effect
    starts = tuple(code for code in effect.starts if code != "tsa_no_contact")
    return ClockEffect(starts, effect.meets, effect.ends)


def list_first_clocks(age_group: str) -> tuple[str, ...]:
    """The clocks that start when a possible victim is identified.

    A child's council is told the same day, and the guardian service as soon as
    possible. Everyone is seen again. The Duty to Notify is not among them: it runs
    for an organisation that has it, from its own belief.
    """
    if is_treated_as_child(age_group):
        return (*_CHILD_CLOCKS, "follow_up")
    return ("follow_up",)


def list_overtaken(age_group: str) -> frozenset[str]:
    """What no longer runs once somebody is found to be a child, or to be none."""
    if is_treated_as_child(age_group):
        return frozenset({"dtn_due"})
    return frozenset({*_CHILD_CLOCKS, *AGE_18})


def has_duty_clock(*, age_group: str, state: str, has_duty: bool) -> bool:
    """Whether an organisation's belief starts its Duty to Notify.

    A child is referred; who was referred, or notified of, needs no second report.
    """
    return has_duty and state in _BEFORE_REPORT and not is_treated_as_child(age_group)


def is_overdue(
    *,
    due_at: datetime,
    met_at: datetime | None,
    ended_at: datetime | None,
    is_paused: bool,
    at: datetime,
) -> bool:
    """Whether a clock has passed that is neither met, ended nor standing still."""
    is_running = met_at is None and ended_at is None and not is_paused
    return is_running and due_at < at
