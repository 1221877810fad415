"""Who answers tonight, what is written for them, and who opened it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.access.rls import rows
from unhidden.agencies import queries as agencies
from unhidden.lib.working_days import day_in_london
from unhidden.safeguarding.cover import rules
from unhidden.safeguarding.cover.rules import DutyHours
from unhidden.safeguarding.frame.queries import CaseHead, read_head
from unhidden.safeguarding.models import (
    Case,
    CoverDuty,
    CoverOpening,
    CoverSection,
    CoverSectionKind,
    CoverSeen,
    CoverSheet,
)
from unhidden.vault import actions as vault
from unhidden.vault.fields import SealedValue

SHOWN = timedelta(days=28)  # of the rota, from today


@dataclass(frozen=True, slots=True)
class DutyCard:
    id: UUID
    person_id: UUID
    name: str
    from_at: datetime
    until_at: datetime
    is_now: bool


@dataclass(frozen=True, slots=True)
class Rota:
    """The duties of the coming weeks, and when nobody answers within a week."""

    duties: tuple[DutyCard, ...]
    gaps: tuple[tuple[datetime, datetime], ...]
    may_keep: bool


@dataclass(frozen=True, slots=True)
class SheetSection:
    kind: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class SheetCard:
    """A sheet without its sections: how the person will say who they are."""

    id: UUID
    case_id: UUID
    called: str
    hours: int
    from_at: datetime
    until_at: datetime
    written_by: str
    written_at: datetime
    open_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class TonightList:
    """What somebody on duty may open; none without a duty."""

    is_on_duty: bool
    until_at: datetime | None
    sheets: tuple[SheetCard, ...]


@dataclass(frozen=True, slots=True)
class OpenSheet:
    card: SheetCard
    opening_id: UUID
    until_at: datetime
    sections: tuple[SheetSection, ...]

    @property
    def has_safe_way(self) -> bool:
        """Whether it says how they can be reached safely."""
        return any(each.kind == CoverSectionKind.SAFE_CONTACT for each in self.sections)


@dataclass(frozen=True, slots=True)
class OpeningCard:
    """That a sheet of the case was opened: by whom, why, when, and whether seen."""

    id: UUID
    by: str
    reason_label: str
    opened_at: datetime
    shut_at: datetime
    is_open: bool
    calls: tuple[str, ...]
    seen_by: str
    seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class CaseCover:
    """Cover of one case for its team: the sheet for the nights, and its openings.

    ``may_write``: the viewer leads or supervises the case, and it is open.
    """

    head: CaseHead
    may_write: bool
    sheet: SheetCard | None
    sections: tuple[SheetSection, ...]
    openings: tuple[OpeningCard, ...]
    to_see: int


@query
def read_rota(*, viewer: Actor, at: datetime) -> Rota:
    """The rota of the viewer's organisation, from now on.

    Whoever has left answers nobody: their duty is a gap.
    """
    viewer.must("safeguarding.see_own_cases")
    found = list(
        CoverDuty.objects.filter(
            organisation_id=viewer.organisation,
            person_id__in=_answering(viewer, at),
            ended_at__isnull=True,
            until_at__gt=at,
            from_at__lt=at + SHOWN,
        )
        .select_related("person")
        .order_by("from_at", "id")
    )
    hours = [DutyHours(one.person_id, one.from_at, one.until_at) for one in found]
    return Rota(
        duties=tuple(
            DutyCard(
                id=one.id,
                person_id=one.person_id,
                name=one.person.name,
                from_at=one.from_at,
                until_at=one.until_at,
                is_now=one.from_at <= at,
            )
            for one in found
        ),
        gaps=tuple(rules.find_gaps(hours, at, at + timedelta(days=7))),
        may_keep=viewer.may("safeguarding.keep_rota"),
    )


@query
def list_tonight(*, viewer: Actor, at: datetime) -> TonightList:
    """The sheets that the viewer may open now; how people say who they are is opened.

    Whoever is on no duty sees none. Raises KeysLocked.
    """
    viewer.must("safeguarding.answer_at_night")
    duty = find_own_duty(viewer, at)
    if duty is None:
        return TonightList(False, None, ())
    found = list(
        CoverSheet.objects.filter(
            organisation_id=viewer.organisation,
            withdrawn_at__isnull=True,
            from_at__lte=at,
            until_at__gt=at,
        )
        .select_related("written_by")
        .order_by("case_id")
    )
    opened = {
        one.sheet_id: one.until_at
        for one in CoverOpening.objects.filter(
            person_id=viewer.person, ended_at__isnull=True, until_at__gt=at
        )
    }
    names = _open([row.called_sealed for row in found], viewer)
    cards = (
        _sheet(row, called, opened.get(row.id))
        for row, called in zip(found, names, strict=True)
    )
    ordered = sorted(cards, key=lambda card: (card.called.casefold(), str(card.id)))
    return TonightList(True, duty.until_at, tuple(ordered))


@query
def read_open_sheet(*, viewer: Actor, case_id: UUID, at: datetime) -> OpenSheet:
    """What the viewer opened of this case, while it is open; raises Absent."""
    viewer.must("safeguarding.answer_at_night")
    opening = (
        CoverOpening.objects.filter(
            sheet__case_id=case_id,
            sheet__withdrawn_at__isnull=True,
            person_id=viewer.person,
            ended_at__isnull=True,
            until_at__gt=at,
        )
        .select_related("sheet__written_by")
        .first()
    )
    if opening is None or find_own_duty(viewer, at) is None:
        raise Absent
    return OpenSheet(
        card=_sheet(opening.sheet, _open([opening.sheet.called_sealed], viewer)[0]),
        opening_id=opening.id,
        until_at=opening.until_at,
        sections=_sections(opening.sheet, viewer),
    )


@query
@of_one_record("case_id")
def get_case_cover(*, viewer: Actor, case_id: UUID, at: datetime) -> CaseCover:
    """Cover of a case for those who read it, of the organisation that leads it.

    Raises Absent for everyone else.
    """
    head = read_head(viewer=viewer, case_id=case_id)
    if head.lead_id != viewer.organisation:
        raise Absent
    sheet = _live_sheet(case_id, at)
    openings = _openings(case_id, viewer, at)
    return CaseCover(
        head=head,
        may_write=head.may_work
        and not head.is_closed
        and rows.may_act_on(Case(id=case_id), "manage"),
        sheet=_sheet(sheet, _open([sheet.called_sealed], viewer)[0]) if sheet else None,
        sections=_sections(sheet, viewer) if sheet else (),
        openings=openings,
        to_see=sum(one.seen_at is None for one in openings),
    )


@query
def count_unseen_openings(*, viewer: Actor) -> int:
    """How many openings of the viewer's own teams' cases nobody took note of."""
    viewer.must("safeguarding.see_own_cases")
    teams = rows.let_in(viewer, Case.domain())
    cases = Case.objects.filter(id__in=teams, lead_id=viewer.organisation)
    seen = CoverSeen.objects.values("opening_id")
    found = CoverOpening.objects.filter(sheet__case__in=cases)
    return found.exclude(id__in=seen).count()


def find_own_duty(viewer: Actor, at: datetime) -> CoverDuty | None:
    """The viewer's duty at this moment, the one that lasts longest."""
    return (
        CoverDuty.objects.filter(
            person_id=viewer.person,
            organisation_id=viewer.organisation,
            ended_at__isnull=True,
            from_at__lte=at,
            until_at__gt=at,
        )
        .order_by("-until_at", "id")
        .first()
    )


@query
def list_answering(*, viewer: Actor, at: datetime) -> list[tuple[UUID, str]]:
    """The colleagues who could be on duty: id and name, in order."""
    viewer.must("safeguarding.keep_rota")
    own = _answering(viewer, at)
    return sorted(own.items(), key=lambda one: (one[1], str(one[0])))


def _answering(viewer: Actor, at: datetime) -> dict[UUID, str]:
    """Who of the viewer's organisation may answer on this day, with their names."""
    able = agencies.list_colleagues(
        day=day_in_london(at), permission="safeguarding.answer_at_night"
    )
    return {
        one.person_id: one.name
        for one in able
        if one.organisation_id == viewer.organisation
    }


def _live_sheet(case_id: UUID, at: datetime) -> CoverSheet | None:
    found = CoverSheet.objects.filter(
        case_id=case_id, withdrawn_at__isnull=True, until_at__gt=at
    )
    return found.select_related("written_by").first()


def _sheet(row: CoverSheet, called: str, until: datetime | None = None) -> SheetCard:
    return SheetCard(
        id=row.id,
        case_id=row.case_id,
        called=called,
        hours=row.hours,
        from_at=row.from_at,
        until_at=row.until_at,
        written_by=row.written_by.name,
        written_at=row.written_at,
        open_until=until,
    )


def _open(sealed: Sequence[SealedValue], viewer: Actor) -> list[str]:
    """The texts; empty ones for a colleague whom nobody has let in to the keys yet."""
    try:
        return vault.open_all(sealed, by=viewer)
    except vault.NotForYou:
        return [""] * len(sealed)


def _sections(sheet: CoverSheet, viewer: Actor) -> tuple[SheetSection, ...]:
    found = list(CoverSection.objects.filter(sheet_id=sheet.id).order_by("kind"))
    texts = _open([row.text_sealed for row in found], viewer)
    return tuple(
        SheetSection(row.kind, row.get_kind_display(), text)
        for row, text in zip(found, texts, strict=True)
    )


def _openings(case_id: UUID, viewer: Actor, at: datetime) -> tuple[OpeningCard, ...]:
    found = list(
        CoverOpening.objects.filter(sheet__case_id=case_id)
        .select_related("sheet", "person", "seen__seen_by")
        .prefetch_related("calls")
        .order_by("-opened_at", "id")[:50]
    )
    shut = _shut_hours(found)
    return tuple(_opening(row, viewer, shut[row.id], at) for row in found)


def _shut_hours(found: Sequence[CoverOpening]) -> dict[UUID, datetime]:
    """When each shut, or will: a duty that was ended shuts what it had open."""
    if not found:
        return {}
    duties = CoverDuty.objects.filter(
        organisation_id__in={row.sheet.organisation_id for row in found},
        person_id__in={row.person_id for row in found},
        until_at__gt=min(row.opened_at for row in found),
    )
    hours = [
        DutyHours(one.person_id, one.from_at, one.until_at, one.ended_at)
        for one in duties
    ]
    return {
        row.id: rules.find_shut_hour(
            row.until_at,
            (row.ended_at, row.sheet.withdrawn_at),
            [each for each in hours if _let_open(each, row)],
        )
        for row in found
    }


def _let_open(hours: DutyHours, row: CoverOpening) -> bool:
    ended = hours.ended_at or hours.until_at
    return (
        hours.person_id == row.person_id
        and hours.from_at < row.until_at
        and row.opened_at <= min(ended, hours.until_at)
    )


def _opening(
    row: CoverOpening, viewer: Actor, shut_at: datetime, at: datetime
) -> OpeningCard:
    seen: CoverSeen | None = getattr(row, "seen", None)
    calls = _open([call.text_sealed for call in row.calls.all()], viewer)
    return OpeningCard(
        id=row.id,
        by=row.person.name,
        reason_label=row.get_reason_display(),
        opened_at=row.opened_at,
        shut_at=shut_at,
        is_open=shut_at > at,
        calls=tuple(calls),
        seen_by=seen.seen_by.name if seen else "",
        seen_at=seen.seen_at if seen else None,
    )
