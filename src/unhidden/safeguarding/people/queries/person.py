"""What a page shows of a case's person: cases, links, speaking, safe ways as codes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import get_language

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.access.rls import procedures
from unhidden.agencies import queries as agencies
from unhidden.safeguarding.frame.queries import own_cases
from unhidden.safeguarding.models import (
    Case,
    CommunicationNeed,
    ContactDespite,
    ExcludedInterpreter,
    FoundAgain,
    LinkWish,
    PersonLinkKind,
    SafeContact,
    SpeakingWishes,
)
from unhidden.vault import actions as vault


@dataclass(frozen=True, slots=True)
class OtherCase:
    id: UUID
    urn: str
    lead: str
    opened_at: datetime
    is_closed: bool


@dataclass(frozen=True, slots=True)
class LinkCard:
    """A wish to be seen with another; ``seen_with`` once the other wishes it too."""

    id: UUID
    kind_label: str
    pseudonym: str
    agreed_on: date
    ended_at: datetime | None
    is_mutual: bool
    other_kind_label: str
    other_organisation: str


@dataclass(frozen=True, slots=True)
class DespiteCard:
    """That somebody was reached outside what they said is safe; who answers for it."""

    route_label: str
    reason_label: str
    kind_label: str
    happens_at: datetime
    noted_by: str


@dataclass(frozen=True, slots=True)
class SpeakingCard:
    """``number`` is how many times it was told; 0 for nothing yet."""

    number: int
    language: str = ""
    language_label: str = ""
    needs: tuple[str, ...] = ()
    need_labels: tuple[str, ...] = ()
    interpreter_gender: str = ""
    interpreter_gender_label: str = ""
    is_interpreter_offered: bool = False
    is_interpreter_wanted: bool | None = None
    recorded_by: str = ""
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ExclusionCard:
    """An interpreter not to be asked; ``name`` is None where no key opens it."""

    id: UUID
    name: str | None
    reason_label: str
    added_at: datetime


@dataclass(frozen=True, slots=True)
class FoundCard:
    """That the person may have come to somebody else, and what they answered."""

    id: UUID
    found_on: date
    answer: str
    answer_label: str


@dataclass(frozen=True, slots=True)
class TouchCard:
    """Another whom the person wants to be in touch with, by pseudonym."""

    pseudonym: str
    organisation: str


@dataclass(frozen=True, slots=True)
class SurvivorView:
    pseudonym: str
    way_in_label: str
    identity_version: int
    cases: tuple[OtherCase, ...]
    links: tuple[LinkCard, ...]
    found: tuple[FoundCard, ...]
    in_touch: tuple[TouchCard, ...]


@query
@of_one_record("case_id")
def get_person(*, viewer: Actor, case_id: UUID) -> SurvivorView:
    """Who stands above a case: pseudonym, other cases in view, links."""
    case = _case(viewer, case_id)
    others = Case.objects.filter(own_cases(viewer), person_id=case.person_id)
    others = others.exclude(id=case.id).select_related("lead").order_by("-opened_at")
    return SurvivorView(
        pseudonym=case.person.pseudonym,
        way_in_label=case.get_way_in_display(),
        identity_version=case.identity_version,
        cases=tuple(
            OtherCase(
                id=row.id,
                urn=row.urn,
                lead=agencies.name_of(row.lead),
                opened_at=row.opened_at,
                is_closed=row.closed_at is not None,
            )
            for row in others
        ),
        links=_links(case),
        found=tuple(
            FoundCard(row.id, row.found_on, row.answer, row.get_answer_display())
            for row in FoundAgain.objects.filter(case_id=case.id)
            .only("id", "found_on", "answer")
            .order_by("found_on", "id")
        ),
        in_touch=_in_touch(case),
    )


@query
@of_one_record("case_id")
def get_speaking(*, viewer: Actor, case_id: UUID) -> SpeakingCard:
    """How to speak with a case's person, as it was told last."""
    case = _case(viewer, case_id)
    row = (
        SpeakingWishes.objects.filter(case=case)
        .select_related("recorded_by")
        .order_by("-number")
        .first()
    )
    if row is None:
        return SpeakingCard(0)
    return SpeakingCard(
        number=row.number,
        language=row.language,
        language_label=row.get_language_display(),
        needs=tuple(row.needs),
        need_labels=tuple(str(CommunicationNeed(each).label) for each in row.needs),
        interpreter_gender=row.interpreter_gender,
        interpreter_gender_label=row.get_interpreter_gender_display(),
        is_interpreter_offered=row.is_interpreter_offered,
        is_interpreter_wanted=row.is_interpreter_wanted,
        recorded_by=row.recorded_by.name,
        recorded_at=row.recorded_at,
    )


@query
@of_one_record("case_id")
def list_exclusions(*, viewer: Actor, case_id: UUID) -> tuple[ExclusionCard, ...]:
    """Interpreters who are not to be asked, in the order in which they were named."""
    case = _case(viewer, case_id)
    rows = list(
        ExcludedInterpreter.objects.filter(case=case, ended_at__isnull=True).order_by(
            "added_at", "id"
        )
    )
    names: list[str | None]
    try:
        names = vault.open_held([row.name_sealed for row in rows], by=viewer)
    except vault.KeysLocked:
        names = [None] * len(rows)
    return tuple(
        ExclusionCard(row.id, name, row.get_reason_display(), row.added_at)
        for row, name in zip(rows, names, strict=True)
    )


@query
@of_one_record("case_id")
def count_safe_contacts(*, viewer: Actor, case_id: UUID) -> int:
    """How many safe ways are kept of a case, without opening any."""
    case = _case(viewer, case_id)
    return SafeContact.objects.filter(case=case, ended_at__isnull=True).count()


@query
def list_despite(*, viewer: Actor, case_id: UUID) -> list[DespiteCard]:
    """When somebody was reached outside what they said is safe, the newest first."""
    case = _case(viewer, case_id)
    rows = ContactDespite.objects.filter(case=case).order_by("-happens_at", "id")
    found = list(rows)
    names = agencies.names_of_people(person_ids={row.noted_by_id for row in found})
    return [
        DespiteCard(
            route_label=row.get_route_display(),
            reason_label=row.get_reason_display(),
            kind_label=row.get_kind_display(),
            happens_at=row.happens_at,
            noted_by=names.get(row.noted_by_id, ""),
        )
        for row in found
    ]


def _case(viewer: Actor, case_id: UUID) -> Case:
    viewer.must("safeguarding.see_own_cases")
    found = Case.objects.filter(own_cases(viewer), id=case_id)
    row = found.select_related("person").first()
    if row is None:
        raise Absent
    return row


def _page_language() -> str:
    return "cy" if get_language() == "cy" else "en"


def _links(case: Case) -> tuple[LinkCard, ...]:
    rows = LinkWish.objects.filter(case=case).order_by("recorded_at", "id")
    mutual = {
        wish_id: (kind, lead_id)
        for wish_id, kind, lead_id in procedures.ask_rows("linked_people", case.id)
    }
    leads = agencies.names_of({lead_id for _, lead_id in mutual.values()})
    return tuple(_link(row, mutual.get(row.id), leads) for row in rows)


def _in_touch(case: Case) -> tuple[TouchCard, ...]:
    rows = procedures.ask_rows("in_touch_with", case.id)
    names = agencies.names_of({lead_id for _, lead_id in rows})
    return tuple(
        TouchCard(pseudonym, names[lead_id][_page_language()])
        for pseudonym, lead_id in rows
    )


def _link(
    row: LinkWish,
    other: tuple[str, UUID] | None,
    leads: dict[UUID, dict[str, str]],
) -> LinkCard:
    return LinkCard(
        id=row.id,
        kind_label=row.get_kind_display(),
        pseudonym=row.pseudonym,
        agreed_on=row.agreed_on,
        ended_at=row.ended_at,
        is_mutual=other is not None,
        other_kind_label=str(PersonLinkKind(other[0]).label) if other else "",
        other_organisation=leads[other[1]][_page_language()] if other else "",
    )
