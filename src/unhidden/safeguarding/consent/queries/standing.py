"""What a person said, how each word stands today, and when to ask again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.access.rls import rows as wall
from unhidden.agencies import queries as agencies
from unhidden.lib import languages
from unhidden.safeguarding.consent.rules import standing
from unhidden.safeguarding.consent.rules.standing import ConsentWord
from unhidden.safeguarding.frame.queries import own_cases
from unhidden.safeguarding.models import Case, Consent, ConsentKind

STANDINGS = {
    standing.YES: _("Agreed"),
    standing.NO: _("Did not agree"),
    standing.NOT_YET: _("Not yet decided"),
    standing.WITHDRAWN: _("Taken back"),
    standing.NOT_ASKED: _("Not asked yet"),
    standing.RUN_OUT: _("Agreed once: its time is over"),
}


@dataclass(frozen=True, slots=True)
class ConsentCard:
    kind_label: str
    receiver: str
    answer_label: str
    language: str
    interpreter: str
    asked_by: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class StandingConsent:
    """How one question stands today: ``receiver_id`` for what is shared with whom."""

    kind: str
    kind_label: str
    standing: str
    standing_label: str
    receiver_id: UUID | None
    receiver: str
    categories: frozenset[str]
    said_at: datetime | None
    until_on: date | None
    ask_again_on: date | None
    is_due: bool
    may_withdraw: bool
    is_decided_for: bool


@dataclass(frozen=True, slots=True)
class ConsentDue:
    """A word of one of the viewer's own cases to be gently asked about again."""

    case_id: UUID
    urn: str
    kind: str
    kind_label: str
    receiver: str
    since_on: date | None


def find_word(case: Case, kind: str, receiver_id: UUID | None) -> ConsentWord | None:
    """The word that counts on one question."""
    rows = Consent.objects.filter(case=case, kind=kind, receiver_id=receiver_id)
    return standing.find_latest(_word(row) for row in rows.order_by("number"))


@query
@of_one_record("case_id")
def find_agreement(
    *,
    viewer: Actor,
    case_id: UUID,
    kind: str,
    day: date,
    receiver_id: UUID | None = None,
) -> UUID | None:
    """The id of the yes that stands on a day for this question; None without one."""
    viewer.must("safeguarding.see_own_cases")
    own = Case.objects.filter(own_cases(viewer), id=case_id)
    rows = _rows().filter(case__in=own, kind=kind, receiver_id=receiver_id)
    latest = _latest(list(rows))
    if latest is None or standing.find_standing(_word(latest), day) != standing.YES:
        return None
    return latest.id


def list_consents(case: Case) -> tuple[ConsentCard, ...]:
    """What was said about a case that is in view, the latest first."""
    rows = case.consents.select_related("asked_by", "receiver")
    return tuple(_card(row) for row in rows.order_by("-number"))


@query
@of_one_record("case_id")
def list_standings(
    *, viewer: Actor, case_id: UUID, day: date
) -> tuple[StandingConsent, ...]:
    """Each question as it stands, in their order; sharing once for each receiver.

    For who works on the case; raises Absent.
    """
    viewer.must("safeguarding.see_own_cases")
    case = Case.objects.filter(own_cases(viewer), id=case_id).first()
    if case is None:
        raise Absent
    return describe_standings(case, day)


def describe_standings(case: Case, day: date) -> tuple[StandingConsent, ...]:
    """As ``list_standings``, of a case that is in view."""
    rows = list(_rows().filter(case=case))
    asked = [
        kind for kind in ConsentKind if standing.may_be_asked(kind, case.age_group)
    ]
    found = []
    for kind in asked:
        theirs = [row for row in rows if row.kind == kind]
        groups: list[list[Consent]] = (
            _by_receiver(theirs) if kind == ConsentKind.SHARE else [theirs]
        )
        found += [_standing(kind, group, day) for group in groups]
    return tuple(found)


@query
def list_due(*, viewer: Actor, day: date) -> list[ConsentDue]:
    """What to gently ask again in the open cases that the viewer works on.

    Longest due first. Who reads a case and does not work on it asks nobody.
    """
    viewer.must("safeguarding.work_case")
    own = Case.objects.filter(own_cases(viewer), closed_at=None).order_by("urn", "id")
    rows: dict[UUID, list[Consent]] = {}
    for row in _rows().filter(case__in=own):
        rows.setdefault(row.case_id, []).append(row)
    due = [
        _due(case, latest)
        for case in own
        for group in _by_question(rows.get(case.id, []))
        if (latest := _latest(group)) and standing.is_due(_word(latest), day)
    ]
    ids = {one.case_id for one in due}
    workable = wall.find_permitted(Case.domain(), ids, "write")
    return sorted(
        (one for one in due if one.case_id in workable),
        key=lambda one: (one.since_on or day, one.urn, one.kind),
    )


def describe_language(code: str) -> str:
    """What a language is called in the language of the page."""
    return languages.name_language(code, get_language() or "en")


def _rows() -> QuerySet[Consent]:
    return Consent.objects.select_related("receiver").order_by("number")


def _word(row: Consent) -> ConsentWord:
    return ConsentWord(
        kind=row.kind,
        answer=row.answer,
        number=row.number,
        receiver=str(row.receiver_id or ""),
        categories=frozenset(row.categories),
        until_on=row.until_on,
        ask_again_on=row.ask_again_on,
    )


def _latest(rows: list[Consent]) -> Consent | None:
    """As ``standing.find_latest``, of rows."""
    return max(rows, key=lambda row: row.number, default=None)


def _by_receiver(rows: list[Consent]) -> list[list[Consent]]:
    groups: dict[UUID | None, list[Consent]] = {}
    for row in rows:
        groups.setdefault(row.receiver_id, []).append(row)
    return sorted(
        groups.values(),
        key=lambda group: (
            agencies.name_of(group[0].receiver) if group[0].receiver else "",
            str(group[0].id),
        ),
    )


def _by_question(rows: list[Consent]) -> list[list[Consent]]:
    groups: dict[tuple[str, UUID | None], list[Consent]] = {}
    for row in rows:
        groups.setdefault((row.kind, row.receiver_id), []).append(row)
    return list(groups.values())


def _standing(kind: ConsentKind, rows: list[Consent], day: date) -> StandingConsent:
    latest = _latest(rows)
    word = _word(latest) if latest else None
    code = standing.find_standing(word, day)
    is_yes = code == standing.YES
    return StandingConsent(
        kind=str(kind.value),
        kind_label=str(kind.label),
        standing=code,
        standing_label=str(STANDINGS[code]),
        receiver_id=latest.receiver_id if latest else None,
        receiver=agencies.name_of(latest.receiver)
        if latest and latest.receiver
        else "",
        categories=frozenset(latest.categories) if latest and is_yes else frozenset(),
        said_at=latest.asked_at if latest else None,
        until_on=latest.until_on if latest else None,
        ask_again_on=latest.ask_again_on if latest else None,
        is_due=standing.is_due(word, day),
        may_withdraw=standing.may_withdraw(word, day),
        is_decided_for=bool(latest and latest.basis == standing.BEST_INTERESTS),
    )


def _due(case: Case, row: Consent) -> ConsentDue:
    return ConsentDue(
        case_id=case.id,
        urn=case.urn,
        kind=row.kind,
        kind_label=row.get_kind_display(),
        receiver=agencies.name_of(row.receiver) if row.receiver else "",
        since_on=row.ask_again_on or row.until_on,
    )


def _card(row: Consent) -> ConsentCard:
    return ConsentCard(
        kind_label=row.get_kind_display(),
        receiver=agencies.name_of(row.receiver) if row.receiver else "",
        answer_label=row.get_answer_display(),
        language=describe_language(row.language),
        interpreter=row.get_interpreter_display() if row.interpreter else "",
        asked_by=row.asked_by.name,
        asked_at=row.asked_at,
    )


def may_ask(kind: str, age_group: str) -> bool:
    """Whether there is such a question, for somebody of this age."""
    return kind in ConsentKind.values and standing.may_be_asked(kind, age_group)
