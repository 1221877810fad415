"""Deciding which mentions are one thing, parting them, and taking decisions back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.records import new_id
from unhidden.audit import actions as audit
from unhidden.intelligence.locks import in_turn
from unhidden.intelligence.models import Judgement, MatchVerdict, Mention
from unhidden.intelligence.subjects.queries.judged import load_judgements
from unhidden.intelligence.subjects.queries.matching import compare_mentions
from unhidden.intelligence.subjects.rules import proposals, subjects
from unhidden.intelligence.subjects.rules.matching import MatchComparison
from unhidden.intelligence.subjects.rules.subjects import NewJudgement
from unhidden.lib.refusals import ActionRefused


class VerdictUnknown(ActionRefused):
    """There is no such verdict."""


class NoReasonToJudge(ActionRefused):
    """A judgement is kept with its reason."""


class JudgedAlready(ActionRefused):
    """The same stands of the same two mentions: a second press adds nothing."""


class NotOneKind(ActionRefused):
    """A person is never the same as a vehicle."""


@action
def judge_mentions(
    *,
    mention_id: UUID,
    other_id: UUID,
    verdict: str,
    reason: str,
    actor: Actor,
    at: datetime,
) -> UUID:
    """Decide on two mentions and give the decision's id.

    Raises VerdictUnknown, NoReasonToJudge, NotOneKind, JudgedAlready,
    SubjectContradiction, and Absent where either mention is not there for the actor.
    """
    actor.must("intelligence.judge_mentions")
    if verdict not in {MatchVerdict.SAME, MatchVerdict.DIFFERENT, MatchVerdict.UNSURE}:
        raise VerdictUnknown
    one, other = _locked(mention_id, reason), _mention(other_id)
    if one.kind != other.kind or one.id == other.id:
        raise NotOneKind
    now = load_judgements([one.id, other.id]).now
    stands = now.get(subjects.pair_of(one.id, other.id))
    if stands and stands.verdict == verdict != MatchVerdict.UNSURE:
        raise JudgedAlready
    added = subjects.build_judgement(one.id, other.id, verdict, now)
    return _keep(added, one, reason, actor, at, others=[other])


@action
def join_mentions(
    *,
    mention_id: UUID,
    joining: Collection[UUID],
    reason: str,
    actor: Actor,
    at: datetime,
) -> UUID:
    """Decide that mentions are one with this one; gives the one decision's id.

    Raises NoReasonToJudge, NotOneKind, ``subjects.NothingToJoin``,
    ``subjects.SubjectContradiction``, and Absent where one is not there for the actor.
    """
    actor.must("intelligence.judge_mentions")
    one = _locked(mention_id, reason)
    others = list(Mention.objects.filter(id__in=joining))
    if len(others) != len(set(joining)):
        raise Absent
    if any(other.kind != one.kind for other in others):
        raise NotOneKind
    now = load_judgements({one.id, *joining}).now
    added = subjects.build_join(one.id, joining, now)
    return _keep(added, one, reason, actor, at, others=others)


@action
def split_subject(
    *,
    mention_id: UUID,
    leaving: Collection[UUID],
    reason: str,
    actor: Actor,
    at: datetime,
) -> UUID:
    """Part some mentions from the rest of their subject; gives the decision's id.

    Raises NoReasonToJudge, ``subjects.NothingToSplit``, and Absent.
    """
    actor.must("intelligence.judge_mentions")
    one = _locked(mention_id, reason)
    judged = load_judgements([one.id])
    added = subjects.build_split(judged.subject_of(one.id), leaving, judged.now)
    return _keep(added, one, reason, actor, at)


@action
def hold_mentions_apart(
    *, mentions: Collection[UUID], reason: str, actor: Actor, at: datetime
) -> UUID:
    """Decide that no two of these are one; gives the one decision's id.

    Raises NoReasonToJudge, NotOneKind, ``proposals.TooManyToPart``,
    ``proposals.NothingToPart``, ``subjects.SubjectContradiction``, and Absent where one
    is not there for the actor.
    """
    actor.must("intelligence.judge_mentions")
    first, *others = sorted(mentions)
    one = _locked(first, reason)
    rows = list(Mention.objects.filter(id__in=others))
    if len(rows) != len(set(others)):
        raise Absent
    if any(other.kind != one.kind for other in rows):
        raise NotOneKind
    now = load_judgements({one.id, *others}).now
    added = proposals.build_apart({one.id, *others}, now)
    return _keep(added, one, reason, actor, at)


@action
def undo_judgement(
    *, mention_id: UUID, decision_id: UUID, reason: str, actor: Actor, at: datetime
) -> UUID:
    """Bring back what stood before a decision; gives the id of this one.

    Raises NoReasonToJudge, DecidedSince, SubjectContradiction, and Absent where the
    mention is not there or the decision is not about its subject.
    """
    actor.must("intelligence.judge_mentions")
    one = _locked(mention_id, reason)
    touched = Judgement.objects.filter(decision=decision_id)
    ends = {end for row in touched for end in (row.left_id, row.right_id)}
    if not ends:
        raise Absent
    judged = load_judgements(ends | {one.id})
    added = subjects.build_undo(decision_id, judged.history, judged.now)
    return _keep(added, one, reason, actor, at, undoes=decision_id)


def _locked(mention_id: UUID, reason: str) -> Mention:
    if not reason.strip():
        raise NoReasonToJudge
    in_turn()
    return _mention(mention_id)


def _mention(mention_id: UUID) -> Mention:
    found = Mention.objects.filter(id=mention_id).select_related("item").first()
    if found is None:
        raise Absent
    return found


def _keep(
    added: Iterable[NewJudgement],
    about: Mention,
    reason: str,
    actor: Actor,
    at: datetime,
    *,
    others: Iterable[Mention] = (),
    undoes: UUID | None = None,
) -> UUID:
    """Add the judgements of a decision, with what speaks for those on ``others``.

    By what is said of both alone: whoever sees the two reads it later, and may not see
    what whoever judged saw them share.
    """
    decision = new_id()
    compared = {
        subjects.pair_of(about.id, other.id): compare_mentions(about, other)
        for other in others
    }
    rows = [
        Judgement(
            decision=decision,
            left_id=each.pair[0],
            right_id=each.pair[1],
            turn=each.turn,
            verdict=each.verdict,
            reason=reason.strip(),
            **_weighed(compared.get(each.pair)),
            undoes=undoes,
            decided_by_id=actor.person,
            decided_at=at,
        )
        for each in added
    ]
    Judgement.objects.bulk_create(rows)
    audit.record_event(
        name="intelligence.mentions_judged",
        verb=audit.Verb.COMBINATION,
        actor=actor,
        subject=about,
        at=at,
        detail={
            "decision": str(decision),
            "verdict": rows[0].verdict,
            "pairs": len(rows),
            "undoes": str(undoes) if undoes else None,
        },
    )
    return decision


def _weighed(found: MatchComparison | None) -> dict[str, Any]:
    if found is None:
        return {"weight": None, "parts": [], "model": ""}
    return {"weight": found.bits, "parts": found.as_json(), "model": found.model}
