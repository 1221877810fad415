"""Writing a graded report: sealed words, sanitised items, mentions, risk."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.records import new_id
from unhidden.access.urns import next_urn
from unhidden.audit import actions as audit
from unhidden.intelligence.actions.checks import keep_own_checks
from unhidden.intelligence.actions.contacts import deconflict
from unhidden.intelligence.actions.mentions import keep_mentions, names_of_premises
from unhidden.intelligence.actions.risks import keep_risk
from unhidden.intelligence.actions.sources import guard_sources
from unhidden.intelligence.models import IntelligenceReport, Item, Triage
from unhidden.intelligence.queries.desk import TO_BE_WRITTEN
from unhidden.intelligence.queries.gradings import CONFIRMS
from unhidden.intelligence.rules import drafts, grades
from unhidden.intelligence.rules.drafts import Fault, NewItem, NewReport
from unhidden.reporting import actions as reporting
from unhidden.sharing import actions as sharing
from unhidden.signs import queries as signs
from unhidden.vault import actions as vault


class ReportRefused(Exception):
    """The draft breaks a rule; ``fault`` says which."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


class ReportNotForWriting(Exception):
    """Nobody has decided that this report from the public becomes intelligence."""


class ReportAlreadyWritten(Exception):
    """This report is written up already, or this page was sent before."""

    def __init__(self, intelligence_id: UUID) -> None:
        super().__init__(intelligence_id)
        self.intelligence_id = intelligence_id


@action
def write_report(*, new: NewReport, actor: Actor, at: datetime) -> UUID:
    """Keep a graded report and give its id; the risk of its premises follows.

    What the source said is sealed to the writer's organisation and never copied
    into an item. Raises ReportRefused, ReportNotForWriting, ReportAlreadyWritten,
    and Absent for a report or premises that are not there for the actor.
    """
    actor.must("intelligence.write_item")
    confirms = actor.may(CONFIRMS)
    _check(new, at, confirms=confirms)
    names = names_of_premises(
        (said for item in new.items for said in item.mentions), actor
    )
    report = _keep(new, _raw(new, actor, at), actor, at)
    items = _keep_items(report, new, names, is_proposed=not confirms)
    keep_own_checks(items, new.confirmed, by=actor.person, at=at)
    audit.record(
        name="intelligence.report_written",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=report,
        at=at,
        detail={"urn": report.urn, "origin": report.origin, "items": len(new.items)},
    )
    deconflict(report, actor=actor, at=at)
    guard_sources(report, new.told_by, actor=actor, at=at)
    sharing.hand_over(record=report, members=(), actor=actor, at=at)
    if names:
        keep_risk(names.keys(), actor=actor, at=at)
    return report.id


def _check(new: NewReport, at: datetime, *, confirms: bool) -> None:
    fault = drafts.fault_in(new, today=timezone.localdate(at))
    if fault:
        raise ReportRefused(fault)
    is_permitted = any(item.handling == grades.PERMITTED for item in new.items)
    may_permit = drafts.may_permit(new.origin, new.told_by, confirms=confirms)
    if is_permitted and not may_permit:
        raise ReportRefused(Fault.HANDLING_NOT_THEIRS)
    codes = {code for item in new.items for code in item.sign_codes}
    if codes and codes != signs.signs_by_code(codes, "en").keys():
        raise ReportRefused(Fault.SIGN_UNKNOWN)


def _raw(new: NewReport, actor: Actor, at: datetime) -> str:
    """What the source said; of a report from the public, the report itself."""
    if new.report_id is None:
        return new.raw
    opened = reporting.open_report(report_id=new.report_id, actor=actor, at=at)
    decided = Triage.objects.filter(report_id=new.report_id)
    if not decided.filter(decision__in=TO_BE_WRITTEN).exists():
        raise ReportNotForWriting
    reporting.mark_done(report_id=new.report_id, actor=actor, at=at)
    lines = (
        f"{field.name}: {_plain(getattr(opened.answers, field.name))}"
        for field in fields(opened.answers)
    )
    return "\n".join(lines)


def _plain(answer: object) -> str:
    return ", ".join(answer) if isinstance(answer, tuple | list) else str(answer)


def _keep(new: NewReport, raw: str, actor: Actor, at: datetime) -> IntelligenceReport:
    key, holder = new.id or new_id(), actor.organisation
    row = IntelligenceReport(
        id=key,
        urn=next_urn(
            prefix="NW-INT",
            sequence="intelligence_urn",
            year=timezone.localdate(at).year,
        ),
        origin=new.origin,
        report_id=new.report_id,
        visit_id=new.visit_id,
        organisation_id=holder,
        event_on=new.event_on,
        marking=new.marking,
        written_by_id=actor.person,
        written_at=at,
    )
    _refuse_twice(row)
    words = {"raw_sealed": raw, "provenance_sealed": _provenance(new)}
    try:
        sharing.begin(row)
        with transaction.atomic():
            for name, text in words.items():
                setattr(row, name, vault.seal(row, name, text, teams=[holder]))
            row.save(force_insert=True)
    except (Absent, IntegrityError):
        # The same page, sent twice: the other one was first, a moment ago.
        _refuse_twice(row)
        raise
    return row


def _provenance(new: NewReport) -> str:
    """How the source knows, and who they are where that was said."""
    if not new.told_by.strip():
        return new.provenance
    told_by = _("Who told us: %(who)s") % {"who": new.told_by.strip()}
    return f"{new.provenance}\n{told_by}"


def _refuse_twice(row: IntelligenceReport) -> None:
    same = Q(id=row.id) | Q(report_id=row.report_id, report__isnull=False)
    if kept := IntelligenceReport.objects.filter(same).first():
        raise ReportAlreadyWritten(kept.id)


def _keep_items(
    report: IntelligenceReport,
    new: NewReport,
    names: dict[UUID, str],
    *,
    is_proposed: bool,
) -> list[Item]:
    rows = [
        (_item(report, number, item, is_proposed=is_proposed), item)
        for number, item in enumerate(new.items, start=1)
    ]
    kept = Item.objects.bulk_create([row for row, said in rows])
    keep_mentions([(row, item.mentions) for row, item in rows], names)
    return kept


def _item(
    report: IntelligenceReport, number: int, item: NewItem, *, is_proposed: bool
) -> Item:
    return Item(
        report=report,
        number=number,
        text=item.text.strip(),
        source=item.source,
        assessment=item.assessment,
        handling=item.handling,
        conditions=item.conditions.strip(),
        sign_codes=list(dict.fromkeys(item.sign_codes)),
        original_grade=item.original_grade.strip(),
        is_proposed=is_proposed,
    )
