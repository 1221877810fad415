"""The risk register, and what in it stops visits from being tasked."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.operations.command.queries.owners import name_owners
from unhidden.operations.command.queries.posts import OperationCommander, must_command
from unhidden.operations.command.rules.risks import is_blocking, rate_risk
from unhidden.operations.models import CommandRisk, RiskSubject
from unhidden.operations.policies import SEE

SUBJECTS = RiskSubject.choices


@dataclass(frozen=True, slots=True)
class CommandRiskCard:
    """A line of the register; ``is_blocking``: high, open, and without a control;
    ``is_owned``: its owner is the viewer."""

    id: UUID
    subject: str
    subject_label: str
    risk: str
    likelihood: int
    impact: int
    level: str
    control: str
    owner: str
    owner_label: str
    review_on: date
    is_review_due: bool
    is_closed: bool
    is_blocking: bool
    is_owned: bool
    version: int

    @property
    def risk_rating(self) -> int:
        return self.likelihood * self.impact


@query
def list_risks(
    *, viewer: Actor, operation_id: UUID, at: datetime
) -> list[CommandRiskCard]:
    """The register, open risks first and the highest of them before others.

    For who commands the operation; raises Absent.
    """
    viewer.must(SEE)
    parts = must_command(viewer=viewer, operation_id=operation_id).parts
    rows = CommandRisk.objects.filter(operation_id=operation_id)
    ordered = rows.annotate(rating=F("likelihood") * F("impact")).order_by(
        F("closed_at").asc(nulls_first=True), "-rating", "review_on", "id"
    )
    owners = name_owners(operation_id, at)
    return [_card(row, owners, parts, at) for row in ordered]


@query
def find_risk(
    *, viewer: Actor, risk_id: UUID, at: datetime
) -> tuple[OperationCommander, CommandRiskCard]:
    """A risk, after the viewer's part in its operation; raises Absent."""
    viewer.must(SEE)
    row = CommandRisk.objects.filter(id=risk_id).first()
    if row is None:
        raise Absent
    found = must_command(viewer=viewer, operation_id=row.operation_id)
    owners = name_owners(row.operation_id, at)
    return found, _card(row, owners, found.parts, at)


def find_blocking_risks(operation_id: UUID) -> list[str]:
    """The open high risks without a control, in words: no visit is tasked while one is.

    Inside another query or action of who commands the operation.
    """
    rows = CommandRisk.objects.filter(operation_id=operation_id, closed_at=None)
    return [
        row.risk
        for row in rows.order_by("-likelihood", "-impact", "id")
        if is_blocking(row.likelihood, row.impact, row.control)
    ]


def _card(
    row: CommandRisk, owners: dict[str, str], parts: Set[str], at: datetime
) -> CommandRiskCard:
    is_open = row.closed_at is None
    return CommandRiskCard(
        id=row.id,
        subject=row.subject,
        subject_label=row.get_subject_display(),
        risk=row.risk,
        likelihood=row.likelihood,
        impact=row.impact,
        level=rate_risk(row.likelihood, row.impact),
        control=row.control,
        owner=row.owner,
        owner_label=owners.get(row.owner, row.owner),
        review_on=row.review_on,
        is_review_due=is_open and row.review_on <= timezone.localdate(at),
        is_closed=not is_open,
        is_blocking=is_open and is_blocking(row.likelihood, row.impact, row.control),
        is_owned=is_open and row.owner in parts,
        version=row.version,
    )
