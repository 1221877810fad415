"""Posts and risks of an operation, and decisions in its log."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from tests.cast import FOUNDER, NOON, PASSWORD, TODAY, Cast
from unhidden.agencies import actions as agencies
from unhidden.decision_log import actions as log
from unhidden.operations.command import actions
from unhidden.operations.command.actions import risks

WORDS = log.NewDecision(
    id=UUID(int=1),
    decided_at=NOON,
    review_at=None,
    title="Move the second car wash to Thursday",
    information="The owner is away until Thursday, a neighbour says.",
    threat_and_risk="Workers may be moved if they are warned.",
    powers_and_policy="Consent; no power is needed to speak with the owner.",
    options="Go today; go on Thursday.",
    rejected=(("Go today", "Nobody who decides would be there."),),
    action_and_review="Team 1 goes on Thursday at ten.",
    values="Whoever works there comes first; we are open about why we visit.",
)


#: A second planner of the police: who plans may be Gold or Silver, and nobody else.
COMMANDER = "commander"


def make_commander(cast: Cast, part: str = COMMANDER) -> str:
    """A second planner, where there is none of this part yet; gives the part."""
    if part not in cast.people:
        cast.people[part] = agencies.add_person(
            email=cast.email(part),
            name=part.title(),
            password=PASSWORD,
            language="en",
            actor=FOUNDER,
            at=NOON,
        )
        engage(cast, part, "planner")
    return part


def engage(cast: Cast, part: str, role: str) -> None:
    """Give somebody a role at the police from today."""
    agencies.request_engagement(
        person_id=cast.people[part],
        organisation_id=cast.organisations["police"],
        role=role,
        from_on=TODAY,
        actor=FOUNDER,
        at=NOON,
    )


def appoint(
    cast: Cast,
    operation_id: UUID,
    post: str = "safeguarding",
    part: str = "officer",
    *,
    strand: str = "",
    from_at: datetime = NOON,
    to_at: datetime | None = None,
    by: str = "planner",
    at: datetime = NOON,
) -> UUID:
    """A post of the operation, given by its planner; gives the post's id.

    Without more said one that, as Gold and Silver, is in charge of risks and decisions.
    """
    new = actions.NewPost(post, strand, cast.people[part], from_at, to_at)
    return actions.appoint_holder(
        operation_id=operation_id, new=new, actor=cast.actor(by), at=at
    )


def hand_over(
    cast: Cast, post_id: UUID, to: str, *, by: str = "officer", at: datetime = NOON
) -> UUID:
    """The post, offered and taken; gives the new post's id."""
    actions.offer_post(
        post_id=post_id, person_id=cast.people[to], actor=cast.actor(by), at=at
    )
    return actions.take_post(post_id=post_id, actor=cast.actor(to), at=at)


def decide(
    cast: Cast,
    operation_id: UUID,
    part: str = "planner",
    *,
    at: datetime = NOON,
    **changed: object,
) -> UUID:
    """A decision in the operation's log; gives its id."""
    new = replace(WORDS, **{"id": uuid4(), "decided_at": at, **changed})  # type: ignore[arg-type]  # the fields' own types
    log.write_decision(
        domain="operation",
        subject_id=operation_id,
        new=new,
        actor=cast.actor(part),
        at=at,
    )
    return new.id


def add_risk(cast: Cast, operation_id: UUID, *, control: str = "") -> UUID:
    """A high risk, without a control unless one is given; gives its id."""
    words = risks.RiskWords(
        subject="occupants",
        risk="Somebody is moved before the team arrives",
        likelihood=3,
        impact=5,
        control=control,
        owner="silver",
        review_on=TODAY,
    )
    return risks.add_risk(
        operation_id=operation_id, words=words, actor=cast.actor("planner"), at=NOON
    )
