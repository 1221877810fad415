"""One visit, and one possible victim of it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Prefetch

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.intelligence import queries as intelligence
from unhidden.signs import queries as signs
from unhidden.visits.models import (
    AgeBand,
    ApparentSex,
    PossibleVictim,
    ReferredTo,
    SignAnswer,
    VictimAgeGroup,
    Visit,
)
from unhidden.visits.queries.cards import (
    AnsweredSign,
    PeopleThere,
    PossibleVictimCard,
    ReferralCard,
    SectionOfAnswers,
    VisitView,
)
from unhidden.visits.queries.reach import (
    filter_readable_visits,
    get_page_language,
    list_once_found,
    of_own_teams,
    possible_victims,
)


@query
def get_visit(*, viewer: Actor, visit_id: UUID) -> VisitView:
    """The whole record; raises Absent for who may not read it."""
    row = (
        filter_readable_visits(viewer)
        .select_related("premises", "recorded_by")
        .select_related("planned__operation", "planned__team")
        .prefetch_related(
            "present",
            "referrals",
            "signs",
            Prefetch("possible_victims", queryset=possible_victims(viewer)),
        )
        .filter(id=visit_id)
        .first()
    )
    if row is None:
        raise Absent
    return _view(row, viewer)


@query
def possible_victim(*, viewer: Actor, possible_victim_id: UUID) -> PossibleVictimCard:
    """One possible victim whom the viewer may know of; or Absent."""
    row = (
        list_once_found(viewer)
        .filter(id=possible_victim_id)
        .select_related("visit__premises", "visit__planned__operation")
        .first()
    )
    if row is None:
        raise Absent
    return _possible_victim(row, row.visit)


@query
def list_victims_of_account(
    *, viewer: Actor, account_id: UUID
) -> list[PossibleVictimCard]:
    """The possible victims of the visit whose record an account is, in view."""
    rows = possible_victims(viewer).filter(visit__account_id=account_id)
    rows = rows.select_related("visit__premises", "visit__planned__operation")
    return [_possible_victim(row, row.visit) for row in rows.order_by("number")]


@query
def list_victims_of_visits(
    *, viewer: Actor, visit_ids: Sequence[UUID]
) -> list[PossibleVictimCard]:
    """The possible victims of these visits, as far as the viewer reads them: visit by
    visit as they are named, and by number."""
    rows = possible_victims(viewer).filter(visit_id__in=visit_ids)
    rows = rows.select_related("visit__premises", "visit__planned__operation")
    found = [_possible_victim(row, row.visit) for row in rows]
    return sorted(found, key=lambda one: (visit_ids.index(one.visit_id), one.number))


def _view(row: Visit, viewer: Actor) -> VisitView:
    planned, premises, team = row.planned, row.premises, row.planned.team
    return VisitView(
        id=row.id,
        planned_id=planned.id,
        operation_id=planned.operation_id,
        operation=_operation_name(row),
        premises_id=premises.id,
        premises=premises.name,
        premises_kind=premises.kind,
        premises_kind_label=premises.get_kind_display(),
        address=", ".join(filter(None, (premises.address, premises.postcode))),
        is_synthetic=planned.operation.is_synthetic or premises.source == "synthetic",
        kind=planned.kind,
        kind_label=planned.get_kind_display(),
        team=team.name if team else "",
        purpose=planned.purpose,
        purpose_told=row.purpose_told,
        entry_basis=row.entry_basis,
        entry_basis_label=row.get_entry_basis_display(),
        entry_detail=row.entry_detail,
        interpreter_label=row.get_interpreter_display(),
        started_at=row.started_at,
        ended_at=row.ended_at,
        outcome=row.outcome,
        outcome_label=row.get_outcome_display(),
        spoken_to=row.spoken_to,
        leaflets=row.leaflets,
        notices=row.notices,
        arrests=row.arrests,
        narrative=row.narrative,
        follow_up_on=row.follow_up_on,
        recorded_by=row.recorded_by.name,
        recorded_at=row.recorded_at,
        revision=row.revision,
        inner_there=row.inner_there,
        account_id=row.account_id,
        photos_there=row.photos_there,
        present=_present(row),
        sections=_sections(row),
        reading=_reading(row),
        referrals=_referrals(row),
        possible_victims=_possible_victims(row),
        learnings=tuple(intelligence.reports_of_visit(viewer=viewer, visit_id=row.id)),
        is_own=of_own_teams(viewer).filter(id=row.id).exists(),
        may_report=viewer.may("intelligence.write_item"),
    )


def _operation_name(row: Visit) -> str:
    return str(getattr(row.planned.operation, f"name_{get_page_language()}"))


def _present(row: Visit) -> tuple[PeopleThere, ...]:
    """By age and sex, in the order of the form."""
    ages, sexes = AgeBand.values, ApparentSex.values
    groups = sorted(
        row.present.all(),
        key=lambda group: (ages.index(group.age), sexes.index(group.sex)),
    )
    return tuple(
        PeopleThere(
            age=group.age,
            age_label=group.get_age_display(),
            sex=group.sex,
            sex_label=group.get_sex_display(),
            count=group.count,
        )
        for group in groups
    )


def _sections(row: Visit) -> tuple[SectionOfAnswers, ...]:
    """The answers by section, in the order of the catalogue."""
    answers = {answer.sign_id: answer for answer in row.signs.all()}
    found: dict[str, list[AnsweredSign]] = {}
    for code, card in signs.signs_by_code(answers, get_page_language()).items():
        found.setdefault(card.section, []).append(
            AnsweredSign(
                code=code,
                phrase=card.phrase,
                weight=card.weight,
                weight_label=card.weight_label,
                answer=answers[code].answer,
                answer_label=_label(answers[code]),
            )
        )
    names = {card.code: card.name for card in signs.list_sections(get_page_language())}
    return tuple(
        SectionOfAnswers(name=names[code], signs=tuple(rows))
        for code, rows in found.items()
    )


def _label(answer: SignAnswer) -> str:
    """The answer, and how it is known where somebody said so."""
    words = (answer.get_answer_display(), answer.get_how_display())
    return ", ".join(str(word) for word in words if word)


def _reading(row: Visit) -> signs.SignsReading:
    seen = [answer.sign_id for answer in row.signs.all() if answer.answer == "seen"]
    is_child = any(
        person.age_group != VictimAgeGroup.ADULT
        for person in row.possible_victims.all()
    )
    return signs.weigh_signs(seen, get_page_language(), is_treated_as_child=is_child)


def _referrals(row: Visit) -> tuple[ReferralCard, ...]:
    bodies = ReferredTo.values
    ordered = sorted(
        row.referrals.all(), key=lambda one: (bodies.index(one.to), one.id)
    )
    return tuple(
        ReferralCard(
            to=one.to, to_label=one.get_to_display(), legal_basis=one.legal_basis
        )
        for one in ordered
    )


def _possible_victims(row: Visit) -> tuple[PossibleVictimCard, ...]:
    ordered = sorted(row.possible_victims.all(), key=lambda person: person.number)
    return tuple(_possible_victim(person, row) for person in ordered)


def _possible_victim(person: PossibleVictim, row: Visit) -> PossibleVictimCard:
    return PossibleVictimCard(
        id=person.id,
        visit_id=row.id,
        number=person.number,
        age_group=person.age_group,
        age_group_label=person.get_age_group_display(),
        alleges=person.alleges,
        alleges_label=person.get_alleges_display(),
        is_brought_to_safety=person.is_brought_to_safety,
        operation=_operation_name(row),
        premises=row.premises.name,
    )
