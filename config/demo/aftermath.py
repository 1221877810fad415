"""What follows a visit: survivors' cases, investigations, and published results."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from config.demo.region import Region
from config.demo.visiting import Recorded
from config.demo.weeks import Week
from unhidden.investigations import actions as investigations
from unhidden.operations import actions as operations
from unhidden.oversight import actions as oversight
from unhidden.oversight import queries as results
from unhidden.safeguarding import actions as safeguarding
from unhidden.visits import queries as visits

SUPPORT = (("bawso", "bawso_worker"), ("red_cross", "red_cross_worker"))


def support_and_pursue(
    region: Region, recorded: Sequence[Recorded], *, leaves_one: bool = False
) -> list[UUID]:
    """Open a case for each person found, and an investigation for each place.

    Gives the cases: BAWSO's and the Red Cross's by turns. With ``leaves_one`` the
    investigators have not answered the last request yet.
    """
    cases: list[UUID] = []
    found = [each for each in recorded if each.planned.people]
    waits = found[-1] if leaves_one and found else None
    for each in recorded:
        visit = each.planned
        if not visit.people:
            continue
        at = visit.starts_at + timedelta(hours=2)
        lead = region.actor("safeguarding", at.date())
        view = visits.visit(viewer=lead, visit_id=each.id)
        for person in view.possible_victims:
            cases.append(_open_case(region, person.id, len(cases), at=at))
        request = _ask(region, each, at=at)
        if each is not waits:
            investigations.accept(
                request_id=request,
                actor=region.actor("investigator", at.date()),
                at=at + timedelta(hours=1),
            )
    return cases


def _ask(region: Region, found: Recorded, *, at: datetime) -> UUID:
    """An officer asks for an investigation of what the visit found."""
    place = found.planned.premises.replace("_", " ")
    return investigations.ask(
        visit_id=found.id,
        organisation_id=region.organisations["police"],
        title=f"Exploitation at a {place} (synthetic)",
        grounds="People found at the visit who may have been exploited.",
        actor=region.actor("officer_3", at.date()),
        at=at,
    )


def _open_case(
    region: Region, possible_victim_id: UUID, number: int, *, at: datetime
) -> UUID:
    organisation, worker = SUPPORT[number % len(SUPPORT)]
    lead = region.actor("safeguarding", at.date())
    case_id = safeguarding.open_case(
        possible_victim_id=possible_victim_id,
        lead_id=region.organisations[organisation],
        lead_worker_id=region.people[worker],
        actor=lead,
        at=at,
    )
    support = region.actor(worker, at.date())
    safeguarding.record_identity(
        case_id=case_id,
        identity=safeguarding.Identity(
            name=f"Synthetic Person {number + 1}",
            born="about 1990",
            contact="Through the support worker only",
        ),
        actor=support,
        at=at + timedelta(hours=2),
    )
    safeguarding.record_consent(
        case_id=case_id,
        new=safeguarding.NewConsent("support", "yes", "English", ""),
        actor=support,
        at=at + timedelta(hours=3),
    )
    safeguarding.add_note(
        case_id=case_id,
        text="Settled in. Saw a doctor. Wants time before deciding anything else.",
        actor=support,
        at=at + timedelta(hours=20),
    )
    return case_id


def close_and_publish(
    region: Region, week: Week, data: dict[str, Any], *, at: datetime
) -> None:
    """Close the operation, compute its sheet, and publish it with two approvals."""
    day = at.date()
    planner = region.actor("planner", day)
    press = region.actor("communications", day)
    lead = region.actor("safeguarding", day)
    operations.close_operation(operation_id=week.operation_id, actor=planner, at=at)
    sheet_id = oversight.compute_results(
        operation_id=week.operation_id, actor=planner, at=at
    )
    view = results.results(viewer=press, operation_id=week.operation_id)
    small = {figure.code for figure in view.sheet.small} if view.sheet else set()
    for code in data["exact"]:
        if code in small:
            figure_id = oversight.ask_exact_figure(
                sheet_id=sheet_id,
                code=code,
                source_en=data["exact_source_en"],
                source_cy=data["exact_source_cy"],
                actor=press,
                at=at,
            )
            oversight.approve_exact_figure(figure_id=figure_id, actor=lead, at=at)
    oversight.approve_results(sheet_id=sheet_id, actor=lead, at=at)
    oversight.publish_results(
        sheet_id=sheet_id,
        statement=oversight.Statement(
            slug=data["slug"],
            english=data["statement_en"],
            welsh=data["statement_cy"],
        ),
        actor=press,
        at=at,
    )
