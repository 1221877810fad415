"""Files of reports, kept as the public site keeps them; and custodians."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from uuid import UUID

from tests.cast import FOUNDER, NOON, PASSWORD, TODAY, Cast
from tests.support.roles import as_role
from unhidden.access.actor import PUBLIC, Actor
from unhidden.agencies import actions as agencies
from unhidden.agencies.keys import actions as keys
from unhidden.desk.actions import custodians
from unhidden.reporting import actions
from unhidden.reporting.actions.files import KeptFile


def make_file(
    form_key: UUID, content: bytes, *, name: str = "a.jpg", at: datetime = NOON
) -> KeptFile:
    """Keep a file under the public site's own database role; needs the cast."""
    with as_role("public"):
        return actions.keep_file(
            form_key=form_key, content=BytesIO(content), name=name, actor=PUBLIC, at=at
        )


def make_custodian(
    cast: Cast,
    part: str = "analyst",
    *,
    others: tuple[str, str] = ("investigator", "safeguarding_lead"),
) -> Actor:
    """Somebody of the desk, named by one of the others, agreed to by the second."""
    actor = cast.actor(part)
    named = {"person_id": actor.person, "at": NOON}
    custodians.name_custodian(**named, actor=cast.actor(others[0]))  # type: ignore[arg-type]
    custodians.agree_to_custodian(**named, actor=cast.actor(others[1]))  # type: ignore[arg-type]
    # They sign in once more: a desk's team of custodians may be new, and waits for it.
    keys.open_ring(replace(actor, keys=None), secret=PASSWORD, at=NOON)
    return actor


def make_other_desk(cast: Cast) -> UUID:
    """Give Border Force a desk: the stranger reads reports there; no custodian yet."""
    person_id = agencies.add_person(
        email="other_lead@example.org",
        name="Other Lead",
        password=PASSWORD,
        language="en",
        actor=FOUNDER,
        at=NOON,
    )
    desk = cast.organisations["border_force"]
    cast.people["other_lead"] = person_id
    for who, role in (
        (cast.people["stranger"], "analyst"),
        (person_id, "safeguarding_lead"),
    ):
        agencies.request_engagement(
            person_id=who,
            organisation_id=desk,
            role=role,
            from_on=TODAY,
            actor=FOUNDER,
            at=NOON,
        )
    return desk


def make_other_custodian(cast: Cast) -> Actor:
    """The reader of that desk, as its custodian."""
    others = ("other_investigator", "other_lead")
    return make_custodian(cast, "stranger", others=others)


def make_second_analyst(cast: Cast) -> Actor:
    """Another analyst of the desk, who has signed in."""
    person_id = agencies.add_person(
        email="second@example.org",
        name="Second Analyst",
        password=PASSWORD,
        language="en",
        actor=FOUNDER,
        at=NOON,
    )
    agencies.request_engagement(
        person_id=person_id,
        organisation_id=cast.organisations["police"],
        role="analyst",
        from_on=TODAY,
        actor=FOUNDER,
        at=NOON,
    )
    cast.people["second"] = person_id
    return cast.actor("second")
