"""Files of reports, kept as the public site keeps them; and custodians."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from uuid import UUID

from tests.cast import FOUNDER, NOON, PASSWORD, TODAY, Cast
from tests.roles import as_role
from unhidden.access.actor import PUBLIC, Actor
from unhidden.agencies import actions as agencies
from unhidden.reporting import actions
from unhidden.reporting.actions import KeptFile


def make_file(
    form_key: UUID, content: bytes, *, name: str = "a.jpg", at: datetime = NOON
) -> KeptFile:
    """Keep a file under the public site's own database role; needs the cast."""
    with as_role("public"):
        return actions.keep_file(
            form_key=form_key, content=BytesIO(content), name=name, actor=PUBLIC, at=at
        )


def make_custodian(cast: Cast, part: str = "analyst") -> Actor:
    """Somebody of the desk, named by the investigator, agreed to by the lead."""
    actor = cast.actor(part)
    named = {"person_id": actor.person, "at": NOON}
    actions.name_custodian(**named, actor=cast.actor("investigator"))  # type: ignore[arg-type]
    actions.agree_to_custodian(**named, actor=cast.actor("safeguarding_lead"))  # type: ignore[arg-type]
    return actor


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
    agencies.engage(
        person_id=person_id,
        organisation_id=cast.organisations["police"],
        role="analyst",
        from_on=TODAY,
        actor=FOUNDER,
        at=NOON,
    )
    cast.people["second"] = person_id
    return cast.actor("second")
