"""A file of cases as HTCDS 2.0, and what it leaves out; each is kept with its hash."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils import translation

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.rls import rows
from unhidden.audit.actions import Verb
from unhidden.lib import spreadsheets
from unhidden.lib.refusals import ActionRefused
from unhidden.safeguarding.consent.actions.outgoing import NewOutgoing, note_outgoing
from unhidden.safeguarding.consent.queries.passed import find_undone
from unhidden.safeguarding.consent.queries.standing import find_word
from unhidden.safeguarding.consent.rules import standing
from unhidden.safeguarding.crossing.rules import htcds
from unhidden.safeguarding.frame.actions import tell_case
from unhidden.safeguarding.frame.queries import own_cases
from unhidden.safeguarding.models import (
    NEED_ENDS,
    Case,
    CaseOutcome,
    CaseOutgoing,
    CaseTurnKind,
    OutgoingKind,
    OutsideReceiver,
)
from unhidden.safeguarding.models.states import CourseState

_REFERRALS = (OutgoingKind.SHARE, OutgoingKind.HAND_OVER, OutgoingKind.REFERRAL)


class NoCases(ActionRefused):
    """None of one's own cases may go into the file."""


@action
def export_cases(
    *, case_id: UUID | None, purpose: str, actor: Actor, at: datetime
) -> bytes:
    """One of one's own cases, or all that one works on, as a file; identity apart.

    Each case keeps that it was exported, for what, and the hash of the file; a closed
    one, too, where it is let into it. Raises NoCases.
    """
    actor.must("safeguarding.work_case")
    cases = _hold_cases(case_id, purpose, actor, standing.day_of(at))
    if not cases:
        raise NoCases
    content = _pack([_exported(case, at) for case in cases])
    digest = hashlib.sha256(content).hexdigest()
    for case in cases:
        note_outgoing(
            case=case,
            new=NewOutgoing(
                kind=OutgoingKind.EXPORT,
                categories=(),
                outside=OutsideReceiver.STATISTICS
                if purpose == "statistics"
                else OutsideReceiver.OWN_ORGANISATION,
                purpose=purpose,
                digest=digest,
            ),
            actor=actor,
            at=at,
        )
        tell_case(
            "case_exported",
            case,
            actor=actor,
            at=at,
            verb=Verb.DISCLOSURE,
            detail={"purpose": purpose, "digest": digest},
        )
    return content


def _hold_cases(
    case_id: UUID | None, purpose: str, actor: Actor, day: date
) -> list[Case]:
    """The cases that go into the file, locked; closed ones as far as they may."""
    own = Case.objects.filter(own_cases(actor)).select_for_update(of=("self",))
    if case_id is not None:
        own = own.filter(id=case_id)
    found = own.select_related("lead").order_by("opened_at", "id")
    return [
        case
        for case in found
        if rows.may_act_on(case, "write")
        and htcds.may_export(
            purpose,
            is_closed=case.closed_at is not None,
            standing=standing.find_standing(find_word(case, "support", None), day),
        )
    ]


def _exported(case: Case, at: datetime) -> htcds.ExportedCase:
    day = standing.day_of(at)
    word = find_word(case, "support", None)
    closing = case.turns.filter(kind=CaseTurnKind.CLOSED).order_by("-number").first()
    referral = _find_referral(case)
    need = (
        case.support_needs.exclude(steps__kind__in=NEED_ENDS)
        .order_by("noted_at")
        .first()
    )
    return htcds.ExportedCase(
        lead=case.lead.name_en,
        lead_kind=case.lead.kind,
        state=case.nrm_state,
        opened_on=standing.day_of(case.opened_at),
        closed_on=standing.day_of(case.closed_at) if case.closed_at else None,
        agrees_to_support=standing.find_standing(word, day) == standing.YES,
        is_at_rest=case.course == CourseState.DORMANT,
        outcome=closing.code if closing else "",
        outcome_label=_name_outcome(closing.code) if closing else "",
        has_died=case.turns.filter(kind=CaseTurnKind.DIED).exists(),
        referred_to=_name_referred(referral) if referral else "",
        referred_on=standing.day_of(referral.passed_at) if referral else None,
        referral_kind=referral.kind if referral else "",
        need=need.code if need else "",
    )


def _find_referral(case: Case) -> CaseOutgoing | None:
    """The last referral that left the case, and was not taken back."""
    rows = case.outgoing.filter(kind__in=_REFERRALS)
    rows = rows.exclude(marks__code__in=["withdrawn", "recalled"])
    rows = rows.exclude(source_id__in=find_undone(case))
    return rows.select_related("receiver").order_by("-passed_at", "-id").first()


def _name_referred(row: CaseOutgoing) -> str:
    return row.receiver.name_en if row.receiver else "Home Office"


def _name_outcome(code: str) -> str:
    """The file is in English: so are the codes of the standard."""
    with translation.override("en"):
        return str(CaseOutcome(code).label)


def _pack(cases: Sequence[htcds.ExportedCase]) -> bytes:
    """The cases, and the fields that stay empty with why; equal input, equal bytes."""
    fields = htcds.list_fields()
    found = [[row[name] for name in fields] for row in htcds.make_rows(cases)]
    return spreadsheets.write_ods(
        {
            "cases": [fields, *found],
            "not filled": [("field", "why"), *htcds.list_unmapped()],
        }
    )
