"""Computing, approving and publishing results."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.lib.refusals import ActionRefused
from unhidden.operations import queries as operations
from unhidden.oversight import rules
from unhidden.oversight.models import (
    Approval,
    ExactFigure,
    Publication,
    ResultSheet,
)
from unhidden.oversight.queries import sheets, sources
from unhidden.oversight.queries.figures import define_figures


class OperationNotClosed(ActionRefused):
    """Results are computed when the operation is closed, not before."""


class NoSuchFigure(ActionRefused):
    """The figure is not on the sheet, or is not small."""


class ExactFigureAlreadyRequested(ActionRefused):
    """The exact figure was asked for before."""


class SamePerson(ActionRefused):
    """It takes a second person."""


class AlreadyApproved(ActionRefused):
    """Somebody approved it before."""


class NotApproved(ActionRefused):
    """The safeguarding lead has not approved this sheet."""


class NotTheLatest(ActionRefused):
    """A newer sheet or publication has taken this one's place."""


class AlreadyWithdrawn(ActionRefused):
    """The publication was withdrawn before."""


class CorrectionUnexplained(ActionRefused):
    """A later publication says, in both languages, what it corrects."""


class SlugTaken(ActionRefused):
    """Another operation is published under this address."""


@dataclass(frozen=True, slots=True)
class PublicationStatement:
    """The address and the words of a publication, in both languages.

    The last two say what it corrects, where it is not the first of its week.
    """

    slug: str
    english: str
    welsh: str
    corrected_en: str = ""
    corrected_cy: str = ""


@action
def compute_results(*, operation_id: UUID, actor: Actor, at: datetime) -> UUID:
    """Count a closed operation's records into a new sheet; gives its id.

    Raises OperationNotClosed.
    """
    actor.must("oversight.compute_results")
    operation = operations.get_operation(viewer=actor, operation_id=operation_id)
    if operation.status != "closed":
        raise OperationNotClosed
    found = sources.load_figure_parts(viewer=actor, operation_id=operation_id)
    last = ResultSheet.objects.filter(operation_id=operation_id).aggregate(
        last=Max("version")
    )
    sheet = ResultSheet.objects.create(
        operation_id=operation_id,
        version=(last["last"] or 0) + 1,
        figures=rules.sum_figures(found),
        definitions=define_figures(rules.CODES),
        computed_by_id=actor.person,
        computed_at=at,
    )
    audit.record_event(
        name="oversight.results_computed",
        verb=audit.Verb.COMBINATION,
        actor=actor,
        subject=sheet,
        at=at,
    )
    return sheet.id


@action
def ask_exact_figure(
    *,
    sheet_id: UUID,
    code: str,
    source_en: str,
    source_cy: str,
    actor: Actor,
    at: datetime,
) -> UUID:
    """Ask to show a small figure as it is, because ``source`` published it.

    Raises NoSuchFigure and AlreadyAsked.
    """
    actor.must("oversight.publish_results")
    sheet = _latest(sheet_id)
    is_public = code in rules.PUBLISHED_CODES
    if not is_public or sheet.figures.get(code, 0) not in sheets.SMALL:
        raise NoSuchFigure
    figure = ExactFigure(
        operation_id=sheet.operation_id,
        code=code,
        value=sheet.figures[code],
        source_en=source_en,
        source_cy=source_cy,
        asked_by_id=actor.person,
        asked_at=at,
    )
    try:
        with transaction.atomic():
            figure.save(force_insert=True)
    except IntegrityError as error:
        raise ExactFigureAlreadyRequested from error
    audit.record_event(
        name="oversight.exact_figure_asked", actor=actor, subject=figure, at=at
    )
    return figure.id


@action
def approve_exact_figure(*, figure_id: UUID, actor: Actor, at: datetime) -> None:
    """Agree that the small figure is public already.

    Raises SamePerson and AlreadyApproved.
    """
    actor.must("oversight.approve_results")
    figure = ExactFigure.objects.select_for_update().filter(id=figure_id).first()
    if figure is None:
        raise Absent
    if figure.asked_by_id == actor.person:
        raise SamePerson
    if figure.approved_at is not None:
        raise AlreadyApproved
    figure.approved_by_id = actor.person
    figure.approved_at = at
    figure.save(update_fields=["approved_by", "approved_at"])
    audit.record_event(
        name="oversight.exact_figure_approved", actor=actor, subject=figure, at=at
    )


@action
def approve_results(*, sheet_id: UUID, actor: Actor, at: datetime) -> None:
    """The safeguarding lead's word that the sheet may go out.

    Raises NotTheLatest and AlreadyApproved.
    """
    actor.must("oversight.approve_results")
    sheet = _latest(sheet_id)
    approval = Approval(sheet=sheet, approved_by_id=actor.person, approved_at=at)
    try:
        with transaction.atomic():
            approval.save(force_insert=True)
    except IntegrityError as error:
        raise AlreadyApproved from error
    audit.record_event(
        name="oversight.results_approved", actor=actor, subject=sheet, at=at
    )


@action
def publish_results(
    *, sheet_id: UUID, statement: PublicationStatement, actor: Actor, at: datetime
) -> UUID:
    """Freeze the protected figures and show them to the public; gives the id.

    A second publication of a week corrects the first, and says what it corrects. Raises
    NotTheLatest, NotApproved, SamePerson, SlugTaken and CorrectionUnexplained.
    """
    actor.must("oversight.publish_results")
    sheet = _latest(sheet_id)
    approval = Approval.objects.filter(sheet=sheet).first()
    if approval is None:
        raise NotApproved
    if approval.approved_by_id == actor.person:
        raise SamePerson
    operation = operations.get_operation(viewer=actor, operation_id=sheet.operation_id)
    earlier = _count_earlier(statement, sheet.operation_id)
    publication = Publication.objects.create(
        operation_id=sheet.operation_id,
        sheet=sheet,
        slug=statement.slug,
        number=earlier + 1,
        title_en=operation.name_en,
        title_cy=operation.name_cy,
        starts_on=operation.starts_on,
        ends_on=operation.ends_on,
        lead_en=operation.lead_en,
        lead_cy=operation.lead_cy,
        partners_en=list(operation.partner_names_en),
        partners_cy=list(operation.partner_names_cy),
        figures=sheets.protect_figures(sheet),
        statement_en=statement.english,
        statement_cy=statement.welsh,
        corrected_en=statement.corrected_en.strip() if earlier else "",
        corrected_cy=statement.corrected_cy.strip() if earlier else "",
        is_synthetic=operation.is_synthetic,
        approved_by_id=approval.approved_by_id,
        published_by_id=actor.person,
        published_on=at.date(),
    )
    audit.record_event(
        name="oversight.results_published",
        verb=audit.Verb.DISCLOSURE,
        actor=actor,
        subject=publication,
        at=at,
    )
    return publication.id


@action
def withdraw_results(
    *,
    publication_id: UUID,
    because_en: str,
    because_cy: str,
    actor: Actor,
    at: datetime,
) -> None:
    """Take a publication back; its page says so and why. Raises AlreadyWithdrawn."""
    actor.must("oversight.publish_results")
    row = Publication.objects.select_for_update().filter(id=publication_id).first()
    if row is None:
        raise Absent
    if row.withdrawn_on is not None:
        raise AlreadyWithdrawn
    row.withdrawn_on = at.date()
    row.withdrawn_because_en = because_en
    row.withdrawn_because_cy = because_cy
    row.save(
        update_fields=["withdrawn_on", "withdrawn_because_en", "withdrawn_because_cy"]
    )
    audit.record_event(
        name="oversight.results_withdrawn", actor=actor, subject=row, at=at
    )


def _count_earlier(statement: PublicationStatement, operation_id: UUID) -> int:
    """The number of the last publication at this address; 0 where this is the first.

    Raises SlugTaken, and CorrectionUnexplained where it does not say what it corrects.
    """
    known = Publication.objects.filter(slug=statement.slug)
    if known.exclude(operation_id=operation_id).exists():
        raise SlugTaken
    last = known.aggregate(last=Max("number"))["last"] or 0
    is_explained = statement.corrected_en.strip() and statement.corrected_cy.strip()
    if last and not is_explained:
        raise CorrectionUnexplained
    return int(last)


def _latest(sheet_id: UUID) -> ResultSheet:
    """The sheet, if no newer one has taken its place; raises NotTheLatest."""
    sheet = ResultSheet.objects.filter(id=sheet_id).first()
    if sheet is None:
        raise Absent
    newer = ResultSheet.objects.filter(
        operation_id=sheet.operation_id, version__gt=sheet.version
    )
    if newer.exists():
        raise NotTheLatest
    return sheet
