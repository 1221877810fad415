"""Writing a graded report: sealed words, sanitised items, mentions, risk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
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
from unhidden.intelligence import grades
from unhidden.intelligence.gradings.queries import CONFIRMS
from unhidden.intelligence.models import IntelligenceReport, Item
from unhidden.intelligence.reports.actions.checks import keep_own_checks
from unhidden.intelligence.reports.actions.mentions import (
    keep_mentions,
    names_of_premises,
)
from unhidden.intelligence.reports.actions.sources import guard_sources
from unhidden.intelligence.reports.queries.decided import load_decisions
from unhidden.intelligence.reports.rules import drafts
from unhidden.intelligence.reports.rules.drafts import (
    ANONYMOUS,
    DraftFault,
    NewItem,
    NewReport,
    origin_of,
)
from unhidden.intelligence.reports.rules.sources import caller_of
from unhidden.intelligence.risk.actions.risks import keep_risk
from unhidden.intelligence.subjects.actions.contacts import deconflict_record
from unhidden.lib.refusals import ActionRefused
from unhidden.reporting import actions as reporting
from unhidden.reporting.actions import OpenedMessage, ReportAnswers
from unhidden.sharing import actions as sharing
from unhidden.signs import queries as signs
from unhidden.vault import actions as vault


class ReportRefused(ActionRefused):
    """The draft breaks a rule; ``fault`` says which."""

    def __init__(self, fault: DraftFault) -> None:
        super().__init__(fault.value)
        self.fault = fault

    @property
    def code(self) -> DraftFault:
        return self.fault


class ReportNotForWriting(ActionRefused):
    """Nobody has decided that this report from the public becomes intelligence."""


class ReportAlreadyWritten(ActionRefused):
    """The decision is written up already, or this page was sent before."""

    def __init__(self, intelligence_id: UUID) -> None:
        super().__init__(intelligence_id)
        self.intelligence_id = intelligence_id


@action
def write_report(*, new: NewReport, actor: Actor, at: datetime) -> UUID:
    """Keep a graded report and give its id; the risk of its premises follows.

    What the source said is sealed to the writer's organisation and never copied
    into an item; of a report in the queue that is the report, with all that was said
    since. Raises ReportRefused, ReportNotForWriting, ReportAlreadyWritten,
    and Absent for a report or premises that are not there for the actor.
    """
    actor.must("intelligence.write_item")
    confirms = actor.may(CONFIRMS)
    _check(new, at, confirms=confirms)
    names = names_of_premises(
        (said for item in new.items for said in item.mentions), actor
    )
    heard = _heard(new, actor, at)
    report = _keep(new, heard, actor, at)
    items = _keep_items(report, new, names, is_proposed=not confirms)
    keep_own_checks(items, new.confirmed, by=actor.person, at=at)
    audit.record_event(
        name="intelligence.report_written",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=report,
        at=at,
        detail={"urn": report.urn, "origin": report.origin, "items": len(new.items)},
    )
    deconflict_record(report, actor=actor, at=at)
    guard_sources(report, [new.told_by, heard.caller], actor=actor, at=at)
    sharing.hand_over(record=report, members=(), actor=actor, at=at)
    if names:
        keep_risk(names.keys(), actor=actor, at=at)
    return report.id


def _check(new: NewReport, at: datetime, *, confirms: bool) -> None:
    fault = drafts.fault_in(new, today=timezone.localdate(at))
    if fault:
        raise ReportRefused(fault)
    _check_all(new.items, new.origin, new.told_by, confirms=confirms)


def must_be_sound(new: NewItem, origin: str, *, confirms: bool) -> None:
    """Raise ReportRefused for an item that breaks a rule, by whoever ``confirms``."""
    if fault := drafts.fault_in_item(new):
        raise ReportRefused(fault)
    _check_all([new], origin, "", confirms=confirms)


def _check_all(
    items: Sequence[NewItem], origin: str, told_by: str, *, confirms: bool
) -> None:
    is_permitted = any(item.handling == grades.PERMITTED for item in items)
    if is_permitted and not drafts.may_permit(origin, told_by, confirms=confirms):
        raise ReportRefused(DraftFault.HANDLING_NOT_THEIRS)
    codes = {code for item in items for code in item.sign_codes}
    if codes and codes != signs.signs_by_code(codes, "en").keys():
        raise ReportRefused(DraftFault.SIGN_UNKNOWN)


@dataclass(frozen=True, slots=True)
class _Heard:
    """What the source said, and who they are where a colleague took that down.

    ``turn`` is the decision that it is written up for.
    """

    raw: str = field(repr=False)
    caller: str = field(default="", repr=False)
    turn: int | None = None


def _heard(new: NewReport, actor: Actor, at: datetime) -> _Heard:
    """What the source said; of a report in the queue, the report itself."""
    if new.report_id is None:
        return _Heard(new.raw)
    reporting.lock_report(report_id=new.report_id, actor=actor)
    opened, said = reporting.open_with_conversation(
        report_id=new.report_id, actor=actor, at=at
    )
    if new.origin != origin_of(opened.came_by):
        raise ReportRefused(DraftFault.ORIGIN_NOT_NAMED)
    decided = load_decisions(viewer=actor, report_ids=[new.report_id]).get(
        new.report_id
    )
    if decided is None:
        raise ReportNotForWriting
    if not decided.is_to_be_written:
        _refuse_twice(new, decided.turn)
        raise ReportNotForWriting
    reporting.mark_done(report_id=new.report_id, actor=actor, at=at)
    answers = opened.answers
    # Of the public's form nobody is asked: what a browser sends of it tells nothing.
    is_asked = new.origin != ANONYMOUS
    return _Heard(
        "\n".join(_lines(answers, said)),
        caller_of(answers.caller_name, answers.caller_contact) if is_asked else "",
        decided.turn,
    )


def _lines(answers: ReportAnswers, said: Sequence[OpenedMessage]) -> Iterator[str]:
    """The answers by their names, then who said what since, and on which day."""
    for each in fields(answers):
        yield f"{each.name}: {_plain(getattr(answers, each.name))}"
    for one in said:
        whose = "desk" if one.is_from_desk else "reporter"
        yield f"{whose}, {one.sent_on}: {one.text}"


def _plain(answer: object) -> str:
    return ", ".join(answer) if isinstance(answer, tuple | list) else str(answer)


def _keep(
    new: NewReport, heard: _Heard, actor: Actor, at: datetime
) -> IntelligenceReport:
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
        report_turn=heard.turn,
        visit_id=new.visit_id,
        organisation_id=holder,
        event_on=new.event_on,
        marking=new.marking,
        written_by_id=actor.person,
        written_at=at,
    )
    _refuse_twice(new, heard.turn)
    words = {"raw_sealed": heard.raw, "provenance_sealed": _provenance(new)}
    try:
        sharing.begin_team_record(row)
        with transaction.atomic():
            for name, sealed in vault.seal_all(row, words, teams=[holder]).items():
                setattr(row, name, sealed)
            row.save(force_insert=True)
    except (Absent, IntegrityError):
        # The same page, sent twice: the other one was first, a moment ago.
        _refuse_twice(new, heard.turn)
        raise
    return row


def _provenance(new: NewReport) -> str:
    """How the source knows, and who they are where that was said."""
    if not new.told_by.strip():
        return new.provenance
    told_by = _("Who told us: %(who)s") % {"who": new.told_by.strip()}
    return f"{new.provenance}\n{told_by}"


def _refuse_twice(new: NewReport, turn: int | None) -> None:
    same = Q(id=new.id) | Q(
        report_id=new.report_id, report__isnull=False, report_turn=turn
    )
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
        (item_of(report, number, item, is_proposed=is_proposed), item)
        for number, item in enumerate(new.items, start=1)
    ]
    kept = Item.objects.bulk_create([row for row, said in rows])
    keep_mentions([(row, item.mentions) for row, item in rows], names)
    return kept


def item_of(
    report: IntelligenceReport, number: int, item: NewItem, *, is_proposed: bool
) -> Item:
    """An item of a report, yet to be saved."""
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
